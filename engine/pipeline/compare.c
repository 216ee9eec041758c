/* Rows become patterns as they are read. How far apart two levels are is known only when all is read, because a scheme
 * without tables has the levels that came up for a scale; so every pattern keeps its first rows, and the rows shown are
 * chosen from these at the end: distance is a matter of the pattern alone. */
#include "pipeline/compare.h"

#include "definitions/definitions.h"
#include "pipeline/compare_source.h"

#include <assert.h>
#include <gsl/gsl_errno.h>
#include <stdlib.h>
#include <string.h>

/* A row that may be shown. */
struct kept {
    uint64_t row;
    uint64_t line;
    const char *id;
    const char **reasons; /* one a scheme */
};

/* The first rows of a pattern. */
struct keeper {
    struct kept *rows;
    size_t count;
    size_t capacity;
};

struct comparing {
    const struct cir_compare_options *options;
    struct cir_comparison *result;
    struct cir_compare_source source;
    size_t numbers[CIR_SCHEMES_MAX]; /* in the source, of the schemes compared */
    struct cir_definitions *definitions;
    struct cir_fields fields;
    struct cir_patterns patterns;
    struct cir_index texts; /* reasons, each kept once in the arena of the result */
    const char **text_list;
    size_t text_count;
    size_t text_capacity;
    struct keeper *keepers; /* by the number of their pattern */
    size_t keeper_capacity;
};

static bool is_path(const char *scheme)
{
    return strchr(scheme, '/') != NULL;
}

/* Names that the tables may know; any other column name is not looked for among the files. */
static bool is_code(const char *name)
{
    return name[0] != '\0' && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-")] == '\0';
}

static enum cir_status load_definitions(struct comparing *comparing, struct cir_error *error)
{
    enum cir_status status =
        cir_definitions_load(&comparing->definitions, comparing->options->definitions, NULL, error);
    if (status == CIR_OK)
        memcpy(comparing->result->definitions_sha256, comparing->definitions->sha256,
               sizeof comparing->result->definitions_sha256);
    return status == CIR_OK ? cir_fields_canonical(&comparing->fields, comparing->definitions, error) : status;
}

static enum cir_status take_scale(struct cir_scale *scale, const struct cir_scheme *scheme, struct cir_arena *arena,
                                  struct cir_error *error)
{
    *scale = (struct cir_scale){.name = cir_arena_copy(arena, cir_text_of(scheme->name)), .count = scheme->band_count};
    bool whole = scale->name != NULL;
    for (size_t i = 0; i < scheme->band_count && whole; i++) {
        scale->levels[i] = scheme->bands[i].level;
        scale->labels[i] = cir_arena_copy(arena, cir_text_of(scheme->bands[i].label));
        whole = scale->labels[i] != NULL;
    }
    return whole ? CIR_OK : cir_fail_memory(error);
}

/* The scale that tables give: of a shipped scheme, an overlaid one, or one of a folder. */
static enum cir_status load_scale(struct cir_scale *scale, struct comparing *comparing, const char *name,
                                  struct cir_error *error)
{
    struct cir_scheme *scheme = NULL;
    enum cir_status status = cir_scheme_load(&scheme, comparing->definitions, &comparing->fields,
                                             comparing->options->definitions, name, NULL, error);
    if (status == CIR_OK)
        status = take_scale(scale, scheme, &comparing->result->arena, error);
    cir_scheme_free(scheme);
    return status;
}

