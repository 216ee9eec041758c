#include "sample.h"
#include "scoring/rules.h"

#include "suite.h"

enum { NUMBER, FILTER, MEASURES };

static struct cir_quantity quantities[CIR_MEASURES_MAX];

static struct cir_quantity number(double low, double high)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .low = low, .point = low, .high = high};
}

static struct cir_quantity options(uint64_t set, bool together)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .options = set, .together = together};
}

static enum cir_truth holds(enum cir_operator operator, double threshold, double low, double high)
{
    struct cir_criterion criterion = {
        .measure = NUMBER, .filter_measure = CIR_INDEX_NONE, .operator= operator, .threshold = threshold };
    quantities[NUMBER] = number(low, high);
    return cir_criterion_evaluate(&criterion, quantities);
}

static void test_rules__operators_are_exact_at_the_threshold(void)
{
    static const struct {
        double low, high;
        enum cir_operator operator;
        enum cir_truth holds;
    } cases[] = {
        {0.1, 0.1, CIR_GREATER, CIR_FALSE},      {0.1, 0.1000001, CIR_GREATER, CIR_POSSIBLE},
        {0.1000001, 1, CIR_GREATER, CIR_TRUE},   {0, INFINITY, CIR_GREATER, CIR_POSSIBLE},
        {0.2, INFINITY, CIR_GREATER, CIR_TRUE},  {0.1, 0.1, CIR_AT_LEAST, CIR_TRUE},
        {0, 0.1, CIR_AT_LEAST, CIR_POSSIBLE},    {0, 0.0999, CIR_AT_LEAST, CIR_FALSE},
        {0.1, INFINITY, CIR_AT_LEAST, CIR_TRUE}, {0.1, 0.1, CIR_LESS, CIR_FALSE},
        {0.0999, 0.1, CIR_LESS, CIR_POSSIBLE},   {0, 0.0999, CIR_LESS, CIR_TRUE},
        {0, INFINITY, CIR_LESS, CIR_POSSIBLE},   {0.1, 0.1, CIR_AT_MOST, CIR_TRUE},
        {0.1, 0.2, CIR_AT_MOST, CIR_POSSIBLE},   {0.1001, 0.2, CIR_AT_MOST, CIR_FALSE},
        {0.1, 0.1, CIR_EQUAL, CIR_TRUE},         {0, INFINITY, CIR_EQUAL, CIR_POSSIBLE},
        {0.2, 0.3, CIR_EQUAL, CIR_FALSE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CU_ASSERT_EQUAL(holds(cases[i].operator, 0.1, cases[i].low, cases[i].high), cases[i].holds);
}

static void test_rules__sets_hold_together_or_one_of_them(void)
{
    struct cir_criterion criterion = {
        .measure = NUMBER, .filter_measure = CIR_INDEX_NONE, .operator= CIR_IN, .options = 0x6};
    static const struct {
        uint64_t set;
        bool together;
        enum cir_truth holds;
    } cases[] = {{0x2, false, CIR_TRUE},  {0x6, false, CIR_TRUE},    {0x3, false, CIR_POSSIBLE},
                 {0x9, false, CIR_FALSE}, {0x3, true, CIR_TRUE},     {0x9, true, CIR_FALSE},
                 {0x7, true, CIR_TRUE},   {0xf, false, CIR_POSSIBLE}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        quantities[NUMBER] = options(cases[i].set, cases[i].together);
        CU_ASSERT_EQUAL(cir_criterion_evaluate(&criterion, quantities), cases[i].holds);
    }
}

static void test_rules__an_uncertain_filter_leaves_at_most_possible(void)
{
    struct cir_criterion criterion = {
        .measure = NUMBER, .filter_measure = FILTER, .filter_options = 0x2, .operator= CIR_GREATER, .threshold = 0.1};
    quantities[NUMBER] = number(2.385, 2.385);
    quantities[FILTER] = options(0x2, false);
    CU_ASSERT_EQUAL(cir_criterion_evaluate(&criterion, quantities), CIR_TRUE);
    quantities[FILTER] = options(0x3, false);
    CU_ASSERT_EQUAL(cir_criterion_evaluate(&criterion, quantities), CIR_POSSIBLE);
    quantities[FILTER] = options(0x1, false);
    CU_ASSERT_EQUAL(cir_criterion_evaluate(&criterion, quantities), CIR_FALSE);
    quantities[FILTER].answer = CIR_NOT_APPLICABLE;
    CU_ASSERT_EQUAL(cir_criterion_evaluate(&criterion, quantities), CIR_FALSE);
    quantities[FILTER] = options(0x2, false);
    quantities[NUMBER].answer = CIR_NOT_APPLICABLE;
    CU_ASSERT_EQUAL(cir_criterion_evaluate(&criterion, quantities), CIR_FALSE);
}

/* Gate and (alone, or two of the groups a, b, c): criterion 0 the gate, 1 alone, 2 and 3 in a, 4 in b, 70 in c. */
struct gated {
    struct cir_scheme scheme;
    struct cir_criterion criteria[71];
    struct cir_band bands[2];
    struct cir_truths truths;
};

static void gated_init(struct gated *gated)
{
    static struct cir_condition alone[] = {{.at_least = 1, .criteria = {1}}, {.at_least = 1, .criteria = {2}}};
    static struct cir_condition two[] = {{.at_least = 1, .criteria = {1}}, {.at_least = 2, .groups = 0x7}};
    static struct cir_clause clauses[] = {{alone, 2}, {two, 2}};
    static struct cir_rule rules[] = {{"major", 1, clauses, 2, ""}};
    static struct cir_group groups[] = {{"a"}, {"b"}, {"c"}};
    *gated = (struct gated){.bands = {{.level = 0, .low = NAN}, {.level = 1, .low = NAN}}};
    for (unsigned i = 0; i < 71; i++)
        gated->criteria[i] = (struct cir_criterion){.measure = i,
                                                    .group = CIR_INDEX_NONE,
                                                    .filter_measure = CIR_INDEX_NONE,
                                                    .operator= CIR_GREATER,
                                                    .threshold = 10};
    gated->criteria[2].group = gated->criteria[3].group = 0;
    gated->criteria[4].group = 1;
    gated->criteria[70].group = 2;
    for (unsigned i = 0; i < 5; i++)
        gated->criteria[i].is_ruled = true;
    gated->criteria[70].is_ruled = true;
    gated->scheme = (struct cir_scheme){.criteria = gated->criteria,
                                        .criterion_count = 71,
                                        .groups = groups,
                                        .group_count = 3,
                                        .rules = rules,
                                        .rule_count = 1,
                                        .bands = gated->bands,
                                        .band_count = 2};
    for (unsigned i = 0; i < 71; i++)
        quantities[i] = number(3, 3);
}

static void check_gated(struct gated *gated, int low, int high)
{
    cir_truths_make(&gated->scheme, quantities, &gated->truths);
    struct cir_rule_levels levels = cir_rules_evaluate(&gated->scheme, &gated->truths);
    CU_ASSERT_EQUAL(levels.low, low);
    CU_ASSERT_EQUAL(levels.high, high);
    CU_ASSERT_EQUAL(levels.rule, low == 1 ? 0 : CIR_INDEX_NONE);
}

static void test_rules__at_least_counts_groups_once(void)
{
    struct gated gated;
    gated_init(&gated);
    check_gated(&gated, 0, 0);
    quantities[0] = number(12, 12);
    quantities[2] = quantities[3] = number(12, 12); /* both in one group */
    check_gated(&gated, 0, 0);
    quantities[70] = number(12, 12);
    check_gated(&gated, 1, 1);
    quantities[0] = number(10, 10); /* the gate is strict */
    check_gated(&gated, 0, 0);
    gated_init(&gated);
    quantities[0] = quantities[1] = number(12, 12);
    check_gated(&gated, 1, 1);
}

static void test_rules__unknown_is_possible(void)
{
    struct gated gated;
    gated_init(&gated);
    quantities[0] = number(12, 12);
    quantities[2] = number(0, INFINITY);
    check_gated(&gated, 0, 0);
    quantities[4] = number(0, INFINITY);
    check_gated(&gated, 0, 1);
    quantities[2] = number(12, INFINITY);
    check_gated(&gated, 0, 1);
    quantities[70] = number(12, 13);
    check_gated(&gated, 1, 1);
}

static void test_rules__coverage_is_over_what_rules_name(void)
{
    struct gated gated;
    gated_init(&gated);
    quantities[4] = quantities[5] = number(0, INFINITY); /* no rule names 5 */
    cir_truths_make(&gated.scheme, quantities, &gated.truths);
    CU_ASSERT_DOUBLE_EQUAL(cir_rules_coverage(&gated.scheme, &gated.truths), 5.0 / 6, 1e-15);
}

static void test_rules__missed_most_is_what_settles_most(void)
{
    struct gated gated;
    gated_init(&gated);
    cir_truths_make(&gated.scheme, quantities, &gated.truths);
    CU_ASSERT_EQUAL(cir_criterion_missed_most(&gated.scheme, &gated.truths), CIR_INDEX_NONE);
    quantities[0] = number(12, 12);
    quantities[2] = number(12, 12);
    quantities[3] = number(0, 20); /* its group holds already */
    quantities[4] = number(0, 20); /* settles it if it holds */
    cir_truths_make(&gated.scheme, quantities, &gated.truths);
    CU_ASSERT_EQUAL(cir_criterion_missed_most(&gated.scheme, &gated.truths), 4);
}

CIR_SUITE("rules", {"operators are exact at the threshold", test_rules__operators_are_exact_at_the_threshold},
          {"sets hold together or one of them", test_rules__sets_hold_together_or_one_of_them},
          {"an uncertain filter", test_rules__an_uncertain_filter_leaves_at_most_possible},
          {"at least counts groups once", test_rules__at_least_counts_groups_once},
          {"unknown is possible", test_rules__unknown_is_possible},
          {"coverage is over what rules name", test_rules__coverage_is_over_what_rules_name},
          {"missed most is what settles most", test_rules__missed_most_is_what_settles_most})
