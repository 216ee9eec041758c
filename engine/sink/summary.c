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

/* Of the outcomes that the scheme does not have nothing is ever counted: a table is mostly those. */
static size_t outcomes_of(const struct cir_tally *tally, size_t scheme)
{
    return cir_verdict_outcomes(tally->schemes[scheme]);
}

void cir_tally_clear(struct cir_tally *tally)
{
    for (size_t i = 0; i < tally->scheme_count; i++)
        memset(tally->tables[i].counts, 0, outcomes_of(tally, i) * sizeof tally->tables[i].counts[0]);
    *tally =
        (struct cir_tally){.schemes = tally->schemes, .scheme_count = tally->scheme_count, .tables = tally->tables};
}

/* What is sure of the sectors: a set of which one holds is not. */
uint64_t cir_tally_sectors(const struct cir_cell *sector)
{
    bool is_one = (sector->options & (sector->options - 1)) == 0;
    return sector->state == CIR_CELL_KNOWN && (is_one || sector->together) ? sector->options : 0;
}

void cir_tally_scored(struct cir_tally *tally, uint64_t sectors, const struct cir_verdict *verdicts)
{
    size_t first = sectors != 0 ? (size_t)__builtin_ctzll(sectors) : CIR_TALLY_UNKNOWN;
    uint64_t others = sectors & (sectors - 1);
    tally->rows++;
    tally->scored++;
    for (size_t i = 0, count = tally->scheme_count; i < count; i++) {
        uint64_t *columns = tally->tables[i].counts[cir_verdict_band(tally->schemes[i], verdicts[i].level)];
        columns[CIR_TALLY_TOTAL]++;
        columns[first]++;
        for (uint64_t rest = others; rest != 0; rest &= rest - 1)
            columns[__builtin_ctzll(rest)]++;
    }
}

void cir_tally_impact(struct cir_tally *tally, enum cir_impact_outcome outcome)
{
    tally->impacts[outcome]++;
}

void cir_tally_overridden(struct cir_tally *tally, size_t overrides)
{
    tally->overridden++;
    tally->overrides += overrides;
}

void cir_tally_campaign_impact(struct cir_tally *tally, enum cir_impact_outcome outcome)
{
    tally->campaign_impacts[outcome]++;
}

void cir_tally_campaign(struct cir_tally *tally, const struct cir_verdict *verdicts)
{
    tally->campaigns++;
    for (size_t i = 0; i < tally->scheme_count; i++)
        tally->tables[i].counts[cir_verdict_band(tally->schemes[i], verdicts[i].level)][CIR_TALLY_CAMPAIGNS]++;
}

uint64_t cir_tally_reaching(const struct cir_tally *tally, size_t scheme, size_t band, size_t column)
{
    uint64_t count = 0;
    for (; band < tally->schemes[scheme]->band_count; band++)
        count += tally->tables[scheme].counts[band][column];
    return count;
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
    tally->overrides += more->overrides;
    tally->overridden += more->overridden;
    add_counts(tally->impacts, more->impacts, CIR_IMPACT_OUTCOMES);
    add_counts(tally->problems, more->problems, CIR_PROBLEM_COUNT);
    for (size_t i = 0; i < tally->scheme_count; i++)
        for (size_t band = 0; band < outcomes_of(tally, i); band++)
            add_counts(tally->tables[i].counts[band], more->tables[i].counts[band], CIR_TALLY_COLUMNS);
}