/* The scale of a scheme that is known by its name alone. */
static enum cir_status find_scale(struct cir_scale *scale, struct comparing *comparing, const char *name,
                                  struct cir_error *error)
{
    enum cir_status status = is_code(name) ? load_scale(scale, comparing, name, error) : CIR_BAD_USE;
    if (status != CIR_BAD_USE)
        return status;
    *scale = (struct cir_scale){.name = cir_arena_copy(&comparing->result->arena, cir_text_of(name)), .is_seen = true};
    return scale->name != NULL ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status copy_scale(struct cir_scale *scale, const struct cir_scale *stored, struct cir_arena *arena,
                                  struct cir_error *error)
{
    *scale = *stored;
    scale->name = cir_arena_copy(arena, cir_text_of(stored->name));
    bool whole = scale->name != NULL;
    for (size_t i = 0; i < scale->count && whole; i++) {
        scale->labels[i] = cir_arena_copy(arena, cir_text_of(stored->labels[i]));
        whole = scale->labels[i] != NULL;
    }
    return whole ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status add_scheme(struct comparing *comparing, const char *name, struct cir_error *error)
{
    const struct cir_compare_source *source = &comparing->source;
    struct cir_comparison *result = comparing->result;
    struct cir_scale *scale = &result->scales[result->scheme_count];
    size_t number;
    enum cir_status status = is_path(name) ? load_scale(scale, comparing, name, error) : CIR_OK;
    if (status != CIR_OK)
        return status;
    const char *wanted = is_path(name) ? scale->name : name;
    status = cir_compare_source_find(&number, source, wanted, error);
    if (status != CIR_OK)
        return status;
    for (size_t i = 0; i < result->scheme_count; i++)
        if (comparing->numbers[i] == number)
            return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "the scheme '%s' is named twice", wanted);
    if (source->scales != NULL)
        status = copy_scale(scale, &source->scales[number], &result->arena, error);
    else if (!is_path(name))
        status = find_scale(scale, comparing, name, error);
    comparing->numbers[result->scheme_count++] = number;
    return status;
}

static enum cir_status choose_schemes(struct comparing *comparing, struct cir_error *error)
{
    const struct cir_compare_options *options = comparing->options;
    const struct cir_compare_source *source = &comparing->source;
    bool all = options->scheme_count == 0;
    size_t count = all ? source->scheme_count : options->scheme_count;
    const char *const *names = all ? source->schemes : options->schemes;
    enum cir_status status = CIR_OK;
    if (count < 2 || count > CIR_SCHEMES_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "%zu schemes; expected 2 to %d", count,
                        CIR_SCHEMES_MAX);
    for (size_t i = 0; i < count && status == CIR_OK; i++)
        status = add_scheme(comparing, names[i], error);
    comparing->patterns.scheme_count = count;
    return status;
}

static enum cir_status refuse_level(const struct comparing *comparing, const struct cir_scale *scale, int level,
                                    uint64_t line, struct cir_error *error)
{
    const struct cir_place place = {.file = comparing->source.name, .line = line};
    if (scale->is_seen)
        return cir_fail(error, CIR_BAD_LOG, place, "%s has more than %d levels", scale->name, CIR_LEVELS_MAX);
    return cir_fail(error, CIR_BAD_LOG, place,
                    "%d is no level of %s, which has %zu from %d to %d: was the log scored by another version of it?",
                    level, scale->name, scale->count, scale->levels[0], scale->levels[scale->count - 1]);
}

/* Place of a level; what comes up on a scale without tables is added to it. */
static enum cir_status find_place(uint8_t *place, struct comparing *comparing, struct cir_scale *scale,
                                  const struct cir_judged_row *row, size_t number, struct cir_error *error)
{
    int level = row->levels[number];
    size_t at = 0;
    *place = level == CIR_LEVEL_NOT_APPLICABLE ? CIR_PLACE_OUTSIDE : CIR_PLACE_UNTOLD;
    if (!cir_level_is_told(level))
        return CIR_OK;
    while (at < scale->count && scale->levels[at] != level)
        at++;
    if (at == scale->count) {
        if (!scale->is_seen || at == CIR_LEVELS_MAX)
            return refuse_level(comparing, scale, level, row->line, error);
        scale->levels[at] = level;
        scale->labels[at] = cir_arena_copy(&comparing->result->arena, row->labels[number]);
        if (scale->labels[at] == NULL)
            return cir_fail_memory(error);
        scale->count++;
    }
    *place = (uint8_t)at;
    return CIR_OK;
}

/* The one copy of a text; NULL when memory is exhausted. */
static const char *keep_text(struct comparing *comparing, struct cir_text text)
{
    struct cir_arena *arena = &comparing->result->arena;
    uint32_t number = cir_index_find(&comparing->texts, text);
    if (number != CIR_INDEX_NONE)
        return comparing->text_list[number];
    const char **list =
        cir_arena_grow(arena, comparing->text_list, comparing->text_count, &comparing->text_capacity, sizeof *list);
    const char *copy = cir_arena_copy(arena, text);
    if (list == NULL || copy == NULL)
        return NULL;
    comparing->text_list = list;
    list[comparing->text_count] = copy;
    if (!cir_index_insert(&comparing->texts, arena, (struct cir_text){copy, text.size}, (uint32_t)comparing->text_count,
                          NULL))
        return NULL;
    comparing->text_count++;
    return copy;
}

static enum cir_status keep_row(struct comparing *comparing, struct keeper *keeper, const struct cir_judged_row *row,
                                struct cir_error *error)
{
    struct cir_arena *arena = &comparing->result->arena;
    size_t schemes = comparing->result->scheme_count;
    struct kept *rows = cir_arena_grow(arena, keeper->rows, keeper->count, &keeper->capacity, sizeof *rows);
    if (rows == NULL)
        return cir_fail_memory(error);
    keeper->rows = rows;
    struct kept kept = {.row = row->row, .line = row->line};
    kept.id = cir_arena_copy(arena, row->id);
    kept.reasons = cir_arena_take(arena, schemes, sizeof *kept.reasons);
    bool whole = kept.id != NULL && kept.reasons != NULL;
    for (size_t i = 0; i < schemes && whole; i++) {
        kept.reasons[i] = keep_text(comparing, row->reasons[comparing->numbers[i]]);
        whole = kept.reasons[i] != NULL;
    }
    if (!whole)
        return cir_fail_memory(error);
    rows[keeper->count++] = kept;
    return CIR_OK;
}

/* Room for the keeper of each pattern; they are zeroed as they come. */
static enum cir_status keep(struct comparing *comparing, uint32_t number, const struct cir_judged_row *row,
                            struct cir_error *error)
{
    struct keeper *keepers = cir_arena_grow(&comparing->result->arena, comparing->keepers, number,
                                            &comparing->keeper_capacity, sizeof *keepers);
    if (keepers == NULL)
        return cir_fail_memory(error);
    comparing->keepers = keepers;
    return keepers[number].count < comparing->options->top ? keep_row(comparing, &keepers[number], row, error) : CIR_OK;
}

static enum cir_status count_row(struct comparing *comparing, const struct cir_judged_row *row, struct cir_error *error)
{
    struct cir_comparison *result = comparing->result;
    uint8_t places[CIR_SCHEMES_MAX];
    uint32_t number = 0;
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < result->scheme_count && status == CIR_OK; i++)
        status = find_place(&places[i], comparing, &result->scales[i], row, comparing->numbers[i], error);
    if (status != CIR_OK)
        return status;
    if (!cir_patterns_add(&comparing->patterns, places, &number))
        return cir_fail_memory(error);
    return keep(comparing, number, row, error);
}

