#include "intake/incident.h"

#include "fixture.h"
#include "suite.h"

#include <stdio.h>

static struct fixture world;

/* A log on its way: header, mapping (or NULL) and what came of them. */
struct log {
    struct cir_mapping mapping;
    struct cir_intake_plan *plan;
    struct cir_incident incident;
    struct cir_span spans[FIXTURE_CELLS_MAX];
    struct cir_error error;
    enum cir_status status;
};

static const struct cir_intake_options plain_options = {.decimal = '.', .max_field = 1000};

static void open_log_with(struct log *log, const char *header, const char *mapping, struct cir_intake_options options)
{
    struct cir_span spans[FIXTURE_CELLS_MAX];
    struct cir_text columns[FIXTURE_CELLS_MAX];
    *log = (struct log){0};
    struct cir_record record = fixture_record(cir_text_of(header), spans);
    for (size_t i = 0; i < record.count; i++)
        columns[i] = (struct cir_text){header + spans[i].start, spans[i].size};
    if (mapping != NULL)
        log->status = cir_mapping_read(&log->mapping, "map.csv", cir_text_of(mapping), &world.fields,
                                       &world.definitions, &log->error);
    if (log->status == CIR_OK)
        log->status =
            cir_intake_plan_make(&log->plan, "log.csv", columns, record.count, &world.fields, &world.definitions,
                                 mapping != NULL ? &log->mapping : NULL, &options, &log->error);
    if (log->status == CIR_OK)
        log->status = cir_incident_init(&log->incident, log->plan, &log->error);
}

static void open_log(struct log *log, const char *header, const char *mapping)
{
    open_log_with(log, header, mapping, plain_options);
}

static void close_log(struct log *log)
{
    if (log->plan != NULL)
        cir_incident_free(&log->incident);
    cir_intake_plan_free(log->plan);
    cir_mapping_free(&log->mapping);
}

static void read_bytes(struct log *log, struct cir_text row, size_t number)
{
    struct cir_record record = fixture_record(row, log->spans);
    CU_ASSERT_EQUAL_FATAL(log->status, CIR_OK);
    CU_ASSERT_EQUAL(cir_incident_read(&log->incident, log->plan, &record, number, &log->error), CIR_OK);
}

static void read_row(struct log *log, const char *row)
{
    read_bytes(log, cir_text_of(row), 7);
}

static const struct cir_cell *cell(const struct log *log, unsigned field)
{
    return &log->incident.cells[field];
}

/* Whether the row has just this problem. */
static bool has_problem(const struct log *log, enum cir_problem_code code, size_t column, const char *value)
{
    const struct cir_problem *problem = &log->incident.problems[0];
    bool right = log->incident.problem_count == 1 && problem->code == code && problem->column == column &&
                 cir_text_is(problem->value, value) && problem->row == 7 && problem->expected[0] != '\0';
    for (size_t i = 0; !right && i < log->incident.problem_count; i++)
        printf("\n  %s column %zu '%.*s' row %zu", cir_problem_code(log->incident.problems[i].code),
               log->incident.problems[i].column, CIR_TEXT_ARGS(log->incident.problems[i].value),
               log->incident.problems[i].row);
    return right;
}

#define BARE "id,date,country,sector"

static void test_incident__reads_columns_under_their_own_names(void)
{
    struct log log;
    open_log(&log, " Sector ,note,ID,,COUNTRY,Date,deaths,note", NULL);
    read_row(&log, "health;energy,x,INC-1,y,it,2020-05-01,3,z");
    CU_ASSERT_EQUAL(log.incident.problem_count, 0);
    CU_ASSERT(cir_text_is(log.incident.id, "INC-1"));
    CU_ASSERT(cell(&log, CIR_FIELD_SECTOR)->options == (1 << FIXTURE_HEALTH | 1 << FIXTURE_ENERGY));
    CU_ASSERT(cell(&log, CIR_FIELD_COUNTRY)->first == FIXTURE_IT);
    CU_ASSERT(cell(&log, CIR_FIELD_DEATHS)->number.point == 3);
    CU_ASSERT(cell(&log, CIR_FIELD_INJURED)->state == CIR_CELL_BLANK);
    CU_ASSERT_STRING_EQUAL(cir_intake_plan_column(log.plan, CIR_FIELD_SECTOR), "Sector");
    CU_ASSERT_STRING_EQUAL(cir_intake_plan_column(log.plan, CIR_FIELD_INJURED), "");
    close_log(&log);
}

