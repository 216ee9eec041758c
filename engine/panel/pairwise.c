#include "panel/pairwise.h"

#include "panel/log_ratios.h"

#include <gsl/gsl_complex_math.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_min.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* What rounding alone leaves of lambda_max - n. */
static const double rounding = 1e-10;

/* ---- principal eigenvector ---- */

/* Harker's matrix: what is missing of a row stands on its diagonal. */
static void set_matrix(gsl_matrix *to, const double *matrix, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double diagonal = 1;
        for (size_t j = 0; j < count; j++) {
            double value = matrix[i * count + j];
            diagonal += isnan(value);
            gsl_matrix_set(to, i, j, isnan(value) ? 0 : value);
        }
        gsl_matrix_set(to, i, i, diagonal);
    }
}

/* The eigenvalue of greatest size of a matrix without negative elements is real, and so is its vector. */
static size_t find_greatest(const gsl_vector_complex *values)
{
    size_t found = 0;
    for (size_t i = 1; i < values->size; i++)
        if (GSL_REAL(gsl_vector_complex_get(values, i)) > GSL_REAL(gsl_vector_complex_get(values, found)))
            found = i;
    return found;
}

static void take_vector(double *weights, const gsl_matrix_complex *vectors, size_t column)
{
    double sum = 0;
    for (size_t i = 0; i < vectors->size1; i++) {
        weights[i] = fabs(GSL_REAL(gsl_matrix_complex_get(vectors, i, column)));
        sum += weights[i];
    }
    for (size_t i = 0; i < vectors->size1; i++)
        weights[i] /= sum;
}

/* lambda_max, and its vector where it is asked for; NAN where GSL finds none. */
static enum cir_status find_principal(double *lambda_max, double *weights, const double *matrix, size_t count,
                                      struct cir_error *error)
{
    gsl_matrix *copy = gsl_matrix_alloc(count, count);
    gsl_vector_complex *values = gsl_vector_complex_alloc(count);
    gsl_matrix_complex *vectors = gsl_matrix_complex_alloc(count, count);
    gsl_eigen_nonsymmv_workspace *work = gsl_eigen_nonsymmv_alloc(count);
    bool is_whole = copy != NULL && values != NULL && vectors != NULL && work != NULL;
    *lambda_max = NAN;
    if (is_whole) {
        set_matrix(copy, matrix, count);
        if (gsl_eigen_nonsymmv(copy, values, vectors, work) == GSL_SUCCESS) {
            size_t greatest = find_greatest(values);
            *lambda_max = GSL_REAL(gsl_vector_complex_get(values, greatest));
            if (weights != NULL)
                take_vector(weights, vectors, greatest);
        }
    }
    gsl_matrix_free(copy);
    gsl_vector_complex_free(values);
    gsl_matrix_complex_free(vectors);
    if (work != NULL)
        gsl_eigen_nonsymmv_free(work);
    return is_whole ? CIR_OK : cir_fail_memory(error);
}

/* ---- weights ---- */

static void add_pairs(struct cir_log_ratios *ratios, const double *matrix)
{
    for (size_t i = 0; i < ratios->count; i++)
        for (size_t j = i + 1; j < ratios->count; j++)
            if (!isnan(matrix[i * ratios->count + j]))
                cir_log_ratios_add(ratios, i, j, matrix[i * ratios->count + j], 1);
}

enum cir_status cir_pairwise_weights(double *weights, const double *matrix, size_t count,
                                     enum cir_pairwise_method method, struct cir_error *error)
{
    struct cir_log_ratios ratios;
    double lambda_max;
    enum cir_status status = cir_log_ratios_start(&ratios, count, error);
    if (status == CIR_OK) {
        add_pairs(&ratios, matrix);
        status = cir_log_ratios_solve(weights, &ratios, error);
    }
    cir_log_ratios_free(&ratios);
    if (status == CIR_OK && method == CIR_PAIRWISE_EIGENVECTOR && !isnan(weights[0]))
        status = find_principal(&lambda_max, weights, matrix, count, error);
    return status;
}

