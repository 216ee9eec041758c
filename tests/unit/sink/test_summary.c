#include "sink/summary.h"

#include "suite.h"
#include "toy.h"

enum { ENERGY = 2, WATER = 5 };

static const struct cir_cell energy = {.state = CIR_CELL_KNOWN, .options = UINT64_C(1) << ENERGY};
static const struct cir_cell both = {
    .state = CIR_CELL_KNOWN, .together = true, .options = UINT64_C(1) << ENERGY | UINT64_C(1) << WATER};
static const struct cir_cell either = {.state = CIR_CELL_KNOWN,
                                       .options = UINT64_C(1) << ENERGY | UINT64_C(1) << WATER};
static const struct cir_cell outside = {.state = CIR_CELL_KNOWN, .options = UINT64_C(1) << CIR_SECTOR_NONE};
static const struct cir_cell unknown = {.state = CIR_CELL_UNKNOWN, .options = UINT64_C(1) << ENERGY};
static const struct cir_cell blank = {.state = CIR_CELL_BLANK};

enum { SIGNIFICANT = 2, CANNOT_TELL = 3, NOT_APPLICABLE = 4, OWN_CANNOT_TELL = 2 };

static uint64_t sum(const struct cir_level_table *table)
{
    uint64_t total = 0;
    for (size_t band = 0; band < CIR_OUTCOMES_MAX; band++)
        for (size_t column = 0; column < CIR_TALLY_COLUMNS; column++)
            total += table->counts[band][column];
    return total;
}

static void count_all(struct cir_tally *tally)
{
    cir_tally_scored(tally, cir_tally_sectors(&energy), toy_known);
    cir_tally_scored(tally, cir_tally_sectors(&both), toy_known);
    cir_tally_scored(tally, cir_tally_sectors(&either), toy_known);
    cir_tally_scored(tally, cir_tally_sectors(&outside), toy_unknown);
    cir_tally_scored(tally, cir_tally_sectors(&unknown), toy_unknown);
    cir_tally_scored(tally, cir_tally_sectors(&blank), toy_known);
    cir_tally_scored(tally, cir_tally_sectors(&energy), toy_outside);
}

static void test_summary__counts_each_sector_and_the_total_once(void)
{
    struct cir_tally tally;
    CU_ASSERT_EQUAL_FATAL(cir_tally_init(&tally, toy_schemes, 2, NULL), CIR_OK);
    count_all(&tally);
    const uint64_t *significant = tally.tables[0].counts[SIGNIFICANT];
    CU_ASSERT_EQUAL(significant[ENERGY], 2);
    CU_ASSERT_EQUAL(significant[WATER], 1);
    CU_ASSERT_EQUAL(significant[CIR_TALLY_UNKNOWN], 2);
    CU_ASSERT_EQUAL(significant[CIR_TALLY_NONE], 0);
    CU_ASSERT_EQUAL(significant[CIR_TALLY_TOTAL], 4);
    const uint64_t *cannot_tell = tally.tables[0].counts[CANNOT_TELL];
    CU_ASSERT_EQUAL(cannot_tell[CIR_TALLY_NONE], 1);
    CU_ASSERT_EQUAL(cannot_tell[CIR_TALLY_UNKNOWN], 1);
    CU_ASSERT_EQUAL(cannot_tell[CIR_TALLY_TOTAL], 2);
    CU_ASSERT_EQUAL(tally.tables[0].counts[NOT_APPLICABLE][ENERGY], 1);
    CU_ASSERT_EQUAL(tally.tables[0].counts[NOT_APPLICABLE][CIR_TALLY_TOTAL], 1);
    CU_ASSERT_EQUAL(tally.tables[1].counts[OWN_CANNOT_TELL][CIR_TALLY_TOTAL], 3);
    CU_ASSERT_EQUAL(sum(&tally.tables[0]), 2 + 1 + 2 + 4 + 1 + 1 + 2 + 2);
    CU_ASSERT_EQUAL(tally.rows, 7);
    CU_ASSERT_EQUAL(tally.scored, 7);
    cir_tally_free(&tally);
}

static void test_summary__counts_campaigns_apart_from_rows(void)
{
    struct cir_tally tally;
    CU_ASSERT_EQUAL_FATAL(cir_tally_init(&tally, toy_schemes, 2, NULL), CIR_OK);
    count_all(&tally);
    cir_tally_campaign(&tally, toy_known);
    cir_tally_campaign(&tally, toy_known);
    cir_tally_campaign(&tally, toy_unknown);
    cir_tally_campaign(&tally, toy_outside);
    CU_ASSERT_EQUAL(tally.campaigns, 4);
    cir_tally_campaign_impact(&tally, CIR_IMPACT_TOLD);
    cir_tally_campaign_impact(&tally, CIR_IMPACT_CANNOT_TELL);
    CU_ASSERT_TRUE(tally.campaign_impacts[CIR_IMPACT_CANNOT_TELL] == 1 && tally.impacts[CIR_IMPACT_TOLD] == 0);
    CU_ASSERT_EQUAL(tally.rows, 7);
    CU_ASSERT_EQUAL(tally.tables[0].counts[SIGNIFICANT][CIR_TALLY_CAMPAIGNS], 2);
    CU_ASSERT_EQUAL(tally.tables[0].counts[CANNOT_TELL][CIR_TALLY_CAMPAIGNS], 1);
    CU_ASSERT_EQUAL(tally.tables[0].counts[NOT_APPLICABLE][CIR_TALLY_CAMPAIGNS], 1);
    CU_ASSERT_EQUAL(tally.tables[0].counts[SIGNIFICANT][CIR_TALLY_TOTAL], 4);
    cir_tally_free(&tally);
}

