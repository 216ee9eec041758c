#include "scoring/probability.h"

#include "suite.h"
#include "uncertain_row.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>

enum { ROWS_A_POLICY = 500 };

/* Twice the error of 4,096 draws, as seen over many rows; what is computed is nearer. */
static const double TOLERANCE = 0.012;

static struct cir_probability *probability;
static gsl_rng *rng;

/* What comes of the row both ways; returns whether it could be computed. */
static bool find_both(struct uncertain_row *row, const struct cir_scheme *scheme, struct cir_probabilities *computed,
                      struct cir_probabilities *by_draws)
{
    uncertain_row_judge(row, scheme);
    cir_probability_start(probability, row->scoring, &row->as_is);
    bool done = cir_probability_compute(probability, &row->random, computed);
    cir_probability_draw(probability, &row->random, by_draws);
    return done;
}

static void setup(struct uncertain_row *row)
{
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(cir_probability_new(&probability, &error), CIR_OK);
    uncertain_row_setup(row);
}

static void teardown(struct uncertain_row *row)
{
    cir_probability_free(probability);
    uncertain_row_teardown(row);
}

static double sum_of(const struct cir_probabilities *probabilities, const struct cir_scheme *scheme)
{
    double sum = probabilities->cannot_tell;
    for (size_t i = 0; i < scheme->band_count; i++)
        sum += probabilities->bands[i];
    return sum;
}

static double farthest(const struct cir_probabilities *a, const struct cir_probabilities *b,
                       const struct cir_scheme *scheme)
{
    double most = fabs(a->cannot_tell - b->cannot_tell);
    for (size_t i = 0; i < scheme->band_count; i++)
        most = fmax(most, fabs(a->bands[i] - b->bands[i]));
    return most;
}

/* ---- closed forms ---- */

/* One fact through one logarithm: of people alone, score = 100 v = 100 ln(x / 100) / ln(1e5), so that a score of at
 * least s needs x >= 100 * 1e5^(s / 100). */
static void test_probability__of_one_factor_is_known_in_closed_form(void)
{
    static struct uncertain_row row;
    struct sample sample;
    struct cir_probabilities computed, by_draws;
    setup(&row);
    sample_init(&sample);
    sample.scheme.axes[2].lift_low = 1;
    row.facts[0] = (struct uncertain_fact){
        .low = 238.5, .high = 2385000, .measures = {CIR_MEASURE_PEOPLE}, .factors = {1}, .measure_count = 1};
    row.fact_count = 1;
    CU_ASSERT_TRUE(find_both(&row, &sample.scheme, &computed, &by_draws));
    double before = 0;
    for (size_t i = 5; i > 0; i--) {
        double needed = 100 * pow(1e5, sample.bands[i].low / 100);
        double above = fmin(fmax(log(2385000 / needed) / log(2385000 / 238.5), 0), 1);
        CU_ASSERT_DOUBLE_EQUAL(computed.bands[i], above - before, 1e-3);
        before = above;
    }
    CU_ASSERT_DOUBLE_EQUAL(computed.bands[0], 1 - before, 1e-3);
    CU_ASSERT(computed.bands[3] > 0.1);
    CU_ASSERT(farthest(&computed, &by_draws, &sample.scheme) < TOLERANCE);
    teardown(&row);
}

/* Sets alone: every combination counts alike, exactly. */
static void test_probability__of_sets_is_counted(void)
{
    static struct uncertain_row row;
    struct sample sample;
    struct cir_verdict one;
    struct cir_probabilities computed, by_draws;
    double counted[6] = {0};
    setup(&row);
    sample_init(&sample);
    row.base[CIR_MEASURE_PEOPLE] = exact(12385);
    row.facts[0] = (struct uncertain_fact){.options = 0x1f, .measures = {CIR_MEASURE_REACH}, .measure_count = 1};
    row.facts[1] = (struct uncertain_fact){.options = 0x7, .measures = {FIELD_MEASURE(PHYSICAL)}, .measure_count = 1};
    row.facts[2] =
        (struct uncertain_fact){.options = 0x96, .measures = {FIELD_MEASURE(INFORMATION)}, .measure_count = 1};
    row.facts[3] =
        (struct uncertain_fact){.options = 0x3, .measures = {FIELD_MEASURE(CRITICAL_PERIOD)}, .measure_count = 1};
    row.fact_count = 4;
    CU_ASSERT_TRUE(find_both(&row, &sample.scheme, &computed, &by_draws));
    for (unsigned number = 0; number < 5 * 3 * 4 * 2; number++) {
        unsigned rest = number;
        for (size_t k = 0; k < 4; k++) {
            unsigned count = (unsigned)__builtin_popcountll(row.facts[k].options);
            row.base[row.facts[k].measures[0]] =
                of_options(CIR_ANSWERED, nth_option(row.facts[k].options, (rest % count + 0.5) / count));
            rest /= count;
        }
        cir_score(&sample.scheme, row.base, &one);
        counted[one.level] += 1.0 / (5 * 3 * 4 * 2);
    }
    for (size_t i = 0; i < 6; i++)
        CU_ASSERT_DOUBLE_EQUAL(computed.bands[i], counted[i], 1e-12);
    CU_ASSERT(counted[row.verdict.level] < 0.9);
    teardown(&row);
}

