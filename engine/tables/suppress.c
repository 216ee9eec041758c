#include "tables/suppress.h"

#include "base/arena.h"

#include <string.h>

/* What it costs to hide a count, before its size: a total tells readers more than a part, and a zero is best shown. */
enum { COST_CELL = 16, COST_ZERO = 96, COST_SUM = 64, COST_TOTAL = 512 };

#define NO_BOUND UINT64_MAX
#define FAR      UINT64_MAX

struct arc {
    size_t tail;
    size_t head;
    uint64_t count;
    uint64_t cost;
    uint64_t raised;  /* by the flow at hand */
    uint64_t lowered; /* likewise; one of the two is 0 */
};

/* An arc as it is met at one of its ends. */
struct link {
    size_t arc;
    bool forwards;
};

struct network {
    struct cir_arena arena;
    struct arc *arcs;
    size_t arc_count;
    size_t node_count;
    struct link *links; /* of node n: from starts[n] to starts[n + 1] */
    size_t *starts;
    bool *hidden; /* by arc */
    size_t *heap; /* nodes by distance, for the cheapest path */
    size_t heap_size;
    size_t *heap_place; /* 1 + place in the heap; 0: not in it */
    uint64_t *distance;
    struct link *came_by;
    size_t *queue;
};

/* ---- making ---- */

static bool is_sum_row(const struct cir_count_table *table, size_t row)
{
    for (size_t i = 0; i < table->rows; i++)
        if (table->parents[i] == (int)row)
            return true;
    return false;
}

/* Nodes: 0 closes the circle; then, of each row, one a column where it is a sum, else one for the row. */
static size_t node_of(const struct cir_count_table *table, const bool *is_sum, int row, size_t column)
{
    if (row == CIR_NO_PARENT)
        return 0;
    bool is_cell = !is_sum[row];
    return 1 + (size_t)row * table->columns + (is_cell ? 0 : column);
}

static uint64_t bits_of(uint64_t count)
{
    uint64_t bits = 0;
    for (; count > 0; count >>= 1)
        bits++;
    return bits;
}

static uint64_t cost_of(const struct cir_count_table *table, bool is_sum, size_t row, size_t column)
{
    uint64_t count = table->counts[row * table->columns + column];
    bool is_total = table->parents[row] == CIR_NO_PARENT;
    bool is_last = table->columns > 1 && column + 1 == table->columns;
    uint64_t cost = (count == 0 ? COST_ZERO : COST_CELL) + bits_of(count);
    if (is_sum || is_last)
        cost += COST_SUM;
    return is_total && (is_last || table->columns == 1) ? cost + COST_TOTAL : cost;
}

/* Parts flow into their sums down the columns, the total column feeds the rows. */
static void make_arc(struct arc *arc, const struct cir_count_table *table, const bool *is_sum, size_t row,
                     size_t column)
{
    bool is_last = table->columns > 1 && column + 1 == table->columns;
    size_t own = table->columns == 1 && !is_sum[row] ? 0 : node_of(table, is_sum, (int)row, column);
    size_t parent = node_of(table, is_sum, table->parents[row], column);
    *arc = (struct arc){.tail = is_last ? parent : own,
                        .head = is_last ? own : parent,
                        .count = table->counts[row * table->columns + column],
                        .cost = cost_of(table, is_sum[row], row, column)};
}

static void link_arcs(struct network *network)
{
    for (size_t i = 0; i < network->arc_count; i++) {
        network->starts[network->arcs[i].tail + 1]++;
        network->starts[network->arcs[i].head + 1]++;
    }
    for (size_t i = 0; i < network->node_count; i++)
        network->starts[i + 1] += network->starts[i];
    memcpy(network->queue, network->starts, network->node_count * sizeof *network->queue);
    for (size_t i = 0; i < network->arc_count; i++) {
        network->links[network->queue[network->arcs[i].tail]++] = (struct link){i, true};
        network->links[network->queue[network->arcs[i].head]++] = (struct link){i, false};
    }
}

static bool make_network(struct network *network, const struct cir_count_table *table, bool *hidden)
{
    struct cir_arena *arena = &network->arena;
    size_t count = table->rows * table->columns;
    bool *is_sum = cir_arena_take(arena, table->rows + 1, sizeof *is_sum);
    network->arc_count = count;
    network->node_count = count + 1;
    network->hidden = hidden;
    network->arcs = cir_arena_take(arena, count, sizeof *network->arcs);
    network->links = cir_arena_take(arena, 2 * count, sizeof *network->links);
    network->starts = cir_arena_take(arena, network->node_count + 1, sizeof *network->starts);
    network->heap = cir_arena_take(arena, network->node_count, sizeof *network->heap);
    network->heap_place = cir_arena_take(arena, network->node_count, sizeof *network->heap_place);
    network->distance = cir_arena_take(arena, network->node_count, sizeof *network->distance);
    network->came_by = cir_arena_take(arena, network->node_count, sizeof *network->came_by);
    network->queue = cir_arena_take(arena, network->node_count, sizeof *network->queue);
    if (is_sum == NULL || network->arcs == NULL || network->links == NULL || network->starts == NULL ||
        network->heap == NULL || network->heap_place == NULL || network->distance == NULL || network->came_by == NULL ||
        network->queue == NULL)
        return false;
    for (size_t row = 0; row < table->rows; row++)
        is_sum[row] = is_sum_row(table, row);
    for (size_t i = 0; i < count; i++)
        make_arc(&network->arcs[i], table, is_sum, i / table->columns, i % table->columns);
    link_arcs(network);
    return true;
}

/* ---- cheapest paths ---- */

