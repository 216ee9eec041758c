#include "suite.h"
#include "toy.h"

static void test_scheme_rules__have_criteria_in_groups(void)
{
    struct toy toy;
    toy_make(&toy);
    const struct cir_scheme *scheme = toy.scheme;
    CU_ASSERT_EQUAL_FATAL(scheme->criterion_count, 4);
    const struct cir_criterion *criteria = scheme->criteria;
    CU_ASSERT_STRING_EQUAL(criteria[0].name, "many_dead");
    CU_ASSERT_EQUAL(criteria[0].measure, CIR_MEASURE_DERIVED + CIR_FIELD_DEATHS);
    CU_ASSERT_EQUAL(criteria[0].operator, CIR_AT_LEAST);
    CU_ASSERT_EQUAL(criteria[0].threshold, 100);
    CU_ASSERT_EQUAL(criteria[0].group, CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(criteria[0].filter_measure, CIR_INDEX_NONE);
    CU_ASSERT_EQUAL(criteria[1].measure, CIR_MEASURE_REACH);
    CU_ASSERT_EQUAL(criteria[1].operator, CIR_IN);
    CU_ASSERT_EQUAL(criteria[1].options, 1U << 3 | 1U << 4);
    CU_ASSERT_EQUAL(criteria[1].group, 0);
    CU_ASSERT_EQUAL(criteria[2].group, 0);
    CU_ASSERT_EQUAL(criteria[2].filter_measure, CIR_MEASURE_DERIVED + CIR_FIELD_SECTOR);
    CU_ASSERT_EQUAL(criteria[2].filter_options, UINT64_C(1) | UINT64_C(1) << CIR_SECTOR_NONE);
    CU_ASSERT_EQUAL(criteria[3].operator, CIR_IS);
    CU_ASSERT_EQUAL(criteria[3].options, 1U << 2);
    CU_ASSERT_EQUAL_FATAL(scheme->group_count, 1);
    CU_ASSERT_STRING_EQUAL(scheme->groups[0].name, "wide");
    toy_remove(&toy);
}

static void test_scheme_rules__stand_from_the_highest_level_down(void)
{
    struct toy toy;
    toy_make(&toy);
    CU_ASSERT_EQUAL_FATAL(toy.scheme->rule_count, 2);
    const struct cir_rule *killing = &toy.scheme->rules[0];
    const struct cir_rule *spreading = &toy.scheme->rules[1];
    CU_ASSERT_STRING_EQUAL(killing->name, "killing");
    CU_ASSERT_EQUAL(killing->level, 3);
    CU_ASSERT_EQUAL(killing->clauses[0].conditions[0].criteria[0], 1);
    CU_ASSERT_EQUAL(spreading->level, 1);
    CU_ASSERT_EQUAL_FATAL(spreading->clause_count, 2);
    CU_ASSERT_EQUAL(spreading->clauses[0].condition_count, 1);
    CU_ASSERT_EQUAL(spreading->clauses[0].conditions[0].groups, 1);
    CU_ASSERT_EQUAL_FATAL(spreading->clauses[1].condition_count, 2);
    CU_ASSERT_EQUAL(spreading->clauses[1].conditions[0].criteria[0], 1U << 1 | 1U << 2);
    CU_ASSERT_EQUAL(spreading->clauses[1].conditions[0].at_least, 2);
    CU_ASSERT_EQUAL(spreading->clauses[1].conditions[1].criteria[0], 1U << 3);
    toy_remove(&toy);
}

#define CRITERIA TOY "criteria.csv"
#define RULES    TOY "rules.csv"

static const struct fault faults[] = {
    {CRITERIA, 2, "Many,,,,deaths,>=,100,persons,own", 2, 1, "criterion: 'Many' is not a code"},
    {CRITERIA, 3, "many_dead,wide,,,reach,in,global,,own", 3, 1, "criterion: 'many_dead' is repeated"},
    {CRITERIA, 6, "spare,,,,deaths,>=,5,persons,own", 6, 1, "criterion: no rule asks for 'spare'"},
    {CRITERIA, 3, "far,many_dead,,,reach,in,global,,own", 3, 2, "group: 'many_dead' is not a name of its own"},
    {CRITERIA, 3, "far,Wide,,,reach,in,global,,own", 3, 2, "group: 'Wide' is not a code"},
    {CRITERIA, 4, "long,wide,place,here,duration_h,>,12.5,h,own", 4, 3, "filter_measure: 'place' is not a measure"},
    {CRITERIA, 4, "long,wide,deaths,5,duration_h,>,12.5,h,own", 4, 3, "filter_measure: 'deaths' is not a measure with"},
    {CRITERIA, 4, "long,wide,sector,,duration_h,>,12.5,h,own", 4, 4, "filter_value: '' with filter_measure 'sector'"},
    {CRITERIA, 4, "long,wide,,energy,duration_h,>,12.5,h,own", 4, 4, "filter_value: 'energy' with filter_measure ''"},
    {CRITERIA, 4, "long,wide,sector,energy;gas,duration_h,>,12.5,h,own", 4, 4,
     "filter_value: 'gas' is not an option of"},
    {CRITERIA, 2, "many_dead,,,,death,>=,100,persons,own", 2, 5, "measure: 'death' is not a measure"},
    {CRITERIA, 2, "many_dead,,,,deaths,=>,100,persons,own", 2, 6, "op: '=>' is not one of >;>=;<;<=;=;in;is"},
    {CRITERIA, 2, "many_dead,,,,deaths,in,100,persons,own", 2, 6, "op: 'in' needs a measure with options; 'deaths'"},
    {CRITERIA, 3, "far,wide,,,reach,>,regional,,own", 3, 6, "op: '>' needs a number; 'reach' is none"},
    {CRITERIA, 2, "many_dead,,,,deaths,>=,hundred,persons,own", 2, 7, "threshold: 'hundred' is not a number"},
    {CRITERIA, 3, "far,wide,,,reach,in,regional;world,,own", 3, 7, "threshold: 'world' is not an option of 'reach'"},
    {CRITERIA, 5, "loud,,,,alarm,is,mid;high,,own", 5, 7, "threshold: 'mid;high' is not one option; several need"},
    {CRITERIA, 2, "many_dead,,,,deaths,>=,100,people,own", 2, 8,
     "unit: 'people' is not the unit of 'deaths': 'persons'"},
    {CRITERIA, 3, "far,wide,,,reach,in,global,km,own", 3, 8, "unit: 'km' is not empty, as options have no unit"},
    {CRITERIA, 2, "many_dead,,,,deaths,>=,100,persons,who", 2, 9, "source: 'who' is not a key"},
    {RULES, 3, "Killing,3,a,many_dead,1,own", 3, 1, "rule: 'Killing' is not a code"},
    {RULES, 3, "killing,2,a,many_dead,1,own", 3, 2, "level: '2' is not a level of bands.csv"},
    {RULES, 3, "killing,x,a,many_dead,1,own", 3, 2, "level: 'x' is not a whole number from 0"},
    {RULES, 4, "spreading,3,b,far;long,2,own", 4, 2, "level: '3' differs from '1' of the same rule"},
    {RULES, 3, "killing,3,a,all_dead,1,own", 3, 4, "of: 'all_dead' is not a criterion or group of criteria.csv"},
    {RULES, 3, "killing,3,a,,1,own", 3, 4, "of: '' is not a criterion or group"},
    {RULES, 4, "spreading,1,b,far;far,2,own", 4, 4, "of: 'far' is repeated"},
    {RULES, 4, "spreading,1,b,far;long,3,own", 4, 5, "at_least: '3' is not a whole number from 1 to 2"},
    {RULES, 4, "spreading,1,b,far;long,0,own", 4, 5, "at_least: '0' is not a whole number from 1 to 2"},
    {RULES, 3, "killing,3,a,many_dead,1,who", 3, 6, "source: 'who' is not a key"},
};

static void test_scheme_rules__are_refused_where_they_are_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load_scheme);
}

CIR_SUITE("scheme_rules", {"have criteria in groups", test_scheme_rules__have_criteria_in_groups},
          {"stand from the highest level down", test_scheme_rules__stand_from_the_highest_level_down},
          {"are refused where they are wrong", test_scheme_rules__are_refused_where_they_are_wrong})
