#include "stability.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double spreads[] = {0.1, 0.2, 0.5};
static const double exponents[] = {1, 2, 3};

bool trial_make(struct trial *trial, struct cir_arena *arena, size_t count)
{
    trial->levels = cir_arena_take(arena, count, sizeof *trial->levels);
    trial->scores = cir_arena_take(arena, count, sizeof *trial->scores);
    return trial->levels != NULL && trial->scores != NULL;
}

void trial_judge(struct trial *trial, const struct cir_scheme *scheme, const struct subjects *subjects)
{
    for (size_t i = 0; i < subjects->count; i++) {
        struct cir_verdict verdict;
        cir_score(scheme, subjects->list[i].measured, &verdict);
        trial->levels[i] = verdict.level;
        trial->scores[i] = (struct place){"scheme", verdict.score.point, verdict.score.point};
    }
}

struct change trial_compare(const struct trial *before, const struct trial *after, size_t count)
{
    struct change change = {0};
    for (size_t i = 0; i < count; i++) {
        int from = before->levels[i];
        int to = after->levels[i];
        if (from == to)
            continue;
        bool is_silent = from == CIR_LEVEL_UNKNOWN || to == CIR_LEVEL_UNKNOWN;
        change.silent += is_silent;
        change.up += !is_silent && to > from;
        change.down += !is_silent && to < from;
        change.far += !is_silent && abs(to - from) > 1;
    }
    struct pairs pairs = pairs_count(before->scores, after->scores, NULL, count);
    change.tau_b = pairs_tau_b(&pairs);
    return change;
}

static size_t changed(const struct change *change)
{
    return change->up + change->down + change->silent;
}

/* What all tables share. */
struct bench {
    const struct subjects *subjects;
    const struct cir_scheme *scheme;
    const struct stability *stability;
    struct trial before;
    struct trial after;
    struct place *outside; /* what others declared, by subject */
    struct variant *variant;
    gsl_rng *random;
    size_t weight_count;
    double *logarithms; /* of multipliers, by draw and weight */
    double *scores;     /* by draw and subject */
    double *taus;       /* by draw */
    size_t *moved;      /* by subject: draws in which its level differs */
    size_t *raised;     /* of those, in which it is higher */
    bool *taken;        /* by subject: named already */
};

struct spread_sums {
    size_t up, down, far, silent;
    size_t declared; /* the most pairs that agree with what was declared */
};

static void draw_weights(struct bench *bench, double spread, double *logarithms)
{
    variant_start(bench->variant, bench->scheme);
    for (size_t weight = 0; weight < bench->weight_count; weight++) {
        logarithms[weight] = gsl_ran_flat(bench->random, log1p(-spread), log1p(spread));
        variant_multiply(bench->variant, weight, exp(logarithms[weight]));
    }
}

static void note_moves(struct bench *bench, double *scores)
{
    for (size_t i = 0; i < bench->subjects->count; i++) {
        scores[i] = bench->after.scores[i].low;
        bench->moved[i] += bench->after.levels[i] != bench->before.levels[i];
        bench->raised[i] += bench->after.levels[i] > bench->before.levels[i];
    }
}

static struct spread_sums draw_all(struct bench *bench, double spread)
{
    struct spread_sums sums = {0};
    size_t count = bench->subjects->count;
    gsl_rng_set(bench->random, bench->stability->seed);
    memset(bench->moved, 0, count * sizeof *bench->moved);
    memset(bench->raised, 0, count * sizeof *bench->raised);
    for (size_t draw = 0; draw < bench->stability->draws; draw++) {
        draw_weights(bench, spread, &bench->logarithms[draw * bench->weight_count]);
        trial_judge(&bench->after, &bench->variant->scheme, bench->subjects);
        note_moves(bench, &bench->scores[draw * count]);
        struct change change = trial_compare(&bench->before, &bench->after, count);
        struct pairs declared = pairs_count(bench->after.scores, bench->outside, NULL, count);
        sums.declared = declared.agree > sums.declared ? declared.agree : sums.declared;
        bench->taus[draw] = change.tau_b;
        sums.up += change.up;
        sums.down += change.down;
        sums.far += change.far;
        sums.silent += change.silent;
    }
    return sums;
}

static size_t count_moved(const struct bench *bench, double share)
{
    size_t moved = 0;
    for (size_t i = 0; i < bench->subjects->count; i++)
        moved += bench->moved[i] > 0 && (double)bench->moved[i] >= share * (double)bench->stability->draws;
    return moved;
}

