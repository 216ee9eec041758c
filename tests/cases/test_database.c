/* What a person finds in the database of a run, by the page that tells of it, through the public way. */
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include "base/file.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const schemes[] = {"gge", "nciss"};

/* A log with what campaigns are made of: bad rows, a repeat, an incident of no campaign. */
#define LOG  CIR_SOURCE_DIR "/tests/golden/shared/campaigns.csv"
#define PAGE CIR_SOURCE_DIR "/docs/formats.md"

static void score(const struct cir_classifier *classifier, const char *column, struct cir_period within)
{
    struct run run;
    struct cir_score_options options = {.input = LOG, .raw = true, .recorded_at = "2026-01-31T23:59:59Z"};
    options.store = scratch_path("runs.db");
    options.campaigns = (struct cir_campaign_options){
        .wanted = true, .output = scratch_path("campaigns.csv"), .column = column, .within = within};
    run_score(&run, classifier, &options);
    if (run.status != CIR_OK)
        printf("%s\n", run.error.message);
    CU_ASSERT_EQUAL_FATAL(run.status, CIR_OK);
    run_free(&run);
}

/* What a query gives: cells joined by `between`, rows by '\n', as CSV would have them. Free it. */
static char *ask(const char *sql, char between)
{
    char *out = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&out, &size);
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(scratch_path("runs.db"), &database), SQLITE_OK);
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
        printf("%s\n%s\n", sql, sqlite3_errmsg(database));
    CU_ASSERT_PTR_NOT_NULL_FATAL(statement);
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int i = 0, count = sqlite3_column_count(statement); i < count; i++) {
            const char *text = (const char *)sqlite3_column_text(statement, i);
            fprintf(stream, "%s%c", text != NULL ? text : "", i + 1 < count ? between : '\n');
        }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    fclose(stream);
    return out;
}

static void expect(const char *sql, const char *expected)
{
    char *found = ask(sql, '|');
    if (strcmp(found, expected) != 0)
        printf("%s\ngot:\n%sexpected:\n%s", sql, found, expected);
    CU_ASSERT_STRING_EQUAL(found, expected);
    free(found);
}

static struct cir_classifier *open_all(void)
{
    scratch_open();
    return run_classifier(schemes, 2);
}

static void close_all(struct cir_classifier *classifier)
{
    cir_classifier_free(classifier);
    scratch_close();
}

static void test_database__answers_the_question_of_the_page(void)
{
    static const char begin[] = "```sql\n";
    struct cir_classifier *classifier = open_all();
    struct cir_buffer page = {0};
    CU_ASSERT_EQUAL_FATAL(cir_file_read(&page, PAGE, NULL), CIR_OK);
    cir_buffer_add_char(&page, '\0');
    char *sql = strstr(page.data, begin);
    CU_ASSERT_PTR_NOT_NULL_FATAL(sql);
    char *end = strstr(sql + strlen(begin), "```");
    CU_ASSERT_PTR_NOT_NULL_FATAL(end);
    *end = '\0';
    score(classifier, NULL, (struct cir_period){0});
    score(classifier, NULL, (struct cir_period){0}); /* the page asks of the last run */
    expect(sql + strlen(begin), "N-1|moderate|NotPetya|emergency\n"
                                "N-2|significant|NotPetya|emergency\n"
                                "N-3|severe|NotPetya|emergency\n"
                                "N-4|significant|NotPetya|emergency\n"
                                "N-5|moderate|NotPetya|emergency\n");
    cir_buffer_free(&page);
    close_all(classifier);
}

