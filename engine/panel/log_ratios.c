#include "panel/log_ratios.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum cir_status cir_log_ratios_start(struct cir_log_ratios *ratios, size_t count, struct cir_error *error)
{
    *ratios = (struct cir_log_ratios){.count = count,
                                      .weights = calloc(count * count, sizeof *ratios->weights),
                                      .sums = calloc(count * count, sizeof *ratios->sums)};
    return ratios->weights != NULL && ratios->sums != NULL ? CIR_OK : cir_fail_memory(error);
}

void cir_log_ratios_add(struct cir_log_ratios *ratios, size_t i, size_t j, double ratio, double weight)
{
    double sum = weight * log(ratio);
    ratios->weights[i * ratios->count + j] += weight;
    ratios->weights[j * ratios->count + i] += weight;
    ratios->sums[i * ratios->count + j] += sum;
    ratios->sums[j * ratios->count + i] -= sum;
}

double cir_log_ratios_mean(const struct cir_log_ratios *ratios, size_t i, size_t j)
{
    size_t at = i * ratios->count + j;
    return ratios->weights[at] > 0 ? exp(ratios->sums[at] / ratios->weights[at]) : (double)NAN;
}

/* Mark all that is joined to criterion i. @return how many were not marked before */
static size_t reach(bool *is_reached, const struct cir_log_ratios *ratios, size_t i)
{
    size_t count = 1;
    is_reached[i] = true;
    for (size_t j = 0; j < ratios->count; j++)
        if (!is_reached[j] && ratios->weights[i * ratios->count + j] > 0)
            count += reach(is_reached, ratios, j);
    return count;
}

/* The normal equations have a solution but for a constant: with a matrix of ones added, the one of sum 0. */
static void set_equations(gsl_matrix *left, gsl_vector *right, const struct cir_log_ratios *ratios)
{
    for (size_t i = 0; i < ratios->count; i++) {
        double diagonal = 1;
        double sum = 0;
        for (size_t j = 0; j < ratios->count; j++) {
            size_t at = i * ratios->count + j;
            diagonal += ratios->weights[at];
            sum += ratios->sums[at];
            gsl_matrix_set(left, i, j, 1 - ratios->weights[at]);
        }
        gsl_matrix_set(left, i, i, diagonal);
        gsl_vector_set(right, i, sum);
    }
}

static void set_weights(double *weights, const gsl_vector *logarithms, size_t count)
{
    double greatest = gsl_vector_max(logarithms);
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        weights[i] = exp(gsl_vector_get(logarithms, i) - greatest);
        sum += weights[i];
    }
    for (size_t i = 0; i < count; i++)
        weights[i] /= sum;
}

enum cir_status cir_log_ratios_solve(double *weights, const struct cir_log_ratios *ratios, struct cir_error *error)
{
    const size_t count = ratios->count;
    bool *is_reached = calloc(count, sizeof *is_reached);
    gsl_matrix *left = gsl_matrix_alloc(count, count);
    gsl_vector *right = gsl_vector_alloc(count);
    bool is_whole = is_reached != NULL && left != NULL && right != NULL;
    for (size_t i = 0; i < count; i++)
        weights[i] = NAN;
    if (is_whole && reach(is_reached, ratios, 0) == count) {
        set_equations(left, right, ratios);
        if (gsl_linalg_cholesky_decomp1(left) == GSL_SUCCESS && gsl_linalg_cholesky_svx(left, right) == GSL_SUCCESS)
            set_weights(weights, right, count);
    }
    free(is_reached);
    gsl_matrix_free(left);
    gsl_vector_free(right);
    return is_whole ? CIR_OK : cir_fail_memory(error);
}

void cir_log_ratios_free(struct cir_log_ratios *ratios)
{
    free(ratios->weights);
    free(ratios->sums);
    *ratios = (struct cir_log_ratios){0};
}
