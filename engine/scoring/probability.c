/* A row is taken apart once: the factors that nothing uncertain moves are a fixed sum (axis_frame), and the uncertain
 * facts fall into groups that share no factor and no criterion (fact_groups). Each group is measured on a grid of
 * completions (fact_grid, group_points); what comes of it is a list of outcomes, each with the pieces of its sums
 * (group_outcomes). Outcomes of different groups are independent, so every combination of them has its probability
 * (outcome_mix) and a distribution of the whole sum (band_reach, spread_sum, bent_axes). */
#include "scoring/probability.h"

#include "scoring/fact_grid.h"
#include "scoring/level_masses.h"
#include "scoring/outcome_mix.h"
#include "scoring/rules.h"
#include "scoring/sobol_draws.h"

#include <stdlib.h>
#include <string.h>

enum { DRAWS = 4096 };

struct cir_probability {
    /* of the subjects in hand */
    struct cir_factor_values factors[CIR_FACTORS_MAX];
    struct cir_scoring *scoring;
    const struct cir_scheme *scheme;
    bool comes_apart; /* the scheme */
    /* of the row in hand, computed */
    struct cir_row_apart apart;
    struct cir_spread spread;
    /* of the row in hand, drawn */
    struct cir_sobol_draws *draws; /* owned */
    struct cir_scoring trial;
    double shares[CIR_FIELDS_MAX][CIR_BATCH];
    struct cir_verdict verdicts[CIR_BATCH];
};

/* ---- life ---- */

enum cir_status cir_probability_new(struct cir_probability **probability, struct cir_error *error)
{
    *probability = NULL;
    struct cir_probability *made = aligned_alloc(CIR_WIDE_ALIGN, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    enum cir_status status = cir_sobol_draws_new(&made->draws, error);
    if (status != CIR_OK) {
        cir_probability_free(made);
        return status;
    }
    *probability = made;
    return CIR_OK;
}

void cir_probability_free(struct cir_probability *probability)
{
    if (probability == NULL)
        return;
    cir_sobol_draws_free(probability->draws);
    free(probability);
}

void cir_probability_start(struct cir_probability *probability, struct cir_scoring *scoring,
                           const struct cir_measured *measured)
{
    const struct cir_scheme *scheme = scoring->scheme;
    probability->scoring = scoring;
    probability->scheme = scheme;
    probability->comes_apart = cir_row_frame_serves(scheme);
    for (unsigned i = 0; i < scheme->factor_count; i++)
        cir_factor_evaluate_all(&probability->factors[i], &scheme->factors[i], measured);
}

/* ---- computed ---- */

/* Whether an uncertain fact may settle the scope, which is open. */
static bool moves_scope(const struct cir_probability *probability, const struct cir_random_row *row)
{
    const struct cir_scheme *scheme = probability->scheme;
    uint64_t open[CIR_TRUTH_WORDS];
    uint64_t moved = 0;
    struct cir_truths known;
    cir_truths_at(&known, scheme, &probability->scoring->truths, row->subject);
    cir_rule_open(open, scheme, &known, scheme->scope);
    for (size_t i = 0; i < row->fact_count; i++)
        for (int word = 0; word < CIR_TRUTH_WORDS; word++)
            moved |= row->facts[i].moves->criteria[word] & open[word];
    return moved != 0;
}

static void take_row(struct cir_probability *probability, const struct cir_random_row *row)
{
    probability->apart.standing = (struct cir_standing_row){
        .row = row,
        .scheme = probability->scheme,
        .scoring = probability->scoring,
        .factors = probability->factors,
        .is_told = !isnan(row->verdict->score.point),
    };
}

/* What each group comes to, and how each axis follows it. */
static bool measure_groups(struct cir_row_apart *apart)
{
    uint64_t moved = cir_fact_groups_factors(&apart->groups);
    apart->pieces.count = 0;
    apart->is_bent = false;
    if (apart->standing.is_told)
        cir_row_frame_make(&apart->frame, &apart->standing, moved);
    cir_measuring_start(&apart->measuring, &apart->standing, &apart->frame, moved);
    for (size_t i = 0; i < apart->groups.count; i++)
        if (!cir_fact_grid_measure(apart, i))
            return false;
    return !apart->standing.is_told || cir_bent_axes_find(apart);
}

bool cir_probability_compute(struct cir_probability *probability, const struct cir_random_row *row,
                             struct cir_probabilities *probabilities)
{
    const struct cir_scheme *scheme = probability->scheme;
    const struct cir_verdict *verdict = row->verdict;
    struct cir_row_apart *apart = &probability->apart;
    cir_probabilities_sure(probabilities, scheme, verdict->level);
    if (probability->scoring->is_settled)
        return true;
    enum cir_truth applies = cir_scoring_ruling(probability->scoring, row->subject)->scope.applies;
    if (applies == CIR_POSSIBLE && moves_scope(probability, row))
        return false;
    if (applies != CIR_TRUE || verdict->level_low == verdict->level_high)
        return true;
    take_row(probability, row);
    if (!cir_fact_groups_find(&apart->groups, &apart->standing))
        return false;
    if (apart->groups.count == 0)
        return true;
    if ((apart->standing.is_told && !probability->comes_apart) || !measure_groups(apart))
        return false;
    cir_probabilities_clear(probabilities, scheme);
    if (!cir_outcome_mix(probabilities, apart, &probability->spread))
        return false;
    cir_probabilities_fold(probabilities, scheme, verdict);
    cir_probabilities_finish(probabilities, scheme);
    return true;
}

/* ---- drawn ---- */

void cir_probability_draw(struct cir_probability *probability, const struct cir_random_row *row,
                          struct cir_probabilities *probabilities)
{
    const struct cir_scheme *scheme = probability->scheme;
    unsigned facts[CIR_FIELDS_MAX];
    for (unsigned fact = 0; fact < row->fact_count; fact++)
        facts[fact] = fact;
    memcpy(&probability->trial, probability->scoring, sizeof probability->trial);
    cir_sobol_draws_start(probability->draws, row->seed);
    cir_probabilities_clear(probabilities, scheme);
    for (size_t first = 0; first < DRAWS; first += CIR_BATCH) {
        struct cir_measured measured;
        cir_sobol_draws_next(probability->draws, probability->shares, row->fact_count);
        row->completer->complete(row->completer->context, facts, row->fact_count, probability->shares, CIR_BATCH, true,
                                 &measured);
        cir_scoring_judge(&probability->trial, &measured, probability->verdicts, 1);
        for (size_t i = 0; i < CIR_BATCH; i++)
            cir_probabilities_add(probabilities, scheme, probability->verdicts[i].level, 1);
    }
    cir_probabilities_finish(probabilities, scheme);
}

/* ---- both ---- */

void cir_probability_find(struct cir_probability *probability, const struct cir_random_row *row,
                          struct cir_probabilities *probabilities)
{
    if (!cir_probability_compute(probability, row, probabilities))
        cir_probability_draw(probability, row, probabilities);
}
