#include "base/nearest.h"

#include <stdbool.h>
#include <stdint.h>

enum { ROW_SIZE = CIR_NEAREST_SIZE + 1, CHANGES_MAX = 3 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static uint8_t least(unsigned a, unsigned b, unsigned c)
{
    unsigned smaller = a < b ? a : b;
    return (uint8_t)(smaller < c ? smaller : c);
}

/* One row of the table of distances between the first `i` bytes of a and all beginnings of b; its least value. */
static unsigned fill_row(uint8_t rows[3][ROW_SIZE], struct cir_text a, struct cir_text b, size_t i)
{
    uint8_t *row = rows[i % 3];
    const uint8_t *above = rows[(i + 2) % 3];
    const uint8_t *second = rows[(i + 1) % 3];
    unsigned smallest = row[0] = (uint8_t)i;
    for (size_t j = 1; j <= b.size; j++) {
        bool same = lower(a.data[i - 1]) == lower(b.data[j - 1]);
        row[j] = least(above[j] + 1U, row[j - 1] + 1U, above[j - 1] + (same ? 0U : 1U));
        bool swapped = i > 1 && j > 1 && lower(a.data[i - 1]) == lower(b.data[j - 2]) &&
                       lower(a.data[i - 2]) == lower(b.data[j - 1]);
        if (swapped && second[j - 2] + 1U < row[j])
            row[j] = (uint8_t)(second[j - 2] + 1U);
        smallest = row[j] < smallest ? row[j] : smallest;
    }
    return smallest;
}

/* Optimal string alignment distance; anything above `limit` once it is known to be above. */
static size_t distance_between(struct cir_text a, struct cir_text b, size_t limit)
{
    size_t difference = a.size > b.size ? a.size - b.size : b.size - a.size;
    if (difference > limit)
        return difference;
    uint8_t rows[3][ROW_SIZE] = {{0}};
    for (size_t j = 0; j <= b.size; j++)
        rows[0][j] = (uint8_t)j;
    for (size_t i = 1; i <= a.size; i++) {
        unsigned smallest = fill_row(rows, a, b, i);
        /* A swap reaches back two rows, yet never below the least of the row between less one. */
        if (smallest > limit + 1)
            return smallest;
    }
    return rows[a.size % 3][b.size];
}

static bool comes_before(struct cir_text a, struct cir_text b)
{
    int order = memcmp(a.data, b.data, a.size < b.size ? a.size : b.size);
    return order < 0 || (order == 0 && a.size < b.size);
}

struct cir_nearest cir_nearest_start(struct cir_text wanted)
{
    /* One change in three letters; beyond CHANGES_MAX a long text has nothing to do with what is suggested. */
    size_t limit = wanted.size <= CIR_NEAREST_SIZE ? wanted.size / 3 : 0;
    limit = limit < CHANGES_MAX ? limit : CHANGES_MAX;
    return (struct cir_nearest){.wanted = wanted, .distance = limit + 1};
}

void cir_nearest_offer(struct cir_nearest *nearest, struct cir_text name)
{
    if (nearest->wanted.size < 3 || nearest->wanted.size > CIR_NEAREST_SIZE || name.size == 0 ||
        name.size > CIR_NEAREST_SIZE)
        return;
    size_t distance = distance_between(nearest->wanted, name, nearest->distance);
    bool ties = distance == nearest->distance && nearest->found.size > 0;
    if (distance < nearest->distance || (ties && comes_before(name, nearest->found))) {
        nearest->found = name;
        nearest->distance = distance;
    }
}

struct cir_text cir_nearest_key(const struct cir_index *index, struct cir_text wanted)
{
    struct cir_nearest nearest = cir_nearest_start(wanted);
    for (size_t i = 0; i < index->capacity; i++)
        if (index->slots[i].key.data != NULL)
            cir_nearest_offer(&nearest, index->slots[i].key);
    return nearest.found;
}
