#include "intake/ids.h"

#include "base/word.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum { NUMBER_DIGITS_MAX = 18, PREFIXES_MAX = 64, PREFIX_SIZE_MAX = 64, BITS_PER_ID_MAX = 64 };

struct entry {
    uint64_t hash_low;
    uint64_t hash_high;
    uint64_t line; /* 0: free */
};

/* Numbers of one block: bit i is set where first + i was there. */
struct segment {
    uint64_t first;
    uint64_t last;
    uint64_t first_line;
    uint64_t last_line;
    uint64_t *bits;  /* owned */
    uint32_t *lines; /* owned; of each id in order, behind first_line; NULL where they are not kept */
};

/* Ids that begin alike and have as many digits; its segments rise and do not overlap. */
struct prefix {
    char text[PREFIX_SIZE_MAX];
    size_t size;
    size_t id_size;
    uint64_t highest;         /* number of any id of it so far */
    struct segment *segments; /* owned */
    size_t count;
    size_t capacity;
};

struct cir_ids {
    struct entry *entries; /* owned */
    size_t capacity;       /* a power of two */
    size_t count;
    struct prefix prefixes[PREFIXES_MAX];
    size_t prefix_count;
    size_t line_count; /* of those that segments keep */
};

/* The number of up to NUMBER_DIGITS_MAX digits, from their end; false when one is none, or there are none. */
static inline __attribute__((always_inline)) bool read_digits(uint64_t *number, struct cir_text digits)
{
    uint64_t sum = 0;
    uint64_t unit = 1;
    uint64_t part = 0;
    while (digits.size > CIR_WORD_SIZE) {
        digits.size -= CIR_WORD_SIZE;
        if (!cir_word_number(&part, cir_word_load(digits.data + digits.size), CIR_WORD_SIZE))
            return false;
        sum += part * unit;
        unit *= 100000000; /* ten to the CIR_WORD_SIZE */
    }
    if (digits.size == 0 || !cir_word_number(&part, cir_word_start(digits), digits.size))
        return false;
    *number = sum + part * unit;
    return true;
}

/* The digits at the end of the id, and what is before them. */
static void split(struct cir_id_mark *mark)
{
    size_t prefix = mark->id.size;
    while (prefix > 0 && mark->id.data[prefix - 1] >= '0' && mark->id.data[prefix - 1] <= '9')
        prefix--;
    size_t digits = mark->id.size - prefix;
    bool has_number = digits <= NUMBER_DIGITS_MAX && prefix <= PREFIX_SIZE_MAX &&
                      read_digits(&mark->number, (struct cir_text){mark->id.data + prefix, digits});
    mark->prefix_size = (uint32_t)(has_number ? prefix : mark->id.size);
}

/* Whether ids of the same size begin with the same bytes, mostly fewer than a word. */
static inline bool begin_alike(struct cir_text a, struct cir_text b, size_t prefix)
{
    if (prefix - 1 < CIR_WORD_SIZE && a.size >= CIR_WORD_SIZE)
        return (cir_word_load(a.data) ^ cir_word_load(b.data)) << (CIR_WORD_SIZE - prefix) * 8 == 0;
    return cir_word_equal(a.data, b.data, prefix);
}

/* The same where the id before had the same prefix and as many digits, as nearly always; false when it had not. */
static inline bool split_alike(struct cir_id_mark *mark, const struct cir_id_mark *before)
{
    size_t prefix = before->prefix_size;
    mark->prefix_size = before->prefix_size;
    return mark->id.size == before->id.size && begin_alike(mark->id, before->id, prefix) &&
           read_digits(&mark->number, (struct cir_text){mark->id.data + prefix, mark->id.size - prefix});
}

static bool reserve_mark(struct cir_id_list *list)
{
    size_t larger = list->capacity > 0 ? list->capacity * 2 : 1024;
    struct cir_id_mark *marks = realloc(list->marks, larger * sizeof *marks);
    if (marks == NULL)
        return false;
    list->marks = marks;
    list->capacity = larger;
    return true;
}

bool cir_id_list_add(struct cir_id_list *list, struct cir_text id, uint64_t line, uint32_t row)
{
    if (list->count == list->capacity && !reserve_mark(list))
        return false;
    struct cir_id_mark *mark = &list->marks[list->count];
    *mark = (struct cir_id_mark){.line = line, .id = id, .row = row};
    bool is_alike = list->count > 0 && split_alike(mark, mark - 1);
    if (!is_alike)
        split(mark);
    bool counts_on = is_alike ? mark->number > mark[-1].number : list->count == 0 && mark->prefix_size < id.size;
    list->falls = list->falls || !counts_on;
    list->count++;
    return true;
}

