/** A row of which some facts are uncertain, and who completes it. */
#ifndef CIR_SCORING_RANDOM_ROW_H
#define CIR_SCORING_RANDOM_ROW_H

#include "model/measured.h"
#include "model/verdict.h"
#include "scoring/moves.h"

enum { CIR_RANDOM_VALUES_MAX = 64 };

/** An uncertain fact. */
struct cir_random_fact {
    const struct cir_moves *moves; /**< borrowed */
    size_t value_count;            /**< 0: any value between two ends */
    /** of value k: from shares[k] to shares[k + 1] of 0..1; not set of more than CIR_RANDOM_VALUES_MAX values */
    double shares[CIR_RANDOM_VALUES_MAX + 1];
};

/** Who measures completions of the row at hand. */
struct cir_completer {
    void *context;
    /** Measure the row `count` times, some of its facts completed and the others as they stand.
     *
     * @param facts numbers of those that are completed, rising
     * @param shares of facts[n] and completion i: at shares[n][i] of its distribution, 0..1
     * @param is_whole whether all measures of the scheme are needed, or only those that make the factors and criteria
     *                 that these facts move
     * @param measured valid until the next call */
    void (*complete)(void *context, const unsigned *facts, size_t fact_count, double (*shares)[CIR_BATCH], size_t count,
                     bool is_whole, struct cir_measured *measured);
};

/** A row of the subjects in hand. */
struct cir_random_row {
    size_t subject; /**< its number among them */
    const struct cir_verdict *verdict;
    const struct cir_random_fact *facts;
    size_t fact_count; /**< at most CIR_FIELDS_MAX */
    const struct cir_completer *completer;
    uint64_t seed; /**< of its draws */
};

#endif
