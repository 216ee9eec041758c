#include "scoring/outcome_mix.h"

#include "scoring/aggregate.h"
#include "scoring/level_masses.h"
#include "scoring/rules.h"

enum { COMBINATIONS_MAX = 512 };

static const double ROUNDING = 1e-12; /* as of bands, see scoring/aggregate.c */

/* ---- rules ---- */

static bool moves_criteria(const struct cir_fact_groups *groups)
{
    uint64_t any = 0;
    for (size_t i = 0; i < groups->count; i++)
        for (int word = 0; word < CIR_TRUTH_WORDS; word++)
            any |= groups->list[i].moves.criteria[word];
    return any != 0;
}

/* What is true of the criteria: as in the row, but for those that the groups move. */
static void combine_truths(struct cir_truth_columns *columns, const struct cir_row_apart *apart,
                           const struct cir_combination *combination)
{
    const struct cir_truth_columns *as_is = &apart->standing.scoring->truths;
    size_t row = apart->standing.row->subject;
    for (unsigned word = 0; word * (size_t)64 < apart->standing.scheme->criterion_count; word++) {
        uint64_t certain = as_is->certain[word][row];
        uint64_t possible = as_is->possible[word][row];
        for (size_t i = 0; i < apart->groups.count; i++) {
            uint64_t moved = apart->groups.list[i].moves.criteria[word];
            certain = (certain & ~moved) | combination->outcomes[i]->certain[word];
            possible = (possible & ~moved) | combination->outcomes[i]->possible[word];
        }
        columns->certain[word][0] = certain;
        columns->possible[word][0] = possible;
    }
}

/* Levels by the rules: those of the row, where nothing that matters is open. */
static struct cir_rule_levels rule_levels(const struct cir_row_apart *apart, const struct cir_combination *combination)
{
    const struct cir_standing_row *standing = &apart->standing;
    struct cir_truth_columns columns;
    struct cir_truths truths;
    if (!moves_criteria(&apart->groups))
        return cir_scoring_ruling(standing->scoring, standing->row->subject)->levels;
    combine_truths(&columns, apart, combination);
    cir_truths_at(&truths, standing->scheme, &columns, 0);
    return cir_rules_evaluate(standing->scheme, &truths);
}

/* ---- without a score ---- */

/* The greatest low end and the least high end that any completion gives the score. */
static struct cir_interval ends_of_all(const struct cir_row_apart *apart)
{
    const struct cir_standing_row *standing = &apart->standing;
    struct cir_factor_value values[CIR_FACTORS_MAX];
    struct cir_verdict verdict;
    uint64_t moved = cir_fact_groups_factors(&apart->groups);
    for (unsigned i = 0; i < standing->scheme->factor_count; i++) {
        values[i] = cir_factor_values_at(&standing->factors[i], standing->row->subject);
        if ((moved >> i & 1) != 0) {
            values[i].low = apart->measuring.lowest[i];
            values[i].high = apart->measuring.highest[i];
        }
    }
    cir_aggregate_values(standing->scheme, values, &verdict);
    return verdict.score;
}

/* A rule that surely lifts still gives the level, which is that of the low end; else the level is told only where the
 * ends agree. False where this cannot be seen from the ends of all completions together. */
static bool add_untold(struct cir_probabilities *probabilities, const struct cir_scheme *scheme,
                       const struct cir_interval *ends, int rule_level, double mass)
{
    int low = cir_band_level(scheme, ends->low);
    int high = cir_band_level(scheme, ends->high);
    if (rule_level > scheme->bands[0].level) {
        cir_probabilities_add(probabilities, scheme, rule_level, mass);
        return low <= rule_level;
    }
    cir_probabilities_add(probabilities, scheme, CIR_LEVEL_UNKNOWN, mass);
    return low < high;
}

/* ---- with a score ---- */

/* The product of the lifts; of one that the row does not answer, as the score takes it. */
static double lift_of(const struct cir_row_apart *apart, const struct cir_combination *combination)
{
    const struct cir_scheme *scheme = apart->standing.scheme;
    double product = 1;
    for (size_t number = 0; number < scheme->axis_count; number++) {
        const struct cir_axis *axis = &scheme->axes[number];
        const struct cir_axis_frame *frame = &apart->frame.axes[number];
        if (axis->kind != CIR_AXIS_LIFT)
            continue;
        double sum = frame->fixed;
        for (size_t i = 0; i < apart->groups.count; i++)
            sum += combination->outcomes[i]->least[number];
        double value = frame->is_answered ? cir_axis_root(scheme, axis, cir_axis_power(frame, sum)) : frame->middle;
        if (isnan(value))
            continue; /* not applicable: lifts nothing */
        product *= axis->lift_low + (axis->lift_high - axis->lift_low) * value;
    }
    return product;
}

