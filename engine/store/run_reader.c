#include "store/run_reader.h"

#include "store/connection.h"

#include <limits.h>
#include <stdlib.h>

enum read {
#define CIR_READ(symbol, sql) READ_##symbol,
#include "store/queries.def"
    READ_COUNT
};

static const char *const read_texts[READ_COUNT] = {
#define CIR_READ(symbol, sql) [READ_##symbol] = (sql),
#include "store/queries.def"
};

struct cir_run_reader {
    struct cir_store *store;
    sqlite3_stmt *reads[READ_COUNT];
    struct cir_arena names; /* of schemes and labels */
    struct cir_arena texts; /* of the row at hand */
    struct cir_scale scales[CIR_SCHEMES_MAX];
    size_t scheme_count;
    int64_t number; /* of the run */
};

static enum cir_status refuse(const struct cir_run_reader *reader, int code, struct cir_error *error)
{
    return cir_store_refuse(reader->store, code, error);
}

/* What no run of ours holds: somebody else has written here. */
static enum cir_status refuse_contents(const struct cir_run_reader *reader, struct cir_error *error)
{
    return refuse(reader, SQLITE_CORRUPT, error);
}

/* CIR_OK at a row, CIR_END behind the last. */
static enum cir_status step(const struct cir_run_reader *reader, enum read read, struct cir_error *error)
{
    int code = sqlite3_step(reader->reads[read]);
    if (code == SQLITE_ROW)
        return CIR_OK;
    return code == SQLITE_DONE ? CIR_END : refuse(reader, code, error);
}

static enum cir_status copy_text(struct cir_text *text, struct cir_arena *arena, sqlite3_stmt *statement, int column,
                                 struct cir_error *error)
{
    const char *data = (const char *)sqlite3_column_text(statement, column);
    size_t size = (size_t)sqlite3_column_bytes(statement, column);
    const char *copy = cir_arena_copy(arena, data != NULL ? (struct cir_text){data, size} : cir_text_of(""));
    if (copy == NULL)
        return cir_fail_memory(error);
    *text = (struct cir_text){copy, data != NULL ? size : 0};
    return CIR_OK;
}

static enum cir_status prepare(struct cir_run_reader *reader, struct cir_error *error)
{
    for (int i = 0; i < READ_COUNT; i++) {
        int code = sqlite3_prepare_v2(reader->store->database, read_texts[i], -1, &reader->reads[i], NULL);
        if (code != SQLITE_OK)
            return refuse(reader, code, error);
    }
    return CIR_OK;
}

static enum cir_status bind_run(struct cir_run_reader *reader, int64_t run, struct cir_error *error)
{
    reader->number = run;
    int code = SQLITE_OK;
    for (int i = 0; i < READ_COUNT && code == SQLITE_OK; i++)
        if (sqlite3_bind_parameter_count(reader->reads[i]) > 0)
            code = sqlite3_bind_int64(reader->reads[i], 1, run);
    return code == SQLITE_OK ? CIR_OK : refuse(reader, code, error);
}

static enum cir_status choose_run(struct cir_run_reader *reader, uint64_t run, struct cir_error *error)
{
    const struct cir_place place = {.file = reader->store->file};
    int64_t last = 0;
    int64_t found = 0;
    enum cir_status status = cir_store_ask(reader->store, reader->reads[READ_LAST_RUN], &last, error);
    if (status == CIR_OK && last < 1)
        status = cir_fail(error, CIR_BAD_STORE, place, "this store holds no run");
    if (status == CIR_OK)
        status = bind_run(reader, run == 0 || run > INT64_MAX ? last : (int64_t)run, error);
    if (status == CIR_OK)
        status = cir_store_ask(reader->store, reader->reads[READ_HAS_RUN], &found, error);
    if (status == CIR_OK && (found == 0 || run > INT64_MAX))
        status = cir_fail(error, CIR_BAD_USE, place, "there is no run %llu; the last one is %lld",
                          (unsigned long long)run, (long long)last);
    return status;
}

static enum cir_status read_schemes(struct cir_run_reader *reader, struct cir_error *error)
{
    sqlite3_stmt *statement = reader->reads[READ_SCHEMES];
    enum cir_status status;
    while ((status = step(reader, READ_SCHEMES, error)) == CIR_OK) {
        struct cir_text name = {0};
        size_t number = reader->scheme_count;
        if (number == CIR_SCHEMES_MAX || sqlite3_column_int64(statement, 0) != (int64_t)number)
            return refuse_contents(reader, error);
        status = copy_text(&name, &reader->names, statement, 1, error);
        if (status != CIR_OK)
            return status;
        reader->scales[reader->scheme_count++].name = name.data;
    }
    return status == CIR_END ? CIR_OK : status;
}