static void report_percent(struct report *report, size_t part, size_t whole)
{
    report_number(report, 100 * (double)part / (double)whole, 1);
}

static const char *spread_name(double spread, char *name, size_t size)
{
    snprintf(name, size, "+-%.0f %%", 100 * spread);
    return name;
}

static void report_spread(struct report *report, struct bench *bench, double spread, const struct spread_sums *sums)
{
    char name[32];
    size_t draws = bench->stability->draws;
    size_t whole = draws * bench->subjects->count;
    gsl_sort(bench->taus, 1, draws);
    report_word(report, spread_name(spread, name, sizeof name));
    report_percent(report, sums->up + sums->down + sums->silent, whole);
    report_percent(report, sums->up, whole);
    report_percent(report, sums->down, whole);
    report_percent(report, sums->far, whole);
    report_percent(report, sums->silent, whole);
    report_count(report, count_moved(bench, 0));
    report_count(report, count_moved(bench, 0.25));
    report_number(report, gsl_stats_mean(bench->taus, 1, draws), 3);
    report_number(report, gsl_stats_quantile_from_sorted_data(bench->taus, 1, draws, 0.05), 3);
    report_number(report, bench->taus[0], 3);
    report_count(report, sums->declared);
}

/* The weight that goes most with the score of a subject over the draws; NAN where none does. */
static double strongest(const struct bench *bench, size_t subject, size_t *weight)
{
    double most = NAN;
    for (size_t i = 0; i < bench->weight_count; i++) {
        double correlation = gsl_stats_correlation(&bench->logarithms[i], bench->weight_count, &bench->scores[subject],
                                                   bench->subjects->count, bench->stability->draws);
        if (!isnan(correlation) && (isnan(most) || fabs(correlation) > fabs(most))) {
            most = correlation;
            *weight = i;
        }
    }
    return most;
}

static size_t next_mover(const struct bench *bench)
{
    size_t next = SIZE_MAX;
    for (size_t i = 0; i < bench->subjects->count; i++)
        if (!bench->taken[i] && bench->moved[i] > 0 && (next == SIZE_MAX || bench->moved[i] > bench->moved[next]))
            next = i;
    return next;
}

static void report_mover(struct report *report, const struct bench *bench, size_t subject)
{
    const struct cir_verdict *verdict = &bench->subjects->list[subject].verdict;
    size_t draws = bench->stability->draws;
    size_t weight = 0;
    double correlation = strongest(bench, subject, &weight);
    report_word(report, bench->subjects->list[subject].id);
    report_number(report, verdict->score.point, 1);
    report_number(report, verdict->level, 0);
    report_percent(report, bench->moved[subject], draws);
    report_percent(report, bench->raised[subject], draws);
    report_word(report, isnan(correlation) ? "-" : variant_weight_name(bench->scheme, weight));
    report_number(report, correlation, 2);
}

static void report_movers(struct report *report, struct bench *bench, double spread)
{
    static const char *const columns[] = {"id", "score", "level", "changes, %", "up, %", "most by", "correlation"};
    char name[32];
    char title[96];
    snprintf(title, sizeof title, "Landmarks whose level changes most often, weights %s",
             spread_name(spread, name, sizeof name));
    report_start(report, title, columns, sizeof columns / sizeof columns[0]);
    memset(bench->taken, 0, bench->subjects->count * sizeof *bench->taken);
    for (size_t i = 0; i < bench->stability->movers; i++) {
        size_t mover = next_mover(bench);
        if (mover == SIZE_MAX)
            break;
        bench->taken[mover] = true;
        report_mover(report, bench, mover);
    }
    report_end(report);
}

static void report_spreads(struct report *report, struct bench *bench)
{
    static const char *const columns[] = {
        "weights",        "levels changed, %", "up, %",      "down, %",        "two steps, %", "told or not, %",
        "landmarks ever", "in a quarter",      "mean tau-b", "5th percentile", "least",        "declared pairs, most"};
    report_start(report, "All weights at once, drawn at random", columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < sizeof spreads / sizeof spreads[0]; i++) {
        struct spread_sums sums = draw_all(bench, spreads[i]);
        report_spread(report, bench, spreads[i], &sums);
    }
    report_end(report);
}

static void report_all_movers(struct report *report, struct bench *bench)
{
    for (size_t i = 0; i < sizeof spreads / sizeof spreads[0]; i++) {
        draw_all(bench, spreads[i]); /* the same draws again: each begins with the seed */
        report_movers(report, bench, spreads[i]);
    }
}

