#include "suite.h"
#include "temporary.h"

#include "cirisk.h"
#include "faults.h"

#include <stdio.h>

enum { ROWS = 100 };

struct run {
    char folder[CIR_TEMPORARY_SIZE];
    char scored[CIR_TEMPORARY_SIZE + 16];
    char store[CIR_TEMPORARY_SIZE + 16];
    const char *source;
};

static void write_log(const struct run *run, const char *log)
{
    static const char *const names[] = {"gge"};
    struct cir_classifier *classifier = NULL;
    struct cir_tally tally = {0};
    FILE *file = fopen(log, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("id,date,country,sector,title,service,people_affected,loss_usd,other_countries\n", file);
    for (int i = 0; i < ROWS; i++)
        fprintf(file, "R-%d,202%d-0%d,%s,%s,\"a \"\"long\"\" title, %d\",service %d,%d..%d,%d,%s\n", i, i % 6,
                1 + i % 9, i % 3 == 0 ? "DE" : "FR", i % 5 == 0 ? "energy;health" : "finance", i, i % 40, i, 3 * i + 1,
                i * 37, i % 7 == 0 ? "JP;US" : "none");
    fclose(file);
    const struct cir_score_options options = {
        .input = log, .output = run->scored, .store = run->store, .recorded_at = "2026-01-31T23:59:59Z"};
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, names, 1, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_score_log(classifier, &options, &tally, NULL), CIR_OK);
    cir_tally_free(&tally);
    cir_classifier_free(classifier);
}

static const struct cir_table_request requests[] = {
    {.kind = CIR_TABLE_SECTORS, .suppress = 12},
    {.kind = CIR_TABLE_TOP},
    {.kind = CIR_TABLE_THRESHOLDS},
    {.rows = "service", .columns = "year", .measure = "median:loss_usd", .top = 5},
    {.rows = "other_countries", .measure = "sum:people_affected", .by = "year"},
};

enum { REQUESTS = sizeof requests / sizeof requests[0] };

static enum cir_status make(void *context, struct cir_error *error)
{
    const struct run *run = context;
    const struct cir_table_source source = {.path = run->source};
    struct cir_tables *tables = NULL;
    enum cir_status status = cir_tables_make(&tables, &source, requests, REQUESTS, CIR_AR, error);
    CU_ASSERT((status == CIR_OK) == (tables != NULL));
    if (status != CIR_OK)
        return status;
    CU_ASSERT_EQUAL(cir_tables_facts(tables)->rows, ROWS);
    CU_ASSERT_EQUAL(cir_tables_get(tables, 1)->row_count, 10);
    CU_ASSERT_EQUAL(cir_tables_get(tables, 3)->row_count, 5 + 2);
    cir_tables_free(tables);
    return CIR_OK;
}

static void with_run(bool from_store, enum cir_fault_kind kind, unsigned runs_min)
{
    struct run run = {.folder = ""};
    char log[CIR_TEMPORARY_SIZE + 16];
    cir_temporary_folder(run.folder);
    snprintf(run.scored, sizeof run.scored, "%s/scored.csv", run.folder);
    snprintf(run.store, sizeof run.store, "%s/runs.db", run.folder);
    snprintf(log, sizeof log, "%s/log.csv", run.folder);
    write_log(&run, log);
    run.source = from_store ? run.store : run.scored;
    CU_ASSERT(cir_fault_run(kind, make, &run) >= runs_min);
    cir_temporary_remove(run.folder);
}

static void test_tables__survive_without_memory(void)
{
    with_run(true, CIR_FAULT_MEMORY, 100);
}

static void test_tables__say_that_the_log_cannot_be_read(void)
{
    with_run(false, CIR_FAULT_READ, 3);
}

static void test_tables__say_that_the_database_cannot_be_read(void)
{
    with_run(true, CIR_FAULT_STORE, 100);
}

CIR_SUITE("faults of tables", {"survive without memory", test_tables__survive_without_memory},
          {"say that the log cannot be read", test_tables__say_that_the_log_cannot_be_read},
          {"say that the database cannot be read", test_tables__say_that_the_database_cannot_be_read})
