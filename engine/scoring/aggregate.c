/* The loops run over subjects, innermost and without branches, so that a compiler can take several at once. What is
 * added to a sum only under a condition is added as 0 otherwise. */
#include "scoring/aggregate.h"

#include "base/wide.h"

static inline double within(double value, double low, double high)
{
    return cir_lesser(cir_greater(value, low), high);
}

/* ---- sums ---- */

/* In place: v^p; the exponents of nearly all schemes need no pow. */
static inline void raise(double *values, size_t count, double exponent)
{
    if (exponent == 2)
        for (size_t i = 0; i < count; i++)
            values[i] *= values[i];
    else if (exponent != 1)
        for (size_t i = 0; i < count; i++)
            values[i] = pow(values[i], exponent);
}

CIR_WIDE static void raise_all(double *restrict powers, const double *restrict values, size_t count, double exponent)
{
    for (size_t i = 0; i < count; i++)
        powers[i] = values[i];
    raise(powers, count, exponent);
}

/* In place: v^(1/p) */
CIR_WIDE static void root_all(double *powers, size_t count, double exponent)
{
    if (exponent == 2)
        for (size_t i = 0; i < count; i++)
            powers[i] = sqrt(powers[i]);
    else if (exponent != 1)
        for (size_t i = 0; i < count; i++)
            powers[i] = pow(powers[i], 1 / exponent);
}

double cir_factor_term(const struct cir_scheme *scheme, const struct cir_factor *factor, double value)
{
    if (scheme->normalise_span)
        return factor->weight * (value - factor->least);
    raise(&value, 1, scheme->axes[factor->axis].exponent);
    return factor->weight * value;
}

CIR_WIDE static void make_terms(double *restrict terms, const double *restrict values, size_t count, double weight,
                                double least, double exponent)
{
    for (size_t i = 0; i < count; i++)
        terms[i] = values[i] - least;
    raise(terms, count, exponent);
    for (size_t i = 0; i < count; i++)
        terms[i] *= weight;
}

void cir_factor_terms(double *terms, const struct cir_scheme *scheme, const struct cir_factor *factor,
                      const double *values, size_t count)
{
    bool by_span = scheme->normalise_span;
    make_terms(terms, values, count, factor->weight, by_span ? factor->least : 0,
               by_span ? 1 : scheme->axes[factor->axis].exponent);
}

void cir_sums_clear(struct cir_sums *sums, const struct cir_scheme *scheme)
{
    for (size_t axis = 0; axis < scheme->axis_count; axis++) {
        struct cir_axis_sums *one = &sums->axes[axis];
        one->low[0] = one->point[0] = one->high[0] = 0;
        one->weight[0] = one->answered[0] = one->counted[0] = 0;
        one->span[0] = one->span_counted[0] = 0;
        one->leading_term[0] = one->missed_reach[0] = one->refused[0] = 0;
        one->leader[0] = one->missed[0] = NAN;
    }
}

static void fill(double *column, double value)
{
    for (size_t i = 0; i < CIR_BATCH; i++)
        column[i] = value;
}

CIR_WIDE void cir_sums_begin(struct cir_sums *sums, const struct cir_sums *first, const struct cir_scheme *scheme)
{
    for (size_t axis = 0; axis < scheme->axis_count; axis++) {
        struct cir_axis_sums *to = &sums->axes[axis];
        const struct cir_axis_sums *from = &first->axes[axis];
        fill(to->low, from->low[0]);
        fill(to->point, from->point[0]);
        fill(to->high, from->high[0]);
        fill(to->weight, from->weight[0]);
        fill(to->answered, from->answered[0]);
        fill(to->counted, from->counted[0]);
        fill(to->span, from->span[0]);
        fill(to->span_counted, from->span_counted[0]);
        fill(to->leading_term, from->leading_term[0]);
        fill(to->leader, from->leader[0]);
        fill(to->missed_reach, from->missed_reach[0]);
        fill(to->missed, from->missed[0]);
        fill(to->refused, from->refused[0]);
    }
}

/* How a factor is added. */
struct adding {
    double weight;
    double least; /* what its terms are counted from: 0 unless the scheme is normalised by span */
    double number;
    double open_low;   /* an unanswered factor counts with this share of its low end, */
    double open_point; /* and as a point with this share of its high end; NAN: with none */
};

