#include "base/buffer.h"
#include "suite.h"
#include "toy.h"

#include <math.h>

#define FIELDS     TOY "fields.csv"
#define CRITERIA   TOY "criteria.csv"
#define RULES      TOY "rules.csv"
#define FACILITIES TOY "facilities.csv"
#define THRESHOLDS TOY "thresholds.csv"

static const char asset_keys[] = "key,value\nname,toy\ntitle,A toy\nversion,1.5\nsubject,asset\nauthority,Nobody\n"
                                 "source,own; by hand\nstatus,partly\neffect_from,04-01\nrepealed_from,2024-10-18\n";
static const char fields[] = "field,type,unit,options,question,source\n"
                             "facility,text,,,Which kind?,own\n"
                             "joint_plant,text,,,Which plant?,own\n"
                             "watts,number,W,,How strong?,own\n"
                             "starts,yesno,,,Does it start by itself?,own\n"
                             "users,count,users,,How many?,own\n";
static const char bands[] = "level,low,label,colour,ppd41\n0,,calm,#00aa00,\n1,,rough,#FFAA00,\n3,,storm,#ff0000,\n";
static const char labels[] = "id,lang,text\n"
                             "title,ar,a\ntitle,en,a\ntitle,es,a\ntitle,fr,a\ntitle,ru,a\ntitle,zh,a\n"
                             "calm,ar,a\ncalm,en,a\ncalm,es,a\ncalm,fr,a\ncalm,ru,a\ncalm,zh,a\n"
                             "rough,ar,a\nrough,en,a\nrough,es,a\nrough,fr,a\nrough,ru,a\nrough,zh,a\n"
                             "storm,ar,a\nstorm,en,a\nstorm,es,a\nstorm,fr,a\nstorm,ru,a\nstorm,zh,a\n";
static const char facilities[] = "facility,number,sector,meaning,source\n"
                                 "plant,1.1,energy,a plant,own; Article 1\n"
                                 "hub,2.1,water,a hub,own; Article 2\n";
static const char thresholds[] = "facility,clause,at_least,measure,op,threshold,unit,source\n"
                                 "plant,a,1,watts,>=,103.75,W,own\n"
                                 "plant,b,2,starts,is,yes,,own\n"
                                 "plant,b,2,watts,>,36.5,W,own\n"
                                 "hub,a,1,users,>=,,users,own; the State's\n";
static const char criteria[] = "criterion,group,filter_measure,filter_value,measure,op,threshold,unit,source\n"
                               "crowd,,,,users,>=,2385,users,own\n";
static const char rules[] = "rule,level,clause,of,at_least,source\nloud,3,a,crowd,1,own\n";

/* The toy made a scheme of assets, with a level that its own rule gives. */
static void make(struct overlay *overlay)
{
    overlay_make(overlay);
    overlay_write(overlay, TOY "axes.csv", NULL);
    overlay_write(overlay, TOY "factors.csv", NULL);
    overlay_write(overlay, TOY "options.csv", NULL);
    overlay_write(overlay, TOY "scheme.csv", asset_keys);
    overlay_write(overlay, TOY "labels.csv", labels);
    overlay_write(overlay, TOY "bands.csv", bands);
    overlay_write(overlay, FIELDS, fields);
    overlay_write(overlay, CRITERIA, criteria);
    overlay_write(overlay, RULES, rules);
    overlay_write(overlay, FACILITIES, facilities);
    overlay_write(overlay, THRESHOLDS, thresholds);
}

static void test_scheme_facilities__each_threshold_is_a_criterion_and_each_facility_a_rule(void)
{
    struct toy toy;
    make(&toy.overlay);
    toy.definitions = overlay_definitions(&toy.overlay);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&toy.fields, toy.definitions, NULL), CIR_OK);
    toy.scheme = overlay_scheme(&toy.overlay, toy.definitions, &toy.fields);
    const struct cir_scheme *scheme = toy.scheme;
    CU_ASSERT(scheme->criterion_count == 5 && scheme->first_threshold == 1);
    CU_ASSERT_STRING_EQUAL(scheme->criteria[3].name, "plant/b/watts");
    CU_ASSERT_EQUAL(scheme->criteria[3].operator, CIR_GREATER);
    CU_ASSERT_EQUAL(scheme->criteria[3].threshold, 36.5);
    CU_ASSERT_TRUE(cir_criterion_is_unset(&scheme->criteria[4]));
    CU_ASSERT_FALSE(cir_criterion_is_unset(&scheme->criteria[2]));
    const struct cir_rule *rule = &scheme->facilities[0].rule;
    CU_ASSERT(rule->level == CIR_FACILITY_LEVEL && rule->clause_count == 2);
    CU_ASSERT(rule->clauses[1].conditions[0].at_least == 2 && rule->clauses[1].conditions[0].criteria[0] == 0xc);
    CU_ASSERT(scheme->rule_count == 1 && scheme->rules[0].level == 3);
    CU_ASSERT_STRING_EQUAL(scheme->effect_from, "04-01");
    CU_ASSERT_STRING_EQUAL(scheme->repealed_from, "2024-10-18");
    CU_ASSERT_EQUAL(scheme->sector_measure, CIR_INDEX_NONE);
    toy_remove(&toy);
}