static void heap_swap(struct network *network, size_t a, size_t b)
{
    size_t node = network->heap[a];
    network->heap[a] = network->heap[b];
    network->heap[b] = node;
    network->heap_place[network->heap[a]] = a + 1;
    network->heap_place[network->heap[b]] = b + 1;
}

static uint64_t heap_distance(const struct network *network, size_t place)
{
    return network->distance[network->heap[place]];
}

static void heap_lift(struct network *network, size_t at)
{
    for (; at > 0 && heap_distance(network, at) < heap_distance(network, (at - 1) / 2); at = (at - 1) / 2)
        heap_swap(network, at, (at - 1) / 2);
}

static void heap_put(struct network *network, size_t node)
{
    if (network->heap_place[node] == 0) {
        network->heap[network->heap_size++] = node;
        network->heap_place[node] = network->heap_size;
    }
    heap_lift(network, network->heap_place[node] - 1);
}

static size_t heap_take(struct network *network)
{
    size_t node = network->heap[0];
    heap_swap(network, 0, --network->heap_size);
    network->heap_place[node] = 0;
    for (size_t at = 0, child = 1; child < network->heap_size; at = child, child = 2 * at + 1) {
        if (child + 1 < network->heap_size && heap_distance(network, child + 1) < heap_distance(network, child))
            child++;
        if (heap_distance(network, at) <= heap_distance(network, child))
            break;
        heap_swap(network, at, child);
    }
    return node;
}

/* How much more may flow along an arc, in one direction: what was sent against it may be taken back, too. */
static uint64_t room_of(const struct arc *arc, bool forwards)
{
    if (forwards)
        return NO_BOUND;
    return arc->raised + (arc->count - arc->lowered);
}

static size_t far_end(const struct arc *arc, bool forwards)
{
    return forwards ? arc->head : arc->tail;
}

/* One node is done: its neighbours may be nearer by it. */
static void relax(struct network *network, size_t node, size_t without)
{
    for (size_t i = network->starts[node]; i < network->starts[node + 1]; i++) {
        const struct link *link = &network->links[i];
        const struct arc *arc = &network->arcs[link->arc];
        size_t next = far_end(arc, link->forwards);
        uint64_t distance = network->distance[node] + (network->hidden[link->arc] ? 0 : arc->cost);
        if (link->arc == without || room_of(arc, link->forwards) == 0 || distance >= network->distance[next])
            continue;
        network->distance[next] = distance;
        network->came_by[next] = *link;
        heap_put(network, next);
    }
}

/* The path from the head of an arc back to its tail that hides least besides; false: there is none. */
static bool find_path(struct network *network, size_t arc)
{
    size_t end = network->arcs[arc].tail;
    for (size_t i = 0; i < network->node_count; i++)
        network->distance[i] = FAR;
    memset(network->heap_place, 0, network->node_count * sizeof *network->heap_place);
    network->heap_size = 0;
    network->distance[network->arcs[arc].head] = 0;
    heap_put(network, network->arcs[arc].head);
    while (network->heap_size > 0) {
        size_t node = heap_take(network);
        if (node == end)
            return true;
        relax(network, node, arc);
    }
    return false;
}

static size_t near_end(const struct arc *arc, bool forwards)
{
    return far_end(arc, !forwards);
}

static uint64_t room_of_path(const struct network *network, size_t arc, uint64_t wanted)
{
    uint64_t room = wanted;
    for (size_t node = network->arcs[arc].tail; node != network->arcs[arc].head;) {
        struct link link = network->came_by[node];
        uint64_t own = room_of(&network->arcs[link.arc], link.forwards);
        room = own < room ? own : room;
        node = near_end(&network->arcs[link.arc], link.forwards);
    }
    return room;
}

static void send(struct arc *arc, bool forwards, uint64_t flow)
{
    uint64_t *against = forwards ? &arc->lowered : &arc->raised;
    uint64_t *with = forwards ? &arc->raised : &arc->lowered;
    uint64_t back = *against < flow ? *against : flow;
    *against -= back;
    *with += flow - back;
}

static uint64_t send_along_path(struct network *network, size_t arc, uint64_t wanted)
{
    uint64_t flow = room_of_path(network, arc, wanted);
    for (size_t node = network->arcs[arc].tail; node != network->arcs[arc].head;) {
        struct link link = network->came_by[node];
        network->hidden[link.arc] = true;
        send(&network->arcs[link.arc], link.forwards, flow);
        node = near_end(&network->arcs[link.arc], link.forwards);
    }
    return flow;
}

/* Hide what is needed for one small count to be `more` greater; the cheapest paths go through what is hidden already. */
static void protect(struct network *network, size_t arc, uint64_t more)
{
    for (size_t i = 0; i < network->arc_count; i++)
        network->arcs[i].raised = network->arcs[i].lowered = 0;
    while (more > 0 && find_path(network, arc))
        more -= send_along_path(network, arc, more);
}

/* Within one circle of raised arcs there is no bound, so a path is always found: of a row, its total, and all totals. */
enum cir_status cir_suppress(bool *hidden, const struct cir_count_table *table, uint64_t least, struct cir_error *error)
{
    struct network network = {.arc_count = 0};
    bool whole = make_network(&network, table, hidden);
    for (size_t i = 0; i < network.arc_count && whole; i++)
        hidden[i] = table->counts[i] > 0 && table->counts[i] < least;
    for (size_t i = 0; i < network.arc_count && whole; i++)
        if (table->counts[i] > 0 && table->counts[i] < least)
            protect(&network, i, least - table->counts[i]);
    cir_arena_free(&network.arena);
    return whole ? CIR_OK : cir_fail_memory(error);
}
