#include "suite.h"
#include "toy.h"

#include <stdio.h>

/* Criteria and rules of the toy, written anew: levels 0, 1, 3. A finding of NULL means that there is none. */
struct sense {
    const char *criteria; /* "name,group,filter_measure,filter_value,measure,op,threshold,unit" by line */
    const char *rules;    /* "rule,level,clause,of,at_least" by line */
    const char *file;
    size_t line;
    size_t column;
    const char *finding;
};

/* Both tables end their lines without a source, which all rows have alike. */
static void write_table(const struct overlay *overlay, const char *path, const char *header, const char *lines)
{
    char text[4096];
    size_t size = (size_t)snprintf(text, sizeof text, "%s\n", header);
    for (const char *at = lines; *at != '\0'; at++) {
        if (*at == '\n')
            size += (size_t)snprintf(text + size, sizeof text - size, ",own");
        text[size++] = *at;
    }
    text[size] = '\0';
    overlay_write(overlay, path, text);
}

static bool is_found(const struct found *found, const struct sense *sense)
{
    for (size_t i = 0; i < found->count; i++)
        if (strstr(found->list[i].file, sense->file) != NULL && found->list[i].line == sense->line &&
            found->list[i].column == sense->column && strstr(found->list[i].message, sense->finding) != NULL)
            return true;
    return false;
}

static void check(const struct sense *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        static struct found found;
        struct overlay overlay;
        overlay_make(&overlay);
        write_table(&overlay, TOY "criteria.csv",
                    "criterion,group,filter_measure,filter_value,measure,op,threshold,unit,source", list[i].criteria);
        write_table(&overlay, TOY "rules.csv", "rule,level,clause,of,at_least,source", list[i].rules);
        overlay_load_scheme(&overlay, &found);
        bool good = list[i].finding == NULL ? found.status == CIR_OK : found.count == 1 && is_found(&found, &list[i]);
        if (!good)
            printf("%zu: expected %s\n", i, list[i].finding != NULL ? list[i].finding : "no finding");
        for (size_t k = 0; !good && k < found.count; k++)
            printf("   %s:%zu:%zu: %s\n", found.list[k].file, found.list[k].line, found.list[k].column,
                   found.list[k].message);
        CU_ASSERT(good);
        overlay_remove(&overlay);
    }
}

#define CHECK(list) check(list, sizeof(list) / sizeof(list)[0])

#define FEW    "few,,,,deaths,<,2,persons\n"
#define MANY   "many,,,,deaths,>=,3,persons\n"
#define SOME   "some,,,,deaths,>,2.385,persons\n"
#define LONG   "long,,,,duration_h,>,12.5,h\n"
#define LOUD   "loud,,,,alarm,is,high,\n"
#define MID    "mid,,,,alarm,is,mid,\n"
#define HEARD  "heard,,,,alarm,in,mid;high,\n"
#define ENERGY "energy,,,,sector,is,energy,\n"
#define WATER  "water,,,,sector,is,water,\n"

static void test_scheme_logic__wants_thresholds_that_tell_values_apart(void)
{
    static const struct sense list[] = {
        {"all,,,,systems_share,>,15,1\n", "r,1,a,all,1\n", "criteria.csv", 2, 7,
         "threshold: no value of 'systems_share' is > 15; it is from 0 to 1"},
        {"all,,,,systems_share,>,1,1\n", "r,1,a,all,1\n", "criteria.csv", 2, 7, "no value of 'systems_share' is > 1"},
        {"all,,,,systems_share,>=,1,1\n", "r,1,a,all,1\n", NULL, 0, 0, NULL},
        {"all,,,,people_share,<=,1,1\n", "r,1,a,all,1\n", "criteria.csv", 2, 7,
         "every value of 'people_share' is <= 1"},
        {"all,,,,deaths,<,0,persons\n", "r,1,a,all,1\n", "criteria.csv", 2, 7,
         "no value of 'deaths' is < 0; it is from 0 on"},
        {"all,,,,deaths,=,-2,persons\n", "r,1,a,all,1\n", "criteria.csv", 2, 7, "no value of 'deaths' is = -2"},
        {"all,,,,deaths,>=,0,persons\n", "r,1,a,all,1\n", "criteria.csv", 2, 7,
         "every value of 'deaths' is >= 0; it is from 0 on"},
        {"all,,,,deaths,>,0,persons\n", "r,1,a,all,1\n", NULL, 0, 0, NULL},
        {"all,,,,loss_gdp_share,>,15,1\n", "r,1,a,all,1\n", NULL, 0, 0, NULL}, /* a loss may be more than a year's */
    };
    CHECK(list);
}

