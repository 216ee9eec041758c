#include "suite.h"
#include "toy.h"

#include <stdio.h>

#define SCHEME  TOY "scheme.csv"
#define FIELDS  TOY "fields.csv"
#define AXES    TOY "axes.csv"
#define FACTORS TOY "factors.csv"
#define OPTIONS TOY "options.csv"
#define BANDS   TOY "bands.csv"

static const struct fault faults[] = {
    {FIELDS, 2, "alarm,option,dB,low;mid;high,How loud?,own", 2, 3, "unit: 'dB' is not empty, as the type has none"},
    {FIELDS, 3, "watts,number,,,How strong?,own", 3, 3, "unit: is empty; expected what 'watts' is counted in"},
    {FIELDS, 3, "watts,share,%,,How strong?,own", 3, 3, "unit: '%' is not 1, the unit of a share"},
    {OPTIONS, 4, "noise,alarm,high,0.385,,own", 4, 4, "value: '0.385' is below '0.5' of 'mid'"},
    {OPTIONS, 10, "again,replicability,high,0.55,,own", 10, 4, "value: '0.55' is below '0.6' of 'medium'"},
    {OPTIONS, 5, "dead,deaths,-1,0.7,,own\ndead,deaths,0,0.7,,own", 5, 3, "option: '-1' never counts: 'deaths' is at"},
    {FACTORS, 5, "size,scale,0.7,people_share,linear,0,10,own", 5, 7, "high: '10' is never reached: 'people_share' is"},
    {FACTORS, 5, "size,scale,0.7,systems_share,log,0.1,23.85,own", 5, 7, "high: '23.85' is never reached"},
    {SCHEME, 14, "weights_sum,0", 14, 2, "value: '0' is not a number above 0"},
    {BANDS, 2, "0,0,calm,#00aa00,3", 3, 5, "ppd41: '2' is not at least that of the row before"},
};

static void test_scheme_sense__is_refused_where_a_factor_cannot_be_meant(void)
{
    CHECK_FAULTS(faults, overlay_load_scheme);
}

/* Edits that go together, each a line of a table; a NULL path ends them. */
struct edit {
    const char *path;
    size_t line;
    const char *replacement;
};

static void load_edited(struct found *found, const struct edit *edits)
{
    struct overlay overlay;
    overlay_make(&overlay);
    for (; edits->path != NULL; edits++)
        overlay_edit(&overlay, edits->path, edits->line, edits->replacement);
    overlay_load_scheme(&overlay, found);
    overlay_remove(&overlay);
}

static void check_edited(const struct edit *edits, const char *file, size_t line, size_t column, const char *message)
{
    static struct found found;
    load_edited(&found, edits);
    bool is_found = false;
    for (size_t i = 0; i < found.count; i++)
        is_found = is_found || (strstr(found.list[i].file, file) != NULL && found.list[i].line == line &&
                                found.list[i].column == column && strstr(found.list[i].message, message) != NULL);
    for (size_t i = 0; !is_found && i < found.count; i++)
        printf("   %s:%zu:%zu: %s\n", found.list[i].file, found.list[i].line, found.list[i].column,
               found.list[i].message);
    CU_ASSERT(is_found);
}

static void check_clean(const struct edit *edits)
{
    static struct found found;
    load_edited(&found, edits);
    for (size_t i = 0; i < found.count; i++)
        printf("   %s:%zu:%zu: %s\n", found.list[i].file, found.list[i].line, found.list[i].column,
               found.list[i].message);
    CU_ASSERT_EQUAL(found.status, CIR_OK);
}

static void test_scheme_sense__finds_steps_beyond_a_share(void)
{
    const struct edit edits[] = {{FACTORS, 4, "dead,severity,0.5,systems_share,steps,,,own"},
                                 {OPTIONS, 5, "dead,systems_share,0.5,0.7,,own"},
                                 {OPTIONS, 6, "dead,systems_share,10,0.85,,own"},
                                 {0}};
    check_edited(edits, "options.csv", 6, 3, "option: '10' is never reached: 'systems_share' is at most 1");
}

static void test_scheme_sense__finds_a_factor_that_never_changes(void)
{
    const struct edit edits[] = {{OPTIONS, 2, "noise,alarm,low,0.385,noise-low,own"},
                                 {OPTIONS, 3, "noise,alarm,mid,0.385,,own"},
                                 {OPTIONS, 4, "noise,alarm,high,0.385,,own"},
                                 {0}};
    check_edited(edits, "factors.csv", 2, 1, "factor: 'noise' has the same value whatever the facts are");
}

