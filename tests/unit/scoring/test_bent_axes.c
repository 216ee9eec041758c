#include "scoring/bent_axes.h"

#include "suite.h"
#include "uncertain_row.h"

enum { SHARES = 100 };

static struct uncertain_row row;
static struct sample sample;
static struct cir_row_apart apart;
static struct cir_part_sum sum;
static struct cir_part_sum axis_sum;

/* A reach that is national or more holds the scale up where few people are hit. */
static void start(void)
{
    sample_init(&sample);
    sample.scheme.axes[2].lift_low = 1;
    uncertain_row_setup(&row);
    row.base[CIR_MEASURE_SERVICE_OUTAGE_RATIO] = exact(1.2385);
    row.base[CIR_MEASURE_REACH] = of_options(CIR_UNANSWERED, 0x18);
    row.base[CIR_MEASURE_PEOPLE_SHARE] = exact(0);
    row.facts[0] = number_fact(CIR_MEASURE_PEOPLE, 238.5, 2385000);
    row.facts[1] = number_fact(FIELD_MEASURE(ENTITIES_AFFECTED), 2, 2385);
    row.fact_count = 1;
}

static void test_bent_axes__are_found(void)
{
    start();
    CU_ASSERT_TRUE_FATAL(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    CU_ASSERT_TRUE(cir_bent_axes_find(&apart));
    CU_ASSERT_TRUE(apart.is_bent);
    row.base[CIR_MEASURE_REACH] = of_options(CIR_ANSWERED, 4);
    CU_ASSERT_TRUE_FATAL(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    CU_ASSERT_TRUE(cir_bent_axes_find(&apart));
    CU_ASSERT_FALSE(apart.is_bent);
    uncertain_row_teardown(&row);
}

/* Share of the completions of two facts whose score, without lifts, has at least this power. */
static double counted_above(double power)
{
    size_t above = 0;
    for (size_t i = 0; i < SHARES; i++)
        for (size_t k = 0; k < SHARES; k++) {
            const double shares[] = {((double)i + 0.5) / SHARES, ((double)k + 0.5) / SHARES};
            double score = uncertain_row_verdict_at(&row, &sample.scheme, shares).score.point / 100;
            above += score * score >= power ? 1 : 0;
        }
    return (double)above / (SHARES * SHARES);
}

static void test_bent_axes__of_several_groups_have_their_sum(void)
{
    start();
    row.fact_count = 2;
    CU_ASSERT_TRUE_FATAL(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    CU_ASSERT_TRUE_FATAL(cir_bent_axes_find(&apart) && apart.is_bent && cir_spread_groups(&apart) == 2);
    const struct cir_combination combination = first_combination(&apart);
    double singles[CIR_AXES_MAX];
    for (size_t axis = 0; axis < sample.scheme.axis_count; axis++)
        singles[axis] = apart.frame.axes[axis].fixed;
    double rest = cir_bent_sum_make(&sum, &axis_sum, &apart, &combination, singles);
    cir_part_sum_cumulate(&sum);
    size_t uncertain = 0;
    for (int i = 0; i < 21; i++) {
        double power = 0.1 + 0.02385 * i;
        double above = counted_above(power);
        CU_ASSERT_DOUBLE_EQUAL(cir_part_sum_above(&sum, power - rest), above, 0.015);
        uncertain += above > 0.1 && above < 0.9 ? 1 : 0;
    }
    CU_ASSERT(uncertain >= 2);
    uncertain_row_teardown(&row);
}

/* A group that is spread along two axes cannot be followed beside another where one of them is bent. */
static void test_bent_axes__need_groups_along_one_axis_each(void)
{
    start();
    row.fact_count = 2;
    row.facts[0].measures[1] = CIR_MEASURE_LOSS_USD;
    row.facts[0].factors[1] = 1e3;
    row.facts[0].measure_count = 2;
    CU_ASSERT_TRUE_FATAL(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    CU_ASSERT_FALSE(cir_bent_axes_find(&apart));
    row.fact_count = 1; /* alone it is followed piece by piece */
    row.base[FIELD_MEASURE(ENTITIES_AFFECTED)] = exact(2);
    CU_ASSERT_TRUE_FATAL(uncertain_row_take_apart(&row, &sample.scheme, &apart));
    CU_ASSERT_TRUE(cir_bent_axes_find(&apart));
    uncertain_row_teardown(&row);
}

CIR_SUITE("bent_axes", {"are found", test_bent_axes__are_found},
          {"of several groups have their sum", test_bent_axes__of_several_groups_have_their_sum},
          {"need groups along one axis each", test_bent_axes__need_groups_along_one_axis_each})
