#include "suite.h"
#include "toy.h"

#include <stdio.h>

#define CRITERIA TOY "criteria.csv"
#define RULES    TOY "rules.csv"

/* The toy with its loud rules gone: `loud` is free for a scope. Three States there are: DE and FR of the Union, AQ. */
static void write_scope(const struct overlay *overlay, const char *criteria, const char *rules)
{
    char text[4096];
    snprintf(text, sizeof text,
             "criterion,group,filter_measure,filter_value,measure,op,threshold,unit,source\n"
             "many_dead,,,,deaths,>=,100,persons,own\n%s",
             criteria);
    overlay_write(overlay, CRITERIA, text);
    snprintf(text, sizeof text,
             "rule,level,clause,of,at_least,source\nkilling,3,a,many_dead,1,own\nkilling1,1,a,few,1,own\n%s", rules);
    overlay_write(overlay, RULES, text);
}

static const struct {
    const char *criteria;
    const char *rules;
    const char *file;
    size_t line;
    size_t column;
    const char *finding; /* NULL: none */
} cases[] = {
    {"here,,,,states_hit,in,EU27,,own\n", "of_us,applies,a,here,1,own; Article 2\n", NULL, 0, 0, NULL},
    {"here,,,,states_hit,in,pole;DE,,own\n", "of_us,applies,a,here,1,own\n", NULL, 0, 0, NULL},
    {"here,,,,states_hit,in,eu27;pole,,own\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 7,
     "threshold: 'eu27;pole' are all States there are"},
    {"here,,,,states_hit,in,DE;FR;AQ,,own\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 7,
     "threshold: 'DE;FR;AQ' are all States there are"},
    {"here,,,,states_hit,in,EU28,,own\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 7,
     "threshold: 'EU28' is not an alpha-2 code of countries.csv, nor a group of groups.csv"},
    {"here,,,,states_hit,in,de,,own\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 7, "'de' is not an alpha-2 code"},
    {"here,,,,states_hit,in,DEU,,own\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 7, "'DEU' is not an alpha-2"},
    {"here,,,,states_hit,in,,,own\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 7, "'' is not an alpha-2 code"},
    {"here,,,,states_hit,is,DE,,own\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 6,
     "op: 'is' is not in: States are asked by a list"},
    {"here,,,,states_hit,>,1,,own\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 6, "op: '>' is not in"},
    {"here,,,,states_hit,in,DE,States,own\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 8,
     "unit: 'States' is not empty, as States have no unit"},
    {"here,,,,country,in,DE,,own\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 6,
     "op: 'in' needs a measure with options; 'country' has none"},
    {"here,,,,states_hitt,in,DE,,own\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 5,
     "measure: 'states_hitt' is not a measure"},
    {"here,,states_hit,DE,duration_h,>,2.385,h,own\n", "of_us,applies,a,here,1,own\n", NULL, 0, 0, NULL},
    {"here,,states_hit,XX,duration_h,>,2.385,h,own\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 4,
     "filter_value: 'XX' is not an alpha-2 code"},
    {"here,,,,states_hit,in,DE,,own\n", "of_us,applies,a,here,1,who\n", RULES, 4, 6, "source: 'who' is not a key"},
    {"here,,,,states_hit,in,DE,,\n", "of_us,applies,a,here,1,own\n", CRITERIA, 4, 9, "source: "},
    {"here,,,,states_hit,in,DE,,own\n", "", CRITERIA, 4, 1, "criterion: no rule asks for 'here'"},
    {"here,,,,states_hit,in,DE,,own\n", "of_us,Applies,a,here,1,own\n", RULES, 4, 2, "'Applies' is not a whole number"},
    {"here,,,,states_hit,in,DE,,own\nloud,,,,alarm,is,high,,own\n",
     "of_us,applies,a,here,1,own\nof_them,applies,a,loud,1,own\n", RULES, 5, 1,
     "rule: 'of_them' is a second scope beside 'of_us'; expected clauses of one rule"},
    {"here,,,,states_hit,in,DE,,own\nloud,,,,alarm,is,high,,own\n",
     "of_us,applies,a,here,1,own\nof_us,1,b,loud,1,own\n", RULES, 5, 2, "level: '1' differs from 'applies'"},
    /* What no subject can meet. */
    {"low,,,,alarm,is,low,,own\nhigh,,,,alarm,is,high,,own\n", "of_us,applies,a,low;high,2,own\n", RULES, 4, 3,
     "clause: 'a' of rule 'of_us' can never hold"},
    /* A clause that another makes idle. */
    {"here,,,,states_hit,in,DE,,own\nloud,,,,alarm,is,high,,own\n",
     "of_us,applies,a,here,1,own\nof_us,applies,b,here;loud,2,own\n", RULES, 5, 3,
     "clause: 'b' of rule 'of_us' never decides: rule 'of_us' of level applies holds whenever it does (line 4)"},
    {"here,,,,states_hit,in,DE,,own\nloud,,,,alarm,is,high,,own\n",
     "of_us,applies,a,here,1,own\nof_us,applies,b,loud,1,own\n", NULL, 0, 0, NULL},
    /* What excludes nobody: an option beside all others, here and there, below a number and from it on. */
    {"any,,,,alarm,in,low;mid;high,,own\n", "of_us,applies,a,any,1,own\n", RULES, 4, 1,
     "rule: the scope 'of_us' excludes nothing"},
    {"quiet,,,,alarm,in,low;mid,,own\nloud,,,,alarm,is,high,,own\n",
     "of_us,applies,a,quiet,1,own\nof_us,applies,b,loud,1,own\n", RULES, 4, 1, "excludes nothing"},
    {"quiet,g,,,alarm,in,low;mid,,own\nloud,g,,,alarm,is,high,,own\n", "of_us,applies,a,g,1,own\n", RULES, 4, 1,
     "excludes nothing"},
    {"short,,,,duration_h,<,2.385,h,own\nlong,,,,duration_h,>=,2.385,h,own\n",
     "of_us,applies,a,short,1,own\nof_us,applies,b,long,1,own\n", RULES, 4, 1, "excludes nothing"},
    {"short,,,,duration_h,<,2.385,h,own\nlong,,,,duration_h,>,2.385,h,own\n",
     "of_us,applies,a,short,1,own\nof_us,applies,b,long,1,own\n", NULL, 0, 0, NULL},
    {"any,,,,sector,in,energy;water;finance;none,,own\n", "of_us,applies,a,any,1,own\n", RULES, 4, 1,
     "excludes nothing"},
    {"any,,,,sector,in,energy;water;finance,,own\n", "of_us,applies,a,any,1,own\n", NULL, 0, 0, NULL},
};

static bool is_found(const struct found *found, size_t i)
{
    if (cases[i].finding == NULL)
        return found->status == CIR_OK;
    return found->count == 1 && strstr(found->list[0].file, cases[i].file) != NULL &&
           found->list[0].line == cases[i].line && found->list[0].column == cases[i].column &&
           strstr(found->list[0].message, cases[i].finding) != NULL;
}

static void test_scheme_scope__is_refused_where_it_is_wrong(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        static struct found found;
        struct overlay overlay;
        char criteria[1024];
        overlay_make(&overlay);
        snprintf(criteria, sizeof criteria, "few,,,,injured,>,2.385,persons,own\n%s", cases[i].criteria);
        write_scope(&overlay, criteria, cases[i].rules);
        overlay_load_scheme(&overlay, &found);
        bool good = is_found(&found, i);
        for (size_t k = 0; !good && k < found.count; k++)
            printf("%zu: %s:%zu:%zu: %s\n", i, found.list[k].file, found.list[k].line, found.list[k].column,
                   found.list[k].message);
        CU_ASSERT(good);
        overlay_remove(&overlay);
    }
}

static void test_scheme_scope__shares_its_sets_of_states(void)
{
    struct overlay overlay;
    struct cir_fields fields;
    overlay_make(&overlay);
    write_scope(&overlay,
                "few,,,,injured,>,2.385,persons,own\nhere,,,,states_hit,in,FR;DE,,own\n"
                "there,,,,states_hit,in,AQ,,own\nagain,,states_hit,EU27,duration_h,>,2.385,h,own\n"
                "first,,,,state,in,DE;FR,,own\n",
                "of_us,applies,a,here;there;again;first,1,own\n");
    struct cir_definitions *definitions = overlay_definitions(&overlay);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, definitions, NULL), CIR_OK);
    struct cir_scheme *scheme = overlay_scheme(&overlay, definitions, &fields);
    CU_ASSERT_EQUAL_FATAL(fields.state_set_count, 3);
    CU_ASSERT_STRING_EQUAL(fields.state_sets[0].names, "FR;DE");
    CU_ASSERT_EQUAL(cir_states_count(&fields.state_sets[0].states), 2);
    CU_ASSERT_EQUAL(scheme->criteria[2].measure, CIR_MEASURE_STATE_SETS);
    CU_ASSERT_EQUAL(scheme->criteria[3].measure, CIR_MEASURE_STATE_SETS + 1);
    CU_ASSERT_EQUAL(scheme->criteria[4].filter_measure, CIR_MEASURE_STATE_SETS);
    CU_ASSERT_EQUAL(scheme->criteria[4].filter_options, 2);
    CU_ASSERT_EQUAL(scheme->criteria[5].measure, CIR_MEASURE_STATE_SETS + 2); /* the same States, asked otherwise */
    CU_ASSERT_PTR_NOT_NULL_FATAL(scheme->scope);
    CU_ASSERT_STRING_EQUAL(scheme->scope->name, "of_us");
    CU_ASSERT_EQUAL(scheme->scope_use, CIR_SCOPE_APPLY);
    CU_ASSERT_EQUAL(scheme->rule_count, 2); /* the scope is none of the rules */
    for (size_t i = 0; i < scheme->criterion_count; i++)
        CU_ASSERT_EQUAL(scheme->criteria[i].is_ruled, i < 2);
    cir_scheme_free(scheme);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

CIR_SUITE("scheme_scope", {"is refused where it is wrong", test_scheme_scope__is_refused_where_it_is_wrong},
          {"shares its sets of States", test_scheme_scope__shares_its_sets_of_states})
