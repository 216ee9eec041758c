/** How far levels and order depend on the weights and exponents of a scheme. */
#ifndef CALIBRATE_STABILITY_H
#define CALIBRATE_STABILITY_H

#include "report.h"
#include "subjects.h"
#include "variant.h"

/** Levels and scores of all subjects. */
struct trial {
    int *levels;
    struct place *scores; /**< exact; NAN where none is told */
};

/** Room for `count` subjects, in the arena; false when memory is exhausted. */
bool trial_make(struct trial *trial, struct cir_arena *arena, size_t count);

void trial_judge(struct trial *trial, const struct cir_scheme *scheme, const struct subjects *subjects);

/** What differs between two trials. */
struct change {
    size_t up;     /**< levels that are higher */
    size_t down;   /**< levels that are lower */
    size_t far;    /**< of those, by two steps or more */
    size_t silent; /**< levels that are told in one trial alone */
    double tau_b;  /**< between the orders of the scores */
};

struct change trial_compare(const struct trial *before, const struct trial *after, size_t count);

struct stability {
    unsigned long seed; /**< each spread begins with it anew, so that spreads differ by their width alone */
    size_t draws;
    size_t movers; /**< landmarks named for each spread */
};

/** All tables of stability: weights together at random, one at a time, exponents. */
enum cir_status stability_report(struct report *report, const struct subjects *subjects,
                                 const struct cir_scheme *scheme, const struct stability *stability,
                                 struct cir_error *error);

#endif