static struct adding adding_of(const struct cir_scheme *scheme, unsigned number)
{
    const struct cir_factor *factor = &scheme->factors[number];
    struct adding adding = {factor->weight, scheme->normalise_span ? factor->least : 0, number, 1, NAN};
    if (scheme->unknown == CIR_UNKNOWN_ZERO)
        adding.open_low = adding.open_point = 0;
    if (scheme->unknown == CIR_UNKNOWN_WORST)
        adding.open_point = 1;
    return adding;
}

static inline double term_of(double value, struct adding adding, bool is_squared)
{
    return adding.weight * ((is_squared ? value * value : value) - adding.least);
}

/* What is not applicable takes its weight with it. Of equal leaders the first stays, in whatever order they come; a
 * term of 0 does not lead. */
static inline void add_terms(struct cir_axis_sums *restrict sums, const struct cir_factor_values *restrict values,
                             size_t count, struct adding adding, bool is_squared)
{
    for (size_t i = 0; i < count; i++) {
        double applies = values->applies[i];
        double answer = values->point[i];
        double open = applies != 0 ? values->high[i] * adding.open_point : NAN;
        double low = isnan(answer) ? values->low[i] * adding.open_low : values->low[i];
        double term = term_of(isnan(answer) ? open : answer, adding, is_squared);
        double largest = sums->leading_term[i];
        double leader = sums->leader[i];
        double first = adding.number < leader ? adding.number : leader;
        leader = term == largest ? first : leader; /* of a NAN leader it stays one */
        leader = term > largest ? adding.number : leader;
        sums->leader[i] = leader;
        sums->leading_term[i] = term > largest ? term : largest;
        sums->weight[i] += adding.weight * applies;
        sums->answered[i] += isnan(answer) ? 0 : adding.weight;
        sums->counted[i] += isnan(term) ? 0 : adding.weight;
        sums->low[i] += applies != 0 ? term_of(low, adding, is_squared) : 0;
        sums->point[i] += isnan(term) ? 0 : term;
        sums->high[i] += applies != 0 ? term_of(values->high[i], adding, is_squared) : 0;
    }
}

CIR_WIDE static void add_values(struct cir_axis_sums *restrict sums, const struct cir_factor_values *restrict values,
                                size_t count, struct adding adding)
{
    add_terms(sums, values, count, adding, false);
}

CIR_WIDE static void add_squares(struct cir_axis_sums *restrict sums, const struct cir_factor_values *restrict values,
                                 size_t count, struct adding adding)
{
    add_terms(sums, values, count, adding, true);
}

/* How far the score could move by an answer, up to a scale that all factors share. Of equals the first stays. */
CIR_WIDE static void note_missed(struct cir_axis_sums *restrict sums, const struct cir_factor_values *restrict values,
                                 size_t count, double weight, double number)
{
    for (size_t i = 0; i < count; i++) {
        double reach = isnan(values->point[i]) ? weight * (values->high[i] - values->low[i]) : 0;
        double most = sums->missed_reach[i];
        double missed = sums->missed[i];
        double first = number < missed ? number : missed;
        missed = reach == most ? first : missed; /* where nothing is missed it stays NAN */
        sums->missed[i] = reach > most ? number : missed;
        sums->missed_reach[i] = reach > most ? reach : most;
    }
}

/* Of a scheme normalised by span, and of one that refuses what is not answered. */
CIR_WIDE static void add_spans(struct cir_axis_sums *restrict sums, const struct cir_factor_values *restrict values,
                               size_t count, double span, bool counts_open)
{
    for (size_t i = 0; i < count; i++) {
        bool counts = !isnan(values->point[i]) || (counts_open && values->applies[i] != 0);
        sums->span[i] += span * values->applies[i];
        sums->span_counted[i] += counts ? span : 0;
    }
}

static void refuse_unanswered(struct cir_axis_sums *sums, const struct cir_factor_values *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (values->applies[i] != 0 && isnan(values->point[i]))
            sums->refused[i] = 1;
}

/* What an axis may add to the score, up to a scale that all axes share. */
static double axis_weight(const struct cir_axis *axis)
{
    return axis->kind == CIR_AXIS_WEIGHT ? axis->weight : axis->lift_high - axis->lift_low;
}

