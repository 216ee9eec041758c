#include "panel/group.h"

#include "panel/log_ratios.h"

#include <math.h>
#include <stdlib.h>

static void add_matrix(struct cir_log_ratios *ratios, const struct cir_member *member)
{
    for (size_t i = 0; i < ratios->count; i++)
        for (size_t j = i + 1; j < ratios->count; j++) {
            double ratio = member->matrix != NULL ? member->matrix[i * ratios->count + j]
                                                  : member->weights[i] / member->weights[j];
            if (!isnan(ratio))
                cir_log_ratios_add(ratios, i, j, ratio, member->say);
        }
}

static size_t count_judged(const struct cir_member *member, size_t count)
{
    size_t judged = 0;
    for (size_t i = 0; i < count; i++)
        judged += isnan(member->weights[i]) ? 0 : 1;
    return judged;
}

static void add_weights(struct cir_log_ratios *ratios, const struct cir_member *member)
{
    double weight = member->say / (double)count_judged(member, ratios->count);
    for (size_t i = 0; i < ratios->count; i++)
        for (size_t j = i + 1; j < ratios->count; j++)
            if (!isnan(member->weights[i]) && !isnan(member->weights[j]))
                cir_log_ratios_add(ratios, i, j, member->weights[i] / member->weights[j], weight);
}

static void take_means(double *matrix, const struct cir_log_ratios *ratios)
{
    for (size_t i = 0; i < ratios->count; i++)
        for (size_t j = 0; j < ratios->count; j++)
            matrix[i * ratios->count + j] = i == j ? 1 : cir_log_ratios_mean(ratios, i, j);
}

static enum cir_status solve_judgements(double *weights, double *matrix, const struct cir_log_ratios *ratios,
                                        enum cir_pairwise_method method, struct cir_error *error)
{
    double *means = calloc(ratios->count * ratios->count, sizeof *means);
    if (means == NULL)
        return cir_fail_memory(error);
    take_means(means, ratios);
    enum cir_status status = method == CIR_PAIRWISE_GEOMETRIC_MEAN
                                 ? cir_log_ratios_solve(weights, ratios, error)
                                 : cir_pairwise_weights(weights, means, ratios->count, method, error);
    if (matrix != NULL)
        take_means(matrix, ratios);
    free(means);
    return status;
}

static enum cir_status aggregate_judgements(double *weights, double *matrix, const struct cir_member *members,
                                            size_t member_count, size_t count, enum cir_pairwise_method method,
                                            struct cir_error *error)
{
    struct cir_log_ratios ratios;
    enum cir_status status = cir_log_ratios_start(&ratios, count, error);
    for (size_t k = 0; k < member_count && status == CIR_OK; k++)
        add_matrix(&ratios, &members[k]);
    if (status == CIR_OK)
        status = solve_judgements(weights, matrix, &ratios, method, error);
    cir_log_ratios_free(&ratios);
    return status;
}

static enum cir_status aggregate_priorities(double *weights, const struct cir_member *members, size_t member_count,
                                            size_t count, struct cir_error *error)
{
    struct cir_log_ratios ratios;
    enum cir_status status = cir_log_ratios_start(&ratios, count, error);
    for (size_t k = 0; k < member_count && status == CIR_OK; k++)
        add_weights(&ratios, &members[k]);
    if (status == CIR_OK)
        status = cir_log_ratios_solve(weights, &ratios, error);
    cir_log_ratios_free(&ratios);
    return status;
}

static void aggregate_mean(double *weights, const struct cir_member *members, size_t member_count, size_t count)
{
    double say = 0;
    for (size_t i = 0; i < count; i++)
        weights[i] = 0;
    for (size_t k = 0; k < member_count; k++) {
        if (count_judged(&members[k], count) < count)
            continue;
        say += members[k].say;
        for (size_t i = 0; i < count; i++)
            weights[i] += members[k].say * members[k].weights[i];
    }
    for (size_t i = 0; i < count; i++)
        weights[i] = say > 0 ? weights[i] / say : (double)NAN;
}

enum cir_status cir_group_weights(double *weights, double *matrix, const struct cir_member *members,
                                  size_t member_count, size_t criteria_count, enum cir_aggregation aggregation,
                                  enum cir_pairwise_method method, struct cir_error *error)
{
    double *unused = calloc(criteria_count, sizeof *unused);
    enum cir_status status = unused != NULL ? CIR_OK : cir_fail_memory(error);
    bool is_of_judgements = aggregation == CIR_AGGREGATE_JUDGEMENTS;
    if (status == CIR_OK && (is_of_judgements || matrix != NULL))
        status = aggregate_judgements(is_of_judgements ? weights : unused, matrix, members, member_count,
                                      criteria_count, method, error);
    if (status == CIR_OK && aggregation == CIR_AGGREGATE_PRIORITIES)
        status = aggregate_priorities(weights, members, member_count, criteria_count, error);
    if (status == CIR_OK && aggregation == CIR_AGGREGATE_MEAN)
        aggregate_mean(weights, members, member_count, criteria_count);
    free(unused);
    return status;
}
