#include "pipeline/overriding.h"

#include "../base/random.h"
#include "../sink/toy.h"
#include "base/buffer.h"
#include "cirisk.h"
#include "scratch.h"
#include "suite.h"

#include <sqlite3.h>
#include <stdio.h>

/* ---- levels ---- */

static void test_overriding__puts_levels_in_the_place_of_computed_ones(void)
{
    const struct cir_override rows[] = {
        {.field = CIR_FIELD_DEATHS},
        {.field = CIR_INDEX_NONE, .scheme = 0, .old_level = 3, .level = 1},
        {.field = CIR_INDEX_NONE, .scheme = 1, .old_level = 100, .level = CIR_LEVEL_UNKNOWN},
    };
    const struct cir_override_list list = {rows, 3};
    struct cir_verdict verdicts[] = {toy_known[0], toy_known[1]};
    struct cir_override_misfit misfit = {0};
    cir_override_levels(verdicts, &misfit, &list, toy_schemes);
    CU_ASSERT_PTR_NULL(misfit.override);
    CU_ASSERT(verdicts[0].level == 1 && verdicts[1].level == CIR_LEVEL_UNKNOWN);
    CU_ASSERT_STRING_EQUAL(cir_verdict_reason(&verdicts[0], &toy_gge), "override");
    CU_ASSERT_STRING_EQUAL(cir_verdict_reason(&verdicts[1], &toy_own), "override");
    CU_ASSERT(verdicts[0].level_low == toy_known[0].level_low && verdicts[0].level_high == toy_known[0].level_high);
    CU_ASSERT_EQUAL(verdicts[0].score.point, toy_known[0].score.point);
    cir_override_levels(verdicts, &misfit, &list, toy_schemes); /* they are not what they were any more */
    CU_ASSERT_PTR_EQUAL(misfit.override, &rows[1]);
    CU_ASSERT(cir_text_is(misfit.found, "minor"));
    misfit = (struct cir_override_misfit){&rows[0], cir_text_of("x")};
    cir_override_levels(verdicts, &misfit, &list, toy_schemes);
    CU_ASSERT_PTR_EQUAL(misfit.override, &rows[0]);
}

/* ---- whole logs ---- */

static const char *const both[] = {"gge", "nciss"};

static struct cir_classifier *classifier_of(size_t scheme_count)
{
    struct cir_classifier *classifier = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, both, scheme_count, NULL), CIR_OK);
    return classifier;
}

struct paths {
    char input[128], output[128], rejects[128], overrides[128], store[128];
};

static void set_path(char path[128], const char *name)
{
    snprintf(path, 128, "%s", scratch_path(name));
}

static struct cir_score_options options_of(struct paths *paths, const char *input, const char *overrides,
                                           const char *output)
{
    set_path(paths->input, input);
    set_path(paths->output, output);
    set_path(paths->rejects, "rejects.csv");
    set_path(paths->store, "runs.db");
    set_path(paths->overrides, overrides != NULL ? overrides : "");
    return (struct cir_score_options){.input = paths->input,
                                      .output = paths->output,
                                      .rejects = paths->rejects,
                                      .threads = 2,
                                      .log.overrides = overrides != NULL ? paths->overrides : NULL,
                                      .recorded_at = "2026-01-31T23:59:59Z"};
}

