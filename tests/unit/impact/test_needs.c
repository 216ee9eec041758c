#include "impact/needs.h"

#include "made_network.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

enum { COLUMNS = CIR_NEED_COLUMNS };

static struct cir_needs *needs_of(const struct cir_network *network)
{
    struct cir_needs *needs;
    CU_ASSERT_EQUAL_FATAL(cir_needs_new(&needs, network, NULL), CIR_OK);
    return needs;
}

static double *room(const struct cir_network *network)
{
    double *lost = calloc(network->node_count * COLUMNS, sizeof *lost);
    CU_ASSERT_PTR_NOT_NULL_FATAL(lost);
    return lost;
}

/* ---- a 10 % outage of energy in Germany in 2011: losses at the annual rate in million USD, by order ---- */

struct golden {
    double total;
    double domestic;
    double other_eu;
    double rest;
    unsigned orders;
    unsigned states; /* that lose more than 0.1 % in some group */
};

static const struct golden goldens[] = {{308720.975, 274367, 18982, 15371, 1, 16},
                                        {499528.112, 288131, 92972, 118425, 2, 38},
                                        {604788.938, 296386, 125723, 182680, 3, 41},
                                        {773286.162, 297122, 167681, 308483, 50, 41}};

static bool is_other_eu(const char *code)
{
    static const char eu[] = "AUT BEL BGR CYP CZE DNK ESP EST FIN FRA GRC HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU "
                             "SVK SVN SWE";
    return strstr(eu, code) != NULL;
}

static void compare(const struct golden *golden, const struct cir_network *network, const double *lost, size_t column)
{
    unsigned home = made_state("DEU");
    double sums[3] = {0};
    bool is_hit[64] = {false};
    unsigned states = 0;
    for (size_t i = 0; i < network->node_count; i++) {
        unsigned state = network->nodes[i].state;
        double share = lost[i * COLUMNS + column];
        sums[state == home ? 0 : is_other_eu(network->states[state].code) ? 1 : 2] += share * network->nodes[i].output;
        is_hit[state] = is_hit[state] || share > .001;
    }
    for (size_t i = 0; i < network->state_count; i++)
        states += is_hit[i];
    CU_ASSERT_DOUBLE_EQUAL(sums[0] + sums[1] + sums[2], golden->total,
                           1e-6 * golden->total); /* ratings have six decimals */
    CU_ASSERT_DOUBLE_EQUAL(sums[0], golden->domestic, 1);
    CU_ASSERT_DOUBLE_EQUAL(sums[1], golden->other_eu, 1);
    CU_ASSERT_DOUBLE_EQUAL(sums[2], golden->rest, 1);
    CU_ASSERT_EQUAL(states, golden->states);
}

static void test_needs__of_germany_in_2011(void)
{
    struct cir_network *network = made_wiod_groups();
    if (network == NULL || !made_wiod_criticality(network)) {
        cir_skip("no World Input-Output Table, or no ratings");
        return;
    }
    uint32_t node = (uint32_t)(made_state("DEU") * network->sector_count + made_group("ENERGY"));
    struct cir_needs *needs = needs_of(network);
    double *lost = room(network);
    for (size_t i = 0; i < sizeof goldens / sizeof goldens[0]; i++) {
        memset(lost, 0, network->node_count * COLUMNS * sizeof *lost);
        lost[node * COLUMNS + 5] = .1;
        CU_ASSERT_EQUAL(cir_needs_at_once(lost, needs, goldens[i].orders, NULL), CIR_OK);
        compare(&goldens[i], network, lost, 5);
        CU_ASSERT_EQUAL(cir_needs_over_time(lost, needs, &(struct cir_hit){node, .1}, 1, goldens[i].orders, NULL),
                        CIR_OK);
        compare(&goldens[i], network, lost, 0); /* no stocks are rated: all is felt at once */
    }
    free(lost);
    cir_needs_free(needs);
    made_network_free(network);
}

/* ---- small networks ---- */

/* Two States of three sectors. S1 of R1 sells to both. */
static const double flows[] = {0, 30, 20, 0, 10, 0, 0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 6, 0,
                               0, 0,  0,  0, 70, 5, 0, 0, 0,  0, 0, 8, 0, 0, 0, 0, 0, 0};
static const double output[] = {100, 90, 80, 120, 110, 60};

