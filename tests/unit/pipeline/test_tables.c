#include "pipeline/tables.h"

#include "../base/random.h"
#include "../tables/simplex.h"
#include "cirisk.h"
#include "scratch.h"
#include "suite.h"
#include "writers/write_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 400, LEAST = 5 };

static const char *const countries[] = {"DE", "FR", "UA", "unknown", "US;CA", "DE|FR"};
static const char *const sectors[] = {"energy", "health;telecom", "finance", "unknown", "naics:7225", "transport"};
static const char *const others[] = {"none", "FR;DE", "", "unknown", "JP"};
static const char *const people[] = {"", "12000", "100..500", ">=5000", "unknown", "~300", "2385"};
static const char *const dates[] = {"2024-03-07", "2023", "2024-11", "2025-02-28T10:30Z", "unknown", "2023-12-31"};

#define PICK(state, list) (list)[random_below(state, sizeof(list) / sizeof(list)[0])]

/* Rows of a log, each ended by LF, behind one header. */
static void make_rows(char rows[ROWS][256])
{
    uint64_t state = 2385;
    for (int i = 0; i < ROWS; i++)
        snprintf(rows[i], sizeof rows[i], "R-%03d,%s,%s,%s,\"=title, %u\",%s,%s,%s,%u,%u\n", i, PICK(&state, dates),
                 PICK(&state, countries), PICK(&state, sectors), random_below(&state, 3), PICK(&state, others),
                 PICK(&state, people), random_below(&state, 4) == 0 ? "green" : "", random_below(&state, 90),
                 random_below(&state, 3) * 1000 + 1);
}

static void write_log(const char *name, char rows[ROWS][256], bool backwards)
{
    struct cir_buffer text = {0};
    cir_buffer_add_string(&text,
                          "id,date,country,sector,title,other_countries,people_affected,tlp,duration_h,loss_usd\n");
    for (int i = 0; i < ROWS; i++)
        cir_buffer_add_string(&text, rows[backwards ? ROWS - 1 - i : i]);
    CU_ASSERT_FALSE_FATAL(text.failed);
    scratch_write(name, cir_buffer_text(&text));
    cir_buffer_free(&text);
}

static char *path_of(const char *name)
{
    char *path = strdup(scratch_path(name));
    CU_ASSERT_PTR_NOT_NULL_FATAL(path);
    return path;
}

static void score(const char *log, const char *output, const char *store)
{
    static const char *const names[] = {"gge", "nciss"};
    struct cir_classifier *classifier = NULL;
    struct cir_tally tally = {0};
    struct cir_error error = {.message = ""};
    char *paths[] = {path_of(log), path_of(output), path_of(store)};
    const struct cir_score_options options = {
        .input = paths[0], .output = paths[1], .store = paths[2], .recorded_at = "2026-01-31T23:59:59Z"};
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, names, 2, &error), CIR_OK);
    enum cir_status status = cir_score_log(classifier, &options, &tally, &error);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    CU_ASSERT_EQUAL(tally.scored, ROWS);
    cir_tally_free(&tally);
    cir_classifier_free(classifier);
    for (int i = 0; i < 3; i++)
        free(paths[i]);
}

/* A log scored forwards and backwards: s.csv and r.db, and b.csv. */
static void open_logs(void)
{
    static char rows[ROWS][256];
    scratch_open();
    make_rows(rows);
    write_log("log.csv", rows, false);
    write_log("back.csv", rows, true);
    score("log.csv", "s.csv", "r.db");
    score("back.csv", "b.csv", "rb.db");
}

static const struct cir_table_request requests[] = {
    {.kind = CIR_TABLE_SECTORS},
    {.kind = CIR_TABLE_MATRIX, .suppress = LEAST},
    {.kind = CIR_TABLE_COUNTRIES, .top = 2},
    {.kind = CIR_TABLE_CROSSBORDER},
    {.kind = CIR_TABLE_TOP, .top = 25},
    {.kind = CIR_TABLE_SCHEMES},
    {.kind = CIR_TABLE_TREND, .by = "quarter"},
    {.kind = CIR_TABLE_THRESHOLDS},
    {.rows = "country", .measure = "sum:people_affected"},
    {.rows = "sector", .columns = "year", .measure = "mean:gge_score", .suppress = LEAST},
    {.rows = "region", .measure = "median:loss_usd", .sort = CIR_TABLE_SORT_VALUE},
    {.rows = "tlp", .columns = "nciss_level", .by = "year", .suppress = LEAST},
    {.rows = "country", .measure = "rate:population", .from = "2023-06", .until = "2024-12-31"},
    {.rows = "group", .columns = "gge_level", .measure = "share"},
    {.rows = "subregion", .columns = "month", .measure = "p90:duration_h"},
};

