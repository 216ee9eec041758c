#include "suite.h"
#include "temporary.h"

#include "cirisk.h"
#include "faults.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/table_asked.h"
#include "pipeline/told_log.h"
#include "tongue/tongue.h"

#include <math.h>
#include <stdio.h>

enum { ROWS = 100 };

/* Definitions are loaded once, before anything fails: faults_base and its neighbours see to them. */
struct run {
    char folder[CIR_TEMPORARY_SIZE];
    char scored[CIR_TEMPORARY_SIZE + 16];
    char store[CIR_TEMPORARY_SIZE + 16];
    struct cir_classifier *classifier;
    struct cir_told_scheme scheme;
    struct cir_scheme *tables;
    struct cir_tongue tongue;
    bool from_store;
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

static void load(struct run *run)
{
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&run->classifier, NULL, NULL, 0, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_classifier_load_words(run->classifier, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_classifier_load_beside(&run->tables, run->classifier, NULL, "gge", NULL), CIR_OK);
    run->scheme = (struct cir_told_scheme){.name = "gge", .tables = run->tables, .scale = {.name = "gge"}};
    run->scheme.scale.count = run->tables->band_count;
    for (size_t i = 0; i < run->tables->band_count; i++) {
        run->scheme.scale.levels[i] = run->tables->bands[i].level;
        run->scheme.scale.labels[i] = run->tables->bands[i].label;
    }
    run->tongue = cir_tongue_of(cir_classifier_definitions(run->classifier), CIR_AR);
}

static const struct cir_table_request requests[] = {
    {.kind = CIR_TABLE_SECTORS, .suppress = 12},
    {.kind = CIR_TABLE_TOP},
    {.kind = CIR_TABLE_THRESHOLDS},
    {.rows = "service", .columns = "year", .measure = "median:loss_usd", .top = 5},
    {.rows = "other_countries", .measure = "sum:people_affected", .by = "year"},
};

enum { REQUESTS = sizeof requests / sizeof requests[0] };

/* What a scenario holds, and gives back whatever happens. */
struct work {
    struct cir_told_log *log;
    struct cir_told_reader *reader;
    struct cir_told_source source;
    struct cir_table_asked asked[REQUESTS];
    struct cir_arena arena;
};

static enum cir_status open_source(struct work *work, struct run *run, struct cir_error *error)
{
    const struct cir_log_format format = {0};
    enum cir_status status =
        run->from_store
            ? cir_told_reader_open(&work->reader, run->store, 0, cir_classifier_definitions(run->classifier), error)
            : cir_told_log_open(&work->log, run->classifier, run->scored, &format, error);
    work->source = (struct cir_told_source){.name = "the log",
                                            .definitions = cir_classifier_definitions(run->classifier),
                                            .fields = cir_classifier_fields(run->classifier)->list,
                                            .schemes = &run->scheme,
                                            .scheme_count = 1};
    return status;
}

static enum cir_status start(struct work *work, struct cir_error *error)
{
    struct cir_text_columns columns = {.count = 0};
    struct cir_told_needs needs = {.measures = 0};
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < REQUESTS && status == CIR_OK; i++) {
        status = cir_table_asked_make(&work->asked[i], &requests[i], &work->source, &columns, &work->arena, error);
        cir_table_asked_needs(&needs, &work->asked[i]);
    }
    if (status != CIR_OK)
        return status;
    return work->log != NULL ? cir_told_log_start(work->log, &work->source, &needs, columns.list, columns.count, error)
                             : cir_told_reader_start(work->reader, &needs, error);
}

static enum cir_status read_all(struct work *work, struct cir_error *error)
{
    struct cir_text labels[CIR_SCHEMES_MAX];
    static struct cir_told_row row;
    enum cir_status status;
    while ((status = work->log != NULL ? cir_told_log_next(work->log, &row, labels, error)
                                       : cir_told_reader_next(work->reader, &row, error)) == CIR_OK)
        for (size_t i = 0; i < REQUESTS; i++) {
            status = cir_table_asked_add(&work->asked[i], &row, error);
            if (status != CIR_OK)
                return status;
        }
    return status == CIR_END ? CIR_OK : status;
}

static enum cir_status show_all(struct work *work, const struct run *run, struct cir_error *error)
{
    const struct cir_labelling labelling = {&run->tongue, &work->source, &work->arena};
    const struct cir_shown_table *shown[REQUESTS] = {NULL};
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < REQUESTS && status == CIR_OK; i++)
        status = cir_table_asked_show(&shown[i], &work->asked[i], &labelling, 0, 1e6, "the log", error);
    if (status != CIR_OK)
        return status;
    CU_ASSERT_EQUAL(shown[1]->row_count, 10);
    CU_ASSERT_EQUAL(shown[3]->row_count, 5 + 2);
    return CIR_OK;
}

static enum cir_status make(void *context, struct cir_error *error)
{
    struct run *run = context;
    static struct work work;
    work = (struct work){.log = NULL};
    enum cir_status status = open_source(&work, run, error);
    if (status == CIR_OK)
        status = start(&work, error);
    if (status == CIR_OK)
        status = read_all(&work, error);
    if (status == CIR_OK)
        status = show_all(&work, run, error);
    for (size_t i = 0; i < REQUESTS; i++)
        cir_table_asked_free(&work.asked[i]);
    cir_told_log_close(work.log);
    cir_told_reader_close(work.reader);
    cir_arena_free(&work.arena);
    return status;
}

static void with_run(bool from_store, enum cir_fault_kind kind, unsigned runs_min)
{
    struct run run = {.folder = "", .from_store = from_store};
    char log[CIR_TEMPORARY_SIZE + 16];
    cir_temporary_folder(run.folder);
    snprintf(run.scored, sizeof run.scored, "%s/scored.csv", run.folder);
    snprintf(run.store, sizeof run.store, "%s/runs.db", run.folder);
    snprintf(log, sizeof log, "%s/log.csv", run.folder);
    write_log(&run, log);
    load(&run);
    CU_ASSERT(cir_fault_run(kind, make, &run) >= runs_min);
    cir_scheme_free(run.tables);
    cir_classifier_free(run.classifier);
    cir_temporary_remove(run.folder);
}

static void test_tables__survive_without_memory(void)
{
    with_run(false, CIR_FAULT_MEMORY, 100);
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