void cir_sums_add(struct cir_sums *sums, const struct cir_scheme *scheme, unsigned number,
                  const struct cir_factor_values *values, size_t count)
{
    const struct cir_factor *factor = &scheme->factors[number];
    struct cir_axis_sums *axis = &sums->axes[factor->axis];
    const struct adding adding = adding_of(scheme, number);
    double exponent = scheme->normalise_span ? 1 : scheme->axes[factor->axis].exponent;
    struct cir_factor_values powers;
    note_missed(axis, values, count, factor->weight * axis_weight(&scheme->axes[factor->axis]), number);
    if (exponent == 2) {
        add_squares(axis, values, count, adding);
    } else if (exponent == 1) {
        add_values(axis, values, count, adding);
    } else {
        powers = *values;
        raise_all(powers.low, values->low, count, exponent);
        raise_all(powers.point, values->point, count, exponent);
        raise_all(powers.high, values->high, count, exponent);
        add_values(axis, &powers, count, adding);
    }
    if (scheme->normalise_span)
        add_spans(axis, values, count, factor->weight * (factor->greatest - factor->least), !isnan(adding.open_point));
    if (scheme->unknown == CIR_UNKNOWN_REFUSE)
        refuse_unanswered(axis, values, count);
}

/* ---- axes ---- */

/* Where `weights` is not 0. Where nothing can differ (a span of 0) nothing scores. */
CIR_WIDE static void make_means(double *restrict means, const double *restrict sums, const double *restrict weights,
                                size_t count, const struct cir_scheme *scheme, double exponent)
{
    if (scheme->normalise_span) {
        for (size_t i = 0; i < count; i++)
            means[i] = weights[i] > 0 ? within(sums[i] / weights[i], 0, 1) : 0;
        return;
    }
    for (size_t i = 0; i < count; i++)
        means[i] = sums[i] / weights[i];
    root_all(means, count, exponent);
}

CIR_WIDE static void make_axis(struct cir_intervals *axis, const struct cir_scheme *scheme, double exponent,
                               const struct cir_axis_sums *sums, size_t count)
{
    const double *weights = scheme->normalise_span ? sums->span : sums->weight;
    make_means(axis->low, sums->low, weights, count, scheme, exponent);
    make_means(axis->high, sums->high, weights, count, scheme, exponent);
    make_means(axis->point, sums->point, scheme->normalise_span ? sums->span_counted : sums->counted, count, scheme,
               exponent);
    for (size_t i = 0; i < count; i++) {
        bool applies = sums->weight[i] > 0;
        bool counts = (sums->counted[i] > 0) & (sums->refused[i] == 0);
        axis->low[i] = applies ? axis->low[i] : 0;
        axis->high[i] = applies ? axis->high[i] : 0;
        axis->coverage[i] = applies ? sums->answered[i] / sums->weight[i] : 0;
        axis->point[i] = counts ? within(axis->point[i], axis->low[i], axis->high[i]) : NAN;
    }
}

/* ---- the total ---- */

/* The weighted axes on their way into the total. */
struct mean {
    _Alignas(CIR_WIDE_ALIGN) double weight[CIR_BATCH];  /* of the applicable axes */
    _Alignas(CIR_WIDE_ALIGN) double counted[CIR_BATCH]; /* of those that have a point */
    _Alignas(CIR_WIDE_ALIGN) double largest[CIR_BATCH]; /* share of the leader */
};

CIR_WIDE static void add_axis_weight(struct mean *mean, double weight, const struct cir_axis_sums *sums,
                                     const struct cir_intervals *axis, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mean->weight[i] += sums->weight[i] > 0 ? weight : 0;
        mean->counted[i] += isnan(axis->point[i]) ? 0 : weight;
    }
}

/* Shares that differ by less are equal: sums differ in their last bits by the order in which they were made. */
static const double NEARLY = 1e-9;

/* The leader of all axes: the largest share of the point; of equals the first. */
CIR_WIDE static void choose_leader(struct cir_totals *totals, struct mean *mean, const struct cir_axis_sums *sums,
                                   const double *terms, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double share = sums->leading_term[i] > 0 ? sums->leading_term[i] / sums->point[i] * terms[i] : 0;
        bool leads = share > mean->largest[i] * (1 + NEARLY); /* a NAN does not */
        mean->largest[i] = leads ? share : mean->largest[i];
        totals->leader[i] = leads ? sums->leader[i] : totals->leader[i];
    }
}

