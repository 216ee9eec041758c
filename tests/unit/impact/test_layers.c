/* What holds of all layers, whatever the table: identities of the models, and what has no say in a loss. */
#include "impact/all_cascades.h"
#include "impact/impact.h"
#include "made_network.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

enum { STATES = 3, SECTORS = 3, NODES = STATES * SECTORS, NODES_MAX = 12, ORDERS = 3 };

struct world {
    struct cir_network *network;
    struct cir_coupling *coupling;
    struct cir_needs *needs;
};

/* Shares of output lost, stocks aside. */
struct lost {
    double by[CIR_LAYERS][NODES_MAX];
};

static void open_models(struct world *world)
{
    CU_ASSERT_EQUAL_FATAL(cir_coupling_new(&world->coupling, world->network, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_needs_new(&world->needs, world->network, NULL), CIR_OK);
}

static void close_models(struct world *world)
{
    cir_needs_free(world->needs);
    cir_coupling_free(world->coupling);
}

static void close_world(struct world *world)
{
    close_models(world);
    made_network_free(world->network);
}

static struct lost lost_of(const struct world *world, const struct cir_hit *hits, size_t count)
{
    struct lost lost = {0};
    double columns[NODES_MAX * CIR_NEED_COLUMNS] = {0};
    size_t clipped;
    for (size_t i = 0; i < count; i++)
        if (world->network->nodes[hits[i].node].output > 0)
            columns[(size_t)hits[i].node * CIR_NEED_COLUMNS] = hits[i].share;
    CU_ASSERT_EQUAL(cir_outage(lost.by[CIR_LAYER_UPSTREAM], &clipped, world->coupling, CIR_UPSTREAM, hits, count, NULL),
                    CIR_OK);
    CU_ASSERT_EQUAL(cir_outage(lost.by[CIR_LAYER_MONEY], &clipped, world->coupling, CIR_DOWNSTREAM, hits, count, NULL),
                    CIR_OK);
    CU_ASSERT_EQUAL(cir_needs_at_once(columns, world->needs, ORDERS, NULL), CIR_OK);
    for (size_t i = 0; i < world->network->node_count; i++)
        lost.by[CIR_LAYER_FUNCTIONAL][i] = columns[i * CIR_NEED_COLUMNS];
    return lost;
}

/* ---- a world of flows that have no pattern ---- */

static double flow_between(size_t i, size_t k)
{
    size_t mixed = (i * 37 + k * 23 + i * k * 11) % 17;
    return mixed % 5 == 0 ? 0 : (i / SECTORS == k / SECTORS ? 2.385 : .215) * (double)(mixed + 1);
}

static double output_of(size_t i)
{
    return 215 + 23.85 * (double)((i * 7) % 5);
}

/* Also of sectors with themselves, which has to be passed over. */
static void rate_all(struct cir_network *network, double own)
{
    const size_t count = network->sector_count;
    network->criticality = cir_arena_take(&network->arena, count * count, sizeof *network->criticality);
    CU_ASSERT_PTR_NOT_NULL_FATAL(network->criticality);
    for (size_t input = 0; input < count; input++)
        for (size_t user = 0; user < count; user++)
            network->criticality[input * count + user] =
                (struct cir_criticality){input == user ? own : .15 + .07 * (double)((input * 5 + user * 3) % 11),
                                         .05 * (double)((input + user) % 4), 0, "test"};
}

/* Node i of it is node names[i] of the world that has no pattern, of which it makes the part parts[i]. */
static struct world made_of(size_t state_count, const size_t *names, const double *parts)
{
    double flows[NODES_MAX * NODES_MAX];
    double output[NODES_MAX];
    const size_t count = state_count * SECTORS;
    struct world world;
    for (size_t i = 0; i < count; i++) {
        output[i] = parts[i] * output_of(names[i]);
        for (size_t k = 0; k < count; k++)
            flows[i * count + k] = parts[i] * parts[k] * flow_between(names[i], names[k]);
    }
    world.network = made_network(state_count, SECTORS, flows, output, NULL);
    rate_all(world.network, 0);
    open_models(&world);
    return world;
}

static const size_t in_order[] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
static const double whole[] = {1, 1, 1, 1, 1, 1, 1, 1, 1};

static struct world open_world(void)
{
    return made_of(STATES, in_order, whole);
}

static const struct cir_hit hits[] = {{0, .385}, {7, .215}};
enum { HITS = 2 };

/* ---- rows and columns ---- */

/* One flow: R1:S1 sells 5 of its 10 to R2:S2, which makes 20. */
static void test_layers__who_sells_stands_in_the_row(void)
{
    static const double flows[] = {0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    static const double output[] = {10, 8, 9, 20};
    struct world world = {.network = made_network(2, 2, flows, output, NULL)};
    rate_all(world.network, 0);
    world.network->criticality[0 * 2 + 1] = (struct cir_criticality){.9, 0, 0, "test"};
    open_models(&world);
    struct lost seller = lost_of(&world, &(struct cir_hit){0, .4}, 1);
    struct lost buyer = lost_of(&world, &(struct cir_hit){3, .4}, 1);
    for (size_t layer = 0; layer < CIR_LAYERS; layer++)
        for (size_t i = 0; i < 4; i++) {
            double by_seller = i == 0 ? .4 : 0;
            double by_buyer = i == 3 ? .4 : 0;
            if (i == 3 && layer != CIR_LAYER_UPSTREAM)
                by_seller = layer == CIR_LAYER_MONEY ? .4 * 5 / 20 : .9 * .4; /* of the cost; of what it needs: all */
            if (i == 0 && layer == CIR_LAYER_UPSTREAM)
                by_buyer = .4 * 5 / 10; /* of the orders */
            CU_ASSERT_DOUBLE_EQUAL(seller.by[layer][i], by_seller, 1e-15);
            CU_ASSERT_DOUBLE_EQUAL(buyer.by[layer][i], by_buyer, 1e-15);
        }
    close_world(&world);
}

/* ---- identities ---- */

static double sold_by(const struct cir_network *network, size_t seller)
{
    double sum = 0;
    for (size_t k = 0; k < network->flows[seller].count; k++)
        sum += network->flows[seller].values[k];
    return sum;
}

static void subtract_bought(double *values, const struct cir_network *network)
{
    for (size_t i = 0; i < network->node_count; i++)
        for (size_t k = 0; k < network->flows[i].count; k++)
            values[network->flows[i].buyers[k]] -= network->flows[i].values[k];
}

/* L f = x and v' G = x': who loses all final demand, or all value added, loses all. */
static void check_totals(const struct cir_network *network)
{
    struct cir_coupling *coupling;
    double *lost = calloc(2 * network->node_count, sizeof *lost);
    CU_ASSERT_PTR_NOT_NULL_FATAL(lost);
    double *left = &lost[network->node_count];
    CU_ASSERT_EQUAL_FATAL(cir_coupling_new(&coupling, network, NULL), CIR_OK);
    for (int direction = CIR_UPSTREAM; direction <= CIR_DOWNSTREAM; direction++) {
        for (size_t i = 0; i < network->node_count; i++)
            left[i] = network->nodes[i].output - (direction == CIR_UPSTREAM ? sold_by(network, i) : 0);
        if (direction == CIR_DOWNSTREAM)
            subtract_bought(left, network);
        for (size_t i = 0; i < network->node_count; i++)
            lost[i] = network->nodes[i].output > 0 ? left[i] / network->nodes[i].output : 0;
        CU_ASSERT_EQUAL(cir_coupling_solve(lost, 1, coupling, (enum cir_coupling_direction)direction, NULL), CIR_OK);
        for (size_t i = 0; i < network->node_count; i++)
            if (fabs(lost[i] - (network->nodes[i].output > 0)) > 1e-9)
                CU_FAIL("a node does not lose all");
    }
    cir_coupling_free(coupling);
    free(lost);
}

static void test_layers__no_demand_no_output_no_value_no_output(void)
{
    struct world world = open_world();
    check_totals(world.network);
    close_world(&world);
    struct cir_network *real = made_wiod_groups();
    if (real == NULL) {
        cir_skip("no World Input-Output Table");
        return;
    }
    check_totals(real);
    made_network_free(real);
}

/* (I - A')^-1 = L' = x G' x^-1: one matrix tells both directions. */
static void test_layers__upstream_and_money_are_one_matrix(void)
{
    struct world world = open_world();
    double cascades[NODES * NODES];
    CU_ASSERT_EQUAL(cir_all_cascades(cascades, world.network, NULL), CIR_OK);
    for (size_t s = 0; s < NODES; s++) {
        double upstream[NODES] = {0};
        double money[NODES] = {0};
        upstream[s] = money[s] = 1;
        CU_ASSERT_EQUAL(cir_coupling_solve(upstream, 1, world.coupling, CIR_UPSTREAM, NULL), CIR_OK);
        CU_ASSERT_EQUAL(cir_coupling_solve(money, 1, world.coupling, CIR_DOWNSTREAM, NULL), CIR_OK);
        for (size_t i = 0; i < NODES; i++) {
            CU_ASSERT_DOUBLE_EQUAL(upstream[i], cascades[i * NODES + s], 1e-12);
            CU_ASSERT_DOUBLE_EQUAL(money[i], output_of(s) * cascades[s * NODES + i] / output_of(i), 1e-12);
        }
    }
    close_world(&world);
}

/* ---- what has no say ---- */

/* The model of one country, and any cut of it into States, is the same model. */
static void test_layers__borders_have_no_say_in_money(void)
{
    static const size_t cuts[] = {1, 3, 9};
    double flows[NODES * NODES];
    double output[NODES];
    struct lost first = {0};
    for (size_t i = 0; i < NODES; i++) {
        output[i] = output_of(i);
        for (size_t k = 0; k < NODES; k++)
            flows[i * NODES + k] = flow_between(i, k);
    }
    for (size_t cut = 0; cut < sizeof cuts / sizeof cuts[0]; cut++) {
        struct world world = {.network = made_network(cuts[cut], NODES / cuts[cut], flows, output, NULL)};
        open_models(&world);
        struct lost lost = lost_of(&world, hits, HITS);
        if (cut == 0)
            first = lost;
        for (size_t i = 0; i < NODES; i++) {
            CU_ASSERT_DOUBLE_EQUAL(lost.by[CIR_LAYER_UPSTREAM][i], first.by[CIR_LAYER_UPSTREAM][i], 1e-12);
            CU_ASSERT_DOUBLE_EQUAL(lost.by[CIR_LAYER_MONEY][i], first.by[CIR_LAYER_MONEY][i], 1e-12);
        }
        close_world(&world);
    }
}

/* A State that trades with nobody is a country by itself. */
static void test_layers__without_trade_each_state_is_alone(void)
{
    static const size_t national[] = {3, 4, 5};
    static const struct cir_hit hit = {1, .385};
    double flows[NODES * NODES] = {0};
    double output[NODES];
    for (size_t i = 0; i < NODES; i++) {
        output[i] = output_of(i);
        for (size_t k = 0; k < NODES; k++)
            flows[i * NODES + k] = i / SECTORS == k / SECTORS ? flow_between(i, k) : 0;
    }
    struct world world = {.network = made_network(STATES, SECTORS, flows, output, NULL)};
    rate_all(world.network, 0);
    open_models(&world);
    struct world alone = made_of(1, national, whole);
    struct lost here = lost_of(&world, &(struct cir_hit){hit.node + SECTORS, hit.share}, 1);
    struct lost there = lost_of(&alone, &hit, 1);
    for (size_t layer = 0; layer < CIR_LAYERS; layer++)
        for (size_t i = 0; i < NODES; i++)
            CU_ASSERT_DOUBLE_EQUAL(here.by[layer][i], i / SECTORS == 1 ? there.by[layer][i - SECTORS] : 0, 1e-12);
    CU_ASSERT(there.by[CIR_LAYER_MONEY][0] > 0 && there.by[CIR_LAYER_FUNCTIONAL][0] > 0);
    close_world(&world);
    close_world(&alone);
}

static void test_layers__order_of_states_has_no_say(void)
{
    static const size_t turned[] = {6, 7, 8, 0, 1, 2, 3, 4, 5};
    static const struct cir_hit turned_hits[] = {{3, .385}, {1, .215}}; /* nodes 0 and 7 */
    struct world world = open_world();
    struct world other = made_of(STATES, turned, whole);
    struct lost lost = lost_of(&world, hits, HITS);
    struct lost there = lost_of(&other, turned_hits, HITS);
    for (size_t layer = 0; layer < CIR_LAYERS; layer++)
        for (size_t i = 0; i < NODES; i++)
            CU_ASSERT_DOUBLE_EQUAL(there.by[layer][i], lost.by[layer][turned[i]], 1e-12);
    close_world(&world);
    close_world(&other);
}

/* Aggregation: the third State cut into two parts of one structure, 3 : 7, and back. What is hit in it is hit in both. */
static void test_layers__parts_of_a_state_lose_as_the_whole(void)
{
    static const size_t names[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 6, 7, 8};
    static const double parts[] = {1, 1, 1, 1, 1, 1, .3, .3, .3, .7, .7, .7};
    static const struct cir_hit part_hits[] = {{0, .385}, {7, .215}, {10, .215}};
    struct world world = open_world();
    struct world cut = made_of(STATES + 1, names, parts);
    struct lost lost = lost_of(&world, hits, HITS);
    struct lost there = lost_of(&cut, part_hits, 3);
    for (size_t layer = 0; layer < CIR_LAYERS; layer++) {
        double sum = 0;
        for (size_t i = 0; i < NODES; i++)
            sum += output_of(i) * lost.by[layer][i];
        for (size_t i = 0; i < NODES_MAX; i++) {
            CU_ASSERT_DOUBLE_EQUAL(there.by[layer][i], lost.by[layer][names[i]], 1e-12);
            sum -= cut.network->nodes[i].output * there.by[layer][i];
        }
        CU_ASSERT_DOUBLE_EQUAL(sum, 0, 1e-10);
    }
    close_world(&world);
    close_world(&cut);
}

/* In another unit losses are as much larger, and shares are the same: nothing is taken times output twice. */
static void test_layers__unit_of_the_table_has_no_say(void)
{
    enum { THOUSAND_OR_SO = 1024 };
    static const int regions[STATES] = {0, 0, 0};
    static const struct cir_shock shock = {4, .385, 21.5};
    double flows[NODES * NODES];
    double output[NODES];
    struct cir_impact impacts[2];
    for (size_t unit = 0; unit < 2; unit++) {
        for (size_t i = 0; i < NODES; i++)
            output[i] = output_of(i) * (unit == 0 ? 1 : THOUSAND_OR_SO);
        for (size_t i = 0; i < (size_t)NODES * NODES; i++)
            flows[i] = flow_between(i / NODES, i % NODES) * (unit == 0 ? 1 : THOUSAND_OR_SO);
        struct world world = {.network = made_network(STATES, SECTORS, flows, output, NULL)};
        rate_all(world.network, 0);
        open_models(&world);
        const struct cir_impact_models models = {world.network, world.coupling, world.needs, regions};
        CU_ASSERT_EQUAL_FATAL(cir_impact_compute(&impacts[unit], &models, &shock, 1, ORDERS, NULL), CIR_OK);
        close_world(&world);
    }
    for (size_t layer = 0; layer < CIR_LAYERS; layer++)
        for (size_t i = 0; i < NODES; i++) {
            CU_ASSERT_DOUBLE_EQUAL(impacts[1].layers[layer].shares[i], impacts[0].layers[layer].shares[i], 1e-15);
            CU_ASSERT_DOUBLE_EQUAL(impacts[1].layers[layer].losses[i],
                                   THOUSAND_OR_SO * impacts[0].layers[layer].losses[i], 1e-9);
        }
    cir_impact_free(&impacts[0]);
    cir_impact_free(&impacts[1]);
}

/* What a sector needs of its own kind would go round without end. */
static void test_layers__needs_of_the_own_sector_have_no_say(void)
{
    struct world world = open_world();
    struct lost without = lost_of(&world, hits, HITS);
    close_models(&world);
    rate_all(world.network, 1);
    open_models(&world);
    struct lost with = lost_of(&world, hits, HITS);
    for (size_t i = 0; i < NODES; i++)
        CU_ASSERT_EQUAL(with.by[CIR_LAYER_FUNCTIONAL][i], without.by[CIR_LAYER_FUNCTIONAL][i]);
    close_world(&world);
}

/* ---- what rises with what ---- */

static void test_layers__losses_are_in_proportion_to_the_share(void)
{
    struct world world = open_world();
    for (uint32_t node = 0; node < NODES; node++) {
        struct lost small = lost_of(&world, &(struct cir_hit){node, .0385}, 1);
        struct lost large = lost_of(&world, &(struct cir_hit){node, .385}, 1);
        for (size_t layer = 0; layer < CIR_LAYERS; layer++)
            for (size_t i = 0; i < NODES; i++)
                CU_ASSERT_DOUBLE_EQUAL(large.by[layer][i], 10 * small.by[layer][i], 1e-12);
    }
    close_world(&world);
}

/* One rating at a time. */
static void test_layers__criticality_never_lessens_a_loss(void)
{
    size_t greater = 0;
    for (size_t pair = 0; pair < (size_t)SECTORS * SECTORS; pair++) {
        struct world world = open_world();
        struct lost before = lost_of(&world, hits, HITS);
        close_models(&world);
        world.network->criticality[pair].criticality += .08;
        open_models(&world);
        struct lost after = lost_of(&world, hits, HITS);
        for (size_t i = 0; i < NODES; i++) {
            double rise = after.by[CIR_LAYER_FUNCTIONAL][i] - before.by[CIR_LAYER_FUNCTIONAL][i];
            CU_ASSERT(rise >= 0);
            CU_ASSERT_EQUAL(after.by[CIR_LAYER_MONEY][i], before.by[CIR_LAYER_MONEY][i]);
            greater += rise > 0;
        }
        close_world(&world);
    }
    CU_ASSERT(greater > NODES);
}

/* ---- odd nodes ---- */

/* R1:S1 makes nothing; R1:S2 neither buys nor sells; R2:S1 drew down stocks, as it sells 12 of its 10. */
static void test_layers__odd_nodes_are_never_felt_nor_nan(void)
{
    static const double flows[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 9, 0, 0, 4, 5};
    static const double output[] = {0, 7, 10, 30};
    struct world world = {.network = made_network(2, 2, flows, output, NULL)};
    CU_ASSERT_EQUAL_FATAL(world.network->nodes[2].final_demand, -2);
    rate_all(world.network, 0);
    open_models(&world);
    for (uint32_t node = 0; node < 4; node++) {
        struct lost lost = lost_of(&world, &(struct cir_hit){node, .385}, 1);
        for (size_t layer = 0; layer < CIR_LAYERS; layer++) {
            for (size_t i = 0; i < 4; i++)
                CU_ASSERT(lost.by[layer][i] >= 0 && lost.by[layer][i] <= 1);
            CU_ASSERT_EQUAL(lost.by[layer][0], 0);
            CU_ASSERT_EQUAL(lost.by[layer][1], node == 1 ? .385 : 0);
            CU_ASSERT_EQUAL(lost.by[layer][3] > 0, node >= 2);
        }
    }
    close_world(&world);
}

/* ---- what no layer tells ---- */

/* Share of nodes that still work of two random networks of k links a node, each node needing one of the other, when the
 * share p of one is left: P = p (1 - exp(-k P))^2, reached from above as the failures go to and fro (Buldyrev, Parshani,
 * Paul, Stanley, Havlin, Nature 464, 2010). */
static double working_share(double links, double left)
{
    enum { ROUNDS = 200000 };
    double working = left;
    for (int i = 0; i < ROUNDS; i++) {
        double reached = 1 - exp(-links * working);
        working = left * reached * reached;
    }
    return working;
}

static void test_layers__know_no_threshold_as_interdependent_networks_do(void)
{
    static const double rows[][2] = {{.65, .459778}, {.7, .557616}, {.8, .708841},
                                     {.9, .838103},  {1, .956960},  {.6139, 1.2564 / 4}};
    struct world world = open_world();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CU_ASSERT_DOUBLE_EQUAL(working_share(4, rows[i][0]), rows[i][1], rows[i][0] < .62 ? 1e-2 : 1e-6);
    CU_ASSERT(working_share(4, .6138) < 1e-9); /* 2.4554 / 4 lies between: one node in 10,000 more, and all is lost */
    struct lost before = lost_of(&world, &(struct cir_hit){4, 1 - .6139}, 1);
    struct lost behind = lost_of(&world, &(struct cir_hit){4, 1 - .6138}, 1);
    for (size_t layer = 0; layer < CIR_LAYERS; layer++)
        for (size_t i = 0; i < NODES; i++)
            CU_ASSERT(fabs(behind.by[layer][i] - before.by[layer][i]) <= 1.001e-4);
    close_world(&world);
}

CIR_SUITE("layers", {"who sells stands in the row", test_layers__who_sells_stands_in_the_row},
          {"no demand, no output; no value, no output", test_layers__no_demand_no_output_no_value_no_output},
          {"upstream and money are one matrix", test_layers__upstream_and_money_are_one_matrix},
          {"borders have no say in money", test_layers__borders_have_no_say_in_money},
          {"without trade each State is alone", test_layers__without_trade_each_state_is_alone},
          {"order of States has no say", test_layers__order_of_states_has_no_say},
          {"parts of a State lose as the whole", test_layers__parts_of_a_state_lose_as_the_whole},
          {"unit of the table has no say", test_layers__unit_of_the_table_has_no_say},
          {"needs of the own sector have no say", test_layers__needs_of_the_own_sector_have_no_say},
          {"losses are in proportion to the share", test_layers__losses_are_in_proportion_to_the_share},
          {"criticality never lessens a loss", test_layers__criticality_never_lessens_a_loss},
          {"know no threshold as interdependent networks do",
           test_layers__know_no_threshold_as_interdependent_networks_do},
          {"odd nodes are never felt nor NAN", test_layers__odd_nodes_are_never_felt_nor_nan})
