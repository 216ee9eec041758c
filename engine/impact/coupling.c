#include "impact/coupling.h"

#include "base/wide.h"
#include "impact/block_inverse.h"
#include "model/measured.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { SWEEPS_MAX = 1000 };

/* Movement at which a column counts as settled, of its largest entry: what is left is below it by the rate of decay. */
static const double settled = 1e-11;

struct cir_coupling {
    const struct cir_network *network;
    struct cir_arena arena;
    double **inverses; /* by State: of its block x - z, row by row */
};

/* ---- the blocks ---- */

/* A node without output stands alone: it loses nothing and passes nothing on. */
static void fill_block(double *block, const struct cir_network *network, const struct cir_network_state *state)
{
    const size_t size = state->node_count;
    for (size_t i = 0; i < size; i++) {
        const struct cir_flow_row *row = &network->flows[state->first_node + i];
        double output = network->nodes[state->first_node + i].output;
        block[i * size + i] = output > 0 ? output : 1;
        for (size_t k = 0; k < row->count; k++) {
            uint32_t buyer = row->buyers[k] - state->first_node; /* wraps around where it is before the State */
            if (buyer < size)
                block[i * size + buyer] -= row->values[k];
        }
    }
}

static enum cir_status take_inverse(double **inverse, struct cir_coupling *coupling,
                                    const struct cir_network_state *state, struct cir_error *error)
{
    const size_t size = state->node_count;
    *inverse = cir_arena_take(&coupling->arena, size * size, sizeof **inverse);
    if (*inverse == NULL)
        return cir_fail_memory(error);
    fill_block(*inverse, coupling->network, state);
    return cir_block_invert(*inverse, coupling->network, state, error);
}

static enum cir_status take_inverses(struct cir_coupling *coupling, struct cir_error *error)
{
    const struct cir_network *network = coupling->network;
    coupling->inverses = cir_arena_take(&coupling->arena, network->state_count, sizeof *coupling->inverses);
    if (coupling->inverses == NULL)
        return cir_fail_memory(error);
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < network->state_count && status == CIR_OK; i++)
        status = take_inverse(&coupling->inverses[i], coupling, &network->states[i], error);
    return status;
}

enum cir_status cir_coupling_new(struct cir_coupling **coupling, const struct cir_network *network,
                                 struct cir_error *error)
{
    *coupling = calloc(1, sizeof **coupling);
    if (*coupling == NULL)
        return cir_fail_memory(error);
    (*coupling)->network = network;
    enum cir_status status = take_inverses(*coupling, error);
    if (status != CIR_OK) {
        cir_coupling_free(*coupling);
        *coupling = NULL;
    }
    return status;
}

void cir_coupling_free(struct cir_coupling *coupling)
{
    if (coupling == NULL)
        return;
    cir_arena_free(&coupling->arena);
    free(coupling);
}

const struct cir_network *cir_coupling_network(const struct cir_coupling *coupling)
{
    return coupling->network;
}

/* ---- solving ---- */

/* One solution in the making. Lists are of node i and column k: [i * width + k]. */
struct solution {
    const struct cir_network *network;
    size_t width;
    double *lost;
    double *given;  /* in money, x c */
    double *abroad; /* downstream: what nodes lack of the deliveries from other States, in money */
    double *needed; /* of one State: right side of its block; behind it what the block makes of it */
    double *made;
    double largest[CIR_COUPLING_WIDTH]; /* by column: largest share lost, and largest movement of this sweep */
    double moved[CIR_COUPLING_WIDTH];
};

/* Flows of a row to buyers of the State itself. */
struct own_part {
    size_t begin;
    size_t end;
};