/* Ids of the rows of each campaign, as the file of campaigns lists them. */
static void expect_members_of_file(void)
{
    struct sheet sheet;
    struct cir_buffer text = scratch_read("campaigns.csv");
    sheet_read(&sheet, cir_buffer_text(&text), ',');
    CU_ASSERT_TRUE(sheet.row_count > 1);
    for (size_t row = 0; row < sheet.row_count; row++) {
        char sql[512];
        struct cir_buffer expected = {0};
        cir_buffer_add_format(&expected, "%.*s|", CIR_TEXT_ARGS(sheet_cell(&sheet, row, "id")));
        cir_buffer_add_format(&expected, "%.*s|", CIR_TEXT_ARGS(sheet_cell(&sheet, row, "incidents")));
        cir_buffer_add_format(&expected, "%.*s\n", CIR_TEXT_ARGS(sheet_cell(&sheet, row, "incident_ids")));
        cir_buffer_add_char(&expected, '\0');
        snprintf(
            sql, sizeof sql,
            "SELECT min(campaign_id), min(incidents), group_concat(id, ' ') FROM (SELECT campaign.id AS campaign_id,"
            " incidents, subject.id FROM campaign JOIN campaign_member USING (run, campaign) JOIN subject USING (run,"
            " row) JOIN campaign_incident USING (run, row) WHERE campaign = %zu AND run = (SELECT max(run) FROM run)"
            " ORDER BY place)",
            row + 1);
        expect(sql, expected.data);
        cir_buffer_free(&expected);
    }
    cir_buffer_free(&text);
    sheet_free(&sheet);
}

static void test_database__joins_rows_with_their_campaigns(void)
{
    struct cir_classifier *classifier = open_all();
    score(classifier, NULL, (struct cir_period){0});
    expect_members_of_file();
    expect("SELECT count(*) FROM campaign_incident", "8\n"); /* of 9 that were scored */
    expect("SELECT id, field, cell FROM campaign_fact JOIN campaign USING (run, campaign) WHERE partly_told",
           "NotPetya|loss_usd|>=300000000\nNotPetya|other_countries|\nNotPetya|people_affected|>=1630000\n"
           "NotPetya|people_share|>=0.04226071474860118\nSolarWinds|date|<=2020-03-31\nSolarWinds|loss_usd|>=1000000\n"
           "SolarWinds|records_affected|>=120\n");
    score(classifier, "country", (struct cir_period){.hours = 12});
    expect_members_of_file();
    /* a row without a date has a key, and is in no campaign */
    expect("SELECT subject.id, name, place FROM campaign_incident JOIN subject USING (run, row) JOIN campaign_key USING"
           " (run, key) WHERE run = 2 AND (run, row) NOT IN (SELECT run, row FROM campaign_member)",
           "S-3|US|\n");
    expect("SELECT * FROM run_campaigns", "1|campaign|0|0.0\n2|country|0|12.0\n");
    expect("PRAGMA foreign_key_check", "");
    close_all(classifier);
}

/* The cells of campaign_fact as a log. */
static char *log_of_facts(void)
{
    char *fields = ask("SELECT DISTINCT field FROM campaign_fact WHERE run = 1 ORDER BY field", '|');
    struct cir_buffer header = {0};
    struct cir_buffer sql = {0};
    struct cir_text field, rest = cir_text_of(fields);
    cir_buffer_add_string(&sql, "SELECT ");
    while (rest.size > 0 && cir_text_next(&field, &rest, '\n') && field.size > 0) {
        cir_buffer_add_format(&header, "%s%.*s", header.size > 0 ? "," : "", CIR_TEXT_ARGS(field));
        cir_buffer_add_format(&sql,
                              "%s(SELECT '\"' || replace(cell, '\"', '\"\"') || '\"' FROM campaign_fact WHERE run = 1"
                              " AND campaign = campaign.campaign AND field = '%.*s')",
                              sql.size > 8 ? ", " : "", CIR_TEXT_ARGS(field));
    }
    cir_buffer_add_string(&sql, " FROM campaign WHERE run = 1 ORDER BY campaign");
    cir_buffer_add_char(&sql, '\0');
    char *rows = ask(sql.data, ',');
    cir_buffer_add_format(&header, "\n%s", rows);
    cir_buffer_add_char(&header, '\0');
    cir_buffer_free(&sql);
    free(fields);
    free(rows);
    return header.data;
}

