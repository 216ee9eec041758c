#include "agreement/patterns.h"

#include <stdlib.h>
#include <string.h>

static bool insert(struct cir_patterns *patterns, const uint8_t *places)
{
    size_t size = patterns->scheme_count;
    struct cir_pattern *list =
        cir_arena_grow(&patterns->arena, patterns->list, patterns->count, &patterns->capacity, sizeof *patterns->list);
    uint8_t *copy = cir_arena_take(&patterns->arena, size, 1);
    if (list != NULL)
        patterns->list = list;
    if (list == NULL || copy == NULL)
        return false;
    memcpy(copy, places, size);
    uint32_t number = (uint32_t)patterns->count;
    if (!cir_index_insert(&patterns->index, &patterns->arena, (struct cir_text){(const char *)copy, size}, number,
                          NULL))
        return false;
    list[patterns->count++] = (struct cir_pattern){.places = copy, .number = number};
    return true;
}

bool cir_patterns_add(struct cir_patterns *patterns, const uint8_t *places, uint32_t *number)
{
    const struct cir_text key = {(const char *)places, patterns->scheme_count};
    *number = cir_index_find(&patterns->index, key);
    if (*number == CIR_INDEX_NONE) {
        *number = (uint32_t)patterns->count;
        if (!insert(patterns, places))
            return false;
    }
    patterns->list[*number].rows++;
    patterns->rows++;
    return true;
}

static int by_places(const void *a, const void *b, void *size)
{
    const struct cir_pattern *left = a;
    const struct cir_pattern *right = b;
    return memcmp(left->places, right->places, *(const size_t *)size);
}

void cir_patterns_sort(struct cir_patterns *patterns)
{
    if (patterns->count > 0)
        qsort_r(patterns->list, patterns->count, sizeof *patterns->list, by_places, &patterns->scheme_count);
}

void cir_patterns_free(struct cir_patterns *patterns)
{
    cir_arena_free(&patterns->arena);
    *patterns = (struct cir_patterns){0};
}

double cir_place_position(size_t place, size_t level_count)
{
    return level_count > 1 ? (double)place / (double)(level_count - 1) : 0;
}