/* At least so much and less than so much are two criteria, and each has a name of its own. */
static void test_scheme_facilities__a_measure_may_stand_twice_in_a_clause(void)
{
    struct toy toy;
    make(&toy.overlay);
    overlay_edit(&toy.overlay, THRESHOLDS, 2, "plant,a,2,watts,>=,103.75,W,own\nplant,a,2,watts,<,1000,W,own");
    toy.definitions = overlay_definitions(&toy.overlay);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&toy.fields, toy.definitions, NULL), CIR_OK);
    toy.scheme = overlay_scheme(&toy.overlay, toy.definitions, &toy.fields);
    CU_ASSERT_STRING_EQUAL(toy.scheme->criteria[1].name, "plant/a/watts");
    CU_ASSERT_STRING_EQUAL(toy.scheme->criteria[2].name, "plant/a/watts/<");
    CU_ASSERT_STRING_EQUAL(toy.scheme->criteria[4].name, "plant/b/watts");
    toy_remove(&toy);
}

static void test_scheme_facilities__may_be_absent(void)
{
    struct overlay overlay;
    struct found found;
    make(&overlay);
    overlay_write(&overlay, FACILITIES, NULL);
    overlay_write(&overlay, THRESHOLDS, NULL);
    overlay_write(&overlay, FIELDS, "field,type,unit,options,question,source\nusers,count,users,,How many?,own\n");
    overlay_write(&overlay, TOY "bands.csv",
                  "level,low,label,colour,ppd41\n0,,calm,#00aa00,\n2,,rough,#FFAA00,\n3,,storm,#ff0000,\n");
    overlay_write(&overlay, RULES, "rule,level,clause,of,at_least,source\nloud,3,a,crowd,1,own\nless,2,a,some,1,own\n");
    overlay_write(&overlay, CRITERIA,
                  "criterion,group,filter_measure,filter_value,measure,op,threshold,unit,source\n"
                  "crowd,,,,users,>=,,users,own; the State's\nsome,,,,users,>=,,users,own; likewise\n");
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_OK);
    overlay_remove(&overlay);
}

static const char branch_fields[] = "field,type,unit,options,question,source\n"
                                    "users,count,users,,How many?,own\n"
                                    "branch,option,,none;mills;locks,Of which branch?,own\n";
static const char branch_criteria[] = "criterion,group,filter_measure,filter_value,measure,op,threshold,unit,source\n"
                                      "crowd,,,,users,>=,2385,users,own\nof-a-branch,,,,branch,in,mills;locks,,own\n";

/* Without facilities, by the word that the scheme's own field has for the sector. */
static void make_of_branches(struct overlay *overlay, const char *field)
{
    char keys[sizeof asset_keys + 64];
    make(overlay);
    snprintf(keys, sizeof keys, "%ssector_field,%s\n", asset_keys, field);
    overlay_write(overlay, TOY "scheme.csv", keys);
    overlay_write(overlay, FACILITIES, NULL);
    overlay_write(overlay, THRESHOLDS, NULL);
    overlay_write(overlay, FIELDS, branch_fields);
    overlay_write(overlay, CRITERIA, branch_criteria);
    overlay_write(overlay, TOY "bands.csv",
                  "level,low,label,colour,ppd41\n0,,calm,#00aa00,\n2,,rough,#FFAA00,\n3,,storm,#ff0000,\n");
    overlay_write(overlay, RULES,
                  "rule,level,clause,of,at_least,source\nloud,3,a,crowd;of-a-branch,2,own\n"
                  "less,2,a,of-a-branch,1,own\n");
}

static void test_scheme_facilities__without_them_a_field_tells_the_sector(void)
{
    struct toy toy;
    make_of_branches(&toy.overlay, "branch");
    toy.definitions = overlay_definitions(&toy.overlay);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&toy.fields, toy.definitions, NULL), CIR_OK);
    toy.scheme = overlay_scheme(&toy.overlay, toy.definitions, &toy.fields);
    CU_ASSERT_EQUAL(toy.scheme->sector_measure, toy.scheme->criteria[1].measure);
    toy_remove(&toy);
}

