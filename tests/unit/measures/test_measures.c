#include "facts.h"

#include "suite.h"

#include <string.h>

static struct facts facts;

static void plan_for(struct cir_measure_plan *plan, unsigned measure, unsigned filter)
{
    struct cir_criterion criterion = {.measure = measure, .filter_measure = filter};
    struct cir_scheme scheme = {.criteria = &criterion, .criterion_count = 1};
    const struct cir_scheme *schemes[] = {&scheme, &scheme};
    facts_init(&facts);
    cir_measure_plan_make(plan, &facts.definitions, &facts.fields, schemes, 2, NULL);
}

static void test_measures__plan_holds_what_is_asked_and_what_it_is_made_from(void)
{
    struct cir_measure_plan plan;
    plan_for(&plan, CIR_MEASURE_REACH, CIR_MEASURE_DERIVED + CIR_FIELD_PHYSICAL);
    CU_ASSERT_EQUAL(plan.count, 4);
    CU_ASSERT_EQUAL(plan.list[0], CIR_MEASURE_DERIVED + CIR_FIELD_PHYSICAL);
    CU_ASSERT_EQUAL(plan.list[1], CIR_MEASURE_STATES_REACHED);
    CU_ASSERT_EQUAL(plan.list[2], CIR_MEASURE_REGIONS_REACHED);
    CU_ASSERT_EQUAL(plan.list[3], CIR_MEASURE_REACH);
    plan_for(&plan, CIR_MEASURE_LOSS_GDP_SHARE, CIR_MEASURE_RECORDS); /* numbers are made from columns of numbers */
    CU_ASSERT_EQUAL(plan.count, 7);
    CU_ASSERT_EQUAL(plan.list[0], CIR_MEASURE_DERIVED + CIR_FIELD_DATE);
    CU_ASSERT_EQUAL(plan.list[1], CIR_MEASURE_DERIVED + CIR_FIELD_LOSS);
    CU_ASSERT_EQUAL(plan.list[2], CIR_MEASURE_DERIVED + CIR_FIELD_LOSS_USD);
    CU_ASSERT_EQUAL(plan.list[3], CIR_MEASURE_DERIVED + CIR_FIELD_RECORDS_AFFECTED);
    CU_ASSERT_EQUAL(plan.list[4], CIR_MEASURE_LOSS_USD);
}

static void test_measures__only_planned_ones_are_written(void)
{
    struct cir_measure_plan plan;
    plan_for(&plan, CIR_MEASURE_USER_HOURS, CIR_INDEX_NONE);
    facts.quantities[CIR_MEASURE_RECORDS].low = 2.385;
    facts.cells[CIR_FIELD_PEOPLE_AFFECTED] = cell_of(10);
    facts.cells[CIR_FIELD_DURATION_H] = cell_of(3);
    cir_measures_compute_single(&plan, facts.cells, facts.quantities);
    CU_ASSERT_EQUAL(facts.quantities[CIR_MEASURE_USER_HOURS].point, 30);
    CU_ASSERT_EQUAL(facts.quantities[CIR_MEASURE_RECORDS].low, 2.385);
}

static void test_measures__list_speaks_of_every_measure(void)
{
    const struct cir_measure *list = cir_measure_list();
    for (size_t i = 0; i < CIR_MEASURE_DERIVED; i++) {
        CU_ASSERT(strlen(list[i].name) > 0 && strlen(list[i].needs) > 0 && strlen(list[i].meaning) > 0);
        CU_ASSERT_EQUAL(list[i].kind == CIR_MEASURE_OPTION, list[i].options[0] != '\0');
    }
    CU_ASSERT_STRING_EQUAL(list[CIR_MEASURE_SERVICE_OUTAGE_RATIO].needs, "service_loss;duration_h;sector");
    CU_ASSERT_STRING_EQUAL(list[CIR_MEASURE_REACH].options, "local;subnational;national;regional;global");
}

/* A set of States that a scheme asks about is made from the same cells as the States themselves. */
static void test_measures__reads_tell_what_a_measure_is_made_from(void)
{
    static struct cir_state_set sets[] = {{.names = "AL", .measure = CIR_MEASURE_STATES_HIT},
                                          {.names = "AL", .measure = CIR_MEASURE_STATE}};
    facts_init(&facts);
    facts.fields.state_sets = sets;
    facts.fields.state_set_count = 2;
    const struct cir_fields *fields = &facts.fields;
    CU_ASSERT_TRUE(cir_measure_reads(CIR_MEASURE_PEOPLE_SHARE, fields, CIR_FIELD_COUNTRY));
    CU_ASSERT_FALSE(cir_measure_reads(CIR_MEASURE_PEOPLE_SHARE, fields, CIR_FIELD_OTHER_COUNTRIES));
    CU_ASSERT_TRUE(cir_measure_reads(CIR_MEASURE_DERIVED + CIR_FIELD_DEATHS, fields, CIR_FIELD_DEATHS));
    CU_ASSERT_FALSE(cir_measure_reads(CIR_MEASURE_DERIVED + CIR_FIELD_DEATHS, fields, CIR_FIELD_INJURED));
    for (unsigned set = 0; set < 2; set++) {
        CU_ASSERT_TRUE(cir_measure_reads(CIR_MEASURE_STATE_SETS + set, fields, CIR_FIELD_COUNTRY));
        CU_ASSERT_EQUAL(cir_measure_reads(CIR_MEASURE_STATE_SETS + set, fields, CIR_FIELD_OTHER_COUNTRIES), set == 0);
        CU_ASSERT_FALSE(cir_measure_reads(CIR_MEASURE_STATE_SETS + set, fields, CIR_FIELD_DEATHS));
    }
}

CIR_SUITE("measures", {"plan holds what is asked", test_measures__plan_holds_what_is_asked_and_what_it_is_made_from},
          {"only planned ones are written", test_measures__only_planned_ones_are_written},
          {"reads tell what a measure is made from", test_measures__reads_tell_what_a_measure_is_made_from},
          {"list speaks of every measure", test_measures__list_speaks_of_every_measure})