static size_t first_at_least(const struct cir_flow_row *row, uint32_t buyer)
{
    size_t low = 0;
    size_t high = row->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (row->buyers[middle] < buyer)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct own_part own_part(const struct cir_flow_row *row, const struct cir_network_state *state)
{
    return (struct own_part){first_at_least(row, state->first_node),
                             first_at_least(row, state->first_node + state->node_count)};
}

static inline void gather_part(double *sum, const struct cir_flow_row *row, size_t begin, size_t end,
                               const double *lost, size_t width)
{
    for (size_t k = begin; k < end; k++) {
        const double value = row->values[k];
        const double *from = &lost[row->buyers[k] * width];
        for (size_t c = 0; c < width; c++)
            sum[c] += value * from[c];
    }
}

static inline void scatter_part(double *abroad, const struct cir_flow_row *row, size_t begin, size_t end,
                                const double *moved, size_t width)
{
    for (size_t k = begin; k < end; k++) {
        const double value = row->values[k];
        double *to = &abroad[row->buyers[k] * width];
        for (size_t c = 0; c < width; c++)
            to[c] += value * moved[c];
    }
}

/* The inner loop of fixed length, on sums that nothing else can point to. */
CIR_WIDE static void gather_wide(double *sum, const struct cir_flow_row *row, struct own_part own, const double *lost)
{
    double local[CIR_COUPLING_WIDTH];
    memcpy(local, sum, sizeof local);
    gather_part(local, row, 0, own.begin, lost, CIR_COUPLING_WIDTH);
    gather_part(local, row, own.end, row->count, lost, CIR_COUPLING_WIDTH);
    memcpy(sum, local, sizeof local);
}

CIR_WIDE static void scatter_wide(double *abroad, const struct cir_flow_row *row, struct own_part own,
                                  const double *moved)
{
    double local[CIR_COUPLING_WIDTH];
    memcpy(local, moved, sizeof local);
    scatter_part(abroad, row, 0, own.begin, local, CIR_COUPLING_WIDTH);
    scatter_part(abroad, row, own.end, row->count, local, CIR_COUPLING_WIDTH);
}

/* What buyers abroad no longer order from a node, added to `sum`. */
static void gather(double *sum, const struct solution *solution, const struct cir_flow_row *row, struct own_part own)
{
    if (solution->width == CIR_COUPLING_WIDTH) {
        gather_wide(sum, row, own, solution->lost);
        return;
    }
    gather_part(sum, row, 0, own.begin, solution->lost, 1);
    gather_part(sum, row, own.end, row->count, solution->lost, 1);
}

/* What a node no longer delivers abroad, added to what its buyers lack. */
static void scatter(const struct solution *solution, const struct cir_flow_row *row, struct own_part own,
                    const double *moved)
{
    if (solution->width == CIR_COUPLING_WIDTH) {
        scatter_wide(solution->abroad, row, own, moved);
        return;
    }
    scatter_part(solution->abroad, row, 0, own.begin, moved, 1);
    scatter_part(solution->abroad, row, own.end, row->count, moved, 1);
}

/* made = inverse x needed, or inverse' x needed */
CIR_WIDE static void apply(double *made, const double *inverse, bool transposed, const double *needed, size_t size,
                           size_t width)
{
    for (size_t i = 0; i < size; i++) {
        double *to = &made[i * width];
        memset(to, 0, width * sizeof *to);
        for (size_t j = 0; j < size; j++) {
            const double part = transposed ? inverse[j * size + i] : inverse[i * size + j];
            const double *from = &needed[j * width];
            for (size_t c = 0; c < width; c++)
                to[c] += part * from[c];
        }
    }
}

/* Take what was made for a node: what it moved by stays in `made`. */
static void settle(struct solution *solution, double *made, uint32_t node)
{
    double *lost = &solution->lost[node * solution->width];
    for (size_t c = 0; c < solution->width; c++) {
        double moved = made[c] - lost[c];
        lost[c] = made[c];
        made[c] = moved;
        solution->moved[c] = cir_greater(solution->moved[c], fabs(moved));
        solution->largest[c] = cir_greater(solution->largest[c], fabs(lost[c]));
    }
}

static void take_turn_upstream(struct solution *solution, const struct cir_network_state *state, const double *inverse)
{
    const size_t width = solution->width;
    const size_t first = state->first_node;
    memcpy(solution->needed, &solution->given[first * width], state->node_count * width * sizeof(double));
    for (size_t i = 0; i < state->node_count; i++) {
        const struct cir_flow_row *row = &solution->network->flows[first + i];
        gather(&solution->needed[i * width], solution, row, own_part(row, state));
    }
    apply(solution->made, inverse, false, solution->needed, state->node_count, width);
    for (size_t i = 0; i < state->node_count; i++)
        settle(solution, &solution->made[i * width], (uint32_t)(first + i));
}

static void take_turn_downstream(struct solution *solution, const struct cir_network_state *state,
                                 const double *inverse)
{
    const size_t width = solution->width;
    const size_t first = state->first_node;
    for (size_t k = 0; k < state->node_count * width; k++)
        solution->needed[k] = solution->given[first * width + k] + solution->abroad[first * width + k];
    apply(solution->made, inverse, true, solution->needed, state->node_count, width);
    for (size_t i = 0; i < state->node_count; i++) {
        const struct cir_flow_row *row = &solution->network->flows[first + i];
        settle(solution, &solution->made[i * width], (uint32_t)(first + i));
        scatter(solution, row, own_part(row, state), &solution->made[i * width]);
    }
}

static bool is_settled(const struct solution *solution)
{
    bool is = true;
    for (size_t c = 0; c < solution->width; c++)
        is = is && solution->moved[c] <= settled * solution->largest[c];
    return is;
}

static enum cir_status sweep_until_settled(struct solution *solution, const struct cir_coupling *coupling,
                                           enum cir_coupling_direction direction, struct cir_error *error)
{
    const struct cir_network *network = solution->network;
    for (unsigned sweep = 0; sweep < SWEEPS_MAX; sweep++) {
        memset(solution->moved, 0, sizeof solution->moved);
        for (size_t i = 0; i < network->state_count; i++)
            if (direction == CIR_UPSTREAM)
                take_turn_upstream(solution, &network->states[i], coupling->inverses[i]);
            else
                take_turn_downstream(solution, &network->states[i], coupling->inverses[i]);
        if (is_settled(solution))
            return CIR_OK;
    }
    return cir_fail(error, CIR_BAD_NETWORK, (struct cir_place){.file = network->name},
                    "losses do not settle within %d rounds: the spectral radius of the table is not below 1",
                    SWEEPS_MAX);
}

static void give(struct solution *solution, const double *outside)
{
    const size_t width = solution->width;
    for (size_t i = 0; i < solution->network->node_count; i++)
        for (size_t c = 0; c < width; c++)
            solution->given[i * width + c] = solution->network->nodes[i].output * outside[i * width + c];
}

/* Zeroed, and from the beginning of a line of the cache on, so that no column of a node lies across two. */
static double *take_columns(struct cir_arena *arena, size_t count)
{
    char *taken = cir_arena_take(arena, count * sizeof(double) + CIR_WIDE_ALIGN, 1);
    if (taken == NULL)
        return NULL;
    return (double *)(void *)(taken + (CIR_WIDE_ALIGN - (uintptr_t)taken % CIR_WIDE_ALIGN) % CIR_WIDE_ALIGN);
}

enum cir_status cir_coupling_solve(double *lost, size_t width, const struct cir_coupling *coupling,
                                   enum cir_coupling_direction direction, struct cir_error *error)
{
    const struct cir_network *network = coupling->network;
    const size_t size = network->node_count * width;
    const size_t block = cir_network_largest_state(network) * width;
    struct cir_arena arena = {0};
    struct solution solution = {.network = network,
                                .width = width,
                                .lost = take_columns(&arena, size),
                                .given = take_columns(&arena, size),
                                .abroad = take_columns(&arena, size),
                                .needed = take_columns(&arena, block),
                                .made = take_columns(&arena, block)};
    enum cir_status status = CIR_OK;
    assert(width == 1 || width == CIR_COUPLING_WIDTH);
    if (solution.lost == NULL || solution.given == NULL || solution.abroad == NULL || solution.needed == NULL ||
        solution.made == NULL)
        status = cir_fail_memory(error);
    if (status == CIR_OK) {
        give(&solution, lost);
        status = sweep_until_settled(&solution, coupling, direction, error);
    }
    if (status == CIR_OK)
        memcpy(lost, solution.lost, size * sizeof *lost);
    cir_arena_free(&arena);
    return status;
}
