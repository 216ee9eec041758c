#include "panel/round.h"

#include "panel/weights.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the making of a round shares. */
struct work {
    struct cir_round *round;
    struct cir_arena *arena;
    const double *says;
    const struct cir_round_method *method;
    struct cir_error *error;
    double *weights;            /* expert by expert, of all of the round */
    struct cir_member *members; /* of those who are told */
    uint32_t *numbers;          /* of the members among the experts */
    double *scratch;            /* room for one weight a criterion, and one an expert */
};

static bool is_told(const struct cir_round_expert *expert)
{
    return expert->state == CIR_EXPERT_INCOMPLETE || expert->state == CIR_EXPERT_COMPLETE;
}

/* ---- quartiles ---- */

static double quantile(const double *sorted, size_t count, double share, bool of_ratios)
{
    double value = gsl_stats_quantile_from_sorted_data(sorted, 1, count, share);
    return of_ratios ? exp(value) : value;
}

struct cir_quartiles cir_quartiles_of(double *values, size_t count, bool of_ratios)
{
    size_t told = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            values[told++] = of_ratios ? log(values[i]) : values[i];
    struct cir_quartiles quartiles = {told, NAN, NAN, NAN, NAN, NAN};
    if (told == 0)
        return quartiles;
    gsl_sort(values, 1, told);
    quartiles.least = quantile(values, told, 0, of_ratios);
    quartiles.first = quantile(values, told, 0.25, of_ratios);
    quartiles.median = quantile(values, told, 0.5, of_ratios);
    quartiles.third = quantile(values, told, 0.75, of_ratios);
    quartiles.greatest = quantile(values, told, 1, of_ratios);
    return quartiles;
}

/* ---- experts ---- */

static enum cir_status compare_in_pairs(struct work *work, struct cir_round_expert *expert)
{
    const size_t count = work->round->criteria_count;
    const struct cir_panel_limits *limits = &work->method->limits;
    expert->matrix = cir_arena_take(work->arena, count * count, sizeof *expert->matrix);
    if (expert->matrix == NULL)
        return cir_fail_memory(work->error);
    cir_matrix_of_answers(expert->matrix, expert->answers->list, count);
    enum cir_status status =
        cir_pairwise_weights(expert->weights, expert->matrix, count, work->method->method, work->error);
    if (status == CIR_OK)
        status = cir_pairwise_consistency(&expert->consistency, expert->matrix, count, limits, work->error);
    expert->state = isnan(expert->weights[0]) ? CIR_EXPERT_DISJOINED : CIR_EXPERT_COMPLETE;
    expert->is_inconsistent = expert->consistency.ratio > limits->values[CIR_PANEL_CONSISTENCY_RATIO_MAX];
    if (status == CIR_OK && expert->is_inconsistent)
        status = cir_pairwise_mend(&expert->mend, expert->matrix, count, limits, work->error);
    return status;
}

static void rate(const struct work *work, struct cir_round_expert *expert)
{
    const size_t count = work->round->criteria_count;
    size_t judged = cir_weights_of_ratings(expert->weights, expert->answers->list, count);
    expert->state = judged == count ? CIR_EXPERT_COMPLETE : CIR_EXPERT_INCOMPLETE;
    /* One rating alone has nothing to be a share of. */
    if (judged < 2) {
        expert->state = CIR_EXPERT_DISJOINED;
        for (size_t i = 0; i < count; i++)
            expert->weights[i] = NAN;
    }
}

static enum cir_status make_expert(struct work *work, struct cir_round_expert *expert)
{
    if (expert->answers == NULL)
        return CIR_OK;
    expert->state = CIR_EXPERT_BLANK;
    if (expert->answers->given == 0)
        return CIR_OK;
    if (expert->answers->kind == CIR_JUDGEMENT_PAIRWISE)
        return compare_in_pairs(work, expert);
    rate(work, expert);
    return CIR_OK;
}

static enum cir_status make_experts(struct work *work)
{
    struct cir_round *round = work->round;
    enum cir_status status = CIR_OK;
    for (size_t k = 0; k < round->expert_count && status == CIR_OK; k++) {
        struct cir_round_expert *expert = &round->experts[k];
        status = make_expert(work, expert);
        if (!is_told(expert))
            continue;
        work->numbers[round->told] = (uint32_t)k;
        work->members[round->told++] = (struct cir_member){
            .weights = expert->weights, .matrix = expert->matrix, .say = work->says != NULL ? work->says[k] : 1};
    }
    return status;
}

/* ---- the group ---- */

