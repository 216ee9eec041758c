#include "stability/stability.h"

#include "stability/draw.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static const double weight_unit = 1.0 / (1ULL << 40);

/* Ranks are told by bins, so that most of an order is never asked for: alternatives go into buckets by their score, and only
 * buckets that lie across the edge of a bin or of the list are sorted. */
struct standing {
    struct cir_standing standing;
    size_t alternative;
};

struct bucket {
    uint32_t start; /* rank of its first */
    uint32_t count;
    bool is_whole; /* all of it in one bin, and on the same side of the list's end */
};

struct work {
    struct cir_stability *stability;
    const struct cir_stability_question *question;
    gsl_rng *random;
    double *scores;
    uint32_t *places;        /* by alternative: its bucket */
    struct bucket *buckets;  /* as many as there are alternatives, the best first */
    struct standing *across; /* those of buckets that are not whole */
    size_t across_count;
    double weights[CIR_PANEL_CRITERIA_MAX];
    uint64_t units[CIR_PANEL_CRITERIA_MAX]; /* the weights, in weight_unit */
};

static int compare_standings(const void *first, const void *second)
{
    const struct standing *a = first;
    const struct standing *b = second;
    return cir_standing_compare(&a->standing, &b->standing);
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

static void count_ranked(struct work *work, size_t alternative, size_t rank)
{
    const size_t bin = cir_rank_bin(rank, work->question->alternative_count);
    work->stability->ranks[alternative * CIR_RANK_BINS + bin]++;
    if (is_listed(work->question, rank, work->scores[alternative]))
        count_listed(work, alternative);
}

/* The greater the score, the lesser the number. */
static uint32_t bucket_of(double score, size_t count)
{
    const double place = (1 - score) * (double)count;
    return place <= 0 ? 0 : place >= (double)count ? (uint32_t)(count - 1) : (uint32_t)place;
}

static void fill_buckets(struct work *work, uint64_t draw)
{
    const size_t count = work->question->alternative_count;
    for (size_t b = 0; b < count; b++)
        work->buckets[b].count = 0;
    for (size_t i = 0; i < count; i++) {
        work->scores[i] = cir_draw_score(work->question, work->weights, draw, i);
        work->places[i] = bucket_of(work->scores[i], count);
        work->buckets[work->places[i]].count++;
    }
}

static void place_buckets(struct work *work)
{
    const struct cir_stability_question *question = work->question;
    const size_t count = question->alternative_count;
    uint32_t start = 0;
    for (size_t b = 0; b < count; b++) {
        struct bucket *bucket = &work->buckets[b];
        const size_t last = start + (size_t)bucket->count - (bucket->count > 0);
        bucket->start = start;
        bucket->is_whole = cir_rank_bin(start, count) == cir_rank_bin(last, count) &&
                           (start < question->list_size) == (last < question->list_size);
        start += bucket->count;
    }
}

/* Buckets stand in the order of scores, so that those of all of them may be sorted together. */
static void count_across(struct work *work)
{
    qsort(work->across, work->across_count, sizeof *work->across, compare_standings);
    size_t rank = 0;
    for (size_t k = 0; k < work->across_count; k++) {
        const size_t alternative = work->across[k].alternative;
        const bool is_next = k > 0 && work->places[work->across[k - 1].alternative] == work->places[alternative];
        rank = is_next ? rank + 1 : work->buckets[work->places[alternative]].start;
        count_ranked(work, alternative, rank);
    }
}

static void count_all(struct work *work, uint64_t draw)
{
    work->across_count = 0;
    for (size_t i = 0; i < work->question->alternative_count; i++) {
        const struct bucket *bucket = &work->buckets[work->places[i]];
        if (bucket->is_whole)
            count_ranked(work, i, bucket->start);
        else
            work->across[work->across_count++] =
                (struct standing){{work->scores[i], cir_draw_tie(work->question, draw, i)}, i};
    }
    count_across(work);
}

static enum cir_status draw(struct work *work, uint64_t number, struct cir_error *error)
{
    uint64_t tries;
    enum cir_status status = cir_draw_weights(work->weights, &tries, work->question, number, work->random, error);
    if (status != CIR_OK)
        return status;
    count_weights(work, tries);
    fill_buckets(work, number);
    place_buckets(work);
    count_all(work, number);
    return CIR_OK;
}

static bool take_room(struct work *work)
{
    const size_t count = work->question->alternative_count;
    struct cir_stability *stability = work->stability;
    work->random = gsl_rng_alloc(gsl_rng_mt19937);
    work->scores = calloc(count, sizeof *work->scores);
    work->places = calloc(count, sizeof *work->places);
    work->buckets = calloc(count, sizeof *work->buckets);
    work->across = calloc(count, sizeof *work->across);
    stability->listed = calloc(count, sizeof *stability->listed);
    stability->ranks = calloc(count, CIR_RANK_BINS * sizeof *stability->ranks);
    stability->weight_sums = calloc(count, work->question->criterion_count * sizeof *stability->weight_sums);
    return work->random != NULL && work->scores != NULL && work->places != NULL && work->buckets != NULL &&
           work->across != NULL && stability->listed != NULL && stability->ranks != NULL &&
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
    free(work.scores);
    free(work.places);
    free(work.buckets);
    free(work.across);
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
