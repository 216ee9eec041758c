/** How well two orders of the same things agree, pair by pair, where places may be known in part. (Of levels alone, told
 * for certain, tau-b can be had from a cross table; here a pair must be looked at to see whether it has an order.) */
#ifndef CALIBRATE_PAIRS_H
#define CALIBRATE_PAIRS_H

#include <gsl/gsl_rng.h>
#include <stddef.h>

/** A place on an ordinal scale, higher is graver. low < high: somewhere between. NAN: nowhere. */
struct place {
    const char *scale; /**< places of two scales have no order; NULL: of none, has no order with anything */
    double low;
    double high;
};

/** Counts of pairs. Two places are tied when both are exact and equal. Where they overlap otherwise, nobody knows their
 * order: then, and between scales, the pair is not comparable. */
struct pairs {
    size_t agree;
    size_t disagree;
    size_t tied_first; /**< tied in the first order alone */
    size_t tied_second;
    size_t tied_both;
    size_t not_comparable;
};

/** Count the pairs of `count` things. `picks`: numbers of the things, may repeat (a pair of a thing with itself is
 * tied); NULL takes each once. */
struct pairs pairs_count(const struct place *first, const struct place *second, const size_t *picks, size_t count);

/** Kendall's tau-b over the comparable pairs, -1..1: (agree - disagree) / sqrt(n1 n2), where n1 and n2 are the pairs that
 * the first and the second order do not tie. NAN where one of them ties all. */
double pairs_tau_b(const struct pairs *pairs);

struct bootstrap {
    double low;     /**< 2.5th percentile, NAN where there is no value */
    double high;    /**< 97.5th percentile */
    size_t without; /**< resamples in which tau-b has no value */
};

/** Percentile interval of tau-b over `resamples` draws of `count` things with replacement.
 * @param values room for `resamples` numbers; @param picks room for `count` */
struct bootstrap pairs_bootstrap(const struct place *first, const struct place *second, size_t count, gsl_rng *random,
                                 size_t resamples, double *values, size_t *picks);

#endif
