#include "scoring/probability.h"

#include "sample.h"
#include "suite.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>

enum { FACTS = 6, MEASURES_A_FACT = 2, ROWS_A_POLICY = 500 };

/* Twice the error of 4,096 draws, as seen over many rows; what is computed is nearer. */
static const double TOLERANCE = 0.012;

/* A fact moves measures in proportion, evenly by its logarithm; or it is one of some options. */
struct fact {
    double low;
    double high;
    uint64_t options; /* 0: a number */
    unsigned measures[MEASURES_A_FACT];
    double factors[MEASURES_A_FACT];
    size_t measure_count;
};

struct row {
    struct cir_quantity base[CIR_MEASURES_MAX];
    struct fact facts[FACTS];
    size_t fact_count;
    struct cir_moves moves[FACTS];
    struct cir_random_fact random[FACTS];
    struct cir_measured measured;
};

static struct cir_probability *probability;
static struct cir_scoring *scoring;
static gsl_rng *rng;

static struct cir_quantity exact(double value)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .low = value, .point = value, .high = value};
}

static struct cir_quantity unanswered(double low, double high)
{
    return (struct cir_quantity){.answer = CIR_UNANSWERED, .low = low, .point = NAN, .high = high};
}

static struct cir_quantity of_options(enum cir_answer answer, uint64_t options)
{
    return (struct cir_quantity){.answer = answer, .point = answer == CIR_ANSWERED ? 0 : NAN, .options = options};
}

static uint64_t nth_option(uint64_t options, double share)
{
    size_t n = (size_t)(share * __builtin_popcountll(options));
    for (; n > 0; n--)
        options &= options - 1;
    return options & (~options + 1);
}

static void set_fact(struct cir_measured *measured, size_t i, const struct fact *fact, double share)
{
    double value = fact->options == 0 ? fact->low * pow(fact->high / fact->low, share) : 0;
    for (size_t k = 0; k < fact->measure_count; k++) {
        struct cir_quantity quantity = fact->options == 0 ? exact(value * fact->factors[k])
                                                          : of_options(CIR_ANSWERED, nth_option(fact->options, share));
        cir_column_set(cir_measured_column(measured, fact->measures[k]), i, &quantity);
    }
}

static void complete(void *context, const unsigned *facts, size_t fact_count, double (*shares)[CIR_BATCH], size_t count,
                     bool is_whole, struct cir_measured *measured)
{
    struct row *row = context;
    (void)is_whole;
    row->measured.count = count;
    for (unsigned measure = 0; measure < CIR_MEASURES_MAX; measure++)
        for (size_t i = 0; i < count; i++)
            cir_column_set(cir_measured_column(&row->measured, measure), i, &row->base[measure]);
    for (size_t k = 0; k < fact_count; k++)
        for (size_t i = 0; i < count; i++)
            set_fact(&row->measured, i, &row->facts[facts[k]], shares[k][i]);
    *measured = row->measured;
}

/* The row as it stands: facts are ranges, or sets. */
static void stand(struct row *row)
{
    for (size_t k = 0; k < row->fact_count; k++) {
        const struct fact *fact = &row->facts[k];
        for (size_t m = 0; m < fact->measure_count; m++) {
            struct cir_quantity *quantity = &row->base[fact->measures[m]];
            double low = fact->low * fact->factors[m];
            double high = fact->high * fact->factors[m];
            *quantity = fact->options != 0 ? of_options(CIR_ANSWERED, fact->options)
                                           : (struct cir_quantity){CIR_ANSWERED, false, low, sqrt(low * high), high, 0};
        }
    }
}

static void describe(struct row *row, const struct cir_scheme *scheme)
{
    for (size_t k = 0; k < row->fact_count; k++) {
        bool changes[CIR_MEASURES_MAX] = {false};
        size_t count = (size_t)__builtin_popcountll(row->facts[k].options);
        for (size_t m = 0; m < row->facts[k].measure_count; m++)
            changes[row->facts[k].measures[m]] = true;
        cir_moves_make(&row->moves[k], scheme, changes);
        row->random[k] = (struct cir_random_fact){.moves = &row->moves[k], .value_count = count};
        for (size_t i = 0; i <= count; i++)
            row->random[k].shares[i] = count > 0 ? (double)i / (double)count : 0;
    }
}