enum { REQUESTS = sizeof requests / sizeof requests[0] };

static struct cir_tables *make(const char *source, const struct cir_table_request *list, size_t count,
                               enum cir_language language)
{
    struct cir_tables *tables = NULL;
    struct cir_error error = {.message = ""};
    char *path = path_of(source);
    const struct cir_table_source from = {.path = path};
    enum cir_status status = cir_tables_make(&tables, &from, list, count, language, &error);
    if (status != CIR_OK)
        printf("%s\n", error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    free(path);
    return tables;
}

static void set_source(struct cir_table_request *list)
{
    memcpy(list, requests, sizeof requests);
    for (size_t i = 0; i < REQUESTS; i++)
        list[i].source = "the log";
}

static void add_written(struct cir_buffer *text, const struct cir_tables *tables, size_t number)
{
    const struct cir_shown_table *table = cir_tables_get(tables, number);
    CU_ASSERT_EQUAL(cir_write_tables(CIR_TABLE_JSON, text, &table, 1, NULL, NULL), CIR_OK);
}

static void check_same(const struct cir_tables *a, const struct cir_tables *b)
{
    for (size_t i = 0; i < REQUESTS; i++) {
        struct cir_buffer texts[2] = {{0}};
        add_written(&texts[0], a, i);
        add_written(&texts[1], b, i);
        bool same = cir_text_equal(cir_buffer_text(&texts[0]), cir_buffer_text(&texts[1]));
        if (!same)
            printf("request %zu\n%.*s\n%.*s\n", i, CIR_TEXT_ARGS(cir_buffer_text(&texts[0])),
                   CIR_TEXT_ARGS(cir_buffer_text(&texts[1])));
        CU_ASSERT_TRUE(same);
        cir_buffer_free(&texts[0]);
        cir_buffer_free(&texts[1]);
    }
}

static void check_sources(const char *one, const char *other, enum cir_language language)
{
    struct cir_table_request list[REQUESTS];
    set_source(list);
    struct cir_tables *a = make(one, list, REQUESTS, language);
    struct cir_tables *b = make(other, list, REQUESTS, language);
    check_same(a, b);
    cir_tables_free(a);
    cir_tables_free(b);
}

static void test_tables__of_a_log_and_of_its_run_are_the_same_bytes(void)
{
    open_logs();
    for (int language = 0; language < CIR_LANGUAGES; language++)
        check_sources("s.csv", "r.db", (enum cir_language)language);
    scratch_close();
}

static void test_tables__do_not_tell_the_order_of_rows(void)
{
    open_logs();
    check_sources("s.csv", "b.csv", CIR_EN);
    check_sources("r.db", "rb.db", CIR_EN);
    scratch_close();
}

static void test_tables__of_one_pass_are_those_of_many(void)
{
    struct cir_table_request list[REQUESTS];
    open_logs();
    set_source(list);
    struct cir_tables *all = make("s.csv", list, REQUESTS, CIR_FR);
    for (size_t i = 0; i < REQUESTS; i++) {
        struct cir_buffer texts[2] = {{0}};
        struct cir_tables *one = make("s.csv", &list[i], 1, CIR_FR);
        add_written(&texts[0], all, i);
        add_written(&texts[1], one, 0);
        CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&texts[0]), cir_buffer_text(&texts[1])));
        cir_buffer_free(&texts[0]);
        cir_buffer_free(&texts[1]);
        cir_tables_free(one);
    }
    cir_tables_free(all);
    scratch_close();
}

static void test_tables__tell_what_was_read(void)
{
    open_logs();
    struct cir_tables *tables = make("s.csv", requests, 1, CIR_RU);
    const struct cir_table_facts *facts = cir_tables_facts(tables);
    CU_ASSERT_EQUAL(facts->rows, ROWS);
    CU_ASSERT(facts->undated > 20 && facts->undated < 120);
    CU_ASSERT(facts->unmarked > 200);
    CU_ASSERT_STRING_EQUAL(facts->tlp, "TLP:GREEN");
    CU_ASSERT_EQUAL_FATAL(facts->scheme_count, 2);
    CU_ASSERT_STRING_EQUAL(facts->schemes[0].name, "gge");
    CU_ASSERT(strlen(facts->schemes[1].sha256) == 64 && strlen(facts->definitions_sha256) == 64);
    CU_ASSERT(facts->schemes[0].title[0] != '\0' && (unsigned char)facts->schemes[0].title[0] >= 0x80);
    cir_tables_free(tables);
    scratch_close();
}

/* ---- who tries to undo what is hidden, by what the table shows ---- */

