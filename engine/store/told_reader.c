/* The tables of a run lie in the order of their rows, so that each is read once, from its first row to its last, beside
 * the others: nothing is looked up, sorted or grouped. */
#include "store/told_reader.h"

#include "store/connection.h"
#include "store/run_reader.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

enum tell {
#define CIR_TELL(symbol, sql) TELL_##symbol,
#include "store/queries.def"
    TELL_COUNT
};

static const char *const tell_texts[TELL_COUNT] = {
#define CIR_TELL(symbol, sql) [TELL_##symbol] = (sql),
#include "store/queries.def"
};

enum { SECTORS = 64, NO_SECTOR = -1, LETTERS = 26, FIRST_MEASURE = 11, MOST_TLP = 5 };

/* A table that is read beside the others. */
struct lane {
    sqlite3_stmt *statement; /* NULL: it is not needed */
    int64_t row;             /* that it stands at; INT64_MAX: behind the last */
};

struct cir_told_reader {
    struct cir_run_reader *run;
    struct cir_store *store; /* borrowed from the run */
    const struct cir_definitions *definitions;
    struct cir_arena arena;
    const char *input;
    int sectors[SECTORS]; /* from the bits of the run to those of the definitions */
    bool has_designations;
    bool has_impacts;
    unsigned first_measure; /* that the subjects are read with */
    unsigned end_measure;
    bool has_scores;
    unsigned schemes; /* of which verdicts are read */
    size_t scheme_count;
    struct lane subjects;
    struct lane verdicts;
    struct lane impacts;
    struct lane designations;
};

static enum cir_status refuse(const struct cir_told_reader *reader, int code, struct cir_error *error)
{
    return cir_store_refuse(reader->store, code, error);
}