static void test_incident__forgets_the_row_before(void)
{
    struct log log;
    open_log(&log, BARE ",deaths,title", NULL);
    read_row(&log, "A,2020,DE,water,3,\"say \"\"hello\"\"\"");
    CU_ASSERT(cir_text_is(cell(&log, CIR_FIELD_TITLE)->text, "say \"hello\""));
    read_row(&log, "B,unknown,n/a,,,");
    CU_ASSERT_EQUAL(log.incident.problem_count, 0);
    CU_ASSERT(cell(&log, CIR_FIELD_DATE)->state == CIR_CELL_UNKNOWN);
    CU_ASSERT(cell(&log, CIR_FIELD_COUNTRY)->state == CIR_CELL_NOT_APPLICABLE);
    CU_ASSERT(cell(&log, CIR_FIELD_SECTOR)->state == CIR_CELL_BLANK);
    CU_ASSERT(cell(&log, CIR_FIELD_DEATHS)->state == CIR_CELL_BLANK);
    CU_ASSERT(cell(&log, CIR_FIELD_TITLE)->state == CIR_CELL_BLANK);
    read_row(&log, ",2020,DE,water,,");
    CU_ASSERT(has_problem(&log, CIR_PROBLEM_ID_MISSING, 1, ""));
    CU_ASSERT_EQUAL(log.incident.id.size, 0);
    close_log(&log);
}

static const struct {
    const char *header, *mapping;
    const char *says[3]; /* parts of the message */
} bad_logs[] = {
    // clang-format off
    {"id,dates,country", NULL, {"no column 'date' (nearest: 'dates'), 'sector'", "cirisk map log.csv", ""}},
    {"", NULL, {"'id', 'date', 'country', 'sector'", "", ""}},
    {BARE ",deaths,Deaths,DEATHS", NULL, {NULL}}, /* letter by letter there is one */
    {BARE ",Deaths,DEATHS", NULL, {"'deaths' stands twice", "columns 5 and 6", ""}},
    {BARE ",id", NULL, {"'id' stands twice", "columns 1 and 5", ""}},
    {BARE ",x,x", NULL, {NULL}},
    {BARE ",x,x", "target,source,transform,argument\ntitle,x,copy,\n", {"'x' stands twice", "5 and 6", ""}},
    {BARE ",headline", "target,source,transform,argument\ntitle,haedline,copy,\n",
     {"no column 'haedline'", "line 2 of the mapping map.csv", "nearest: 'headline'"}},
    {"id,date,state", "target,source,transform,argument\ncountry,state,copy,\nsector,,constant,health\n", {NULL}},
    // clang-format on
};

static void test_incident__says_which_columns_are_wrong(void)
{
    for (size_t i = 0; i < sizeof bad_logs / sizeof bad_logs[0]; i++) {
        struct log log;
        open_log(&log, bad_logs[i].header, bad_logs[i].mapping);
        bool good = bad_logs[i].says[0] == NULL;
        bool right = log.status == (good ? CIR_OK : CIR_BAD_LOG);
        for (int part = 0; !good && part < 3; part++)
            right = right && strstr(log.error.message, bad_logs[i].says[part]) != NULL;
        right = right && (good || strcmp(log.error.file, "log.csv") == 0);
        if (!right)
            printf("\n  %s -> %s\n", bad_logs[i].header, log.error.message);
        CU_ASSERT(right);
        CU_ASSERT(good || log.plan == NULL);
        close_log(&log);
    }
}

