#include "suite.h"
#include "toy.h"

static void test_scheme_fields__join_those_of_the_run(void)
{
    struct toy toy;
    toy_make(&toy);
    CU_ASSERT_EQUAL_FATAL(toy.fields.count, CIR_FIELD_CANONICAL + 2);
    const struct cir_field *alarm = &toy.fields.list[CIR_FIELD_CANONICAL];
    cir_scheme_free(toy.scheme);
    toy.scheme = NULL;
    CU_ASSERT_STRING_EQUAL(alarm->name, "alarm");
    CU_ASSERT_STRING_EQUAL(alarm->asked_by, "toy");
    CU_ASSERT_STRING_EQUAL(alarm->meaning, "How loud?");
    CU_ASSERT_EQUAL_FATAL(alarm->option_count, 3);
    CU_ASSERT_STRING_EQUAL(alarm->options[2], "high");
    CU_ASSERT_EQUAL(toy.fields.list[CIR_FIELD_CANONICAL + 1].type, CIR_TYPE_NUMBER);
    CU_ASSERT_EQUAL(cir_index_find(&toy.fields.index, cir_text_of("watts")), CIR_FIELD_CANONICAL + 1);
    toy_remove(&toy);
}

static void test_scheme_fields__are_shared_by_schemes_that_ask_the_same(void)
{
    struct toy toy;
    toy_make(&toy);
    struct cir_scheme *again = overlay_scheme(&toy.overlay, toy.definitions, &toy.fields);
    CU_ASSERT_EQUAL(toy.fields.count, CIR_FIELD_CANONICAL + 2);
    cir_scheme_free(again);
    toy_remove(&toy);
}

static void test_scheme_fields__are_refused_when_schemes_differ(void)
{
    struct toy toy;
    struct cir_scheme *other = NULL;
    struct cir_error error = {0};
    toy_make(&toy);
    overlay_edit(&toy.overlay, TOY "fields.csv", 4, "volts,number,V,,How high?,own");
    overlay_edit(&toy.overlay, TOY "fields.csv", 3, "watts,number,kW,,How strong?,own");
    CU_ASSERT_EQUAL(cir_scheme_load(&other, toy.definitions, &toy.fields, toy.overlay.folder, "toy", NULL, &error),
                    CIR_BAD_TABLE);
    CU_ASSERT_STRING_EQUAL(error.message, "field: 'watts' is asked with another type, unit or options by scheme 'toy'");
    /* what failed has left the fields as they were */
    CU_ASSERT_EQUAL(toy.fields.count, CIR_FIELD_CANONICAL + 2);
    CU_ASSERT_EQUAL(cir_index_find(&toy.fields.index, cir_text_of("volts")), CIR_INDEX_NONE);
    toy_remove(&toy);
}

static const struct fault faults[] = {
    {TOY "fields.csv", 3, "Watts,number,W,,How strong?,own", 3, 1, "field: 'Watts' is not a code"},
    {TOY "fields.csv", 3, "alarm,number,W,,How strong?,own", 3, 1, "field: 'alarm' is repeated"},
    {TOY "fields.csv", 3, "deaths,count,,,How many?,own", 3, 1, "field: 'deaths' is not a new name: a canonical"},
    {TOY "fields.csv", 3, "user_hours,number,,,How many?,own", 3, 1,
     "field: 'user_hours' is not a new name: a measure"},
    {TOY "fields.csv", 3, "watts,date,W,,How strong?,own", 3, 2, "type: 'date' is not one of option;options;yesno;"},
    {TOY "fields.csv", 3, "watts,number,W,a;b,How strong?,own", 3, 4, "options: 'a;b' where the type has none"},
    {TOY "fields.csv", 3, "watts,option,W,a,How strong?,own", 3, 4, "options: 'a' are not options; expected at least"},
    {TOY "fields.csv", 3, "watts,options,W,a;b;A,How strong?,own", 3, 4, "options: option 'A' is repeated"},
    {TOY "fields.csv", 3, "watts,option,W,a;;b,How strong?,own", 3, 4, "options: an option is empty"},
    {TOY "fields.csv", 3, "national_share,number,1,,How much?,own", 3, 2,
     "type: 'number' is not share: a register tells by it of what a network is asked"},
    {TOY "fields.csv", 3, "watts,number,W,,,own", 3, 5, "question: is empty"},
    {TOY "fields.csv", 3, "watts,number,W,,How strong?,who", 3, 6, "source: 'who' is not a key of sources.csv"},
};

static void test_scheme_fields__are_refused_where_they_are_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load_scheme);
}

CIR_SUITE("scheme_fields", {"join those of the run", test_scheme_fields__join_those_of_the_run},
          {"are shared by schemes that ask the same", test_scheme_fields__are_shared_by_schemes_that_ask_the_same},
          {"are refused when schemes differ", test_scheme_fields__are_refused_when_schemes_differ},
          {"are refused where they are wrong", test_scheme_fields__are_refused_where_they_are_wrong})
