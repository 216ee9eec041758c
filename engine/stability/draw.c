#include "stability/draw.h"

#include "stability/drawn_weights.h"
#include "stability/fact_laws.h"
#include "stability/scales.h"

#include <math.h>
#include <xxhash.h>

/* What is drawn for an alternative beside its facts, whose purposes are the numbers of their criteria. */
enum { PURPOSE_TIE = CIR_PANEL_CRITERIA_MAX, PURPOSE_WEIGHTS };

/* Random bits that hang on nothing but these four. */
static uint64_t bits(uint64_t seed, uint64_t draw, uint64_t key, uint64_t purpose)
{
    const uint64_t words[] = {seed, draw, key, purpose};
    return XXH3_64bits(words, sizeof words);
}

/* The generator has seeds of 32 bits: counted upwards they differ from draw to draw, as hashes would not. */
enum cir_status cir_draw_weights(double *weights, uint64_t *tries, const struct cir_stability_question *question,
                                 uint64_t draw, gsl_rng *random, struct cir_error *error)
{
    uint64_t first = bits(question->seed, 0, 0, PURPOSE_WEIGHTS);
    gsl_rng_set(random, (unsigned long)((first + draw) & UINT32_MAX));
    return cir_weights_draw(weights, tries, &question->weights, question->criterion_count, random, error);
}

static double between(const struct cir_partial_value *value, uint64_t random)
{
    return value->low + (value->high - value->low) * ldexp((double)(random >> 11), -53);
}

/* The middle of one of 2^52 parts of what may be drawn: neither 0 nor 1, at which some laws have no value. */
static double counted_of_law(const struct cir_stability_question *question, size_t place, size_t criterion,
                             uint64_t random)
{
    return cir_fact_counted(&question->laws[place], &question->scales[criterion],
                            ldexp((double)(random >> 12) + .5, -52));
}

static double counted(const struct cir_stability_question *question, uint64_t draw, size_t alternative,
                      size_t criterion)
{
    const size_t place = alternative * question->criterion_count + criterion;
    const struct cir_partial_value *value = &question->values[place];
    if (question->laws != NULL && question->laws[place].kind != CIR_FACT_EVEN)
        return counted_of_law(question, place, criterion,
                              bits(question->seed, draw, question->keys[alternative], criterion));
    if (value->high > value->low)
        return cir_value_counted(between(value, bits(question->seed, draw, question->keys[alternative], criterion)));
    return cir_value_counted(value->low);
}

double cir_draw_score(const struct cir_stability_question *question, const double *weights, uint64_t draw,
                      size_t alternative)
{
    double sum = 0;
    for (size_t j = 0; j < question->criterion_count; j++)
        sum += weights[j] * counted(question, draw, alternative, j);
    return sum;
}

uint64_t cir_draw_tie(const struct cir_stability_question *question, uint64_t draw, size_t alternative)
{
    return bits(question->seed, draw, question->keys[alternative], PURPOSE_TIE);
}

int cir_standing_compare(const struct cir_standing *a, const struct cir_standing *b)
{
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->tie > b->tie) - (a->tie < b->tie);
}
