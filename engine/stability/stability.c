#include "stability/stability.h"

#include "stability/weights.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <xxhash.h>

/* What is drawn for an alternative beside its facts, whose purposes are the numbers of their criteria. */
enum { PURPOSE_TIE = CIR_CRITERIA_MAX, PURPOSE_WEIGHTS };

static const double weight_unit = 1.0 / (1ULL << 40);

struct standing {
    double score;
    uint64_t tie;
    size_t alternative;
};

struct work {
    struct cir_stability *stability;
    const struct cir_stability_question *question;
    gsl_rng *random;
    struct standing *standings;
    double weights[CIR_CRITERIA_MAX];
};

/* Random bits that hang on nothing but these four: no thread and no order can change them. */
static uint64_t bits(uint64_t seed, uint64_t draw, uint64_t key, uint64_t purpose)
{
    const uint64_t words[] = {seed, draw, key, purpose};
    return XXH3_64bits(words, sizeof words);
}

static double between(const struct cir_partial_value *value, uint64_t random)
{
    return value->low + (value->high - value->low) * ldexp((double)(random >> 11), -53);
}

static double score(const struct work *work, uint64_t draw, size_t alternative)
{
    const struct cir_stability_question *question = work->question;
    const struct cir_partial_value *values = &question->values[alternative * question->criterion_count];
    double sum = 0;
    for (size_t j = 0; j < question->criterion_count; j++) {
        double value = values[j].low;
        if (values[j].high > values[j].low)
            value = between(&values[j], bits(question->seed, draw, question->keys[alternative], j));
        sum += work->weights[j] * value;
    }
    return sum;
}

static int compare_standings(const void *first, const void *second)
{
    const struct standing *a = first;
    const struct standing *b = second;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->tie > b->tie) - (a->tie < b->tie);
}

static void rank_all(struct work *work, uint64_t draw)
{
    const struct cir_stability_question *question = work->question;
    for (size_t i = 0; i < question->alternative_count; i++)
        work->standings[i] =
            (struct standing){score(work, draw, i), bits(question->seed, draw, question->keys[i], PURPOSE_TIE), i};
    qsort(work->standings, question->alternative_count, sizeof *work->standings, compare_standings);
}

static bool is_listed(const struct cir_stability_question *question, size_t rank, double score_of_it)
{
    return question->list_size > 0 ? rank < question->list_size : score_of_it > question->line;
}

static void count_listed(struct work *work, size_t alternative)
{
    const size_t criteria = work->question->criterion_count;
    work->stability->listed[alternative]++;
    for (size_t j = 0; j < criteria; j++)
        work->stability->weight_sums[alternative * criteria + j] += (uint64_t)llround(work->weights[j] / weight_unit);
}

static enum cir_status draw(struct work *work, uint64_t number, struct cir_error *error)
{
    const struct cir_stability_question *question = work->question;
    uint64_t tries;
    gsl_rng_set(work->random, bits(question->seed, number, 0, PURPOSE_WEIGHTS) & UINT32_MAX);
    enum cir_status status =
        cir_weights_draw(work->weights, &tries, &question->weights, question->criterion_count, work->random, error);
    if (status != CIR_OK)
        return status;
    rank_all(work, number);
    for (size_t rank = 0; rank < question->alternative_count; rank++) {
        const struct standing *standing = &work->standings[rank];
        size_t bin = cir_rank_bin(rank, question->alternative_count);
        work->stability->ranks[standing->alternative * CIR_RANK_BINS + bin]++;
        if (is_listed(question, rank, standing->score))
            count_listed(work, standing->alternative);
    }
    work->stability->tries += tries;
    work->stability->draws++;
    return CIR_OK;
}

static bool take_room(struct work *work)
{
    const size_t count = work->question->alternative_count;
    struct cir_stability *stability = work->stability;
    work->random = gsl_rng_alloc(gsl_rng_mt19937);
    work->standings = calloc(count, sizeof *work->standings);
    stability->listed = calloc(count, sizeof *stability->listed);
    stability->ranks = calloc(count, CIR_RANK_BINS * sizeof *stability->ranks);
    stability->weight_sums = calloc(count, work->question->criterion_count * sizeof *stability->weight_sums);
    return work->random != NULL && work->standings != NULL && stability->listed != NULL && stability->ranks != NULL &&
           stability->weight_sums != NULL;
}

enum cir_status cir_stability_count(struct cir_stability *stability, const struct cir_stability_question *question,
                                    uint64_t first, uint64_t draws, struct cir_error *error)
{
    struct work work = {.stability = stability, .question = question};
    assert(question->alternative_count > 0 && question->criterion_count > 0 &&
           question->criterion_count <= CIR_CRITERIA_MAX && draws <= CIR_STABILITY_DRAWS_MAX);
    *stability = (struct cir_stability){.draws = 0};
    enum cir_status status = take_room(&work) ? CIR_OK : cir_fail_memory(error);
    for (uint64_t i = 0; i < draws && status == CIR_OK; i++)
        status = draw(&work, first + i, error);
    if (work.random != NULL)
        gsl_rng_free(work.random);
    free(work.standings);
    return status;
}

void cir_stability_add(struct cir_stability *sum, const struct cir_stability *part,
                       const struct cir_stability_question *question)
{
    const size_t count = question->alternative_count;
    for (size_t i = 0; i < count; i++)
        sum->listed[i] += part->listed[i];
    for (size_t i = 0; i < count * CIR_RANK_BINS; i++)
        sum->ranks[i] += part->ranks[i];
    for (size_t i = 0; i < count * question->criterion_count; i++)
        sum->weight_sums[i] += part->weight_sums[i];
    sum->draws += part->draws;
    sum->tries += part->tries;
}

void cir_stability_free(struct cir_stability *stability)
{
    free(stability->listed);
    free(stability->ranks);
    free(stability->weight_sums);
    *stability = (struct cir_stability){.draws = 0};
}

size_t cir_rank_bin(size_t rank, size_t count)
{
    return count <= CIR_RANK_BINS ? rank : rank * CIR_RANK_BINS / count;
}

double cir_stability_share(const struct cir_stability *stability, size_t alternative)
{
    return (double)stability->listed[alternative] / (double)stability->draws;
}

double cir_stability_error(const struct cir_stability *stability, size_t alternative)
{
    const double draws = (double)stability->draws;
    const double listed = stability->listed[alternative];
    double share = listed > 0 && listed < draws ? listed / draws : (listed + 1) / (draws + 2);
    return sqrt(share * (1 - share) / draws);
}

double cir_stability_central(const struct cir_stability *stability, const struct cir_stability_question *question,
                             size_t alternative, size_t criterion)
{
    if (stability->listed[alternative] == 0)
        return NAN;
    uint64_t sum = stability->weight_sums[alternative * question->criterion_count + criterion];
    return (double)sum * weight_unit / stability->listed[alternative];
}
