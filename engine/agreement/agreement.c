#include "agreement/agreement.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

enum { PAIR_STATISTICS = 2, ALPHAS = 2 };

static const double interval_low = 0.025;
static const double interval_high = 0.975;
static const double defined_least = 0.95; /* share of the resamples */

/* What the computation needs beside its result. Statistics are numbered: tau-b and kappa of each pair, both alphas. */
struct work {
    const struct cir_patterns *patterns;
    struct cir_agreement *agreement;
    struct cir_common_scale scale;
    size_t resamples;
    double *rows;    /* of each pattern: counted, later drawn */
    double *chances; /* of each pattern: the rows counted, to which gsl_ran_multinomial draws in proportion */
    unsigned *drawn; /* of each pattern */
    double *values;  /* resamples of the first statistic, then those of the second ... */
    gsl_rng *generator;
};

static size_t statistic_count(const struct work *work)
{
    return work->agreement->pair_count * PAIR_STATISTICS + ALPHAS;
}

static struct cir_estimate *estimate_of(const struct work *work, size_t statistic)
{
    struct cir_agreement *agreement = work->agreement;
    size_t pair = statistic / PAIR_STATISTICS;
    bool is_first = statistic % PAIR_STATISTICS == 0;
    if (pair < agreement->pair_count)
        return is_first ? &agreement->pairs[pair].tau_b : &agreement->pairs[pair].kappa;
    return is_first ? &agreement->alpha_ordinal : &agreement->alpha_interval;
}

static uint64_t count_outside(const struct cir_patterns *patterns, const struct cir_pair_agreement *pair)
{
    uint64_t rows = 0;
    for (size_t i = 0; i < patterns->count; i++) {
        const uint8_t *places = patterns->list[i].places;
        if (places[pair->first] == CIR_PLACE_OUTSIDE || places[pair->second] == CIR_PLACE_OUTSIDE)
            rows += patterns->list[i].rows;
    }
    return rows;
}

static void compute_values(struct work *work)
{
    for (size_t i = 0; i < work->patterns->count; i++)
        work->rows[i] = (double)work->patterns->list[i].rows;
    for (size_t i = 0; i < work->agreement->pair_count; i++) {
        struct cir_pair_agreement *pair = &work->agreement->pairs[i];
        cir_cross_table_make(&pair->table, work->patterns, work->rows, pair->first, pair->second);
        pair->outside = count_outside(work->patterns, pair);
        pair->tau_b.value = cir_tau_b(&pair->table);
        pair->kappa.value = cir_kappa(&pair->table);
    }
    struct cir_alpha alpha = cir_alpha(work->patterns, work->rows, &work->scale);
    work->agreement->alpha_ordinal.value = alpha.ordinal;
    work->agreement->alpha_interval.value = alpha.interval;
}

static void draw(struct work *work)
{
    const struct cir_patterns *patterns = work->patterns;
    gsl_ran_multinomial(work->generator, patterns->count, (unsigned)patterns->rows, work->chances, work->drawn);
    for (size_t i = 0; i < patterns->count; i++)
        work->rows[i] = work->drawn[i];
}

static void compute_resample(struct work *work, size_t number)
{
    double *value = work->values + number;
    struct cir_cross_table table;
    draw(work);
    for (size_t i = 0; i < work->agreement->pair_count; i++) {
        const struct cir_pair_agreement *pair = &work->agreement->pairs[i];
        cir_cross_table_make(&table, work->patterns, work->rows, pair->first, pair->second);
        value[0] = cir_tau_b(&table);
        value[work->resamples] = cir_kappa(&table);
        value += PAIR_STATISTICS * work->resamples;
    }
    struct cir_alpha alpha = cir_alpha(work->patterns, work->rows, &work->scale);
    value[0] = alpha.ordinal;
    value[work->resamples] = alpha.interval;
}

