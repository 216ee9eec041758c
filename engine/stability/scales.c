#include "stability/scales.h"

#include "stability/fact_laws.h"

#include <math.h>

static void widen(struct cir_scale_ends *ends, double value)
{
    if (!isfinite(value))
        return;
    ends->worst = fmin(ends->worst, value); /* fmin passes over NAN */
    ends->best = fmax(ends->best, value);
}

static struct cir_scale_ends ends_of_facts(size_t criterion, size_t criteria, const struct cir_assets *assets)
{
    struct cir_scale_ends ends = {NAN, NAN};
    for (size_t i = criterion; i < assets->count * criteria; i += criteria) {
        const struct cir_fact_span fact =
            assets->laws != NULL ? cir_fact_ends(&assets->facts[i], &assets->laws[i]) : assets->facts[i];
        widen(&ends, fact.low);
        widen(&ends, fact.high);
    }
    return ends;
}

enum cir_status cir_scales_find(struct cir_scale_ends *scales, const struct cir_panel_criteria *criteria,
                                const struct cir_assets *assets, const char *file, struct cir_error *error)
{
    for (size_t j = 0; j < criteria->count; j++) {
        const struct cir_panel_criterion *criterion = &criteria->list[j];
        scales[j] = (struct cir_scale_ends){criterion->worst, criterion->best};
        if (!isnan(criterion->worst))
            continue;
        struct cir_scale_ends ends = ends_of_facts(j, criteria->count, assets);
        if (!(ends.best > ends.worst))
            return cir_fail(
                error, CIR_BAD_TABLE, (struct cir_place){.file = file},
                "no two assets differ in criterion '%s', so that it has no scale; expected its worst and best",
                criterion->code);
        scales[j] = criterion->less_counts_more ? (struct cir_scale_ends){ends.best, ends.worst} : ends;
    }
    return CIR_OK;
}

struct cir_partial_value cir_partial_value_of(struct cir_fact_span fact, const struct cir_scale_ends *scale)
{
    const double width = scale->best - scale->worst;
    if (isnan(fact.low))
        return (struct cir_partial_value){0, 1};
    double first = (fact.low - scale->worst) / width;
    double last = (fact.high - scale->worst) / width;
    if (isinf(last))
        last = last > 0 ? fmax(first, 1) : fmin(first, 0);
    return first <= last ? (struct cir_partial_value){first, last} : (struct cir_partial_value){last, first};
}

/* Area from 0 to x below what counts of a value: 0 up to 0, then itself, then 1. */
static double area_to(double x)
{
    return x <= 0 ? 0 : x < 1 ? x * x / 2 : x - .5;
}

double cir_partial_value_mean(const struct cir_partial_value *value)
{
    if (value->high > value->low)
        return (area_to(value->high) - area_to(value->low)) / (value->high - value->low);
    return cir_value_counted(value->low);
}
