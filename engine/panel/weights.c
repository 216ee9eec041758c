#include "panel/weights.h"

#include <gsl/gsl_sort.h>
#include <math.h>

/* Weights of equal answers differ by rounding alone. */
static const double tie = 1e-9;

size_t cir_weights_of_ratings(double *weights, const struct cir_panel_answer *answers, size_t count)
{
    double sum = 0;
    size_t judged = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_given = answers[i].state == CIR_PANEL_ANSWER_GIVEN;
        sum += is_given ? answers[i].value : 0;
        judged += is_given;
    }
    for (size_t i = 0; i < count; i++)
        weights[i] = answers[i].state == CIR_PANEL_ANSWER_GIVEN ? answers[i].value / sum : (double)NAN;
    return judged;
}

static double ratio_of(const struct cir_panel_answer *there, const struct cir_panel_answer *back)
{
    bool is_there = there->state == CIR_PANEL_ANSWER_GIVEN;
    bool is_back = back->state == CIR_PANEL_ANSWER_GIVEN;
    if (is_there && (!is_back || there->value >= 1))
        return there->value;
    return is_back ? 1 / back->value : (double)NAN;
}

void cir_matrix_of_answers(double *matrix, const struct cir_panel_answer *answers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        matrix[i * count + i] = 1;
        for (size_t j = i + 1; j < count; j++) {
            matrix[i * count + j] = ratio_of(&answers[i * count + j], &answers[j * count + i]);
            matrix[j * count + i] = 1 / matrix[i * count + j];
        }
    }
}

static int compare(double a, double b)
{
    double difference = a - b;
    return fabs(difference) <= tie * fmax(fabs(a), fabs(b)) ? 0 : (difference > 0) - (difference < 0);
}

void cir_weights_rank(double *ranks, size_t *order, const double *weights, size_t count)
{
    size_t told = 0;
    for (size_t i = 0; i < count; i++) {
        ranks[i] = isnan(weights[i]) ? INFINITY : weights[i];
        told += isnan(weights[i]) ? 0 : 1;
    }
    gsl_sort_index(order, ranks, 1, count);
    for (size_t start = 0, end = 0; start < told; start = end) {
        while (end < told && compare(weights[order[end]], weights[order[start]]) == 0)
            end++;
        for (size_t i = start; i < end; i++)
            ranks[order[i]] = (double)(start + end + 1) / 2;
    }
    for (size_t i = told; i < count; i++)
        ranks[order[i]] = NAN;
}

static bool has_both(const double *a, const double *b, size_t i)
{
    return !isnan(a[i]) && !isnan(b[i]);
}

double cir_weights_distance(const double *a, const double *b, size_t count)
{
    double sum_a = 0;
    double sum_b = 0;
    double differences = 0;
    size_t shared = 0;
    for (size_t i = 0; i < count; i++) {
        if (!has_both(a, b, i))
            continue;
        sum_a += a[i];
        sum_b += b[i];
        shared++;
    }
    for (size_t i = 0; i < count; i++)
        differences += has_both(a, b, i) ? fabs(a[i] / sum_a - b[i] / sum_b) : 0;
    return shared > 1 ? differences / 2 : (double)NAN;
}

double cir_weights_tau(const double *a, const double *b, size_t count)
{
    double sum = 0;
    double untied_a = 0;
    double untied_b = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            if (!has_both(a, b, i) || !has_both(a, b, j))
                continue;
            int of_a = compare(a[i], a[j]);
            int of_b = compare(b[i], b[j]);
            sum += of_a * of_b;
            untied_a += of_a != 0;
            untied_b += of_b != 0;
        }
    return untied_a > 0 && untied_b > 0 ? sum / sqrt(untied_a * untied_b) : (double)NAN;
}
