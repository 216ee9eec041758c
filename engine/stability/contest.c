#include "stability/contest.h"

#include "stability/draw.h"
#include "stability/scales.h"

#include <stdlib.h>

static struct cir_standing standing_of(const struct cir_stability_question *question, const double *weights,
                                       uint64_t draw, size_t alternative)
{
    return (struct cir_standing){cir_draw_score(question, weights, draw, alternative),
                                 cir_draw_tie(question, draw, alternative)};
}

static void count_pairs(uint64_t *wins, const struct cir_standing *standings, size_t count)
{
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < count; b++)
            wins[a * count + b] += cir_standing_compare(&standings[a], &standings[b]) < 0;
}

enum cir_status cir_contest_count(uint64_t *wins, const struct cir_stability_question *question, const size_t *chosen,
                                  size_t chosen_count, uint64_t first, uint64_t draws, struct cir_error *error)
{
    double weights[CIR_PANEL_CRITERIA_MAX];
    uint64_t tries;
    enum cir_status status = CIR_OK;
    struct cir_standing *standings = calloc(chosen_count + 1, sizeof *standings);
    gsl_rng *random = standings != NULL ? gsl_rng_alloc(gsl_rng_mt19937) : NULL;
    if (standings == NULL || random == NULL) {
        free(standings);
        return cir_fail_memory(error);
    }
    for (uint64_t draw = first; draw < first + draws && status == CIR_OK; draw++) {
        status = cir_draw_weights(weights, &tries, question, draw, random, error);
        for (size_t a = 0; a < chosen_count && status == CIR_OK; a++)
            standings[a] = standing_of(question, weights, draw, chosen[a]);
        if (status == CIR_OK)
            count_pairs(wins, standings, chosen_count);
    }
    gsl_rng_free(random);
    free(standings);
    return status;
}

/* ---- confidence ---- */

/* All alternatives at the central weights of one. Most can stand on one side of it only, whatever is drawn. */
struct field {
    const struct cir_stability_question *question;
    const double *weights;
    size_t alternative;
    size_t always_above;
    size_t *rivals; /* those that may stand on either side */
    size_t rival_count;
};

static struct cir_partial_value reach_of(const struct field *field, size_t alternative)
{
    const size_t criteria = field->question->criterion_count;
    struct cir_partial_value reach = {0, 0};
    for (size_t j = 0; j < criteria; j++) {
        const struct cir_partial_value *value = &field->question->values[alternative * criteria + j];
        reach.low += field->weights[j] * cir_value_counted(value->low);
        reach.high += field->weights[j] * cir_value_counted(value->high);
    }
    return reach;
}

/* Sums of the same facts may differ in their last bits. */
static void find_rivals(struct field *field)
{
    const double rounding = 1e-12;
    const struct cir_partial_value own = reach_of(field, field->alternative);
    for (size_t i = 0; i < field->question->alternative_count; i++) {
        const struct cir_partial_value reach = reach_of(field, i);
        if (i == field->alternative || reach.high < own.low - rounding)
            continue;
        if (reach.low > own.high + rounding)
            field->always_above++;
        else
            field->rivals[field->rival_count++] = i;
    }
}

static bool is_listed(const struct field *field, uint64_t draw)
{
    const struct cir_stability_question *question = field->question;
    const struct cir_standing own = standing_of(question, field->weights, draw, field->alternative);
    size_t above = field->always_above;
    if (question->list_size == 0)
        return own.score > question->line;
    for (size_t k = 0; k < field->rival_count && above < question->list_size; k++) {
        const struct cir_standing theirs = standing_of(question, field->weights, draw, field->rivals[k]);
        above += cir_standing_compare(&theirs, &own) < 0;
    }
    return above < question->list_size;
}

enum cir_status cir_confidence_count(uint64_t *listed, const struct cir_stability_question *question,
                                     size_t alternative, const double *central, uint64_t draws, struct cir_error *error)
{
    struct field field = {.question = question,
                          .weights = central,
                          .alternative = alternative,
                          .rivals = calloc(question->alternative_count, sizeof *field.rivals)};
    *listed = 0;
    if (field.rivals == NULL)
        return cir_fail_memory(error);
    find_rivals(&field);
    for (uint64_t draw = 0; draw < draws; draw++)
        *listed += is_listed(&field, draw);
    free(field.rivals);
    return CIR_OK;
}