/* ---- consistency ---- */

static size_t count_missing(const double *matrix, size_t count)
{
    size_t missing = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            missing += isnan(matrix[i * count + j]) ? 1 : 0;
    return missing;
}

/* NAN where no answers can contradict each other, and where the table ends. */
static double random_index_of(const double *matrix, size_t count, const struct cir_panel_limits *limits)
{
    if (count < 3 || count > CIR_RANDOM_INDEX_MAX)
        return NAN;
    double n = (double)count;
    double share = 1 - 2 * (double)count_missing(matrix, count) / ((n - 1) * (n - 2));
    return share > 0 ? limits->random_index[count] * share : (double)NAN;
}

static struct cir_consistency consistency_of(double lambda_max, const double *matrix, size_t count,
                                             const struct cir_panel_limits *limits)
{
    double n = (double)count;
    struct cir_consistency consistency = {.lambda_max = lambda_max};
    consistency.index = lambda_max - n > rounding * n ? (lambda_max - n) / (n - 1) : 0;
    consistency.ratio = consistency.index / random_index_of(matrix, count, limits);
    return consistency;
}

static bool reaches_all(const double *matrix, size_t count, bool *is_reached, size_t from)
{
    size_t reached = 0;
    is_reached[from] = true;
    for (size_t i = 0; i < count; i++)
        if (!is_reached[i] && !isnan(matrix[from * count + i]))
            (void)reaches_all(matrix, count, is_reached, i);
    for (size_t i = 0; i < count; i++)
        reached += is_reached[i];
    return reached == count;
}

static bool is_joined(const double *matrix, size_t count)
{
    bool is_reached[CIR_PANEL_CRITERIA_MAX] = {false};
    return reaches_all(matrix, count, is_reached, 0);
}

enum cir_status cir_pairwise_consistency(struct cir_consistency *consistency, const double *matrix, size_t count,
                                         const struct cir_panel_limits *limits, struct cir_error *error)
{
    double lambda_max;
    *consistency = (struct cir_consistency){NAN, NAN, NAN};
    if (!is_joined(matrix, count))
        return CIR_OK;
    enum cir_status status = find_principal(&lambda_max, NULL, matrix, count, error);
    if (status == CIR_OK && !isnan(lambda_max))
        *consistency = consistency_of(lambda_max, matrix, count, limits);
    return status;
}

/* ---- the answer to look at first ---- */

/* A matrix in which one pair is changed. */
struct trial {
    double *matrix; /* owned */
    size_t count;
    size_t a;
    size_t b;
    enum cir_status status;
    struct cir_error *error;
};

static void set_pair(struct trial *trial, double value)
{
    trial->matrix[trial->a * trial->count + trial->b] = value;
    trial->matrix[trial->b * trial->count + trial->a] = 1 / value;
}

static double lambda_max_of(double logarithm, void *context)
{
    struct trial *trial = context;
    double lambda_max = NAN;
    set_pair(trial, exp(logarithm));
    if (trial->status == CIR_OK)
        trial->status = find_principal(&lambda_max, NULL, trial->matrix, trial->count, trial->error);
    return lambda_max;
}

/* lambda_max and weights without the answer at hand; NAN where criteria fall apart without it. */
static enum cir_status leave_out(double *lambda_max, double *weights, struct trial *trial)
{
    const double given = trial->matrix[trial->a * trial->count + trial->b];
    enum cir_status status = CIR_OK;
    *lambda_max = NAN;
    set_pair(trial, NAN);
    if (is_joined(trial->matrix, trial->count))
        status = find_principal(lambda_max, weights, trial->matrix, trial->count, trial->error);
    set_pair(trial, given);
    return status;
}

