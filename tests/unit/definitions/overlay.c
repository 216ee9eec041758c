#include "overlay.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TABLE_SIZE = 16 * 1024, PATH_SIZE = CIR_TEMPORARY_SIZE + 128 };

#define SCHEME "datasets/schemes/toy/"

// clang-format off
static const struct {
    const char *path;
    const char *text;
} tables[] = {
    {"sectors/sources.csv", "key,title,reference,year,licence\nown,Own judgement,docs,2020,free\n"},
    {"sectors/sectors.csv",
     "code,paragraph,tolerable_outage_h,life_critical,several_states,source\n"
     "energy,45,6.5,yes,yes,own; para 45\n"
     "water,45,24,yes,no,own\n"
     "finance,46,48,no,yes,own\n"},
    {"sectors/aliases.csv", "alias,sector\nelectricity,energy\nwasser,water\n"},
    {"sectors/services.csv",
     "service,sector,name,unit,tolerable_outage_h,source\n"
     "grid,energy,Electricity grid,customers,1.5,own\n"
     "supply,water,\"Water supply, piped\",persons,,own\n"},
    {"sectors/dependencies.csv",
     "sector,depends_on,criticality,felt_after_h,redundancy,source\n"
     "water,energy,0.8,4,0.25,own\n"
     "finance,energy,0.6,,,own\n"
     "energy,water,0.3,12,0.1,own\n"},
    {"sectors/crosswalk.csv",
     "system,code,sector,source\n"
     "naics,22,energy,own\n"
     "naics,2213,water,own\n"
     "naics,11,none,own\n"
     "nace,D35.1,energy,own\n"},
    {"datasets/sources.csv", "key,title,reference,year,licence\nown,Own judgement,docs,2020,free\n"},
    {"datasets/currencies/currencies.csv",
     "code,numeric,minor_unit,name\nEUR,978,2,Euro\nUSD,840,2,US dollar\nXAU,959,,Gold\n"},
    {"datasets/currencies/rates.csv",
     "currency,year,usd_per_unit,source\nEUR,2020,1.1422,own\nEUR,2018,1.181,own\nUSD,2019,1,own\n"},
    {"datasets/countries/regions.csv", "m49,parent,kind\n150,,region\n155,150,subregion\n019,,region\n"},
    {"datasets/countries/countries.csv",
     "alpha2,alpha3,numeric,m49_region,m49_subregion,population,population_year,gdp_usd,gdp_year,currency,source\n"
     "DE,DEU,276,150,155,83237124,2022,4082469490797,2022,EUR,own\n"
     "FR,FRA,250,150,155,67935660,2022,,,EUR,own\n"
     "AQ,ATA,010,,,,,,,,own\n"},
    {"datasets/countries/aliases.csv", "alias,alpha2\nBundesrepublik,DE\nHexagone,FR\n"},
    {"datasets/countries/groups.csv", "group,alpha2,source\neu27,DE,own; 2020\npole,AQ,own\neu27,FR,own\n"},
    {"datasets/measures/people_units.csv",
     "unit,persons_low,persons,persons_high,source\npersons,1,1,1,own\nhouseholds,1.9,2.385,4.6,own\n"},
    {"datasets/measures/service_loss.csv",
     "option,low,point,high,source\nnone,0,0,0,own\ndegraded,0.05,0.25,0.5,own\nsevere,0.5,0.75,0.95,own\n"
     "total,0.95,1,1,own\n"},
    {"datasets/measures/reach.csv", "reach,states_min,regions_min,source\nglobal,3,3,own\nregional,2,1,own\n"},
    {"datasets/measures/states_abroad.csv", "column,states,source\nthree_states,3,own\nmany_states,19,own\n"},
    {"datasets/measures/time_units.csv", "unit,hours,source\nh,1,own\ndays,24,own\n"},
    {"datasets/measures/column_synonyms.csv", "target,synonym,source\nid,case no,own\ndeaths,killed,own\n"},
    {"datasets/measures/campaign_merge.csv",
     "field,rule,of,within,reason,source\n"
     "id,key,,,so,own\ndate,earliest,,,so,own\ndate_end,latest,,,so,own\ncountry,states,,,so,own\n"
     "sector,union,,,so,own\nservice,same,,,so,own\ntitle,same,,,so,own\noperator,same,,,so,own\n"
     "campaign,same,,,so,own\nroot_cause,same,,,so,own\nother_countries,states,,,so,own\n"
     "people_affected,sum-by-operator,,,so,own\npeople_unit,leave,,,so,own\n"
     "people_share,largest-by-state,,,so,own\nentities_affected,entities,,,so,own\n"
     "systems_share,largest-by-operator,,,so,own\nreach,reach,,,so,own\nservice_loss,gravest,,,so,own\n"
     "duration_h,largest-by-operator,,,so,own\nresolution_person_days,sum,,,so,own\ndeaths,sum,,,so,own\n"
     "injured,sum,,,so,own\nphysical,gravest,,,so,own\nloss,leave,,,so,own\ncurrency,leave,,,so,own\n"
     "loss_usd,sum,,,so,own\nrecords_affected,sum-by-operator,,,so,own\ninformation,union-gravest,,,so,own\n"
     "recoverability,gravest,,,so,own\ncritical_period,gravest,,,so,own\nreplicability,gravest,,,so,own\n"
     "malicious,gravest,,,so,own\nattribution,leave,,,so,own\nattribution_confidence,leave,,,so,own\n"
     "tlp,gravest,,,so,own\n"},
    {"datasets/panel/limits.csv", "limit,value,source\npairwise_max,7,own\nrating_max,10,own\n"
                                  "consistency_ratio_max,0.15,own\nconsensus_moderate,0.5,own\n"
                                  "consensus_high,0.8,own\nanswers_shown_least,4,own\n"},
    {"datasets/panel/random_index.csv", "criteria,random_index,source\n3,0.5381,own\n5,1.1045,own\n"},
    {"datasets/words/number_forms.csv",
     "lang,digits,usual,decimal,group,least_grouped,minus,percent,range,list_pair,list_start,list_middle,list_end,before,pair_before,end_before,source\n"
     "ar,latn,yes,.,_,4,-,{0}%,{0}-{1},{0}&{1},{0};{1},{0};{1},{0}&{1},,,,own\n"
     "en,latn,yes,.,_,4,-,{0}%,{0}-{1},{0}&{1},{0};{1},{0};{1},{0}&{1},,,,own\n"
     "es,latn,yes,.,_,4,-,{0}%,{0}-{1},{0}&{1},{0};{1},{0};{1},{0}&{1},i;I,{0}+{1},{0}+{1},own\n"
     "fr,latn,yes,.,_,4,-,{0}%,{0}-{1},{0}&{1},{0};{1},{0};{1},{0}&{1},,,,own\n"
     "ru,latn,yes,.,_,4,-,{0}%,{0}-{1},{0}&{1},{0};{1},{0};{1},{0}&{1},,,,own\n"
     "zh,latn,yes,.,_,4,-,{0}%,{0}-{1},{0}&{1},{0};{1},{0};{1},{0}&{1},,,,own\n"},
    {SCHEME "scheme.csv",
     "key,value\nname,toy\ntitle,A toy\nversion,1.5\nsubject,incident\nauthority,Nobody\nsource,own; by hand\n"
     "status,partly\nunknown,bounds\nexponent,2\nnormalise,answered\nscore_max,100\ndigits,1\n"},
    {SCHEME "fields.csv",
     "field,type,unit,options,question,source\nalarm,option,,low;mid;high,How loud?,own\n"
     "watts,number,W,,How strong?,own\n"},
    {SCHEME "axes.csv",
     "axis,kind,weight,exponent,lift_low,lift_high,source\nscale,weight,0.6,2,,,own\nseverity,weight,0.4,3,,,own\n"
     "outlook,lift,,1,0.8,1.2,own\n"},
    {SCHEME "factors.csv",
     "factor,axis,weight,measure,function,low,high,source\n"
     "noise,severity,1,alarm,table,,,own\n"
     "size,scale,0.7,people,log,100,1e7,own\n"
     "dead,severity,0.5,deaths,steps,,,own\n"
     "size,scale,0.7,people_share,linear,0,0.1,own\n"
     "again,outlook,1,replicability,table,,,own\n"},
    {SCHEME "options.csv",
     "factor,measure,option,value,label,source\n"
     "noise,alarm,low,0.125,noise-low,own\n"
     "noise,alarm,mid,0.5,,own\n"
     "noise,alarm,high,0.9,,own\n"
     "dead,deaths,1,0.7,,own\n"
     "dead,deaths,10,0.85,,own\n"
     "again,replicability,none,0,,own\n"
     "again,replicability,low,0.3,,own\n"
     "again,replicability,medium,0.6,,own\n"
     "again,replicability,high,1,,own\n"},
    {SCHEME "bands.csv",
     "level,low,label,colour,ppd41\n0,0,calm,#00aa00,0\n1,20,rough,#FFAA00,2\n3,60,storm,#ff0000,\n"},
    {SCHEME "criteria.csv",
     "criterion,group,filter_measure,filter_value,measure,op,threshold,unit,source\n"
     "many_dead,,,,deaths,>=,100,persons,own\n"
     "far,wide,,,reach,in,regional;global,,own\n"
     "long,wide,sector,energy;none,duration_h,>,12.5,h,own\n"
     "loud,,,,alarm,is,high,,own\n"},
    {SCHEME "rules.csv",
     "rule,level,clause,of,at_least,source\n"
     "spreading,1,a,wide;many_dead,2,own\n"
     "killing,3,a,many_dead,1,own\n"
     "spreading,1,b,far;long,2,own\n"
     "spreading,1,b,loud,1,own\n"
     "killing,3,a,loud,1,own\n"},
};