/* What cannot be told reaches no level, though its place lies behind the last. */
static void test_summary__tells_what_reaches_a_level(void)
{
    struct cir_tally tally;
    CU_ASSERT_EQUAL_FATAL(cir_tally_init(&tally, toy_schemes, 2, NULL), CIR_OK);
    count_all(&tally);
    cir_tally_campaign(&tally, toy_known);
    cir_tally_campaign(&tally, toy_unknown);
    CU_ASSERT_EQUAL(cir_tally_reaching(&tally, 0, 0, CIR_TALLY_TOTAL), 4);
    CU_ASSERT_EQUAL(cir_tally_reaching(&tally, 0, SIGNIFICANT, CIR_TALLY_TOTAL), 4);
    CU_ASSERT_EQUAL(cir_tally_reaching(&tally, 0, SIGNIFICANT, CIR_TALLY_CAMPAIGNS), 1);
    CU_ASSERT_EQUAL(cir_tally_reaching(&tally, 0, SIGNIFICANT + 1, CIR_TALLY_TOTAL), 0);
    CU_ASSERT_EQUAL(cir_tally_reaching(&tally, 0, SIGNIFICANT + 1, CIR_TALLY_CAMPAIGNS), 0);
    cir_tally_free(&tally);
}

static void test_summary__counts_problems_by_code(void)
{
    static const struct cir_problem problems[] = {
        {.code = CIR_PROBLEM_BAD_DATE}, {.code = CIR_PROBLEM_BAD_NUMBER}, {.code = CIR_PROBLEM_BAD_NUMBER}};
    struct cir_tally tally;
    CU_ASSERT_EQUAL_FATAL(cir_tally_init(&tally, toy_schemes, 2, NULL), CIR_OK);
    cir_tally_rejected(&tally, problems, 3);
    cir_tally_rejected(&tally, problems, 1);
    CU_ASSERT_EQUAL(tally.problems[CIR_PROBLEM_BAD_DATE], 2);
    CU_ASSERT_EQUAL(tally.problems[CIR_PROBLEM_BAD_NUMBER], 2);
    CU_ASSERT_EQUAL(tally.problems[CIR_PROBLEM_ID_MISSING], 0);
    CU_ASSERT_EQUAL(tally.rejected, 2);
    CU_ASSERT_EQUAL(tally.rows, 2);
    CU_ASSERT_EQUAL(tally.scored, 0);
    cir_tally_free(&tally);
}

static void test_summary__adding_blocks_equals_counting_all(void)
{
    static const struct cir_problem problem = {.code = CIR_PROBLEM_NUL_BYTE};
    struct cir_tally whole, parts, block;
    CU_ASSERT_EQUAL_FATAL(cir_tally_init(&whole, toy_schemes, 2, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_tally_init(&parts, toy_schemes, 2, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_tally_init(&block, toy_schemes, 2, NULL), CIR_OK);
    for (int i = 0; i < 3; i++) {
        count_all(&whole);
        cir_tally_rejected(&whole, &problem, 1);
        cir_tally_clear(&block);
        count_all(&block);
        cir_tally_rejected(&block, &problem, 1);
        cir_tally_add(&parts, &block);
    }
    CU_ASSERT_EQUAL(whole.rows, 24);
    CU_ASSERT_EQUAL(parts.rows, whole.rows);
    CU_ASSERT_EQUAL(parts.scored, whole.scored);
    CU_ASSERT_EQUAL(parts.rejected, whole.rejected);
    CU_ASSERT_EQUAL(memcmp(parts.problems, whole.problems, sizeof whole.problems), 0);
    CU_ASSERT_EQUAL(memcmp(parts.tables, whole.tables, 2 * sizeof *whole.tables), 0);
    cir_tally_free(&whole);
    cir_tally_free(&parts);
    cir_tally_free(&block);
}

static void test_summary__counts_overrides_and_their_rows(void)
{
    struct cir_tally tally, more;
    CU_ASSERT_EQUAL_FATAL(cir_tally_init(&tally, toy_schemes, 2, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_tally_init(&more, toy_schemes, 2, NULL), CIR_OK);
    cir_tally_overridden(&tally, 3);
    cir_tally_overridden(&more, 1);
    cir_tally_overridden(&more, 2);
    cir_tally_add(&tally, &more);
    CU_ASSERT(tally.overrides == 6 && tally.overridden == 3);
    cir_tally_clear(&tally);
    CU_ASSERT(tally.overrides == 0 && tally.overridden == 0);
    cir_tally_free(&tally);
    cir_tally_free(&more);
}

CIR_SUITE("summary", {"counts overrides and their rows", test_summary__counts_overrides_and_their_rows},
          {"counts each sector and the total once", test_summary__counts_each_sector_and_the_total_once},
          {"counts campaigns apart from rows", test_summary__counts_campaigns_apart_from_rows},
          {"tells what reaches a level", test_summary__tells_what_reaches_a_level},
          {"counts problems by code", test_summary__counts_problems_by_code},
          {"adding blocks equals counting all", test_summary__adding_blocks_equals_counting_all})
