#include "pairs.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum order { LESS = -1, TIED, GREATER, NO_ORDER };

static bool is_exact(const struct place *place)
{
    return place->low == place->high;
}

static enum order order_of(const struct place *a, const struct place *b)
{
    if (a->scale == NULL || b->scale == NULL || strcmp(a->scale, b->scale) != 0)
        return NO_ORDER;
    if (a->low > b->high)
        return GREATER;
    if (a->high < b->low)
        return LESS;
    return is_exact(a) && is_exact(b) ? TIED : NO_ORDER; /* NAN is not exact */
}

static void count_pair(struct pairs *pairs, enum order first, enum order second)
{
    if (first == NO_ORDER || second == NO_ORDER)
        pairs->not_comparable++;
    else if (first == TIED && second == TIED)
        pairs->tied_both++;
    else if (first == TIED)
        pairs->tied_first++;
    else if (second == TIED)
        pairs->tied_second++;
    else if (first == second)
        pairs->agree++;
    else
        pairs->disagree++;
}

struct pairs pairs_count(const struct place *first, const struct place *second, const size_t *picks, size_t count)
{
    struct pairs pairs = {0};
    for (size_t i = 0; i < count; i++) {
        size_t a = picks != NULL ? picks[i] : i;
        for (size_t j = i + 1; j < count; j++) {
            size_t b = picks != NULL ? picks[j] : j;
            if (a == b)
                pairs.tied_both++;
            else
                count_pair(&pairs, order_of(&first[a], &first[b]), order_of(&second[a], &second[b]));
        }
    }
    return pairs;
}

double pairs_tau_b(const struct pairs *pairs)
{
    double agree = (double)pairs->agree;
    double disagree = (double)pairs->disagree;
    double untied_first = agree + disagree + (double)pairs->tied_second;
    double untied_second = agree + disagree + (double)pairs->tied_first;
    if (untied_first == 0 || untied_second == 0)
        return NAN;
    return (agree - disagree) / sqrt(untied_first * untied_second);
}

struct bootstrap pairs_bootstrap(const struct place *first, const struct place *second, size_t count, gsl_rng *random,
                                 size_t resamples, double *values, size_t *picks)
{
    size_t known = 0;
    for (size_t i = 0; i < resamples; i++) {
        for (size_t j = 0; j < count; j++)
            picks[j] = gsl_rng_uniform_int(random, count);
        struct pairs pairs = pairs_count(first, second, picks, count);
        double tau = pairs_tau_b(&pairs);
        if (!isnan(tau))
            values[known++] = tau;
    }
    struct bootstrap bootstrap = {.low = NAN, .high = NAN, .without = resamples - known};
    if (known > 0) {
        gsl_sort(values, 1, known);
        bootstrap.low = gsl_stats_quantile_from_sorted_data(values, 1, known, 0.025);
        bootstrap.high = gsl_stats_quantile_from_sorted_data(values, 1, known, 0.975);
    }
    return bootstrap;
}
