#include "scoring/aggregate.h"

/* One axis on its way into the total. */
struct part {
    struct cir_interval interval; /* 0..1 */
    double leading_share;         /* of the leader in the axis */
    unsigned leader;
    bool is_applicable;
};

/* What an unanswered factor counts with in the point score: NAN where it is left out. */
static double unanswered_value(const struct cir_scheme *scheme, const struct cir_factor_value *value)
{
    switch (scheme->unknown) {
    case CIR_UNKNOWN_ZERO:
        return 0;
    case CIR_UNKNOWN_WORST:
        return value->high;
    case CIR_UNKNOWN_BOUNDS:
    case CIR_UNKNOWN_RENORMALISE:
    case CIR_UNKNOWN_REFUSE:
        break;
    }
    return NAN;
}

static void add_point(struct cir_axis_sums *sums, const struct cir_factor *factor, unsigned number, double term)
{
    sums->point += term;
    sums->counted += factor->weight;
    sums->span_counted += factor->weight * (factor->greatest - factor->least);
    /* of equals the first, in whatever order they come */
    if (term > sums->leading_term || (term == sums->leading_term && term > 0 && number < sums->leader)) {
        sums->leading_term = term;
        sums->leader = number;
    }
}

static void add_unanswered(struct cir_axis_sums *sums, const struct cir_scheme *scheme, unsigned number,
                           const struct cir_factor_value *value)
{
    const struct cir_factor *factor = &scheme->factors[number];
    double counted = unanswered_value(scheme, value);
    sums->low += cir_factor_term(scheme, factor, scheme->unknown == CIR_UNKNOWN_ZERO ? 0 : value->low);
    sums->high += cir_factor_term(scheme, factor, value->high);
    if (scheme->unknown == CIR_UNKNOWN_REFUSE)
        sums->is_refused = true;
    if (!isnan(counted))
        add_point(sums, factor, number, cir_factor_term(scheme, factor, counted));
}

void cir_axis_sums_add(struct cir_axis_sums *sums, const struct cir_scheme *scheme, unsigned number,
                       const struct cir_factor_value *value)
{
    const struct cir_factor *factor = &scheme->factors[number];
    if (value->answer == CIR_NOT_APPLICABLE)
        return;
    sums->weight += factor->weight;
    sums->span += factor->weight * (factor->greatest - factor->least);
    if (value->answer == CIR_UNANSWERED) {
        add_unanswered(sums, scheme, number, value);
        return;
    }
    double term = cir_factor_term(scheme, factor, value->point);
    bool is_exact = value->low == value->high;
    sums->answered += factor->weight;
    sums->low += is_exact ? term : cir_factor_term(scheme, factor, value->low);
    sums->high += is_exact ? term : cir_factor_term(scheme, factor, value->high);
    add_point(sums, factor, number, term);
}

static double within(double value, double low, double high)
{
    return cir_lesser(cir_greater(value, low), high);
}

/* Where nothing can differ (a span of 0) nothing scores. */
static double mean(const struct cir_scheme *scheme, double exponent, double sum, double weight, double span)
{
    if (scheme->normalise_span)
        return span > 0 ? within(sum / span, 0, 1) : 0;
    return cir_root(sum / weight, exponent);
}

static void fill_part(struct part *part, const struct cir_scheme *scheme, const struct cir_axis *axis,
                      const struct cir_axis_sums *sums)
{
    *part = (struct part){.interval = {.point = NAN}, .leader = CIR_INDEX_NONE, .is_applicable = sums->weight > 0};
    if (!part->is_applicable)
        return;
    struct cir_interval *interval = &part->interval;
    interval->low = mean(scheme, axis->exponent, sums->low, sums->weight, sums->span);
    interval->high = mean(scheme, axis->exponent, sums->high, sums->weight, sums->span);
    interval->coverage = sums->answered / sums->weight;
    if (sums->counted == 0 || sums->is_refused)
        return;
    double point = mean(scheme, axis->exponent, sums->point, sums->counted, sums->span_counted);
    interval->point = within(point, interval->low, interval->high);
    part->leader = sums->leader;
    part->leading_share = sums->leading_term > 0 ? sums->leading_term / sums->point : 0;
}

/* Shares that differ by less are equal: sums differ in their last bits by the order in which they were made. */
static const double NEARLY = 1e-9;

/* The leader of all axes: the largest share of the point; of equals the first. */
static void choose_reason(struct cir_verdict *verdict, double *largest, const struct part *part, double axis_term)
{
    double share = part->leading_share * axis_term;
    if (part->leader != CIR_INDEX_NONE && share > *largest * (1 + NEARLY)) {
        *largest = share;
        verdict->reason = CIR_REASON_FACTOR;
        verdict->reason_number = part->leader;
    }
}