/* The scope alone asks for it. */
static void test_scheme_facilities__the_field_of_the_sector_is_one_that_a_rule_asks_for(void)
{
    static const struct fault fault = {
        TOY "scheme.csv", 11, NULL, 11, 2, "'branch' is not a field of one option that a rule asks for"};
    struct overlay overlay;
    struct found found;
    make_of_branches(&overlay, "branch");
    overlay_write(&overlay, RULES,
                  "rule,level,clause,of,at_least,source\nloud,3,a,crowd,1,own\n"
                  "reach,applies,a,of-a-branch,1,own\n");
    overlay_load_scheme(&overlay, &found);
    overlay_check_found(&overlay, &fault, &found);
    overlay_remove(&overlay);
}

static void test_scheme_facilities__the_field_of_the_sector_is_one_option(void)
{
    static const struct fault wrong[] = {
        {TOY "scheme.csv", 11, "sector_field,users", 11, 2, "'users' is not a field of one option"},
        {TOY "scheme.csv", 11, "sector_field,twig", 11, 2, "'twig' is not a measure"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct overlay overlay;
        struct found found;
        make_of_branches(&overlay, "branch");
        overlay_edit(&overlay, wrong[i].path, wrong[i].line, wrong[i].replacement);
        overlay_load_scheme(&overlay, &found);
        overlay_check_found(&overlay, &wrong[i], &found);
        overlay_remove(&overlay);
    }
}

/* It is told of a joint plant as a whole. */
static void test_scheme_facilities__may_ask_for_states_abroad_beside_joint_plants(void)
{
    struct overlay overlay;
    struct found found;
    make(&overlay);
    overlay_edit(&overlay, CRITERIA, 3, "far,,,,impact_states,>=,2,States,own");
    overlay_edit(&overlay, RULES, 3, "far,1,a,far,1,own");
    overlay_load_scheme(&overlay, &found);
    CU_ASSERT_EQUAL(found.status, CIR_OK);
    overlay_remove(&overlay);
}

static const struct fault faults[] = {
    {FACILITIES, 4, "mill,3.1,food,a mill,own", 4, 1, "no row of thresholds.csv measures 'mill'"},
    {FACILITIES, 3, "plant,2.1,water,a hub,own", 3, 1, "'plant' is repeated; it stands in line 2"},
    {FACILITIES, 3, "hub,2.1,water,,own", 3, 4, "is empty"},
    {FACILITIES, 3, "hub,2.1,water,a hub,nobody", 3, 5, "'nobody' is not a key of sources.csv"},
    {THRESHOLDS, 6, "mill,a,1,users,>=,5,users,own", 6, 1, "'mill' is not a facility of facilities.csv"},
    {THRESHOLDS, 5, "hub,a,1,loudness,>=,5,users,own", 5, 4, "'loudness' is not a measure"},
    {THRESHOLDS, 5, "hub,a,1,users,>=,5,,own", 5, 7, "'' is not the unit of 'users': 'users'"},
    {THRESHOLDS, 5, "hub,a,1,users,>=,5,users,", 5, 8, ""},
    {THRESHOLDS, 5, "hub,a,2,users,>=,5,users,own", 5, 3, "2"},
    {THRESHOLDS, 4, "plant,b,1,watts,>,36.5,W,own", 4, 3, "'1' where the clause begins with '2'"},
    {THRESHOLDS, 5, "hub,a,1,users,is,yes,,own", 5, 5, "'is' needs a measure with options; 'users' has none"},
    {THRESHOLDS, 5, "hub,a,1,starts,>=,1,,own", 5, 5, "'>=' needs a number; 'starts' is none"},
    {THRESHOLDS, 5, "hub,a,1,users,>=,0,users,own", 5, 6, "every value of 'users' is >= 0"},
    {THRESHOLDS, 4, "plant,b,2,starts,is,yes,,own", 4, 4, "'starts' is repeated in the clause; it stands in line 3"},
    {THRESHOLDS, 4, "plant,b,2,watts,>,103.8,W,own", 3, 2,
     "'b' of facility 'plant' never decides: clause 'a' holds whenever it does (line 2)"},
    {THRESHOLDS, 4, "plant,b,2,starts,is,no,,own", 4, 4, "'starts' is repeated in the clause"},
    {THRESHOLDS, 5, "hub,a,1,duration_h,>=,5,h,own", 5, 4,
     "is not a field of fields.csv whose figures add up in a joint plant"},
    {TOY "scheme.csv", 11, "sector_field,starts", 11, 2, "in a scheme of subject asset without facilities"},
    {FIELDS, 2, NULL, 0, 0, "field 'facility' of type text is missing"},
    {FIELDS, 7, "idle,count,things,,How many?,own", 7, 1, "no criterion or threshold asks for 'idle'"},
    {TOY "bands.csv", 3, "2,,rough,#FFAA00,", 0, 0, "no level 1 above the lowest, which the facilities give"},
    {TOY "factors.csv", 1, "factor,axis,weight,measure,function,low,high,source\nsize,,1,people,log,1,10,own", 0, 0,
     "a scheme of subject asset has no such table"},
};

/* A table of a scheme that is built in, without the rows of a facility. */
static void write_without(const struct overlay *overlay, const char *path, const char *facility)
{
    struct cir_definition_files files;
    struct cir_buffer text = {0};
    struct cir_text line;
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&files, NULL, NULL), CIR_OK);
    struct cir_text rest = cir_definition_files_find(&files, path)->text;
    while (cir_text_next(&line, &rest, '\n') && line.size > 0)
        if (!cir_text_starts_with(line, facility))
            cir_buffer_add_format(&text, "%.*s\n", CIR_TEXT_ARGS(line));
    cir_buffer_add(&text, (struct cir_text){"", 1});
    overlay_write(overlay, path, text.data);
    cir_buffer_free(&text);
    cir_definition_files_close(&files);
}