/* Leave the answer at hand out, and see whether lambda_max is less than `least`. */
static enum cir_status try_without(struct cir_mend *mend, struct trial *trial, double *least, double *start)
{
    double weights[CIR_PANEL_CRITERIA_MAX] = {0};
    double lambda_max;
    const double given = trial->matrix[trial->a * trial->count + trial->b];
    if (isnan(given))
        return CIR_OK;
    enum cir_status status = leave_out(&lambda_max, weights, trial);
    if (status != CIR_OK || isnan(lambda_max) || lambda_max >= *least - rounding * (double)trial->count)
        return status;
    *least = lambda_max;
    *start = log(weights[trial->a] / weights[trial->b]);
    *mend = (struct cir_mend){.a = trial->a, .b = trial->b, .given = given};
    return CIR_OK;
}

/* Leave each answer out in turn. @param start gets what the others imply for the one found */
static enum cir_status find_worst(struct cir_mend *mend, struct trial *trial, double *start)
{
    double least;
    enum cir_status status = find_principal(&least, NULL, trial->matrix, trial->count, trial->error);
    for (trial->a = 0; trial->a < trial->count; trial->a++)
        for (trial->b = trial->a + 1; trial->b < trial->count && status == CIR_OK; trial->b++)
            status = try_without(mend, trial, &least, start);
    return status;
}

/* lambda_max is convex in the logarithm of one answer, so that there is one least, near what the others imply. */
static enum cir_status find_least(double *logarithm, struct trial *trial, double start)
{
    enum { STEPS_MAX = 60 };
    const double reach = 5;
    const double accuracy = 1e-6;
    gsl_function function = {.function = lambda_max_of, .params = trial};
    gsl_min_fminimizer *minimizer = gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
    if (minimizer == NULL)
        return cir_fail_memory(trial->error);
    *logarithm = start;
    if (gsl_min_fminimizer_set(minimizer, &function, start, start - reach, start + reach) == GSL_SUCCESS) {
        int state = GSL_CONTINUE;
        for (int i = 0; i < STEPS_MAX && state == GSL_CONTINUE && trial->status == CIR_OK; i++) {
            if (gsl_min_fminimizer_iterate(minimizer) != GSL_SUCCESS)
                break;
            state = gsl_min_test_interval(gsl_min_fminimizer_x_lower(minimizer), gsl_min_fminimizer_x_upper(minimizer),
                                          accuracy, 0);
        }
        *logarithm = gsl_min_fminimizer_x_minimum(minimizer);
    }
    gsl_min_fminimizer_free(minimizer);
    return trial->status;
}

static double held(double value, double least, double greatest)
{
    return fmax(least, fmin(value, greatest));
}

static enum cir_status find_mend(struct cir_mend *mend, struct trial *trial, const struct cir_panel_limits *limits)
{
    const double greatest = log(limits->values[CIR_PANEL_PAIRWISE_MAX]);
    double start = 0;
    double logarithm = 0;
    double lambda_max;
    enum cir_status status = find_worst(mend, trial, &start);
    if (status != CIR_OK || mend->b == 0)
        return status;
    trial->a = mend->a;
    trial->b = mend->b;
    status = find_least(&logarithm, trial, start);
    if (status != CIR_OK)
        return status;
    mend->value = exp(held(logarithm, -greatest, greatest));
    lambda_max = lambda_max_of(log(mend->value), trial);
    mend->ratio = consistency_of(lambda_max, trial->matrix, trial->count, limits).ratio;
    return trial->status;
}

enum cir_status cir_pairwise_mend(struct cir_mend *mend, const double *matrix, size_t count,
                                  const struct cir_panel_limits *limits, struct cir_error *error)
{
    *mend = (struct cir_mend){.given = NAN, .value = NAN, .ratio = NAN};
    struct trial trial = {.matrix = calloc(count * count, sizeof *trial.matrix), .count = count, .error = error};
    if (trial.matrix == NULL)
        return cir_fail_memory(error);
    memcpy(trial.matrix, matrix, count * count * sizeof *trial.matrix);
    enum cir_status status = find_mend(mend, &trial, limits);
    free(trial.matrix);
    return status;
}