static void test_database__holds_what_judges_a_campaign_again(void)
{
#define VERDICT "scheme, level, label, score, low, high, level_low, level_high, coverage, reason"
    struct cir_classifier *classifier = open_all();
    score(classifier, NULL, (struct cir_period){0});
    char *log = log_of_facts();
    struct run run;
    struct cir_score_options options = {.recorded_at = "2026-01-31T23:59:59Z", .store = scratch_path("runs.db")};
    run_score_text(&run, classifier, cir_text_of(log), &options);
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.tally.scored, 2);
    char *stored = ask("SELECT id, " VERDICT " FROM campaign_judged WHERE run = 1 ORDER BY campaign, scheme", '|');
    CU_ASSERT_PTR_NOT_NULL(strstr(stored, "NotPetya|gge|5|emergency|82.5"));
    expect("SELECT id, " VERDICT " FROM judged WHERE run = 2 ORDER BY row, scheme", stored);
    free(stored);
    free(log);
    run_free(&run);
    close_all(classifier);
#undef VERDICT
}

/* Rows of many keys, in a log of many blocks; some are rejected, some have no date. */
static void write_log(void)
{
    static const char *const dates[] = {"2020-01-31", "2020-05", "unknown", "2019-12-23T15:30Z",
                                        "2020-02-29", "2020",    ""};
    struct cir_buffer log = {0};
    cir_buffer_add_string(&log, "id,date,country,sector,campaign,people_affected,duration_h\n");
    for (unsigned i = 0; i < 9000; i++)
        cir_buffer_add_format(&log, "I-%u,%s,DE,%s,Moth %u,%u..%u,%u.385\n", i % 97 == 96 ? i - 50 : i, dates[i % 7],
                              i % 53 == 52 ? "pwr" : "power", i % 230, i % 1001, i % 1001 + 2385, i % 503);
    scratch_write("log.csv", cir_buffer_text(&log));
    cir_buffer_free(&log);
}

static struct cir_buffer database_of(const struct cir_classifier *classifier, unsigned threads,
                                     struct cir_period within)
{
    struct cir_tally tally;
    const struct cir_score_options options = {
        .input = scratch_path("log.csv"),
        .store = scratch_path("runs.db"),
        .recorded_at = "2026-01-31T23:59:59Z",
        .campaigns = {.wanted = true, .within = within},
        .probabilities = true,
        .threads = threads,
    };
    remove(scratch_path("runs.db"));
    CU_ASSERT_EQUAL(cir_score_log(classifier, &options, &tally, NULL), CIR_OK);
    CU_ASSERT_TRUE(tally.rejected > 100 && tally.campaigns >= 230);
    cir_tally_free(&tally);
    return scratch_read("runs.db");
}

static void test_database__is_the_same_for_any_threads(void)
{
    static const struct cir_period periods[] = {{0}, {.months = 2}};
    struct cir_classifier *classifier = open_all();
    write_log();
    for (size_t i = 0; i < 2; i++) {
        struct cir_buffer expected = database_of(classifier, 1, periods[i]);
        CU_ASSERT_TRUE(expected.size > 100000);
        expect(i == 0 ? "SELECT count(*) FROM campaign_incident WHERE place IS NULL"
                      : "SELECT count(*) - (SELECT count(DISTINCT row) FROM campaign_member) - sum(place IS NULL) FROM"
                        " campaign_incident",
               "0\n");
        for (unsigned threads = 2; threads <= 5; threads += 3) {
            struct cir_buffer found = database_of(classifier, threads, periods[i]);
            CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&found), cir_buffer_text(&expected)));
            cir_buffer_free(&found);
        }
        cir_buffer_free(&expected);
    }
    close_all(classifier);
}

static void test_database__is_described_whole(void)
{
    static const char described[] =
#define CIR_STORE_TABLE(name, meaning) "table|" name "\n"
#define CIR_STORE_VIEW(name, meaning)  "view|" name "\n"
#include "store/tables.def"
#undef CIR_STORE_TABLE
#undef CIR_STORE_VIEW
        ;
    struct cir_classifier *classifier = open_all();
    score(classifier, NULL, (struct cir_period){0});
    expect("SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'",
           described);
    close_all(classifier);
}

CIR_SUITE("database", {"answers the question of the page", test_database__answers_the_question_of_the_page},
          {"joins rows with their campaigns", test_database__joins_rows_with_their_campaigns},
          {"holds what judges a campaign again", test_database__holds_what_judges_a_campaign_again},
          {"is the same for any threads", test_database__is_the_same_for_any_threads},
          {"is described whole", test_database__is_described_whole})
