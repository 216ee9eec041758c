#include "suite.h"
#include "toy.h"

#include <stdio.h>

static void test_scheme__is_what_its_keys_say(void)
{
    struct toy toy;
    toy_make(&toy);
    const struct cir_scheme *scheme = toy.scheme;
    CU_ASSERT_STRING_EQUAL(scheme->name, "toy");
    CU_ASSERT_STRING_EQUAL(scheme->title, "A toy");
    CU_ASSERT_STRING_EQUAL(scheme->version, "1.5");
    CU_ASSERT_STRING_EQUAL(scheme->authority, "Nobody");
    CU_ASSERT_STRING_EQUAL(scheme->source, "own; by hand");
    CU_ASSERT_STRING_EQUAL(scheme->status, "partly");
    CU_ASSERT(!scheme->subject_is_asset);
    CU_ASSERT_EQUAL(scheme->unknown, CIR_UNKNOWN_BOUNDS);
    CU_ASSERT_EQUAL(scheme->exponent, 2);
    CU_ASSERT(!scheme->normalise_span);
    CU_ASSERT_EQUAL(scheme->score_max, 100);
    CU_ASSERT_EQUAL(scheme->digits, 1);
    toy_remove(&toy);
}

static void test_scheme__may_be_a_folder_anywhere(void)
{
    struct toy toy;
    struct cir_scheme *scheme = NULL;
    struct cir_error error = {0};
    char folder[CIR_TEMPORARY_SIZE + 64];
    toy_make(&toy);
    overlay_edit(&toy.overlay, TOY "scheme.csv", 2, "name,other-toy");
    snprintf(folder, sizeof folder, "%s/datasets/schemes/toy", toy.overlay.folder);
    CU_ASSERT_EQUAL_FATAL(
        cir_scheme_load(&scheme, toy.definitions, &toy.fields, toy.overlay.folder, folder, NULL, &error), CIR_OK);
    CU_ASSERT_STRING_EQUAL(scheme->name, "other-toy");
    cir_scheme_free(scheme);
    CU_ASSERT_EQUAL(
        cir_scheme_load(&scheme, toy.definitions, &toy.fields, toy.overlay.folder, "./no/such", NULL, &error),
        CIR_NO_FILE);
    CU_ASSERT_STRING_EQUAL(error.file, "./no/such");
    CU_ASSERT_PTR_NULL(scheme);
    toy_remove(&toy);
}

static void test_scheme__is_no_use_where_there_is_none(void)
{
    struct toy toy;
    struct cir_scheme *scheme = NULL;
    struct cir_error error = {0};
    toy_make(&toy);
    CU_ASSERT_EQUAL(cir_scheme_load(&scheme, toy.definitions, &toy.fields, NULL, "no-such-scheme", NULL, &error),
                    CIR_BAD_USE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "there is no scheme 'no-such-scheme'"));
    CU_ASSERT_PTR_NULL(scheme);
    toy_remove(&toy);
}

/* Forty more than there are: the list ends at a name, and says that there are others. */
static void test_scheme__names_the_schemes_that_there_are(void)
{
    struct toy toy;
    struct cir_scheme *scheme = NULL;
    struct cir_error error = {0};
    char path[128];
    toy_make(&toy);
    for (int i = 0; i < 40; i++) {
        snprintf(path, sizeof path, "datasets/schemes/a-scheme-of-mine-%02d/scheme.csv", i);
        overlay_write(&toy.overlay, path, "key,value\n");
    }
    CU_ASSERT_EQUAL(cir_scheme_load(&scheme, toy.definitions, &toy.fields, toy.overlay.folder, "no-such", NULL, &error),
                    CIR_BAD_USE);
    const char *list = strstr(error.message, "there are ");
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    CU_ASSERT_PTR_NOT_NULL(strstr(list, ", a-scheme-of-mine-04, a-scheme-of-mine-05, "));
    CU_ASSERT_STRING_EQUAL(error.message + strlen(error.message) - 5, ", ...");
    CU_ASSERT(strlen(error.message) + strlen("a-scheme-of-mine-00, ") + 1 >= sizeof error.message);
    toy_remove(&toy);
}

static void test_scheme__of_rules_needs_no_keys_of_weights(void)
{
    static const char *const unused[] = {"fields.csv", "axes.csv", "factors.csv", "options.csv"};
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    for (size_t i = 0; i < 4; i++) {
        char path[64];
        snprintf(path, sizeof path, TOY "%s", unused[i]);
        overlay_write(&overlay, path, NULL);
    }
    overlay_write(
        &overlay, TOY "scheme.csv",
        "key,value\nname,toy\ntitle,T\nversion,1\nsubject,incident\nauthority,N\nsource,own\nstatus,verified\n");
    overlay_write(&overlay, TOY "bands.csv", "level,low,label,colour,ppd41\n0,,calm,#00aa00,\n1,,rough,#ffaa00,\n");
    overlay_write(&overlay, TOY "criteria.csv",
                  "criterion,group,filter_measure,filter_value,measure,op,threshold,unit,source\n"
                  "dead,,,,deaths,>,2.385,persons,own\n");
    overlay_write(&overlay, TOY "rules.csv", "rule,level,clause,of,at_least,source\nr,1,a,dead,1,own\n");
    for (size_t line = 31; line > 19; line--)
        overlay_edit(&overlay, TOY "labels.csv", line, NULL);
    overlay_load_scheme(&overlay, &found);
    for (size_t i = 0; i < found.count; i++)
        printf("%s:%zu: %s\n", found.list[i].file, found.list[i].line, found.list[i].message);
    CU_ASSERT_EQUAL(found.status, CIR_OK);
    overlay_edit(&overlay, TOY "bands.csv", 2, "0,0,calm,#00aa00,");
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT_STRING_EQUAL(found.error.message, "low: '0' is not empty, as it is in a scheme without factors");
    overlay_write(&overlay, TOY "rules.csv", NULL);
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT(found.count > 1);
    overlay_remove(&overlay);
}

