/** Schemes made by hand for tests: the project's own one as its tables have it, and small ones. */
#ifndef CIR_TESTS_SAMPLE_H
#define CIR_TESTS_SAMPLE_H

#include "model/scheme.h"

#include <CUnit/CUnit.h>
#include <math.h>

#define FIELD_MEASURE(symbol) (CIR_MEASURE_DERIVED + CIR_FIELD_##symbol)

/* Factors of the sample in their order. */
enum {
    F_PEOPLE_SHARE,
    F_PEOPLE,
    F_REACH,
    F_SECTORS,
    F_ENTITIES,
    F_SERVICE,
    F_HUMAN,
    F_ECONOMY,
    F_PHYSICAL,
    F_INFORMATION,
    F_RECOVERABILITY,
    F_CROSS_BORDER,
    F_SECTOR_REACH,
    F_REPLICABILITY,
    F_CRITICAL_PERIOD,
    SAMPLE_FACTORS
};

enum { C_DEAD_100, C_DEAD, C_LASTING, C_LIFE, C_TOTAL, C_BEYOND, C_ONE_PERCENT, C_STATES, C_CRITICAL, C_EFFECT };
enum { R_MASS_DEATH, R_TOTAL_LOSS, R_DEATH, R_SEVERAL_STATES };

struct sample {
    struct cir_scheme scheme;
    struct cir_factor factors[SAMPLE_FACTORS];
    struct cir_band bands[6];
    struct cir_criterion criteria[10];
    struct cir_rule rules[4];
};

static inline struct cir_input sample_function(enum cir_function function, unsigned measure, double low, double high)
{
    struct cir_input input = {.measure = measure, .function = function, .low = low, .high = high, .greatest = 1};
    input.scale = function == CIR_FUNCTION_LOG ? 1 / log(high / low) : 1 / (high - low);
    input.offset = -(function == CIR_FUNCTION_LOG ? log(low) : low) * input.scale;
    return input;
}

static inline struct cir_input sample_log(unsigned measure, double low, double high)
{
    return sample_function(CIR_FUNCTION_LOG, measure, low, high);
}

static inline struct cir_input sample_table(unsigned measure, double *values, size_t count)
{
    struct cir_input input = {
        .measure = measure, .function = CIR_FUNCTION_TABLE, .option_values = values, .option_count = count};
    input.least = INFINITY;
    for (size_t i = 0; i < count; i++) {
        input.least = fmin(input.least, values[i]);
        input.greatest = fmax(input.greatest, values[i]);
    }
    return input;
}

static inline struct cir_input sample_steps(unsigned measure, struct cir_step *steps, size_t count)
{
    return (struct cir_input){.measure = measure,
                              .function = CIR_FUNCTION_STEPS,
                              .steps = steps,
                              .step_count = count,
                              .greatest = steps[count - 1].value};
}

static inline struct cir_factor sample_factor(const char *name, unsigned axis, double weight, struct cir_input *inputs,
                                              size_t count)
{
    struct cir_factor factor = {name, axis, weight, inputs, count, 0, 0};
    for (size_t i = 0; i < count; i++) {
        factor.least = fmax(factor.least, inputs[i].least);
        factor.greatest = fmax(factor.greatest, inputs[i].greatest);
    }
    return factor;
}

