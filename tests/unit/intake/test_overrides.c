#include "intake/overrides.h"

#include "../sink/toy.h"
#include "fixture.h"
#include "intake/incidents.h"
#include "suite.h"

#include <stdio.h>

static struct fixture world;

#define HEADER "id,field,old,new,reason,who,when\n"
#define WHY    ",call,R. Weber,2026-01-31\n"
#define MAP    "target,source,transform,argument\n"

/* How a log is read, and what is overridden in it. */
struct run {
    struct cir_mapping mapping;
    struct cir_intake_plan *plan;
    struct cir_overrides overrides;
    struct cir_error error;
};

static const struct cir_text columns[] = {{"id", 2},    {"date", 4},   {"country", 7}, {"sector", 6},
                                          {"title", 5}, {"deaths", 6}, {"q_actor", 7}, {"duration_h", 10},
                                          {"loss", 4},  {"reach", 5}};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

static void make_plan(struct run *run, const char *map, const struct cir_intake_options *options)
{
    *run = (struct run){0};
    if (map != NULL)
        CU_ASSERT_EQUAL_FATAL(
            cir_mapping_read(&run->mapping, "map.csv", cir_text_of(map), &world.fields, &world.definitions, NULL),
            CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_intake_plan_make(&run->plan, "log.csv", columns, COLUMNS, &world.fields,
                                               &world.definitions, map != NULL ? &run->mapping : NULL, options, NULL),
                          CIR_OK);
}

static enum cir_status read_file(struct run *run, const char *text)
{
    enum cir_status status = cir_overrides_read(&run->overrides, "my.csv", cir_text_of(text), run->plan, &world.fields,
                                                toy_schemes, 2, &run->error);
    if (status == CIR_OK)
        cir_intake_plan_override(run->plan, &run->overrides);
    return status;
}

static const struct cir_intake_options plain = {.decimal = '.', .max_field = 200};