/* What a scheme outside the tree rests on need not be laid over the tree. */
static void test_scheme__may_bring_its_own_sources(void)
{
    static struct found found;
    struct overlay overlay;
    overlay_make(&overlay);
    overlay_edit(&overlay, TOY "scheme.csv", 7, "source,house-rules; minutes of 4 May");
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT_EQUAL(found.count, 1);
    overlay_write(&overlay, TOY "sources.csv",
                  "key,title,reference,year,licence\nhouse-rules,Rules of the house,minutes,2026,internal\n");
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_OK);
    overlay_write(&overlay, TOY "sources.csv", "key,title,reference,year,licence\nown,Again,minutes,2026,internal\n");
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT_NOT_EQUAL(found.status, CIR_OK);
    overlay_remove(&overlay);
}

static const struct fault faults[] = {
    {TOY "scheme.csv", 2, "name,toys", 2, 2, "value: 'toys' is not the name of the folder, 'toy'"},
    {TOY "scheme.csv", 2, "name,Toy", 2, 2, "value: 'Toy' is not a code"},
    {TOY "scheme.csv", 3, "title,", 3, 2, "value: is empty"},
    {TOY "scheme.csv", 3, NULL, 0, 0, "key 'title' is missing"},
    {TOY "scheme.csv", 3, "name,toy", 3, 1, "key: 'name' is repeated; it stands in line 2"},
    {TOY "scheme.csv", 14, "colour,red", 14, 1, "key: 'colour' is not a key of a scheme"},
    {TOY "scheme.csv", 5, "subject,person", 5, 2, "value: 'person' is not one of incident;asset"},
    {TOY "scheme.csv", 7, "source,elsewhere", 7, 2, "value: 'elsewhere' is not a key of sources.csv"},
    {TOY "scheme.csv", 8, "status,good", 8, 2, "value: 'good' is not one of verified;partly;unverified"},
    {TOY "scheme.csv", 9, "unknown,guess", 9, 2, "value: 'guess' is not one of bounds;"},
    {TOY "scheme.csv", 10, "exponent,0.5", 10, 2, "value: '0.5' is not a number from 1 to 1000"},
    {TOY "scheme.csv", 10, NULL, 0, 0, "key 'exponent' is missing"},
    {TOY "scheme.csv", 11, "normalise,no", 11, 2, "value: 'no' is not one of answered;span"},
    {TOY "scheme.csv", 12, "score_max,0", 12, 2, "value: '0' is not a number above 0"},
    {TOY "scheme.csv", 13, "digits,10", 13, 2, "value: '10' is not a whole number from 0 to 9"},
    {TOY "scheme.csv", 14, "coverage_min,25", 14, 2, "value: '25' is not a number from 0 to 1"},
    {TOY "scheme.csv", 14, "effect_from,02-30", 14, 2, "value: '02-30' is not a day of a year, MM-DD"},
    {TOY "scheme.csv", 14, "effect_from,4-01", 14, 2, "value: '4-01' is not a day of a year, MM-DD"},
    {TOY "scheme.csv", 14, "effect_from,04-01T12", 14, 2, "value: '04-01T12' is not a day of a year, MM-DD"},
    {TOY "scheme.csv", 14, "repealed_from,2024-02-30", 14, 2, "value: '2024-02-30' is not a day, YYYY-MM-DD"},
    {TOY "scheme.csv", 14, "repealed_from,2024", 14, 2, "value: '2024' is not a day, YYYY-MM-DD"},
    {TOY "scheme.csv", 14, "repealed_from,18.10.2024", 14, 2, "value: '18.10.2024' is not a day, YYYY-MM-DD"},
    {TOY "scheme.csv", 14, "repealed_from,", 14, 2, "value: is empty"},
    {TOY "bands.csv", 1, "level,low,label,colour", 1, 0, "column 'ppd41' is missing"},
};

static void test_scheme__is_refused_where_it_is_wrong(void)
{
    CHECK_FAULTS(faults, overlay_load_scheme);
}

CIR_SUITE("scheme", {"is what its keys say", test_scheme__is_what_its_keys_say},
          {"may be a folder anywhere", test_scheme__may_be_a_folder_anywhere},
          {"is no use where there is none", test_scheme__is_no_use_where_there_is_none},
          {"names the schemes that there are", test_scheme__names_the_schemes_that_there_are},
          {"may bring its own sources", test_scheme__may_bring_its_own_sources},
          {"of rules needs no keys of weights", test_scheme__of_rules_needs_no_keys_of_weights},
          {"is refused where it is wrong", test_scheme__is_refused_where_it_is_wrong})
