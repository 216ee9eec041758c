#include "suite.h"
#include "toy.h"

#include <math.h>

static void test_scheme_factors__are_sorted_by_axis_in_file_order(void)
{
    static const char *const names[] = {"size", "noise", "dead", "again"};
    struct toy toy;
    toy_make(&toy);
    const struct cir_scheme *scheme = toy.scheme;
    CU_ASSERT_EQUAL_FATAL(scheme->factor_count, 4);
    for (size_t i = 0; i < 4; i++)
        CU_ASSERT_STRING_EQUAL(scheme->factors[i].name, names[i]);
    CU_ASSERT_EQUAL(scheme->factors[2].axis, 1);
    CU_ASSERT_EQUAL(scheme->factors[2].weight, 0.5);
    CU_ASSERT_EQUAL_FATAL(scheme->axis_count, 3);
    CU_ASSERT_EQUAL(scheme->axes[1].first_factor, 1);
    CU_ASSERT_EQUAL(scheme->axes[1].factor_count, 2);
    CU_ASSERT_EQUAL(scheme->axes[1].exponent, 3);
    CU_ASSERT_EQUAL(scheme->axes[0].weight, 0.6);
    CU_ASSERT_EQUAL(scheme->axes[2].kind, CIR_AXIS_LIFT);
    CU_ASSERT_EQUAL(scheme->axes[2].weight, 0);
    CU_ASSERT_EQUAL(scheme->axes[2].lift_low, 0.8);
    CU_ASSERT_EQUAL(scheme->axes[2].lift_high, 1.2);
    toy_remove(&toy);
}

static void test_scheme_factors__have_inputs_and_their_ends(void)
{
    struct toy toy;
    toy_make(&toy);
    const struct cir_factor *size = &toy.scheme->factors[0];
    const struct cir_factor *noise = &toy.scheme->factors[1];
    const struct cir_factor *dead = &toy.scheme->factors[2];
    CU_ASSERT_EQUAL_FATAL(size->input_count, 2);
    CU_ASSERT_EQUAL(size->inputs[0].measure, CIR_MEASURE_PEOPLE);
    CU_ASSERT_EQUAL(size->inputs[0].function, CIR_FUNCTION_LOG);
    CU_ASSERT_EQUAL(size->inputs[0].high, 1e7);
    CU_ASSERT_EQUAL(size->inputs[1].measure, CIR_MEASURE_PEOPLE_SHARE); /* the measure, not the column */
    CU_ASSERT_EQUAL(size->least, 0);
    CU_ASSERT_EQUAL(size->greatest, 1);
    CU_ASSERT_EQUAL_FATAL(noise->inputs[0].option_count, 3);
    CU_ASSERT_EQUAL(noise->inputs[0].measure, CIR_MEASURE_DERIVED + CIR_FIELD_CANONICAL);
    CU_ASSERT_EQUAL(noise->inputs[0].option_values[1], 0.5);
    CU_ASSERT_EQUAL(noise->least, 0.125);
    CU_ASSERT_EQUAL(noise->greatest, 0.9);
    CU_ASSERT_EQUAL_FATAL(dead->inputs[0].step_count, 2);
    CU_ASSERT_EQUAL(dead->inputs[0].measure, CIR_MEASURE_DERIVED + CIR_FIELD_DEATHS);
    CU_ASSERT_EQUAL(dead->inputs[0].steps[1].from, 10);
    CU_ASSERT_EQUAL(dead->inputs[0].steps[1].value, 0.85);
    CU_ASSERT_EQUAL(dead->least, 0);
    CU_ASSERT_EQUAL(dead->greatest, 0.85);
    toy_remove(&toy);
}

