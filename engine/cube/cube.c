#include "cube/cube.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 256, CELLS_FIRST = 64 };

static size_t slot_of(const struct cir_cube *cube, const uint32_t codes[CIR_SIDES])
{
    uint64_t hash = 0;
    for (size_t i = 0; i < CIR_SIDES; i++)
        hash = (hash ^ codes[i]) * UINT64_C(0x9e3779b97f4a7c15);
    size_t at = (size_t)(hash >> 32) & (cube->slot_count - 1);
    while (cube->slots[at] != 0 &&
           memcmp(cube->cells[cube->slots[at] - 1].codes, codes, CIR_SIDES * sizeof *codes) != 0)
        at = (at + 1) & (cube->slot_count - 1);
    return at;
}

static bool grow_slots(struct cir_cube *cube)
{
    size_t count = cube->slot_count > 0 ? cube->slot_count * 2 : SLOTS_FIRST;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (slots == NULL)
        return false;
    free(cube->slots);
    cube->slots = slots;
    cube->slot_count = count;
    for (size_t i = 0; i < cube->count; i++)
        cube->slots[slot_of(cube, cube->cells[i].codes)] = (uint32_t)i + 1;
    return true;
}

static bool grow_cells(struct cir_cube *cube)
{
    size_t capacity = cube->capacity > 0 ? cube->capacity * 2 : CELLS_FIRST;
    struct cir_cube_cell *cells = realloc(cube->cells, capacity * sizeof *cells);
    if (cells == NULL)
        return false;
    cube->cells = cells;
    cube->capacity = capacity;
    return true;
}

/* The cell of these codes, made where there is none; NULL when memory is exhausted. */
static struct cir_cube_cell *take_cell(struct cir_cube *cube, const uint32_t codes[CIR_SIDES])
{
    if (cube->count * 2 >= cube->slot_count && !grow_slots(cube))
        return NULL;
    size_t slot = slot_of(cube, codes);
    if (cube->slots[slot] != 0)
        return &cube->cells[cube->slots[slot] - 1];
    if (cube->count == cube->capacity && !grow_cells(cube))
        return NULL;
    struct cir_cube_cell *cell = &cube->cells[cube->count++];
    *cell = (struct cir_cube_cell){.count = 0};
    memcpy(cell->codes, codes, sizeof cell->codes);
    cube->slots[slot] = (uint32_t)cube->count;
    return cell;
}

static bool count_row(struct cir_cube *cube, const uint32_t codes[CIR_SIDES], const struct cir_range *measure,
                      uint32_t quantile)
{
    struct cir_cube_cell *cell = take_cell(cube, codes);
    if (cell == NULL)
        return false;
    cell->count++;
    if (measure == NULL || isnan(measure->point))
        return true;
    cell->known++;
    cir_exact_sum_add(&cell->low, measure->low);
    cir_exact_sum_add(&cell->point, measure->point);
    if (isfinite(measure->high))
        cir_exact_sum_add(&cell->high, measure->high);
    else
        cell->open++;
    return !cube->keeps_quantiles || cir_quantiles_add(&cell->quantiles, quantile, 1);
}

/* The n-th code of a side, the last of which is that of all. */
static uint32_t code_at(const struct cir_codes *side, size_t n)
{
    return n < side->count ? side->list[n] : CIR_CODE_ALL;
}

bool cir_cube_add(struct cir_cube *cube, const struct cir_codes *sides, const struct cir_range *measure)
{
    bool whole = true;
    bool is_known = measure != NULL && !isnan(measure->point);
    uint32_t quantile = cube->keeps_quantiles && is_known ? cir_quantile_code(measure->point) : 0;
    for (size_t b = 0; b <= sides[CIR_SIDE_BLOCK].count; b++)
        for (size_t r = 0; r <= sides[CIR_SIDE_ROW].count; r++)
            for (size_t c = 0; c <= sides[CIR_SIDE_COLUMN].count && whole; c++) {
                const uint32_t codes[CIR_SIDES] = {code_at(&sides[CIR_SIDE_BLOCK], b), code_at(&sides[CIR_SIDE_ROW], r),
                                                   code_at(&sides[CIR_SIDE_COLUMN], c)};
                whole = count_row(cube, codes, measure, quantile);
            }
    return whole;
}

const struct cir_cube_cell *cir_cube_find(const struct cir_cube *cube, uint32_t block, uint32_t row, uint32_t column)
{
    const uint32_t codes[CIR_SIDES] = {block, row, column};
    size_t slot = cube->slot_count > 0 ? slot_of(cube, codes) : 0;
    return cube->slot_count > 0 && cube->slots[slot] != 0 ? &cube->cells[cube->slots[slot] - 1] : NULL;
}

bool cir_cube_cell_join(struct cir_cube_cell *cell, const struct cir_cube_cell *other)
{
    cell->count += other->count;
    cell->known += other->known;
    cell->open += other->open;
    cir_exact_sum_join(&cell->low, &other->low);
    cir_exact_sum_join(&cell->point, &other->point);
    cir_exact_sum_join(&cell->high, &other->high);
    return cir_quantiles_join(&cell->quantiles, &other->quantiles);
}

bool cir_cube_join(struct cir_cube *cube, const struct cir_cube *other)
{
    for (size_t i = 0; i < other->count; i++) {
        struct cir_cube_cell *cell = take_cell(cube, other->cells[i].codes);
        if (cell == NULL || !cir_cube_cell_join(cell, &other->cells[i]))
            return false;
    }
    return true;
}

void cir_cube_free(struct cir_cube *cube)
{
    for (size_t i = 0; i < cube->count; i++)
        cir_quantiles_free(&cube->cells[i].quantiles);
    free(cube->cells);
    free(cube->slots);
    *cube = (struct cir_cube){0};
}
