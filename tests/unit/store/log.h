/** A small run for the suites of the store, and questions to the file it makes. */
#ifndef CIR_TESTS_STORE_LOG_H
#define CIR_TESTS_STORE_LOG_H

#include "../sink/toy.h"
#include "store/campaigns.h"
#include "suite.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOG_SHA256       "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define LOG_OTHER_SHA256 "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"

static struct cir_sector log_sectors[] = {{.code = "energy"}, {.code = "water"}};
static const struct cir_definitions log_definitions = {.sha256 = LOG_SHA256, .sectors = log_sectors, .sector_count = 2};

static const struct cir_network log_network = {
    .sha256 = LOG_SHA256, .name = "toy", .title = "A toy", .year = 2011, .unit = "million USD", .licence = "none"};

static const struct cir_store_run log_run = {
    .recorded_at = "2026-01-31T23:59:59Z",
    .tool_version = "0.1.0",
    .input_name = "log.csv",
    .options = "--schemes gge,own",
    .seed = 2385,
    .definitions = &log_definitions,
    .schemes = toy_schemes,
    .scheme_count = 2,
    .overrides_sha256 = LOG_SHA256,
    .figures_sha256 = LOG_OTHER_SHA256,
    .campaigns = {"root_cause", {.hours = 36.5}},
    .network = &log_network,
    .regional = "eu27",
};

/* A path of its own in the build tree, with no file there. */
static inline void log_path(char path[256], const char *name)
{
    snprintf(path, 256, CIR_BINARY_DIR "/%s-%ld.db", name, (long)getpid());
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        char file[300];
        snprintf(file, sizeof file, "%s%s", path, ends[i]);
        remove(file);
    }
}

static inline enum cir_status log_put_subject(struct cir_store *store, uint64_t row, struct cir_error *error)
{
    char id[32];
    snprintf(id, sizeof id, "A-%lu", (unsigned long)row);
    const struct cir_store_subject subject = {
        .row = row,
        .line = row + 1,
        .id = cir_text_of(id),
        .date = cir_text_of("2015-12-23"),
        .country = cir_text_of(row % 2 == 1 ? "UA" : ""),
        .title = cir_text_of("Outage; DROP TABLE run"),
        .sectors = row == 1   ? 3
                   : row == 2 ? UINT64_C(1) << CIR_SECTOR_NONE
                              : 0,
    };
    return cir_store_put_subject(store, &subject, row == 2 ? toy_unknown : toy_known, error);
}

static inline enum cir_status log_put_reject(struct cir_store *store, uint64_t row, struct cir_error *error)
{
    const struct cir_problem problems[] = {
        {.code = CIR_PROBLEM_BAD_DATE,
         .line = row + 1,
         .column = 2,
         .byte = 120,
         .row = row,
         .field = "date",
         .value = {"31/02", 5},
         .expected = "a day",
         .suggestion = ""},
        {.code = CIR_PROBLEM_NUL_BYTE,
         .line = row + 1,
         .byte = 130,
         .row = row,
         .field = "",
         .value = {"a\0b", 3},
         .expected = "text",
         .suggestion = "remove it"},
    };
    return cir_store_put_reject(store, problems, 2, (struct cir_text){"A,31/02\xFF", 8}, error);
}

static const struct cir_row_impact log_impact = {.direct = 62.349,
                                                 .low = {1.25, 0, 0.5},
                                                 .high = {38.25, NAN, 7.125},
                                                 .states_low = 2,
                                                 .states_high = 17,
                                                 .top = {"DEU:rest;POL:rest", 17}};