void cir_id_list_clear(struct cir_id_list *list)
{
    list->count = 0;
    list->falls = false;
}

void cir_id_list_free(struct cir_id_list *list)
{
    free(list->marks);
    *list = (struct cir_id_list){0};
}

struct cir_ids *cir_ids_new(void)
{
    return calloc(1, sizeof(struct cir_ids));
}

static void free_segment(struct segment *segment)
{
    free(segment->bits);
    free(segment->lines);
}

void cir_ids_free(struct cir_ids *ids)
{
    if (ids == NULL)
        return;
    for (size_t i = 0; i < ids->prefix_count; i++) {
        for (size_t k = 0; k < ids->prefixes[i].count; k++)
            free_segment(&ids->prefixes[i].segments[k]);
        free(ids->prefixes[i].segments);
    }
    free(ids->entries);
    free(ids);
}

static struct entry *entry_of(const struct cir_ids *ids, uint64_t hash_low, uint64_t hash_high)
{
    size_t mask = ids->capacity - 1;
    size_t at = hash_low & mask;
    while (ids->entries[at].line != 0 &&
           (ids->entries[at].hash_low != hash_low || ids->entries[at].hash_high != hash_high))
        at = (at + 1) & mask;
    return &ids->entries[at];
}

static bool reserve_entries(struct cir_ids *ids, size_t more)
{
    size_t capacity = ids->capacity > 0 ? ids->capacity : 4096;
    while ((ids->count + more) * 4 > capacity * 3)
        capacity *= 2;
    if (capacity == ids->capacity)
        return true;
    struct cir_ids larger = {.capacity = capacity, .entries = calloc(capacity, sizeof *larger.entries)};
    if (larger.entries == NULL)
        return false;
    for (size_t i = 0; i < ids->capacity; i++)
        if (ids->entries[i].line != 0)
            *entry_of(&larger, ids->entries[i].hash_low, ids->entries[i].hash_high) = ids->entries[i];
    free(ids->entries);
    ids->entries = larger.entries;
    ids->capacity = capacity;
    return true;
}

static bool is_prefix_of(const struct prefix *prefix, const struct cir_id_mark *mark)
{
    return prefix->id_size == mark->id.size && prefix->size == mark->prefix_size &&
           cir_word_equal(prefix->text, mark->id.data, prefix->size);
}

/* The prefix of an id, added where there is room; NULL where there is none, or the id ends in no number. */
static struct prefix *prefix_of(struct cir_ids *ids, const struct cir_id_mark *mark)
{
    if (mark->prefix_size == mark->id.size)
        return NULL;
    for (size_t i = 0; i < ids->prefix_count; i++)
        if (is_prefix_of(&ids->prefixes[i], mark))
            return &ids->prefixes[i];
    if (ids->prefix_count == PREFIXES_MAX)
        return NULL;
    struct prefix *prefix = &ids->prefixes[ids->prefix_count++];
    *prefix = (struct prefix){.size = mark->prefix_size, .id_size = mark->id.size};
    memcpy(prefix->text, mark->id.data, prefix->size);
    return prefix;
}

static const struct segment *segment_of(const struct prefix *prefix, uint64_t number)
{
    size_t low = 0;
    size_t high = prefix->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (prefix->segments[middle].last < number)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == prefix->count || prefix->segments[low].first > number)
        return NULL;
    uint64_t bit = number - prefix->segments[low].first;
    return (prefix->segments[low].bits[bit / 64] >> (bit % 64) & 1) != 0 ? &prefix->segments[low] : NULL;
}

/* Ids of the segment whose number is less. */
static size_t rank_in(const struct segment *segment, uint64_t number)
{
    uint64_t bit = number - segment->first;
    size_t rank = 0;
    for (uint64_t word = 0; word < bit / 64; word++)
        rank += (size_t)__builtin_popcountll(segment->bits[word]);
    return rank + (size_t)__builtin_popcountll(segment->bits[bit / 64] & ((UINT64_C(1) << (bit % 64)) - 1));
}

static struct cir_repeat repeat_of(const struct cir_id_mark *mark, const struct segment *segment)
{
    if (segment->lines == NULL)
        return (struct cir_repeat){mark->row, segment->first_line, segment->last_line};
    uint64_t line = segment->first_line + segment->lines[rank_in(segment, mark->number)];
    return (struct cir_repeat){mark->row, line, line};
}

