/* Draws are counted in parts, one a thread. Each draw has numbers of its own, and counts are whole numbers: however many parts
 * there are, they add up to the same. */
#include "pipeline/list_stability.h"

#include "intake/assets.h"
#include "intake/given_weights.h"
#include "intake/judgements.h"
#include "pipeline/threads.h"
#include "stability/contest.h"
#include "stability/drawn_weights.h"
#include "stability/flip.h"
#include "stability/list.h"
#include "stability/scales.h"
#include "stability/stability.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <xxhash.h>

/* What the making of a result shares. */
struct work {
    struct cir_list_stability *result;
    const struct cir_list_stability_options *options;
    size_t threads;
    struct cir_error *error;
};

/* ---- the question ---- */

static enum cir_status read_weights(const struct work *work)
{
    struct cir_list_stability *result = work->result;
    struct cir_weights *weights = &result->given.weights;
    const struct cir_panel_criteria *criteria = &result->criteria;
    enum cir_status status =
        cir_given_weights_read(&result->given, work->options->weights, criteria, &result->arena, work->error);
    if (status != CIR_OK)
        return status;
    weights->concentration = work->options->concentration > 0 ? work->options->concentration : (double)criteria->count;
    if (!work->options->has_fixed_weights)
        return CIR_OK;
    if (weights->law != CIR_WEIGHTS_DIRICHLET)
        return cir_fail(work->error, CIR_BAD_USE, (struct cir_place){.file = work->options->weights},
                        "no weights are given that could be fixed; expected a file of weights, with weights in it");
    weights->law = CIR_WEIGHTS_FIXED;
    return CIR_OK;
}

static enum cir_status put_on_scales(const struct work *work)
{
    struct cir_list_stability *result = work->result;
    const size_t criteria = result->criteria.count;
    const size_t assets = result->assets.count;
    struct cir_partial_value *values = cir_arena_take(&result->arena, assets * criteria, sizeof *values);
    uint64_t *keys = cir_arena_take(&result->arena, assets, sizeof *keys);
    result->scales = cir_arena_take(&result->arena, criteria, sizeof *result->scales);
    if (values == NULL || keys == NULL || result->scales == NULL)
        return cir_fail_memory(work->error);
    enum cir_status status =
        cir_scales_find(result->scales, &result->criteria, &result->assets, work->options->criteria, work->error);
    if (status != CIR_OK)
        return status;
    for (size_t i = 0; i < assets * criteria; i++)
        values[i] = cir_partial_value_of(result->assets.facts[i], &result->scales[i % criteria]);
    for (size_t i = 0; i < assets; i++)
        keys[i] = XXH3_64bits(result->assets.names[i], strlen(result->assets.names[i]));
    result->question.values = values;
    result->question.laws = result->assets.laws;
    result->question.scales = result->scales;
    result->question.keys = keys;
    return CIR_OK;
}

static enum cir_status ask(const struct work *work)
{
    struct cir_list_stability *result = work->result;
    const struct cir_list_stability_options *options = work->options;
    if (options->list_size >= result->assets.count)
        return cir_fail(work->error, CIR_BAD_USE, (struct cir_place){.file = options->input},
                        "a list of %zu has room for all %zu assets; expected fewer", options->list_size,
                        result->assets.count);
    result->question = (struct cir_stability_question){.alternative_count = result->assets.count,
                                                       .criterion_count = result->criteria.count,
                                                       .list_size = options->list_size,
                                                       .line = options->line,
                                                       .seed = options->seed};
    enum cir_status status = put_on_scales(work);
    if (status == CIR_OK)
        status = read_weights(work);
    result->question.weights = result->given.weights;
    return status;
}

static enum cir_status read_all(const struct work *work)
{
    struct cir_list_stability *result = work->result;
    enum cir_status status =
        cir_panel_criteria_read(&result->criteria, work->options->criteria, &result->arena, work->error);
    if (status == CIR_OK)
        status = cir_assets_read(&result->assets, work->options->input, &result->criteria, &result->arena, work->error);
    return status == CIR_OK ? ask(work) : status;
}

/* ---- parts, side by side ---- */

/* One part of the draws, and of the alternatives that are looked at. */
struct part {
    const struct work *work;
    uint64_t first;
    uint64_t draws;
    size_t number;
    struct cir_stability stability;
    uint64_t *wins; /* owned */
    enum cir_status status;
    struct cir_error error;
    pthread_t thread;
};