/* What comes of the row both ways; returns whether it could be computed. */
static bool find_both(struct row *row, const struct cir_scheme *scheme, struct cir_verdict *verdict,
                      struct cir_probabilities *computed, struct cir_probabilities *by_draws)
{
    struct cir_measured *as_is = malloc(sizeof *as_is);
    stand(row);
    describe(row, scheme);
    CU_ASSERT_TRUE_FATAL(cir_measured_init(as_is));
    as_is->count = 1;
    for (unsigned measure = 0; measure < CIR_MEASURES_MAX; measure++)
        cir_column_set(cir_measured_column(as_is, measure), 0, &row->base[measure]);
    cir_scoring_start(scoring, scheme, as_is, NULL);
    cir_scoring_judge(scoring, as_is, verdict, 1);
    cir_probability_start(probability, scoring, as_is);
    const struct cir_completer completer = {row, complete};
    const struct cir_random_row random = {0, verdict, row->random, row->fact_count, &completer, 2385};
    bool done = cir_probability_compute(probability, &random, computed);
    cir_probability_draw(probability, &random, by_draws);
    cir_measured_free(as_is);
    free(as_is);
    return done;
}

/* A row of which nothing is known. */
static void clear(struct row *row)
{
    struct cir_measured measured = row->measured;
    *row = (struct row){.measured = measured};
    for (unsigned i = 0; i < CIR_MEASURES_MAX; i++)
        row->base[i] = unanswered(0, INFINITY);
    row->base[CIR_MEASURE_REACH] = of_options(CIR_UNANSWERED, 0x1f);
    row->base[CIR_MEASURE_LIFE_CRITICAL] = row->base[CIR_MEASURE_CRITICAL_SECTOR] = of_options(CIR_UNANSWERED, 3);
    row->base[FIELD_MEASURE(PHYSICAL)] = of_options(CIR_UNANSWERED, 7);
    row->base[FIELD_MEASURE(INFORMATION)] = of_options(CIR_UNANSWERED, 0xff);
    row->base[FIELD_MEASURE(RECOVERABILITY)] = row->base[FIELD_MEASURE(REPLICABILITY)] =
        of_options(CIR_UNANSWERED, 0xf);
    row->base[FIELD_MEASURE(CRITICAL_PERIOD)] = of_options(CIR_UNANSWERED, 3);
    row->base[FIELD_MEASURE(SERVICE_LOSS)] = unanswered(0, 1);
}

static void setup(struct row *row)
{
    struct cir_error error;
    CU_ASSERT_EQUAL_FATAL(cir_probability_new(&probability, &error), CIR_OK);
    scoring = aligned_alloc(CIR_WIDE_ALIGN, sizeof *scoring);
    CU_ASSERT_TRUE_FATAL(scoring != NULL && cir_measured_init(&row->measured));
    clear(row);
}

static void teardown(struct row *row)
{
    cir_probability_free(probability);
    cir_measured_free(&row->measured);
    free(scoring);
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
    static struct row row;
    struct sample sample;
    struct cir_verdict verdict;
    struct cir_probabilities computed, by_draws;
    setup(&row);
    sample_init(&sample);
    sample.scheme.axes[2].lift_low = 1;
    row.facts[0] = (struct fact){
        .low = 238.5, .high = 2385000, .measures = {CIR_MEASURE_PEOPLE}, .factors = {1}, .measure_count = 1};
    row.fact_count = 1;
    CU_ASSERT_TRUE(find_both(&row, &sample.scheme, &verdict, &computed, &by_draws));
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
    static struct row row;
    struct sample sample;
    struct cir_verdict verdict, one;
    struct cir_probabilities computed, by_draws;
    double counted[6] = {0};
    setup(&row);
    sample_init(&sample);
    row.base[CIR_MEASURE_PEOPLE] = exact(12385);
    row.facts[0] = (struct fact){.options = 0x1f, .measures = {CIR_MEASURE_REACH}, .measure_count = 1};
    row.facts[1] = (struct fact){.options = 0x7, .measures = {FIELD_MEASURE(PHYSICAL)}, .measure_count = 1};
    row.facts[2] = (struct fact){.options = 0x96, .measures = {FIELD_MEASURE(INFORMATION)}, .measure_count = 1};
    row.facts[3] = (struct fact){.options = 0x3, .measures = {FIELD_MEASURE(CRITICAL_PERIOD)}, .measure_count = 1};
    row.fact_count = 4;
    CU_ASSERT_TRUE(find_both(&row, &sample.scheme, &verdict, &computed, &by_draws));
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
    CU_ASSERT(counted[verdict.level] < 0.9);
    teardown(&row);
}

