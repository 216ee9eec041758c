#include "overlay.h"
#include "suite.h"

#include <math.h>

static void test_panel_tables__are_what_the_tables_say(void)
{
    struct overlay overlay;
    overlay_make(&overlay);
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    const struct cir_panel_limits *panel = &definitions->panel;
    CU_ASSERT_EQUAL(panel->values[CIR_PANEL_PAIRWISE_MAX], 7);
    CU_ASSERT_EQUAL(panel->values[CIR_PANEL_RATING_MAX], 10);
    CU_ASSERT_EQUAL(panel->values[CIR_PANEL_CONSISTENCY_RATIO_MAX], 0.15);
    CU_ASSERT_EQUAL(panel->values[CIR_PANEL_CONSENSUS_MODERATE], 0.5);
    CU_ASSERT_EQUAL(panel->values[CIR_PANEL_CONSENSUS_HIGH], 0.8);
    CU_ASSERT_EQUAL(panel->values[CIR_PANEL_ANSWERS_SHOWN_LEAST], 4);
    CU_ASSERT_EQUAL(panel->random_index[5], 1.1045);
    CU_ASSERT_TRUE(isnan(panel->random_index[2]));
    CU_ASSERT_TRUE(isnan(panel->random_index[4]));
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

#define LIMITS "datasets/panel/limits.csv"
#define RANDOM "datasets/panel/random_index.csv"

static const struct fault faults[] = {
    {LIMITS, 2, "pairwise_most,7,own", 2, 1, "limit: 'pairwise_most' is not one of pairwise_max;rating_max;"},
    {LIMITS, 2, "pairwise_max,1,own", 2, 2, "value: '1' is not a number above 1"},
    {LIMITS, 2, "pairwise_max,7,who", 2, 3, "source: 'who' is not a key"},
    {LIMITS, 3, "rating_max,0,own", 3, 2, "value: '0' is not a number above 0"},
    {LIMITS, 3, "pairwise_max,7,own", 3, 1, "limit: 'pairwise_max' is repeated; it stands in line 2"},
    {LIMITS, 3, NULL, 0, 0, "limit 'rating_max' is missing"},
    {LIMITS, 4, "consistency_ratio_max,10,own", 4, 2, "value: '10' is not a number from 0 to 1"},
    {LIMITS, 5, "consensus_moderate,0.9,own", 0, 0, "consensus_moderate lies above consensus_high"},
    {RANDOM, 2, "2,0.5,own", 2, 1, "criteria: '2' is not a whole number from 3 to 15"},
    {RANDOM, 2, "16,0.5,own", 2, 1, "criteria: '16' is not a whole number from 3 to 15"},
    {RANDOM, 2, "3,0,own", 2, 2, "random_index: '0' is not a number above 0"},
    {RANDOM, 2, "3,0.5381,", 2, 3, "source: '' is not a key"},
    {RANDOM, 3, "3,0.5,own", 3, 1, "criteria: '3' is repeated; it stands in line 2"},
};

static void test_panel_tables__are_refused_where_they_are_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load);
}

CIR_SUITE("panel tables", {"are what the tables say", test_panel_tables__are_what_the_tables_say},
          {"are refused where they are wrong", test_panel_tables__are_refused_where_they_are_wrong})
