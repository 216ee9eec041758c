#include "stability/contest.h"

#include "stability/draw.h"

#include <math.h>
#include <stdlib.h>

struct score {
    double score;
    uint64_t tie;
};

static struct score score_of(const struct cir_stability_question *question, const double *weights, uint64_t draw,
                             size_t alternative)
{
    return (struct score){cir_draw_score(question, weights, draw, alternative),
                          cir_draw_tie(question, draw, alternative)};
}

static bool is_above(const struct score *a, const struct score *b)
{
    return a->score > b->score || (a->score == b->score && a->tie < b->tie);
}

static void count_pairs(uint64_t *wins, const struct score *scores, size_t count)
{
    for (size_t a = 0; a < count; a++)
        for (size_t b = 0; b < count; b++)
            wins[a * count + b] += is_above(&scores[a], &scores[b]);
}

enum cir_status cir_contest_count(uint64_t *wins, const struct cir_stability_question *question, const size_t *chosen,
                                  size_t chosen_count, uint64_t first, uint64_t draws, struct cir_error *error)
{
    double weights[CIR_PANEL_CRITERIA_MAX];
    uint64_t tries;
    enum cir_status status = CIR_OK;
    struct score *scores = calloc(chosen_count + 1, sizeof *scores);
    gsl_rng *random = scores != NULL ? gsl_rng_alloc(gsl_rng_mt19937) : NULL;
    if (scores == NULL || random == NULL) {
        free(scores);
        return cir_fail_memory(error);
    }
    for (uint64_t draw = first; draw < first + draws && status == CIR_OK; draw++) {
        status = cir_draw_weights(weights, &tries, question, draw, random, error);
        for (size_t a = 0; a < chosen_count && status == CIR_OK; a++)
            scores[a] = score_of(question, weights, draw, chosen[a]);
        if (status == CIR_OK)
            count_pairs(wins, scores, chosen_count);
    }
    gsl_rng_free(random);
    free(scores);
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
        reach.low += field->weights[j] * fmin(fmax(value->low, 0), 1);
        reach.high += field->weights[j] * fmin(fmax(value->high, 0), 1);
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
    const struct score own = score_of(question, field->weights, draw, field->alternative);
    size_t above = field->always_above;
    if (question->list_size == 0)
        return own.score > question->line;
    for (size_t k = 0; k < field->rival_count && above < question->list_size; k++) {
        const struct score theirs = score_of(question, field->weights, draw, field->rivals[k]);
        above += is_above(&theirs, &own);
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
