#include "intake/incidents.h"

#include "../base/random.h"
#include "base/buffer.h"
#include "fixture.h"
#include "intake/plan.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>

static struct fixture world;

enum { ROWS = 3000, MAX_FIELD = 60, MAPPINGS = 5 };

/* ---- random logs ---- */

static const char *const dates[] = {"2020-05-31T12:30:00Z",
                                    "2020-05-31",
                                    "2020-02-29",
                                    "2021-02-29",
                                    "2024-02-30T00:00:00Z",
                                    "1999-12-31T23:59:59Z",
                                    "2020-05-31T24:00:00Z",
                                    "2020-05-31T12:60:00Z",
                                    "2020-05",
                                    "2019",
                                    "2020-13-01",
                                    "2020-00-10",
                                    "2020-01-00",
                                    "2020-01..2020-03",
                                    ">=2020-01-05",
                                    "31/05/2020",
                                    "2020-05-31T12:30:00+02:00",
                                    "20200531",
                                    "2020-05-31 12:30:00Z",
                                    "2020-05-3a"};
static const char *const numbers[] = {
    "0",        "7",        "12.5",  "0.385",   "123456",    "1234567.8",      "12345678",     "123456789.25",
    "99999999", "0.000001", ".5",    "5.",      ".",         "1.2.3",          "1e3",          "-3",
    "-0",       "+4",       "10..5", "2..8.75", ">=2.385",   "<=40",           "~300",         "12 %",
    "3%",       "0.3",      "1.01",  "101",     "1,234.5",   "12,5",           "1.234,5",      "severe",
    "total",    "none",     "seven", "0x10",    "123456789", "00000000000001", "1234567.1234", "none|severe"};
static const char *const states[] = {"DE",       "fr",    "Germany", "DEU",     "DE;FR", "IT;DE;US;GB;CH", "DE;DE;fr",
                                     "DE|FR",    "none",  "XX",      "DE;XX",   "DE,FR", "de;Fr;It;us",    "UK",
                                     "DE;",      ";DE",   "DE FR",   "D1",      "D",     "DE;F",           "DE;FRA;I",
                                     "Schweiz;", "USofA", "F;E",     "DE/FR/IT"};
static const char *const words[] = {"energy",
                                    "HEALTH",
                                    "power",
                                    "naics:22",
                                    "naics:44;water",
                                    "energy;health",
                                    "energy|water",
                                    "personal;credentials",
                                    "none",
                                    "suspected",
                                    "not-recoverable",
                                    "supplemented",
                                    "yes",
                                    "no",
                                    "No",
                                    "low|medium|high",
                                    "accident",
                                    "criminal",
                                    "nation_state",
                                    "amber-strict",
                                    "local",
                                    "households",
                                    "EUR",
                                    "chf",
                                    "critical",
                                    "temporary",
                                    "clear",
                                    "energie",
                                    "personal;proprietary;credentials;integrity",
                                    "personall"};
static const char *const texts[] = {
    "Wiper on PLC", "x",
    "abc",          "seven77",
    "n/a",          "unknown",
    "Caf\xc3\xa9",  "\xc3\x89t\xc3\xa9",
    "a \t",         "long enough to be beyond what a cell here may hold, which is 60 bytes"};
static const char *const any_type[] = {"", "", "", "unknown", "UNKNOWN", "n/a", "N/A", " ", "\t"};

static const char *pick(uint64_t *random, const char *const *list, unsigned count)
{
    return list[random_below(random, count)];
}

#define PICK(random, list) pick(random, list, (unsigned)(sizeof(list) / sizeof(list)[0]))

static const char *pick_of_type(uint64_t *random, enum cir_type type)
{
    switch (type) {
    case CIR_TYPE_DATE:
        return PICK(random, dates);
    case CIR_TYPE_STATES:
        return PICK(random, states);
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
    case CIR_TYPE_SHARE:
    case CIR_TYPE_LOSS:
        return PICK(random, numbers);
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
        return PICK(random, texts);
    default:
        return PICK(random, words);
    }
}

/* A log on its way: its plan, and the bytes of its rows. */
struct log {
    struct cir_mapping mapping;
    struct cir_intake_plan *plan;
    struct cir_buffer text;
    struct cir_error error;
};

