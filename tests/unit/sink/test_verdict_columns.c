#include "sink/verdict_columns.h"

#include "suite.h"

static unsigned bit(enum cir_verdict_column_number column)
{
    return 1U << column;
}

static void test_verdict_columns__are_told_apart_and_explained(void)
{
    const struct cir_verdict_column *list = cir_verdict_column_list();
    for (unsigned i = 0; i < CIR_COLUMN_COUNT; i++) {
        CU_ASSERT(strlen(list[i].name) > 0 && strlen(list[i].type) > 0 && strlen(list[i].meaning) > 10);
        for (unsigned k = 0; k < i; k++)
            CU_ASSERT_STRING_NOT_EQUAL(list[i].name, list[k].name);
    }
}

static void test_verdict_columns__reads_a_choice_in_any_order(void)
{
    unsigned columns = 0;
    CU_ASSERT(cir_verdict_columns_read(&columns, cir_text_of("score, level,score"), NULL));
    CU_ASSERT_EQUAL(columns, bit(CIR_COLUMN_LEVEL) | bit(CIR_COLUMN_SCORE));
    CU_ASSERT(cir_verdict_columns_has(columns, CIR_COLUMN_SCORE));
    CU_ASSERT(!cir_verdict_columns_has(columns, CIR_COLUMN_AXES));
}

static void test_verdict_columns__names_what_is_no_column(void)
{
    static const char *const lists[] = {"level,scor", "scor", "level,,score", "", "Level", "level;score"};
    static const char *const wrong[] = {"scor", "scor", "", "", "Level", "level;score"};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        unsigned columns = 77;
        struct cir_text unknown = {0};
        CU_ASSERT(!cir_verdict_columns_read(&columns, cir_text_of(lists[i]), &unknown));
        CU_ASSERT(cir_text_is(unknown, wrong[i]));
        CU_ASSERT_EQUAL(columns, 77);
    }
    unsigned columns = 0;
    CU_ASSERT(!cir_verdict_columns_read(&columns, (struct cir_text){0}, NULL));
}

static void test_verdict_columns__the_score_axis_is_no_second_score(void)
{
    CU_ASSERT(!cir_verdict_columns_axis(&(struct cir_axis){.name = "score"}));
    CU_ASSERT(cir_verdict_columns_axis(&(struct cir_axis){.name = "severity"}));
}

CIR_SUITE("verdict_columns", {"are told apart and explained", test_verdict_columns__are_told_apart_and_explained},
          {"reads a choice in any order", test_verdict_columns__reads_a_choice_in_any_order},
          {"names what is no column", test_verdict_columns__names_what_is_no_column},
          {"the score axis is no second score", test_verdict_columns__the_score_axis_is_no_second_score})