static double power_of(double value, double exponent)
{
    return exponent == 2 ? value * value : pow(value, exponent);
}

/* What the power of the total needs for each band. */
static void set_needed(struct cir_band_reach *reach, const struct cir_scheme *scheme, double exponent, double lift)
{
    reach->needed[0] = -INFINITY;
    for (size_t band = 1; band < scheme->band_count; band++) {
        double edge = scheme->bands[band].low / scheme->score_max - ROUNDING;
        reach->needed[band] = edge <= 0 ? -INFINITY : power_of(edge / lift, exponent);
    }
}

static void add_scored(struct cir_probabilities *probabilities, const struct cir_row_apart *apart,
                       struct cir_spread *spread, const struct cir_combination *combination, int rule_level)
{
    const struct cir_scheme *scheme = apart->standing.scheme;
    struct cir_band_reach reach;
    set_needed(&reach, scheme, apart->frame.exponent, lift_of(apart, combination));
    cir_band_reach_find(&reach, spread, apart, combination);
    for (size_t band = 0; band < scheme->band_count; band++) {
        int level = scheme->bands[band].level;
        double next = band + 1 < scheme->band_count ? reach.probability[band + 1] : 0;
        cir_probabilities_add(probabilities, scheme, level > rule_level ? level : rule_level,
                              combination->mass * (reach.probability[band] - next));
    }
}

/* ---- combinations ---- */

static size_t count_combinations(const struct cir_row_apart *apart, bool spread)
{
    size_t count = 1;
    for (size_t i = 0; i < apart->groups.count && count <= COMBINATIONS_MAX; i++)
        if (apart->outcomes[i].is_single != spread)
            count *= apart->outcomes[i].count;
    return count;
}

/* The outcomes of the groups that are spread (or of those that are not) from a number in mixed radix. */
static void choose(struct cir_combination *combination, const struct cir_row_apart *apart, bool spread, size_t number)
{
    for (size_t i = 0; i < apart->groups.count; i++) {
        const struct cir_group_outcomes *outcomes = &apart->outcomes[i];
        if (outcomes->is_single == spread)
            continue;
        combination->outcomes[i] = &outcomes->list[number % outcomes->count];
        number /= outcomes->count;
    }
}

static double mass_of(const struct cir_combination *combination, size_t group_count)
{
    double mass = 1;
    for (size_t i = 0; i < group_count; i++)
        mass *= combination->outcomes[i]->mass;
    return mass;
}

static bool add_combination(struct cir_probabilities *probabilities, const struct cir_row_apart *apart,
                            struct cir_spread *spread, struct cir_combination *combination,
                            const struct cir_interval *ends)
{
    const struct cir_scheme *scheme = apart->standing.scheme;
    struct cir_rule_levels levels = rule_levels(apart, combination);
    combination->mass = mass_of(combination, apart->groups.count);
    if (scheme->factor_count == 0)
        cir_probabilities_add(probabilities, scheme, levels.low == levels.high ? levels.low : CIR_LEVEL_UNKNOWN,
                              combination->mass);
    else if (!apart->standing.is_told)
        return add_untold(probabilities, scheme, ends, levels.low, combination->mass);
    else
        add_scored(probabilities, apart, spread, combination, levels.low);
    return true;
}

bool cir_outcome_mix(struct cir_probabilities *probabilities, struct cir_row_apart *apart, struct cir_spread *spread)
{
    size_t of_spread = count_combinations(apart, true);
    size_t of_single = count_combinations(apart, false);
    struct cir_interval ends = {0};
    struct cir_combination combination;
    if (of_spread * of_single > COMBINATIONS_MAX)
        return false;
    if (!apart->standing.is_told && apart->standing.scheme->factor_count > 0)
        ends = ends_of_all(apart);
    bool added = true;
    for (size_t i = 0; i < of_spread && added; i++) {
        choose(&combination, apart, true, i);
        cir_spread_begin(spread, apart, &combination);
        for (size_t k = 0; k < of_single && added; k++) {
            choose(&combination, apart, false, k);
            added = add_combination(probabilities, apart, spread, &combination, &ends);
        }
    }
    return added;
}