/* A thread that cannot be had is done without. */
static enum cir_status run_parts(const struct work *work, struct part *parts, void *(*run)(void *part))
{
    size_t started = 1;
    while (started < work->threads && pthread_create(&parts[started].thread, NULL, run, &parts[started]) == 0)
        started++;
    run(&parts[0]);
    for (size_t i = started; i < work->threads; i++)
        run(&parts[i]);
    for (size_t i = 1; i < started; i++)
        pthread_join(parts[i].thread, NULL);
    for (size_t i = 0; i < work->threads; i++)
        if (parts[i].status != CIR_OK) {
            if (work->error != NULL)
                *work->error = parts[i].error;
            return parts[i].status;
        }
    return CIR_OK;
}

/* All draws, cut into as many parts as there are threads. The caller owns them; NULL when memory is exhausted. */
static struct part *cut(const struct work *work)
{
    const uint64_t draws = work->options->draws;
    struct part *parts = calloc(work->threads, sizeof *parts);
    for (size_t i = 0; i < work->threads && parts != NULL; i++) {
        uint64_t first = draws * i / work->threads;
        parts[i] =
            (struct part){.work = work, .number = i, .first = first, .draws = draws * (i + 1) / work->threads - first};
    }
    return parts;
}

static size_t count_threads(const struct cir_list_stability_options *options)
{
    const size_t threads = cir_thread_count(options->threads, CIR_STABILITY_THREADS_MAX);
    return threads < options->draws ? threads : (size_t)options->draws;
}

/* ---- draws ---- */

static void *count_draws(void *context)
{
    struct part *part = context;
    part->status =
        cir_stability_count(&part->stability, &part->work->result->question, part->first, part->draws, &part->error);
    return NULL;
}

/* Only intervals can be at fault, which are the file's. */
static enum cir_status name_weights(const struct work *work, enum cir_status status)
{
    if (status != CIR_BAD_USE || work->error == NULL)
        return status;
    const struct cir_error found = *work->error;
    return cir_fail(work->error, status, (struct cir_place){.file = work->options->weights}, "%s", found.message);
}

static enum cir_status count_all(const struct work *work)
{
    struct part *parts = cut(work);
    if (parts == NULL)
        return cir_fail_memory(work->error);
    enum cir_status status = run_parts(work, parts, count_draws);
    for (size_t i = 1; i < work->threads && status == CIR_OK; i++)
        cir_stability_add(&parts[0].stability, &parts[i].stability, &work->result->question);
    for (size_t i = 1; i < work->threads; i++)
        cir_stability_free(&parts[i].stability);
    work->result->stability = parts[0].stability;
    free(parts);
    return name_weights(work, status);
}

/* ---- the list as it stands ---- */

static enum cir_status make_list(const struct work *work)
{
    struct cir_list_stability *result = work->result;
    const size_t criteria = result->criteria.count;
    cir_weights_mean(result->mean_weights, &result->question.weights, criteria);
    for (size_t j = 0; j < criteria && result->question.weights.has_intervals; j++)
        if (result->question.weights.law != CIR_WEIGHTS_FIXED)
            result->mean_weights[j] = cir_stability_drawn(&result->stability, j);
    return cir_list_make(&result->list, &result->question, result->mean_weights, &result->arena, work->error);
}

static int by_share(const void *first, const void *second, void *context)
{
    const struct cir_list_stability *result = context;
    const size_t a = *(const size_t *)first;
    const size_t b = *(const size_t *)second;
    const uint32_t *listed = result->stability.listed;
    if (listed[a] != listed[b])
        return listed[a] > listed[b] ? -1 : 1;
    return (result->list.ranks[a] > result->list.ranks[b]) - (result->list.ranks[a] < result->list.ranks[b]);
}

/* How far from half of the draws, doubled to stay whole. */
static uint64_t sureness(const struct cir_list_stability *result, size_t alternative)
{
    const uint64_t twice = 2 * (uint64_t)result->stability.listed[alternative];
    const uint64_t draws = result->stability.draws;
    return twice > draws ? twice - draws : draws - twice;
}

static size_t from_the_end(const struct cir_list *list, size_t alternative)
{
    const size_t rank = list->ranks[alternative];
    return rank < list->size ? list->size - 1 - rank : rank - list->size;
}