/* Weights are made shares first, so that a lone axis passes unchanged. */
CIR_WIDE static void add_axis(struct cir_totals *totals, struct mean *mean, const struct cir_scheme *scheme,
                              double weight, const struct cir_axis_sums *sums, const struct cir_intervals *axis,
                              size_t count)
{
    struct cir_intervals powers;
    struct cir_intervals *score = &totals->score;
    raise_all(powers.low, axis->low, count, scheme->exponent);
    raise_all(powers.point, axis->point, count, scheme->exponent);
    raise_all(powers.high, axis->high, count, scheme->exponent);
    for (size_t i = 0; i < count; i++) {
        double share = sums->weight[i] > 0 ? weight / mean->weight[i] : 0;
        score->low[i] += share * powers.low[i];
        score->high[i] += share * powers.high[i];
        score->coverage[i] += share * axis->coverage[i];
        powers.point[i] *= weight / mean->counted[i]; /* NAN where it has none */
        score->point[i] += isnan(powers.point[i]) ? 0 : powers.point[i];
    }
    choose_leader(totals, mean, sums, powers.point, count);
}

CIR_WIDE static void make_mean(struct cir_totals *totals, const struct cir_scheme *scheme, const struct cir_sums *sums,
                               size_t count)
{
    struct mean mean = {.weight = {0}};
    for (size_t axis = 0; axis < scheme->axis_count; axis++)
        if (scheme->axes[axis].kind == CIR_AXIS_WEIGHT)
            add_axis_weight(&mean, scheme->axes[axis].weight, &sums->axes[axis], &totals->axes[axis], count);
    for (size_t axis = 0; axis < scheme->axis_count; axis++)
        if (scheme->axes[axis].kind == CIR_AXIS_WEIGHT)
            add_axis(totals, &mean, scheme, scheme->axes[axis].weight, &sums->axes[axis], &totals->axes[axis], count);
    root_all(totals->score.low, count, scheme->exponent);
    root_all(totals->score.point, count, scheme->exponent);
    root_all(totals->score.high, count, scheme->exponent);
    for (size_t i = 0; i < count; i++)
        totals->score.point[i] = mean.counted[i] > 0 ? totals->score.point[i] : NAN;
}

/* A lift of which nothing is answered counts at its middle; one that is not applicable lifts nothing. */
CIR_WIDE static void lift_score(struct cir_intervals *score, const struct cir_axis *lift,
                                const struct cir_axis_sums *sums, const struct cir_intervals *axis, size_t count)
{
    const double base = lift->lift_low;
    const double width = lift->lift_high - lift->lift_low;
    for (size_t i = 0; i < count; i++) {
        bool applies = sums->weight[i] > 0;
        double middle = (axis->low[i] + axis->high[i]) / 2;
        double low = base + width * axis->low[i];
        double point = base + width * (isnan(axis->point[i]) ? middle : axis->point[i]);
        double high = base + width * axis->high[i];
        score->low[i] *= applies ? cir_lesser(low, high) : 1;
        score->point[i] *= applies ? point : 1;
        score->high[i] *= applies ? cir_greater(low, high) : 1;
    }
}

/* An axis that applies and of which nothing counts leaves no score. */
CIR_WIDE static void refuse_without(double *points, const struct cir_axis_sums *sums, const struct cir_intervals *axis,
                                    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool is_missed = (sums->weight[i] > 0) & isnan(axis->point[i]);
        points[i] = is_missed ? NAN : points[i];
    }
}

/* Of a scheme that asks for coverage, no weighted axis may be silent: a scale alone tells nothing of severity. */
static void refuse_scores(struct cir_totals *totals, const struct cir_scheme *scheme, const struct cir_sums *sums,
                          size_t count)
{
    double *points = totals->score.point;
    bool refuses = scheme->unknown == CIR_UNKNOWN_REFUSE;
    for (size_t i = 0; i < count; i++)
        points[i] = totals->score.coverage[i] < scheme->coverage_min ? NAN : points[i];
    for (size_t axis = 0; axis < scheme->axis_count; axis++)
        if (refuses || (scheme->coverage_min > 0 && scheme->axes[axis].kind == CIR_AXIS_WEIGHT))
            refuse_without(points, &sums->axes[axis], &totals->axes[axis], count);
}