static bool is_level(int64_t level)
{
    return level >= 0 && level <= INT_MAX;
}

static enum cir_status read_levels(struct cir_run_reader *reader, struct cir_error *error)
{
    sqlite3_stmt *statement = reader->reads[READ_LEVELS];
    enum cir_status status;
    while ((status = step(reader, READ_LEVELS, error)) == CIR_OK) {
        struct cir_text label = {0};
        int64_t scheme = sqlite3_column_int64(statement, 0);
        int64_t level = sqlite3_column_int64(statement, 1);
        if (scheme < 0 || scheme >= (int64_t)reader->scheme_count || !is_level(level) ||
            reader->scales[scheme].count == CIR_LEVELS_MAX)
            return refuse_contents(reader, error);
        status = copy_text(&label, &reader->names, statement, 2, error);
        if (status != CIR_OK)
            return status;
        struct cir_scale *scale = &reader->scales[scheme];
        scale->levels[scale->count] = (int)level;
        scale->labels[scale->count++] = label.data;
    }
    return status == CIR_END ? CIR_OK : status;
}

enum cir_status cir_run_reader_open(struct cir_run_reader **reader, const char *file, uint64_t run,
                                    struct cir_error *error)
{
    *reader = NULL;
    struct cir_run_reader *opened = calloc(1, sizeof *opened);
    if (opened == NULL)
        return cir_fail_memory(error);
    enum cir_status status = cir_store_open_to_read(&opened->store, file, error);
    if (status == CIR_OK)
        status = prepare(opened, error);
    if (status == CIR_OK)
        status = choose_run(opened, run, error);
    if (status == CIR_OK)
        status = read_schemes(opened, error);
    if (status == CIR_OK)
        status = read_levels(opened, error);
    if (status == CIR_OK)
        *reader = opened;
    else
        cir_run_reader_close(opened);
    return status;
}

void cir_run_reader_close(struct cir_run_reader *reader)
{
    if (reader == NULL)
        return;
    for (int i = 0; i < READ_COUNT; i++)
        sqlite3_finalize(reader->reads[i]);
    cir_store_close(reader->store);
    cir_arena_free(&reader->names);
    cir_arena_free(&reader->texts);
    free(reader);
}

const struct cir_scale *cir_run_reader_scales(const struct cir_run_reader *reader, size_t *count)
{
    *count = reader->scheme_count;
    return reader->scales;
}

int64_t cir_run_reader_number(const struct cir_run_reader *reader)
{
    return reader->number;
}

struct cir_store *cir_run_reader_store(const struct cir_run_reader *reader)
{
    return reader->store;
}

/* One verdict: the row of the query at hand. */
static enum cir_status take_verdict(struct cir_run_reader *reader, struct cir_judged_row *row, size_t scheme,
                                    struct cir_error *error)
{
    sqlite3_stmt *statement = reader->reads[READ_JUDGED];
    uint64_t number = (uint64_t)sqlite3_column_int64(statement, 0);
    bool is_told = sqlite3_column_type(statement, 4) != SQLITE_NULL;
    int64_t level = sqlite3_column_int64(statement, 4);
    enum cir_status status = CIR_OK;
    if (scheme == 0) {
        row->row = number;
        row->line = (uint64_t)sqlite3_column_int64(statement, 2);
        status = copy_text(&row->id, &reader->texts, statement, 3, error);
    }
    if (number != row->row || sqlite3_column_int64(statement, 1) != (int64_t)scheme || (is_told && !is_level(level)))
        return refuse_contents(reader, error);
    row->levels[scheme] = is_told                                   ? (int)level
                          : sqlite3_column_int64(statement, 6) != 0 ? CIR_LEVEL_UNKNOWN
                                                                    : CIR_LEVEL_NOT_APPLICABLE;
    row->labels[scheme] = cir_text_of("");
    return status == CIR_OK ? copy_text(&row->reasons[scheme], &reader->texts, statement, 5, error) : status;
}

enum cir_status cir_run_reader_next(struct cir_run_reader *reader, struct cir_judged_row *row, struct cir_error *error)
{
    if (reader->scheme_count == 0)
        return CIR_END;
    cir_arena_reset(&reader->texts);
    for (size_t scheme = 0; scheme < reader->scheme_count; scheme++) {
        enum cir_status status = step(reader, READ_JUDGED, error);
        if (status == CIR_END && scheme > 0)
            return refuse_contents(reader, error);
        if (status == CIR_OK)
            status = take_verdict(reader, row, scheme, error);
        if (status != CIR_OK)
            return status;
    }
    return CIR_OK;
}
