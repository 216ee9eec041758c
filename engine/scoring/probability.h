/** How likely each level is, where facts are known in part.
 *
 *     P(level) = the probability that the verdict is this level when every uncertain fact takes a value at random
 *
 * A fact is uncertain when it was answered by a range or a set. What was not answered, and a range with one end alone,
 * has no distribution that anybody stated: it stays as it is, and the probabilities hold on this condition.
 *
 * Facts that move no factor and no criterion in common are independent of each other in their effect. Of a scheme whose
 * axes have the exponent of their mean (or that has one weighted axis), the power of the total is one weighted sum over
 * the factors, so that its distribution is a convolution over groups of facts. Within a group the distribution is cut
 * into pieces between whose ends the sum is taken for linear; where a criterion changes its truth, or a step is
 * reached, a piece is cut at that place. Over what multiplies (lifts) and over what is true of the criteria the
 * distributions are mixed.
 *
 * What does not come apart in this way is drawn by a Sobol sequence, shifted by a seed that belongs to the row. Either
 * way the outcome is a function of the row alone: neither its place in the log nor the thread that judges it matters. */
#ifndef CIR_SCORING_PROBABILITY_H
#define CIR_SCORING_PROBABILITY_H

#include "base/error.h"
#include "scoring/scoring.h"

/** What a change of some measures may move in a scheme: sets of factors and criteria, bit = number. */
struct cir_moves {
    uint64_t factors;
    uint64_t criteria[CIR_TRUTH_WORDS];
};

/** @param changes by measure number */
void cir_moves_make(struct cir_moves *moves, const struct cir_scheme *scheme, const bool *changes);

/** Mark the measures that those factors and criteria are made from. */
void cir_moves_mark(bool *measures, const struct cir_scheme *scheme, const struct cir_moves *moves);

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

/** Memory of one thread. */
struct cir_probability;

/** @return CIR_OK, CIR_NO_MEMORY. Caller owns *probability */
enum cir_status cir_probability_new(struct cir_probability **probability, struct cir_error *error);

void cir_probability_free(struct cir_probability *probability);

/** Take a scheme and the subjects that it has just judged. Both are borrowed until the next start.
 * @param measured what was judged */
void cir_probability_start(struct cir_probability *probability, struct cir_scoring *scoring,
                           const struct cir_measured *measured);

/** A row of the subjects in hand. */
struct cir_random_row {
    size_t subject; /**< its number among them */
    const struct cir_verdict *verdict;
    const struct cir_random_fact *facts;
    size_t fact_count; /**< at most CIR_FIELDS_MAX */
    const struct cir_completer *completer;
    uint64_t seed; /**< of its draws */
};

/** Probabilities of a subject: computed where the facts come apart, else drawn. */
void cir_probability_find(struct cir_probability *probability, const struct cir_random_row *row,
                          struct cir_probabilities *probabilities);

/** The first way alone: false where the facts do not come apart. */
bool cir_probability_compute(struct cir_probability *probability, const struct cir_random_row *row,
                             struct cir_probabilities *probabilities);

/** The second way alone. */
void cir_probability_draw(struct cir_probability *probability, const struct cir_random_row *row,
                          struct cir_probabilities *probabilities);

/** Of a verdict without an uncertain fact: 1 for its level. */
void cir_probabilities_sure(struct cir_probabilities *probabilities, const struct cir_scheme *scheme, int level);

#endif