/* Tables of id, lang, text: line 2 is the first id in ar, line 8 the second. */
static const struct {
    const char *path;
    const char *ids[8];
} texts[] = {
    {"sectors/names.csv", {"energy", "water", "finance"}},
    {"datasets/measures/verdict_labels.csv", {"cannot-tell", "not-applicable"}},
    {"datasets/countries/region_names.csv", {"150", "155", "019"}},
    {"datasets/countries/names.csv", {"DE", "FR", "AQ"}},
    {SCHEME "labels.csv", {"title", "calm", "rough", "storm", "noise-low"}},
};
// clang-format on

static void join(char path[PATH_SIZE], const struct overlay *overlay, const char *name)
{
    snprintf(path, PATH_SIZE, "%s/%s", overlay->folder, name);
}

static void make_folders(char *path, size_t from)
{
    for (char *slash = strchr(path + from, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
}

static void write_bytes(const struct overlay *overlay, const char *name, const char *text, size_t size)
{
    char path[PATH_SIZE];
    join(path, overlay, name);
    make_folders(path, strlen(overlay->folder) + 1);
    cir_temporary_write(path, text, size);
}

void overlay_write(const struct overlay *overlay, const char *path, const char *text)
{
    char name[PATH_SIZE];
    join(name, overlay, path);
    if (text == NULL)
        unlink(name);
    else
        write_bytes(overlay, path, text, strlen(text));
}

static void write_texts(const struct overlay *overlay, const char *path, const char *const *ids)
{
    static const char *const languages[] = {"ar", "en", "es", "fr", "ru", "zh"};
    char text[TABLE_SIZE] = "id,lang,text\n";
    for (; *ids != NULL; ids++)
        for (size_t i = 0; i < 6; i++)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s,%s,%s in %s\n", *ids, languages[i], *ids,
                     languages[i]);
    overlay_write(overlay, path, text);
}

void overlay_make(struct overlay *overlay)
{
    cir_temporary_folder(overlay->folder);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        overlay_write(overlay, tables[i].path, tables[i].text);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        write_texts(overlay, texts[i].path, texts[i].ids);
}

static void read_table(const struct overlay *overlay, const char *name, char text[TABLE_SIZE])
{
    char path[PATH_SIZE];
    join(path, overlay, name);
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    text[fread(text, 1, TABLE_SIZE - 1, file)] = '\0';
    fclose(file);
}

void overlay_edit(const struct overlay *overlay, const char *path, size_t line, const char *replacement)
{
    char text[TABLE_SIZE];
    char edited[2 * TABLE_SIZE];
    read_table(overlay, path, text);
    char *start = text;
    for (size_t i = 1; i < line; i++) {
        char *end_of_line = strchr(start, '\n');
        CU_ASSERT_PTR_NOT_NULL(end_of_line);
        start = end_of_line != NULL ? end_of_line + 1 : start;
    }
    const char *end = strchr(start, '\n');
    end = end != NULL ? end + 1 : start;
    snprintf(edited, sizeof edited, "%.*s%s%s%s", (int)(start - text), text, replacement != NULL ? replacement : "",
             replacement != NULL ? "\n" : "", end);
    overlay_write(overlay, path, edited);
}

void overlay_remove(const struct overlay *overlay)
{
    cir_temporary_remove(overlay->folder);
}

void overlay_collect(void *found, const struct cir_error *finding)
{
    struct found *noted = found;
    if (noted->count < sizeof noted->list / sizeof noted->list[0])
        noted->list[noted->count] = *finding;
    noted->count++;
}

void overlay_load(const struct overlay *overlay, struct found *found)
{
    struct cir_findings findings = {overlay_collect, found};
    struct cir_definitions *definitions = NULL;
    found->count = 0;
    found->status = cir_definitions_load(&definitions, overlay->folder, &findings, &found->error);
    cir_definitions_free(definitions);
}

void overlay_load_named(const struct overlay *overlay, const char *name, struct found *found)
{
    struct cir_findings findings = {overlay_collect, found};
    struct cir_definitions *definitions = overlay_definitions(overlay);
    struct cir_fields fields;
    struct cir_scheme *scheme = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, definitions, NULL), CIR_OK);
    found->count = 0;
    found->status = cir_scheme_load(&scheme, definitions, &fields, overlay->folder, name, &findings, &found->error);
    cir_scheme_free(scheme);
    cir_definitions_free(definitions);
}

