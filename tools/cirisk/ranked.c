#include "ranked.h"

#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    const struct ranked *a = left;
    const struct ranked *b = right;
    if (a->value != b->value)
        return a->value < b->value ? 1 : -1;
    return (a->node > b->node) - (a->node < b->node);
}

void ranked_sort(struct ranked *list, size_t count)
{
    qsort(list, count, sizeof *list, compare);
}
