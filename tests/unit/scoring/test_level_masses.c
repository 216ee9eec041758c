#include "scoring/level_masses.h"

#include "sample.h"
#include "suite.h"

static void test_level_masses__of_a_sure_level_are_one(void)
{
    struct sample sample;
    struct cir_probabilities probabilities;
    sample_init(&sample);
    cir_probabilities_sure(&probabilities, &sample.scheme, 3);
    for (int level = 0; level < 6; level++)
        CU_ASSERT_EQUAL(probabilities.bands[level], level == 3 ? 1 : 0);
    CU_ASSERT_EQUAL(probabilities.cannot_tell, 0);
    cir_probabilities_sure(&probabilities, &sample.scheme, CIR_LEVEL_NOT_APPLICABLE);
    CU_ASSERT(isnan(probabilities.bands[0]) && isnan(probabilities.bands[5]) && isnan(probabilities.cannot_tell));
}

static void test_level_masses__become_one_together(void)
{
    struct sample sample;
    struct cir_probabilities probabilities;
    sample_init(&sample);
    cir_probabilities_clear(&probabilities, &sample.scheme);
    cir_probabilities_add(&probabilities, &sample.scheme, 2, 600);
    cir_probabilities_add(&probabilities, &sample.scheme, 4, 238.5);
    cir_probabilities_add(&probabilities, &sample.scheme, 2, 61.5);
    cir_probabilities_add(&probabilities, &sample.scheme, CIR_LEVEL_UNKNOWN, 60);
    cir_probabilities_add(&probabilities, &sample.scheme, CIR_LEVEL_NOT_APPLICABLE, 40);
    cir_probabilities_finish(&probabilities, &sample.scheme);
    CU_ASSERT_DOUBLE_EQUAL(probabilities.bands[2], 0.6615, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(probabilities.bands[4], 0.2385, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(probabilities.cannot_tell, 0.1, 1e-15);
    CU_ASSERT_EQUAL(probabilities.bands[3], 0);
}

static void test_level_masses__of_which_none_is_a_level_tell_nothing(void)
{
    struct sample sample;
    struct cir_probabilities probabilities;
    sample_init(&sample);
    cir_probabilities_clear(&probabilities, &sample.scheme);
    cir_probabilities_add(&probabilities, &sample.scheme, CIR_LEVEL_UNKNOWN, 1);
    cir_probabilities_finish(&probabilities, &sample.scheme);
    CU_ASSERT(isnan(probabilities.bands[0]) && isnan(probabilities.cannot_tell));
}

static void test_level_masses__are_kept_between_the_ends(void)
{
    const struct cir_verdict verdict = {.level = 2, .level_low = 2, .level_high = 3};
    const double masses[] = {0.002385, 0.01, 0.5, 0.4, 0.08, 0.007615};
    struct sample sample;
    struct cir_probabilities probabilities;
    sample_init(&sample);
    cir_probabilities_clear(&probabilities, &sample.scheme);
    for (int level = 0; level < 6; level++)
        cir_probabilities_add(&probabilities, &sample.scheme, level, masses[level]);
    cir_probabilities_fold(&probabilities, &sample.scheme, &verdict);
    CU_ASSERT_DOUBLE_EQUAL(probabilities.bands[2], 0.512385, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(probabilities.bands[3], 0.487615, 1e-15);
    CU_ASSERT(probabilities.bands[0] == 0 && probabilities.bands[1] == 0);
    CU_ASSERT(probabilities.bands[4] == 0 && probabilities.bands[5] == 0);
}

CIR_SUITE("level_masses", {"of a sure level are one", test_level_masses__of_a_sure_level_are_one},
          {"become one together", test_level_masses__become_one_together},
          {"of which none is a level tell nothing", test_level_masses__of_which_none_is_a_level_tell_nothing},
          {"are kept between the ends", test_level_masses__are_kept_between_the_ends})
