#include "impact/needs.h"

#include "base/wide.h"
#include "impact/needs_parts.h"
#include "model/measured.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void cir_needs_free(struct cir_needs *needs)
{
    if (needs == NULL)
        return;
    cir_arena_free(&needs->arena);
    free(needs);
}

static void vary_user(double *weights, const struct cir_needs *needs, uint32_t user, double criticality,
                      double redundancy)
{
    for (size_t i = needs->starts[user]; i < needs->starts[user + 1]; i++) {
        const struct cir_need_input *input = &needs->inputs[i];
        const struct cir_criticality *need =
            cir_needs_pair(needs->network, input->sector, needs->network->nodes[user].sector);
        double weight =
            cir_lesser(criticality * need->criticality, 1) * (1 - cir_lesser(redundancy * need->redundancy, 1));
        for (size_t e = input->first; e < input->first + input->count; e++)
            weights[e] = weight * needs->shares[e];
    }
}

enum cir_status cir_needs_vary(struct cir_needs **varied, const struct cir_needs *needs, double criticality,
                               double redundancy, struct cir_error *error)
{
    struct cir_needs *made = calloc(1, sizeof *made);
    *varied = NULL;
    if (made == NULL)
        return cir_fail_memory(error);
    *made = *needs;
    made->arena = (struct cir_arena){0};
    made->weights = cir_arena_take(&made->arena, needs->entry_count + 1, sizeof *made->weights);
    if (made->weights == NULL) {
        cir_needs_free(made);
        return cir_fail_memory(error);
    }
    for (uint32_t user = 0; user < needs->network->node_count; user++)
        vary_user(made->weights, needs, user, criticality, redundancy);
    *varied = made;
    return CIR_OK;
}

const double *cir_needs_times(const struct cir_needs *needs, size_t *count)
{
    *count = needs->time_count;
    return needs->times;
}

bool cir_needs_get(struct cir_need *need, const struct cir_needs *needs, uint32_t user, size_t number)
{
    for (size_t i = needs->starts[user]; i < needs->starts[user + 1]; i++) {
        const struct cir_need_input *input = &needs->inputs[i];
        if (number < input->count) {
            size_t at = input->first + number;
            *need = (struct cir_need){needs->suppliers[at], input->sector, needs->weights[at], needs->shares[at],
                                      needs->shifts[input->shift].felt_after_h};
            return true;
        }
        number -= input->count;
    }
    return false;
}

/* ---- solving ---- */

/* sum[k] = the weighted sum over the suppliers of an input that lose anything: over the first dependencies few do */
CIR_WIDE static void add_suppliers(double *restrict sum, const struct cir_needs *needs,
                                   const struct cir_need_input *input, const double *restrict lost,
                                   const bool *restrict loses)
{
    double local[CIR_NEED_COLUMNS] = {0};
    for (size_t e = input->first; e < input->first + input->count; e++) {
        if (!loses[needs->suppliers[e]])
            continue;
        const double weight = needs->weights[e];
        const double *from = &lost[(size_t)needs->suppliers[e] * CIR_NEED_COLUMNS];
        for (size_t k = 0; k < CIR_NEED_COLUMNS; k++)
            local[k] += weight * from[k];
    }
    memcpy(sum, local, sizeof local);
}

static void raise(double *lost, const double *sum, const struct cir_need_shift *shift)
{
    for (size_t k = 0; k < CIR_NEED_COLUMNS; k++) {
        double felt = shift == NULL ? sum[k] : shift->source[k] != CIR_NO_HOUR ? sum[shift->source[k]] : 0;
        lost[k] = cir_greater(lost[k], felt);
    }
}

/* One dependency more: from `before` to `after`. */
static void take_order(double *after, const double *before, const double *given, const bool *loses,
                       const struct cir_needs *needs, bool has_stocks)
{
    double sum[CIR_NEED_COLUMNS];
    memcpy(after, given, needs->network->node_count * CIR_NEED_COLUMNS * sizeof *after);
    for (size_t j = 0; j < needs->network->node_count; j++)
        for (size_t i = needs->starts[j]; i < needs->starts[j + 1]; i++) {
            add_suppliers(sum, needs, &needs->inputs[i], before, loses);
            raise(&after[j * CIR_NEED_COLUMNS], sum, has_stocks ? &needs->shifts[needs->inputs[i].shift] : NULL);
        }
}

static void find_losers(bool *loses, const double *lost, size_t node_count)
{
    for (size_t i = 0; i < node_count; i++) {
        double most = 0;
        for (size_t k = 0; k < CIR_NEED_COLUMNS; k++)
            most = cir_greater(most, lost[i * CIR_NEED_COLUMNS + k]);
        loses[i] = most > 0;
    }
}

static enum cir_status solve(double *lost, const struct cir_needs *needs, unsigned orders, bool has_stocks,
                             struct cir_error *error)
{
    const size_t node_count = needs->network->node_count;
    const size_t size = node_count * CIR_NEED_COLUMNS;
    double *given = malloc((2 * size + 1) * sizeof *given);
    bool *loses = malloc(node_count + 1);
    assert(orders >= 1 && orders <= CIR_NEED_ORDERS_MAX);
    if (given != NULL && loses != NULL) {
        double *after = &given[size];
        memcpy(given, lost, size * sizeof *given);
        for (unsigned order = 0; order < orders; order++) {
            find_losers(loses, lost, node_count);
            take_order(after, lost, given, loses, needs, has_stocks);
            memcpy(lost, after, size * sizeof *lost);
        }
    }
    enum cir_status status = given != NULL && loses != NULL ? CIR_OK : cir_fail_memory(error);
    free(given);
    free(loses);
    return status;
}

enum cir_status cir_needs_at_once(double *lost, const struct cir_needs *needs, unsigned orders, struct cir_error *error)
{
    return solve(lost, needs, orders, false, error);
}

enum cir_status cir_needs_of_each(double *lost, size_t *width, const struct cir_needs *needs, size_t first,
                                  unsigned orders, struct cir_error *error)
{
    const struct cir_network *network = needs->network;
    const size_t left = network->node_count - first;
    *width = left < CIR_NEED_COLUMNS ? left : CIR_NEED_COLUMNS;
    memset(lost, 0, network->node_count * CIR_NEED_COLUMNS * sizeof *lost);
    for (size_t k = 0; k < *width; k++)
        lost[(first + k) * CIR_NEED_COLUMNS + k] = network->nodes[first + k].output > 0;
    return cir_needs_at_once(lost, needs, orders, error);
}

enum cir_status cir_needs_over_time(double *lost, const struct cir_needs *needs, const struct cir_hit *hits,
                                    size_t hit_count, unsigned orders, struct cir_error *error)
{
    memset(lost, 0, needs->network->node_count * CIR_NEED_COLUMNS * sizeof *lost);
    for (size_t i = 0; i < hit_count; i++)
        for (size_t k = 0; needs->network->nodes[hits[i].node].output > 0 && k < CIR_NEED_COLUMNS; k++)
            lost[(size_t)hits[i].node * CIR_NEED_COLUMNS + k] = hits[i].share;
    return solve(lost, needs, orders, true, error);
}
