#include "figures/classes.h"

#include <math.h>
#include <stdlib.h>

static int compare_cells(const void *first, const void *second)
{
    double a = (*(const struct cir_shown_cell *const *)first)->value;
    double b = (*(const struct cir_shown_cell *const *)second)->value;
    return (a > b) - (a < b);
}

static size_t gather(const struct cir_shown_cell **order, const struct cir_plotted *plotted)
{
    size_t count = 0;
    for (size_t i = 0; i < plotted->row_count; i++)
        for (size_t j = 0; j < plotted->column_count; j++) {
            const struct cir_shown_cell *cell = &plotted->table->rows[plotted->rows[i]].cells[plotted->columns[j]];
            if (cir_plotted_value(cell) > 0)
                order[count++] = cell;
        }
    return count;
}

static size_t drop_repeated(const struct cir_shown_cell **order, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || order[i]->value > order[kept - 1]->value)
            order[kept++] = order[i];
    return kept;
}

static size_t class_of_place(const struct cir_classes *classes, size_t place)
{
    return place * classes->count / classes->distinct;
}

bool cir_classes_make(struct cir_classes *classes, struct cir_sheet *sheet, const struct cir_plotted *plotted)
{
    *classes = (struct cir_classes){.order = cir_arena_take(sheet->arena, plotted->row_count * plotted->column_count,
                                                            sizeof(struct cir_shown_cell *))};
    if (classes->order == NULL)
        return false;
    size_t count = gather(classes->order, plotted);
    qsort(classes->order, count, sizeof(struct cir_shown_cell *), compare_cells);
    classes->distinct = drop_repeated(classes->order, count);
    classes->count = classes->distinct < CIR_CLASSES_MAX ? classes->distinct : CIR_CLASSES_MAX;
    for (size_t place = 0; place < classes->distinct; place++) {
        struct cir_class_ends *ends = &classes->ends[class_of_place(classes, place)];
        ends->low = ends->low != NULL ? ends->low : classes->order[place];
        ends->high = classes->order[place];
    }
    return true;
}

size_t cir_classes_of(const struct cir_classes *classes, double value)
{
    size_t low = 0;
    size_t high = classes->distinct;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (classes->order[middle]->value <= value)
            low = middle;
        else
            high = middle;
    }
    return class_of_place(classes, low);
}
