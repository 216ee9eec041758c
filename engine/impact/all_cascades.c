#include "impact/all_cascades.h"

#include "base/wide.h"
#include "impact/block_inverse.h"

#include <stdlib.h>

enum { TILE_ROWS = 4, TILE_COLUMNS = 32 };

/* A matrix on its way to its inverse, at the rows and columns of one State. Lists are row by row. */
struct step {
    double *matrix; /* borrowed */
    size_t size;
    size_t first; /* node of the State */
    size_t count;
    double *inverse; /* of the State's block, count x count */
    double *pivot;   /* inverse x the State's rows, count x size */
    double *column;  /* the State's columns, size x count */
};

/* to[j] -= the sum over k of factors[k] * rows[k][j] */
static void subtract_rows(double *restrict to, const double *restrict factors, size_t count,
                          const double *restrict rows, size_t size, size_t width)
{
    for (size_t k = 0; k < count; k++)
        for (size_t j = 0; j < width; j++)
            to[j] -= factors[k] * rows[k * size + j];
}

/* A tile of rows that lie `size` apart, less factors x rows. Its sums stay in registers; a tile of this shape is what
 * they hold of the widest kind. */
CIR_WIDE static void subtract_tile(double *restrict to, size_t size, const double *restrict factors, size_t count,
                                   const double *restrict rows)
{
    double sum[TILE_ROWS][TILE_COLUMNS] = {{0}};
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < TILE_ROWS; i++)
            for (size_t j = 0; j < TILE_COLUMNS; j++)
                sum[i][j] += factors[i * count + k] * rows[k * size + j];
    for (size_t i = 0; i < TILE_ROWS; i++)
        for (size_t j = 0; j < TILE_COLUMNS; j++)
            to[i * size + j] -= sum[i][j];
}

/* Rows [begin, end) of a strip of columns less the pivot rows. */
static void subtract_strip(const struct step *step, size_t begin, size_t end, size_t at, size_t width)
{
    const size_t size = step->size;
    const double *rows = &step->pivot[at];
    size_t i = begin;
    for (; width == TILE_COLUMNS && i + TILE_ROWS <= end; i += TILE_ROWS)
        subtract_tile(&step->matrix[i * size + at], size, &step->column[i * step->count], step->count, rows);
    for (; i < end; i++)
        subtract_rows(&step->matrix[i * size + at], &step->column[i * step->count], step->count, rows, size, width);
}

static void subtract_pivot(const struct step *step, size_t begin, size_t end)
{
    for (size_t at = 0; at < step->size; at += TILE_COLUMNS)
        subtract_strip(step, begin, end, at, step->size - at < TILE_COLUMNS ? step->size - at : TILE_COLUMNS);
}

/* The State's columns are taken out, so that what stays behind becomes their part of the inverse. */
static void take_columns(const struct step *step)
{
    for (size_t i = 0; i < step->size; i++) {
        double *row = &step->matrix[i * step->size + step->first];
        memcpy(&step->column[i * step->count], row, step->count * sizeof *row);
        memset(row, 0, step->count * sizeof *row);
    }
    memcpy(step->inverse, &step->column[step->first * step->count], step->count * step->count * sizeof(double));
    for (size_t i = 0; i < step->count; i++)
        step->matrix[(step->first + i) * step->size + step->first + i] = 1;
}

/* pivot = inverse x the State's rows: the sum is taken as what is left of nothing, with the sign turned. */
static void make_pivot(const struct step *step)
{
    const size_t row = step->size * sizeof(double);
    memset(step->pivot, 0, step->count * row);
    for (size_t i = 0; i < step->count * step->count; i++)
        step->inverse[i] = -step->inverse[i];
    for (size_t i = 0; i < step->count; i++)
        subtract_rows(&step->pivot[i * step->size], &step->inverse[i * step->count], step->count,
                      &step->matrix[step->first * step->size], step->size, step->size);
    memcpy(&step->matrix[step->first * step->size], step->pivot, step->count * row);
}

static enum cir_status eliminate(struct step *step, const struct cir_network *network,
                                 const struct cir_network_state *state, struct cir_error *error)
{
    step->first = state->first_node;
    step->count = state->node_count;
    take_columns(step);
    enum cir_status status = cir_block_invert(step->inverse, network, state, error);
    if (status != CIR_OK)
        return status;
    make_pivot(step);
    subtract_pivot(step, 0, step->first);
    subtract_pivot(step, step->first + step->count, step->size);
    return CIR_OK;
}

/* I - A*, A*_ij = z_ij / x_i */
static void fill(double *matrix, const struct cir_network *network)
{
    const size_t size = network->node_count;
    memset(matrix, 0, size * size * sizeof *matrix);
    for (size_t i = 0; i < size; i++) {
        const struct cir_flow_row *row = &network->flows[i];
        matrix[i * size + i] = 1;
        for (size_t k = 0; network->nodes[i].output > 0 && k < row->count; k++)
            matrix[i * size + row->buyers[k]] -= row->values[k] / network->nodes[i].output;
    }
}

enum cir_status cir_all_cascades(double *cascades, const struct cir_network *network, struct cir_error *error)
{
    struct cir_arena arena = {0};
    const size_t size = network->node_count;
    const size_t block = cir_network_largest_state(network);
    struct step step = {.matrix = cascades,
                        .size = size,
                        .inverse = cir_arena_take(&arena, block * block, sizeof(double)),
                        .pivot = cir_arena_take(&arena, block * size, sizeof(double)),
                        .column = cir_arena_take(&arena, block * size, sizeof(double))};
    enum cir_status status = CIR_OK;
    if (step.inverse != NULL && step.pivot != NULL && step.column != NULL) {
        fill(cascades, network);
        for (size_t i = 0; i < network->state_count && status == CIR_OK; i++)
            if (network->states[i].node_count > 0)
                status = eliminate(&step, network, &network->states[i], error);
    } else {
        status = cir_fail_memory(error);
    }
    cir_arena_free(&arena);
    return status;
}
