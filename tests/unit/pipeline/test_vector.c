#include "pipeline/vector.h"

#include "cirisk.h"
#include "pipeline/log_rows.h"
#include "pipeline/single_judging.h"
#include "scratch.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char landmarks[] = CIR_SOURCE_DIR "/datasets/incidents/landmarks.csv";

static const char *const schemes[] = {"gge",     "nciss",          "dora-2024-1772", "ciss",
                                      "ncsc-uk", "nis2-2024-2690", "es-rd43-2021",   "cn-2023-draft",
                                      "eurepoc", "enisa-telecom",  "jp-nisc",        "nis-cg"};
enum { SCHEMES = sizeof schemes / sizeof schemes[0] };

static struct cir_classifier *open_classifier(size_t count)
{
    struct cir_classifier *classifier = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, schemes, count, NULL), CIR_OK);
    return classifier;
}

/* The log that a vector stands for. */
static void read_back(struct cir_buffer *log, const struct cir_classifier *classifier, struct cir_text text)
{
    struct cir_vector vector;
    struct cir_error error = {0};
    enum cir_status status = cir_vector_read(&vector, text, &error);
    if (status == CIR_OK)
        status = cir_vector_check_versions(&vector, classifier, &error);
    if (status == CIR_OK)
        status = cir_vector_log(log, &vector, classifier, &error);
    if (status != CIR_OK)
        printf("%.*s: %s\n", CIR_TEXT_ARGS(text), error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    cir_vector_free(&vector);
}

/* ---- the same verdict ---- */

static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool is_same(const struct cir_verdict *a, const struct cir_verdict *b)
{
    return a->level == b->level && a->level_low == b->level_low && a->level_high == b->level_high &&
           a->reason == b->reason && a->reason_number == b->reason_number &&
           same_number(a->score.point, b->score.point) && same_number(a->score.low, b->score.low) &&
           same_number(a->score.high, b->score.high) && same_number(a->score.coverage, b->score.coverage);
}

static void open_rows(struct cir_log_rows *rows, const struct cir_classifier *classifier, const char *input,
                      const struct cir_log_format *format)
{
    *rows = (struct cir_log_rows){0};
    CU_ASSERT_EQUAL_FATAL(cir_log_rows_open(rows, classifier, input, format, false, NULL), CIR_OK);
}

static void judge(struct cir_verdict *verdicts, struct cir_single_judging *judging, const struct cir_log_rows *rows)
{
    CU_ASSERT_EQUAL_FATAL(rows->incident.problem_count, 0);
    cir_single_judge(judging, rows->incident.cells, rows->incident.id);
    memcpy(verdicts, cir_single_verdicts(judging), SCHEMES * sizeof *verdicts);
}

/* The row is judged alike by its vector, and the vector of that is the same. */
static void check_row(const struct cir_log_rows *rows, const struct cir_classifier *classifier,
                      struct cir_single_judging *judging)
{
    struct cir_verdict of_row[SCHEMES];
    struct cir_verdict of_vector[SCHEMES];
    struct cir_buffer vector = {0};
    struct cir_buffer again = {0};
    struct cir_buffer log = {0};
    struct cir_log_rows back;
    judge(of_row, judging, rows);
    cir_vector_add(&vector, classifier, rows->incident.cells);
    read_back(&log, classifier, cir_buffer_text(&vector));
    const struct cir_log_format format = {.text = cir_buffer_text(&log), .delimiter = ','};
    open_rows(&back, classifier, "vector", &format);
    CU_ASSERT_EQUAL_FATAL(cir_log_rows_next(&back, NULL), CIR_OK);
    judge(of_vector, judging, &back);
    for (size_t i = 0; i < SCHEMES; i++)
        CU_ASSERT_TRUE(is_same(&of_row[i], &of_vector[i]));
    cir_vector_add(&again, classifier, back.incident.cells);
    CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&vector), cir_buffer_text(&again)));
    CU_ASSERT_EQUAL(cir_log_rows_next(&back, NULL), CIR_END);
    cir_log_rows_close(&back);
    cir_buffer_free(&vector);
    cir_buffer_free(&again);
    cir_buffer_free(&log);
}

