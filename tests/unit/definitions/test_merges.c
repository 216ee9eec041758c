#include "definitions/merges.h"

#include "overlay.h"
#include "suite.h"

#include <stdio.h>

#define MERGES "datasets/measures/campaign_merge.csv"

static void test_merges__are_what_the_table_says(void)
{
    struct overlay overlay;
    struct cir_fields fields;
    overlay_make(&overlay);
    overlay_edit(&overlay, MERGES, 23, "injured,sum,deaths,6m,so,own");
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, definitions, NULL), CIR_OK);
    CU_ASSERT_EQUAL(fields.list[CIR_FIELD_DEATHS].merge.rule, CIR_MERGE_SUM);
    CU_ASSERT_EQUAL(fields.list[CIR_FIELD_DEATHS].merge.of, CIR_FIELD_DEATHS);
    CU_ASSERT_EQUAL(fields.list[CIR_FIELD_INJURED].merge.rule, CIR_MERGE_SUM);
    CU_ASSERT_EQUAL(fields.list[CIR_FIELD_INJURED].merge.of, CIR_FIELD_DEATHS);
    CU_ASSERT_EQUAL(fields.list[CIR_FIELD_INJURED].merge.within.months, 6);
    CU_ASSERT_EQUAL(fields.list[CIR_FIELD_DEATHS].merge.within.months, 0);
    CU_ASSERT_EQUAL(fields.list[CIR_FIELD_INFORMATION].merge.rule, CIR_MERGE_UNION_GRAVEST);
    CU_ASSERT_EQUAL(fields.list[CIR_FIELD_ATTRIBUTION].merge.rule, CIR_MERGE_LEAVE);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

/* Lines 22 and 23 are those of deaths and injured. */
static const struct fault faults[] = {
    {MERGES, 22, NULL, 0, 0, "column 'deaths' has no rule"},
    {MERGES, 22, "deaths,average,,,so,own", 22, 2, "rule: 'average' is not one of leave;key;same;"},
    {MERGES, 22, "deaths,union,,,so,own", 22, 2, "rule: 'union' does not fit the type of 'deaths'; it is for sectors"},
    {MERGES, 22, "deaths,earliest,,,so,own", 22, 2, "rule: 'earliest' does not fit"},
    {MERGES, 22, "deaths,sum,dead,,so,own", 22, 3, "of: 'dead' is not a canonical column"},
    {MERGES, 22, "deaths,sum,country,,so,own", 22, 3, "of: 'country' is not a field that holds a number"},
    {MERGES, 22, "deaths,gravest,injured,,so,own", 22, 3, "of: 'injured' beside the rule 'gravest'"},
    {MERGES, 22, "deaths,sum,,6,so,own", 22, 4, "within: '6' is not a time such as 6m"},
    {MERGES, 22, "deaths,gravest,,6m,so,own", 22, 4, "within: '6m' beside the rule 'gravest'"},
    {MERGES, 22, "deaths,sum,,,,own", 22, 5, "reason: is empty"},
    {MERGES, 22, "deaths,sum,,,so,nobody", 22, 6, "source: 'nobody' is not a key"},
    {MERGES, 22, "injured,sum,,,so,own", 23, 1, "field: 'injured' is repeated"},
    {MERGES, 22, "dead,sum,,,so,own", 22, 1, "field: 'dead' is not a canonical column"},
};

static void test_merges__refuse_nonsense(void)
{
    CHECK_FAULTS(faults, overlay_load);
}

static void test_merges__know_the_usual_rule_of_a_type(void)
{
    CU_ASSERT_EQUAL(cir_merge_usual(CIR_TYPE_NUMBER), CIR_MERGE_LARGEST_TO_SUM);
    CU_ASSERT_EQUAL(cir_merge_usual(CIR_TYPE_SHARE), CIR_MERGE_LARGEST_TO_SUM);
    CU_ASSERT_EQUAL(cir_merge_usual(CIR_TYPE_OPTION), CIR_MERGE_GRAVEST);
    CU_ASSERT_EQUAL(cir_merge_usual(CIR_TYPE_OPTIONS), CIR_MERGE_UNION);
    CU_ASSERT_EQUAL(cir_merge_usual(CIR_TYPE_YESNO), CIR_MERGE_GRAVEST);
    CU_ASSERT_EQUAL(cir_merge_usual(CIR_TYPE_TEXT), CIR_MERGE_SAME);
}

CIR_SUITE("merges", {"are what the table says", test_merges__are_what_the_table_says},
          {"refuse nonsense", test_merges__refuse_nonsense},
          {"know the usual rule of a type", test_merges__know_the_usual_rule_of_a_type})