static void test_incident__reports_every_problem_of_a_row(void)
{
    struct log log;
    open_log(&log, BARE ",title,deaths,reach", NULL);
    read_row(&log, "A,05/06/2020,Germnay,water,\"two\r\nlines\",-1,glbal");
    CU_ASSERT_EQUAL_FATAL(log.incident.problem_count, 4);
    const struct cir_problem *problems = log.incident.problems;
    CU_ASSERT_EQUAL(problems[0].code, CIR_PROBLEM_DATE_AMBIGUOUS);
    CU_ASSERT(problems[0].line == 1 && problems[0].column == 2 && problems[0].byte == 2);
    CU_ASSERT_STRING_EQUAL(problems[0].field, "date");
    CU_ASSERT_EQUAL(problems[1].code, CIR_PROBLEM_UNKNOWN_COUNTRY);
    CU_ASSERT_STRING_EQUAL(problems[1].suggestion, "Germany");
    CU_ASSERT(cir_text_is(problems[1].value, "Germnay"));
    CU_ASSERT_EQUAL(problems[2].code, CIR_PROBLEM_OUT_OF_RANGE);
    CU_ASSERT(problems[2].line == 2 && problems[2].column == 6 && problems[2].byte == 40);
    CU_ASSERT_EQUAL(problems[3].code, CIR_PROBLEM_UNKNOWN_OPTION);
    CU_ASSERT_STRING_EQUAL(problems[3].expected, "one of local, subnational, national, regional, global");
    CU_ASSERT_STRING_EQUAL(problems[3].suggestion, "global");
    read_row(&log, "A,2020,Germany,water,,1,global");
    CU_ASSERT_EQUAL(log.incident.problem_count, 0);
    close_log(&log);
}

static void test_incident__counts_the_cells(void)
{
    struct log log;
    open_log(&log, BARE, NULL);
    read_row(&log, "A,x,DE");
    CU_ASSERT(has_problem(&log, CIR_PROBLEM_FIELD_COUNT, 0, "A,x,DE"));
    CU_ASSERT_STRING_EQUAL(log.incident.problems[0].expected, "4 cells as in the header, not 3");
    read_row(&log, "A,2020,DE,water,");
    CU_ASSERT(has_problem(&log, CIR_PROBLEM_FIELD_COUNT, 0, "A,2020,DE,water,"));
    close_log(&log);
}

static void test_incident__passes_on_a_broken_record(void)
{
    struct log log;
    open_log(&log, BARE, NULL);
    struct cir_record record = {.text = cir_text_of("A,20\"20,DE,water"),
                                .is_bad = true,
                                .lines = 1,
                                .problem = CIR_PROBLEM_STRAY_QUOTE,
                                .problem_at = 4};
    CU_ASSERT_EQUAL(cir_incident_read(&log.incident, log.plan, &record, 7, &log.error), CIR_OK);
    CU_ASSERT(has_problem(&log, CIR_PROBLEM_STRAY_QUOTE, 0, "A,20\"20,DE,water"));
    CU_ASSERT_EQUAL(log.incident.problems[0].byte, 4);
    close_log(&log);
}

static void test_incident__points_at_bytes_that_are_no_text(void)
{
    struct log log;
    open_log(&log, BARE ",title,note", NULL);
    read_row(&log, "A,2020,DE,water,Z\xfcrich,x");
    CU_ASSERT(has_problem(&log, CIR_PROBLEM_BAD_ENCODING, 5, "Z\xfcrich"));
    CU_ASSERT_EQUAL(log.incident.problems[0].byte, 17);
    read_row(&log, "A,2020,DE,water,x,\xff"); /* a column that is passed through */
    CU_ASSERT(has_problem(&log, CIR_PROBLEM_BAD_ENCODING, 6, "\xff"));
    read_bytes(&log, (struct cir_text){"A,20\00020,DE,water,x,y", 20}, 7);
    CU_ASSERT_EQUAL(log.incident.problem_count, 1);
    CU_ASSERT_EQUAL(log.incident.problems[0].code, CIR_PROBLEM_NUL_BYTE);
    CU_ASSERT(log.incident.problems[0].column == 2 && log.incident.problems[0].byte == 4);
    read_row(&log, "A,2020,DE,wat,Z\xc3\xbcrich,\xff"); /* the other cells are still read */
    CU_ASSERT_EQUAL(log.incident.problem_count, 2);
    CU_ASSERT_EQUAL(log.incident.problems[1].code, CIR_PROBLEM_UNKNOWN_SECTOR);
    close_log(&log);
}

static void test_incident__refuses_cells_that_are_too_large(void)
{
    struct log log;
    struct cir_intake_options options = plain_options;
    options.max_field = 10;
    open_log_with(&log, BARE ",title,note", NULL, options);
    read_row(&log, "A,2020-05-01,DE,water,0123456789,x");
    CU_ASSERT_EQUAL(log.incident.problem_count, 0);
    read_row(&log, "A,2020-05-01,DE,water,x,0123456789a");
    CU_ASSERT(has_problem(&log, CIR_PROBLEM_FIELD_TOO_LARGE, 6, "0123456789a"));
    read_row(&log, "A,2020-05-011,DE,water,x,y"); /* named once, not as a bad date as well */
    CU_ASSERT(has_problem(&log, CIR_PROBLEM_FIELD_TOO_LARGE, 2, "2020-05-011"));
    close_log(&log);
}

