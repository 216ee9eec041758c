#include "facts.h"

#include "suite.h"

enum { NO = 1, YES = 2 };

static struct facts facts;

static void set_sector(struct cir_cell cell)
{
    facts_init(&facts);
    facts.cells[CIR_FIELD_SECTOR] = cell;
}

static void check(unsigned measure, double low, double point, double high)
{
    check_number(facts_measure(&facts, measure), low, point, high);
}

static void check_flag(unsigned measure, enum cir_answer answer, uint64_t options)
{
    check_options(facts_measure(&facts, measure), answer, options);
}

static void test_sectors__together_the_strictest_counts(void)
{
    set_sector(cell_together(1U << WATER | 1U << SCHOOLS));
    facts.cells[CIR_FIELD_SERVICE_LOSS] = cell_of(0.5);
    facts.cells[CIR_FIELD_DURATION_H] = cell_of(36);
    check(CIR_MEASURE_SECTORS_HIT, 2, 2, 2);
    check(CIR_MEASURE_DEPENDENTS_SHARE, 0.45, 0.45, 0.45);
    check(CIR_MEASURE_SERVICE_OUTAGE_RATIO, 0.75, 0.75, 0.75);
    check_flag(CIR_MEASURE_LIFE_CRITICAL, CIR_ANSWERED, YES);
    check_flag(CIR_MEASURE_SEVERAL_STATES_SERVED, CIR_ANSWERED, NO);
    check_flag(CIR_MEASURE_CRITICAL_SECTOR, CIR_ANSWERED, YES);
}

static void test_sectors__candidates_make_a_range(void)
{
    set_sector(cell_one_of(1U << POWER | 1U << SCHOOLS));
    facts.cells[CIR_FIELD_SERVICE_LOSS] = cell_of(1);
    facts.cells[CIR_FIELD_DURATION_H] = cell_of(8.4);
    check(CIR_MEASURE_SECTORS_HIT, 1, 1, 1);
    check(CIR_MEASURE_DEPENDENTS_SHARE, 0.05, 0.425, 0.8);
    check(CIR_MEASURE_SERVICE_OUTAGE_RATIO, 0.05, (0.05 + 2.1) / 2, 2.1);
    check_flag(CIR_MEASURE_LIFE_CRITICAL, CIR_ANSWERED, NO | YES);
    check_flag(CIR_MEASURE_CRITICAL_SECTOR, CIR_ANSWERED, YES);
}

static void test_sectors__outside_all_is_not_critical(void)
{
    set_sector(cell_one_of(OUTSIDE_BIT));
    facts.cells[CIR_FIELD_SERVICE_LOSS] = cell_of(1);
    facts.cells[CIR_FIELD_DURATION_H] = cell_of(8.4);
    check(CIR_MEASURE_SECTORS_HIT, 0, 0, 0);
    check(CIR_MEASURE_DEPENDENTS_SHARE, 0, NAN, 1);
    check(CIR_MEASURE_SERVICE_OUTAGE_RATIO, 0, NAN, INFINITY);
    check_flag(CIR_MEASURE_CRITICAL_SECTOR, CIR_ANSWERED, NO);
    check_flag(CIR_MEASURE_LIFE_CRITICAL, CIR_ANSWERED, NO);
    check_flag(CIR_MEASURE_SEVERAL_STATES_SERVED, CIR_ANSWERED, NO);
}

static void test_sectors__outside_beside_others(void)
{
    set_sector(cell_together(OUTSIDE_BIT | 1U << POWER));
    facts.cells[CIR_FIELD_SERVICE_LOSS] = cell_of(1);
    facts.cells[CIR_FIELD_DURATION_H] = cell_of(10);
    check(CIR_MEASURE_SECTORS_HIT, 1, 1, 1);
    check(CIR_MEASURE_SERVICE_OUTAGE_RATIO, 2.5, 2.5, 2.5);
    facts.cells[CIR_FIELD_SECTOR].together = false;
    check(CIR_MEASURE_SECTORS_HIT, 0, 0.5, 1);
    check(CIR_MEASURE_DEPENDENTS_SHARE, 0, NAN, 1);
    check(CIR_MEASURE_SERVICE_OUTAGE_RATIO, 0, NAN, INFINITY);
    check_flag(CIR_MEASURE_CRITICAL_SECTOR, CIR_ANSWERED, NO | YES);
}

static void test_sectors__silence_leaves_all_open(void)
{
    set_sector(cell_unknown());
    check(CIR_MEASURE_SECTORS_HIT, 0, NAN, SECTOR_COUNT);
    check(CIR_MEASURE_DEPENDENTS_SHARE, 0, NAN, 1);
    check_flag(CIR_MEASURE_LIFE_CRITICAL, CIR_UNANSWERED, NO | YES);
    check_flag(CIR_MEASURE_CRITICAL_SECTOR, CIR_UNANSWERED, NO | YES);
    set_sector(cell_not_applicable());
    static const unsigned measures[] = {CIR_MEASURE_SECTORS_HIT, CIR_MEASURE_DEPENDENTS_SHARE,
                                        CIR_MEASURE_SERVICE_OUTAGE_RATIO, CIR_MEASURE_LIFE_CRITICAL};
    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++)
        CU_ASSERT_EQUAL(facts_measure(&facts, measures[i]).answer, CIR_NOT_APPLICABLE);
}

static void test_sectors__outage_ratio_carries_what_is_known(void)
{
    set_sector(cell_one_of(1U << POWER));
    facts.cells[CIR_FIELD_DURATION_H] = cell_of(6);
    check(CIR_MEASURE_SERVICE_OUTAGE_RATIO, 0, NAN, 1.5);
    facts.cells[CIR_FIELD_SERVICE_LOSS] = cell_range(0.2, 0.5, 0.8);
    check(CIR_MEASURE_SERVICE_OUTAGE_RATIO, 0.3, 0.75, 1.2);
    facts.cells[CIR_FIELD_DURATION_H] = cell_range(6, 6, INFINITY);
    check(CIR_MEASURE_SERVICE_OUTAGE_RATIO, 0.3, 0.75, INFINITY);
    facts.cells[CIR_FIELD_DURATION_H] = cell_unknown();
    check(CIR_MEASURE_SERVICE_OUTAGE_RATIO, 0, NAN, INFINITY);
    facts.cells[CIR_FIELD_SERVICE_LOSS] = cell_of(0); /* no loss, however long */
    check(CIR_MEASURE_SERVICE_OUTAGE_RATIO, 0, 0, 0);
}

CIR_SUITE("sectors", {"together the strictest counts", test_sectors__together_the_strictest_counts},
          {"candidates make a range", test_sectors__candidates_make_a_range},
          {"outside all is not critical", test_sectors__outside_all_is_not_critical},
          {"outside beside others", test_sectors__outside_beside_others},
          {"silence leaves all open", test_sectors__silence_leaves_all_open},
          {"outage ratio carries what is known", test_sectors__outage_ratio_carries_what_is_known})