static enum cir_status aggregate(const struct work *work, double *weights, double *matrix,
                                 const struct cir_member *members, size_t count)
{
    return cir_group_weights(weights, matrix, members, count, work->round->criteria_count, work->method->aggregation,
                             work->method->method, work->error);
}

static bool has_matrix(const struct work *work)
{
    for (size_t k = 0; k < work->round->told; k++)
        if (work->members[k].matrix != NULL)
            return true;
    return false;
}

static enum cir_status make_group(struct work *work)
{
    struct cir_round *round = work->round;
    const size_t count = round->criteria_count;
    double *matrix = cir_arena_take(work->arena, count * count, sizeof *matrix);
    if (matrix == NULL)
        return cir_fail_memory(work->error);
    enum cir_status status = aggregate(work, work->scratch, matrix, work->members, round->told);
    for (size_t i = 0; i < count && status == CIR_OK; i++)
        round->criteria[i].weight = work->scratch[i];
    if (status == CIR_OK && has_matrix(work))
        status = cir_pairwise_consistency(&round->consistency, matrix, count, &work->method->limits, work->error);
    return status;
}

static void spread(struct work *work)
{
    struct cir_round *round = work->round;
    double *values = work->scratch + round->criteria_count;
    for (size_t i = 0; i < round->criteria_count; i++) {
        for (size_t k = 0; k < round->expert_count; k++)
            values[k] = round->experts[k].weights[i];
        round->criteria[i].spread = cir_quartiles_of(values, round->expert_count, false);
    }
}

/* ---- one expert beside the others ---- */

/* Weights of all members but one. */
static enum cir_status leave_out(struct work *work, size_t member)
{
    const size_t last = work->round->told - 1;
    struct cir_member kept = work->members[member];
    work->members[member] = work->members[last];
    enum cir_status status = aggregate(work, work->scratch, NULL, work->members, last);
    work->members[member] = kept;
    return status;
}

static void widen(struct cir_round *round, const double *weights)
{
    for (size_t i = 0; i < round->criteria_count && round->told > 2; i++) {
        struct cir_round_criterion *criterion = &round->criteria[i];
        criterion->low = fmin(criterion->low, weights[i]); /* fmin passes over NAN */
        criterion->high = fmax(criterion->high, weights[i]);
    }
}

/* Whether the weights would lie nearer to the others' if they were turned round. */
static bool is_nearer_turned(const struct cir_round_expert *expert, const double *others, double *turned, size_t count)
{
    for (size_t i = 0; i < count; i++)
        turned[i] = 1 / expert->weights[i];
    return cir_weights_distance(turned, others, count) < expert->distance;
}

static void compare_orders(struct work *work, size_t member)
{
    struct cir_round *round = work->round;
    struct cir_round_expert *expert = &round->experts[work->numbers[member]];
    double turned[CIR_PANEL_CRITERIA_MAX];
    double sum = 0;
    size_t others = 0;
    size_t against = 0;
    for (size_t k = 0; k < round->told; k++) {
        double tau = k == member ? (double)NAN
                                 : cir_weights_tau(expert->weights, work->members[k].weights, round->criteria_count);
        if (isnan(tau))
            continue;
        sum += tau;
        others++;
        against += tau < 0;
    }
    expert->tau = others > 0 ? sum / (double)others : (double)NAN;
    expert->is_reversed =
        others > 1 && against == others && is_nearer_turned(expert, work->scratch, turned, round->criteria_count);
}

static enum cir_status set_apart(struct work *work)
{
    struct cir_round *round = work->round;
    enum cir_status status = CIR_OK;
    for (size_t member = 0; member < round->told && round->told > 1 && status == CIR_OK; member++) {
        struct cir_round_expert *expert = &round->experts[work->numbers[member]];
        status = leave_out(work, member);
        if (status != CIR_OK)
            break;
        expert->distance = cir_weights_distance(expert->weights, work->scratch, round->criteria_count);
        compare_orders(work, member);
        widen(round, work->scratch);
        expert->without = cir_arena_take(work->arena, round->criteria_count, sizeof *expert->without);
        if (expert->without == NULL)
            return cir_fail_memory(work->error);
        memcpy(expert->without, work->scratch, round->criteria_count * sizeof *expert->without);
    }
    return status;
}

/* ---- agreement ---- */

