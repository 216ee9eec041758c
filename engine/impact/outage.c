#include "impact/outage.h"

#include <assert.h>
#include <gsl/gsl_linalg.h>
#include <stdlib.h>
#include <string.h>

/* Hits that count, and what each takes with it if it loses all: columns[hit * node_count + node]. */
struct outage {
    const struct cir_network *network;
    const struct cir_hit *hits[CIR_HITS_MAX];
    const double *columns[CIR_HITS_MAX]; /* borrowed */
    double parts[CIR_HITS_MAX];          /* c: what comes of the hit itself rather than of the others */
    size_t count;
};

/* A node without output has nothing to lose. */
static void take_hits(struct outage *outage, const double *const *columns, const struct cir_hit *hits, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (hits[i].share > 0 && outage->network->nodes[hits[i].node].output > 0) {
            outage->hits[outage->count] = &hits[i];
            outage->columns[outage->count++] = columns[i];
        }
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

enum cir_status cir_outage_of_columns(double *lost, size_t *clipped, const struct cir_network *network,
                                      const double *const *columns, const struct cir_hit *hits, size_t hit_count,
                                      struct cir_error *error)
{
    struct outage outage = {.network = network};
    assert(hit_count <= CIR_HITS_MAX);
    *clipped = 0;
    memset(lost, 0, network->node_count * sizeof *lost);
    take_hits(&outage, columns, hits, hit_count);
    if (outage.count == 0)
        return CIR_OK;
    enum cir_status status = solve_all_parts(&outage, error);
    if (status == CIR_OK)
        add_up(lost, clipped, &outage);
    return status;
}

/* ---- columns ---- */

/* So many columns take as long one by one as CIR_COUPLING_WIDTH side by side. */
enum { FEW = 2 };

static enum cir_status solve_wide(double *columns, double *wide, const struct cir_coupling *coupling,
                                  enum cir_coupling_direction direction, const uint32_t *nodes, size_t count,
                                  struct cir_error *error)
{
    const size_t size = cir_coupling_network(coupling)->node_count;
    memset(wide, 0, size * CIR_COUPLING_WIDTH * sizeof *wide);
    for (size_t k = 0; k < count; k++)
        wide[(size_t)nodes[k] * CIR_COUPLING_WIDTH + k] = 1;
    enum cir_status status = cir_coupling_solve(wide, CIR_COUPLING_WIDTH, coupling, direction, error);
    for (size_t k = 0; status == CIR_OK && k < count; k++)
        for (size_t i = 0; i < size; i++)
            columns[k * size + i] = wide[i * CIR_COUPLING_WIDTH + k];
    return status;
}

static enum cir_status solve_few(double *columns, const struct cir_coupling *coupling,
                                 enum cir_coupling_direction direction, const uint32_t *nodes, size_t count,
                                 struct cir_error *error)
{
    const size_t size = cir_coupling_network(coupling)->node_count;
    enum cir_status status = CIR_OK;
    for (size_t k = 0; k < count && status == CIR_OK; k++) {
        columns[k * size + nodes[k]] = 1;
        status = cir_coupling_solve(&columns[k * size], 1, coupling, direction, error);
    }
    return status;
}

enum cir_status cir_outage_columns(double *columns, const struct cir_coupling *coupling,
                                   enum cir_coupling_direction direction, const uint32_t *nodes, size_t count,
                                   struct cir_error *error)
{
    const size_t size = cir_coupling_network(coupling)->node_count;
    enum cir_status status = CIR_OK;
    if (count <= FEW)
        return solve_few(columns, coupling, direction, nodes, count, error);
    double *wide = malloc((size * CIR_COUPLING_WIDTH + 1) * sizeof *wide);
    if (wide == NULL)
        return cir_fail_memory(error);
    for (size_t done = 0; done < count && status == CIR_OK; done += CIR_COUPLING_WIDTH) {
        size_t some = count - done < CIR_COUPLING_WIDTH ? count - done : CIR_COUPLING_WIDTH;
        status = solve_wide(&columns[done * size], wide, coupling, direction, &nodes[done], some, error);
    }
    free(wide);
    return status;
}

enum cir_status cir_outage(double *lost, size_t *clipped, const struct cir_coupling *coupling,
                           enum cir_coupling_direction direction, const struct cir_hit *hits, size_t hit_count,
                           struct cir_error *error)
{
    const struct cir_network *network = cir_coupling_network(coupling);
    uint32_t nodes[CIR_HITS_MAX];
    const double *columns[CIR_HITS_MAX];
    assert(hit_count <= CIR_HITS_MAX);
    double *room = calloc(hit_count * network->node_count + 1, sizeof *room);
    *clipped = 0;
    if (room == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < hit_count; i++) {
        nodes[i] = hits[i].node;
        columns[i] = &room[i * network->node_count];
    }
    enum cir_status status = cir_outage_columns(room, coupling, direction, nodes, hit_count, error);
    if (status == CIR_OK)
        status = cir_outage_of_columns(lost, clipped, network, columns, hits, hit_count, error);
    free(room);
    return status;
}
