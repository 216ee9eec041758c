#include "suite.h"
#include "toy.h"

#include <stdio.h>

#define MERGES TOY "campaign.csv"
#define HEADER "field,rule,of,within,reason,source\n"

enum { ALARM = CIR_FIELD_CANONICAL, WATTS };

static void test_scheme_merges__are_the_usual_without_a_table(void)
{
    struct toy toy;
    toy_make(&toy);
    CU_ASSERT_EQUAL(toy.fields.list[ALARM].merge.rule, CIR_MERGE_GRAVEST);
    CU_ASSERT_EQUAL(toy.fields.list[WATTS].merge.rule, CIR_MERGE_LARGEST_TO_SUM);
    CU_ASSERT_EQUAL(toy.fields.list[WATTS].merge.of, WATTS);
    toy_remove(&toy);
}

static struct cir_scheme *load(struct overlay *overlay, struct cir_definitions **definitions, struct cir_fields *fields)
{
    *definitions = overlay_definitions(overlay);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(fields, *definitions, NULL), CIR_OK);
    return overlay_scheme(overlay, *definitions, fields);
}

static void test_scheme_merges__are_what_the_table_says(void)
{
    struct overlay overlay;
    struct cir_definitions *definitions = NULL;
    struct cir_fields fields;
    overlay_make(&overlay);
    overlay_write(&overlay, MERGES, HEADER "alarm,least,,,so,own\nwatts,sum,deaths,6m,so,own\n");
    struct cir_scheme *scheme = load(&overlay, &definitions, &fields);
    CU_ASSERT_EQUAL(fields.list[ALARM].merge.rule, CIR_MERGE_LEAST);
    CU_ASSERT_EQUAL(fields.list[WATTS].merge.rule, CIR_MERGE_SUM);
    CU_ASSERT_EQUAL(fields.list[WATTS].merge.of, CIR_FIELD_DEATHS);
    CU_ASSERT_EQUAL(fields.list[WATTS].merge.within.months, 6);
    cir_scheme_free(scheme);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

/* The scheme loaded again, as another one that asks for the same fields. */
static void test_scheme_merges__must_agree_between_schemes(void)
{
    struct toy toy;
    struct cir_scheme *again = NULL;
    struct cir_error error = {0};
    toy_make(&toy);
    overlay_write(&toy.overlay, MERGES, HEADER "alarm,gravest,,,so,own\n");
    CU_ASSERT_EQUAL(cir_scheme_load(&again, toy.definitions, &toy.fields, toy.overlay.folder, "toy", NULL, &error),
                    CIR_OK);
    cir_scheme_free(again);
    overlay_write(&toy.overlay, MERGES, HEADER "alarm,least,,,so,own\n");
    CU_ASSERT_EQUAL(cir_scheme_load(&again, toy.definitions, &toy.fields, toy.overlay.folder, "toy", NULL, &error),
                    CIR_BAD_TABLE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "'alarm' is merged by another rule by scheme 'toy'"));
    toy_remove(&toy);
}

static void expect(const char *row, size_t column, const char *message)
{
    struct overlay overlay;
    struct found found;
    char table[256];
    overlay_make(&overlay);
    snprintf(table, sizeof table, HEADER "watts,sum,,,so,own\n%s\n", row);
    overlay_write(&overlay, MERGES, table);
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_BAD_TABLE);
    if (found.count != 1 || found.list[0].line != 3 || found.list[0].column != column ||
        strstr(found.list[0].message, message) == NULL) {
        printf("%zu findings, the first %zu:%zu: %s\n", found.count, found.list[0].line, found.list[0].column,
               found.list[0].message);
        CU_FAIL(message);
    }
    overlay_remove(&overlay);
}

static void test_scheme_merges__refuse_nonsense(void)
{
    expect("volts,sum,,,so,own", 1, "field: 'volts' is not a canonical column or a field of fields.csv");
    expect("deaths,sum,,,so,own", 1, "field: 'deaths' is not a field of the scheme");
    expect("watts,sum,,,so,own", 1, "field: 'watts' is repeated");
    expect("alarm,sum,,,so,own", 2, "rule: 'sum' does not fit the type of 'alarm'; it is for number");
    expect("alarm,loudest,,,so,own", 2, "rule: 'loudest' is not one of");
    expect("alarm,least,watts,,so,own", 3, "of: 'watts' beside the rule 'least'");
    expect("alarm,least,,,,own", 5, "reason: is empty");
    expect("alarm,least,,,so,nobody", 6, "source: 'nobody'");
}

CIR_SUITE("scheme_merges", {"are the usual without a table", test_scheme_merges__are_the_usual_without_a_table},
          {"are what the table says", test_scheme_merges__are_what_the_table_says},
          {"must agree between schemes", test_scheme_merges__must_agree_between_schemes},
          {"refuse nonsense", test_scheme_merges__refuse_nonsense})
