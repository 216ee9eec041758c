#include "scheme_vectors.h"

#include "base/number.h"
#include "cirisk.h"
#include "definitions/folder.h"
#include "definitions/row.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum expectation { LEVEL, LABEL, SCORE, LOW, HIGH, LEVEL_LOW, LEVEL_HIGH, EXPECTATIONS };

static const char *const expectations[EXPECTATIONS] = {"expect_level",     "expect_label", "expect_score",
                                                       "expect_low",       "expect_high",  "expect_level_low",
                                                       "expect_level_high"};

static const char tolerance[] = "expect_tolerance";
static const char source[] = "expect_source";
static const char source_columns[] = "key,title,reference,year,licence";

/* Room for the rounding of what is printed. */
static const double ROUNDING = 1e-9;

enum { PATH_SIZE = 4096, TEXT_SIZE = 64 };

/* The vectors of one scheme, and what it takes to judge them. */
struct vectors {
    struct cir_load load;
    struct cir_arena arena; /* what the load leaves: cells */
    struct cir_definition_files files;
    struct cir_classifier *classifier;
    struct cir_table table;
    struct cir_index sources;
    char *columns;          /* as they stand in the header */
    struct cir_fact *facts; /* of the row in hand */
    size_t fact_count;
};

/* ---- columns ---- */

static bool has_column(const struct vectors *vectors, const char *column)
{
    struct cir_text name, rest = cir_text_of(vectors->columns);
    while (cir_text_next(&name, &rest, ','))
        if (cir_text_is(name, column))
            return true;
    return false;
}

static bool is_fact(const struct vectors *vectors, struct cir_text name)
{
    return cir_index_find(&cir_classifier_fields(vectors->classifier)->index, name) != CIR_INDEX_NONE;
}

static bool is_expectation(struct cir_text name)
{
    for (size_t i = 0; i < EXPECTATIONS; i++)
        if (cir_text_is(name, expectations[i]))
            return true;
    return cir_text_is(name, tolerance) || cir_text_is(name, source);
}

static void check_column(struct vectors *vectors, const char *name)
{
    if (!has_column(vectors, name))
        cir_load_report(&vectors->load, (struct cir_place){.file = vectors->table.file, .line = 1},
                        "column '%s' is missing", name);
}

/* In a log other columns pass through; here they would be an example that says less than it seems to. */
static void check_columns(struct vectors *vectors)
{
    struct cir_text name, rest = cir_text_of(vectors->columns);
    for (size_t i = 1; cir_text_next(&name, &rest, ','); i++)
        if (!is_fact(vectors, name) && !is_expectation(name))
            cir_load_report(&vectors->load, (struct cir_place){vectors->table.file, 1, i},
                            "'%.*s' is neither a column that the scheme reads nor an expectation", CIR_TEXT_ARGS(name));
    check_column(vectors, "id");
    check_column(vectors, source);
}

/* ---- one vector ---- */

/* As the verdict is printed. */
static void found_text(char text[TEXT_SIZE], const struct cir_scheme *scheme, const struct cir_verdict *verdict,
                       enum expectation what)
{
    const double numbers[EXPECTATIONS] = {
        [SCORE] = verdict->score.point, [LOW] = verdict->score.low, [HIGH] = verdict->score.high};
    const int levels[EXPECTATIONS] = {
        [LEVEL] = verdict->level, [LEVEL_LOW] = verdict->level_low, [LEVEL_HIGH] = verdict->level_high};
    text[0] = '\0';
    if (what == LABEL)
        snprintf(text, TEXT_SIZE, "%s", cir_verdict_label(scheme, verdict->level));
    else if (what == SCORE || what == LOW || what == HIGH) {
        if (isfinite(numbers[what]))
            text[cir_number_write(text, numbers[what], scheme->digits)] = '\0';
    } else if (cir_level_is_told(levels[what]))
        snprintf(text, TEXT_SIZE, "%d", levels[what]);
}

static bool is_met(const char *expected, const char *found, enum expectation what, double room)
{
    double wanted, given;
    if (what != SCORE && what != LOW && what != HIGH)
        return strcmp(expected, found) == 0;
    return cir_number_read(cir_text_of(expected), &wanted) && cir_number_read(cir_text_of(found), &given) &&
           fabs(wanted - given) <= room + ROUNDING;
}

static double room_of(struct vectors *vectors, const struct cir_row *row)
{
    if (!has_column(vectors, tolerance) || *cir_row_raw(row, tolerance) == '\0')
        return 0;
    return cir_row_number(&vectors->load, row, tolerance, &cir_bounds_not_negative);
}

static void compare(struct vectors *vectors, const struct cir_row *row, const struct cir_verdict *verdict)
{
    double room = room_of(vectors, row);
    size_t compared = 0;
    for (enum expectation i = 0; i < EXPECTATIONS; i++) {
        if (!has_column(vectors, expectations[i]) || *cir_row_raw(row, expectations[i]) == '\0')
            continue;
        char found[TEXT_SIZE];
        found_text(found, cir_classifier_scheme(vectors->classifier, 0), verdict, i);
        if (!is_met(cir_row_raw(row, expectations[i]), found, i, room))
            cir_row_report(&vectors->load, row, expectations[i], "'%.100s' is not what the scheme gives: '%s'",
                           cir_row_raw(row, expectations[i]), found);
        compared++;
    }
    if (compared == 0)
        cir_row_report(&vectors->load, row, "id", "'%.100s' expects nothing", cir_row_raw(row, "id"));
}