static void score(const struct cir_classifier *classifier, const struct cir_score_options *options,
                  struct cir_tally *tally)
{
    struct cir_error error = {0};
    enum cir_status status = cir_score_log(classifier, options, tally, &error);
    if (status != CIR_OK)
        printf("%s:%zu:%zu: %s\n", error.file, error.line, error.column, error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
}

static void write_string(const char *name, const char *text)
{
    scratch_write(name, cir_text_of(text));
}

#define LOG    "id,date,country,sector,people_affected,service_loss,duration_h,deaths\n"
#define HEADER "id,field,old,new,reason,who,when\n"
#define WHY    ",call,R. Weber,2026-01-31\n"

/* ---- an override does what an edit of the log does ---- */

enum { ROWS = 6000, EDITED_COLUMNS = 7 };

/* Cells of each column; the last is one that has its row rejected. */
static const char *const cells[EDITED_COLUMNS][6] = {
    {"2019-03-07", "2020", "2021-02", "unknown", "2018-01..2018-06", "31/12/2020"},
    {"UA", "DE", "FR|IT", "IN;PK", "unknown", "Atlantis"},
    {"power", "water", "health;telecom", "energy|finance", "none", "watr"},
    {"225000", "1000..5000", "unknown", "~300", "", "many"},
    {"total", "0.385", "degraded|severe", "12 %", "", "lots"},
    {"6", "72", "1..6", ">=24", "n/a", "long"},
    {"0", "1", "0..3", "120", "", "-1"},
};
static const char *const names[EDITED_COLUMNS] = {"date",         "country",    "sector", "people_affected",
                                                  "service_loss", "duration_h", "deaths"};

struct edited {
    struct cir_buffer log, log_edited, overrides;
    size_t overridden;
    size_t count;
};

/* A row, and what comes of it by edits: a cell that is bad is always edited into a good one. */
static void add_row(struct edited *edited, uint64_t *random, size_t row)
{
    bool is_edited = random_below(random, 10) == 0;
    size_t count = edited->count;
    cir_buffer_add_format(&edited->log, "R-%zu", row);
    cir_buffer_add_format(&edited->log_edited, "R-%zu", row);
    for (size_t i = 0; i < EDITED_COLUMNS; i++) {
        const char *cell = cells[i][random_below(random, is_edited ? 6 : 5)];
        const char *edit = cell;
        if (is_edited && (cell == cells[i][5] || random_below(random, 3) == 0)) {
            edit = cells[i][random_below(random, 5)];
            cir_buffer_add_format(&edited->overrides, "R-%zu,%s,%s,%s" WHY, row, names[i], cell, edit);
            edited->count++;
        }
        cir_buffer_add_format(&edited->log, ",%s", cell);
        cir_buffer_add_format(&edited->log_edited, ",%s", edit);
    }
    cir_buffer_add_string(&edited->log, "\n");
    cir_buffer_add_string(&edited->log_edited, "\n");
    edited->overridden += edited->count > count;
}

static void make_edited(struct edited *edited, size_t first, size_t rows)
{
    uint64_t random = 2385;
    struct edited skipped = {0};
    *edited = (struct edited){0};
    cir_buffer_add_string(&edited->log, LOG);
    cir_buffer_add_string(&edited->log_edited, LOG);
    cir_buffer_add_string(&edited->overrides, HEADER);
    for (size_t row = 0; row < first + rows; row++)
        add_row(row < first ? &skipped : edited, &random, row);
    CU_ASSERT_FATAL(!edited->log.failed && !edited->log_edited.failed && !edited->overrides.failed);
    cir_buffer_free(&skipped.log);
    cir_buffer_free(&skipped.log_edited);
    cir_buffer_free(&skipped.overrides);
}

static void write_edited(struct edited *edited, const char *log, const char *log_edited, const char *overrides)
{
    scratch_write(log, cir_buffer_text(&edited->log));
    scratch_write(log_edited, cir_buffer_text(&edited->log_edited));
    scratch_write(overrides, cir_buffer_text(&edited->overrides));
    cir_buffer_free(&edited->log);
    cir_buffer_free(&edited->log_edited);
    cir_buffer_free(&edited->overrides);
}

/* Line by line, from the verdicts on. */
static bool have_same_verdicts(const char *a, const char *b, size_t rows)
{
    struct cir_buffer one = scratch_read(a), two = scratch_read(b);
    struct cir_text rest_one = cir_buffer_text(&one), rest_two = cir_buffer_text(&two);
    struct cir_text line_one, line_two;
    static const char verdicts[] = "\"verdicts\":";
    size_t count = 0;
    while (cir_text_next(&line_one, &rest_one, '\n') && cir_text_next(&line_two, &rest_two, '\n') &&
           line_one.size > 0) {
        const char *from_one = memmem(line_one.data, line_one.size, verdicts, sizeof verdicts - 1);
        const char *from_two = memmem(line_two.data, line_two.size, verdicts, sizeof verdicts - 1);
        if (from_one == NULL || from_two == NULL)
            break;
        struct cir_text end_one = {from_one, (size_t)(line_one.data + line_one.size - from_one)};
        struct cir_text end_two = {from_two, (size_t)(line_two.data + line_two.size - from_two)};
        if (!cir_text_equal(end_one, end_two))
            break;
        count++;
    }
    cir_buffer_free(&one);
    cir_buffer_free(&two);
    return count == rows;
}

static void test_overriding__does_what_an_edit_of_the_log_does(void)
{
    struct cir_classifier *classifier = classifier_of(2);
    struct edited edited;
    struct paths paths;
    struct cir_tally tally;
    scratch_open();
    make_edited(&edited, 0, ROWS);
    size_t count = edited.count, overridden = edited.overridden;
    write_edited(&edited, "log.csv", "edited.csv", "overrides.csv");
    struct cir_score_options options = options_of(&paths, "edited.csv", NULL, "edited");
    options.format = CIR_OUTPUT_NDJSON;
    score(classifier, &options, &tally);
    CU_ASSERT_EQUAL(tally.scored, ROWS);
    CU_ASSERT(tally.overrides == 0 && tally.overridden == 0);
    cir_tally_free(&tally);
    options = options_of(&paths, "log.csv", "overrides.csv", "overridden");
    options.format = CIR_OUTPUT_NDJSON;
    score(classifier, &options, &tally);
    CU_ASSERT_EQUAL(tally.scored, ROWS);
    CU_ASSERT(tally.overrides == count && tally.overridden == overridden && overridden > ROWS / 20);
    cir_tally_free(&tally);
    CU_ASSERT(have_same_verdicts("edited", "overridden", ROWS));
    scratch_close();
    cir_classifier_free(classifier);
}

static bool have_same_bytes(const char *a, const char *b)
{
    struct cir_buffer one = scratch_read(a), two = scratch_read(b);
    bool is_same = one.size > 0 && cir_text_equal(cir_buffer_text(&one), cir_buffer_text(&two));
    cir_buffer_free(&one);
    cir_buffer_free(&two);
    return is_same;
}

static void test_overriding__is_the_same_for_any_threads(void)
{
    static const unsigned threads[] = {1, 2, 5};
    static const char *const outputs[] = {"one", "two", "five"};
    struct cir_classifier *classifier = classifier_of(2);
    struct edited edited;
    scratch_open();
    make_edited(&edited, 0, ROWS);
    write_edited(&edited, "log.csv", "edited.csv", "overrides.csv");
    for (size_t i = 0; i < 3; i++) {
        struct paths paths;
        struct cir_tally tally;
        struct cir_score_options options = options_of(&paths, "log.csv", "overrides.csv", outputs[i]);
        options.threads = threads[i];
        score(classifier, &options, &tally);
        cir_tally_free(&tally);
    }
    CU_ASSERT(have_same_bytes("one", "two") && have_same_bytes("one", "five"));
    scratch_close();
    cir_classifier_free(classifier);
}

/* In two halves, each with the overrides of its rows. */
static void test_overriding__joins_a_split_log(void)
{
    static const struct {
        const char *log, *overrides, *output;
        size_t first, rows;
    } parts[] = {{"whole.csv", "whole.overrides", "whole", 0, ROWS},
                 {"first.csv", "first.overrides", "first", 0, 1803},
                 {"second.csv", "second.overrides", "second", 1803, ROWS - 1803}};
    struct cir_classifier *classifier = classifier_of(1);
    scratch_open();
    for (size_t i = 0; i < 3; i++) {
        struct edited edited;
        struct paths paths;
        struct cir_tally tally;
        make_edited(&edited, parts[i].first, parts[i].rows);
        write_edited(&edited, parts[i].log, "edited.csv", parts[i].overrides);
        struct cir_score_options options = options_of(&paths, parts[i].log, parts[i].overrides, parts[i].output);
        score(classifier, &options, &tally);
        CU_ASSERT_EQUAL(tally.scored, parts[i].rows);
        cir_tally_free(&tally);
    }
    struct cir_buffer joined = scratch_read("first"), second = scratch_read("second");
    const char *behind_header = memchr(second.data, '\n', second.size);
    CU_ASSERT_PTR_NOT_NULL_FATAL(behind_header);
    cir_buffer_add(&joined,
                   (struct cir_text){behind_header + 1, second.size - (size_t)(behind_header + 1 - second.data)});
    scratch_write("joined", cir_buffer_text(&joined));
    CU_ASSERT(have_same_bytes("whole", "joined"));
    cir_buffer_free(&joined);
    cir_buffer_free(&second);
    scratch_close();
    cir_classifier_free(classifier);
}

/* ---- what does not fit ---- */

#define ROW_A "A,2020-01-01,UA,power,225000,total,6,0\n"
#define ROW_B "B,2020-01-01,UA,watr,10,0.5,2,0\n"

static const struct {
    const char *log, *overrides;
    size_t line, column;
    const char *says;
} misfits[] = {
    // clang-format off
    {LOG ROW_A, HEADER "A,deaths,1,3" WHY, 2, 3, "old '1', but deaths of 'A' is '0' (log.csv:2): look at the row again, then write that as old or drop the override"},
    {LOG "\n" ROW_A, HEADER "A,deaths,,3" WHY, 2, 3, "old '', but deaths of 'A' is '0' (log.csv:3)"},
    {LOG ROW_A, HEADER "A,injured,0,3" WHY, 2, 3, "old '0', but injured of 'A' is ''"},
    {LOG ROW_A, HEADER "A,gge_level,5,2" WHY, 2, 3, "old '5', but gge_level of 'A' is 'significant' (log.csv:2, as the facts give it)"},
    {LOG ROW_A, HEADER "A,gge_level,,2" WHY, 2, 3, "gge_level of 'A' is 'significant'"},
    {LOG ROW_A, HEADER "A,deaths,0,120" WHY "A,gge_level,3,4" WHY, 3, 3, "gge_level of 'A' is 'emergency'"},
    {LOG ROW_A, HEADER "A,gge_level,5,2" WHY "A,deaths,7,8" WHY, 3, 3, "deaths of 'A' is '0'"},
    {LOG ROW_A, HEADER "A,deaths,0,3" WHY "C,deaths,0,3" WHY "D,deaths,0,3" WHY, 3, 1, "no row of log.csv has the id 'C': correct the id or drop the override"},
    {LOG, HEADER "A,deaths,0,3" WHY, 2, 1, "no row of log.csv has the id 'A'"},
    {LOG ROW_A ROW_B, HEADER "B,deaths,0,3" WHY, 2, 1, "the row of 'B' was rejected (log.csv:3: unknown-sector): override that too, or drop the override"},
    {LOG ROW_A ROW_B, HEADER "B,deaths,1,3" WHY, 2, 1, "the row of 'B' was rejected (log.csv:3: unknown-sector)"},
    {LOG ROW_A "B,2020\n", HEADER "B,deaths,0,3" WHY, 2, 1, "no row of log.csv has the id 'B'"},
    {LOG ROW_A ROW_A, HEADER "A,deaths,1,3" WHY, 2, 3, "deaths of 'A' is '0' (log.csv:2)"},
    // clang-format on
};

static enum cir_status score_small(const struct cir_classifier *classifier, const char *log, const char *overrides,
                                   bool check_only, struct cir_error *error)
{
    struct paths paths;
    struct cir_tally tally;
    write_string("log.csv", log);
    write_string("overrides.csv", overrides);
    struct cir_score_options options = options_of(&paths, "log.csv", "overrides.csv", "scored.csv");
    options.check_only = check_only;
    enum cir_status status = cir_score_log(classifier, &options, &tally, error);
    cir_tally_free(&tally);
    return status;
}

/* The name of the log in a message is a path. */
static bool says(const struct cir_error *error, const char *expected)
{
    char message[CIR_ERROR_MESSAGE_SIZE];
    const char *log = strstr(error->message, "/log.csv");
    if (log == NULL)
        return strstr(error->message, expected) != NULL;
    const char *start = log;
    while (start > error->message && start[-1] != ' ' && start[-1] != '(')
        start--;
    snprintf(message, sizeof message, "%.*s%s", (int)(start - error->message), error->message, log + 1);
    return strstr(message, expected) != NULL;
}

static void test_overriding__refuses_what_does_not_fit_and_writes_nothing(void)
{
    struct cir_classifier *classifier = classifier_of(1);
    scratch_open();
    for (size_t i = 0; i < 2 * sizeof misfits / sizeof misfits[0]; i++) {
        struct cir_error error = {0};
        bool check_only = i % 2 == 1;
        enum cir_status status =
            score_small(classifier, misfits[i / 2].log, misfits[i / 2].overrides, check_only, &error);
        bool right = status == CIR_BAD_OVERRIDE && error.line == misfits[i / 2].line &&
                     error.column == misfits[i / 2].column && strstr(error.file, "overrides.csv") != NULL &&
                     says(&error, misfits[i / 2].says);
        if (!right)
            printf("\n  %s  -> %zu:%zu %s\n", misfits[i / 2].overrides, error.line, error.column, error.message);
        CU_ASSERT(right);
        CU_ASSERT_EQUAL(scratch_count(), 2); /* the log and the overrides */
    }
    CU_ASSERT_EQUAL(cir_status_exit_code(CIR_BAD_OVERRIDE), 3);
    scratch_close();
    cir_classifier_free(classifier);
}

struct told {
    size_t lines[8];
    size_t count;
};

static void on_misfit(void *context, const struct cir_error *error)
{
    struct told *told = context;
    CU_ASSERT_EQUAL(error->status, CIR_BAD_OVERRIDE);
    if (told->count < 8)
        told->lines[told->count++] = error->line;
}

/* Those that do not fit their rows as the log has them, then those without a row as the file has them. */
static void test_overriding__tells_all_that_do_not_fit(void)
{
    static const size_t expected[] = {5, 3, 2, 4};
    struct cir_classifier *classifier = classifier_of(1);
    struct paths paths;
    struct cir_tally tally;
    struct cir_error error = {0};
    struct told told = {0};
    scratch_open();
    write_string("log.csv", LOG ROW_A "C,2020-01-01,UA,water,10,0.5,2,0\n");
    write_string("overrides.csv", HEADER "Y,deaths,1,3" WHY "C,deaths,1,3" WHY "X,deaths,0,3" WHY "A,deaths,1,3" WHY);
    struct cir_score_options options = options_of(&paths, "log.csv", "overrides.csv", "scored.csv");
    options.store = paths.store;
    options.observer = (struct cir_observer){.context = &told, .misfit = on_misfit};
    CU_ASSERT_EQUAL(cir_score_log(classifier, &options, &tally, &error), CIR_BAD_OVERRIDE);
    CU_ASSERT_EQUAL(error.line, 5);
    CU_ASSERT_EQUAL_FATAL(told.count, 4);
    for (size_t i = 0; i < 4; i++)
        CU_ASSERT_EQUAL(told.lines[i], expected[i]);
    CU_ASSERT_FALSE(scratch_has("scored.csv") || scratch_has("scored.csv.part"));
    cir_tally_free(&tally);
    scratch_close();
    cir_classifier_free(classifier);
}

/* The row that counts is the first of its id; another one of it is rejected, whatever it holds. */
static void test_overriding__asks_only_the_row_that_counts(void)
{
    static const char *const logs[] = {
        LOG ROW_A "A,2020-01-01,UA,power,225000,total,6,1\n",
        LOG "A,2020-01-01,UA,powr,225000,total,6,1\n" ROW_A,
    };
    struct cir_classifier *classifier = classifier_of(1);
    scratch_open();
    for (size_t i = 0; i < sizeof logs / sizeof logs[0]; i++) {
        struct cir_error error = {0};
        CU_ASSERT_EQUAL(score_small(classifier, logs[i], HEADER "A,deaths,0,3" WHY, false, &error), CIR_OK);
        struct cir_buffer scored = scratch_read("scored.csv");
        CU_ASSERT_PTR_NOT_NULL(memmem(scored.data, scored.size, ",0,deaths: 0 -> 3,", 18));
        cir_buffer_free(&scored);
    }
    scratch_close();
    cir_classifier_free(classifier);
}

/* An override reaches whatever is counted or kept. */
static void test_overriding__reaches_counts_and_store(void)
{
    struct cir_classifier *classifier = classifier_of(2);
    struct paths paths;
    struct cir_tally tally;
    scratch_open();
    write_string("log.csv", LOG ROW_A ROW_B);
    write_string("overrides.csv", HEADER "B,sector,watr,water" WHY "A,gge_level,significant,5" WHY
                                         "B,date,2020-01-01,2019-12-31" WHY "B,gge_level,none,cannot-tell" WHY);
    struct cir_score_options options = options_of(&paths, "log.csv", "overrides.csv", "scored.csv");
    options.store = paths.store;
    score(classifier, &options, &tally);
    CU_ASSERT(tally.scored == 2 && tally.overrides == 4 && tally.overridden == 2);
    CU_ASSERT_EQUAL(tally.tables[0].counts[5][CIR_TALLY_TOTAL], 1);
    CU_ASSERT_EQUAL(tally.tables[0].counts[6][CIR_TALLY_TOTAL], 1); /* cannot tell */
    CU_ASSERT_EQUAL(tally.tables[0].counts[3][CIR_TALLY_TOTAL], 0);
    cir_tally_free(&tally);
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(paths.store, &database), SQLITE_OK);
    CU_ASSERT_EQUAL_FATAL(
        sqlite3_prepare_v2(database,
                           "SELECT group_concat(id || ' ' || date || ' ' || sectors || ' ' || label || ' ' ||"
                           " coalesce(reason, ''), ';') || (SELECT ';' || group_concat(row || ' ' || field || ' ' ||"
                           " old || ' ' || new || ' ' || who, ';') FROM override) || (SELECT ';' ||"
                           " length(overrides_sha256) FROM run) FROM judged WHERE scheme = 'gge'",
                           -1, &statement, NULL),
        SQLITE_OK);
    CU_ASSERT_EQUAL(sqlite3_step(statement), SQLITE_ROW);
    CU_ASSERT_STRING_EQUAL((const char *)sqlite3_column_text(statement, 0),
                           "A 2020-01-01 power emergency override;B 2019-12-31 water cannot-tell override;"
                           "1 gge_level significant 5 R. Weber;2 sector watr water R. Weber;"
                           "2 date 2020-01-01 2019-12-31 R. Weber;2 gge_level none cannot-tell R. Weber;64");
    sqlite3_finalize(statement);
    sqlite3_close(database);
    scratch_close();
    cir_classifier_free(classifier);
}