static void test_scheme_logic__finds_clauses_that_never_hold(void)
{
    static const struct sense list[] = {
        {FEW MANY, "r,1,a,few;many,2\n", "rules.csv", 2, 3,
         "clause: 'a' of rule 'r' can never hold: what it needs beside 'many' excludes it"},
        {FEW MANY, "r,1,a,few,1\nr,1,a,many,1\n", "rules.csv", 2, 3, "'a' of rule 'r' can never hold"},
        {MANY LONG FEW, "r,3,a,many,1\ns,1,b,long,1\ns,1,b,few;many,2\n", "rules.csv", 3, 3, "'b' of rule 's'"},
        {LOUD MID, "r,1,a,loud;mid,2\n", "rules.csv", 2, 3, "can never hold"},
        {LOUD MID LONG, "r,1,a,loud;mid;long,3\n", "rules.csv", 2, 3, "can never hold"},
        {LOUD MID LONG, "r,1,a,loud;mid;long,2\n", NULL, 0, 0, NULL},
        {"loud,any,,,alarm,is,high,\nmid,any,,,alarm,is,mid,\n", "r,1,a,any;mid,2\n", NULL, 0, 0, NULL},
        {"loud,any,,,alarm,is,high,\nlow,any,,,alarm,is,low,\n" MID, "r,1,a,any;mid,2\n", "rules.csv", 2, 3,
         "can never hold"},
        {"a,,alarm,high,deaths,>,5,persons\n" MID, "r,1,a,a;mid,2\n", "rules.csv", 2, 3, "can never hold"},
        {"a,,alarm,mid;high,deaths,>,5,persons\n" MID, "r,1,a,a;mid,2\n", NULL, 0, 0, NULL},
        {ENERGY WATER, "r,1,a,energy;water,2\n", NULL, 0, 0, NULL}, /* both may be hit */
        {"at,,,,deaths,=,5,persons\nover,,,,deaths,>,5,persons\n", "r,1,a,at;over,2\n", "rules.csv", 2, 3,
         "can never hold"},
        {"at,,,,deaths,<=,5,persons\nfrom,,,,deaths,>=,5,persons\n" LONG,
         "s,3,a,from;long,2\nr,1,a,at;from,2\nt,1,a,from,1\n", "rules.csv", 3, 3, "never decides"},
    };
    CHECK(list);
}

static void test_scheme_logic__finds_clauses_that_never_decide(void)
{
    static const struct sense list[] = {
        {MANY SOME, "high,3,a,some,1\nr,1,a,many,1\n", "rules.csv", 3, 3,
         "clause: 'a' of rule 'r' never decides: rule 'high' of level 3 holds whenever it does (line 2)"},
        {MANY SOME, "high,3,a,many,1\nr,1,a,some,1\n", NULL, 0, 0, NULL},
        {LOUD HEARD, "high,3,a,heard,1\nr,1,a,loud,1\n", "rules.csv", 3, 3, "'a' of rule 'r' never decides"},
        {MANY LONG, "r,1,a,many,1\nr,1,b,many;long,2\n", "rules.csv", 3, 3, "'b' of rule 'r' never decides"},
        {MANY LONG, "r,1,a,many,1\ns,1,a,many;long,2\n", "rules.csv", 3, 3, "'a' of rule 's' never decides"},
        {MANY LONG, "s,1,a,many;long,2\nt,1,a,long;many,2\n", "rules.csv", 3, 3, "(line 2)"},
        {MANY LONG, "s,1,a,many;long,2\nt,1,a,many,1\nt,1,a,long,1\n", "rules.csv", 3, 3, "(line 2)"},
        {MANY LONG LOUD, "s,3,a,many;long,1\nt,1,a,many;long;loud,2\n", "rules.csv", 3, 3, "'t' never decides"},
        {MANY LONG LOUD, "s,3,a,many;long,2\nt,1,a,many;long;loud,2\n", NULL, 0, 0, NULL},
        {MANY LONG LOUD, "s,3,a,many;long;loud,2\nt,1,a,many;long;loud,3\n", "rules.csv", 3, 3, "'t' never decides"},
        {"x,g,,,deaths,>=,5,persons\ny,g,,,alarm,is,high,\n" SOME HEARD, "s,3,a,some;heard,1\nr,1,a,g,1\n", "rules.csv",
         3, 3, "'r' never decides"},
        {"x,,alarm,mid,deaths,>=,5,persons\ny,,,,deaths,>=,5,persons\n", "s,3,a,y,1\nr,1,a,x,1\n", "rules.csv", 3, 3,
         "'r' never decides"},
        {"x,,alarm,mid,deaths,>=,5,persons\ny,,,,deaths,>=,5,persons\n", "s,3,a,x,1\nr,1,a,y,1\n", NULL, 0, 0, NULL},
        {MANY, "r,0,a,many,1\n", "rules.csv", 2, 2, "level: '0' is the lowest level, which holds without a rule"},
        /* Either way an answer of alarm is needed, which may not be known. */
        {"no,,,,critical_period,is,no,\nyes,,,,critical_period,is,yes,\n" MANY,
         "s,3,a,no,1\ns,3,b,yes,1\nr,1,a,many,1\n", NULL, 0, 0, NULL},
    };
    CHECK(list);
}

