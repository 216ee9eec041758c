#include "sink/summary.h"

#include <assert.h>
#include <stdlib.h>

enum cir_status cir_tally_init(struct cir_tally *tally, const struct cir_scheme *const *schemes, size_t scheme_count,
                               struct cir_error *error)
{
    *tally = (struct cir_tally){.schemes = schemes, .scheme_count = scheme_count};
    tally->tables = calloc(scheme_count + 1, sizeof *tally->tables);
    return tally->tables != NULL ? CIR_OK : cir_fail_memory(error);
}

void cir_tally_free(struct cir_tally *tally)
{
    free(tally->tables);
    *tally = (struct cir_tally){0};
}

void cir_tally_clear(struct cir_tally *tally)
{
    memset(tally->tables, 0, tally->scheme_count * sizeof *tally->tables);
    *tally =
        (struct cir_tally){.schemes = tally->schemes, .scheme_count = tally->scheme_count, .tables = tally->tables};
}

/* Columns that the row counts in, as a set of sectors; 0 when the sector is not known. */
static uint64_t sectors_of(const struct cir_cell *sector)
{
    if (sector->state != CIR_CELL_KNOWN)
        return 0;
    bool is_one = __builtin_popcountll(sector->options) == 1;
    return is_one || sector->together ? sector->options : 0;
}

static void count(uint64_t *columns, uint64_t sectors)
{
    columns[CIR_TALLY_TOTAL]++;
    if (sectors == 0)
        columns[CIR_TALLY_UNKNOWN]++;
    for (; sectors != 0; sectors &= sectors - 1)
        columns[__builtin_ctzll(sectors)]++;
}

void cir_tally_scored(struct cir_tally *tally, const struct cir_cell *sector, const struct cir_verdict *verdicts)
{
    uint64_t sectors = sectors_of(sector);
    tally->rows++;
    tally->scored++;
    for (size_t i = 0; i < tally->scheme_count; i++)
        count(tally->tables[i].counts[cir_verdict_band(tally->schemes[i], verdicts[i].level)], sectors);
}

void cir_tally_rejected(struct cir_tally *tally, const struct cir_problem *problems, size_t count)
{
    tally->rows++;
    tally->rejected++;
    for (size_t i = 0; i < count; i++)
        tally->problems[problems[i].code]++;
}

static void add_counts(uint64_t *sum, const uint64_t *more, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sum[i] += more[i];
}

void cir_tally_add(struct cir_tally *tally, const struct cir_tally *more)
{
    assert(tally->scheme_count == more->scheme_count);
    tally->rows += more->rows;
    tally->scored += more->scored;
    tally->rejected += more->rejected;
    add_counts(tally->problems, more->problems, CIR_PROBLEM_COUNT);
    for (size_t i = 0; i < tally->scheme_count; i++)
        for (size_t band = 0; band <= CIR_LEVELS_MAX; band++)
            add_counts(tally->tables[i].counts[band], more->tables[i].counts[band], CIR_TALLY_COLUMNS);
}
