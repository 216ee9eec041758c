#include "stability/stability.h"

#include "stability/draw.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

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
    double weights[CIR_PANEL_CRITERIA_MAX];
    uint64_t units[CIR_PANEL_CRITERIA_MAX]; /* the weights, in weight_unit */
};

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
            (struct standing){cir_draw_score(question, work->weights, draw, i), cir_draw_tie(question, draw, i), i};
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
        work->stability->weight_sums[alternative * criteria + j] += work->units[j];
}

static void count_weights(struct work *work, uint64_t tries)
{
    for (size_t j = 0; j < work->question->criterion_count; j++) {
        work->units[j] = (uint64_t)llround(work->weights[j] / weight_unit);
        work->stability->drawn_sums[j] += work->units[j];
    }
    work->stability->tries += tries;
    work->stability->draws++;
}

static enum cir_status draw(struct work *work, uint64_t number, struct cir_error *error)
{
    const struct cir_stability_question *question = work->question;
    uint64_t tries;
    enum cir_status status = cir_draw_weights(work->weights, &tries, question, number, work->random, error);
    if (status != CIR_OK)
        return status;
    count_weights(work, tries);
    rank_all(work, number);
    for (size_t rank = 0; rank < question->alternative_count; rank++) {
        const struct standing *standing = &work->standings[rank];
        size_t bin = cir_rank_bin(rank, question->alternative_count);
        work->stability->ranks[standing->alternative * CIR_RANK_BINS + bin]++;
        if (is_listed(question, rank, standing->score))
            count_listed(work, standing->alternative);
    }
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
           question->criterion_count <= CIR_PANEL_CRITERIA_MAX && draws <= CIR_STABILITY_DRAWS_MAX);
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
    for (size_t j = 0; j < question->criterion_count; j++)
        sum->drawn_sums[j] += part->drawn_sums[j];
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

size_t cir_rank_bin_count(size_t count)
{
    return count <= CIR_RANK_BINS ? count : CIR_RANK_BINS;
}

static size_t first_rank(size_t bin, size_t count)
{
    return count <= CIR_RANK_BINS ? bin : (bin * count + CIR_RANK_BINS - 1) / CIR_RANK_BINS;
}

struct cir_rank_span cir_rank_bin_span(size_t bin, size_t count)
{
    return (struct cir_rank_span){first_rank(bin, count), first_rank(bin + 1, count) - 1};
}

static size_t quantile_bin(const uint32_t *ranks, double draws_below)
{
    double sum = ranks[0];
    size_t bin = 0;
    while (bin + 1 < CIR_RANK_BINS && sum < draws_below)
        sum += ranks[++bin];
    return bin;
}

struct cir_rank_span cir_rank_span_of(const struct cir_stability *stability, size_t alternative, size_t count)
{
    const uint32_t *ranks = &stability->ranks[alternative * CIR_RANK_BINS];
    const double draws = (double)stability->draws;
    return (struct cir_rank_span){cir_rank_bin_span(quantile_bin(ranks, .05 * draws), count).first,
                                  cir_rank_bin_span(quantile_bin(ranks, .95 * draws), count).last};
}

double cir_stability_share(const struct cir_stability *stability, size_t alternative)
{
    return (double)stability->listed[alternative] / (double)stability->draws;
}

double cir_share_error(uint64_t hits, uint64_t draws)
{
    const double hit = (double)hits;
    const double all = (double)draws;
    double share = hits > 0 && hits < draws ? hit / all : (hit + 1) / (all + 2);
    return sqrt(share * (1 - share) / all);
}

double cir_stability_central(const struct cir_stability *stability, const struct cir_stability_question *question,
                             size_t alternative, size_t criterion)
{
    if (stability->listed[alternative] == 0)
        return NAN;
    uint64_t sum = stability->weight_sums[alternative * question->criterion_count + criterion];
    return (double)sum * weight_unit / stability->listed[alternative];
}

double cir_stability_drawn(const struct cir_stability *stability, size_t criterion)
{
    return (double)stability->drawn_sums[criterion] * weight_unit / (double)stability->draws;
}

int cir_told_decimals(double error)
{
    enum { MOST = 6 };
    double decimals = floor(-log10(error));
    return decimals < 0 ? 0 : decimals > MOST ? MOST : (int)decimals;
}