static void test_scheme_logic__finds_levels_that_fall_where_harm_rises(void)
{
    static const struct sense list[] = {
        {FEW, "r,1,a,few,1\n", "criteria.csv", 2, 7,
         "threshold: where 'deaths' rises beyond what 'few' allows, the rules fall from level 1 to 0"},
        {FEW MANY, "high,3,a,few,1\nr,1,a,many,1\n", "criteria.csv", 2, 7, "fall from level 3 to 0"},
        {"at,,,,deaths,=,5,persons\n", "r,1,a,at,1\n", "criteria.csv", 2, 7, "fall from level 1 to 0"},
        {"far,,,,reach,is,national,\n", "r,1,a,far,1\n", "criteria.csv", 2, 7, "where 'reach' rises beyond"},
        {"far,,,,reach,in,national;regional;global,\n", "r,1,a,far,1\n", NULL, 0, 0, NULL},
        {"far,,,,reach,is,national,\nwide,,,,reach,in,regional;global,\n", "r,3,a,wide,1\ns,1,a,far,1\n", NULL, 0, 0,
         NULL},
        {"far,,,,reach,in,national;global,\nwide,,,,reach,is,regional,\n", "r,3,a,wide,1\ns,1,a,far,1\n",
         "criteria.csv", 3, 7, "fall from level 3 to 1"},
        /* Steps as a table prints them: shorter outages of more people, longer ones of fewer. */
        {"over-1,,,,duration_h,>,1,h\nto-2,,,,duration_h,<=,2,h\nover-2,,,,duration_h,>,2,h\n"
         "share-15,,,,people_share,>,0.15,1\nshare-10,,,,people_share,>,0.1,1\n",
         "r,1,a,over-1;to-2;share-15,3\nr,1,b,over-2;share-10,2\n", NULL, 0, 0, NULL},
        {"over-1,,,,duration_h,>,1,h\nto-2,,,,duration_h,<=,2,h\nover-2,,,,duration_h,>,2,h\n"
         "share-15,,,,people_share,>,0.15,1\nshare-20,,,,people_share,>,0.2,1\n",
         "r,1,a,over-1;to-2;share-15,3\nr,1,b,over-2;share-20,2\n", "criteria.csv", 3, 7,
         "where 'duration_h' rises beyond what 'to-2' allows, the rules fall from level 1 to 0"},
        /* Of a scheme's own question more may be better. */
        {"weak,,,,watts,<,5,W\n", "r,1,a,weak,1\n", NULL, 0, 0, NULL},
        {MID, "r,1,a,mid,1\n", NULL, 0, 0, NULL},
    };
    CHECK(list);
}

/* So many ways that they are not all tried: nothing is said, and soon. */
static void test_scheme_logic__lets_pass_what_it_cannot_settle(void)
{
    char criteria[4096] = "";
    char names[1024] = "";
    for (int i = 0; i < 40; i++) {
        size_t size = strlen(criteria);
        snprintf(criteria + size, sizeof criteria - size, "c%d,,,,deaths,=,%d,persons\n", i, i);
        size = strlen(names);
        snprintf(names + size, sizeof names - size, "%sc%d", i > 0 ? ";" : "", i);
    }
    char rules[1200];
    snprintf(rules, sizeof rules, "r,1,a,%s,20\n", names);
    const struct sense list[] = {
        {criteria, rules, "rules.csv", 2, 3, "can never hold"}, /* two that exclude each other are soon found */
    };
    CHECK(list);
}

CIR_SUITE("scheme_logic",
          {"wants thresholds that tell values apart", test_scheme_logic__wants_thresholds_that_tell_values_apart},
          {"finds clauses that never hold", test_scheme_logic__finds_clauses_that_never_hold},
          {"finds clauses that never decide", test_scheme_logic__finds_clauses_that_never_decide},
          {"finds levels that fall where harm rises", test_scheme_logic__finds_levels_that_fall_where_harm_rises},
          {"lets pass what it cannot settle", test_scheme_logic__lets_pass_what_it_cannot_settle})