static void clear_totals(struct cir_totals *totals)
{
    totals->score = (struct cir_intervals){.low = {0}};
    for (size_t i = 0; i < CIR_BATCH; i++)
        totals->leader[i] = NAN;
}

/* From 0..1 to 0..score_max. Rounding may push a total above 1, and the point out of its ends. */
CIR_WIDE static void scale(struct cir_intervals *intervals, size_t count, double score_max)
{
    for (size_t i = 0; i < count; i++) {
        double low = cir_lesser(intervals->low[i], 1) * score_max;
        double high = cir_lesser(intervals->high[i], 1) * score_max;
        intervals->point[i] = within(intervals->point[i] * score_max, low, high);
        intervals->low[i] = low;
        intervals->high[i] = high;
    }
}

void cir_totals_make(struct cir_totals *totals, const struct cir_scheme *scheme, const struct cir_sums *sums,
                     size_t count)
{
    clear_totals(totals);
    for (size_t axis = 0; axis < scheme->axis_count; axis++)
        make_axis(&totals->axes[axis], scheme, scheme->axes[axis].exponent, &sums->axes[axis], count);
    make_mean(totals, scheme, sums, count);
    for (size_t axis = 0; axis < scheme->axis_count; axis++)
        if (scheme->axes[axis].kind == CIR_AXIS_LIFT)
            lift_score(&totals->score, &scheme->axes[axis], &sums->axes[axis], &totals->axes[axis], count);
    refuse_scores(totals, scheme, sums, count);
    for (size_t axis = 0; axis < scheme->axis_count; axis++)
        scale(&totals->axes[axis], count, scheme->score_max);
    scale(&totals->score, count, scheme->score_max);
}

static struct cir_interval interval_at(const struct cir_intervals *intervals, size_t i)
{
    return (struct cir_interval){intervals->low[i], intervals->point[i], intervals->high[i], intervals->coverage[i]};
}

void cir_totals_at(const struct cir_totals *totals, size_t i, const struct cir_scheme *scheme,
                   struct cir_verdict *verdict)
{
    bool leads = !isnan(totals->leader[i]);
    verdict->reason = leads ? CIR_REASON_FACTOR : CIR_REASON_NONE;
    verdict->reason_number = leads ? (unsigned)totals->leader[i] : 0;
    verdict->score = interval_at(&totals->score, i);
    for (size_t axis = 0; axis < scheme->axis_count; axis++)
        verdict->axes[axis] = interval_at(&totals->axes[axis], i);
}

void cir_aggregate_values(const struct cir_scheme *scheme, const struct cir_factor_value *values,
                          struct cir_verdict *verdict)
{
    struct cir_sums sums;
    struct cir_totals totals;
    cir_sums_clear(&sums, scheme);
    for (unsigned i = 0; i < scheme->factor_count; i++) {
        struct cir_factor_values one;
        cir_factor_values_set(&one, 0, &values[i]);
        cir_sums_add(&sums, scheme, i, &one, 1);
    }
    cir_totals_make(&totals, scheme, &sums, 1);
    cir_totals_at(&totals, 0, scheme, verdict);
}

/* ---- bands ---- */

/* Bands are half-open on the score as computed, not as printed. A score whose exact value is the edge of a band may
 * come out some units in the last place below it (0.35 has no exact double): so much is forgiven, no more. */
static const double ROUNDING = 1e-12;

CIR_WIDE void cir_band_levels(int *restrict levels, const struct cir_scheme *scheme, const double *restrict scores,
                              size_t count)
{
    for (size_t i = 0; i < count; i++)
        levels[i] = scheme->bands[0].level;
    for (size_t band = 1; band < scheme->band_count; band++) {
        const int level = scheme->bands[band].level;
        const double low = scheme->bands[band].low - ROUNDING * scheme->score_max;
        for (size_t i = 0; i < count; i++)
            levels[i] = scores[i] >= low ? level : levels[i];
    }
}

int cir_band_level(const struct cir_scheme *scheme, double score)
{
    int level;
    cir_band_levels(&level, scheme, &score, 1);
    return level;
}
