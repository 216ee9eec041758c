#include "impact/needs_parts.h"
#include "impact/supply.h"

#include <stdlib.h>
#include <string.h>

/* ---- hours ---- */

static int compare_hours(const void *left, const void *right)
{
    const double a = ((const struct cir_need_shift *)left)->felt_after_h;
    const double b = ((const struct cir_need_shift *)right)->felt_after_h;
    return (a > b) - (a < b);
}

/* All hours that stocks last, each once. */
static enum cir_status list_shifts(struct cir_needs *needs, struct cir_error *error)
{
    const struct cir_network *network = needs->network;
    const size_t pairs = network->criticality != NULL ? network->sector_count * network->sector_count : 0;
    struct cir_need_shift *list = cir_arena_take(&needs->arena, pairs + 1, sizeof *list);
    size_t count = 1;
    if (list == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < pairs; i++)
        if (network->criticality[i].criticality > 0)
            list[count++].felt_after_h = network->criticality[i].felt_after_h;
    qsort(list, count, sizeof *list, compare_hours);
    needs->shifts = list;
    for (size_t i = 0; i < count; i++)
        if (needs->shift_count == 0 || list[i].felt_after_h > list[needs->shift_count - 1].felt_after_h)
            list[needs->shift_count++] = list[i];
    return CIR_OK;
}

/* The least step of a list of hours, as a ratio: what lies there is told apart with least loss. */
static size_t closest(const double *times, size_t count)
{
    size_t place = 2;
    for (size_t i = 3; i < count; i++)
        if (times[i] / times[i - 1] < times[place] / times[place - 1])
            place = i;
    return place;
}

/* The hours that stocks last are those at which losses begin; where there are too many, the later of the two closest
 * goes, so that what it stood for counts from the earlier one on. */
static enum cir_status choose_times(struct cir_needs *needs, struct cir_error *error)
{
    double *times = calloc(needs->shift_count, sizeof *times);
    size_t count = needs->shift_count;
    if (times == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        times[i] = needs->shifts[i].felt_after_h;
    while (count > CIR_NEED_COLUMNS) {
        size_t place = closest(times, count--);
        memmove(&times[place], &times[place + 1], (count - place) * sizeof *times);
    }
    memcpy(needs->times, times, count * sizeof *times);
    needs->time_count = count;
    free(times);
    return CIR_OK;
}

/* Number of the last hour that is not after `hour`. */
static int hour_before(const struct cir_needs *needs, double hour)
{
    int place = 0;
    while ((size_t)place + 1 < needs->time_count && needs->times[place + 1] <= hour)
        place++;
    return place;
}

static void make_shifts(struct cir_needs *needs)
{
    for (size_t i = 0; i < needs->shift_count; i++) {
        struct cir_need_shift *shift = &needs->shifts[i];
        for (size_t k = 0; k < CIR_NEED_COLUMNS; k++)
            shift->source[k] = CIR_NO_HOUR;
        for (size_t from = 0; from < needs->time_count; from++) {
            size_t felt = (size_t)hour_before(needs, needs->times[from] + shift->felt_after_h);
            for (size_t k = felt; k < needs->time_count; k++)
                shift->source[k] = (int)from;
        }
    }
}

static unsigned shift_of(const struct cir_needs *needs, double felt_after_h)
{
    unsigned place = 0;
    while (needs->shifts[place].felt_after_h < felt_after_h)
        place++;
    return place;
}

/* ---- inputs ---- */

static bool take_room(struct cir_needs *needs, size_t entries)
{
    const struct cir_network *network = needs->network;
    struct cir_arena *arena = &needs->arena;
    needs->starts = cir_arena_take(arena, network->node_count + 1, sizeof *needs->starts);
    needs->inputs = cir_arena_take(arena, network->node_count * network->sector_count, sizeof *needs->inputs);
    needs->suppliers = cir_arena_take(arena, entries, sizeof *needs->suppliers);
    needs->weights = cir_arena_take(arena, entries, sizeof *needs->weights);
    needs->shares = cir_arena_take(arena, entries, sizeof *needs->shares);
    return needs->starts != NULL && needs->inputs != NULL && needs->suppliers != NULL && needs->weights != NULL &&
           needs->shares != NULL;
}

/* Entries of one input of one user, behind those that are there. @return how many */
static size_t add_entries(struct cir_needs *needs, const double *shares, uint32_t user, unsigned input, size_t first)
{
    const struct cir_network *network = needs->network;
    const struct cir_criticality *need = cir_needs_pair(network, input, network->nodes[user].sector);
    size_t count = 0;
    for (unsigned i = 0; i < network->state_count; i++) {
        uint32_t supplier = shares[i] > 0 ? cir_network_node_of(network, i, input) : CIR_INDEX_NONE;
        if (supplier == CIR_INDEX_NONE || network->nodes[supplier].output <= 0)
            continue;
        needs->suppliers[first + count] = supplier;
        needs->shares[first + count] = shares[i];
        needs->weights[first + count] = need->criticality * (1 - need->redundancy) * shares[i];
        count++;
    }
    return count;
}

static void add_inputs(struct cir_needs *needs, struct cir_supply *supply, uint32_t user, size_t *inputs,
                       size_t *entries)
{
    const struct cir_network *network = needs->network;
    const unsigned sector = network->nodes[user].sector;
    for (unsigned input = 0; network->nodes[user].output > 0 && input < network->sector_count; input++) {
        if (!cir_needs_is_needed(network, input, sector))
            continue;
        size_t count = add_entries(needs, cir_supply_of(supply, user, input), user, input, *entries);
        needs->inputs[(*inputs)++] = (struct cir_need_input){
            input, shift_of(needs, cir_needs_pair(network, input, sector)->felt_after_h), *entries, count};
        *entries += count;
    }
}

static enum cir_status fill(struct cir_needs *needs, struct cir_supply *supply, struct cir_error *error)
{
    size_t inputs = 0;
    size_t entries = 0;
    if (!take_room(needs, cir_supply_most(supply)))
        return cir_fail_memory(error);
    for (uint32_t user = 0; user < needs->network->node_count; user++) {
        needs->starts[user] = inputs;
        add_inputs(needs, supply, user, &inputs, &entries);
        needs->starts[user + 1] = inputs;
    }
    needs->entry_count = entries;
    return CIR_OK;
}

static enum cir_status make(struct cir_needs *needs, struct cir_error *error)
{
    struct cir_supply *supply;
    enum cir_status status = cir_supply_new(&supply, needs->network, error);
    if (status == CIR_OK)
        status = list_shifts(needs, error);
    if (status == CIR_OK)
        status = choose_times(needs, error);
    if (status == CIR_OK) {
        make_shifts(needs);
        status = fill(needs, supply, error);
    }
    cir_supply_free(supply);
    return status;
}

enum cir_status cir_needs_find_times(double *times, size_t *count, const struct cir_network *network,
                                     struct cir_error *error)
{
    struct cir_needs needs = {.network = network};
    enum cir_status status = list_shifts(&needs, error);
    if (status == CIR_OK)
        status = choose_times(&needs, error);
    memcpy(times, needs.times, sizeof needs.times);
    *count = needs.time_count;
    cir_arena_free(&needs.arena);
    return status;
}

enum cir_status cir_needs_new(struct cir_needs **needs, const struct cir_network *network, struct cir_error *error)
{
    *needs = calloc(1, sizeof **needs);
    if (*needs == NULL)
        return cir_fail_memory(error);
    (*needs)->network = network;
    enum cir_status status = make(*needs, error);
    if (status != CIR_OK) {
        cir_needs_free(*needs);
        *needs = NULL;
    }
    return status;
}