static void test_scheme_factors__have_one_axis_where_none_is_named(void)
{
    struct overlay overlay;
    struct cir_fields fields;
    overlay_make(&overlay);
    overlay_write(&overlay, TOY "axes.csv", NULL);
    overlay_write(&overlay, TOY "factors.csv",
                  "factor,axis,weight,measure,function,low,high,source\n"
                  "noise,,1,alarm,table,,,own\ndead,score,0.5,deaths,steps,,,own\n"
                  "again,,1,replicability,table,,,own\n");
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, definitions, NULL), CIR_OK);
    struct cir_scheme *scheme = overlay_scheme(&overlay, definitions, &fields);
    CU_ASSERT_EQUAL_FATAL(scheme->axis_count, 1);
    CU_ASSERT_STRING_EQUAL(scheme->axes[0].name, "score");
    CU_ASSERT_EQUAL(scheme->axes[0].weight, 1);
    CU_ASSERT_EQUAL(scheme->axes[0].exponent, 2);
    CU_ASSERT_EQUAL(scheme->axes[0].factor_count, 3);
    cir_scheme_free(scheme);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

#define AXES    TOY "axes.csv"
#define FACTORS TOY "factors.csv"
#define OPTIONS TOY "options.csv"

static const struct fault faults[] = {
    {AXES, 2, "Scale,weight,0.6,2,,,own", 2, 1, "axis: 'Scale' is not a code"},
    {AXES, 3, "scale,weight,0.4,3,,,own", 3, 1, "axis: 'scale' is repeated"},
    {AXES, 2, "scale,heavy,0.6,2,,,own", 2, 2, "kind: 'heavy' is not one of weight;lift"},
    {AXES, 2, "scale,weight,0,2,,,own", 2, 3, "weight: '0' is not a number above 0"},
    {AXES, 2, "scale,weight,0.6,0.9,,,own", 2, 4, "exponent: '0.9' is not a number from 1 on"},
    {AXES, 2, "scale,weight,0.6,2,1,,own", 2, 5, "lift_low: '1', expected an empty cell of a weight"},
    {AXES, 2, "scale,weight,0.6,2,,1,own", 2, 6, "lift_high: '1', expected an empty cell of a weight"},
    {AXES, 4, "outlook,lift,1,1,0.8,1.2,own", 4, 3, "weight: '1', expected an empty cell of a lift"},
    {AXES, 4, "outlook,lift,,1,1.3,1.2,own", 4, 5, "lift_low: '1.3' is not at most lift_high"},
    {AXES, 4, "outlook,lift,,1,0.8,,own", 4, 6, "lift_high: '' is not a number above 0"},
    {AXES, 4, "outlook,lift,,1,0.8,1.2,who", 4, 7, "source: 'who' is not a key"},
    {FACTORS, 6, NULL, 0, 0, "axis 'outlook' has no factor"},
    {FACTORS, 3, "Size,scale,0.7,people,log,100,1e7,own", 3, 1, "factor: 'Size' is not a code"},
    {FACTORS, 3, "size,extent,0.7,people,log,100,1e7,own", 3, 2, "axis: 'extent' is not an axis of axes.csv"},
    {FACTORS, 3, "size,scale,-0.7,people,log,100,1e7,own", 3, 3, "weight: '-0.7' is not a number above 0"},
    {FACTORS, 5, "size,scale,0.8,people_share,linear,0,0.1,own", 5, 3, "weight: '0.8' differs from '0.7' of the same"},
    {FACTORS, 5, "size,outlook,0.7,people_share,linear,0,0.1,own", 5, 2, "axis: 'outlook' differs from 'scale'"},
    {FACTORS, 5, "size,scale,0.7,people,linear,0,0.1,own", 5, 1, "factor: 'size' with measure 'people' is repeated"},
    {FACTORS, 3, "size,scale,0.7,crowd,log,100,1e7,own", 3, 4, "measure: 'crowd' is not a measure, a canonical column"},
    {FACTORS, 3, "size,scale,0.7,attribution_confidence,linear,0,100,own", 3, 4,
     "measure: 'attribution_confidence' is not a fact that may be scored"},
    {FACTORS, 3, "size,scale,0.7,tlp,table,,,own", 3, 4, "measure: 'tlp' is not a fact that may be scored"},
    {FACTORS, 3, "size,scale,0.7,people,exp,100,1e7,own", 3, 5, "function: 'exp' is not one of table;linear;log;steps"},
    {FACTORS, 3, "size,scale,0.7,people,table,,,own", 3, 5, "function: a table needs a measure with options; 'people'"},
    {FACTORS, 3, "size,scale,0.7,reach,log,100,1e7,own", 3, 5, "function: 'log' needs a number; 'reach' is none"},
    {FACTORS, 3, "size,scale,0.7,title,linear,0,1,own", 3, 5, "function: 'linear' needs a number; 'title' is none"},
    {FACTORS, 3, "size,scale,0.7,people,log,0,1e7,own", 3, 6, "low: '0' is not a number above 0"},
    {FACTORS, 3, "size,scale,0.7,people,log,100,100,own", 3, 7, "high: '100' is not above low"},
    {FACTORS, 3, "size,scale,0.7,people,linear,100,,own", 3, 7, "high: '' is not a number"},
    {FACTORS, 4, "dead,severity,0.5,deaths,steps,1,,own", 4, 6, "low: '1', expected an empty cell of a table or of"},
    {FACTORS, 4, "dead,severity,0.5,deaths,steps,,1,own", 4, 7, "high: '1', expected an empty cell"},
    {FACTORS, 3, "size,scale,0.7,people,log,100,1e7,who", 3, 8, "source: 'who' is not a key"},
    {FACTORS, 4, "dead,severity,0.5,injured,steps,,,own", 4, 4, "measure: 'injured' has no step in options.csv"},
    {OPTIONS, 11, "calm,alarm,low,0.5,,own", 11, 1, "factor: 'calm' with measure 'alarm' is not in factors.csv"},
    {OPTIONS, 11, "size,people,5,0.5,,own", 11, 1, "factor: 'size' has a function that takes no options"},
    {OPTIONS, 11, "noise,alarm,shrill,0.5,,own", 11, 3, "option: 'shrill' is not an option of 'alarm'"},
    {OPTIONS, 11, "noise,alarm,low,0.5,,own", 11, 3, "option: 'low' is repeated"},
    {OPTIONS, 11, "dead,deaths,10,0.9,,own", 11, 3, "option: '10' is not above the step before"},
    {OPTIONS, 11, "dead,deaths,many,0.9,,own", 11, 3, "option: 'many' is not a number"},
    {OPTIONS, 11, "dead,deaths,100,0.8,,own", 11, 4, "value: '0.8' is not at least the value of the step before"},
    {OPTIONS, 4, "noise,alarm,high,1.9,,own", 4, 4, "value: '1.9' is not a number from 0 to 1"},
    {OPTIONS, 4, "noise,alarm,high,0.9,shrill,own", 4, 5, "label: 'shrill' is not an id of labels.csv"},
    {OPTIONS, 4, "noise,alarm,high,0.9,,who", 4, 6, "source: 'who' is not a key"},
};