static inline void sample_rules(struct sample *sample)
{
    // clang-format off
    static const struct cir_criterion criteria[] = {
        [C_DEAD_100]    = {.name = "dead-100",    .group = CIR_INDEX_NONE, .filter_measure = CIR_INDEX_NONE, .measure = FIELD_MEASURE(DEATHS), .operator = CIR_AT_LEAST, .threshold = 100},
        [C_DEAD]        = {.name = "dead",        .group = 0,              .filter_measure = CIR_INDEX_NONE, .measure = FIELD_MEASURE(DEATHS), .operator = CIR_AT_LEAST, .threshold = 1},
        [C_LASTING]     = {.name = "lasting",     .group = 0,              .filter_measure = CIR_MEASURE_LIFE_CRITICAL, .filter_options = 2, .measure = FIELD_MEASURE(PHYSICAL), .operator = CIR_IS, .options = 4},
        [C_LIFE]        = {.name = "life",        .group = CIR_INDEX_NONE, .filter_measure = CIR_INDEX_NONE, .measure = CIR_MEASURE_LIFE_CRITICAL, .operator = CIR_IS, .options = 2},
        [C_TOTAL]       = {.name = "total",       .group = CIR_INDEX_NONE, .filter_measure = CIR_INDEX_NONE, .measure = FIELD_MEASURE(SERVICE_LOSS), .operator = CIR_AT_LEAST, .threshold = 0.95},
        [C_BEYOND]      = {.name = "beyond",      .group = CIR_INDEX_NONE, .filter_measure = CIR_INDEX_NONE, .measure = CIR_MEASURE_SERVICE_OUTAGE_RATIO, .operator = CIR_GREATER, .threshold = 1},
        [C_ONE_PERCENT] = {.name = "one-percent", .group = CIR_INDEX_NONE, .filter_measure = CIR_INDEX_NONE, .measure = CIR_MEASURE_PEOPLE_SHARE, .operator = CIR_AT_LEAST, .threshold = 0.01},
        [C_STATES]      = {.name = "states",      .group = CIR_INDEX_NONE, .filter_measure = CIR_INDEX_NONE, .measure = CIR_MEASURE_STATES_REACHED, .operator = CIR_AT_LEAST, .threshold = 2},
        [C_CRITICAL]    = {.name = "critical",    .group = CIR_INDEX_NONE, .filter_measure = CIR_INDEX_NONE, .measure = CIR_MEASURE_CRITICAL_SECTOR, .operator = CIR_IS, .options = 2},
        [C_EFFECT]      = {.name = "effect",      .group = CIR_INDEX_NONE, .filter_measure = CIR_INDEX_NONE, .measure = FIELD_MEASURE(SERVICE_LOSS), .operator = CIR_GREATER, .threshold = 0},
    };
    static struct cir_condition mass_death[]     = {{.at_least = 1, .criteria = {1U << C_DEAD_100}}};
    static struct cir_condition total_loss[]     = {{.at_least = 4, .criteria = {1U << C_LIFE | 1U << C_TOTAL | 1U << C_BEYOND | 1U << C_ONE_PERCENT}}};
    static struct cir_condition death[]          = {{.at_least = 1, .groups = 1}};
    static struct cir_condition several_states[] = {{.at_least = 3, .criteria = {1U << C_STATES | 1U << C_CRITICAL | 1U << C_EFFECT}}};
    static struct cir_clause clauses[] = {{mass_death, 1}, {total_loss, 1}, {death, 1}, {several_states, 1}};
    static const struct cir_rule rules[] = {
        [R_MASS_DEATH]     = {"mass-death", 5, &clauses[0], 1, ""},
        [R_TOTAL_LOSS]     = {"total-loss", 4, &clauses[1], 1, ""},
        [R_DEATH]          = {"death", 3, &clauses[2], 1, ""},
        [R_SEVERAL_STATES] = {"several-states", 3, &clauses[3], 1, ""},
    };
    static struct cir_group groups[] = {{"gravest"}};
    // clang-format on
    for (size_t i = 0; i < 10; i++) {
        sample->criteria[i] = criteria[i];
        sample->criteria[i].is_ruled = true;
    }
    for (size_t i = 0; i < 4; i++)
        sample->rules[i] = rules[i];
    sample->scheme.criteria = sample->criteria;
    sample->scheme.criterion_count = 10;
    sample->scheme.groups = groups;
    sample->scheme.group_count = 1;
    sample->scheme.rules = sample->rules;
    sample->scheme.rule_count = 4;
}

static inline void sample_bands(struct sample *sample, const double *lows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sample->bands[i] = (struct cir_band){.level = (int)i, .low = lows[i], .label = "level"};
    sample->scheme.bands = sample->bands;
    sample->scheme.band_count = count;
}

