#include "stability/draw.h"

#include "stability/drawn_weights.h"
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

double cir_draw_score(const struct cir_stability_question *question, const double *weights, uint64_t draw,
                      size_t alternative)
{
    const struct cir_partial_value *values = &question->values[alternative * question->criterion_count];
    double sum = 0;
    for (size_t j = 0; j < question->criterion_count; j++) {
        double value = values[j].low;
        if (values[j].high > values[j].low)
            value = between(&values[j], bits(question->seed, draw, question->keys[alternative], j));
        sum += weights[j] * cir_value_counted(value);
    }
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
