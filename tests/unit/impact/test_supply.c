#include "impact/supply.h"

#include "made_network.h"
#include "suite.h"

enum { STATES = 3, SECTORS = 2, NODES = STATES * SECTORS, USER = 1 };

/* The second sector of R1 buys 5, 2.385 and 1.615 of the first: at home, in R2 and in R3. */
static const double flows[NODES * NODES] = {
    [0 * NODES + USER] = 5, [2 * NODES + USER] = 2.385, [3 * NODES + USER] = 40, [4 * NODES + USER] = 1.615};

static const double output[NODES] = {100, 100, 100, 100, 100, 100};

static void expect(const struct cir_network_link *links, size_t count, uint32_t user, const double *shares)
{
    struct cir_network *network = made_network(STATES, SECTORS, flows, output, NULL);
    struct cir_supply *supply;
    made_rate(network, 0, 1, .8, .25, 4);
    network->links = (struct cir_network_link *)links;
    network->link_count = count;
    CU_ASSERT_EQUAL_FATAL(cir_supply_new(&supply, network, NULL), CIR_OK);
    const double *found = cir_supply_of(supply, user, 0);
    for (size_t i = 0; i < STATES; i++)
        CU_ASSERT_DOUBLE_EQUAL(found[i], shares[i], 1e-15);
    cir_supply_free(supply);
    made_network_free(network);
}

static void test_supply__is_told_by_money(void)
{
    expect(NULL, 0, USER, (double[]){5. / 9, 2.385 / 9, 1.615 / 9});
}

static void test_supply__a_line_carries_at_least_its_share(void)
{
    const struct cir_network_link links[] = {{.from = 1, .to = 0, .input = 0, .share = .3},
                                             {.from = 2, .to = 0, .input = 0, .share = .1},   /* money says more */
                                             {.from = 2, .to = 0, .input = 1, .share = .9},   /* of another input */
                                             {.from = 0, .to = 1, .input = 0, .share = .9},   /* the other way */
                                             {.from = 77, .to = 0, .input = 0, .share = .9}}; /* of no State here */
    expect(links, 5, USER, (double[]){.7 - 1.615 / 9, .3, 1.615 / 9});
}

static void test_supply__lines_leave_home_nothing_below_none(void)
{
    const struct cir_network_link links[] = {{.from = 1, .to = 0, .input = 0, .share = .9},
                                             {.from = 2, .to = 0, .input = 0, .share = .6}};
    expect(links, 2, USER, (double[]){0, .6, .4});
}

static void test_supply__of_which_nothing_is_known_is_none(void)
{
    const struct cir_network_link link = {.from = 2, .to = 1, .input = 0, .share = .4};
    expect(NULL, 0, 3, (double[]){0, 0, 0});
    expect(&link, 1, 3, (double[]){0, .6, .4}); /* a line alone leaves the rest to home */
}

/* What one was asked for is gone when the next is. */
static void test_supply__is_of_the_user_asked_for(void)
{
    struct cir_network *network = made_network(STATES, SECTORS, flows, output, NULL);
    struct cir_supply *supply;
    made_rate(network, 0, 1, .8, .25, 4);
    CU_ASSERT_EQUAL_FATAL(cir_supply_new(&supply, network, NULL), CIR_OK);
    CU_ASSERT(cir_supply_of(supply, USER, 0)[1] > 0);
    CU_ASSERT_EQUAL(cir_supply_of(supply, 3, 0)[1], 0);
    CU_ASSERT(cir_supply_most(supply) >= 3);
    cir_supply_free(supply);
    made_network_free(network);
}

CIR_SUITE("supply", {"is told by money", test_supply__is_told_by_money},
          {"a line carries at least its share", test_supply__a_line_carries_at_least_its_share},
          {"lines leave home nothing below none", test_supply__lines_leave_home_nothing_below_none},
          {"of which nothing is known is none", test_supply__of_which_nothing_is_known_is_none},
          {"is of the user asked for", test_supply__is_of_the_user_asked_for})