/** The project's own scheme: 15 factors on two axes and a lift, six bands, four rules. */
static inline void sample_init(struct sample *sample)
{
    // clang-format off
    static double reach[] = {0, 0.25, 0.5, 0.75, 1};
    static double physical[] = {0, 0.5, 1};
    static double information[] = {0, 0.1, 0.3, 0.45, 0.6, 0.7, 0.85, 1};
    static double four[] = {0, 0.33, 0.67, 1};
    static double period[] = {0, 1};
    static struct cir_step sectors[] = {{1, 0}, {2, 0.33}, {3, 0.67}, {4, 1}};
    static struct cir_step deaths[] = {{1, 0.7}, {10, 0.85}, {100, 1}};
    static struct cir_step injured[] = {{1, 0.4}};
    static struct cir_input inputs[18];
    const struct cir_input made[18] = {
        sample_log(CIR_MEASURE_PEOPLE_SHARE, 1e-5, 0.1),          sample_log(CIR_MEASURE_PEOPLE, 1e2, 1e7),
        sample_table(CIR_MEASURE_REACH, reach, 5),                sample_steps(CIR_MEASURE_SECTORS_HIT, sectors, 4),
        sample_log(FIELD_MEASURE(ENTITIES_AFFECTED), 1, 1e4),     sample_log(CIR_MEASURE_SERVICE_OUTAGE_RATIO, 0.1, 10),
        sample_steps(FIELD_MEASURE(DEATHS), deaths, 3),           sample_steps(FIELD_MEASURE(INJURED), injured, 1),
        sample_log(CIR_MEASURE_LOSS_GDP_SHARE, 1e-6, 5e-3),       sample_log(CIR_MEASURE_LOSS_USD, 1e5, 1e10),
        sample_table(FIELD_MEASURE(PHYSICAL), physical, 3),       sample_table(FIELD_MEASURE(INFORMATION), information, 8),
        sample_log(CIR_MEASURE_RECORDS, 1e3, 1e8),                sample_table(FIELD_MEASURE(RECOVERABILITY), four, 4),
        sample_log(CIR_MEASURE_STATES_REACHED, 1, 30),            sample_function(CIR_FUNCTION_LINEAR, CIR_MEASURE_DEPENDENTS_SHARE, 0, 1),
        sample_table(FIELD_MEASURE(REPLICABILITY), four, 4),      sample_table(FIELD_MEASURE(CRITICAL_PERIOD), period, 2),
    };
    for (size_t i = 0; i < 18; i++)
        inputs[i] = made[i];
    *sample = (struct sample){
        .scheme = {.name = "sample", .unknown = CIR_UNKNOWN_BOUNDS, .exponent = 2, .score_max = 100, .digits = 1, .axis_count = 3,
                   .axes = {{"scale", CIR_AXIS_WEIGHT, 1, 2, 1, 1, 0, 5, ""}, {"severity", CIR_AXIS_WEIGHT, 1, 2, 1, 1, 5, 6, ""},
                            {"outlook", CIR_AXIS_LIFT, 0, 2, 0.8, 1, 11, 4, ""}}},
        .factors = {
            sample_factor("people_share", 0, 0.25, &inputs[0], 1),  sample_factor("people", 0, 0.20, &inputs[1], 1),
            sample_factor("reach", 0, 0.30, &inputs[2], 1),         sample_factor("sectors", 0, 0.15, &inputs[3], 1),
            sample_factor("entities", 0, 0.10, &inputs[4], 1),      sample_factor("service", 1, 0.30, &inputs[5], 1),
            sample_factor("human", 1, 0.25, &inputs[6], 2),         sample_factor("economy", 1, 0.15, &inputs[8], 2),
            sample_factor("physical", 1, 0.10, &inputs[10], 1),     sample_factor("information", 1, 0.10, &inputs[11], 2),
            sample_factor("recoverability", 1, 0.10, &inputs[13], 1), sample_factor("cross_border", 2, 0.45, &inputs[14], 1),
            sample_factor("sector_reach", 2, 0.20, &inputs[15], 1), sample_factor("replicability", 2, 0.20, &inputs[16], 1),
            sample_factor("critical_period", 2, 0.15, &inputs[17], 1)},
    };
    // clang-format on
    static const double lows[] = {0, 5, 20, 40, 60, 80};
    sample->scheme.factors = sample->factors;
    sample->scheme.factor_count = SAMPLE_FACTORS;
    sample_bands(sample, lows, 6);
    sample_rules(sample);
}

#endif
