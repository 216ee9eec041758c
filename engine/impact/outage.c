#include "impact/outage.h"

#include <assert.h>
#include <gsl/gsl_linalg.h>
#include <stdlib.h>
#include <string.h>

/* Hits that count, and what each takes with it if it loses all: columns[hit * node_count + node]. */
struct outage {
    const struct cir_network *network;
    const struct cir_hit *hits[CIR_HITS_MAX];
    double *columns[CIR_HITS_MAX]; /* borrowed */
    double parts[CIR_HITS_MAX];    /* c: what comes of the hit itself rather than of the others */
    size_t count;
};

/* A node without output has nothing to lose. */
static void take_hits(struct outage *outage, const struct cir_hit *hits, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (hits[i].share > 0 && outage->network->nodes[hits[i].node].output > 0)
            outage->hits[outage->count++] = &hits[i];
}

static enum cir_status solve_columns(struct outage *outage, double *room, const struct cir_coupling *coupling,
                                     enum cir_coupling_direction direction, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < outage->count && status == CIR_OK; i++) {
        outage->columns[i] = &room[i * outage->network->node_count];
        outage->columns[i][outage->hits[i]->node] = 1;
        status = cir_coupling_solve(outage->columns[i], 1, coupling, direction, error);
    }
    return status;
}

static void fill_among_hits(gsl_matrix *among, gsl_vector *shares, const struct outage *outage)
{
    for (size_t i = 0; i < outage->count; i++) {
        gsl_vector_set(shares, i, outage->hits[i]->share);
        for (size_t k = 0; k < outage->count; k++)
            gsl_matrix_set(among, i, k, outage->columns[k][outage->hits[i]->node]);
    }
}

/* G_SS c = y_S */
static enum cir_status solve_parts(struct outage *outage, struct cir_error *error)
{
    int sign;
    size_t count = outage->count;
    gsl_matrix *among = gsl_matrix_alloc(count, count);
    gsl_permutation *order = gsl_permutation_alloc(count);
    gsl_vector *shares = gsl_vector_alloc(count);
    gsl_vector_view parts = gsl_vector_view_array(outage->parts, count);
    enum cir_status status = among != NULL && order != NULL && shares != NULL ? CIR_OK : cir_fail_memory(error);
    if (status == CIR_OK) {
        fill_among_hits(among, shares, outage);
        gsl_linalg_LU_decomp(among, order, &sign);
        gsl_linalg_LU_solve(among, order, shares, &parts.vector);
    }
    gsl_matrix_free(among);
    gsl_permutation_free(order);
    gsl_vector_free(shares);
    return status;
}

/* Drop the hit that the others exceed most. @return whether there was one */
static bool drop_exceeded(struct outage *outage)
{
    size_t least = 0;
    for (size_t i = 1; i < outage->count; i++)
        if (outage->parts[i] < outage->parts[least])
            least = i;
    if (outage->parts[least] >= 0)
        return false;
    outage->count--;
    for (size_t i = least; i < outage->count; i++) {
        outage->hits[i] = outage->hits[i + 1];
        outage->columns[i] = outage->columns[i + 1];
    }
    return true;
}

static enum cir_status solve_all_parts(struct outage *outage, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    do
        status = solve_parts(outage, error);
    while (status == CIR_OK && drop_exceeded(outage));
    return status;
}

static void add_up(double *lost, size_t *clipped, const struct outage *outage)
{
    for (size_t i = 0; i < outage->network->node_count; i++) {
        double sum = 0;
        for (size_t k = 0; k < outage->count; k++)
            sum += outage->parts[k] * outage->columns[k][i];
        *clipped += sum > 1;
        lost[i] = sum > 1 ? 1 : sum;
    }
    for (size_t k = 0; k < outage->count; k++)
        lost[outage->hits[k]->node] = outage->hits[k]->share; /* as given, to the last bit */
}

enum cir_status cir_outage(double *lost, size_t *clipped, const struct cir_coupling *coupling,
                           enum cir_coupling_direction direction, const struct cir_hit *hits, size_t hit_count,
                           struct cir_error *error)
{
    struct outage outage = {.network = cir_coupling_network(coupling)};
    assert(hit_count <= CIR_HITS_MAX);
    *clipped = 0;
    memset(lost, 0, outage.network->node_count * sizeof *lost);
    take_hits(&outage, hits, hit_count);
    if (outage.count == 0)
        return CIR_OK;
    double *room = calloc(outage.count * outage.network->node_count, sizeof *room);
    enum cir_status status =
        room != NULL ? solve_columns(&outage, room, coupling, direction, error) : cir_fail_memory(error);
    if (status == CIR_OK)
        status = solve_all_parts(&outage, error);
    if (status == CIR_OK)
        add_up(lost, clipped, &outage);
    free(room);
    return status;
}
