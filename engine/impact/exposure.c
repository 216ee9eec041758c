#include "impact/exposure.h"

#include "impact/all_cascades.h"
#include "model/measured.h"

#include <assert.h>
#include <stdlib.h>

enum cir_status cir_exposed_to(struct cir_exposure *exposure, const struct cir_impact_models *models,
                               const uint32_t *nodes, size_t count, unsigned orders, struct cir_error *error)
{
    const size_t node_count = models->network->node_count;
    double *lost = calloc(node_count * CIR_NEED_COLUMNS + 1, sizeof *lost);
    struct cir_hit hits[CIR_HITS_MAX];
    size_t clipped;
    assert(count <= CIR_HITS_MAX);
    if (lost == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        hits[i] = (struct cir_hit){nodes[i], 1};
        lost[(size_t)nodes[i] * CIR_NEED_COLUMNS] = models->network->nodes[nodes[i]].output > 0;
    }
    enum cir_status status =
        cir_outage(exposure->money, &clipped, models->coupling, CIR_DOWNSTREAM, hits, count, error);
    if (status == CIR_OK)
        status = cir_needs_at_once(lost, models->needs, orders, error);
    for (size_t i = 0; status == CIR_OK && i < node_count; i++)
        exposure->functional[i] = lost[i * CIR_NEED_COLUMNS];
    free(lost);
    return status;
}

/* p_j = L_ij / L_ii when i is down, L_ij = x_i G_ij / x_j. */
static enum cir_status depend_by_money(double *money, const struct cir_network *network, uint32_t node,
                                       struct cir_error *error)
{
    const size_t count = network->node_count;
    double *cascades = malloc((count * count + 1) * sizeof *cascades);
    if (cascades == NULL)
        return cir_fail_memory(error);
    enum cir_status status = cir_all_cascades(cascades, network, error);
    for (size_t i = 0; status == CIR_OK && i < count; i++) {
        double output = network->nodes[node].output;
        double share =
            output > 0 ? network->nodes[i].output * cascades[i * count + node] / (output * cascades[i * count + i]) : 0;
        money[i] = cir_lesser(share, 1);
    }
    free(cascades);
    return status;
}

static enum cir_status depend_by_needs(double *functional, const struct cir_impact_models *models, uint32_t node,
                                       unsigned orders, struct cir_error *error)
{
    const size_t count = models->network->node_count;
    double *lost = malloc((count * CIR_NEED_COLUMNS + 1) * sizeof *lost);
    enum cir_status status = CIR_OK;
    if (lost == NULL)
        return cir_fail_memory(error);
    for (size_t first = 0; first < count && status == CIR_OK; first += CIR_NEED_COLUMNS) {
        size_t width = 0;
        status = cir_needs_of_each(lost, &width, models->needs, first, orders, error);
        for (size_t k = 0; k < width; k++)
            functional[first + k] = lost[(size_t)node * CIR_NEED_COLUMNS + k];
    }
    free(lost);
    return status;
}

enum cir_status cir_depends_on(struct cir_exposure *exposure, const struct cir_impact_models *models, uint32_t node,
                               unsigned orders, struct cir_error *error)
{
    enum cir_status status = depend_by_money(exposure->money, models->network, node, error);
    return status == CIR_OK ? depend_by_needs(exposure->functional, models, node, orders, error) : status;
}