static int by_sureness(const void *first, const void *second, void *context)
{
    const struct cir_list_stability *result = context;
    const size_t a = *(const size_t *)first;
    const size_t b = *(const size_t *)second;
    const uint64_t sure_a = sureness(result, a);
    const uint64_t sure_b = sureness(result, b);
    if (sure_a != sure_b)
        return sure_a < sure_b ? -1 : 1;
    const size_t far_a = from_the_end(&result->list, a);
    const size_t far_b = from_the_end(&result->list, b);
    return far_a != far_b ? (far_a > far_b) - (far_a < far_b) : by_share(first, second, context);
}

static enum cir_status order_all(const struct work *work)
{
    struct cir_list_stability *result = work->result;
    const size_t count = result->assets.count;
    result->order = cir_arena_take(&result->arena, count, sizeof *result->order);
    if (result->order == NULL)
        return cir_fail_memory(work->error);
    for (size_t i = 0; i < count; i++)
        result->order[i] = i;
    qsort_r(result->order, count, sizeof *result->order, by_share, result);
    return CIR_OK;
}

/* ---- a close look at a few ---- */

static enum cir_status choose(const struct work *work)
{
    struct cir_list_stability *result = work->result;
    const size_t count = result->assets.count;
    size_t *all = cir_arena_take(&result->arena, count, sizeof *all);
    result->look_count = work->options->top < count ? work->options->top : count;
    result->looks = cir_arena_take(&result->arena, result->look_count + 1, sizeof *result->looks);
    result->wins = cir_arena_take(&result->arena, result->look_count * result->look_count + 1, sizeof *result->wins);
    if (all == NULL || result->looks == NULL || result->wins == NULL)
        return cir_fail_memory(work->error);
    memcpy(all, result->order, count * sizeof *all);
    qsort_r(all, count, sizeof *all, by_sureness, result);
    qsort_r(all, result->look_count, sizeof *all, by_share, result);
    for (size_t k = 0; k < result->look_count; k++)
        result->looks[k].alternative = all[k];
    return CIR_OK;
}

static enum cir_status find_confidence(struct cir_close_look *look, const struct work *work, struct cir_error *error)
{
    const struct cir_list_stability *result = work->result;
    const uint64_t draws =
        work->options->draws < CIR_CONFIDENCE_DRAWS_MAX ? work->options->draws : CIR_CONFIDENCE_DRAWS_MAX;
    double central[CIR_PANEL_CRITERIA_MAX];
    uint64_t listed;
    look->confidence = look->confidence_error = NAN;
    if (result->stability.listed[look->alternative] == 0)
        return CIR_OK;
    for (size_t j = 0; j < result->criteria.count; j++)
        central[j] = cir_stability_central(&result->stability, &result->question, look->alternative, j);
    enum cir_status status = cir_confidence_count(&listed, &result->question, look->alternative, central, draws, error);
    if (status != CIR_OK)
        return status;
    look->confidence = (double)listed / (double)draws;
    look->confidence_error = cir_share_error(listed, draws);
    return CIR_OK;
}

static void *look_closely(void *context)
{
    struct part *part = context;
    const struct work *work = part->work;
    const struct cir_list_stability *result = work->result;
    for (size_t k = part->number; k < result->look_count && part->status == CIR_OK; k += work->threads) {
        struct cir_close_look *look = &result->looks[k];
        part->status = find_confidence(look, work, &part->error);
        if (part->status == CIR_OK)
            part->status =
                cir_flip_weight(&look->by_weight, &result->question, &result->list, look->alternative, &part->error);
        look->by_fact = cir_flip_fact(&result->question, &result->list, look->alternative);
    }
    return NULL;
}

static void *contest(void *context)
{
    struct part *part = context;
    const struct cir_list_stability *result = part->work->result;
    const size_t count = result->look_count;
    size_t *chosen = calloc(count + 1, sizeof *chosen);
    part->wins = calloc(count * count + 1, sizeof *part->wins);
    if (chosen == NULL || part->wins == NULL) {
        part->status = cir_fail_memory(&part->error);
        free(chosen);
        return NULL;
    }
    for (size_t k = 0; k < count; k++)
        chosen[k] = result->looks[k].alternative;
    part->status =
        cir_contest_count(part->wins, &result->question, chosen, count, part->first, part->draws, &part->error);
    free(chosen);
    return NULL;
}