static void take_facts(struct vectors *vectors, const struct cir_row *row)
{
    struct cir_text name, rest = cir_text_of(vectors->columns);
    vectors->fact_count = 0;
    for (size_t i = 0; cir_text_next(&name, &rest, ','); i++) {
        if (!is_fact(vectors, name))
            continue;
        const struct cir_fields *fields = cir_classifier_fields(vectors->classifier);
        vectors->facts[vectors->fact_count++] =
            (struct cir_fact){fields->list[cir_index_find(&fields->index, name)].name, row->cells[i].text};
    }
}

/* A verdict names the first cell that cannot be read; here each is wanted. */
static void report_cells(struct vectors *vectors, const struct cir_row *row)
{
    for (size_t i = 0; i < vectors->fact_count; i++) {
        struct cir_verdict verdict;
        struct cir_error error;
        if (cir_classify(vectors->classifier, &vectors->facts[i], 1, &verdict, &error) != CIR_BAD_CELL)
            continue;
        const struct cir_table_cell *cell = cir_row_cell(row, vectors->facts[i].name);
        cir_load_report(&vectors->load, (struct cir_place){row->table->file, cell->line, cell->column}, "%s",
                        error.message);
    }
}

static void check_source(struct vectors *vectors, const struct cir_row *row)
{
    struct cir_text key, rest = cir_text_of(cir_row_raw(row, source));
    (void)cir_text_next(&key, &rest, ';');
    if (cir_index_find(&vectors->sources, cir_text_trim(key)) == CIR_INDEX_NONE)
        cir_row_report(&vectors->load, row, source, "'%.*s' is not a key of sources.csv", CIR_TEXT_ARGS(key));
}

static void check_vector(struct vectors *vectors, const struct cir_row *row)
{
    struct cir_verdict verdict;
    struct cir_error error;
    check_source(vectors, row);
    take_facts(vectors, row);
    enum cir_status status = cir_classify(vectors->classifier, vectors->facts, vectors->fact_count, &verdict, &error);
    if (status == CIR_OK)
        compare(vectors, row, &verdict);
    else if (status == CIR_BAD_CELL)
        report_cells(vectors, row);
    else
        vectors->load.no_memory = true;
}

/* ---- the table ---- */

static void check_rows(struct vectors *vectors)
{
    struct cir_index seen = {0};
    size_t count = vectors->table.column_count;
    vectors->facts = cir_load_take_scratch(&vectors->load, count, sizeof *vectors->facts);
    check_columns(vectors);
    if (vectors->facts == NULL || !cir_load_clean(&vectors->load))
        return;
    for (size_t i = 0; i < vectors->table.row_count; i++) {
        const struct cir_row *row = &vectors->table.rows[i];
        (void)cir_row_text(&vectors->load, row, "id");
        (void)cir_row_unique(&vectors->load, &seen, row, "id", NULL);
        check_vector(vectors, row);
    }
}

static void path_of(char path[PATH_SIZE], const char *name, const char *file)
{
    snprintf(path, PATH_SIZE, "%s%s/%s", strchr(name, '/') != NULL ? "" : "datasets/schemes/", name, file);
}

static void read_sources(struct vectors *vectors, const char *path, bool required)
{
    struct cir_table table;
    cir_table_read(&vectors->load, &table, path, source_columns, required);
    cir_sources_fill(&vectors->load, &table, &vectors->sources);
}

/* The columns of the table are those of its own header. */
static void read_vectors(struct vectors *vectors, const char *name)
{
    char path[PATH_SIZE];
    path_of(path, name, "vectors.csv");
    const struct cir_definition_file *file = cir_definition_files_find(&vectors->files, path);
    if (file == NULL)
        return;
    struct cir_text header, rest = file->text;
    (void)cir_text_next(&header, &rest, '\n');
    vectors->columns = cir_load_take_scratch(&vectors->load, header.size + 1, 1);
    if (vectors->columns == NULL)
        return;
    if (header.size > 0)
        memcpy(vectors->columns, header.data, header.size);
    cir_table_read(&vectors->load, &vectors->table, path, vectors->columns, true);
    path_of(path, name, "sources.csv");
    read_sources(vectors, "datasets/sources.csv", true);
    read_sources(vectors, path, false);
    if (cir_load_clean(&vectors->load))
        check_rows(vectors);
}

enum cir_status scheme_vectors_check(const char *name, const char *overlay, const struct cir_findings *findings,
                                     struct cir_error *error)
{
    static const char *const files[] = {"vectors.csv", "sources.csv", NULL};
    struct vectors vectors = {0};
    vectors.load = (struct cir_load){.files = &vectors.files, .arena = &vectors.arena};
    enum cir_status status = cir_classifier_new(&vectors.classifier, overlay, &name, 1, error);
    if (status == CIR_OK)
        status = cir_definition_files_open(&vectors.files, overlay, error);
    if (status == CIR_OK && strchr(name, '/') != NULL)
        status = cir_definition_files_add_folder(&vectors.files, name, files, error);
    if (status == CIR_OK) {
        read_vectors(&vectors, name);
        status = cir_load_end(&vectors.load, findings, error);
    }
    cir_definition_files_close(&vectors.files);
    cir_classifier_free(vectors.classifier);
    cir_arena_free(&vectors.arena);
    return status;
}
