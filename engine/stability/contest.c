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
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    struct score *scores = calloc(chosen_count + 1, sizeof *scores);
    enum cir_status status = random != NULL && scores != NULL ? CIR_OK : cir_fail_memory(error);
    for (uint64_t draw = first; draw < first + draws && status == CIR_OK; draw++) {
        status = cir_draw_weights(weights, &tries, question, draw, random, error);
        for (size_t a = 0; a < chosen_count && status == CIR_OK; a++)
            scores[a] = score_of(question, weights, draw, chosen[a]);
        if (status == CIR_OK)
            count_pairs(wins, scores, chosen_count);
    }
    if (random != NULL)
        gsl_rng_free(random);
    free(scores);
    return status;
}

/* ---- confidence ---- */

/* All alternatives at the central weights of one: what is known stays from draw to draw. */
struct field {
    const struct cir_stability_question *question;
    const double *weights;
    size_t alternative;
    double *known; /* NAN where the score is drawn */
};

static void find_known(struct field *field)
{
    for (size_t i = 0; i < field->question->alternative_count; i++)
        field->known[i] =
            cir_draw_is_known(field->question, i) ? cir_draw_score(field->question, field->weights, 0, i) : (double)NAN;
}

static bool stands_above(const struct field *field, uint64_t draw, size_t other, const struct score *own)
{
    struct score theirs = {field->known[other], 0};
    if (isnan(theirs.score))
        theirs.score = cir_draw_score(field->question, field->weights, draw, other);
    if (theirs.score == own->score)
        theirs.tie = cir_draw_tie(field->question, draw, other);
    return is_above(&theirs, own);
}

static bool is_listed(const struct field *field, uint64_t draw)
{
    const struct cir_stability_question *question = field->question;
    const struct score own = score_of(question, field->weights, draw, field->alternative);
    size_t above = 0;
    if (question->list_size == 0)
        return own.score > question->line;
    for (size_t i = 0; i < question->alternative_count && above < question->list_size; i++)
        above += i != field->alternative && stands_above(field, draw, i, &own);
    return above < question->list_size;
}

enum cir_status cir_confidence_count(uint64_t *listed, const struct cir_stability_question *question,
                                     size_t alternative, const double *central, uint64_t draws, struct cir_error *error)
{
    struct field field = {question, central, alternative, calloc(question->alternative_count, sizeof(double))};
    *listed = 0;
    if (field.known == NULL)
        return cir_fail_memory(error);
    find_known(&field);
    for (uint64_t draw = 0; draw < draws; draw++)
        *listed += is_listed(&field, draw);
    free(field.known);
    return CIR_OK;
}
