/* Every worked example of every scheme, scored as a log is. */
#include "base/file.h"
#include "definitions/definitions.h"
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { VECTORS_MIN = 12, NAME_SIZE = 64 };

enum kind { NUMBER, TEXT };

/* What a vector may expect: "expect_" and the name of a column of the verdict. */
static const struct {
    const char *column;
    enum kind kind;
} expectations[] = {
    {"level", TEXT},  {"label", TEXT},     {"score", NUMBER},    {"low", NUMBER},
    {"high", NUMBER}, {"level_low", TEXT}, {"level_high", TEXT},
};
enum { EXPECTATIONS = sizeof expectations / sizeof expectations[0] };

/* Room for the rounding of what is printed, where the tolerance is just that. */
static const double ROUNDING = 1e-9;

static bool is_met(struct cir_text expected, struct cir_text found, enum kind kind, double tolerance)
{
    if (kind == TEXT)
        return cir_text_equal(expected, found);
    return found.size > 0 && fabs(strtod(expected.data, NULL) - strtod(found.data, NULL)) <= tolerance + ROUNDING;
}

/* Number of expectations of a row that are not met; `tell` prints them. */
static unsigned count_unmet(const struct sheet *sheet, size_t row, const char *scheme, bool tell)
{
    unsigned unmet = 0;
    double tolerance = strtod(sheet_cell(sheet, row, "expect_tolerance").data, NULL);
    for (size_t i = 0; i < EXPECTATIONS; i++) {
        char expect[NAME_SIZE];
        char column[2 * NAME_SIZE];
        snprintf(expect, sizeof expect, "expect_%s", expectations[i].column);
        snprintf(column, sizeof column, "%s_%s", scheme, expectations[i].column);
        struct cir_text expected = sheet_cell(sheet, row, expect);
        struct cir_text found = sheet_cell(sheet, row, column);
        if (expected.size == 0 || is_met(expected, found, expectations[i].kind, tolerance))
            continue;
        unmet++;
        if (tell)
            printf("%s: vector '%s': %s: expected '%s', found '%s'\n", scheme, sheet_cell(sheet, row, "id").data,
                   expectations[i].column, expected.data, found.data);
    }
    return unmet;
}

static bool is_known(const char *column)
{
    if (strcmp(column, "expect_tolerance") == 0 || strcmp(column, "expect_source") == 0)
        return true;
    for (size_t i = 0; i < EXPECTATIONS; i++)
        if (strcmp(column + strlen("expect_"), expectations[i].column) == 0)
            return true;
    return false;
}

/* A misspelt expectation would never be tested. */
static void check_columns(const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->header.count; i++)
        if (cir_text_starts_with(sheet->header.cells[i], "expect_"))
            CU_ASSERT_TRUE(is_known(sheet->header.cells[i].data));
    CU_ASSERT_TRUE(sheet_column(sheet, "expect_source") < sheet->header.count);
}

static bool expects_something(const struct sheet *sheet, size_t row)
{
    return sheet_cell(sheet, row, "expect_level").size > 0 || sheet_cell(sheet, row, "expect_label").size > 0;
}

/* Score vectors by a scheme, named or in a folder, and give the scored sheet. */
static void score_vectors(struct sheet *sheet, const char *scheme, struct cir_text vectors)
{
    struct cir_classifier *classifier = run_classifier(&scheme, 1);
    struct run run;
    run_score_text(&run, classifier, vectors, &(struct cir_score_options){0});
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.tally.rejected, 0);
    if (run.tally.rejected > 0)
        printf("%s: vectors that are no rows of a log:\n%.*s", scheme, (int)run.rejects.size, run.rejects.data);
    sheet_read(sheet, cir_buffer_text(&run.output), ',');
    run_free(&run);
    cir_classifier_free(classifier);
}

/* The columns of the verdict beside those of the vectors, as a scored log has them. */
static void add_levels(struct cir_buffer *csv, const struct sheet *vectors, const struct cir_register *assets,
                       const char *name)
{
    for (size_t i = 0; i < vectors->header.count; i++)
        cir_buffer_add_format(csv, "%.*s,", CIR_TEXT_ARGS(vectors->header.cells[i]));
    cir_buffer_add_format(csv, "%s_level,%s_label,%s_level_low,%s_level_high\n", name, name, name, name);
    for (size_t row = 0; row < assets->asset_count; row++) {
        const struct cir_designation *said = &assets->assets[row].designation;
        for (size_t i = 0; i < vectors->header.count; i++) {
            sheet_add_cell(csv, vectors->rows[row].cells[i]);
            cir_buffer_add_char(csv, ',');
        }
        if (cir_level_is_told(said->level))
            cir_buffer_add_format(csv, "%d", said->level);
        cir_buffer_add_format(csv, ",%s,%d,%d\n", cir_verdict_label(assets->scheme, said->level), said->level_low,
                              said->level_high);
    }
}