/* A fact that moves a factor and a rule at once: with 100 dead or more the level is 5, whatever the score. */
static void test_probability__a_rule_goes_with_its_fact(void)
{
    static struct uncertain_row row;
    struct sample sample;
    struct cir_probabilities computed, by_draws;
    setup(&row);
    sample_init(&sample);
    row.base[CIR_MEASURE_PEOPLE] = exact(12385);
    row.facts[0] = (struct uncertain_fact){
        .low = 0.5, .high = 500, .measures = {FIELD_MEASURE(DEATHS)}, .factors = {1}, .measure_count = 1};
    row.fact_count = 1;
    CU_ASSERT_TRUE(find_both(&row, &sample.scheme, &computed, &by_draws));
    CU_ASSERT_DOUBLE_EQUAL(computed.bands[5], log(5) / log(1000), 1e-4);
    CU_ASSERT_DOUBLE_EQUAL(computed.bands[0] + computed.bands[1] + computed.bands[2], log(2) / log(1000), 1e-4);
    CU_ASSERT_DOUBLE_EQUAL(sum_of(&computed, &sample.scheme), 1, 1e-12);
    teardown(&row);
}

/* ---- both ways ---- */

static double uniform(double low, double high)
{
    return low + (high - low) * gsl_rng_uniform(rng);
}

static uint64_t some_options(uint64_t all)
{
    uint64_t options = 0;
    while (options == 0)
        options = all & gsl_rng_get(rng);
    return options;
}

static void answer(struct uncertain_row *row)
{
    struct cir_quantity *base = row->base;
    const unsigned numbers[] = {CIR_MEASURE_PEOPLE,
                                CIR_MEASURE_PEOPLE_SHARE,
                                CIR_MEASURE_SECTORS_HIT,
                                FIELD_MEASURE(ENTITIES_AFFECTED),
                                CIR_MEASURE_SERVICE_OUTAGE_RATIO,
                                FIELD_MEASURE(DEATHS),
                                CIR_MEASURE_LOSS_USD,
                                CIR_MEASURE_STATES_REACHED,
                                CIR_MEASURE_DEPENDENTS_SHARE,
                                FIELD_MEASURE(SERVICE_LOSS)};
    const double most[] = {1e7, 0.1, 4, 1e4, 10, 3, 1e9, 4, 1, 1};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (gsl_rng_uniform(rng) < 0.6)
            base[numbers[i]] = exact(most[i] * pow(gsl_rng_uniform(rng), 3));
    if (gsl_rng_uniform(rng) < 0.5)
        base[CIR_MEASURE_REACH] = of_options(CIR_ANSWERED, UINT64_C(1) << gsl_rng_uniform_int(rng, 5));
    else if (gsl_rng_uniform(rng) < 0.5) /* bounded: the point is held at an end */
        base[CIR_MEASURE_REACH] = of_options(CIR_UNANSWERED, gsl_rng_uniform(rng) < 0.5 ? 0x07 : 0x18);
    if (gsl_rng_uniform(rng) < 0.7)
        base[CIR_MEASURE_LIFE_CRITICAL] = base[CIR_MEASURE_CRITICAL_SECTOR] = of_options(CIR_ANSWERED, 2);
    if (gsl_rng_uniform(rng) < 0.5)
        base[FIELD_MEASURE(INFORMATION)] = of_options(CIR_ANSWERED, 8);
}

static struct uncertain_fact range_of(unsigned measure, double least, double most)
{
    double low = least * pow(most / least, uniform(0, 0.7));
    return (struct uncertain_fact){.low = low,
                                   .high = low * pow(most / low, uniform(0.2, 1)),
                                   .measures = {measure},
                                   .factors = {1},
                                   .measure_count = 1};
}

static void make_uncertain(struct uncertain_row *row)
{
    row->fact_count = 1 + gsl_rng_uniform_int(rng, 3);
    for (size_t k = 0; k < row->fact_count; k++) {
        struct uncertain_fact *fact = &row->facts[k];
        switch ((k * 3 + gsl_rng_uniform_int(rng, 3)) % 9) {
        case 0:
            *fact = range_of(CIR_MEASURE_PEOPLE, 100, 1e7);
            fact->measures[1] = CIR_MEASURE_PEOPLE_SHARE;
            fact->factors[1] = 1e-8;
            fact->measure_count = 2;
            break;
        case 1:
            *fact = range_of(CIR_MEASURE_PEOPLE, 1, 1e9);
            break;
        case 2:
            *fact = range_of(FIELD_MEASURE(ENTITIES_AFFECTED), 1, 1e4);
            break;
        case 3:
            *fact = range_of(CIR_MEASURE_SERVICE_OUTAGE_RATIO, 0.05, 30);
            break;
        case 4:
            *fact = range_of(FIELD_MEASURE(DEATHS), 0.3, 300);
            break;
        case 5:
            *fact = range_of(CIR_MEASURE_LOSS_USD, 1e5, 1e10);
            break;
        case 6:
            *fact = (struct uncertain_fact){
                .options = some_options(0xff), .measures = {FIELD_MEASURE(INFORMATION)}, .measure_count = 1};
            break;
        case 7:
            *fact = range_of(FIELD_MEASURE(SERVICE_LOSS), 0.2, 1);
            break;
        default:
            *fact = (struct uncertain_fact){
                .options = some_options(0xf), .measures = {FIELD_MEASURE(REPLICABILITY)}, .measure_count = 1};
        }
    }
}

