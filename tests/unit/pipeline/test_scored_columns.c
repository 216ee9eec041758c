#include "pipeline/scored_columns.h"

#include "model/verdict.h"
#include "suite.h"

#include <string.h>

enum { COLUMNS = 8 };

/* The first gge_level is that of an earlier scoring; threat has a level and nothing else, told no level. */
static struct cir_text columns[COLUMNS];
static const char *const names[COLUMNS] = {"id",         "gge_level", "threat_level", "gge_label",
                                           "told_label", "gge_level", "gge_reason",   "nciss_level_low"};

static struct cir_scored_columns found(const char *scheme)
{
    struct cir_arena arena = {0};
    struct cir_index index = {0};
    struct cir_scored_columns places;
    for (size_t i = 0; i < COLUMNS; i++)
        columns[i] = cir_text_of(names[i]);
    const struct cir_header header = {.columns = columns, .column_count = COLUMNS};
    CU_ASSERT_EQUAL_FATAL(cir_scored_columns_index(&index, &header, &arena, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_scored_columns_find(&places, &index, cir_text_of(scheme), NULL), CIR_OK);
    cir_arena_free(&arena);
    return places;
}

static void test_scored_columns__of_one_name_the_last_counts(void)
{
    const struct cir_scored_columns places = found("gge");
    CU_ASSERT_EQUAL(places.level, 5);
    CU_ASSERT_EQUAL(places.label, 3);
    CU_ASSERT_EQUAL(places.reason, 6);
}

static void test_scored_columns__are_a_level_and_another_at_least(void)
{
    static const char *const others[] = {"threat", "told", "nciss", ""};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        const struct cir_scored_columns places = found(others[i]);
        CU_ASSERT_EQUAL(places.level, CIR_INDEX_NONE);
        CU_ASSERT_EQUAL(places.label, CIR_INDEX_NONE);
        CU_ASSERT_EQUAL(places.reason, CIR_INDEX_NONE);
    }
}

static void test_scored_columns__hold_levels_or_why_there_is_none(void)
{
    const struct cir_place place = {"scored.csv", 3, 8};
    struct cir_error error;
    int level;
    CU_ASSERT_EQUAL(cir_scored_level_read(&level, cir_text_of("4"), cir_text_of("severe"), place, &error), CIR_OK);
    CU_ASSERT_EQUAL(level, 4);
    CU_ASSERT_EQUAL(cir_scored_level_read(&level, cir_text_of(""), cir_text_of("cannot-tell"), place, &error), CIR_OK);
    CU_ASSERT_EQUAL(level, CIR_LEVEL_UNKNOWN);
    CU_ASSERT_EQUAL(cir_scored_level_read(&level, cir_text_of(""), cir_text_of("not-applicable"), place, &error),
                    CIR_OK);
    CU_ASSERT_EQUAL(level, CIR_LEVEL_NOT_APPLICABLE);
}

static void test_scored_columns__hold_nothing_else(void)
{
    static const char *const cells[] = {"2.385", "-1", "severe", "2147483648", " 3"};
    const struct cir_place place = {"scored.csv", 3, 8};
    struct cir_error error;
    int level;
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        CU_ASSERT_EQUAL(cir_scored_level_read(&level, cir_text_of(cells[i]), cir_text_of(""), place, &error),
                        CIR_BAD_LOG);
        CU_ASSERT_EQUAL(error.line, 3);
        CU_ASSERT_EQUAL(error.column, 8);
        CU_ASSERT_PTR_NOT_NULL(strstr(error.message, cells[i]));
    }
}

CIR_SUITE("scored columns", {"of one name the last counts", test_scored_columns__of_one_name_the_last_counts},
          {"are a level and another at least", test_scored_columns__are_a_level_and_another_at_least},
          {"hold levels or why there is none", test_scored_columns__hold_levels_or_why_there_is_none},
          {"hold nothing else", test_scored_columns__hold_nothing_else})