static void test_incident__compares_cells(void)
{
    struct log log;
    open_log(&log, BARE ",date_end,loss,currency,loss_usd", NULL);
    read_row(&log, "A,2020-05-02,DE,water,2020-05-01,,,");
    CU_ASSERT(has_problem(&log, CIR_PROBLEM_DATE_END_BEFORE, 5, "2020-05-01"));
    read_row(&log, "A,2020-05-02,DE,water,2020-05,,,"); /* May may end after its second day */
    CU_ASSERT_EQUAL(log.incident.problem_count, 0);
    read_row(&log, "A,2020-05-02,DE,water,,12.5,,"); /* an incident is not lost for want of a currency */
    CU_ASSERT_EQUAL(log.incident.problem_count, 0);
    read_row(&log, "A,2020-05-02,DE,water,,12.5,,14");
    CU_ASSERT_EQUAL(log.incident.problem_count, 0);
    read_row(&log, "A,2020-05-02,DE,water,,12.5,unknown,");
    CU_ASSERT_EQUAL(log.incident.problem_count, 0);
    read_row(&log, "A,2020-05-02,DE,water,,12.5,EURO,"); /* one fault, one problem */
    CU_ASSERT(has_problem(&log, CIR_PROBLEM_UNKNOWN_CURRENCY, 7, "EURO"));
    close_log(&log);
}

#define MAP "target,source,transform,argument\n"

static void test_incident__does_the_steps_of_the_mapping(void)
{
    struct log log;
    open_log(&log, "state,kind,naics,mins,when,lost",
             MAP "id,,row-number,HHS-\n"
                 "date,when,date-order,mdy\n"
                 "country,state,value,Deutschland=DE\n"
                 "country,state,value,Schweden=\n"
                 "sector,naics,prefix,naics:\n"
                 "sector,naics,value,naics:999=none\n"
                 "information,lost,separator,/\n"
                 "information,lost,value,Names=personal\n"
                 "information,lost,value,Keys=credentials\n"
                 "information,lost,value,*=unknown\n"
                 "duration_h,mins,unit,minutes\n"
                 "reach,kind,value,big=small\n"
                 "reach,kind,prefix,x\n"
                 "reach,kind,value,xsmall=global\n"
                 "malicious,,constant,suspected\n");
    read_row(&log, "Deutschland,big,2211;221310,90,12/31/2019,Names/keys/Toes");
    CU_ASSERT_EQUAL(log.incident.problem_count, 0);
    CU_ASSERT(cir_text_is(log.incident.id, "HHS-7"));
    CU_ASSERT(cell(&log, CIR_FIELD_DATE)->number.low == (double)cir_date_days(2019, 12, 31) * 24);
    CU_ASSERT(cell(&log, CIR_FIELD_COUNTRY)->first == FIXTURE_DE);
    CU_ASSERT(cell(&log, CIR_FIELD_SECTOR)->options == (1 << FIXTURE_ENERGY | 1 << FIXTURE_WATER));
    CU_ASSERT_DOUBLE_EQUAL(cell(&log, CIR_FIELD_DURATION_H)->number.point, 1.5, 1e-12);
    CU_ASSERT(cell(&log, CIR_FIELD_INFORMATION)->options == (1 << 2 | 1 << 4));
    CU_ASSERT(cell(&log, CIR_FIELD_INFORMATION)->together);
    CU_ASSERT(cell(&log, CIR_FIELD_REACH)->options == 1 << 4);
    CU_ASSERT(cell(&log, CIR_FIELD_MALICIOUS)->options == 1 << 1);
    CU_ASSERT_STRING_EQUAL(cir_intake_plan_column(log.plan, CIR_FIELD_COUNTRY), "state");
    CU_ASSERT_STRING_EQUAL(cir_intake_plan_column(log.plan, CIR_FIELD_MALICIOUS), "");
    close_log(&log);
}

