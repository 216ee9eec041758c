#include "scoring/sobol_draws.h"

#include "suite.h"

#include <math.h>
#include <stdlib.h>

enum { FACTS = 48, BATCHES = 4 }; /* more facts than the sequence has dimensions */

static double first[FACTS][CIR_BATCH];
static double again[FACTS][CIR_BATCH];

static struct cir_sobol_draws *made(uint64_t seed)
{
    struct cir_sobol_draws *draws;
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(cir_sobol_draws_new(&draws, &error), CIR_OK);
    cir_sobol_draws_start(draws, seed);
    return draws;
}

static size_t count_same(void)
{
    size_t same = 0;
    for (size_t fact = 0; fact < FACTS; fact++)
        for (size_t i = 0; i < CIR_BATCH; i++)
            same += first[fact][i] == again[fact][i] ? 1 : 0;
    return same;
}

static void test_sobol_draws__are_a_function_of_the_seed(void)
{
    struct cir_sobol_draws *draws = made(2385);
    cir_sobol_draws_next(draws, first, FACTS);
    cir_sobol_draws_next(draws, again, FACTS);
    cir_sobol_draws_start(draws, 2385);
    cir_sobol_draws_next(draws, again, FACTS);
    CU_ASSERT_EQUAL(count_same(), (size_t)FACTS * CIR_BATCH);
    cir_sobol_draws_start(draws, 2386);
    cir_sobol_draws_next(draws, again, FACTS);
    CU_ASSERT_EQUAL(count_same(), 0);
    cir_sobol_draws_free(draws);
}

/* Within the dimensions of the sequence, of 256 draws each sixteenth holds about 16. */
static void test_sobol_draws__fill_each_fact_evenly(void)
{
    struct cir_sobol_draws *draws = made(2385);
    int counts[FACTS][16] = {{0}};
    for (int batch = 0; batch < BATCHES; batch++) {
        cir_sobol_draws_next(draws, first, FACTS);
        for (size_t fact = 0; fact < FACTS; fact++)
            for (size_t i = 0; i < CIR_BATCH; i++) {
                CU_ASSERT(first[fact][i] >= 0 && first[fact][i] < 1);
                counts[fact][(size_t)(first[fact][i] * 16)]++;
            }
    }
    for (size_t fact = 0; fact < FACTS; fact++)
        for (size_t part = 0; part < 16; part++)
            CU_ASSERT(abs(counts[fact][part] - 16) <= (fact < 40 ? 2 : 15));
    cir_sobol_draws_free(draws);
}

/* No fact follows another. */
static void test_sobol_draws__of_two_facts_go_their_own_ways(void)
{
    struct cir_sobol_draws *draws = made(2385);
    cir_sobol_draws_next(draws, first, FACTS);
    for (size_t fact = 0; fact + 1 < FACTS; fact++) {
        size_t together = 0;
        for (size_t i = 0; i < CIR_BATCH; i++)
            together += fabs(first[fact][i] - first[fact + 1][i]) < 1e-9 ? 1 : 0;
        CU_ASSERT_EQUAL(together, 0);
    }
    cir_sobol_draws_free(draws);
}

CIR_SUITE("sobol_draws", {"are a function of the seed", test_sobol_draws__are_a_function_of_the_seed},
          {"fill each fact evenly", test_sobol_draws__fill_each_fact_evenly},
          {"of two facts go their own ways", test_sobol_draws__of_two_facts_go_their_own_ways})