static enum cir_status count_rows(struct comparing *comparing, struct cir_error *error)
{
    struct cir_judged_row row;
    enum cir_status status;
    while ((status = cir_compare_source_next(&comparing->source, &row, error)) == CIR_OK) {
        status = count_row(comparing, &row, error);
        if (status != CIR_OK)
            return status;
    }
    return status == CIR_END ? CIR_OK : status;
}

/* Put the levels that came up in their order, and give each place its new number. */
static void sort_scale(struct cir_scale *scale, struct cir_patterns *patterns, size_t scheme)
{
    const struct cir_scale seen = *scale;
    uint8_t places[CIR_LEVELS_MAX];
    for (size_t i = 0; i < seen.count; i++) {
        places[i] = 0;
        for (size_t j = 0; j < seen.count; j++)
            places[i] = (uint8_t)(places[i] + (seen.levels[j] < seen.levels[i]));
        scale->levels[places[i]] = seen.levels[i];
        scale->labels[places[i]] = seen.labels[i];
    }
    for (size_t i = 0; i < patterns->count; i++) {
        uint8_t *place = &patterns->list[i].places[scheme];
        if (cir_place_is_told(*place))
            *place = places[*place];
    }
}

static void settle_scales(struct comparing *comparing)
{
    struct cir_comparison *result = comparing->result;
    for (size_t i = 0; i < result->scheme_count; i++) {
        if (result->scales[i].is_seen)
            sort_scale(&result->scales[i], &comparing->patterns, i);
        comparing->patterns.level_counts[i] = result->scales[i].count;
    }
    cir_patterns_sort(&comparing->patterns);
}

/* How far apart a pattern's schemes are, and which. */
struct spread {
    size_t told;
    size_t higher;
    size_t lower;
    double distance;
};

static struct spread spread_of(const struct cir_patterns *patterns, const struct cir_pattern *pattern)
{
    struct spread spread = {0};
    double highest = -1;
    double lowest = 2;
    for (size_t i = 0; i < patterns->scheme_count; i++) {
        if (!cir_place_is_told(pattern->places[i]))
            continue;
        double position = cir_place_position(pattern->places[i], patterns->level_counts[i]);
        spread.told++;
        spread.higher = position > highest ? i : spread.higher;
        spread.lower = position < lowest ? i : spread.lower;
        highest = position > highest ? position : highest;
        lowest = position < lowest ? position : lowest;
    }
    spread.distance = spread.told > 1 ? highest - lowest : 0;
    return spread;
}

