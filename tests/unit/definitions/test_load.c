#include "definitions/load.h"

#include "overlay.h"
#include "suite.h"

static void collect(void *context, const struct cir_error *finding)
{
    struct found *found = context;
    found->list[found->count++] = *finding;
}

static void test_load__gives_findings_in_file_and_line_order(void)
{
    static struct found found;
    struct cir_findings findings = {collect, &found};
    struct cir_load load = {0};
    CU_ASSERT(cir_load_clean(&load));
    cir_load_report(&load, (struct cir_place){"b.csv", 2, 1}, "late");
    cir_load_report(&load, (struct cir_place){"a.csv", 12, 1}, "line %d", 12);
    cir_load_report(&load, (struct cir_place){"a.csv", 3, 7}, "column 7");
    cir_load_report(&load, (struct cir_place){"a.csv", 3, 2}, "column 2");
    CU_ASSERT(!cir_load_clean(&load));
    CU_ASSERT_EQUAL(cir_load_end(&load, &findings, &found.error), CIR_BAD_TABLE);
    CU_ASSERT_EQUAL_FATAL(found.count, 4);
    CU_ASSERT_STRING_EQUAL(found.list[0].message, "column 2");
    CU_ASSERT_STRING_EQUAL(found.list[1].message, "column 7");
    CU_ASSERT_STRING_EQUAL(found.list[2].message, "line 12");
    CU_ASSERT_STRING_EQUAL(found.list[3].file, "b.csv");
    CU_ASSERT_STRING_EQUAL(found.error.message, "column 2");
    CU_ASSERT_EQUAL(found.error.status, CIR_BAD_TABLE);
}

static void test_load__keeps_every_finding(void)
{
    struct cir_load load = {0};
    for (size_t i = 0; i < 1237; i++)
        cir_load_report(&load, (struct cir_place){"a.csv", 2000 - i, 1}, "row %zu", i);
    CU_ASSERT_EQUAL(load.count, 1237);
    CU_ASSERT_EQUAL(load.list[1236].line, 764);
    CU_ASSERT_EQUAL(cir_load_end(&load, NULL, NULL), CIR_BAD_TABLE);
}

static void test_load__ends_well_when_nothing_was_found(void)
{
    struct cir_load load = {0};
    struct cir_error error = {0};
    CU_ASSERT_PTR_NOT_NULL(cir_load_take_scratch(&load, 3, 17));
    CU_ASSERT_EQUAL(cir_load_end(&load, NULL, &error), CIR_OK);
    CU_ASSERT_EQUAL(error.status, CIR_OK);
}

static void test_load__says_exhausted_memory_before_all_else(void)
{
    struct cir_arena arena = {0};
    struct cir_load load = {.arena = &arena};
    struct cir_error error = {0};
    CU_ASSERT_PTR_NULL(cir_load_take(&load, SIZE_MAX / 2, 16));
    cir_load_report(&load, (struct cir_place){0}, "a finding");
    CU_ASSERT_EQUAL(cir_load_end(&load, NULL, &error), CIR_NO_MEMORY);
    CU_ASSERT_EQUAL(error.status, CIR_NO_MEMORY);
    cir_arena_free(&arena);
}

static void test_load__inserts_a_key_once(void)
{
    struct cir_arena arena = {0};
    struct cir_load load = {.arena = &arena};
    struct cir_index index = {0};
    CU_ASSERT_EQUAL(cir_load_insert(&load, &index, "energy", 23), 23);
    CU_ASSERT_EQUAL(cir_load_insert(&load, &index, "energy", 42), 23);
    cir_arena_free(&arena);
}

CIR_SUITE("load", {"gives findings in file and line order", test_load__gives_findings_in_file_and_line_order},
          {"keeps every finding", test_load__keeps_every_finding},
          {"ends well when nothing was found", test_load__ends_well_when_nothing_was_found},
          {"says exhausted memory before all else", test_load__says_exhausted_memory_before_all_else},
          {"inserts a key once", test_load__inserts_a_key_once})