static enum cir_status agree(struct work *work)
{
    struct cir_round *round = work->round;
    const size_t experts = round->expert_count;
    const size_t criteria = round->criteria_count;
    enum cir_status status = cir_concordance_make(&round->concordance, work->weights, experts, criteria, work->error);
    if (status == CIR_OK)
        status = cir_panel_alpha_make(&round->alpha, work->weights, experts, criteria, work->error);
    round->consensus =
        cir_consensus_of(work->weights, experts, criteria, work->method->limits.values[CIR_PANEL_PAIRWISE_MAX]);
    return status;
}

/* ---- the round before ---- */

static void compare_groups(struct cir_round *round, const struct cir_round *before)
{
    double now[CIR_PANEL_CRITERIA_MAX];
    double then[CIR_PANEL_CRITERIA_MAX];
    for (size_t i = 0; i < round->criteria_count; i++) {
        now[i] = round->criteria[i].weight;
        then[i] = before->criteria[i].weight;
        round->criteria[i].change = now[i] - then[i];
    }
    round->change = cir_weights_distance(now, then, round->criteria_count);
}

static bool has_answered(const struct cir_round_expert *expert)
{
    return expert->state != CIR_EXPERT_ABSENT && expert->state != CIR_EXPERT_BLANK;
}

static void compare_rounds(struct cir_round *round, const struct cir_round *before)
{
    compare_groups(round, before);
    for (size_t k = 0; k < round->expert_count; k++) {
        struct cir_round_expert *now = &round->experts[k];
        const struct cir_round_expert *then = &before->experts[k];
        round->dropped += has_answered(then) && !has_answered(now);
        round->joined += has_answered(now) && !has_answered(then);
        now->change = cir_weights_distance(now->weights, then->weights, round->criteria_count);
    }
}

/* ---- all of it ---- */

static void set_blank(const struct work *work)
{
    struct cir_round *round = work->round;
    for (size_t k = 0; k < round->expert_count; k++) {
        struct cir_round_expert *expert = &round->experts[k];
        *expert = (struct cir_round_expert){.weights = work->weights + k * round->criteria_count,
                                            .consistency = {NAN, NAN, NAN},
                                            .mend = {.given = NAN, .value = NAN, .ratio = NAN},
                                            .distance = NAN,
                                            .tau = NAN,
                                            .change = NAN};
        for (size_t i = 0; i < round->criteria_count; i++)
            expert->weights[i] = NAN;
    }
    for (size_t i = 0; i < round->criteria_count; i++)
        round->criteria[i] = (struct cir_round_criterion){.weight = NAN, .low = NAN, .high = NAN, .change = NAN};
    round->consistency = (struct cir_consistency){NAN, NAN, NAN};
    round->change = NAN;
}

static bool take_memory(struct work *work)
{
    struct cir_round *round = work->round;
    const size_t experts = round->expert_count + 1; /* none is asked for 0 bytes */
    round->experts = cir_arena_take(work->arena, experts, sizeof *round->experts);
    round->criteria = cir_arena_take(work->arena, round->criteria_count, sizeof *round->criteria);
    work->weights = cir_arena_take(work->arena, experts * round->criteria_count, sizeof *work->weights);
    work->members = cir_arena_take(work->arena, experts, sizeof *work->members);
    work->numbers = cir_arena_take(work->arena, experts, sizeof *work->numbers);
    work->scratch = cir_arena_take(work->arena, experts + round->criteria_count, sizeof *work->scratch);
    return round->experts != NULL && round->criteria != NULL && work->weights != NULL && work->members != NULL &&
           work->numbers != NULL && work->scratch != NULL;
}

static enum cir_status work_out(struct work *work)
{
    enum cir_status status = make_experts(work);
    if (status == CIR_OK)
        status = make_group(work);
    if (status != CIR_OK)
        return status;
    spread(work);
    status = set_apart(work);
    return status == CIR_OK ? agree(work) : status;
}

enum cir_status cir_round_make(struct cir_round *round, struct cir_arena *arena,
                               const struct cir_panel_answers *answers, size_t answers_count, size_t expert_count,
                               size_t criteria_count, const double *says, const struct cir_round_method *method,
                               const struct cir_round *before, struct cir_error *error)
{
    *round = (struct cir_round){.expert_count = expert_count, .criteria_count = criteria_count};
    struct work work = {.round = round, .arena = arena, .says = says, .method = method, .error = error};
    if (!take_memory(&work))
        return cir_fail_memory(error);
    set_blank(&work);
    for (size_t i = 0; i < answers_count; i++) {
        round->number = answers[i].round;
        round->experts[answers[i].expert].answers = &answers[i];
    }
    enum cir_status status = work_out(&work);
    if (status == CIR_OK && before != NULL)
        compare_rounds(round, before);
    return status;
}