static void test_vector__is_judged_as_its_row_is(void)
{
    const struct cir_log_format plain = {0};
    struct cir_classifier *classifier = open_classifier(SCHEMES);
    struct cir_single_judging *judging = NULL;
    struct cir_log_rows rows;
    size_t count = 0;
    CU_ASSERT_EQUAL_FATAL(cir_single_judging_new(&judging, classifier, false, NULL), CIR_OK);
    for (open_rows(&rows, classifier, landmarks, &plain); cir_log_rows_next(&rows, NULL) == CIR_OK; count++)
        check_row(&rows, classifier, judging);
    CU_ASSERT_TRUE(count >= 59);
    cir_log_rows_close(&rows);
    cir_single_judging_free(judging);
    cir_classifier_free(classifier);
}

/* ---- its text ---- */

static const char text_log[] = "id,date,country,sector,service,people_affected,title,operator,attribution,tlp\n"
                               "A-1,2016-12,UA|MD,power;water,grid/A 50%,~2385,Title,Who,Someone,red\n";

static void test_vector__holds_what_is_judged_and_nothing_else(void)
{
    struct cir_classifier *classifier = open_classifier(1);
    const struct cir_log_format format = {.text = cir_text_of(text_log), .delimiter = ','};
    struct cir_log_rows rows;
    struct cir_buffer vector = {0};
    struct cir_buffer log = {0};
    open_rows(&rows, classifier, "text", &format);
    CU_ASSERT_EQUAL_FATAL(cir_log_rows_next(&rows, NULL), CIR_OK);
    cir_vector_add(&vector, classifier, rows.incident.cells);
    CU_ASSERT_TRUE(
        cir_text_is(cir_buffer_text(&vector),
                    "GGE:1.0/DT:2016-12-01..2016-12-31/CO:UA|MD/SE:power;water/SV:grid%2FA%2050%25/PA:~2385"));
    read_back(&log, classifier, cir_buffer_text(&vector));
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&log),
                               "id,date,country,sector,service,people_affected\n"
                               "vector,2016-12-01..2016-12-31,UA|MD,power;water,grid/A 50%,~2385\n"));
    cir_log_rows_close(&rows);
    cir_buffer_free(&vector);
    cir_buffer_free(&log);
    cir_classifier_free(classifier);
}

static void test_vector__may_be_written_by_hand(void)
{
    static const char by_hand[] = "gge:1.0/people_affected:1.2e5/sl:0.5";
    struct cir_classifier *classifier = open_classifier(1);
    struct cir_buffer log = {0};
    read_back(&log, classifier, cir_text_of(by_hand));
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&log), "id,date,country,sector,people_affected,service_loss\n"
                                                      "vector,unknown,unknown,unknown,1.2e5,0.5\n"));
    cir_buffer_free(&log);
    cir_classifier_free(classifier);
}

static void test_vector__names_the_schemes_that_judged(void)
{
    struct cir_vector vector;
    CU_ASSERT_EQUAL_FATAL(cir_vector_read(&vector, cir_text_of("GGE:1.0+DORA-2024-1772:2024/PA:3"), NULL), CIR_OK);
    CU_ASSERT_EQUAL(vector.scheme_count, 2);
    CU_ASSERT_STRING_EQUAL(vector.scheme_list, "gge,dora-2024-1772");
    cir_vector_free(&vector);
}

/* ---- what is refused ---- */