static void open_run(struct run *run, const char *map, const struct cir_intake_options *options, const char *text)
{
    make_plan(run, map, options);
    enum cir_status status = read_file(run, text);
    if (status != CIR_OK)
        printf("\n  %s -> %zu:%zu %s\n", text, run->error.line, run->error.column, run->error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
}

static void close_run(struct run *run)
{
    cir_overrides_free(&run->overrides);
    cir_intake_plan_free(run->plan);
    cir_mapping_free(&run->mapping);
}

/* ---- the file ---- */

static void test_overrides__stand_by_subject_in_the_order_of_the_file(void)
{
    struct run run;
    open_run(&run, NULL, &plain,
             "when,who,reason,new,old,field,id\r\n"
             "2026-01-31,\" R. Weber \",\"a \"\"call\"\"\",2.385,,duration_h,B\r\n"
             "2026-01-31T12:30Z,R. Weber,call,3,0,deaths, A \r\n"
             "2026-01-31,R. Weber,call,significant,,gge_level,B\r\n"
             "2026-01-31,R. Weber,call,cannot-tell,100,own_level,A\r\n");
    const struct cir_overrides *overrides = &run.overrides;
    struct cir_override_list a = cir_overrides_of(overrides, cir_text_of("A"));
    struct cir_override_list b = cir_overrides_of(overrides, cir_text_of("B"));
    CU_ASSERT(overrides->count == 4 && overrides->subject_count == 2 && overrides->has_levels);
    CU_ASSERT_FATAL(a.count == 2 && b.count == 2);
    CU_ASSERT(b.list[0].subject == 0 && b.list[1].subject == 0 && a.list[0].subject == 1);
    CU_ASSERT(b.list[0].field == CIR_FIELD_DURATION_H && b.list[0].cell.number.point == 2.385 && b.list[0].line == 2);
    CU_ASSERT(cir_text_is(b.list[0].texts[CIR_OVERRIDE_REASON], "a \"call\""));
    CU_ASSERT(cir_text_is(b.list[0].texts[CIR_OVERRIDE_WHO], "R. Weber"));
    CU_ASSERT(b.list[1].field == CIR_INDEX_NONE && b.list[1].scheme == 0 && b.list[1].line == 4);
    CU_ASSERT(b.list[1].old_level == CIR_LEVEL_UNKNOWN && b.list[1].level == 3);
    CU_ASSERT(a.list[0].field == CIR_FIELD_DEATHS && a.list[0].cell.number.high == 3);
    CU_ASSERT(a.list[1].scheme == 1 && a.list[1].old_level == 100 && a.list[1].level == CIR_LEVEL_UNKNOWN);
    CU_ASSERT(cir_override_list_has(&a, CIR_FIELD_DEATHS) && !cir_override_list_has(&a, CIR_FIELD_DURATION_H));
    CU_ASSERT_EQUAL(cir_overrides_of(overrides, cir_text_of("a")).count, 0);
    CU_ASSERT_EQUAL(cir_overrides_of(NULL, cir_text_of("A")).count, 0);
    CU_ASSERT(overrides->readers[CIR_FIELD_DEATHS] != NULL && overrides->readers[CIR_FIELD_TITLE] == NULL);
    close_run(&run);
}

static void test_overrides__make_a_field_change_from_row_to_row(void)
{
    struct run run;
    make_plan(&run, NULL, &plain);
    CU_ASSERT_FALSE(cir_intake_plan_gives(run.plan, CIR_FIELD_INJURED));
    CU_ASSERT_EQUAL_FATAL(read_file(&run, HEADER "A,injured,,3" WHY), CIR_OK);
    CU_ASSERT_TRUE(cir_intake_plan_gives(run.plan, CIR_FIELD_INJURED));
    CU_ASSERT_FALSE(cir_intake_plan_gives(run.plan, CIR_FIELD_PHYSICAL));
    close_run(&run);
}

static const struct {
    const char *text;
    size_t line, column;
    const char *says; /* part of the message */
} refusals[] = {
    // clang-format off
    {"", 1, 0, "empty, expected the header id,field,old,new,reason,who,when"},
    {"id,field,old,new,reason,who\n", 1, 0, "6 cells, expected 7"},
    {"id,field,old,new,reason,who,wen\n", 1, 7, "nearest: 'when'"},
    {HEADER "A,deaths,0,3,call,R. Weber\n", 2, 0, "6 cells"},
    {HEADER "A,deaths,0,3,call,\"R. Weber,2026-01-31\n", 3, 0, "quote"},
    {HEADER ",deaths,0,3" WHY, 2, 1, "id is blank"},
    {HEADER "A, ,0,3" WHY, 2, 2, "field is blank"},
    {HEADER "A,deaths,0,3,,R. Weber,2026-01-31\n", 2, 5, "reason is blank"},
    {HEADER "A,deaths,0,3,call,  ,2026-01-31\n", 2, 6, "who is blank"},
    {HEADER "A,deaths,0,3,call,R. Weber,\n", 2, 7, "when is blank"},
    {HEADER "A,deaths,0,3,call,R. Weber,31/01/2026\n", 2, 7, "when '31/01/2026' is not a day or an instant"},
    {HEADER "A,deaths,0,3,call,R. Weber,2026-02-30\n", 2, 7, "when '2026-02-30'"},
    {HEADER "A,deaths,0,3,call,R. Weber,2026-01\n", 2, 7, "when '2026-01'"},
    {HEADER "A,deths,0,3" WHY, 2, 2, "field 'deths' is not a column that the run reads"},
    {HEADER "A,deths,0,3" WHY, 2, 2, "nearest: 'deaths'"},
    {HEADER "A,gge_levl,0,3" WHY, 2, 2, "nearest: 'gge_level'"},
    {HEADER "A,gge_score,0,3" WHY, 2, 2, "SCHEME_level of a scheme of the run"},
    {HEADER "A,id,A,B" WHY, 2, 2, "it names the row"},
    {HEADER "A,deaths,0,many" WHY, 2, 4, "new 'many' cannot stand in 'deaths'"},
    {HEADER "A,deaths,0,-1" WHY, 2, 4, "a number outside what the column can hold"},
    {HEADER "A,date,2020,31/12/2019" WHY, 2, 4, "not a date of the declared order"},
    {HEADER "A,country,DE,Germnay" WHY, 2, 4, "nearest: 'Germany'"},
    {HEADER "A,q_actor,unknown,crimnal" WHY, 2, 4, "nearest: 'criminal'"},
    {HEADER "A,gge_level,3,2" WHY, 2, 4, "new '2' is not a level of gge: 0 none, 1 minor, 3 significant, cannot-tell"},
    {HEADER "A,gge_level,3,significnt" WHY, 2, 4, "nearest: 'significant'"},
    {HEADER "A,gge_level,4,3" WHY, 2, 3, "old '4' is not a level of gge"},
    {HEADER "A,gge_level,3,03" WHY, 2, 4, "new '03' is not a level"},
    {HEADER "A,deaths,0,3" WHY "B,deaths,0,3" WHY "A,deaths,3,4" WHY, 4, 2, "line 2 overrides 'deaths' of 'A' already"},
    {HEADER "A,gge_level,0,3" WHY " A ,gge_level,3,1" WHY, 3, 2, "line 2 overrides 'gge_level' of 'A' already"},
    // clang-format on
};

static void test_overrides__refuse_with_place_and_what_was_expected(void)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct run run;
        make_plan(&run, NULL, &plain);
        bool right = read_file(&run, refusals[i].text) == CIR_BAD_TABLE && run.error.line == refusals[i].line &&
                     run.error.column == refusals[i].column && strcmp(run.error.file, "my.csv") == 0 &&
                     strstr(run.error.message, refusals[i].says) != NULL;
        if (!right)
            printf("\n  %s  -> %zu:%zu %s\n", refusals[i].text, run.error.line, run.error.column, run.error.message);
        CU_ASSERT(right);
        close_run(&run);
    }
}