/* Weights are made shares first, so that a lone axis passes unchanged. */
static struct cir_interval weighted_total(const struct cir_scheme *scheme, const struct part *parts,
                                          struct cir_verdict *verdict)
{
    struct cir_interval total = {.point = NAN};
    double weight = 0;
    double counted = 0;
    double point = 0;
    double largest = 0;
    for (size_t i = 0; i < scheme->axis_count; i++) {
        if (scheme->axes[i].kind != CIR_AXIS_WEIGHT || !parts[i].is_applicable)
            continue;
        weight += scheme->axes[i].weight;
        counted += isnan(parts[i].interval.point) ? 0 : scheme->axes[i].weight;
    }
    for (size_t i = 0; i < scheme->axis_count; i++) {
        const struct cir_interval *axis = &parts[i].interval;
        if (scheme->axes[i].kind != CIR_AXIS_WEIGHT || !parts[i].is_applicable)
            continue;
        double share = scheme->axes[i].weight / weight;
        total.low += share * cir_power(axis->low, scheme->exponent);
        total.high += share * cir_power(axis->high, scheme->exponent);
        total.coverage += share * axis->coverage;
        if (isnan(axis->point))
            continue;
        double term = scheme->axes[i].weight / counted * cir_power(axis->point, scheme->exponent);
        point += term;
        choose_reason(verdict, &largest, &parts[i], term);
    }
    total.low = cir_root(total.low, scheme->exponent);
    total.high = cir_root(total.high, scheme->exponent);
    if (counted > 0)
        total.point = cir_root(point, scheme->exponent);
    return total;
}

/* A lift of which nothing is answered counts at its middle. */
static void lift_total(struct cir_interval *total, const struct cir_axis *axis, const struct cir_interval *value)
{
    double width = axis->lift_high - axis->lift_low;
    double point = isnan(value->point) ? (value->low + value->high) / 2 : value->point;
    double low = axis->lift_low + width * value->low;
    double high = axis->lift_low + width * value->high;
    total->low *= cir_lesser(low, high);
    total->point *= axis->lift_low + width * point;
    total->high *= cir_greater(low, high);
}

static void scale_interval(struct cir_interval *scaled, const struct cir_interval *interval, double score_max)
{
    scaled->low = cir_lesser(interval->low, 1) * score_max;
    scaled->high = cir_lesser(interval->high, 1) * score_max;
    scaled->coverage = interval->coverage;
    scaled->point = NAN;
    if (!isnan(interval->point))
        scaled->point = within(cir_lesser(interval->point, 1) * score_max, scaled->low, scaled->high);
}

static bool is_refused(const struct cir_scheme *scheme, const struct part *parts)
{
    if (scheme->unknown != CIR_UNKNOWN_REFUSE)
        return false;
    for (size_t i = 0; i < scheme->axis_count; i++)
        if (parts[i].is_applicable && isnan(parts[i].interval.point))
            return true;
    return false;
}

void cir_aggregate(const struct cir_scheme *scheme, const struct cir_axis_sums *sums, struct cir_verdict *verdict)
{
    struct part parts[CIR_AXES_MAX];
    verdict->reason = CIR_REASON_NONE;
    verdict->reason_number = 0;
    for (size_t i = 0; i < scheme->axis_count; i++) {
        fill_part(&parts[i], scheme, &scheme->axes[i], &sums[i]);
        scale_interval(&verdict->axes[i], &parts[i].interval, scheme->score_max);
    }
    struct cir_interval total = weighted_total(scheme, parts, verdict);
    for (size_t i = 0; i < scheme->axis_count; i++)
        if (scheme->axes[i].kind == CIR_AXIS_LIFT && parts[i].is_applicable)
            lift_total(&total, &scheme->axes[i], &parts[i].interval);
    if (is_refused(scheme, parts) || total.coverage < scheme->coverage_min)
        total.point = NAN;
    scale_interval(&verdict->score, &total, scheme->score_max);
}

void cir_aggregate_values(const struct cir_scheme *scheme, const struct cir_factor_value *values,
                          struct cir_verdict *verdict)
{
    struct cir_axis_sums sums[CIR_AXES_MAX];
    for (size_t i = 0; i < scheme->axis_count; i++)
        sums[i] = (struct cir_axis_sums){.leader = CIR_INDEX_NONE};
    for (unsigned i = 0; i < scheme->factor_count; i++)
        cir_axis_sums_add(&sums[scheme->factors[i].axis], scheme, i, &values[i]);
    cir_aggregate(scheme, sums, verdict);
}

/* Bands are half-open on the score as computed, not as printed. A score whose exact value is the edge of a band may
 * come out some units in the last place below it (0.35 has no exact double): so much is forgiven, no more. */
static const double ROUNDING = 1e-12;

int cir_band_level(const struct cir_scheme *scheme, double score)
{
    int level = scheme->bands[0].level;
    for (size_t i = 1; i < scheme->band_count; i++)
        if (score >= scheme->bands[i].low - ROUNDING * scheme->score_max)
            level = scheme->bands[i].level;
    return level;
}

unsigned cir_factor_missed_most(const struct cir_scheme *scheme, const struct cir_factor_value *values)
{
    unsigned missed = CIR_INDEX_NONE;
    double widest = 0;
    for (unsigned i = 0; i < scheme->factor_count; i++) {
        const struct cir_axis *axis = &scheme->axes[scheme->factors[i].axis];
        double weight = axis->kind == CIR_AXIS_WEIGHT ? axis->weight : axis->lift_high - axis->lift_low;
        double width = weight * scheme->factors[i].weight * (values[i].high - values[i].low);
        if (values[i].answer == CIR_UNANSWERED && width > widest) {
            widest = width;
            missed = i;
        }
    }
    return missed;
}
