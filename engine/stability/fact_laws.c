#include "stability/fact_laws.h"

#include "stability/scales.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* ---- quantiles ---- */

/* Newton's step where it stays between what is known to be below and above, else the middle. GSL's own inverse gives up on
 * many shapes (gsl_cdf_beta_Pinv, "failed to converge"). */
static double next_guess(const struct cir_fact_law *law, double x, double miss, double below, double above)
{
    const double newton = x - miss / gsl_ran_beta_pdf(x, law->first, law->second);
    return newton > below && newton < above ? newton : (below + above) / 2;
}

static double beta_quantile(const struct cir_fact_law *law, double p)
{
    enum { STEPS_MAX = 200 };
    const double near = 1e-14;
    double below = 0;
    double above = 1;
    double x = law->first / (law->first + law->second);
    for (int step = 0; step < STEPS_MAX && above - below > near; step++) {
        const double miss = gsl_cdf_beta_P(x, law->first, law->second) - p;
        if (miss < 0)
            below = x;
        else
            above = x;
        const double next = next_guess(law, x, miss, below, above);
        if (fabs(next - x) <= near)
            return next;
        x = next;
    }
    return x;
}

double cir_fact_quantile(const struct cir_fact_law *law, double p)
{
    if (law->kind == CIR_FACT_BETA)
        return beta_quantile(law, p);
    const double normal = law->first + law->second * gsl_cdf_ugaussian_Pinv(p);
    return law->kind == CIR_FACT_LOGNORMAL ? exp(normal) : normal;
}

struct cir_fact_span cir_fact_ends(const struct cir_fact_span *fact, const struct cir_fact_law *law)
{
    if (law->kind == CIR_FACT_EVEN)
        return *fact;
    return (struct cir_fact_span){cir_fact_quantile(law, CIR_FACT_LOW_QUANTILE),
                                  cir_fact_quantile(law, CIR_FACT_HIGH_QUANTILE)};
}

/* ---- on a scale ---- */

double cir_fact_counted(const struct cir_fact_law *law, const struct cir_scale_ends *scale, double p)
{
    const double width = scale->best - scale->worst;
    const double x = cir_fact_quantile(law, width > 0 ? p : 1 - p);
    return cir_value_counted((x - scale->worst) / width);
}

/* What of a law lies below an end: its share, and its part of the mean. */
struct part {
    double share;
    double mean;
};

static struct part normal_below(const struct cir_fact_law *law, double end)
{
    const double z = (end - law->first) / law->second;
    const double share = gsl_cdf_ugaussian_P(z);
    return (struct part){share, law->first * share - law->second * gsl_ran_ugaussian_pdf(z)};
}

static struct part lognormal_below(const struct cir_fact_law *law, double end)
{
    const double z = end > 0 ? (log(end) - law->first) / law->second : -INFINITY;
    return (struct part){gsl_cdf_ugaussian_P(z),
                         exp(law->first + law->second * law->second / 2) * gsl_cdf_ugaussian_P(z - law->second)};
}

static struct part beta_below(const struct cir_fact_law *law, double end)
{
    const double x = cir_value_counted(end); /* a share lies within 0..1 */
    const double mean = law->first / (law->first + law->second);
    return (struct part){gsl_cdf_beta_P(x, law->first, law->second),
                         mean * gsl_cdf_beta_P(x, law->first + 1, law->second)};
}

static struct part below(const struct cir_fact_law *law, double end)
{
    if (law->kind == CIR_FACT_BETA)
        return beta_below(law, end);
    return law->kind == CIR_FACT_LOGNORMAL ? lognormal_below(law, end) : normal_below(law, end);
}

double cir_fact_mean_counted(const struct cir_fact_law *law, const struct cir_scale_ends *scale)
{
    const double least = fmin(scale->worst, scale->best);
    const double greatest = fmax(scale->worst, scale->best);
    const struct part first = below(law, least);
    const struct part last = below(law, greatest);
    const double inside = (last.mean - first.mean - least * (last.share - first.share)) / (greatest - least);
    const double mean = cir_value_counted(inside + 1 - last.share); /* rounding may lead out of it */
    return scale->best > scale->worst ? mean : 1 - mean;
}