/* Of a scheme that is built in one table alone is laid over: the fault is not in the others. */
static void test_scheme_facilities__what_a_table_leaves_out_is_told_of_that_table(void)
{
    static const char table[] = "datasets/schemes/kritis-de-2022/thresholds.csv";
    static const struct fault left_out[] = {
        {table, 0, NULL, 0, 0,
         "no row of thresholds.csv measures 'power-trading', which stands in line 6 of "
         "datasets/schemes/kritis-de-2022/facilities.csv"},
        {table, 0, NULL, 0, 0,
         "no criterion or threshold asks for 'traded_twh', which stands in line 8 of "
         "datasets/schemes/kritis-de-2022/fields.csv"},
    };
    struct overlay overlay;
    static struct found found;
    cir_temporary_folder(overlay.folder);
    write_without(&overlay, table, "power-trading,");
    overlay_load_named(&overlay, "kritis-de-2022", &found);
    CU_ASSERT_EQUAL(found.count, 2);
    for (size_t i = 0; i < sizeof left_out / sizeof left_out[0]; i++)
        overlay_check_found(&overlay, &left_out[i], &found);
    overlay_remove(&overlay);
}

static void test_scheme_facilities__faults_are_found(void)
{
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct overlay overlay;
        struct found found;
        make(&overlay);
        if (strcmp(faults[i].path, TOY "factors.csv") == 0)
            overlay_write(&overlay, faults[i].path, faults[i].replacement);
        else
            overlay_edit(&overlay, faults[i].path, faults[i].line, faults[i].replacement);
        overlay_load_scheme(&overlay, &found);
        overlay_check_found(&overlay, &faults[i], &found);
        overlay_remove(&overlay);
    }
}

static void test_scheme_facilities__belong_to_schemes_of_assets(void)
{
    struct overlay overlay;
    struct found found;
    overlay_make(&overlay);
    overlay_write(&overlay, FACILITIES, facilities);
    overlay_load_scheme(&overlay, &found);
    overlay_check_found(
        &overlay, &(struct fault){.path = FACILITIES, .message = "a scheme of subject incident has no such table"},
        &found);
    overlay_remove(&overlay);
}

CIR_SUITE("scheme_facilities",
          {"each threshold is a criterion and each facility a rule",
           test_scheme_facilities__each_threshold_is_a_criterion_and_each_facility_a_rule},
          {"a measure may stand twice in a clause", test_scheme_facilities__a_measure_may_stand_twice_in_a_clause},
          {"may be absent", test_scheme_facilities__may_be_absent},
          {"without them a field tells the sector", test_scheme_facilities__without_them_a_field_tells_the_sector},
          {"the field of the sector is one that a rule asks for",
           test_scheme_facilities__the_field_of_the_sector_is_one_that_a_rule_asks_for},
          {"the field of the sector is one option", test_scheme_facilities__the_field_of_the_sector_is_one_option},
          {"may ask for States abroad beside joint plants",
           test_scheme_facilities__may_ask_for_states_abroad_beside_joint_plants},
          {"what a table leaves out is told of that table",
           test_scheme_facilities__what_a_table_leaves_out_is_told_of_that_table},
          {"faults are found", test_scheme_facilities__faults_are_found},
          {"belong to schemes of assets", test_scheme_facilities__belong_to_schemes_of_assets})