/* What must be let pass, though it looks like what is refused. */
static const char *const accepted[] = {
    HEADER,
    HEADER "A,deaths,0," WHY,
    HEADER "A,deaths,many,3" WHY,
    HEADER "A,deaths,0,n/a" WHY,
    HEADER "A,deaths,0,3..5" WHY "A,injured,,3" WHY "B,deaths,0,3" WHY,
    HEADER "A,attribution,,somebody" WHY "A,tlp,,amber-strict" WHY "A,attribution_confidence,,70" WHY,
    HEADER "A,date,2020,2019-12-31" WHY,
    HEADER "A,gge_level,,3" WHY,
    HEADER "A,gge_level,cannot-tell,0" WHY,
    HEADER "A,gge_level,3," WHY,
    HEADER "A,own_level,7,\"say \"\"so\"\", please\"" WHY,
    HEADER "A,deaths,0,3,\"=cmd()\n\"\"x\"\"\",R. Weber,2026-01-31T23:59:59+02:00\n",
};

static void test_overrides__let_pass_what_is_right(void)
{
    for (size_t i = 0; i < sizeof accepted / sizeof accepted[0]; i++) {
        struct run run;
        open_run(&run, NULL, &plain, accepted[i]);
        close_run(&run);
    }
}

/* ---- a row ---- */

/* One row, read by itself. */
struct one {
    struct cir_span spans[FIXTURE_CELLS_MAX];
    struct cir_record record;
    struct cir_incident incident;
};

