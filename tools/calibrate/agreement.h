/** How far a scheme's order agrees with that of others. */
#ifndef CALIBRATE_AGREEMENT_H
#define CALIBRATE_AGREEMENT_H

#include "report.h"
#include "subjects.h"

/** Fewer compared things than this get no interval: resampling a handful says nothing. Nor is one given where more than
 * one resample in twenty has no value. */
enum { AGREEMENT_INTERVAL_MIN = 10 };

struct resampling {
    unsigned long seed; /**< each comparison begins with it anew */
    size_t resamples;
};

/** The landmarks that somebody declared: the places beside the levels, then the order. */
enum cir_status agreement_declared(struct report *report, const struct subjects *subjects,
                                   const struct cir_scheme *scheme, const struct resampling *resampling,
                                   struct cir_error *error);

/** The rated rows: what is known of them by rating, then the order. */
enum cir_status agreement_rated(struct report *report, const struct subjects *subjects,
                                const struct resampling *resampling, struct cir_error *error);

#endif
