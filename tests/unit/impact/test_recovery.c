#include "impact/recovery.h"

#include "made_network.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

enum { STEPS_MAX = 512, NODES_MAX = 4 };

/* All that was seen. */
struct seen {
    size_t node_count;
    size_t count;
    double hours[STEPS_MAX];
    double lost[STEPS_MAX][NODES_MAX];
};

static void see(void *context, double hour, const double *lost)
{
    struct seen *seen = context;
    if (seen->count == STEPS_MAX)
        return;
    seen->hours[seen->count] = hour;
    memcpy(seen->lost[seen->count++], lost, seen->node_count * sizeof *lost);
}

static struct seen seen_of(const struct cir_recovery *run)
{
    static struct seen seen;
    seen = (struct seen){.node_count = run->network->node_count};
    CU_ASSERT_EQUAL(cir_recovery_run(run, &(struct cir_recovery_viewer){see, &seen}, NULL), CIR_OK);
    return seen;
}

static const double one[] = {1, 1, 1};

/* 3 infrastructures; recovery from (0, 0, .12), T = 60, ln 100 / T = .0767528 for each, as published with the R program
 * of the dynamic model. */
static void test_recovery__three_infrastructures(void)
{
    static const double needs[] = {0, 0, .3, .4, 0, 0, .2, .6, 0};
    static const double rates[] = {.0767528, .0767528, .0767528};
    static const double initial[] = {0, 0, .12};
    static const struct {
        size_t step;
        double lost[3];
    } known[] = {{1, {.00276310, 0, .11078966}},
                 {2, {.00510205, .0000848304, .10232865}},
                 {10, {.0135454, .00201952, .05527399}},
                 {60, {.00242942, .00183797, .00351111}}};
    struct cir_network *network = made_network(1, 3, needs, one, NULL);
    struct seen seen = seen_of(
        &(struct cir_recovery){.network = network, .step_h = 1, .steps = 60, .rates = rates, .initial = initial});
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        for (size_t k = 0; k < 3; k++)
            CU_ASSERT_DOUBLE_EQUAL(seen.lost[known[i].step][k], known[i].lost[k], 6e-8);
    made_network_free(network);
}

/* Lian and Haimes (2006), 2 sectors. */
static const double lian[] = {.15, .5, .1, .05};
static const double lian_rates[] = {.2, .2};
static const double lian_outside[] = {0, .1};

static void test_recovery__lian_and_haimes_build_up(void)
{
    static const struct {
        size_t step;
        double lost[2];
    } known[] = {
        {1, {0, .02}}, {2, {.002, .0362}}, {5, {.013743, .068858}}, {10, {.034974, .094244}}, {99, {.066006, .112211}}};
    struct cir_network *network = made_network(1, 2, lian, one, NULL);
    struct seen seen = seen_of(&(struct cir_recovery){.network = network,
                                                      .step_h = 1,
                                                      .steps = 99,
                                                      .rates = lian_rates,
                                                      .outside = lian_outside,
                                                      .outside_until_h = INFINITY});
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        for (size_t k = 0; k < 2; k++)
            CU_ASSERT_DOUBLE_EQUAL(seen.lost[known[i].step][k], known[i].lost[k], 6e-7);
    made_network_free(network);
}

/* Outside in the first 30 steps only; the trapezoid of 100 rows as tested in the DIIM of stigrs. */
static void test_recovery__lian_and_haimes_for_a_while(void)
{
    static const double known[] = {1.980144350, 3.366317449};
    struct cir_network *network = made_network(1, 2, lian, one, NULL);
    struct seen seen = seen_of(&(struct cir_recovery){.network = network,
                                                      .step_h = 1,
                                                      .steps = 99,
                                                      .rates = lian_rates,
                                                      .outside = lian_outside,
                                                      .outside_from_h = 0,
                                                      .outside_until_h = 30});
    for (size_t k = 0; k < 2; k++) {
        double area = 0;
        for (size_t i = 1; i < seen.count; i++)
            area += (seen.lost[i - 1][k] + seen.lost[i][k]) / 2;
        CU_ASSERT_DOUBLE_EQUAL(area, known[k], 1e-6);
    }
    made_network_free(network);
}

/* The sum over all steps is (I - A*)^-1 K^-1 q(0), in steps as in the continuous model. */
static void test_recovery__lian_and_haimes_fades(void)
{
    static const double initial[] = {0, .1};
    static const double next[] = {.2 * .5 * .1, .1 + .2 * (.05 * .1 - .1)};
    static const double accumulated[] = {.330033, .561056};
    struct cir_network *network = made_network(1, 2, lian, one, NULL);
    struct seen seen = seen_of(
        &(struct cir_recovery){.network = network, .step_h = 1, .steps = 400, .rates = lian_rates, .initial = initial});
    for (size_t k = 0; k < 2; k++) {
        double sum = 0;
        for (size_t i = 0; i < seen.count; i++)
            sum += seen.lost[i][k];
        CU_ASSERT_DOUBLE_EQUAL(sum, accumulated[k], 1e-6);
        CU_ASSERT_DOUBLE_EQUAL(seen.lost[1][k], next[k], 1e-15);
    }
    made_network_free(network);
}

/* Whole hours only. */
static void see_whole(void *context, double hour, const double *lost)
{
    if (hour == floor(hour))
        see(context, hour, lost);
}