/* Room for the ids was made before, so that this cannot fail. */
static bool admit_one(struct cir_ids *ids, struct prefix *prefix, const struct cir_id_mark *mark, uint64_t base_line,
                      struct cir_repeat *repeat)
{
    const struct segment *segment = prefix != NULL ? segment_of(prefix, mark->number) : NULL;
    if (segment != NULL) {
        *repeat = repeat_of(mark, segment);
        return false;
    }
    XXH128_hash_t hash = XXH3_128bits(mark->id.data, mark->id.size);
    struct entry *entry = entry_of(ids, hash.low64, hash.high64);
    if (entry->line != 0) {
        *repeat = (struct cir_repeat){mark->row, entry->line, entry->line};
        return false;
    }
    *entry = (struct entry){hash.low64, hash.high64, base_line + mark->line};
    ids->count++;
    if (prefix != NULL && mark->number > prefix->highest)
        prefix->highest = mark->number;
    return true;
}

static bool admit_each(struct cir_ids *ids, const struct cir_id_list *list, uint64_t base_line,
                       struct cir_repeat *repeats, size_t *repeat_count)
{
    if (!reserve_entries(ids, list->count))
        return false;
    struct prefix *prefix = NULL;
    for (size_t i = 0; i < list->count; i++) {
        bool may_differ = i == 0 || list->falls;
        if (may_differ && (prefix == NULL || !is_prefix_of(prefix, &list->marks[i])))
            prefix = prefix_of(ids, &list->marks[i]);
        if (!admit_one(ids, prefix, &list->marks[i], base_line, &repeats[*repeat_count]))
            (*repeat_count)++;
    }
    return true;
}

static struct segment *add_segment(struct prefix *prefix)
{
    if (prefix->count == prefix->capacity) {
        size_t larger = prefix->capacity > 0 ? prefix->capacity * 2 : 64;
        struct segment *segments = realloc(prefix->segments, larger * sizeof *segments);
        if (segments == NULL)
            return NULL;
        prefix->segments = segments;
        prefix->capacity = larger;
    }
    return &prefix->segments[prefix->count];
}

static bool make_segment(struct segment *segment, const struct cir_id_list *list, uint64_t base_line, bool keeps_lines)
{
    const struct cir_id_mark *first = &list->marks[0];
    const struct cir_id_mark *last = &list->marks[list->count - 1];
    *segment = (struct segment){first->number,
                                last->number,
                                base_line + first->line,
                                base_line + last->line,
                                calloc((last->number - first->number) / 64 + 1, sizeof *segment->bits),
                                keeps_lines ? calloc(list->count, sizeof *segment->lines) : NULL};
    if (segment->bits == NULL || (keeps_lines && segment->lines == NULL)) {
        free_segment(segment);
        return false;
    }
    for (size_t i = 0; i < list->count; i++) {
        uint64_t bit = list->marks[i].number - first->number;
        segment->bits[bit / 64] |= UINT64_C(1) << (bit % 64);
        if (keeps_lines)
            segment->lines[i] = (uint32_t)(list->marks[i].line - first->line);
    }
    return true;
}

static bool admit_as_segment(struct cir_ids *ids, struct prefix *prefix, const struct cir_id_list *list,
                             uint64_t base_line)
{
    bool keeps_lines = ids->count + ids->line_count < CIR_IDS_EXACT;
    struct segment *segment = add_segment(prefix);
    if (segment == NULL || !make_segment(segment, list, base_line, keeps_lines))
        return false;
    ids->line_count += keeps_lines ? list->count : 0;
    prefix->count++;
    prefix->highest = segment->last;
    return true;
}

bool cir_ids_admit(struct cir_ids *ids, const struct cir_id_list *list, uint64_t base_line, struct cir_repeat *repeats,
                   size_t *repeat_count)
{
    *repeat_count = 0;
    if (list->count == 0)
        return true;
    if (!list->falls) {
        struct prefix *prefix = prefix_of(ids, &list->marks[0]);
        uint64_t range = list->marks[list->count - 1].number - list->marks[0].number;
        if (prefix != NULL && list->marks[0].number > prefix->highest && range / BITS_PER_ID_MAX < list->count)
            return admit_as_segment(ids, prefix, list, base_line);
    }
    return admit_each(ids, list, base_line, repeats, repeat_count);
}