static void test_needs__take_the_greatest_of_inputs_not_their_sum(void)
{
    struct cir_network *network = made_network(2, 3, flows, output, NULL);
    made_rate(network, 0, 1, .5, .2, 0);
    made_rate(network, 0, 2, .9, 0, 0);
    made_rate(network, 1, 2, .25, 0, 0);
    struct cir_needs *needs = needs_of(network);
    double *lost = room(network);
    CU_ASSERT_EQUAL(cir_needs_over_time(lost, needs, &(struct cir_hit){0, .4}, 1, 1, NULL), CIR_OK);
    CU_ASSERT_EQUAL(lost[(size_t)0 * COLUMNS], .4);
    CU_ASSERT_DOUBLE_EQUAL(lost[(size_t)1 * COLUMNS], .5 * .8 * .4, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(lost[(size_t)2 * COLUMNS], .9 * .4, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(lost[(size_t)4 * COLUMNS], .5 * .8 * .4 * 10 / 80, 1e-15); /* 10 of 80 come from R1 */
    CU_ASSERT_EQUAL(lost[(size_t)5 * COLUMNS], 0); /* over R2:S2 only, which is a second dependency */
    CU_ASSERT_EQUAL(cir_needs_over_time(lost, needs, &(struct cir_hit){0, .4}, 1, 2, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(lost[(size_t)2 * COLUMNS], .9 * .4, 1e-15); /* .25 of what R1:S2 lost is less */
    CU_ASSERT_DOUBLE_EQUAL(lost[(size_t)5 * COLUMNS], .25 * .5 * .8 * .4 * 10 / 80, 1e-15);
    free(lost);
    cir_needs_free(needs);
    made_network_free(network);
}

static void test_needs__stocks_delay_what_is_felt(void)
{
    struct cir_network *network = made_network(2, 3, flows, output, NULL);
    size_t count;
    made_rate(network, 0, 1, .5, 0, 4);
    made_rate(network, 1, 2, .8, 0, 24);
    made_rate(network, 0, 2, .1, 0, 0);
    struct cir_needs *needs = needs_of(network);
    const double *times = cir_needs_times(needs, &count);
    double *lost = room(network);
    CU_ASSERT_EQUAL_FATAL(count, 3);
    CU_ASSERT(times[0] == 0 && times[1] == 4 && times[2] == 24);
    CU_ASSERT_EQUAL(cir_needs_over_time(lost, needs, &(struct cir_hit){0, 1}, 1, 3, NULL), CIR_OK);
    CU_ASSERT_EQUAL(lost[(size_t)1 * COLUMNS + 0], 0);
    CU_ASSERT_DOUBLE_EQUAL(lost[(size_t)1 * COLUMNS + 1], .5, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(lost[(size_t)2 * COLUMNS + 0], .1, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(lost[(size_t)2 * COLUMNS + 1], .1, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(lost[(size_t)2 * COLUMNS + 2], .4, 1e-15); /* after 28 h, told from 24 h on */
    free(lost);
    cir_needs_free(needs);
    made_network_free(network);
}

/* More stocks than hours that are told: nothing is felt later than it is, and hours rise. */
static void test_needs__many_stocks(void)
{
    double sold[31 * 31] = {0};
    double one[31];
    for (size_t i = 0; i < 31; i++) {
        sold[i] = .02;
        one[i] = 1;
    }
    struct cir_network *network = made_network(1, 31, sold, one, NULL);
    for (unsigned i = 1; i < 31; i++)
        made_rate(network, 0, i, .5, 0, 1.5 * i * i);
    struct cir_needs *needs = needs_of(network);
    size_t count;
    const double *times = cir_needs_times(needs, &count);
    double *lost = room(network);
    CU_ASSERT_EQUAL_FATAL(count, COLUMNS);
    for (size_t k = 1; k < count; k++)
        CU_ASSERT(times[k] > times[k - 1]);
    CU_ASSERT_EQUAL(cir_needs_over_time(lost, needs, &(struct cir_hit){0, 1}, 1, 1, NULL), CIR_OK);
    for (unsigned i = 1; i < 31; i++)
        for (size_t k = 0; k < count; k++) {
            double until = k + 1 < count ? times[k + 1] : INFINITY;
            bool is_felt = lost[(size_t)i * COLUMNS + k] > 0;
            CU_ASSERT(is_felt == (until > 1.5 * i * i));
        }
    free(lost);
    cir_needs_free(needs);
    made_network_free(network);
}

static void test_needs__an_input_that_no_flow_shows_is_not_missed(void)
{
    struct cir_network *network = made_network(2, 3, flows, output, NULL);
    struct cir_need need;
    made_rate(network, 2, 0, .6, .5, 8);
    made_rate(network, 2, 1, .6, .5, 8);
    struct cir_needs *needs = needs_of(network);
    CU_ASSERT_FALSE(cir_needs_get(&need, needs, 0, 0));
    CU_ASSERT_FATAL(cir_needs_get(&need, needs, 4, 0));
    CU_ASSERT(need.supplier == 2 && need.input == 2 && need.share == 1 && need.felt_after_h == 8);
    CU_ASSERT_DOUBLE_EQUAL(need.weight, .3, 1e-15);
    CU_ASSERT_FALSE(cir_needs_get(&need, needs, 4, 1));
    cir_needs_free(needs);
    made_network_free(network);
}

static void test_needs__a_line_raises_the_foreign_share(void)
{
    struct cir_network *network = made_network(2, 3, flows, output, NULL);
    struct cir_network_link links[] = {
        {.from = 0, .to = 1, .input = 0, .share = .3}, /* money says 1/8 */
        {.from = 1, .to = 0, .input = 0, .share = .2},
        {.from = 7, .to = 1, .input = 0, .share = .9}}; /* from no State of the network */
    struct cir_need need;
    network->links = links;
    network->link_count = 3;
    made_rate(network, 0, 1, 1, 0, 0);
    struct cir_needs *needs = needs_of(network);
    CU_ASSERT_FATAL(cir_needs_get(&need, needs, 4, 0));
    CU_ASSERT(need.supplier == 0);
    CU_ASSERT_DOUBLE_EQUAL(need.share, .3, 1e-15);
    CU_ASSERT_FATAL(cir_needs_get(&need, needs, 4, 1));
    CU_ASSERT(need.supplier == 3);
    CU_ASSERT_DOUBLE_EQUAL(need.share, .7, 1e-15);
    cir_needs_free(needs);
    made_network_free(network);
}

/* With nothing to stop it, a need that goes round carries a loss everywhere; of its own sector a node has none. */
static void test_needs__never_exceed_the_hit(void)
{
    struct cir_network *network = made_network(2, 3, flows, output, NULL);
    for (unsigned input = 0; input < 3; input++)
        for (unsigned user = 0; user < 3; user++)
            made_rate(network, input, user, 1, 0, 0);
    struct cir_needs *needs = needs_of(network);
    struct cir_need need;
    double *lost = room(network);
    CU_ASSERT_EQUAL(cir_needs_over_time(lost, needs, &(struct cir_hit){0, .4}, 1, 100, NULL), CIR_OK);
    for (size_t i = 0; i < network->node_count; i++)
        CU_ASSERT(lost[i * COLUMNS] >= 0 && lost[i * COLUMNS] <= .4 + 1e-15);
    for (uint32_t i = 0; i < network->node_count; i++)
        for (size_t k = 0; cir_needs_get(&need, needs, i, k); k++)
            CU_ASSERT(need.input != network->nodes[i].sector);
    free(lost);
    cir_needs_free(needs);
    made_network_free(network);
}

static void test_needs__rise_with_share_criticality_and_orders(void)
{
    struct cir_network *network = made_network(2, 3, flows, output, NULL);
    double before[6] = {0};
    double *lost = room(network);
    for (int step = 1; step <= 9; step++) {
        for (unsigned input = 0; input < 3; input++)
            for (unsigned user = 0; user < 3; user++)
                made_rate(network, input, user, .1 * step, .5 - .05 * step, 3);
        struct cir_needs *needs = needs_of(network);
        CU_ASSERT_EQUAL(cir_needs_over_time(lost, needs, &(struct cir_hit){0, .1 * step}, 1, (unsigned)step, NULL),
                        CIR_OK);
        for (size_t i = 0; i < 6; i++) {
            double late = lost[i * COLUMNS + 1];
            CU_ASSERT(late >= before[i] && lost[i * COLUMNS] <= late);
            before[i] = late;
        }
        cir_needs_free(needs);
    }
    free(lost);
    made_network_free(network);
}

static void test_needs__nobody_rated_nobody_loses(void)
{
    static const double nothing[] = {0, 0, 0, 0};
    static const double makes_nothing[] = {0, 5};
    struct cir_network *network = made_network(1, 2, nothing, makes_nothing, NULL);
    double *lost = room(network);
    struct cir_needs *needs = needs_of(network);
    CU_ASSERT_EQUAL(cir_needs_over_time(lost, needs, &(struct cir_hit){1, .4}, 1, 3, NULL), CIR_OK);
    CU_ASSERT(lost[0] == 0 && lost[COLUMNS] == .4);
    cir_needs_free(needs);
    made_rate(network, 0, 1, 1, 0, 0);
    needs = needs_of(network);
    CU_ASSERT_EQUAL(cir_needs_over_time(lost, needs, &(struct cir_hit){0, .4}, 1, 3, NULL), CIR_OK);
    CU_ASSERT(lost[0] == 0 && lost[COLUMNS] == 0); /* who makes nothing takes nobody with it */
    cir_needs_free(needs);
    free(lost);
    made_network_free(network);
}

/* ---- the production function that the layer is a reduction of ---- */

/* Pichler et al. (2022): what is left of an output of 100 where a critical, an important and another input suffice for
 * so much. Critical: at most what it suffices for; important, in the half-critical bound: at most the middle between that
 * and 100. Which inputs stop what is a matter of the bound. */
struct bound {
    double suffices[3]; /* critical, important, other */
    double weak;        /* the critical alone */
    double half;        /* the important by half: the ratings as they are */
    double strong;      /* the important like the critical */
    double leontief;    /* all */
};

static const struct bound bounds[] = {
    {{80, 60, 100}, 80, 80, 60, 60}, /* (60 + 100) / 2 = 80 */
    {{80, 30, 100}, 80, 65, 30, 30},
    {{80, 60, 10}, 80, 80, 60, 10},
    {{100, 23.85, 71.5}, 100, 61.925, 23.85, 23.85},
};

static double left_of(const struct bound *bound, double important, double other)
{
    static const double sold[] = {0, 0, 0, 10, 0, 0, 0, 20, 0, 0, 0, 30, 0, 0, 0, 0};
    static const double makes[] = {100, 100, 100, 100};
    struct cir_hit hits[3];
    struct cir_network *network = made_network(1, 4, sold, makes, NULL);
    made_rate(network, 0, 3, 1, 0, 0);
    made_rate(network, 1, 3, important, 0, 0);
    made_rate(network, 2, 3, other, 0, 0);
    struct cir_needs *needs = needs_of(network);
    double *lost = room(network);
    for (uint32_t i = 0; i < 3; i++)
        hits[i] = (struct cir_hit){i, 1 - bound->suffices[i] / 100};
    CU_ASSERT_EQUAL(cir_needs_over_time(lost, needs, hits, 3, 1, NULL), CIR_OK);
    double left = 100 * (1 - lost[(size_t)3 * COLUMNS]);
    free(lost);
    cir_needs_free(needs);
    made_network_free(network);
    return left;
}

static void test_needs__are_the_bounds_of_the_production_function(void)
{
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        CU_ASSERT_DOUBLE_EQUAL(left_of(&bounds[i], 0, 0), bounds[i].weak, 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(left_of(&bounds[i], .5, 0), bounds[i].half, 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(left_of(&bounds[i], 1, 0), bounds[i].strong, 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(left_of(&bounds[i], 1, 1), bounds[i].leontief, 1e-12);
    }
}

CIR_SUITE("needs", {"of Germany in 2011", test_needs__of_germany_in_2011},
          {"are the bounds of the production function", test_needs__are_the_bounds_of_the_production_function},
          {"take the greatest of inputs, not their sum", test_needs__take_the_greatest_of_inputs_not_their_sum},
          {"stocks delay what is felt", test_needs__stocks_delay_what_is_felt},
          {"many stocks", test_needs__many_stocks},
          {"an input that no flow shows is not missed", test_needs__an_input_that_no_flow_shows_is_not_missed},
          {"a line raises the foreign share", test_needs__a_line_raises_the_foreign_share},
          {"never exceed the hit", test_needs__never_exceed_the_hit},
          {"rise with share, criticality and orders", test_needs__rise_with_share_criticality_and_orders},
          {"nobody rated, nobody loses", test_needs__nobody_rated_nobody_loses})