static void test_scheme_factors__are_refused_where_they_are_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load_scheme);
}

/* Found in one table, reported where the other asks for it. */
static void test_scheme_factors__need_a_value_for_every_option(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_edit(&overlay, OPTIONS, 3, NULL);
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT_EQUAL_FATAL(found.count, 1);
    CU_ASSERT_EQUAL(found.error.line, 2);
    CU_ASSERT_EQUAL(found.error.column, 4);
    CU_ASSERT_PTR_NOT_NULL(strstr(found.error.file, "factors.csv"));
    CU_ASSERT_STRING_EQUAL(found.error.message, "measure: option 'mid' of 'alarm' has no value in options.csv");
    overlay_remove(&overlay);
}

static void test_scheme_factors__may_have_any_scale_where_the_span_is_scored(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_edit(&overlay, TOY "scheme.csv", 11, "normalise,span");
    overlay_edit(&overlay, OPTIONS, 4, "noise,alarm,high,90,,own");
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_OK);
    overlay_remove(&overlay);
}

CIR_SUITE("scheme_factors",
          {"are sorted by axis, in file order", test_scheme_factors__are_sorted_by_axis_in_file_order},
          {"have inputs and their ends", test_scheme_factors__have_inputs_and_their_ends},
          {"have one axis where none is named", test_scheme_factors__have_one_axis_where_none_is_named},
          {"are refused where they are wrong", test_scheme_factors__are_refused_where_they_are_wrong},
          {"need a value for every option", test_scheme_factors__need_a_value_for_every_option},
          {"may have any scale where the span is scored",
           test_scheme_factors__may_have_any_scale_where_the_span_is_scored})
