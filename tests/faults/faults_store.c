/* Runs with a database, of which a statement fails, or an allocation of ours: the run is there whole or not at all. */
#include "suite.h"
#include "temporary.h"

#include "cirisk.h"
#include "faults.h"
#include "sink/summary.h"

#include <sqlite3.h>
#include <stdio.h>
#include <unistd.h>

enum { ROWS = 12 };

struct run {
    char folder[CIR_TEMPORARY_SIZE];
    char input[CIR_TEMPORARY_SIZE + 16];
    char store[CIR_TEMPORARY_SIZE + 16];
    struct cir_period within; /* zero: campaigns are not cut by time */
    const struct cir_classifier *classifier;
};

/* Two keys of five rows each, of which one has no date, and two rows that are rejected. */
static void write_log(const struct run *run)
{
    FILE *file = fopen(run->input, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("id,date,country,sector,people_affected,physical,campaign\n", file);
    for (int i = 0; i < ROWS; i++)
        fprintf(file, "I-%d,%s,UA,%s,100..%d,temporary,C-%d\n", i, i == 3 ? "" : "2015-12-23", i > 9 ? "pwr" : "energy",
                2385 + i, i % 2);
    fclose(file);
}

static int count(sqlite3 *database, const char *table)
{
    char sql[64];
    int rows = 0;
    sqlite3_stmt *statement = NULL;
    snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        rows = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return rows;
}

static void expect_whole(const struct run *run, bool is_kept)
{
    static const struct {
        const char *table;
        int rows;
    } expected[] = {
        {"run", 1},      {"run_campaigns", 1},    {"subject", 10},
        {"reject", 2},   {"campaign_key", 2},     {"campaign_incident", 10},
        {"campaign", 2}, {"campaign_verdict", 2}, {"run_network", 1},
        {"impact", 10},  {"campaign_impact", 2},
    };
    sqlite3 *database = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(run->store, &database), SQLITE_OK);
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        CU_ASSERT_EQUAL(count(database, expected[i].table), is_kept ? expected[i].rows : 0);
    CU_ASSERT_TRUE((count(database, "campaign_fact") > 10) == is_kept);
    CU_ASSERT_TRUE((count(database, "campaign_probability") > 2) == is_kept);
    sqlite3_close(database);
}

static enum cir_status score_and_look(void *context, struct cir_error *error)
{
    const struct run *run = context;
    const struct cir_score_options options = {
        .input = run->input,
        .store = run->store,
        .recorded_at = "2026-01-31T23:59:59Z",
        .campaigns = {.wanted = true, .within = run->within},
        .probabilities = true,
        .threads = 1,
    };
    struct cir_tally tally = {0};
    enum cir_status status = cir_score_log(run->classifier, &options, &tally, error);
    cir_fault_pause(true);
    CU_ASSERT_TRUE(status != CIR_OK || (tally.scored == 10 && tally.rejected == 2 && tally.campaigns == 2));
    cir_tally_free(&tally);
    expect_whole(run, status == CIR_OK);
    unlink(run->store);
    cir_fault_pause(false);
    return status;
}

static void with_run(enum cir_fault_kind kind, struct cir_period within, unsigned runs_min)
{
    static const char *const schemes[] = {"gge"};
    struct run run = {.within = within};
    struct cir_classifier *classifier = NULL;
    cir_temporary_folder(run.folder);
    snprintf(run.input, sizeof run.input, "%s/log.csv", run.folder);
    snprintf(run.store, sizeof run.store, "%s/runs.db", run.folder);
    write_log(&run);
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, schemes, 1, NULL), CIR_OK);
    const struct cir_network_use use = {.network = "wiod2011"};
    CU_ASSERT_EQUAL_FATAL(cir_classifier_use_network(classifier, NULL, &use, NULL), CIR_OK);
    run.classifier = classifier;
    CU_ASSERT(cir_fault_run(kind, score_and_look, &run) >= runs_min);
    cir_classifier_free(classifier);
    cir_temporary_remove(run.folder);
}

static const struct cir_period at_any_time = {0};
static const struct cir_period half_a_year = {.months = 6};

static void test_store__keeps_a_run_whole_or_not_at_all(void)
{
    with_run(CIR_FAULT_STORE, at_any_time, 200);
}

static void test_store__keeps_windows_whole_or_not_at_all(void)
{
    with_run(CIR_FAULT_STORE, half_a_year, 200);
}

static void test_store__keeps_nothing_without_memory(void)
{
    with_run(CIR_FAULT_MEMORY, half_a_year, 40);
}

CIR_SUITE("faults of storing", {"keeps a run whole or not at all", test_store__keeps_a_run_whole_or_not_at_all},
          {"keeps windows whole or not at all", test_store__keeps_windows_whole_or_not_at_all},
          {"keeps nothing without memory", test_store__keeps_nothing_without_memory})
