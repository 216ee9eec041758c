#include "impact/needs.h"

#include "base/wide.h"
#include "model/measured.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { NO_HOUR = -1 };

/* An input of a user: its suppliers are entries [first, first + count). */
struct input {
    unsigned sector;
    unsigned shift; /* number of its felt_after_h in shifts */
    size_t first;
    size_t count;
};

/* What is felt `felt_after_h` later: at hour k that from hour source[k] on; NO_HOUR: nothing yet. */
struct shift {
    double felt_after_h;
    int source[CIR_NEED_COLUMNS];
};

struct cir_needs {
    const struct cir_network *network;
    struct cir_arena arena;
    double times[CIR_NEED_COLUMNS];
    size_t time_count;
    struct shift *shifts; /* rising; the first is 0 */
    size_t shift_count;
    struct input *inputs; /* those of user j: [starts[j], starts[j + 1]) */
    size_t *starts;
    size_t entry_count;
    uint32_t *suppliers; /* of the entries */
    double *weights;
    double *shares;
};

static const struct cir_criticality *pair(const struct cir_network *network, unsigned input, unsigned user)
{
    return &network->criticality[input * network->sector_count + user];
}

static bool is_needed(const struct cir_network *network, unsigned input, unsigned user)
{
    return network->criticality != NULL && input != user && pair(network, input, user)->criticality > 0 &&
           pair(network, input, user)->redundancy < 1;
}

/* ---- hours ---- */

static int compare_hours(const void *left, const void *right)
{
    const double a = ((const struct shift *)left)->felt_after_h;
    const double b = ((const struct shift *)right)->felt_after_h;
    return (a > b) - (a < b);
}