static void add_wins(struct cir_list_stability *result, const struct part *part)
{
    for (size_t pair = 0; pair < result->look_count * result->look_count; pair++)
        result->wins[pair] += part->wins[pair];
}

static enum cir_status look_at_few(const struct work *work)
{
    enum cir_status status = choose(work);
    if (status != CIR_OK)
        return status;
    struct part *parts = cut(work);
    if (parts == NULL)
        return cir_fail_memory(work->error);
    status = run_parts(work, parts, look_closely);
    if (status == CIR_OK)
        status = run_parts(work, parts, contest);
    for (size_t i = 0; i < work->threads; i++) {
        if (status == CIR_OK)
            add_wins(work->result, &parts[i]);
        free(parts[i].wins);
    }
    free(parts);
    return status;
}

/* ---- without one expert ---- */

/* Of two lists of one size few differ: they are counted before room is taken for them. */
static size_t count_gained(const struct cir_list *list, const struct cir_list *other, size_t count)
{
    size_t gained = 0;
    for (size_t i = 0; i < count; i++)
        gained += cir_list_has(list, i) && !cir_list_has(other, i);
    return gained;
}

/* The alternatives that are on one list alone. @return false when memory is exhausted */
static bool list_gained(size_t **gained, size_t *gained_count, const struct cir_list *list,
                        const struct cir_list *other, size_t count, struct cir_arena *arena)
{
    *gained_count = 0;
    *gained = cir_arena_take(arena, count_gained(list, other, count), sizeof **gained);
    for (size_t i = 0; i < count && *gained != NULL; i++)
        if (cir_list_has(list, i) && !cir_list_has(other, i))
            (*gained)[(*gained_count)++] = i;
    return *gained != NULL;
}

static enum cir_status note_moves(struct cir_without_expert *without, const struct work *work,
                                  const struct cir_list *list)
{
    struct cir_list_stability *result = work->result;
    const size_t count = result->assets.count;
    const bool has_room =
        list_gained(&without->entered, &without->entered_count, list, &result->list, count, &result->arena) &&
        list_gained(&without->left, &without->left_count, &result->list, list, count, &result->arena);
    return has_room ? CIR_OK : cir_fail_memory(work->error);
}

static enum cir_status leave_out(const struct work *work, size_t number)
{
    struct cir_list_stability *result = work->result;
    const struct cir_given_expert *expert = &result->given.experts[number];
    struct cir_without_expert *without = &result->without[number];
    struct cir_arena scratch = {0};
    struct cir_list list;
    *without = (struct cir_without_expert){.expert = expert->name, .is_told = !isnan(expert->without[0])};
    if (!without->is_told)
        return CIR_OK;
    enum cir_status status = cir_list_make(&list, &result->question, expert->without, &scratch, work->error);
    if (status == CIR_OK)
        status = note_moves(without, work, &list);
    cir_arena_free(&scratch);
    return status;
}

static enum cir_status leave_each_out(const struct work *work)
{
    struct cir_list_stability *result = work->result;
    enum cir_status status = CIR_OK;
    result->without = cir_arena_take(&result->arena, result->given.expert_count + 1, sizeof *result->without);
    if (result->without == NULL)
        return cir_fail_memory(work->error);
    result->without_count = result->given.expert_count;
    for (size_t e = 0; e < result->without_count && status == CIR_OK; e++)
        status = leave_out(work, e);
    return status;
}

/* ---- all of it ---- */

enum cir_status cir_list_stability_make(struct cir_list_stability *result,
                                        const struct cir_list_stability_options *options, struct cir_error *error)
{
    static enum cir_status (*const steps[])(const struct work *work) = {read_all,  count_all,   make_list,
                                                                        order_all, look_at_few, leave_each_out};
    const struct work work = {result, options, count_threads(options), error};
    enum cir_status status = CIR_OK;
    /* GSL's own handler ends the process, which is the caller's. */
    gsl_set_error_handler_off();
    *result = (struct cir_list_stability){.look_count = 0};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && status == CIR_OK; i++)
        status = steps[i](&work);
    return status;
}

void cir_list_stability_free(struct cir_list_stability *result)
{
    cir_stability_free(&result->stability);
    cir_arena_free(&result->arena);
    *result = (struct cir_list_stability){.look_count = 0};
}