static enum cir_status prepare(sqlite3_stmt **statement, const struct cir_told_reader *reader, enum tell tell,
                               struct cir_error *error)
{
    int code = sqlite3_prepare_v2(reader->store->database, tell_texts[tell], -1, statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(*statement, 1, cir_run_reader_number(reader->run));
    return code == SQLITE_OK ? CIR_OK : refuse(reader, code, error);
}

/* ---- opening ---- */

static struct cir_text text_at(sqlite3_stmt *statement, int column)
{
    const char *data = (const char *)sqlite3_column_text(statement, column);
    return data != NULL ? (struct cir_text){data, (size_t)sqlite3_column_bytes(statement, column)}
                        : (struct cir_text){"", 0};
}

static enum cir_status take_sector(struct cir_told_reader *reader, sqlite3_stmt *statement, struct cir_error *error)
{
    struct cir_text code = text_at(statement, 1);
    int64_t bit = sqlite3_column_int64(statement, 0);
    uint32_t number = cir_text_is(code, "none") ? CIR_SECTOR_NONE : cir_definitions_sector(reader->definitions, code);
    if (bit < 0 || bit >= SECTORS)
        return refuse(reader, SQLITE_CORRUPT, error);
    if (number == CIR_INDEX_NONE)
        return cir_fail(
            error, CIR_BAD_STORE, (struct cir_place){.file = reader->store->file},
            "the run has the sector '%.*s', which the tables in use do not know: give the folder that it was "
            "scored with to --definitions",
            CIR_TEXT_ARGS(code));
    reader->sectors[bit] = (int)number;
    return CIR_OK;
}

static enum cir_status read_sectors(struct cir_told_reader *reader, struct cir_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum cir_status status = prepare(&statement, reader, TELL_SECTORS, error);
    int code = SQLITE_ROW;
    for (size_t i = 0; i < SECTORS; i++)
        reader->sectors[i] = NO_SECTOR;
    while (status == CIR_OK && (code = sqlite3_step(statement)) == SQLITE_ROW)
        status = take_sector(reader, statement, error);
    if (status == CIR_OK && code != SQLITE_DONE)
        status = refuse(reader, code, error);
    sqlite3_finalize(statement);
    return status;
}

static enum cir_status read_has(bool *has, const struct cir_told_reader *reader, enum tell tell,
                                struct cir_error *error)
{
    sqlite3_stmt *statement = NULL;
    int64_t count = 0;
    enum cir_status status = prepare(&statement, reader, tell, error);
    if (status == CIR_OK)
        status = cir_store_ask(reader->store, statement, &count, error);
    *has = count > 0;
    sqlite3_finalize(statement);
    return status;
}

static enum cir_status read_input(struct cir_told_reader *reader, struct cir_error *error)
{
    sqlite3_stmt *statement = NULL;
    enum cir_status status = prepare(&statement, reader, TELL_INPUT_NAME, error);
    int code = status == CIR_OK ? sqlite3_step(statement) : SQLITE_ROW;
    if (status == CIR_OK && code != SQLITE_ROW)
        status = refuse(reader, code == SQLITE_DONE ? SQLITE_CORRUPT : code, error);
    if (status == CIR_OK) {
        reader->input = cir_arena_copy(&reader->arena, text_at(statement, 0));
        status = reader->input != NULL ? CIR_OK : cir_fail_memory(error);
    }
    sqlite3_finalize(statement);
    return status;
}

static enum cir_status open_reader(struct cir_told_reader *reader, const char *file, uint64_t run,
                                   struct cir_error *error)
{
    enum cir_status status = cir_run_reader_open(&reader->run, file, run, error);
    if (status != CIR_OK)
        return status;
    reader->store = cir_run_reader_store(reader->run);
    (void)cir_run_reader_scales(reader->run, &reader->scheme_count);
    status = read_sectors(reader, error);
    if (status == CIR_OK)
        status = read_has(&reader->has_designations, reader, TELL_HAS_DESIGNATIONS, error);
    if (status == CIR_OK)
        status = read_has(&reader->has_impacts, reader, TELL_HAS_IMPACTS, error);
    return status == CIR_OK ? read_input(reader, error) : status;
}

enum cir_status cir_told_reader_open(struct cir_told_reader **reader, const char *file, uint64_t run,
                                     const struct cir_definitions *definitions, struct cir_error *error)
{
    *reader = NULL;
    struct cir_told_reader *opened = calloc(1, sizeof *opened);
    if (opened == NULL)
        return cir_fail_memory(error);
    opened->definitions = definitions;
    enum cir_status status = open_reader(opened, file, run, error);
    if (status == CIR_OK)
        *reader = opened;
    else
        cir_told_reader_close(opened);
    return status;
}

void cir_told_reader_close(struct cir_told_reader *reader)
{
    if (reader == NULL)
        return;
    sqlite3_finalize(reader->subjects.statement);
    sqlite3_finalize(reader->verdicts.statement);
    sqlite3_finalize(reader->impacts.statement);
    sqlite3_finalize(reader->designations.statement);
    cir_run_reader_close(reader->run);
    cir_arena_free(&reader->arena);
    free(reader);
}

const struct cir_scale *cir_told_reader_scales(const struct cir_told_reader *reader, size_t *count)
{
    return cir_run_reader_scales(reader->run, count);
}

const char *cir_told_reader_input(const struct cir_told_reader *reader)
{
    return reader->input;
}

bool cir_told_reader_has_designations(const struct cir_told_reader *reader)
{
    return reader->has_designations;
}

bool cir_told_reader_has_impacts(const struct cir_told_reader *reader)
{
    return reader->has_impacts;
}

/* ---- rows ---- */

static enum cir_status advance(struct lane *lane, const struct cir_told_reader *reader, struct cir_error *error)
{
    int code = lane->statement != NULL ? sqlite3_step(lane->statement) : SQLITE_DONE;
    lane->row = code == SQLITE_ROW ? sqlite3_column_int64(lane->statement, 0) : INT64_MAX;
    return code == SQLITE_ROW || code == SQLITE_DONE ? CIR_OK : refuse(reader, code, error);
}

static enum cir_status start_lane(struct lane *lane, const struct cir_told_reader *reader, enum tell tell,
                                  struct cir_error *error)
{
    enum cir_status status = prepare(&lane->statement, reader, tell, error);
    return status == CIR_OK ? advance(lane, reader, error) : status;
}

/* Verdicts of schemes that no table shows are half of what there is to read, or more. */
static enum cir_status start_verdicts(struct cir_told_reader *reader, enum tell tell, struct cir_error *error)
{
    struct lane *lane = &reader->verdicts;
    enum cir_status status = prepare(&lane->statement, reader, tell, error);
    int code = status == CIR_OK ? sqlite3_bind_int64(lane->statement, 2, reader->schemes) : SQLITE_OK;
    if (status == CIR_OK && code != SQLITE_OK)
        status = refuse(reader, code, error);
    return status == CIR_OK ? advance(lane, reader, error) : status;
}

/* Of one measure the others need not be taken apart. */
static enum tell choose_subjects(struct cir_told_reader *reader, unsigned measures)
{
    static const enum tell of_one[CIR_TOLD_MEASURES] = {
#define CIR_TOLD_MEASURE(symbol, name, number) TELL_SUBJECTS_OF_##symbol,
#include "model/told_measure.def"
#undef CIR_TOLD_MEASURE
    };
    reader->first_measure = reader->end_measure = 0;
    if (measures == 0)
        return TELL_SUBJECTS;
    while ((measures >> reader->first_measure & 1) == 0)
        reader->first_measure++;
    reader->end_measure = reader->first_measure + 1;
    if (measures == 1U << reader->first_measure)
        return of_one[reader->first_measure];
    reader->first_measure = 0;
    reader->end_measure = CIR_TOLD_MEASURES;
    return TELL_MEASURED_SUBJECTS;
}

enum cir_status cir_told_reader_start(struct cir_told_reader *reader, const struct cir_told_needs *needs,
                                      struct cir_error *error)
{
    reader->has_scores = needs->scores;
    reader->schemes = needs->schemes;
    reader->impacts.row = reader->designations.row = INT64_MAX;
    enum cir_status status =
        prepare(&reader->subjects.statement, reader, choose_subjects(reader, needs->measures), error);
    if (status == CIR_OK)
        status = start_verdicts(reader, needs->scores ? TELL_SCORED_VERDICTS : TELL_VERDICTS, error);
    if (status == CIR_OK && needs->impacts)
        status = start_lane(&reader->impacts, reader, TELL_IMPACTS, error);
    if (status == CIR_OK && needs->designations)
        status = start_lane(&reader->designations, reader, TELL_DESIGNATIONS, error);
    return status;
}

static double number_at(sqlite3_stmt *statement, int column)
{
    return sqlite3_column_type(statement, column) == SQLITE_NULL ? (double)NAN
                                                                 : sqlite3_column_double(statement, column);
}

static uint32_t country_of(const struct cir_told_reader *reader, const char *code)
{
    unsigned first = (unsigned)(unsigned char)code[0] - (unsigned)'A';
    unsigned second = (unsigned)(unsigned char)code[1] - (unsigned)'A';
    return first < LETTERS && second < LETTERS ? reader->definitions->alpha2[first * LETTERS + second] - UINT32_C(1)
                                               : CIR_INDEX_NONE;
}

static uint64_t sectors_of(const struct cir_told_reader *reader, uint64_t bits)
{
    uint64_t sectors = 0;
    for (; bits != 0; bits &= bits - 1) {
        int sector = reader->sectors[__builtin_ctzll(bits)];
        if (sector != NO_SECTOR)
            sectors |= UINT64_C(1) << sector;
    }
    return sectors;
}

/* @return false where it is no list of States that we know */
static bool take_others(struct cir_told_facts *facts, const struct cir_told_reader *reader, struct cir_text list)
{
    facts->others = (struct cir_states){0};
    for (size_t i = 0; i + 1 < list.size; i += 3) {
        uint32_t country = country_of(reader, list.data + i);
        if (country == CIR_INDEX_NONE)
            return false;
        cir_states_add(&facts->others, country);
    }
    return true;
}

static struct cir_range range_at(sqlite3_stmt *statement, int column)
{
    struct cir_range range = {.point = number_at(statement, column)};
    range.low = number_at(statement, column + 1);
    range.high = number_at(statement, column + 2);
    if (isnan(range.low))
        range.low = range.point;
    if (isnan(range.high))
        range.high = range.point;
    return range;
}

static enum cir_status take_subject(struct cir_told_row *row, const struct cir_told_reader *reader,
                                    struct cir_error *error)
{
    sqlite3_stmt *statement = reader->subjects.statement;
    struct cir_told_facts *facts = &row->facts;
    struct cir_text country = text_at(statement, 3);
    int64_t tlp = sqlite3_column_int64(statement, 10);
    row->line = (uint64_t)sqlite3_column_int64(statement, 1);
    row->id = text_at(statement, 2);
    facts->country = country.size == 2 ? country_of(reader, country.data) : CIR_INDEX_NONE;
    facts->sectors = sectors_of(reader, (uint64_t)sqlite3_column_int64(statement, 4));
    facts->title = text_at(statement, 5);
    facts->first_h = number_at(statement, 6);
    facts->last_h = number_at(statement, 7);
    if (isnan(facts->last_h))
        facts->last_h = facts->first_h;
    facts->service = text_at(statement, 8);
    facts->others_known = sqlite3_column_type(statement, 9) != SQLITE_NULL;
    facts->tlp = tlp >= 0 && tlp <= MOST_TLP ? (unsigned)tlp : 0;
    for (unsigned i = reader->first_measure; i < reader->end_measure; i++)
        facts->measures[i] = range_at(statement, FIRST_MEASURE + 3 * (int)(i - reader->first_measure));
    return take_others(facts, reader, text_at(statement, 9)) ? CIR_OK : refuse(reader, SQLITE_CORRUPT, error);
}

static int level_at(sqlite3_stmt *statement, int column)
{
    bool is_told = sqlite3_column_type(statement, column) != SQLITE_NULL;
    int64_t level = sqlite3_column_int64(statement, column);
    if (is_told)
        return level >= 0 && level <= INT_MAX ? (int)level : CIR_LEVEL_UNKNOWN;
    return sqlite3_column_int64(statement, 2) != 0 ? CIR_LEVEL_UNKNOWN : CIR_LEVEL_NOT_APPLICABLE;
}

static enum cir_status keep_reason(struct cir_text *reason, struct cir_told_reader *reader, struct cir_error *error)
{
    struct cir_text text = text_at(reader->verdicts.statement, 6);
    const char *copy = cir_arena_copy(&reader->arena, text);
    *reason = (struct cir_text){copy, text.size};
    return copy != NULL ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status take_verdict(struct cir_told_verdict *verdict, struct cir_told_reader *reader,
                                    struct cir_error *error)
{
    sqlite3_stmt *statement = reader->verdicts.statement;
    verdict->level = level_at(statement, 3);
    verdict->level_low = level_at(statement, 4);
    verdict->level_high = level_at(statement, 5);
    if (reader->has_scores) {
        verdict->score = (struct cir_range){number_at(statement, 8), number_at(statement, 7), number_at(statement, 9)};
        for (int i = 0; i < CIR_AXES_MAX; i++)
            verdict->axes[i] = number_at(statement, 10 + i);
    }
    return keep_reason(&verdict->reason, reader, error);
}

static enum cir_status take_verdicts(struct cir_told_row *row, struct cir_told_reader *reader, struct cir_error *error)
{
    for (size_t i = 0; i < reader->scheme_count; i++) {
        if ((reader->schemes >> i & 1) == 0)
            continue;
        if (reader->verdicts.row != reader->subjects.row ||
            sqlite3_column_int64(reader->verdicts.statement, 1) != (int64_t)i)
            return refuse(reader, SQLITE_CORRUPT, error);
        enum cir_status status = take_verdict(&row->verdicts[i], reader, error);
        if (status == CIR_OK)
            status = advance(&reader->verdicts, reader, error);
        if (status != CIR_OK)
            return status;
    }
    return CIR_OK;
}

/* Losses of which one end is told hold at that end. */
static void take_impacts(struct cir_told_row *row, const struct cir_told_reader *reader)
{
    sqlite3_stmt *statement = reader->impacts.statement;
    bool is_told = reader->impacts.row == reader->subjects.row;
    double direct = is_told ? number_at(statement, 1) : (double)NAN;
    row->impacts[CIR_TOLD_IMPACT_DIRECT] = (struct cir_range){direct, direct, direct};
    for (int i = CIR_TOLD_IMPACT_DOMESTIC; i < CIR_TOLD_IMPACTS; i++) {
        int column = 2 + 2 * (i - CIR_TOLD_IMPACT_DOMESTIC);
        row->impacts[i] = cir_told_ends(is_told ? number_at(statement, column) : (double)NAN,
                                        is_told ? number_at(statement, column + 1) : (double)NAN);
    }
}

static void take_designation(struct cir_told_row *row, const struct cir_told_reader *reader)
{
    sqlite3_stmt *statement = reader->designations.statement;
    bool is_told = reader->designations.row == reader->subjects.row;
    struct cir_text *texts[] = {&row->designation.proposal, &row->designation.criterion, &row->designation.threshold,
                                &row->designation.unit, &row->designation.source};
    for (int i = 0; i < (int)(sizeof texts / sizeof texts[0]); i++)
        *texts[i] = is_told ? text_at(statement, 1 + i) : (struct cir_text){"", 0};
}

/* Lanes of which a row is missing in the subjects are of nobody. */
static enum cir_status advance_behind(struct lane *lane, const struct cir_told_reader *reader, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    while (status == CIR_OK && lane->row < reader->subjects.row)
        status = advance(lane, reader, error);
    return status;
}

enum cir_status cir_told_reader_next(struct cir_told_reader *reader, struct cir_told_row *row, struct cir_error *error)
{
    cir_arena_reset(&reader->arena);
    enum cir_status status = advance(&reader->subjects, reader, error);
    if (status == CIR_OK && reader->subjects.row == INT64_MAX)
        return CIR_END;
    if (status == CIR_OK)
        status = take_subject(row, reader, error);
    if (status == CIR_OK)
        status = take_verdicts(row, reader, error);
    if (status == CIR_OK && reader->impacts.statement != NULL)
        status = advance_behind(&reader->impacts, reader, error);
    if (status == CIR_OK && reader->designations.statement != NULL)
        status = advance_behind(&reader->designations, reader, error);
    if (status != CIR_OK)
        return status;
    if (reader->impacts.statement != NULL)
        take_impacts(row, reader);
    if (reader->designations.statement != NULL)
        take_designation(row, reader);
    return CIR_OK;
}