/* No score rests on who did it: the same figures, whoever is named. */
static void test_overriding__of_attribution_moves_no_score(void)
{
    struct cir_classifier *classifier = classifier_of(2);
    struct paths paths;
    struct cir_tally tally;
    scratch_open();
    write_string("log.csv", LOG ROW_A);
    write_string("overrides.csv",
                 HEADER "A,attribution,,somebody" WHY "A,attribution_confidence,,90" WHY "A,tlp,,red" WHY);
    for (int i = 0; i < 2; i++) {
        struct cir_score_options options =
            options_of(&paths, "log.csv", i == 0 ? NULL : "overrides.csv", i == 0 ? "plain" : "named");
        options.format = CIR_OUTPUT_NDJSON;
        score(classifier, &options, &tally);
        cir_tally_free(&tally);
    }
    CU_ASSERT(have_same_verdicts("plain", "named", 1));
    scratch_close();
    cir_classifier_free(classifier);
}

CIR_SUITE("overriding",
          {"puts levels in the place of computed ones", test_overriding__puts_levels_in_the_place_of_computed_ones},
          {"does what an edit of the log does", test_overriding__does_what_an_edit_of_the_log_does},
          {"is the same for any threads", test_overriding__is_the_same_for_any_threads},
          {"joins a split log", test_overriding__joins_a_split_log},
          {"refuses what does not fit and writes nothing",
           test_overriding__refuses_what_does_not_fit_and_writes_nothing},
          {"tells all that do not fit", test_overriding__tells_all_that_do_not_fit},
          {"asks only the row that counts", test_overriding__asks_only_the_row_that_counts},
          {"reaches counts and store", test_overriding__reaches_counts_and_store},
          {"of attribution moves no score", test_overriding__of_attribution_moves_no_score})