static void set_interval(struct cir_estimate *estimate, double *values, size_t count)
{
    size_t defined = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            values[defined++] = values[i];
    estimate->low = NAN;
    estimate->high = NAN;
    if (isnan(estimate->value) || count == 0 || (double)defined < defined_least * (double)count)
        return;
    gsl_sort(values, 1, defined);
    estimate->low = gsl_stats_quantile_from_sorted_data(values, 1, defined, interval_low);
    estimate->high = gsl_stats_quantile_from_sorted_data(values, 1, defined, interval_high);
}

static void compute(struct work *work)
{
    compute_values(work);
    for (size_t i = 0; i < work->patterns->count; i++)
        work->chances[i] = work->rows[i];
    for (size_t i = 0; i < work->resamples; i++)
        compute_resample(work, i);
    for (size_t i = 0; i < statistic_count(work); i++)
        set_interval(estimate_of(work, i), work->values + i * work->resamples, work->resamples);
}

static bool take_memory(struct work *work)
{
    size_t schemes = work->patterns->scheme_count;
    size_t patterns = work->patterns->count + 1; /* none is asked for 0 bytes */
    work->agreement->pair_count = schemes * (schemes - 1) / 2;
    work->agreement->pairs = calloc(work->agreement->pair_count + 1, sizeof *work->agreement->pairs);
    work->rows = calloc(patterns, sizeof *work->rows);
    work->chances = calloc(patterns, sizeof *work->chances);
    work->drawn = calloc(patterns, sizeof *work->drawn);
    work->values = calloc(statistic_count(work) * work->resamples + 1, sizeof *work->values);
    work->generator = gsl_rng_alloc(gsl_rng_mt19937);
    return work->agreement->pairs != NULL && work->rows != NULL && work->chances != NULL && work->drawn != NULL &&
           work->values != NULL && work->generator != NULL;
}

static void free_work(struct work *work)
{
    free(work->rows);
    free(work->chances);
    free(work->drawn);
    free(work->values);
    gsl_rng_free(work->generator);
}

static void number_pairs(struct cir_agreement *agreement, size_t scheme_count)
{
    struct cir_pair_agreement *pair = agreement->pairs;
    for (size_t first = 0; first < scheme_count; first++)
        for (size_t second = first + 1; second < scheme_count; second++)
            *pair++ = (struct cir_pair_agreement){.first = first, .second = second};
}

static enum cir_status check(const struct cir_patterns *patterns, const struct cir_resampling *resampling,
                             struct cir_error *error)
{
    const struct cir_place nowhere = {0};
    if (resampling->resamples > CIR_RESAMPLES_MAX)
        return cir_fail(error, CIR_BAD_USE, nowhere, "%zu resamples; expected at most %d", resampling->resamples,
                        CIR_RESAMPLES_MAX);
    if (resampling->seed > CIR_SEED_MAX)
        return cir_fail(error, CIR_BAD_USE, nowhere, "the seed %llu; expected at most %lu",
                        (unsigned long long)resampling->seed, (unsigned long)CIR_SEED_MAX);
    if (resampling->resamples > 0 && patterns->rows > UINT_MAX)
        return cir_fail(error, CIR_BAD_LOG, nowhere, "more than %u rows cannot be resampled: ask for 0 resamples",
                        UINT_MAX);
    return CIR_OK;
}

enum cir_status cir_agreement_compute(struct cir_agreement *agreement, const struct cir_patterns *patterns,
                                      const struct cir_resampling *resampling, struct cir_error *error)
{
    *agreement = (struct cir_agreement){0};
    enum cir_status status = check(patterns, resampling, error);
    if (status != CIR_OK)
        return status;
    struct work work = {
        .patterns = patterns, .agreement = agreement, .resamples = patterns->rows > 0 ? resampling->resamples : 0};
    if (take_memory(&work)) {
        number_pairs(agreement, patterns->scheme_count);
        cir_common_scale_make(&work.scale, patterns);
        gsl_rng_set(work.generator, (unsigned long)resampling->seed);
        compute(&work);
    } else {
        cir_agreement_free(agreement);
        status = cir_fail_memory(error);
    }
    free_work(&work);
    return status;
}

void cir_agreement_free(struct cir_agreement *agreement)
{
    free(agreement->pairs);
    *agreement = (struct cir_agreement){0};
}
