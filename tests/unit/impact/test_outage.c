#include "impact/outage.h"

#include "made_network.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

static const double leung[] = {500, 800, 800, 400, 400, 900, 1000, 800, 700, 400, 800, 400, 500, 800, 300, 800};
static const double leung_output[] = {3500, 4600, 3100, 2900};

static void hit(double *lost, size_t *clipped, const struct cir_network *network, enum cir_coupling_direction direction,
                const struct cir_hit *hits, size_t count)
{
    struct cir_coupling *coupling;
    CU_ASSERT_EQUAL_FATAL(cir_coupling_new(&coupling, network, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_outage(lost, clipped, coupling, direction, hits, count, NULL), CIR_OK);
    cir_coupling_free(coupling);
}

/* Miller and Blair, table 2.3: output 1 falls by 100. */
static void test_outage__fixes_output(void)
{
    static const double flows[] = {150, 500, 200, 100};
    static const double output[] = {1000, 2000};
    static const double change[] = {21.052632, 52.631579};
    struct cir_network *network = made_network(1, 2, flows, output, NULL);
    for (int direction = CIR_UPSTREAM; direction <= CIR_DOWNSTREAM; direction++) {
        double lost[2];
        size_t clipped;
        hit(lost, &clipped, network, (enum cir_coupling_direction)direction, &(struct cir_hit){0, .1}, 1);
        CU_ASSERT_EQUAL(lost[0], .1);
        CU_ASSERT_DOUBLE_EQUAL(lost[1] * output[1], change[direction], 5e-7);
        CU_ASSERT_EQUAL(clipped, 0);
    }
    made_network_free(network);
}

/* Losses at the annual rate of a 10 % outage, million USD: total, at home, in the rest of the EU27, elsewhere. */
struct golden {
    const char *group;
    enum cir_coupling_direction direction;
    double total;
    double domestic;
    double other_eu;
    double rest;
};

static const struct golden goldens[] = {
    {"ENERGY", CIR_UPSTREAM, 31148.431, 25802.213, 1918.102, 3428.116},
    {"ENERGY", CIR_DOWNSTREAM, 37030.133, 29771.048, 3295.426, 3963.659},
    {"TELECOM", CIR_UPSTREAM, 18700.133, 15722.261, 921.221, 2056.652},
    {"TELECOM", CIR_DOWNSTREAM, 19951.418, 17328.193, 1010.057, 1613.169},
};

static bool is_other_eu(const char *code)
{
    static const char eu[] = "AUT BEL BGR CYP CZE DNK ESP EST FIN FRA GRC HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU "
                             "SVK SVN SWE";
    return strstr(eu, code) != NULL;
}

static void compare(const struct golden *golden, const struct cir_network *network, const double *lost)
{
    unsigned home = made_state("DEU");
    double sums[3] = {0};
    for (size_t i = 0; i < network->node_count; i++) {
        unsigned state = network->nodes[i].state;
        size_t part = state == home ? 0 : is_other_eu(network->states[state].code) ? 1 : 2;
        sums[part] += lost[i] * network->nodes[i].output;
    }
    CU_ASSERT_DOUBLE_EQUAL(sums[0], golden->domestic, 6e-4);
    CU_ASSERT_DOUBLE_EQUAL(sums[1], golden->other_eu, 6e-4);
    CU_ASSERT_DOUBLE_EQUAL(sums[2], golden->rest, 6e-4);
    CU_ASSERT_DOUBLE_EQUAL(sums[0] + sums[1] + sums[2], golden->total, 6e-4);
}

static void test_outage__of_germany_in_2011(void)
{
    struct cir_network *network = made_wiod_groups();
    if (network == NULL) {
        cir_skip("no World Input-Output Table");
        return;
    }
    double *lost = calloc(network->node_count, sizeof *lost);
    for (size_t i = 0; i < sizeof goldens / sizeof goldens[0]; i++) {
        uint32_t node = (uint32_t)(made_state("DEU") * network->sector_count + made_group(goldens[i].group));
        size_t clipped;
        hit(lost, &clipped, network, goldens[i].direction, &(struct cir_hit){node, .1}, 1);
        compare(&goldens[i], network, lost);
    }
    uint32_t energy = made_group("ENERGY");
    uint32_t node = (uint32_t)(made_state("DEU") * network->sector_count + energy);
    size_t clipped;
    hit(lost, &clipped, network, CIR_DOWNSTREAM, &(struct cir_hit){node, .1}, 1);
    CU_ASSERT_DOUBLE_EQUAL(lost[made_state("AUT") * network->sector_count + energy], .003608, 5e-7);
    CU_ASSERT_DOUBLE_EQUAL(lost[made_state("BEL") * network->sector_count + energy], .003026, 5e-7);
    CU_ASSERT_DOUBLE_EQUAL(lost[made_state("LUX") * network->sector_count + energy], .002205, 5e-7);
    free(lost);
    made_network_free(network);
}

/* Hit together, each loses exactly its share; and no node loses less than by either of them alone, nor more than by
 * both added up. */
static void test_outage__several_at_once(void)
{
    static const struct cir_hit hits[] = {{0, .37}, {2, .21}};
    struct cir_network *network = made_network(2, 2, leung, leung_output, NULL);
    for (int direction = CIR_UPSTREAM; direction <= CIR_DOWNSTREAM; direction++) {
        double both[4];
        double first[4];
        double second[4];
        size_t clipped;
        hit(both, &clipped, network, (enum cir_coupling_direction)direction, hits, 2);
        hit(first, &clipped, network, (enum cir_coupling_direction)direction, &hits[0], 1);
        hit(second, &clipped, network, (enum cir_coupling_direction)direction, &hits[1], 1);
        CU_ASSERT_EQUAL(both[0], .37);
        CU_ASSERT_EQUAL(both[2], .21);
        for (size_t i = 0; i < 4; i++) {
            CU_ASSERT(both[i] >= first[i] - 1e-12 && both[i] >= second[i] - 1e-12);
            CU_ASSERT(both[i] <= first[i] + second[i] + 1e-12);
        }
    }
    made_network_free(network);
}

/* The first takes more of the third with it than the third's own share: that share adds nothing. */
static void test_outage__a_share_that_is_exceeded_anyway(void)
{
    static const struct cir_hit hits[] = {{0, .9}, {2, .01}};
    struct cir_network *network = made_network(1, 4, leung, leung_output, NULL);
    double both[4];
    double alone[4];
    size_t clipped;
    hit(both, &clipped, network, CIR_UPSTREAM, hits, 2);
    hit(alone, &clipped, network, CIR_UPSTREAM, hits, 1);
    CU_ASSERT(alone[2] > .01);
    for (size_t i = 0; i < 4; i++)
        CU_ASSERT_DOUBLE_EQUAL(both[i], alone[i], 1e-12);
    made_network_free(network);
}

/* Haimes and Jiang (2001): sectors that need others wholly, more than once. */
static void test_outage__cuts_at_all_and_says_so(void)
{
    static const double needs[] = {0, .9, 0, 0, .4, 0, 0, 0, 1, .8, 0, 0, 1, .9, 0, 0};
    static const double output[] = {1, 1, 1, 1};
    struct cir_network *network = made_network(1, 4, needs, output, NULL);
    double lost[4];
    size_t clipped;
    hit(lost, &clipped, network, CIR_UPSTREAM, &(struct cir_hit){1, .8}, 1);
    CU_ASSERT_EQUAL(clipped, 2);
    CU_ASSERT_DOUBLE_EQUAL(lost[0], .72, 1e-12);
    CU_ASSERT_EQUAL(lost[2], 1);
    CU_ASSERT_EQUAL(lost[3], 1);
    made_network_free(network);
}

static void test_outage__grows_in_proportion(void)
{
    struct cir_network *network = made_network(2, 2, leung, leung_output, NULL);
    double small[4];
    double large[4];
    size_t clipped;
    hit(small, &clipped, network, CIR_DOWNSTREAM, &(struct cir_hit){1, .037}, 1);
    hit(large, &clipped, network, CIR_DOWNSTREAM, &(struct cir_hit){1, .37}, 1);
    for (size_t i = 0; i < 4; i++)
        CU_ASSERT_DOUBLE_EQUAL(large[i], 10 * small[i], 1e-12);
    made_network_free(network);
}

static void test_outage__of_nothing(void)
{
    static const double flows[] = {150, 0, 0, 0};
    static const double output[] = {1000, 0};
    struct cir_network *network = made_network(1, 2, flows, output, NULL);
    double lost[2] = {NAN, NAN};
    size_t clipped = 7;
    hit(lost, &clipped, network, CIR_UPSTREAM, NULL, 0);
    CU_ASSERT(lost[0] == 0 && lost[1] == 0 && clipped == 0);
    hit(lost, &clipped, network, CIR_UPSTREAM, &(struct cir_hit){0, 0}, 1);
    CU_ASSERT(lost[0] == 0 && lost[1] == 0);
    hit(lost, &clipped, network, CIR_UPSTREAM, &(struct cir_hit){1, 1}, 1); /* makes nothing */
    CU_ASSERT(lost[0] == 0 && lost[1] == 0);
    made_network_free(network);
}

CIR_SUITE("outage", {"fixes output", test_outage__fixes_output},
          {"of Germany in 2011", test_outage__of_germany_in_2011}, {"several at once", test_outage__several_at_once},
          {"a share that is exceeded anyway", test_outage__a_share_that_is_exceeded_anyway},
          {"cuts at all and says so", test_outage__cuts_at_all_and_says_so},
          {"grows in proportion", test_outage__grows_in_proportion}, {"of nothing", test_outage__of_nothing})