static void check_row(struct uncertain_row *row, const struct cir_scheme *scheme, size_t *computed_rows,
                      size_t *uncertain_rows)
{
    struct cir_probabilities computed, by_draws;
    if (!find_both(row, scheme, &computed, &by_draws))
        return;
    ++*computed_rows;
    CU_ASSERT_EQUAL(isnan(computed.cannot_tell), isnan(by_draws.cannot_tell));
    if (isnan(computed.cannot_tell))
        return;
    double gap = farthest(&computed, &by_draws, scheme);
    CU_ASSERT(gap < TOLERANCE);
    if (gap >= TOLERANCE)
        for (size_t k = 0; k < row->fact_count; k++)
            printf("fact %zu: measure %u, %g..%g, options %llx\n", k, row->facts[k].measures[0], row->facts[k].low,
                   row->facts[k].high, (unsigned long long)row->facts[k].options);
    if (gap >= TOLERANCE)
        for (size_t i = 0; i < scheme->band_count; i++)
            printf("level %zu: computed %.4f, by draws %.4f\n", i, computed.bands[i], by_draws.bands[i]);
    CU_ASSERT_DOUBLE_EQUAL(sum_of(&computed, scheme), 1, 1e-9);
    for (size_t i = 0; i < scheme->band_count; i++) {
        int level = scheme->bands[i].level;
        *uncertain_rows += computed.bands[i] > 0.1 && computed.bands[i] < 0.9 ? 1 : 0;
        CU_ASSERT(computed.bands[i] >= -1e-12);
        if (computed.bands[i] > 1e-9)
            CU_ASSERT(level >= row->verdict.level_low && level <= row->verdict.level_high);
    }
}

static void test_probability__computed_and_drawn_agree(void)
{
    static struct uncertain_row row;
    struct sample sample;
    setup(&row);
    rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, 2385);
    const enum cir_unknown_policy policies[] = {CIR_UNKNOWN_BOUNDS, CIR_UNKNOWN_WORST, CIR_UNKNOWN_ZERO};
    for (size_t policy = 0; policy < 3; policy++) {
        size_t computed_rows = 0;
        size_t uncertain_rows = 0;
        sample_init(&sample);
        sample.scheme.unknown = policies[policy];
        sample.scheme.coverage_min = policy == 0 ? 0.2 : 0;
        for (size_t i = 0; i < ROWS_A_POLICY; i++) {
            uncertain_row_clear(&row);
            answer(&row);
            make_uncertain(&row);
            check_row(&row, &sample.scheme, &computed_rows, &uncertain_rows);
        }
        CU_ASSERT(computed_rows + ROWS_A_POLICY / 20 > ROWS_A_POLICY);
        CU_ASSERT(uncertain_rows > ROWS_A_POLICY / 3);
    }
    gsl_rng_free(rng);
    teardown(&row);
}

/* With another exponent of the total, the sum of two axes does not come apart. */
static void test_probability__what_does_not_come_apart_is_drawn(void)
{
    static struct uncertain_row row;
    struct sample sample;
    struct cir_probabilities computed, by_draws;
    setup(&row);
    sample_init(&sample);
    sample.scheme.exponent = 3;
    row.base[CIR_MEASURE_SERVICE_OUTAGE_RATIO] = exact(1.2385);
    row.facts[0] = (struct uncertain_fact){
        .low = 238.5, .high = 2385000, .measures = {CIR_MEASURE_PEOPLE}, .factors = {1}, .measure_count = 1};
    row.fact_count = 1;
    CU_ASSERT_FALSE(find_both(&row, &sample.scheme, &computed, &by_draws));
    CU_ASSERT_DOUBLE_EQUAL(sum_of(&by_draws, &sample.scheme), 1, 1e-12);
    CU_ASSERT(by_draws.bands[row.verdict.level] > 0.1 && by_draws.bands[row.verdict.level] < 1);
    teardown(&row);
}

CIR_SUITE("probability",
          {"of one factor is known in closed form", test_probability__of_one_factor_is_known_in_closed_form},
          {"of sets is counted", test_probability__of_sets_is_counted},
          {"a rule goes with its fact", test_probability__a_rule_goes_with_its_fact},
          {"computed and drawn agree", test_probability__computed_and_drawn_agree},
          {"what does not come apart is drawn", test_probability__what_does_not_come_apart_is_drawn})
