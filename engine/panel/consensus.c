#include "panel/consensus.h"

#include "panel/weights.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

static bool is_complete(const double *weights, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (isnan(weights[i]))
            return false;
    return true;
}

/* ---- concordance ---- */

/* The sum of t^3 - t: t^2 - 1 for each of the t members of a tie. */
static double ties_of(const double *ranks, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        double tied = 0;
        for (size_t j = 0; j < count; j++)
            tied += ranks[j] == ranks[i];
        sum += tied * tied - 1;
    }
    return sum;
}

static void finish_concordance(struct cir_concordance *concordance, const double *sums, size_t count, double ties)
{
    double m = (double)concordance->experts;
    double n = (double)count;
    double squares = 0;
    for (size_t i = 0; i < count; i++)
        squares += (sums[i] - m * (n + 1) / 2) * (sums[i] - m * (n + 1) / 2);
    double most = m * m * (n * n * n - n) - m * ties;
    *concordance = (struct cir_concordance){concordance->experts, NAN, NAN, NAN};
    if (concordance->experts < 2 || most <= 0)
        return;
    concordance->w = 12 * squares / most;
    concordance->chi_squared = m * (n - 1) * concordance->w;
    concordance->p = gsl_cdf_chisq_Q(concordance->chi_squared, n - 1);
}

enum cir_status cir_concordance_make(struct cir_concordance *concordance, const double *weights, size_t expert_count,
                                     size_t criteria_count, struct cir_error *error)
{
    double *ranks = calloc(criteria_count, sizeof *ranks);
    double *sums = calloc(criteria_count, sizeof *sums);
    size_t *order = calloc(criteria_count, sizeof *order);
    bool is_whole = ranks != NULL && sums != NULL && order != NULL;
    double ties = 0;
    *concordance = (struct cir_concordance){0};
    for (size_t k = 0; k < expert_count && is_whole; k++) {
        if (!is_complete(weights + k * criteria_count, criteria_count))
            continue;
        cir_weights_rank(ranks, order, weights + k * criteria_count, criteria_count);
        for (size_t i = 0; i < criteria_count; i++)
            sums[i] += ranks[i];
        ties += ties_of(ranks, criteria_count);
        concordance->experts++;
    }
    if (is_whole)
        finish_concordance(concordance, sums, criteria_count, ties);
    free(ranks);
    free(sums);
    free(order);
    return is_whole ? CIR_OK : cir_fail_memory(error);
}

/* ---- alpha ---- */

/* Sum of the squared differences of all ordered pairs of `count` values that stand `stride` apart, NAN left out. */
struct spread {
    double count;
    double sum;
    double squares;
};

static void add_value(struct spread *spread, double value)
{
    if (isnan(value))
        return;
    spread->count++;
    spread->sum += value;
    spread->squares += value * value;
}

static double differences_of(const struct spread *spread)
{
    return 2 * (spread->count * spread->squares - spread->sum * spread->sum);
}

static void add_spread(struct spread *to, const struct spread *from)
{
    to->count += from->count;
    to->sum += from->sum;
    to->squares += from->squares;
}

static double alpha_of(const double *values, size_t expert_count, size_t criteria_count)
{
    struct spread all = {0};
    double observed = 0;
    for (size_t i = 0; i < criteria_count; i++) {
        struct spread one = {0};
        for (size_t k = 0; k < expert_count; k++)
            add_value(&one, values[k * criteria_count + i]);
        if (one.count < 2)
            continue;
        observed += differences_of(&one) / (one.count - 1);
        add_spread(&all, &one);
    }
    double expected = differences_of(&all);
    /* What rounding leaves of equal values is no difference. */
    return expected > 1e-12 * all.squares * all.count ? 1 - (all.count - 1) * observed / expected : (double)NAN;
}

/* Values of criteria that one expert alone judged are in no pair, and so have no rank. */
static void leave_single(double *values, size_t expert_count, size_t criteria_count)
{
    for (size_t i = 0; i < criteria_count; i++) {
        size_t judged = 0;
        for (size_t k = 0; k < expert_count; k++)
            judged += isnan(values[k * criteria_count + i]) ? 0 : 1;
        for (size_t k = 0; k < expert_count && judged < 2; k++)
            values[k * criteria_count + i] = NAN;
    }
}

enum cir_status cir_panel_alpha_make(struct cir_panel_alpha *alpha, const double *weights, size_t expert_count,
                                     size_t criteria_count, struct cir_error *error)
{
    const size_t count = expert_count * criteria_count;
    double *values = calloc(count + 1, sizeof *values);
    double *ranks = calloc(count + 1, sizeof *ranks);
    size_t *order = calloc(count + 1, sizeof *order);
    bool is_whole = values != NULL && ranks != NULL && order != NULL;
    for (size_t i = 0; i < count && is_whole; i++)
        values[i] = weights[i];
    if (is_whole) {
        leave_single(values, expert_count, criteria_count);
        cir_weights_rank(ranks, order, values, count);
        alpha->ordinal = alpha_of(ranks, expert_count, criteria_count);
        alpha->interval = alpha_of(values, expert_count, criteria_count);
    }
    free(values);
    free(ranks);
    free(order);
    return is_whole ? CIR_OK : cir_fail_memory(error);
}

/* ---- entropies ---- */

static double entropy_of(double share)
{
    return share > 0 ? -share * log(share) : 0;
}

/* One criterion `scale_max` times each of the others. */
static double least_entropy(size_t count, double scale_max)
{
    double sum = (double)count - 1 + scale_max;
    return entropy_of(scale_max / sum) + (double)(count - 1) * entropy_of(1 / sum);
}

static double mean_weight(const double *weights, size_t expert_count, size_t criteria_count, size_t criterion)
{
    double sum = 0;
    double experts = 0;
    for (size_t k = 0; k < expert_count; k++) {
        if (!is_complete(weights + k * criteria_count, criteria_count))
            continue;
        sum += weights[k * criteria_count + criterion];
        experts++;
    }
    return sum / experts;
}

struct cir_consensus cir_consensus_of(const double *weights, size_t expert_count, size_t criteria_count,
                                      double scale_max)
{
    struct cir_consensus consensus = {.value = NAN, .alpha_entropy = NAN, .beta_entropy = NAN};
    double alpha = 0;
    double gamma = 0;
    for (size_t k = 0; k < expert_count; k++) {
        if (!is_complete(weights + k * criteria_count, criteria_count))
            continue;
        for (size_t i = 0; i < criteria_count; i++)
            alpha += entropy_of(weights[k * criteria_count + i]);
        consensus.experts++;
    }
    if (consensus.experts < 2)
        return consensus;
    for (size_t i = 0; i < criteria_count; i++)
        gamma += entropy_of(mean_weight(weights, expert_count, criteria_count, i));
    double least = exp(least_entropy(criteria_count, scale_max)) / (double)criteria_count;
    consensus.alpha_entropy = alpha / (double)consensus.experts;
    consensus.beta_entropy = fmax(gamma - consensus.alpha_entropy, 0);
    consensus.value = fmax((exp(-consensus.beta_entropy) - least) / (1 - least), 0);
    return consensus;
}