static void count_patterns(struct cir_comparison *result, const struct cir_patterns *patterns)
{
    result->rows = patterns->rows;
    for (size_t i = 0; i < patterns->count; i++) {
        const struct cir_pattern *pattern = &patterns->list[i];
        struct spread spread = spread_of(patterns, pattern);
        result->paired += spread.told > 1 ? pattern->rows : 0;
        result->differing += spread.distance > 0 ? pattern->rows : 0;
        for (size_t scheme = 0; scheme < patterns->scheme_count; scheme++) {
            result->outside[scheme] += pattern->places[scheme] == CIR_PLACE_OUTSIDE ? pattern->rows : 0;
            if (!cir_place_is_told(pattern->places[scheme]))
                continue;
            result->told[scheme] += pattern->rows;
            result->levels[scheme][pattern->places[scheme]] += pattern->rows;
        }
    }
}

static struct cir_side side_of(const struct cir_pattern *pattern, const struct kept *kept, size_t scheme)
{
    return (struct cir_side){.scheme = scheme, .place = pattern->places[scheme], .reason = kept->reasons[scheme]};
}

static int greatest_first(const void *a, const void *b)
{
    const struct cir_disagreement *left = a;
    const struct cir_disagreement *right = b;
    if (left->distance != right->distance)
        return left->distance > right->distance ? -1 : 1;
    return (left->row > right->row) - (left->row < right->row);
}

static size_t kept_count(const struct comparing *comparing)
{
    size_t count = 0;
    for (size_t i = 0; i < comparing->patterns.count; i++)
        count += comparing->keepers[i].count;
    return count;
}

static enum cir_status choose_top(struct comparing *comparing, struct cir_error *error)
{
    struct cir_comparison *result = comparing->result;
    const struct cir_patterns *patterns = &comparing->patterns;
    result->top = cir_arena_take(&result->arena, kept_count(comparing) + 1, sizeof *result->top);
    if (result->top == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < patterns->count; i++) {
        const struct cir_pattern *pattern = &patterns->list[i];
        const struct keeper *keeper = &comparing->keepers[pattern->number];
        struct spread spread = spread_of(patterns, pattern);
        for (size_t k = 0; k < keeper->count && spread.distance > 0; k++) {
            const struct kept *kept = &keeper->rows[k];
            result->top[result->top_count++] = (struct cir_disagreement){
                .row = kept->row,
                .line = kept->line,
                .id = kept->id,
                .distance = spread.distance,
                .higher = side_of(pattern, kept, spread.higher),
                .lower = side_of(pattern, kept, spread.lower),
            };
        }
    }
    qsort(result->top, result->top_count, sizeof *result->top, greatest_first);
    if (result->top_count > comparing->options->top)
        result->top_count = comparing->options->top;
    return CIR_OK;
}

static enum cir_status compare(struct comparing *comparing, struct cir_error *error)
{
    const struct cir_compare_options *options = comparing->options;
    enum cir_status status = cir_compare_source_open(&comparing->source, options, error);
    if (status == CIR_OK)
        status = load_definitions(comparing, error);
    if (status == CIR_OK)
        status = choose_schemes(comparing, error);
    if (status == CIR_OK)
        status = count_rows(comparing, error);
    if (status != CIR_OK)
        return status;
    settle_scales(comparing);
    count_patterns(comparing->result, &comparing->patterns);
    status = choose_top(comparing, error);
    if (status == CIR_OK)
        status =
            cir_agreement_compute(&comparing->result->agreement, &comparing->patterns, &options->resampling, error);
    return status;
}

enum cir_status cir_compare(struct cir_comparison *comparison, const struct cir_compare_options *options,
                            struct cir_error *error)
{
    assert((options->input == NULL) != (options->store == NULL) && options->top <= CIR_COMPARE_TOP_MAX);
    /* GSL's own handler ends the process, which is the caller's. */
    gsl_set_error_handler_off();
    *comparison = (struct cir_comparison){0};
    struct comparing comparing = {.options = options, .result = comparison};
    enum cir_status status = compare(&comparing, error);
    cir_patterns_free(&comparing.patterns);
    cir_definitions_free(comparing.definitions);
    cir_compare_source_close(&comparing.source);
    return status;
}

void cir_comparison_free(struct cir_comparison *comparison)
{
    cir_agreement_free(&comparison->agreement);
    cir_arena_free(&comparison->arena);
    *comparison = (struct cir_comparison){0};
}