static void test_scheme_sense__adds_the_weights_of_each_axis(void)
{
    struct edit edits[] = {{SCHEME, 14, "weights_sum,0.7"},
                           {FACTORS, 2, "noise,severity,0.385,alarm,table,,,own"},
                           {FACTORS, 6, "again,outlook,0.7,replicability,table,,,own"},
                           {0}};
    check_edited(edits, "factors.csv", 2, 3,
                 "weight: the weights of axis 'severity' add up to '0.885'; expected the weights_sum of scheme.csv");
    edits[1].replacement = "noise,severity,0.2,alarm,table,,,own";
    check_clean(edits);
}

/* The yes of a scheme's own question may be the better answer. */
static void test_scheme_sense__lets_a_yes_be_good(void)
{
    const struct edit edits[] = {{FIELDS, 2, "alarm,yesno,,,Was there an alarm?,own"},
                                 {OPTIONS, 2, "noise,alarm,no,0.9,noise-low,own"},
                                 {OPTIONS, 3, "noise,alarm,yes,0.1,,own"},
                                 {OPTIONS, 4, NULL},
                                 {TOY "criteria.csv", 5, "loud,,,,alarm,is,yes,,own"},
                                 {0}};
    check_clean(edits);
}

static void test_scheme_sense__finds_bands_that_nothing_reaches(void)
{
    /* Only the severity counts, of which noise is at most 0.9, and deaths 0.85; the lift is at most 0.5. */
    struct edit edits[] = {{AXES, 2, NULL},
                           {AXES, 3, "outlook,lift,,1,0.385,0.5,own"},
                           {FACTORS, 3, NULL},
                           {FACTORS, 4, NULL},
                           {BANDS, 3, "1,20,rough,#FFAA00,2\n2,45.01,rough,#FFAA00,2"},
                           {0}};
    check_edited(edits, "bands.csv", 4, 2, "low: no score reaches '45.01' and no rule gives the level");
    edits[4].replacement = "1,20,rough,#FFAA00,2\n2,45,rough,#FFAA00,2";
    check_clean(edits);
    edits[4].replacement = "1,45.01,rough,#FFAA00,2"; /* by the rule spreading */
    check_clean(edits);
}

static void test_scheme_sense__wants_a_rule_for_every_level_of_rules_alone(void)
{
    struct overlay overlay;
    static struct found found;
    overlay_make(&overlay);
    overlay_write(&overlay, FACTORS, NULL);
    overlay_write(&overlay, OPTIONS, NULL);
    overlay_write(&overlay, AXES, NULL);
    for (size_t i = 0; i < CIR_LANGUAGES; i++)
        overlay_edit(&overlay, TOY "labels.csv", 26, NULL); /* of the option that was */
    overlay_write(&overlay, BANDS,
                  "level,low,label,colour,ppd41\n0,,calm,#00aa00,0\n1,,rough,#FFAA00,2\n"
                  "2,,rough,#FFAA00,2\n3,,storm,#ff0000,\n");
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT_EQUAL_FATAL(found.count, 1);
    CU_ASSERT_EQUAL(found.list[0].line, 4);
    CU_ASSERT_EQUAL(found.list[0].column, 1);
    CU_ASSERT_STRING_EQUAL(found.list[0].message, "level: no rule gives '2'");
    overlay_remove(&overlay);
}

CIR_SUITE("scheme_sense",
          {"is refused where a factor cannot be meant", test_scheme_sense__is_refused_where_a_factor_cannot_be_meant},
          {"finds steps beyond a share", test_scheme_sense__finds_steps_beyond_a_share},
          {"finds a factor that never changes", test_scheme_sense__finds_a_factor_that_never_changes},
          {"adds the weights of each axis", test_scheme_sense__adds_the_weights_of_each_axis},
          {"lets a yes be good", test_scheme_sense__lets_a_yes_be_good},
          {"finds bands that nothing reaches", test_scheme_sense__finds_bands_that_nothing_reaches},
          {"wants a rule for every level of rules alone",
           test_scheme_sense__wants_a_rule_for_every_level_of_rules_alone})