/* Windows that overlap in row 1, and a row without a date. */
static inline enum cir_status log_put_campaigns(struct cir_store *store, struct cir_error *error)
{
    static const struct cir_store_campaign moth[] = {
        {1, {"Moth#1", 6}, 1, 1, 2},
        {2, {"Moth#2", 6}, 1, 2, 1},
    };
    static const struct cir_probabilities likely[] = {{{0.12385, 0, 0.87615}, 0}, {{1e-12, 0.25}, 0.75}};
    enum cir_status status = cir_store_put_campaign_incident(store, 3, 2, 0, error);
    if (status == CIR_OK)
        status = cir_store_put_campaign_key(store, 1, cir_text_of("Moth"), error);
    if (status == CIR_OK)
        status = cir_store_put_campaign_key(store, 2, cir_text_of("=1+1"), error);
    if (status == CIR_OK)
        status = cir_store_put_campaign_incident(store, 2, 1, 1, error);
    if (status == CIR_OK)
        status = cir_store_put_campaign_incident(store, 1, 1, 2, error);
    for (size_t i = 0; status == CIR_OK && i < 2; i++)
        status = cir_store_put_campaign(store, &moth[i], i == 0 ? toy_known : toy_unknown, error);
    if (status == CIR_OK)
        status = cir_store_put_campaign_probabilities(store, 1, likely, error);
    if (status == CIR_OK)
        status = cir_store_put_campaign_impact(store, 1, &log_impact, error);
    if (status == CIR_OK)
        status = cir_store_put_campaign_fact(store, 1, "people_affected", cir_text_of(">=2385"), true, error);
    return status == CIR_OK ? cir_store_put_campaign_fact(store, 2, "deaths", cir_text_of(""), true, error) : status;
}

/* Three subjects, the first with overrides, a reject, and campaigns. */
static inline enum cir_status log_store(struct cir_store *store, struct cir_error *error)
{
    const struct cir_store_outcome outcome = {.input_sha256 = LOG_SHA256, .input_bytes = 300, .rows = 4};
    enum cir_status status = cir_store_begin_run(store, &log_run, NULL, error);
    for (uint64_t row = 1; status == CIR_OK && row <= 3; row++)
        status = log_put_subject(store, row, error);
    if (status == CIR_OK)
        status = cir_store_put_overrides(store, 1, &toy_overrides, error);
    if (status == CIR_OK)
        status = cir_store_put_impact(store, 1, &log_impact, error);
    if (status == CIR_OK)
        status = log_put_reject(store, 4, error);
    if (status == CIR_OK)
        status = log_put_campaigns(store, error);
    if (status == CIR_OK)
        return cir_store_finish_run(store, &outcome, error);
    cir_store_abandon_run(store);
    return status;
}

static inline struct cir_store *log_open(const char *path)
{
    struct cir_store *store = NULL;
    struct cir_error error = {0};
    enum cir_status status = cir_store_open(&store, path, &error);
    if (status != CIR_OK)
        printf("%s: %s\n", error.file, error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    return store;
}

/* Add the run so many times to the store of a path. */
static inline void log_store_runs(const char *path, int runs)
{
    struct cir_store *store = log_open(path);
    for (int i = 0; i < runs; i++)
        CU_ASSERT_EQUAL(log_store(store, NULL), CIR_OK);
    cir_store_close(store);
}

/* What `sql` gives, cells joined by '|', rows by '\n'; free it. */
static inline char *log_ask(const char *path, const char *sql)
{
    char *out = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&out, &size);
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    sqlite3_open(path, &database);
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK)
        fprintf(stream, "%s", sqlite3_errmsg(database));
    while (statement != NULL && sqlite3_step(statement) == SQLITE_ROW)
        for (int i = 0, count = sqlite3_column_count(statement); i < count; i++) {
            const unsigned char *text = sqlite3_column_text(statement, i);
            fprintf(stream, "%s%c", text != NULL ? (const char *)text : "NULL", i + 1 < count ? '|' : '\n');
        }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    fclose(stream);
    return out;
}

static inline void log_expect(const char *path, const char *sql, const char *expected)
{
    char *got = log_ask(path, sql);
    if (strcmp(got, expected) != 0)
        printf("%s\ngot:      %s\nexpected: %s\n", sql, got, expected);
    CU_ASSERT_STRING_EQUAL(got, expected);
    free(got);
}

/* None of the statements is possible in a store with a run; `possible` is. */
static inline void log_expect_constraints(const char *path, const char *const *statements, size_t count,
                                          const char *possible)
{
    sqlite3 *database = NULL;
    log_store_runs(path, 1);
    sqlite3_open(path, &database);
    for (size_t i = 0; i < count; i++)
        CU_ASSERT_EQUAL(sqlite3_exec(database, statements[i], NULL, NULL, NULL) & 0xff, SQLITE_CONSTRAINT);
    CU_ASSERT_EQUAL(sqlite3_exec(database, possible, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
    remove(path);
}

#endif