/* Whether every field that is read from the column takes the text. */
static bool is_taken(const struct log *log, size_t column, const char *candidate)
{
    struct cir_arena arena = {0};
    bool is_taken = true;
    for (size_t i = 0; i < log->plan->entry_count; i++) {
        const struct cir_intake_entry *entry = &log->plan->entries[i];
        struct cir_text text = cir_text_trim(cir_text_of(candidate));
        struct cir_cell cell;
        if (entry->column == column)
            is_taken = is_taken && cir_text_steps_do(&text, entry, &arena) &&
                       cir_cell_reader_read(&cell, &entry->reader, text, NULL);
    }
    cir_arena_free(&arena);
    return is_taken;
}

static enum cir_type type_of(const struct log *log, size_t column)
{
    for (size_t i = 0; i < log->plan->entry_count; i++)
        if (log->plan->entries[i].column == column)
            return log->plan->entries[i].reader.field->type;
    return CIR_TYPE_TEXT;
}

/* A cell that is mostly good, so that whole rows are. */
static const char *pick_cell(uint64_t *random, const struct log *log, size_t column)
{
    enum cir_type type = type_of(log, column);
    bool may_be_bad = random_below(random, 100) == 0;
    for (;;) {
        bool of_type = random_below(random, 5) > 0;
        const char *text = of_type ? pick_of_type(random, type) : PICK(random, any_type);
        if (may_be_bad || (strlen(text) <= MAX_FIELD && is_taken(log, column, text)))
            return text;
    }
}

static void add_quoted(struct cir_buffer *out, const char *text)
{
    cir_buffer_add_format(out, "\"");
    for (; *text != '\0'; text++)
        cir_buffer_add_format(out, *text == '"' ? "\"\"" : "%c", *text);
    cir_buffer_add_format(out, "\"");
}

static void add_cell(struct cir_buffer *out, uint64_t *random, const char *text)
{
    bool must = strpbrk(text, ",\"") != NULL;
    if (must || random_below(random, 8) == 0)
        add_quoted(out, text);
    else
        cir_buffer_add_format(out, "%s", text);
}

/* What breaks a row as a whole; mostly nothing does. */
static void add_damage(struct cir_buffer *out, uint64_t *random)
{
    switch (random_below(random, 200)) {
    case 0:
        cir_buffer_add_format(out, ",one more");
        break;
    case 1:
        cir_buffer_add_format(out, " a \"stray");
        break;
    case 2:
        cir_buffer_add_format(out, "\xff");
        break;
    case 3:
        cir_buffer_add(out, (struct cir_text){"\0", 1});
        break;
    case 4:
        cir_buffer_add_format(out, "\n\nshort,row");
        break;
    default:
        break;
    }
}

static void add_rows(struct log *log, uint64_t *random)
{
    for (int row = 0; row < ROWS; row++) {
        for (size_t column = 0; column < log->plan->column_count; column++) {
            if (column > 0)
                cir_buffer_add_format(&log->text, ",");
            bool is_escaped = type_of(log, column) == CIR_TYPE_TEXT && random_below(random, 30) == 0;
            add_cell(&log->text, random, is_escaped ? "say \"hello\" to all" : pick_cell(random, log, column));
            if (random_below(random, 20) == 0)
                add_damage(&log->text, random);
        }
        cir_buffer_add_format(&log->text, "\n");
    }
    CU_ASSERT_FATAL(!log->text.failed);
}

#define MAP "target,source,transform,argument\n"

static const char *const mappings[MAPPINGS] = {
    // clang-format off
    NULL,
    MAP "id,,row-number,R-\nsector,,constant,energy\npeople_unit,,constant,households\n"
        "date_end,,constant,2020-01-31\nother_countries,,constant,DE;FR\nq_notes,,row-number,\n",
    MAP "id,id,prefix,X-\ntitle,id,copy,\nsector,sector,prefix,naics:\ncountry,country,value,USofA=DE\n"
        "country,country,value,D=FR\ninformation,information,value,personal=none\n"
        "information,information,value,*=destroyed\nq_notes,title,value,x=abc\ndeaths,deaths,value,seven=7\n",
    MAP "loss,loss,decimal,\",\"\nloss,loss,thousands,.\nduration_h,duration_h,unit,minutes\n"
        "people_affected,people_affected,thousands,\",\"\n"
        "date,date,date-order,dmy\nother_countries,other_countries,separator,/\ncountry,country,separator,f\n",
    MAP "country,other_countries,copy,\nother_countries,other_countries,copy,\ndate_end,date,copy,\n"
        "q_actor,malicious,value,yes=criminal\nq_actor,malicious,value,*=accident\nmalicious,malicious,copy,\n",
    // clang-format on
};