/* All hours that stocks last, each once. */
static enum cir_status list_shifts(struct cir_needs *needs, struct cir_error *error)
{
    const struct cir_network *network = needs->network;
    const size_t pairs = network->criticality != NULL ? network->sector_count * network->sector_count : 0;
    struct shift *list = cir_arena_take(&needs->arena, pairs + 1, sizeof *list);
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
        struct shift *shift = &needs->shifts[i];
        for (size_t k = 0; k < CIR_NEED_COLUMNS; k++)
            shift->source[k] = NO_HOUR;
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

/* ---- who supplies whom ---- */

/* What every node buys of every input that it needs: by user and input, then by State. */
struct bought {
    size_t *starts; /* of user j and input s: [j * sectors + s] */
    uint32_t *suppliers;
    double *values;
};

static void bought_free(struct bought *bought)
{
    free(bought->starts);
    free(bought->suppliers);
    free(bought->values);
}

static size_t place_of(const struct cir_network *network, uint32_t user, unsigned input)
{
    return user * network->sector_count + input;
}

static size_t count_bought(size_t *starts, const struct cir_network *network)
{
    const size_t places = network->node_count * network->sector_count;
    for (size_t i = 0; i < network->node_count; i++)
        for (size_t k = 0; k < network->flows[i].count; k++) {
            uint32_t user = network->flows[i].buyers[k];
            if (is_needed(network, network->nodes[i].sector, network->nodes[user].sector))
                starts[place_of(network, user, network->nodes[i].sector) + 1]++;
        }
    for (size_t i = 0; i < places; i++)
        starts[i + 1] += starts[i];
    return starts[places];
}

/* Sellers come State by State, so that those of one input do, too. Afterwards starts[p] is where p ends. */
static void fill_bought(struct bought *bought, const struct cir_network *network)
{
    for (uint32_t i = 0; i < network->node_count; i++)
        for (size_t k = 0; k < network->flows[i].count; k++) {
            uint32_t user = network->flows[i].buyers[k];
            if (!is_needed(network, network->nodes[i].sector, network->nodes[user].sector))
                continue;
            size_t at = bought->starts[place_of(network, user, network->nodes[i].sector)]++;
            bought->suppliers[at] = i;
            bought->values[at] = network->flows[i].values[k];
        }
}

static enum cir_status bought_init(struct bought *bought, const struct cir_network *network, struct cir_error *error)
{
    *bought = (struct bought){.starts = calloc(network->node_count * network->sector_count + 2, sizeof(size_t))};
    if (bought->starts == NULL)
        return cir_fail_memory(error);
    size_t count = count_bought(bought->starts, network);
    bought->suppliers = malloc((count + 1) * sizeof *bought->suppliers);
    bought->values = malloc((count + 1) * sizeof *bought->values);
    if (bought->suppliers == NULL || bought->values == NULL)
        return cir_fail_memory(error);
    fill_bought(bought, network);
    return CIR_OK;
}

/* Shares of the States in one input of one user. */
struct supply {
    double *shares; /* by State */
};

static double share_by_money(struct supply *supply, const struct bought *bought, const struct cir_network *network,
                             uint32_t user, unsigned input)
{
    size_t place = place_of(network, user, input);
    size_t begin = place > 0 ? bought->starts[place - 1] : 0;
    double total = 0;
    for (size_t k = begin; k < bought->starts[place]; k++)
        total += bought->values[k];
    for (size_t k = begin; total > 0 && k < bought->starts[place]; k++)
        supply->shares[network->nodes[bought->suppliers[k]].state] = bought->values[k] / total;
    return total;
}

/* A line carries at least its share of what the State needs. @return whether there is one */
static bool raise_by_links(struct supply *supply, const struct cir_network *network, unsigned home, unsigned input)
{
    bool has_links = false;
    for (size_t i = 0; i < network->link_count; i++) {
        const struct cir_network_link *link = &network->links[i];
        if (link->input != input || link->to != network->states[home].country)
            continue;
        uint32_t from = cir_network_state_of_country(network, link->from);
        if (from == CIR_INDEX_NONE || from == home)
            continue;
        has_links = true;
        supply->shares[from] = cir_greater(supply->shares[from], link->share);
    }
    return has_links;
}

static void leave_the_rest_to_home(struct supply *supply, const struct cir_network *network, unsigned home)
{
    double foreign = 0;
    for (unsigned i = 0; i < network->state_count; i++)
        foreign += i != home ? supply->shares[i] : 0;
    for (unsigned i = 0; foreign > 1 && i < network->state_count; i++)
        supply->shares[i] /= foreign;
    supply->shares[home] = foreign < 1 ? 1 - foreign : 0;
}

static void find_supply(struct supply *supply, const struct bought *bought, const struct cir_network *network,
                        uint32_t user, unsigned input)
{
    unsigned home = network->nodes[user].state;
    memset(supply->shares, 0, network->state_count * sizeof *supply->shares);
    bool is_bought = share_by_money(supply, bought, network, user, input) > 0;
    if (raise_by_links(supply, network, home, input) || is_bought)
        leave_the_rest_to_home(supply, network, home);
}

/* ---- making ---- */

/* Room for all that may be needed: the flows, lines and homes. */
static size_t count_entries(const struct bought *bought, const struct cir_network *network)
{
    const size_t places = network->node_count * network->sector_count;
    size_t bought_count = places > 0 ? bought->starts[places - 1] : 0;
    return bought_count + places + network->link_count * network->sector_count;
}

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
static size_t add_entries(struct cir_needs *needs, const struct supply *supply, uint32_t user, unsigned input,
                          size_t first)
{
    const struct cir_network *network = needs->network;
    const struct cir_criticality *need = pair(network, input, network->nodes[user].sector);
    size_t count = 0;
    for (unsigned i = 0; i < network->state_count; i++) {
        uint32_t supplier = supply->shares[i] > 0 ? cir_network_node_of(network, i, input) : CIR_INDEX_NONE;
        if (supplier == CIR_INDEX_NONE || network->nodes[supplier].output <= 0)
            continue;
        needs->suppliers[first + count] = supplier;
        needs->shares[first + count] = supply->shares[i];
        needs->weights[first + count] = need->criticality * (1 - need->redundancy) * supply->shares[i];
        count++;
    }
    return count;
}

static void add_inputs(struct cir_needs *needs, struct supply *supply, const struct bought *bought, uint32_t user,
                       size_t *inputs, size_t *entries)
{
    const struct cir_network *network = needs->network;
    const unsigned sector = network->nodes[user].sector;
    for (unsigned input = 0; network->nodes[user].output > 0 && input < network->sector_count; input++) {
        if (!is_needed(network, input, sector))
            continue;
        find_supply(supply, bought, network, user, input);
        size_t count = add_entries(needs, supply, user, input, *entries);
        needs->inputs[(*inputs)++] =
            (struct input){input, shift_of(needs, pair(network, input, sector)->felt_after_h), *entries, count};
        *entries += count;
    }
}

static enum cir_status fill(struct cir_needs *needs, const struct bought *bought, struct cir_error *error)
{
    const struct cir_network *network = needs->network;
    struct supply supply = {.shares = calloc(network->state_count + 1, sizeof(double))};
    size_t inputs = 0;
    size_t entries = 0;
    bool has_room = supply.shares != NULL && take_room(needs, count_entries(bought, network));
    for (uint32_t user = 0; has_room && user < network->node_count; user++) {
        needs->starts[user] = inputs;
        add_inputs(needs, &supply, bought, user, &inputs, &entries);
        needs->starts[user + 1] = inputs;
        needs->entry_count = entries;
    }
    free(supply.shares);
    return has_room ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status make(struct cir_needs *needs, struct cir_error *error)
{
    struct bought bought;
    enum cir_status status = bought_init(&bought, needs->network, error);
    if (status == CIR_OK)
        status = list_shifts(needs, error);
    if (status == CIR_OK)
        status = choose_times(needs, error);
    if (status == CIR_OK) {
        make_shifts(needs);
        status = fill(needs, &bought, error);
    }
    bought_free(&bought);
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
        const struct input *input = &needs->inputs[i];
        const struct cir_criticality *need = pair(needs->network, input->sector, needs->network->nodes[user].sector);
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
        const struct input *input = &needs->inputs[i];
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
CIR_WIDE static void add_suppliers(double *restrict sum, const struct cir_needs *needs, const struct input *input,
                                   const double *restrict lost, const bool *restrict loses)
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

static void raise(double *lost, const double *sum, const struct shift *shift)
{
    for (size_t k = 0; k < CIR_NEED_COLUMNS; k++) {
        double felt = shift == NULL ? sum[k] : shift->source[k] != NO_HOUR ? sum[shift->source[k]] : 0;
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

enum cir_status cir_needs_over_time(double *lost, const struct cir_needs *needs, const struct cir_hit *hits,
                                    size_t hit_count, unsigned orders, struct cir_error *error)
{
    memset(lost, 0, needs->network->node_count * CIR_NEED_COLUMNS * sizeof *lost);
    for (size_t i = 0; i < hit_count; i++)
        for (size_t k = 0; needs->network->nodes[hits[i].node].output > 0 && k < CIR_NEED_COLUMNS; k++)
            lost[(size_t)hits[i].node * CIR_NEED_COLUMNS + k] = hits[i].share;
    return solve(lost, needs, orders, true, error);
}