static void test_incident__leaves_what_no_step_names(void)
{
    struct log log;
    open_log(&log, "id,date,c,s,lost",
             MAP "country,c,value,Deutschland=DE\n"
                 "sector,s,prefix,naics:\n"
                 "information,lost,value,Names=personal\n"
                 "information,lost,value,Rest=\n"
                 "information,lost,value,*=unknown\n");
    read_row(&log, "A,2020,Schweiz;deutschland,Unknown,");
    CU_ASSERT_EQUAL(log.incident.problem_count, 0);
    CU_ASSERT(cell(&log, CIR_FIELD_COUNTRY)->first == FIXTURE_CH && cell(&log, CIR_FIELD_COUNTRY)->together);
    CU_ASSERT(cell(&log, CIR_FIELD_SECTOR)->state == CIR_CELL_UNKNOWN); /* no prefix on a word for not knowing */
    CU_ASSERT(cell(&log, CIR_FIELD_INFORMATION)->state == CIR_CELL_BLANK);
    read_row(&log, "A,2020,DE,n/a,Toes;Hair");
    CU_ASSERT(cell(&log, CIR_FIELD_INFORMATION)->state == CIR_CELL_UNKNOWN);
    read_row(&log, "A,2020,DE,22,Rest; rest");
    CU_ASSERT(cell(&log, CIR_FIELD_INFORMATION)->state == CIR_CELL_BLANK);
    read_row(&log, "A,2020,DE,22,Toes;Names;Hair;Rest");
    CU_ASSERT(cell(&log, CIR_FIELD_INFORMATION)->options == 1 << 2);
    read_row(&log, "A,2020,Schweden,22,");
    CU_ASSERT(has_problem(&log, CIR_PROBLEM_UNKNOWN_COUNTRY, 3, "Schweden"));
    read_row(&log, "A,2020,DE,99,"); /* the value is the cell as the log has it */
    CU_ASSERT(has_problem(&log, CIR_PROBLEM_UNKNOWN_SECTOR, 4, "99"));
    close_log(&log);
}

static void test_incident__lets_the_mapping_overrule_the_options(void)
{
    struct log log;
    struct cir_intake_options options = {.date_order = CIR_DATE_DMY, .decimal = ',', .thousands = '.', .max_field = 99};
    open_log_with(&log, BARE ",when,deaths,injured",
                  MAP "date_end,when,date-order,mdy\ninjured,injured,decimal,.\ninjured,injured,thousands,\",\"\n",
                  options);
    read_row(&log, "A,01/12/2019,DE,water,12/31/2019,1.000,\"1,000\"");
    CU_ASSERT_EQUAL(log.incident.problem_count, 0);
    CU_ASSERT(cell(&log, CIR_FIELD_DEATHS)->number.point == 1000);
    CU_ASSERT(cell(&log, CIR_FIELD_INJURED)->number.point == 1000);
    close_log(&log);
}

static void test_incident__reads_the_fields_of_a_scheme(void)
{
    struct log log;
    open_log(&log, BARE ",q_actor,q_notes", NULL);
    read_row(&log, "A,2020,DE,water,unknown,unknown");
    CU_ASSERT(cell(&log, FIXTURE_ACTOR)->state == CIR_CELL_KNOWN && cell(&log, FIXTURE_ACTOR)->options == 1 << 1);
    CU_ASSERT(cell(&log, FIXTURE_NOTES)->state == CIR_CELL_UNKNOWN);
    close_log(&log);
}

int main(void)
{
    static const struct cir_test tests[] = {
        {"reads columns under their own names", test_incident__reads_columns_under_their_own_names},
        {"forgets the row before", test_incident__forgets_the_row_before},
        {"says which columns are wrong", test_incident__says_which_columns_are_wrong},
        {"reports every problem of a row", test_incident__reports_every_problem_of_a_row},
        {"counts the cells", test_incident__counts_the_cells},
        {"passes on a broken record", test_incident__passes_on_a_broken_record},
        {"points at bytes that are no text", test_incident__points_at_bytes_that_are_no_text},
        {"refuses cells that are too large", test_incident__refuses_cells_that_are_too_large},
        {"compares cells", test_incident__compares_cells},
        {"does the steps of the mapping", test_incident__does_the_steps_of_the_mapping},
        {"leaves what no step names", test_incident__leaves_what_no_step_names},
        {"lets the mapping overrule the options", test_incident__lets_the_mapping_overrule_the_options},
        {"reads the fields of a scheme", test_incident__reads_the_fields_of_a_scheme},
    };
    fixture_make(&world);
    int failed = cir_run_suite("incident", tests, sizeof tests / sizeof tests[0]);
    fixture_free(&world);
    return failed;
}