static double cell_value(const struct cir_shown_table *table, size_t row, size_t column)
{
    return table->rows[row].cells[column].value;
}

static bool cell_is_hidden(const struct cir_shown_table *table, size_t row, size_t column)
{
    return table->rows[row].cells[column].kind == CIR_SHOWN_HIDDEN;
}

static void add_term(struct simplex *system, const struct cir_shown_table *table, const size_t *variables, size_t row,
                     size_t column, double sign)
{
    if (cell_is_hidden(table, row, column))
        system->a[system->rows][variables[row * table->column_count + column]] += sign;
    else
        system->b[system->rows] -= sign * cell_value(table, row, column);
}

static void write_equations(struct simplex *system, const struct cir_shown_table *table, size_t *variables)
{
    size_t last = table->column_count - 1;
    size_t total = table->row_count - 1;
    memset(system, 0, sizeof *system);
    for (size_t row = 0; row < table->row_count; row++)
        for (size_t column = 1; column <= last; column++)
            variables[row * table->column_count + column] =
                cell_is_hidden(table, row, column) ? system->columns++ : SIMPLEX_COLUMNS_MAX;
    for (size_t row = 0; row < table->row_count; row++, system->rows++)
        for (size_t column = 1; column <= last; column++)
            add_term(system, table, variables, row, column, column < last ? 1 : -1);
    for (size_t column = 1; column <= last; column++, system->rows++)
        for (size_t row = 0; row < table->row_count; row++)
            add_term(system, table, variables, row, column, row < total ? 1 : -1);
}

/* @return hidden cells; the range of each has to reach past what is small, where it is */
static size_t attack(const struct cir_shown_table *hidden, const struct cir_shown_table *open)
{
    static struct simplex system;
    static size_t variables[SIMPLEX_ROWS_MAX * SIMPLEX_COLUMNS_MAX];
    write_equations(&system, hidden, variables);
    for (size_t row = 0; row < hidden->row_count; row++)
        for (size_t column = 1; column < hidden->column_count; column++) {
            size_t variable = variables[row * hidden->column_count + column];
            double count = cell_value(open, row, column);
            bool is_small = count > 0 && count < LEAST;
            CU_ASSERT(!is_small || cell_is_hidden(hidden, row, column));
            if (variable == SIMPLEX_COLUMNS_MAX || !is_small)
                continue;
            CU_ASSERT(simplex_bound(&system, variable, 1) < LEAST);
            CU_ASSERT(simplex_bound(&system, variable, -1) > LEAST - 1e-6);
        }
    return system.columns;
}

static void test_tables__hide_small_counts_for_good(void)
{
    static const char *const sides[][2] = {{"gge_severity", "gge_scale"}, {"year", "gge_level"},
                                           {"region", "gge_level"},       {"country", "tlp"},
                                           {"month", "region"},           {"year", "country"}};
    static const char *const few[] = {"sector=finance", "tlp=green"};
    size_t found = 0;
    open_logs();
    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++) {
        const struct cir_table_request open = {
            .rows = sides[i][0], .columns = sides[i][1], .filters = few, .filter_count = 1 + i % 2};
        struct cir_table_request both[] = {open, open};
        both[1].suppress = LEAST;
        struct cir_tables *tables = make("s.csv", both, 2, CIR_EN);
        found += attack(cir_tables_get(tables, 1), cir_tables_get(tables, 0));
        cir_tables_free(tables);
    }
    CU_ASSERT(found > 20);
    scratch_close();
}

static void test_tables__of_no_row_are_refused(void)
{
    static const char *const nowhere[] = {"country=AQ"};
    const struct cir_table_request request = {.kind = CIR_TABLE_SECTORS, .filters = nowhere, .filter_count = 1};
    struct cir_tables *tables = NULL;
    struct cir_error error;
    open_logs();
    char *path = path_of("s.csv");
    const struct cir_table_source from = {.path = path};
    CU_ASSERT_EQUAL(cir_tables_make(&tables, &from, &request, 1, CIR_EN, &error), CIR_NOTHING_LEFT);
    CU_ASSERT_PTR_NULL(tables);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "no row is left for the table 'sectors'"));
    free(path);
    scratch_close();
}

CIR_SUITE("tables",
          {"of a log and of its run are the same bytes", test_tables__of_a_log_and_of_its_run_are_the_same_bytes},
          {"do not tell the order of rows", test_tables__do_not_tell_the_order_of_rows},
          {"of one pass are those of many", test_tables__of_one_pass_are_those_of_many},
          {"tell what was read", test_tables__tell_what_was_read},
          {"hide small counts for good", test_tables__hide_small_counts_for_good},
          {"of no row are refused", test_tables__of_no_row_are_refused})