/* All fields of the world are columns, in an order that changes from log to log. */
static void open_log(struct log *log, const char *mapping, uint64_t *random)
{
    static const struct cir_intake_options options = {.decimal = '.', .max_field = MAX_FIELD};
    struct cir_text columns[FIXTURE_CELLS_MAX];
    size_t count = world.fields.count;
    enum cir_status status = CIR_OK;
    *log = (struct log){0};
    for (size_t i = 0; i < count; i++) {
        size_t at = random_below(random, (unsigned)i + 1);
        columns[i] = columns[at];
        columns[at] = cir_text_of(world.fields.list[i].name);
    }
    if (mapping != NULL)
        status = cir_mapping_read(&log->mapping, "map.csv", cir_text_of(mapping), &world.fields, &world.definitions,
                                  &log->error);
    if (status == CIR_OK)
        status = cir_intake_plan_make(&log->plan, "log.csv", columns, count, &world.fields, &world.definitions,
                                      mapping != NULL ? &log->mapping : NULL, &options, &log->error);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
}

static void close_log(struct log *log)
{
    cir_intake_plan_free(log->plan);
    cir_mapping_free(&log->mapping);
    cir_buffer_free(&log->text);
}

/* ---- the same as one by one ---- */

static bool is_same_number(const struct cir_cell *a, const struct cir_cell *b)
{
    return a->number.low == b->number.low && a->number.point == b->number.point && a->number.high == b->number.high;
}

static bool is_same_cell(const struct cir_cell *a, const struct cir_cell *b, enum cir_type type)
{
    if (a->state != b->state)
        return false;
    if (a->state != CIR_CELL_KNOWN)
        return true;
    switch (type) {
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
        return cir_text_equal(a->text, b->text);
    case CIR_TYPE_DATE:
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
    case CIR_TYPE_SHARE:
    case CIR_TYPE_LOSS:
        return is_same_number(a, b);
    case CIR_TYPE_STATES:
        return a->count == b->count && a->together == b->together && (a->count == 0 || a->first == b->first) &&
               memcmp(&a->states, &b->states, sizeof a->states) == 0;
    case CIR_TYPE_CURRENCY:
        return a->first == b->first;
    default:
        return a->options == b->options && a->together == b->together;
    }
}

static bool is_constant(const struct log *log, unsigned field)
{
    for (size_t i = 0; i < log->plan->constant_count; i++)
        if (log->plan->constants[i].number == field)
            return true;
    return false;
}

/* A text that any text will do for, and that nobody asks for. */
static bool is_left_blank(const struct log *log, unsigned field, bool keeps_texts)
{
    for (size_t i = 0; i < log->plan->entry_count; i++)
        if (log->plan->entries[i].number == field && log->plan->entries[i].step_count == 0)
            return !keeps_texts && world.fields.list[field].type == CIR_TYPE_TEXT;
    return false;
}

static bool is_same_row(const struct log *log, const struct cir_incidents *incidents, size_t row,
                        const struct cir_incident *incident, bool keeps_texts)
{
    const struct cir_cell blank = {.state = CIR_CELL_BLANK};
    bool is_bad = incident->problem_count > 0;
    if (incidents->is_bad[row] != is_bad || (!is_bad && !cir_text_equal(incidents->ids[row], incident->id)))
        return false;
    for (unsigned field = 0; field < world.fields.count; field++) {
        const struct cir_cell *cell = &cir_incidents_cells(incidents, field)[row];
        const struct cir_cell unknown = {.state = CIR_CELL_UNKNOWN};
        bool is_known_still = !is_bad || is_constant(log, field) || cir_intake_plan_column(log->plan, field)[0] == '\0';
        const struct cir_cell *expected = is_known_still ? &incident->cells[field] : &unknown;
        if (is_left_blank(log, field, keeps_texts))
            expected = &blank;
        else if (is_bad && is_known_still)
            continue;
        if (!is_same_cell(cell, expected, world.fields.list[field].type)) {
            printf("\n  row %zu field %s states %d %d", row, world.fields.list[field].name, cell->state,
                   expected->state);
            return false;
        }
    }
    return true;
}