/* As steps become short, the continuous model e^(-K (I - A*) t) q(0). */
static void test_recovery__short_steps_are_the_continuous_model(void)
{
    static const double rates[] = {.2 / 4096, .2 / 4096};
    static const double initial[] = {0, .1};
    static const struct {
        size_t hour;
        double lost[2];
    } known[] = {{1, {.008356, .082779}},
                 {5, {.020507, .039678}},
                 {10, {.017115, .016585}},
                 {20, {.006263, .003336}},
                 {50, {.000132, .000048}}};
    struct cir_network *network = made_network(1, 2, lian, one, NULL);
    struct cir_recovery run = {
        .network = network, .step_h = 1.0 / 4096, .steps = (size_t)50 * 4096, .rates = rates, .initial = initial};
    struct seen seen = {.node_count = 2};
    CU_ASSERT_EQUAL(cir_recovery_run(&run, &(struct cir_recovery_viewer){see_whole, &seen}, NULL), CIR_OK);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        for (size_t k = 0; k < 2; k++)
            CU_ASSERT_DOUBLE_EQUAL(seen.lost[known[i].hour][k], known[i].lost[k], 2e-6);
    made_network_free(network);
}

/* T = 10, lambda = .01, by itself: k = .36904266, and .01 is left after 10 steps. */
static void test_recovery__k_is_exact_in_steps(void)
{
    static const double nothing[] = {0};
    static const double initial[] = {.1};
    double rate;
    struct cir_network *network = made_network(1, 1, nothing, one, NULL);
    network->sectors[0].recovery_h = 10;
    cir_recovery_rates(&rate, network, 1, NAN);
    CU_ASSERT_DOUBLE_EQUAL(rate, .36904266, 5e-9);
    struct seen seen = seen_of(
        &(struct cir_recovery){.network = network, .step_h = 1, .steps = 10, .rates = &rate, .initial = initial});
    CU_ASSERT_DOUBLE_EQUAL(seen.lost[10][0], .001, 1e-12);
    made_network_free(network);
}

/* A cyber outage is short: in steps of a day the continuous k of 3 hours would be 37 and swing. */
static void test_recovery__short_recoveries_never_swing(void)
{
    static const double flows[] = {70, 20, 5, 10};
    static const double output[] = {100, 50};
    static const double initial[] = {.4, 0};
    double rates[2];
    struct cir_network *network = made_network(1, 2, flows, output, NULL);
    network->sectors[0].recovery_h = .4;
    network->sectors[1].recovery_h = NAN;
    double step_h = cir_recovery_step_h(network, 24);
    CU_ASSERT(step_h < 1);
    cir_recovery_rates(rates, network, step_h, 24);
    CU_ASSERT(rates[0] <= 1 && rates[0] > 0 && rates[1] <= 1 && rates[1] > 0);
    for (int direction = CIR_UPSTREAM; direction <= CIR_DOWNSTREAM; direction++) {
        struct seen seen = seen_of(&(struct cir_recovery){.network = network,
                                                          .direction = (enum cir_coupling_direction)direction,
                                                          .step_h = step_h,
                                                          .steps = 400,
                                                          .rates = rates,
                                                          .initial = initial});
        for (size_t i = 1; i < seen.count; i++)
            CU_ASSERT(seen.lost[i][0] >= 0 && seen.lost[i][0] <= seen.lost[i - 1][0] && seen.lost[i][1] >= 0);
    }
    made_network_free(network);
}

static void test_recovery__hits_are_held_then_let_go(void)
{
    static const double flows[] = {10, 20, 5, 10};
    static const double output[] = {100, 50};
    static const struct cir_shock shock = {0, .3, 6};
    double rates[2];
    struct cir_network *network = made_network(1, 2, flows, output, NULL);
    network->sectors[0].recovery_h = network->sectors[1].recovery_h = 12;
    cir_recovery_rates(rates, network, 1, NAN);
    struct seen seen = seen_of(&(struct cir_recovery){.network = network,
                                                      .direction = CIR_DOWNSTREAM,
                                                      .step_h = 1,
                                                      .steps = 48,
                                                      .rates = rates,
                                                      .shocks = &shock,
                                                      .shock_count = 1});
    for (size_t i = 0; i <= 5; i++)
        CU_ASSERT_EQUAL(seen.lost[i][0], .3);
    CU_ASSERT(seen.lost[6][0] < .3 && seen.lost[18][0] < .01 && seen.lost[18][0] > 0);
    CU_ASSERT(seen.lost[0][1] == 0 && seen.lost[6][1] > seen.lost[1][1]);
    made_network_free(network);
}

CIR_SUITE("recovery", {"three infrastructures", test_recovery__three_infrastructures},
          {"Lian and Haimes: build-up", test_recovery__lian_and_haimes_build_up},
          {"Lian and Haimes: for a while", test_recovery__lian_and_haimes_for_a_while},
          {"Lian and Haimes: fades", test_recovery__lian_and_haimes_fades},
          {"short steps are the continuous model", test_recovery__short_steps_are_the_continuous_model},
          {"k is exact in steps", test_recovery__k_is_exact_in_steps},
          {"short recoveries never swing", test_recovery__short_recoveries_never_swing},
          {"hits are held, then let go", test_recovery__hits_are_held_then_let_go})