void overlay_load_scheme(const struct overlay *overlay, struct found *found)
{
    overlay_load_named(overlay, "toy", found);
}

struct cir_definitions *overlay_definitions(const struct overlay *overlay)
{
    struct cir_definitions *definitions = NULL;
    struct cir_error error = {0};
    enum cir_status status = cir_definitions_load(&definitions, overlay->folder, NULL, &error);
    if (status != CIR_OK)
        printf("%s:%zu:%zu: %s\n", error.file, error.line, error.column, error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    return definitions;
}

struct cir_scheme *overlay_scheme(const struct overlay *overlay, struct cir_definitions *definitions,
                                  struct cir_fields *fields)
{
    struct cir_scheme *scheme = NULL;
    struct cir_error error = {0};
    enum cir_status status = cir_scheme_load(&scheme, definitions, fields, overlay->folder, "toy", NULL, &error);
    if (status != CIR_OK)
        printf("%s:%zu:%zu: %s\n", error.file, error.line, error.column, error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    return scheme;
}

static bool is_finding(const struct overlay *overlay, const struct cir_error *finding, const struct fault *fault)
{
    char path[PATH_SIZE];
    join(path, overlay, fault->path);
    return strcmp(finding->file, path) == 0 && finding->line == fault->at_line && finding->column == fault->at_column &&
           strstr(finding->message, fault->message) != NULL;
}

void overlay_check_found(const struct overlay *overlay, const struct fault *fault, const struct found *found)
{
    bool there = false;
    for (size_t i = 0; i < found->count && i < sizeof found->list / sizeof found->list[0]; i++)
        there = there || is_finding(overlay, &found->list[i], fault);
    if (!there)
        printf("not found: %s:%zu:%zu: %s\n", fault->path, fault->at_line, fault->at_column, fault->message);
    for (size_t i = 0; !there && i < found->count; i++)
        printf("   %s:%zu:%zu: %s\n", found->list[i].file, found->list[i].line, found->list[i].column,
               found->list[i].message);
    CU_ASSERT(there);
    CU_ASSERT_EQUAL(found->status, CIR_BAD_TABLE);
    CU_ASSERT(found->count > 0 && strcmp(found->error.message, found->list[0].message) == 0);
}

void overlay_check_faults(const struct fault *faults, size_t count,
                          void (*load)(const struct overlay *overlay, struct found *found))
{
    for (size_t i = 0; i < count; i++) {
        struct overlay overlay;
        static struct found found;
        overlay_make(&overlay);
        overlay_edit(&overlay, faults[i].path, faults[i].line, faults[i].replacement);
        load(&overlay, &found);
        overlay_check_found(&overlay, &faults[i], &found);
        overlay_remove(&overlay);
    }
}