/* Read the log in batches of random sizes; *good gets the number of good rows. */
static void compare(struct log *log, uint64_t *random, bool keeps_texts, size_t *good, size_t *rows)
{
    struct cir_splitter splitter = {.delimiter = ',', .max_field = 2000};
    struct cir_record records[CIR_BATCH];
    struct cir_incidents incidents;
    struct cir_incident incident;
    struct cir_text rest = cir_buffer_text(&log->text);
    size_t count = 0;
    CU_ASSERT_EQUAL_FATAL(cir_incidents_init(&incidents, log->plan, keeps_texts, &log->error), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_incident_init(&incident, log->plan, &log->error), CIR_OK);
    while (cir_splitter_take(records, &count, random_below(random, CIR_BATCH) + 1U, &splitter, &rest, &log->error) ==
           CIR_OK) {
        CU_ASSERT_EQUAL(cir_incidents_read(&incidents, log->plan, records, count, *rows + 1, &log->error), CIR_OK);
        for (size_t i = 0; i < count; i++) {
            CU_ASSERT_EQUAL(cir_incident_read(&incident, log->plan, &records[i], ++*rows, &log->error), CIR_OK);
            CU_ASSERT(is_same_row(log, &incidents, i, &incident, keeps_texts));
            *good += incident.problem_count == 0;
        }
    }
    cir_incidents_free(&incidents);
    cir_incident_free(&incident);
    cir_splitter_free(&splitter);
}

static void read_logs(uint64_t random, bool keeps_texts)
{
    for (int i = 0; i < 2 * MAPPINGS; i++) {
        struct log log;
        size_t good = 0;
        size_t rows = 0;
        open_log(&log, mappings[i % MAPPINGS], &random);
        add_rows(&log, &random);
        compare(&log, &random, keeps_texts, &good, &rows);
        CU_ASSERT(rows >= ROWS && good > ROWS / 4 && good < ROWS);
        close_log(&log);
    }
}

static void test_incidents__are_read_as_each_alone(void)
{
    read_logs(2385, true);
}

static void test_incidents__leave_texts_blank_that_nobody_asks_for(void)
{
    read_logs(2386, false);
}

/* A batch in which no row can be read; and one of none. */
static void test_incidents__of_bad_rows_are_unknown(void)
{
    uint64_t random = 7;
    struct log log;
    struct cir_incidents incidents;
    struct cir_span spans[FIXTURE_CELLS_MAX];
    open_log(&log, NULL, &random);
    CU_ASSERT_EQUAL_FATAL(cir_incidents_init(&incidents, log.plan, true, &log.error), CIR_OK);
    struct cir_record record = fixture_record(cir_text_of("a,b"), spans);
    const struct cir_record records[] = {record, record};
    CU_ASSERT_EQUAL(cir_incidents_read(&incidents, log.plan, records, 2, 1, &log.error), CIR_OK);
    for (size_t i = 0; i < 2; i++) {
        CU_ASSERT(incidents.is_bad[i] && incidents.ids[i].size == 0);
        CU_ASSERT(cir_incidents_cells(&incidents, CIR_FIELD_DATE)[i].state == CIR_CELL_UNKNOWN);
    }
    CU_ASSERT_EQUAL(cir_incidents_read(&incidents, log.plan, NULL, 0, 1, &log.error), CIR_OK);
    cir_incidents_free(&incidents);
    close_log(&log);
}

int main(void)
{
    static const struct cir_test tests[] = {
        {"are read as each alone", test_incidents__are_read_as_each_alone},
        {"leave texts blank that nobody asks for", test_incidents__leave_texts_blank_that_nobody_asks_for},
        {"of bad rows are unknown", test_incidents__of_bad_rows_are_unknown},
    };
    fixture_make(&world);
    int result = cir_run_suite("incidents", tests, sizeof tests / sizeof tests[0]);
    fixture_free(&world);
    return result;
}