static void report_change(struct report *report, const struct bench *bench)
{
    struct change change = trial_compare(&bench->before, &bench->after, bench->subjects->count);
    report_count(report, changed(&change));
    report_count(report, change.up);
    report_count(report, change.down);
    report_number(report, change.tau_b, 3);
}

static void report_single(struct report *report, struct bench *bench, size_t weight)
{
    static const double multipliers[] = {0.5, 1.5};
    report_word(report, variant_weight_name(bench->scheme, weight));
    report_number(report, variant_weight(bench->scheme, weight), 2);
    for (size_t i = 0; i < sizeof multipliers / sizeof multipliers[0]; i++) {
        variant_start(bench->variant, bench->scheme);
        variant_multiply(bench->variant, weight, multipliers[i]);
        trial_judge(&bench->after, &bench->variant->scheme, bench->subjects);
        report_change(report, bench);
    }
}

static void report_singles(struct report *report, struct bench *bench)
{
    static const char *const columns[] = {"weight",        "is",  "x 0.5: levels", "up",    "down", "tau-b",
                                          "x 1.5: levels", "up ", "down ",         "tau-b "};
    report_start(report, "One weight at a time, by half and by one and a half", columns,
                 sizeof columns / sizeof columns[0]);
    for (size_t weight = 0; weight < bench->weight_count; weight++)
        report_single(report, bench, weight);
    report_end(report);
}

static void report_exponents(struct report *report, struct bench *bench)
{
    static const char *const columns[] = {"p within axes, P between", "levels", "up", "down", "tau-b"};
    size_t count = sizeof exponents / sizeof exponents[0];
    report_start(report, "Exponents", columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < count * count; i++) {
        char name[32];
        snprintf(name, sizeof name, "p %.0f, P %.0f", exponents[i / count], exponents[i % count]);
        variant_start(bench->variant, bench->scheme);
        variant_set_exponents(bench->variant, exponents[i / count], exponents[i % count]);
        trial_judge(&bench->after, &bench->variant->scheme, bench->subjects);
        report_word(report, name);
        report_change(report, bench);
    }
    report_end(report);
}

static bool make_bench(struct bench *bench, struct cir_arena *arena)
{
    size_t count = bench->subjects->count;
    size_t draws = bench->stability->draws;
    bench->weight_count = variant_weight_count(bench->scheme);
    bench->random = gsl_rng_alloc(gsl_rng_mt19937);
    bench->outside = cir_arena_take(arena, count, sizeof *bench->outside);
    bench->variant = cir_arena_take(arena, 1, sizeof *bench->variant);
    bench->logarithms = cir_arena_take(arena, draws * bench->weight_count, sizeof *bench->logarithms);
    bench->scores = cir_arena_take(arena, draws * count, sizeof *bench->scores);
    bench->taus = cir_arena_take(arena, draws, sizeof *bench->taus);
    bench->moved = cir_arena_take(arena, count, sizeof *bench->moved);
    bench->raised = cir_arena_take(arena, count, sizeof *bench->raised);
    bench->taken = cir_arena_take(arena, count, sizeof *bench->taken);
    return trial_make(&bench->before, arena, count) && trial_make(&bench->after, arena, count) &&
           bench->random != NULL && bench->outside != NULL && bench->variant != NULL && bench->logarithms != NULL &&
           bench->scores != NULL && bench->taus != NULL && bench->moved != NULL && bench->raised != NULL &&
           bench->taken != NULL;
}

enum cir_status stability_report(struct report *report, const struct subjects *subjects,
                                 const struct cir_scheme *scheme, const struct stability *stability,
                                 struct cir_error *error)
{
    struct cir_arena arena = {0};
    struct bench bench = {.subjects = subjects, .scheme = scheme, .stability = stability};
    enum cir_status status = CIR_OK;
    if (make_bench(&bench, &arena)) {
        for (size_t i = 0; i < subjects->count; i++)
            bench.outside[i] = subjects->list[i].outside;
        trial_judge(&bench.before, scheme, subjects);
        report_spreads(report, &bench);
        report_all_movers(report, &bench);
        report_singles(report, &bench);
        report_exponents(report, &bench);
    } else {
        status = cir_fail_memory(error);
    }
    if (bench.random != NULL)
        gsl_rng_free(bench.random);
    cir_arena_free(&arena);
    return status;
}