/* A fact that moves a factor and a rule at once: with 100 dead or more the level is 5, whatever the score. */
static void test_probability__a_rule_goes_with_its_fact(void)
{
    static struct row row;
    struct sample sample;
    struct cir_verdict verdict;
    struct cir_probabilities computed, by_draws;
    setup(&row);
    sample_init(&sample);
    row.base[CIR_MEASURE_PEOPLE] = exact(12385);
    row.facts[0] =
        (struct fact){.low = 0.5, .high = 500, .measures = {FIELD_MEASURE(DEATHS)}, .factors = {1}, .measure_count = 1};
    row.fact_count = 1;
    CU_ASSERT_TRUE(find_both(&row, &sample.scheme, &verdict, &computed, &by_draws));
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

static void answer(struct row *row)
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

static struct fact range_of(unsigned measure, double least, double most)
{
    double low = least * pow(most / least, uniform(0, 0.7));
    return (struct fact){.low = low,
                         .high = low * pow(most / low, uniform(0.2, 1)),
                         .measures = {measure},
                         .factors = {1},
                         .measure_count = 1};
}

static void make_uncertain(struct row *row)
{
    row->fact_count = 1 + gsl_rng_uniform_int(rng, 3);
    for (size_t k = 0; k < row->fact_count; k++) {
        struct fact *fact = &row->facts[k];
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
            *fact = (struct fact){
                .options = some_options(0xff), .measures = {FIELD_MEASURE(INFORMATION)}, .measure_count = 1};
            break;
        case 7:
            *fact = range_of(FIELD_MEASURE(SERVICE_LOSS), 0.2, 1);
            break;
        default:
            *fact = (struct fact){
                .options = some_options(0xf), .measures = {FIELD_MEASURE(REPLICABILITY)}, .measure_count = 1};
        }
    }
}

static void check_row(struct row *row, const struct cir_scheme *scheme, size_t *computed_rows, size_t *uncertain_rows)
{
    struct cir_verdict verdict;
    struct cir_probabilities computed, by_draws;
    if (!find_both(row, scheme, &verdict, &computed, &by_draws))
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
            CU_ASSERT(level >= verdict.level_low && level <= verdict.level_high);
    }
}

static void test_probability__computed_and_drawn_agree(void)
{
    static struct row row;
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
            clear(&row);
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
    static struct row row;
    struct sample sample;
    struct cir_verdict verdict;
    struct cir_probabilities computed, by_draws;
    setup(&row);
    sample_init(&sample);
    sample.scheme.exponent = 3;
    row.base[CIR_MEASURE_SERVICE_OUTAGE_RATIO] = exact(1.2385);
    row.facts[0] = (struct fact){
        .low = 238.5, .high = 2385000, .measures = {CIR_MEASURE_PEOPLE}, .factors = {1}, .measure_count = 1};
    row.fact_count = 1;
    CU_ASSERT_FALSE(find_both(&row, &sample.scheme, &verdict, &computed, &by_draws));
    CU_ASSERT_DOUBLE_EQUAL(sum_of(&by_draws, &sample.scheme), 1, 1e-12);
    CU_ASSERT(by_draws.bands[verdict.level] > 0.1 && by_draws.bands[verdict.level] < 1);
    teardown(&row);
}

CIR_SUITE("probability",
          {"of one factor is known in closed form", test_probability__of_one_factor_is_known_in_closed_form},
          {"of sets is counted", test_probability__of_sets_is_counted},
          {"a rule goes with its fact", test_probability__a_rule_goes_with_its_fact},
          {"computed and drawn agree", test_probability__computed_and_drawn_agree},
          {"what does not come apart is drawn", test_probability__what_does_not_come_apart_is_drawn})