/* Designate vectors by a scheme of subject asset: a register of them, every row an asset. */
static void designate_vectors(struct sheet *sheet, const char *scheme, const char *name, struct cir_text vectors)
{
    struct cir_classifier *classifier = run_classifier(&scheme, 1);
    struct cir_register assets;
    struct sheet given;
    struct cir_buffer csv = {0};
    const struct cir_register_input input = {.path = scratch_path("vectors.csv")};
    scratch_write("vectors.csv", vectors);
    CU_ASSERT_EQUAL_FATAL(cir_register_judge(&assets, classifier, &input, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(assets.reject_count, 0);
    sheet_read(&given, vectors, ',');
    add_levels(&csv, &given, &assets, name);
    sheet_read(sheet, cir_buffer_text(&csv), ',');
    cir_buffer_free(&csv);
    sheet_free(&given);
    cir_register_free(&assets);
    cir_classifier_free(classifier);
}

static bool judges_assets(const char *scheme)
{
    struct cir_classifier *classifier = run_classifier(&scheme, 1);
    bool is_asset = cir_classifier_scheme(classifier, 0)->subject_is_asset;
    cir_classifier_free(classifier);
    return is_asset;
}

static void check_scheme(const char *scheme, const char *name, struct cir_text vectors)
{
    struct sheet sheet;
    if (judges_assets(scheme))
        designate_vectors(&sheet, scheme, name, vectors);
    else
        score_vectors(&sheet, scheme, vectors);
    check_columns(&sheet);
    if (sheet.row_count < VECTORS_MIN)
        printf("%s: %zu vectors are fewer than %d\n", name, sheet.row_count, VECTORS_MIN);
    CU_ASSERT_TRUE(sheet.row_count >= VECTORS_MIN);
    for (size_t row = 0; row < sheet.row_count; row++) {
        CU_ASSERT_EQUAL(count_unmet(&sheet, row, name, true), 0);
        CU_ASSERT_TRUE(expects_something(&sheet, row));
    }
    sheet_free(&sheet);
}

/* Name of a scheme from the path of its scheme.csv; false for another path. */
static bool scheme_name(const char *path, char name[NAME_SIZE])
{
    int end = 0;
    return sscanf(path, "datasets/schemes/%63[^/]/scheme.csv%n", name, &end) == 1 && end > 0 && path[end] == '\0';
}

static struct cir_text vectors_of(const struct cir_definition_files *files, const char *name)
{
    char path[2 * NAME_SIZE];
    snprintf(path, sizeof path, "datasets/schemes/%s/vectors.csv", name);
    const struct cir_definition_file *file = cir_definition_files_find(files, path);
    if (file == NULL)
        printf("%s: no vectors.csv\n", name);
    CU_ASSERT_PTR_NOT_NULL(file);
    return file != NULL ? file->text : (struct cir_text){"", 0};
}

static void test_vectors__of_every_scheme_come_true(void)
{
    struct cir_definition_files files;
    size_t count = 0;
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&files, NULL, NULL), CIR_OK);
    scratch_open();
    for (size_t i = 0; i < files.count; i++) {
        char name[NAME_SIZE];
        if (!scheme_name(files.list[i].path, name))
            continue;
        check_scheme(name, name, vectors_of(&files, name));
        count++;
    }
    CU_ASSERT_TRUE(count >= 3);
    scratch_close();
    cir_definition_files_close(&files);
}

static void test_vectors__of_the_speed_comparison_come_true(void)
{
    static const char folder[] = CIR_SOURCE_DIR "/tools/bench/scheme/peer";
    struct cir_buffer vectors = {0};
    if (cir_file_read(&vectors, CIR_SOURCE_DIR "/tools/bench/scheme/peer/vectors.csv", NULL) != CIR_OK) {
        cir_skip("tools/bench/scheme/peer/vectors.csv is absent");
        cir_buffer_free(&vectors);
        return;
    }
    scratch_open();
    check_scheme(folder, "peer", cir_buffer_text(&vectors));
    scratch_close();
    cir_buffer_free(&vectors);
}

/* The judge itself: wrong by a level, a label, more than the tolerance, and a number where nothing can be told. */
static void test_vectors__that_are_wrong_are_found(void)
{
    static const char vectors[] =
        "id,date,country,sector,functional_impact,expect_level,expect_label,expect_score,expect_high,expect_tolerance\n"
        "right,2020,US,unknown,,0,baseline,0.004,100,0.005\n"
        "level,2020,US,unknown,,1,baseline,0,100,0.005\n"
        "label,2020,US,unknown,,0,low,0,100,0.005\n"
        "score,2020,US,unknown,,0,baseline,0.006,100,0.005\n"
        "all,2020,US,unknown,,5,high,62.385,23.85,0.005\n";
    static const unsigned unmet[] = {0, 1, 1, 1, 4};
    struct sheet sheet;
    scratch_open();
    score_vectors(&sheet, "nciss", cir_text_of(vectors));
    CU_ASSERT_EQUAL_FATAL(sheet.row_count, sizeof unmet / sizeof unmet[0]);
    for (size_t i = 0; i < sheet.row_count; i++)
        CU_ASSERT_EQUAL(count_unmet(&sheet, i, "nciss", false), unmet[i]);
    CU_ASSERT_FALSE(is_met(cir_text_of("0"), cir_text_of(""), NUMBER, 0.06));
    CU_ASSERT_FALSE(is_known("expect_lable"));
    sheet_free(&sheet);
    scratch_close();
}

CIR_SUITE("vectors", {"of every scheme come true", test_vectors__of_every_scheme_come_true},
          {"of the speed comparison come true", test_vectors__of_the_speed_comparison_come_true},
          {"that are wrong are found", test_vectors__that_are_wrong_are_found})
