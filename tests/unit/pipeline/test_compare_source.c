#include "pipeline/compare_source.h"

#include "scratch.h"
#include "suite.h"

static const char scored[] = "id,nciss_level,nciss_label,nciss_reason,analyst_level,analyst_label\n"
                             "A-1,0,baseline,location,40,grave\n"
                             "A-2,,cannot-tell,actor,10,slight\n";

static enum cir_status open_text(struct cir_compare_source *source, const char *text, struct cir_error *error)
{
    struct cir_compare_options options = {.id_column = "id"};
    scratch_write("scored.csv", cir_text_of(text));
    options.input = scratch_path("scored.csv");
    *source = (struct cir_compare_source){0};
    return cir_compare_source_open(source, &options, error);
}

static void test_compare_source__of_a_log_gives_its_schemes_and_rows(void)
{
    struct cir_compare_source source;
    struct cir_judged_row row;
    scratch_open();
    CU_ASSERT_EQUAL_FATAL(open_text(&source, scored, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(source.scheme_count, 2);
    CU_ASSERT_STRING_EQUAL(source.schemes[1], "analyst");
    CU_ASSERT_PTR_NULL(source.scales);
    CU_ASSERT_EQUAL_FATAL(cir_compare_source_next(&source, &row, NULL), CIR_OK);
    CU_ASSERT_TRUE(cir_text_is(row.id, "A-1"));
    CU_ASSERT_EQUAL(row.levels[1], 40);
    CU_ASSERT_EQUAL_FATAL(cir_compare_source_next(&source, &row, NULL), CIR_OK);
    CU_ASSERT_EQUAL(row.levels[0], CIR_LEVEL_UNKNOWN);
    CU_ASSERT_EQUAL(cir_compare_source_next(&source, &row, NULL), CIR_END);
    cir_compare_source_close(&source);
    scratch_close();
}

static void test_compare_source__finds_a_scheme_or_says_which_there_are(void)
{
    struct cir_compare_source source;
    struct cir_error error;
    size_t number;
    scratch_open();
    CU_ASSERT_EQUAL_FATAL(open_text(&source, scored, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_compare_source_find(&number, &source, "analyst", &error), CIR_OK);
    CU_ASSERT_EQUAL(number, 1);
    CU_ASSERT_EQUAL(cir_compare_source_find(&number, &source, "gge", &error), CIR_BAD_USE);
    CU_ASSERT_STRING_EQUAL(error.message, "it is not scored by 'gge', but by nciss, analyst");
    cir_compare_source_close(&source);
    scratch_close();
}

static void test_compare_source__by_fewer_than_two_schemes_is_refused(void)
{
    struct cir_compare_source source;
    struct cir_error error;
    scratch_open();
    CU_ASSERT_EQUAL(open_text(&source, "id,gge_level,gge_label\nA-1,1,minor\n", &error), CIR_BAD_LOG);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "scored by one scheme, gge"));
    cir_compare_source_close(&source);
    CU_ASSERT_EQUAL(open_text(&source, "id,title\nA-1,x\n", &error), CIR_BAD_LOG);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "it has no verdict columns"));
    cir_compare_source_close(&source);
    scratch_close();
}

static void test_compare_source__that_is_absent_can_be_closed(void)
{
    const struct cir_compare_options log = {.input = "/nonexistent/scored.csv", .id_column = "id"};
    const struct cir_compare_options store = {.store = "/nonexistent/runs.db"};
    struct cir_compare_source source = {0};
    CU_ASSERT_EQUAL(cir_compare_source_open(&source, &log, NULL), CIR_NO_FILE);
    cir_compare_source_close(&source);
    source = (struct cir_compare_source){0};
    CU_ASSERT_EQUAL(cir_compare_source_open(&source, &store, NULL), CIR_BAD_STORE);
    cir_compare_source_close(&source);
}

CIR_SUITE("compare_source",
          {"of a log gives its schemes and rows", test_compare_source__of_a_log_gives_its_schemes_and_rows},
          {"finds a scheme or says which there are", test_compare_source__finds_a_scheme_or_says_which_there_are},
          {"by fewer than two schemes is refused", test_compare_source__by_fewer_than_two_schemes_is_refused},
          {"that is absent can be closed", test_compare_source__that_is_absent_can_be_closed})
