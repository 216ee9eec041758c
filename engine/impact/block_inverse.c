#include "impact/block_inverse.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

/* GSL's LU takes a pivot of 0 in silence. */
static bool has_zero_pivot(const gsl_matrix *factors)
{
    bool has = false;
    for (size_t i = 0; i < factors->size1; i++)
        has = has || gsl_matrix_get(factors, i, i) == 0;
    return has;
}

static enum cir_status invert(double *block, gsl_matrix *factors, gsl_permutation *order)
{
    gsl_matrix_view target = gsl_matrix_view_array(block, factors->size1, factors->size2);
    int sign;
    gsl_matrix_memcpy(factors, &target.matrix);
    bool is_good = gsl_linalg_LU_decomp(factors, order, &sign) == GSL_SUCCESS && !has_zero_pivot(factors) &&
                   gsl_linalg_LU_invert(factors, order, &target.matrix) == GSL_SUCCESS;
    return is_good ? CIR_OK : CIR_BAD_NETWORK;
}

enum cir_status cir_block_invert(double *block, const struct cir_network *network,
                                 const struct cir_network_state *state, struct cir_error *error)
{
    if (state->node_count == 0)
        return CIR_OK;
    gsl_matrix *factors = gsl_matrix_alloc(state->node_count, state->node_count);
    gsl_permutation *order = gsl_permutation_alloc(state->node_count);
    enum cir_status status = factors != NULL && order != NULL ? invert(block, factors, order) : cir_fail_memory(error);
    gsl_matrix_free(factors);
    gsl_permutation_free(order);
    if (status == CIR_BAD_NETWORK)
        return cir_fail(error, status, (struct cir_place){.file = network->name},
                        "the flows within %s have no solution: its sectors sell each other all that they make",
                        state->code);
    return status;
}