static void read_row(struct one *one, const struct run *run, const char *line)
{
    one->record = fixture_record(cir_text_of(line), one->spans);
    CU_ASSERT_EQUAL_FATAL(cir_incident_init(&one->incident, run->plan, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_incident_read(&one->incident, run->plan, &one->record, 7, NULL), CIR_OK);
}

static const struct cir_intake_options german = {
    .date_order = CIR_DATE_DMY, .decimal = ',', .thousands = '.', .max_field = 200};

/* Whether the old value of an override fits the first cell that it names: a row "A,...". */
static const struct {
    const char *map;
    const struct cir_intake_options *options;
    const char *line;
    const char *override; /* field, old, new */
    const char *found;    /* NULL: it fits */
} olds[] = {
    // clang-format off
    {NULL, &plain, "A,2020,DE,energy,x,0,unknown,5,,", "deaths,0,3", NULL},
    {NULL, &plain, "A,2020,DE,energy,x, 0 ,unknown,5,,", "deaths,0,3", NULL},
    {NULL, &plain, "A,2020,DE,energy,x,\"0\",unknown,5,,", "deaths,0,3", NULL},
    {NULL, &plain, "A,2020,DE,energy,x,0.0,unknown,5,,", "deaths,0,3", NULL},
    {NULL, &plain, "A,2020,DE,energy,x,1,unknown,5,,", "deaths,0,3", "1"},
    {NULL, &plain, "A,2020,DE,energy,x,,unknown,5,,", "deaths,0,3", ""},
    {NULL, &plain, "A,2020,DE,energy,x,0,unknown,5,,", "deaths,,3", "0"},
    {NULL, &plain, "A,2020,DE,energy,x,,unknown,5,,", "deaths,,3", NULL},
    {NULL, &plain, "A,2020,DE,energy,x,,unknown,5,,", "deaths,unknown,3", ""},
    {NULL, &plain, "A,2020,DE,energy,x,many,unknown,5,,", "deaths,many,3", NULL},
    {NULL, &plain, "A,2020,DE,energy,x,many,unknown,5,,", "deaths,lots,3", "many"},
    {NULL, &plain, "A,2020,DE,energy,x,1..5,unknown,5,,", "deaths,1 .. 5,3", NULL},
    {NULL, &plain, "A,2020,DE,energy,x,~2,unknown,5,,", "deaths,1..4,3", NULL},
    {NULL, &plain, "A,2020,DE,energy,x,~6,unknown,5,,", "deaths,3..10,3", "~6"},
    {NULL, &plain, "A,2020,Germany,energy,x,0,unknown,5,,", "country,DEU,FR", NULL},
    {NULL, &plain, "A,2020,DE;FR,energy,x,0,unknown,5,,", "country,FR;DE,FR", "DE;FR"},
    {NULL, &plain, "A,2020,DE|FR,energy,x,0,unknown,5,,", "country,DE;FR,FR", "DE|FR"},
    {NULL, &plain, "A,2020,DE,power,x,0,unknown,5,,", "sector,ENERGY,water", NULL},
    {NULL, &plain, "A,2020,DE,energy;water,x,0,unknown,5,,", "sector,water;energy,water", NULL},
    {NULL, &plain, "A,2020,DE,energy|water,x,0,unknown,5,,", "sector,energy;water,water", "energy|water"},
    {NULL, &plain, "A,2020,DE,energy,say \"\"x\"\",0,unknown,5,,", "title,\"say \"\"\"\"x\"\"\"\"\",y", NULL},
    {NULL, &plain, "A,2020,DE,energy,\"a \"\"b\"\"\",0,unknown,5,,", "title,\"a \"\"b\"\"\",y", NULL},
    {NULL, &plain, "A,2020,DE,energy,Big,0,unknown,5,,", "title,big,y", "Big"},
    {NULL, &plain, "A,2020-01-01..2020-12-31,DE,energy,x,0,unknown,5,,", "date,2020,2019", NULL},
    {NULL, &plain, "A,2020,DE,energy,x,0,unknown,5,,", "injured,,2", NULL},
    {NULL, &plain, "A,2020,DE,energy,x,0,unknown,5,,", "injured,0,2", ""},
    {NULL, &plain, "A,2020,DE,energy,x,0,unknown,5,,", "q_actor,unknown,criminal", NULL},
    {NULL, &german, "A,31.12.2020,DE,energy,x,0,unknown,5,12.000,", "loss,12000,3", NULL},
    {NULL, &german, "A,31.12.2020,DE,energy,x,0,unknown,5,\"12000,0\",", "loss,12.000,3", NULL},
    {NULL, &german, "A,31.12.2020,DE,energy,x,0,unknown,5,,", "date,31/12/2020,30.12.2020", NULL},
    {MAP "deaths,,constant,0\n", &plain, "A,2020,DE,energy,x,9,unknown,5,,", "deaths,0,3", NULL},
    {MAP "deaths,,constant,0\n", &plain, "A,2020,DE,energy,x,9,unknown,5,,", "deaths,,3", "0"},
    {MAP "title,,row-number,R\n", &plain, "A,2020,DE,energy,x,9,unknown,5,,", "title,R7,y", NULL},
    {MAP "title,,row-number,R\n", &plain, "A,2020,DE,energy,x,9,unknown,5,,", "title,R8,y", "R7"},
    {MAP "reach,title,value,small=local\n", &plain, "A,2020,DE,energy,small,9,unknown,5,,", "reach,small,global", NULL},
    {MAP "reach,title,value,small=local\n", &plain, "A,2020,DE,energy,small,9,unknown,5,,", "reach,local,global", NULL},
    {MAP "reach,title,value,*=local\n", &plain, "A,2020,DE,energy,small,9,unknown,5,,", "reach,tiny,global", "small"},
    {MAP "duration_h,duration_h,unit,minutes\n", &plain, "A,2020,DE,energy,x,9,unknown,60,,", "duration_h,60,90", NULL},
    {MAP "duration_h,duration_h,unit,minutes\n", &plain, "A,2020,DE,energy,x,9,unknown,60,,", "duration_h,1,90", "60"},
    // clang-format on
};

static void test_overrides__compare_old_with_what_the_log_says(void)
{
    for (size_t i = 0; i < sizeof olds / sizeof olds[0]; i++) {
        struct run run;
        struct one one;
        char text[256];
        snprintf(text, sizeof text, HEADER "A,%s" WHY, olds[i].override);
        open_run(&run, olds[i].map, olds[i].options, text);
        read_row(&one, &run, olds[i].line);
        const struct cir_override_misfit *misfit = &one.incident.misfit;
        bool right = olds[i].found == NULL
                         ? misfit->override == NULL
                         : misfit->override == run.overrides.list && cir_text_is(misfit->found, olds[i].found);
        if (!right || one.incident.overrides.count != 1)
            printf("\n  %s with %s: found '%.*s'\n", olds[i].line, olds[i].override, CIR_TEXT_ARGS(misfit->found));
        CU_ASSERT(right);
        CU_ASSERT_EQUAL(one.incident.overrides.count, 1);
        cir_incident_free(&one.incident);
        close_run(&run);
    }
}

static void test_overrides__save_a_row_from_the_cells_that_they_replace(void)
{
    struct run run;
    struct one one;
    open_run(&run, NULL, &plain,
             HEADER "A,deaths,many,3" WHY "A,date,31/12/2020,2020-12-31" WHY "B,title,x,y" WHY "C,date,2020,2022" WHY);
    read_row(&one, &run, "A,31/12/2020,DE,energy,x,many,unknown,5,,");
    CU_ASSERT(one.incident.problem_count == 0 && one.incident.misfit.override == NULL);
    CU_ASSERT_EQUAL(one.incident.cells[CIR_FIELD_DEATHS].number.point, 3);
    cir_incident_free(&one.incident);
    read_row(&one, &run, "A,31/12/2020,DE,enrgy,x,many,unknown,5,,"); /* one bad cell is left */
    CU_ASSERT_EQUAL_FATAL(one.incident.problem_count, 1);
    CU_ASSERT_EQUAL(one.incident.problems[0].code, CIR_PROBLEM_UNKNOWN_SECTOR);
    CU_ASSERT_EQUAL(one.incident.overrides.count, 2);
    cir_incident_free(&one.incident);
    read_row(&one, &run, "B,2020,DE,energy,\xff,0,unknown,5,,"); /* bytes that no output may hold */
    CU_ASSERT_EQUAL_FATAL(one.incident.problem_count, 1);
    CU_ASSERT_EQUAL(one.incident.problems[0].code, CIR_PROBLEM_BAD_ENCODING);
    cir_incident_free(&one.incident);
    read_row(&one, &run, "D,31/12/2020,DE,energy,x,many,unknown,5,,"); /* of another row */
    CU_ASSERT_EQUAL(one.incident.problem_count, 2);
    cir_incident_free(&one.incident);
    close_run(&run);
}

static void test_overrides__may_break_a_row(void)
{
    struct run run;
    struct one one;
    open_run(&run, MAP "date_end,title,copy,\n", &plain, HEADER "A,date_end,2021,2019" WHY);
    read_row(&one, &run, "A,2020,DE,energy,2021,0,unknown,5,,");
    CU_ASSERT_EQUAL_FATAL(one.incident.problem_count, 1);
    CU_ASSERT_EQUAL(one.incident.problems[0].code, CIR_PROBLEM_DATE_END_BEFORE);
    cir_incident_free(&one.incident);
    close_run(&run);
}

/* ---- new values are read as the log's cells are ---- */

static const struct {
    const char *map;
    const struct cir_intake_options *options;
    const char *field, *new_text, *written; /* a cell that means the same, of the plain grammar */
} news[] = {
    // clang-format off
    {NULL, &plain, "deaths", "~6", "3..12"},
    {NULL, &german, "loss", "\"1.234,5\"", "1234.5"},
    {NULL, &german, "date", "31.12.2019", "2019-12-31"},
    {NULL, &german, "injured", "1.234", "1234"}, /* no column: as declared for the log */
    {MAP "duration_h,duration_h,unit,minutes\n", &plain, "duration_h", "90", "1.5"},
    {MAP "duration_h,duration_h,decimal,\",\"\n", &plain, "duration_h", "\"2,385\"", "2.385"},
    {MAP "reach,reach,value,small=local\nreach,reach,value,*=global\n", &plain, "reach", "small", "local"},
    {MAP "reach,reach,value,small=local\nreach,reach,value,*=global\n", &plain, "reach", "national", "national"},
    {MAP "sector,sector,prefix,naics:\n", &plain, "sector", "2213", "water"},
    {MAP "sector,sector,prefix,naics:\n", &plain, "sector", "unknown", "unknown"},
    {MAP "country,country,separator,/\n", &plain, "country", "DE/FR", "DE;FR"},
    {MAP "deaths,,constant,0\n", &plain, "deaths", "3", "3"},
    // clang-format on
};

static bool is_alike(const struct cir_cell *a, const struct cir_cell *b, const struct cir_field *field)
{
    bool is_number =
        field->type != CIR_TYPE_SECTORS && field->type != CIR_TYPE_STATES && field->type != CIR_TYPE_OPTION;
    if (a->state != b->state || (a->state == CIR_CELL_KNOWN && a->together != b->together))
        return false;
    if (a->state != CIR_CELL_KNOWN)
        return true;
    if (field->type == CIR_TYPE_STATES)
        return memcmp(&a->states, &b->states, sizeof a->states) == 0;
    return is_number ? a->number.low == b->number.low && a->number.high == b->number.high : a->options == b->options;
}

static void test_overrides__read_new_as_the_column_is_written(void)
{
    for (size_t i = 0; i < sizeof news / sizeof news[0]; i++) {
        struct run run;
        char text[256];
        snprintf(text, sizeof text, HEADER "A,%s,,%s" WHY, news[i].field, news[i].new_text);
        open_run(&run, news[i].map, news[i].options, text);
        const struct cir_override *override = run.overrides.list;
        const struct cir_field *field = &world.fields.list[override->field];
        const struct cir_cell_format format = cir_cell_format_plain();
        struct cir_cell expected;
        CU_ASSERT(cir_cell_read(&expected, field, &format, &world.definitions, cir_text_of(news[i].written), NULL));
        if (!is_alike(&override->cell, &expected, field))
            printf("\n  %s %s\n", news[i].field, news[i].new_text);
        CU_ASSERT(is_alike(&override->cell, &expected, field));
        close_run(&run);
    }
}

/* A slip of the pen is not taken for "all the rest". */
static void test_overrides__are_not_caught_by_a_catch_all(void)
{
    struct run run;
    make_plan(&run, MAP "reach,reach,value,small=local\nreach,reach,value,*=global\n", &plain);
    CU_ASSERT_EQUAL(read_file(&run, HEADER "A,reach,,smal" WHY), CIR_BAD_TABLE);
    CU_ASSERT(run.error.line == 2 && run.error.column == 4);
    close_run(&run);
}

/* ---- batches ---- */

static const char *const lines[] = {
    "A,31/12/2020,DE,energy,x,many,unknown,5,,", "B,2020,FR,water,\"say \"\"hello\"\"\",1,criminal,2.385,,",
    "C,2021,IT,health,unknown,2,accident,7,,",   "D,bad,IT,health,t,2,accident,7,,",
    "E,2019,IT,health,t,2,accident,7,,\xff",     "too,few",
    "F,2018,IT,health,t,2,accident,7,,",
};

enum { LINES = sizeof lines / sizeof lines[0] };

static const char batch_overrides[] =
    HEADER "A,date,31/12/2020,2020-12-31" WHY "A,deaths,many,3" WHY "B,duration_h,2.385,4" WHY
           "B,title,\"say \"\"hello\"\"\",y" WHY "B,injured,,9" WHY "C,deaths,0,3" WHY "D,deaths,2,3" WHY
           "E,deaths,2,3" WHY "F,malicious,no,yes" WHY "G,deaths,1,2" WHY;

static bool is_same_cell(const struct cir_cell *a, const struct cir_cell *b, const struct cir_field *field)
{
    if (field->type == CIR_TYPE_TEXT || field->type == CIR_TYPE_ID)
        return a->state == b->state && (a->state != CIR_CELL_KNOWN || cir_text_equal(a->text, b->text));
    return is_alike(a, b, field);
}

static void expect_same_row(const struct cir_incidents *incidents, size_t i, const struct cir_incident *single)
{
    CU_ASSERT_EQUAL(incidents->is_bad[i], single->problem_count > 0);
    CU_ASSERT(incidents->overrides[i].list == single->overrides.list &&
              incidents->overrides[i].count == single->overrides.count);
    for (size_t field = 0; !incidents->is_bad[i] && field < world.fields.count; field++)
        CU_ASSERT(is_same_cell(&cir_incidents_cells(incidents, (unsigned)field)[i], &single->cells[field],
                               &world.fields.list[field]));
    if (incidents->is_bad[i] || single->overrides.count == 0)
        return;
    CU_ASSERT_PTR_EQUAL(incidents->misfits[i].override, single->misfit.override);
    CU_ASSERT(cir_text_equal(incidents->misfits[i].found, single->misfit.found));
}

/* Twice, so that what a row leaves behind would be seen in the next batch: the rows stand in another order. */
static void test_overrides__count_alike_in_batches(void)
{
    struct run run;
    struct cir_incidents incidents;
    struct cir_record records[LINES];
    struct one ones[LINES];
    open_run(&run, MAP "malicious,,constant,no\n", &plain, batch_overrides);
    CU_ASSERT_EQUAL_FATAL(cir_incidents_init(&incidents, run.plan, true, NULL), CIR_OK);
    for (size_t round = 0; round < 3; round++) {
        for (size_t i = 0; i < LINES; i++) {
            read_row(&ones[i], &run, lines[(i + round) % LINES]);
            records[i] = ones[i].record;
        }
        CU_ASSERT_EQUAL(cir_incidents_read(&incidents, run.plan, records, LINES, 7, NULL), CIR_OK);
        for (size_t i = 0; i < LINES; i++) {
            expect_same_row(&incidents, i, &ones[i].incident);
            cir_incident_free(&ones[i].incident);
        }
    }
    cir_incidents_free(&incidents);
    close_run(&run);
}

/* The same reader for row after row: what one row overrides must be gone with the next. */
static void test_overrides__end_with_their_row(void)
{
    struct run run;
    struct one one;
    open_run(&run, MAP "malicious,,constant,no\n", &plain, HEADER "A,malicious,no,yes" WHY "A,injured,,9" WHY);
    read_row(&one, &run, "A,2020,DE,energy,x,0,unknown,5,,");
    CU_ASSERT_EQUAL(one.incident.cells[CIR_FIELD_MALICIOUS].options, 1 << 2);
    CU_ASSERT_EQUAL(one.incident.cells[CIR_FIELD_INJURED].number.point, 9);
    one.record = fixture_record(cir_text_of("B,2020,DE,energy,x,0,unknown,5,,"), one.spans);
    CU_ASSERT_EQUAL(cir_incident_read(&one.incident, run.plan, &one.record, 8, NULL), CIR_OK);
    CU_ASSERT_EQUAL(one.incident.overrides.count, 0);
    CU_ASSERT_EQUAL(one.incident.cells[CIR_FIELD_MALICIOUS].options, 1);
    CU_ASSERT_EQUAL(one.incident.cells[CIR_FIELD_INJURED].state, CIR_CELL_BLANK);
    cir_incident_free(&one.incident);
    close_run(&run);
}

int main(void)
{
    static const struct cir_test tests[] = {
        {"stand by subject in the order of the file", test_overrides__stand_by_subject_in_the_order_of_the_file},
        {"make a field change from row to row", test_overrides__make_a_field_change_from_row_to_row},
        {"refuse with place and what was expected", test_overrides__refuse_with_place_and_what_was_expected},
        {"let pass what is right", test_overrides__let_pass_what_is_right},
        {"compare old with what the log says", test_overrides__compare_old_with_what_the_log_says},
        {"save a row from the cells that they replace", test_overrides__save_a_row_from_the_cells_that_they_replace},
        {"may break a row", test_overrides__may_break_a_row},
        {"read new as the column is written", test_overrides__read_new_as_the_column_is_written},
        {"are not caught by a catch-all", test_overrides__are_not_caught_by_a_catch_all},
        {"count alike in batches", test_overrides__count_alike_in_batches},
        {"end with their row", test_overrides__end_with_their_row},
    };
    fixture_make(&world);
    int code = cir_run_suite("overrides", tests, sizeof tests / sizeof tests[0]);
    fixture_free(&world);
    return code;
}