static const struct {
    const char *text;
    size_t column;
    const char *message;
} refused[] = {
    {"", 1, "'': expected a key, ':' and a value, such as PA:1.2e5"},
    {"GGE", 1, "'GGE': expected a key, ':' and a value, such as PA:1.2e5"},
    {"GGE:1.0", 1, "'GGE:1.0': expected facts behind the scheme, such as GGE:1.0/SE:power/PA:1.2e5"},
    {"GGE:1.0/", 9, "'': expected a key, ':' and a value, such as PA:1.2e5"},
    {"GGE:1.0/PA:", 9, "'PA:': expected a key, ':' and a value, such as PA:1.2e5"},
    {"GGE:1.0/:3", 9, "':3': expected a key, ':' and a value, such as PA:1.2e5"},
    {"GGE:1.0+/PA:3", 9, "'': expected a key, ':' and a value, such as PA:1.2e5"},
    {"GGE:1.0/PA:3%", 9, "'PA:3%': a '%' must be followed by two hexadecimal digits, not 00"},
    {"GGE:1.0/PA:3%4", 9, "'PA:3%4': a '%' must be followed by two hexadecimal digits, not 00"},
    {"GGE:1.0/PA:%00", 9, "'PA:%00': a '%' must be followed by two hexadecimal digits, not 00"},
    {"GGE:1.0/H:2/SV:%ff", 13, "'SV': it is not UTF-8"},
    {"GGE:2.385/PA:3", 1,
     "it was judged by version 2.385 of gge, and this is version 1.0: give --schemes to judge it anew"},
    {"GGE:1.0/PA:3/duraton_h:4", 14, "no fact has the key 'duraton_h'; did you mean 'duration_h'?"},
    {"GGE:1.0/XY:4", 9, "no fact has the key 'XY'; 'cirisk help formats' lists them"},
    {"GGE:1.0/attribution:A", 9, "no fact has the key 'attribution'; 'cirisk help formats' lists them"},
    {"GGE:1.0/PA:3/people_affected:4", 14, "'people_affected': this key stands twice"},
};

static void check_refusal(const struct cir_classifier *classifier, size_t number)
{
    struct cir_vector vector;
    struct cir_buffer log = {0};
    struct cir_error error = {0};
    enum cir_status status = cir_vector_read(&vector, cir_text_of(refused[number].text), &error);
    if (status == CIR_OK)
        status = cir_vector_check_versions(&vector, classifier, &error);
    if (status == CIR_OK)
        status = cir_vector_log(&log, &vector, classifier, &error);
    CU_ASSERT_EQUAL(status, CIR_BAD_USE);
    CU_ASSERT_STRING_EQUAL(error.file, "--vector");
    CU_ASSERT_EQUAL(error.column, refused[number].column);
    CU_ASSERT_STRING_EQUAL(error.message, refused[number].message);
    cir_buffer_free(&log);
    cir_vector_free(&vector);
}

static void test_vector__is_refused_with_the_place(void)
{
    struct cir_classifier *classifier = open_classifier(1);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        check_refusal(classifier, i);
    cir_classifier_free(classifier);
}

/* A key that two fields shared would be read as either. */
static void test_vector__has_a_key_of_its_own_for_each_field(void)
{
    static const char *const keys[] = {
#define CIR_FIELD(symbol, name, key, type, unit, options, meaning) key,
#include "model/field.def"
#undef CIR_FIELD
    };
    struct cir_classifier *classifier = open_classifier(SCHEMES);
    const struct cir_fields *fields = cir_classifier_fields(classifier);
    for (size_t i = 0; i < CIR_FIELD_CANONICAL; i++) {
        for (size_t k = 0; k < i && *keys[i] != '\0'; k++)
            CU_ASSERT_STRING_NOT_EQUAL(keys[i], keys[k]);
        CU_ASSERT_EQUAL(cir_index_find(&fields->index, cir_text_of(keys[i])), CIR_INDEX_NONE);
    }
    cir_classifier_free(classifier);
}

CIR_SUITE("vector", {"is judged as its row is", test_vector__is_judged_as_its_row_is},
          {"holds what is judged, and nothing else", test_vector__holds_what_is_judged_and_nothing_else},
          {"may be written by hand", test_vector__may_be_written_by_hand},
          {"names the schemes that judged", test_vector__names_the_schemes_that_judged},
          {"is refused with the place", test_vector__is_refused_with_the_place},
          {"has a key of its own for each field", test_vector__has_a_key_of_its_own_for_each_field})
