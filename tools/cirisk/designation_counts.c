#include "designation_counts.h"

#include "base/index.h"

/* ---- counting ---- */

static void count(struct designation_counts *counts, const struct cir_scheme *scheme, const struct cir_asset *asset)
{
    const struct cir_designation *designation = &asset->designation;
    counts->assets++;
    counts->verdicts[designation->verdict]++;
    if (designation->verdict == CIR_PROPOSED && cir_level_is_told(designation->level))
        counts->levels[cir_verdict_band(scheme, designation->level)]++;
}

struct designation_counts designation_count_all(const struct designation_view *view)
{
    struct designation_counts counts = {.assets = 0};
    for (size_t i = 0; i < view->assets->asset_count; i++)
        count(&counts, view->scheme, &view->assets->assets[i]);
    return counts;
}

struct counting {
    struct designation_groups *groups;
    size_t capacity;
    struct cir_index index; /* from a key to the number of its group */
    struct cir_buffer key;  /* of the asset in hand */
    struct cir_arena *arena;
};

/* No text of a cell has a byte 0 in it. */
static bool make_key(struct counting *counting, const struct designation_group *group)
{
    cir_buffer_clear(&counting->key);
    cir_buffer_add(&counting->key, group->sector);
    cir_buffer_add_char(&counting->key, '\0');
    cir_buffer_add(&counting->key, group->service);
    return !counting->key.failed;
}

static struct designation_group *add_group(struct counting *counting, const struct designation_group *wanted)
{
    struct designation_groups *groups = counting->groups;
    struct designation_group *list =
        cir_arena_grow(counting->arena, groups->list, groups->count, &counting->capacity, sizeof *list);
    struct cir_text key = {cir_arena_copy(counting->arena, cir_buffer_text(&counting->key)), counting->key.size};
    if (list == NULL || key.data == NULL ||
        !cir_index_insert(&counting->index, counting->arena, key, (uint32_t)groups->count, NULL))
        return NULL;
    groups->list = list;
    list[groups->count] = *wanted;
    return &list[groups->count++];
}

/* The group of that sector and service, made where there is none. NULL when memory is exhausted. */
static struct designation_group *group_of(struct counting *counting, const struct designation_group *wanted)
{
    if (!make_key(counting, wanted))
        return NULL;
    uint32_t present = cir_index_find(&counting->index, cir_buffer_text(&counting->key));
    return present != CIR_INDEX_NONE ? &counting->groups->list[present] : add_group(counting, wanted);
}

bool designation_count_groups(struct designation_groups *groups, const struct designation_view *view, bool by_service,
                              struct cir_arena *arena)
{
    struct counting counting = {.groups = groups, .arena = arena};
    bool whole = true;
    *groups = (struct designation_groups){0};
    for (size_t i = 0; whole && i < view->assets->asset_count; i++) {
        const struct cir_asset *asset = &view->assets->assets[i];
        const struct designation_group wanted = {.sector = designation_sector(view, asset),
                                                 .service = by_service ? asset->service : (struct cir_text){0}};
        struct designation_group *group = group_of(&counting, &wanted);
        whole = group != NULL;
        if (whole)
            count(&group->counts, view->scheme, asset);
    }
    cir_buffer_free(&counting.key);
    return whole;
}

/* ---- columns ---- */

bool designation_has_levels(const struct cir_scheme *scheme)
{
    return scheme->band_count > 2;
}

size_t designation_open_level(const struct cir_scheme *scheme, const struct designation_counts *counts)
{
    size_t open = counts->verdicts[CIR_PROPOSED];
    for (size_t band = 1; band < scheme->band_count; band++)
        open -= counts->levels[band];
    return open;
}

static struct listing_column column_of(const char *name)
{
    return (struct listing_column){name, LISTING_NUMBER};
}

const char *designation_level_name(const struct cir_band *band, struct cir_arena *arena)
{
    struct cir_buffer name = {0};
    cir_buffer_add_format(&name, "%d-%s", band->level, band->label);
    const char *copy = name.failed ? NULL : cir_arena_copy(arena, cir_buffer_text(&name));
    cir_buffer_free(&name);
    return copy;
}

/* @return false when memory is exhausted */
static bool add_levels(struct listing_column *columns, size_t *count, const struct cir_scheme *scheme,
                       struct cir_arena *arena)
{
    for (size_t band = scheme->band_count - 1; band > 0; band--) {
        const char *name = designation_level_name(&scheme->bands[band], arena);
        if (name == NULL)
            return false;
        columns[(*count)++] = column_of(name);
    }
    columns[(*count)++] = column_of("level-open");
    return true;
}

size_t designation_counts_columns(struct listing_column *columns, const struct cir_scheme *scheme, const char *all,
                                  struct cir_arena *arena)
{
    size_t count = 0;
    columns[count++] = column_of(cir_designation_word(CIR_PROPOSED));
    if (designation_has_levels(scheme) && !add_levels(columns, &count, scheme, arena))
        return 0;
    for (int verdict = CIR_PROPOSED + 1; verdict < CIR_DESIGNATION_VERDICTS; verdict++)
        columns[count++] = column_of(cir_designation_word((enum cir_designation_verdict)verdict));
    columns[count++] = column_of(all);
    return count;
}

void designation_counts_set(struct listing *list, size_t first, const struct cir_scheme *scheme,
                            const struct designation_counts *counts)
{
    size_t column = first;
    listing_set_count(list, column++, counts->verdicts[CIR_PROPOSED]);
    if (designation_has_levels(scheme)) {
        for (size_t band = scheme->band_count - 1; band > 0; band--)
            listing_set_count(list, column++, counts->levels[band]);
        listing_set_count(list, column++, designation_open_level(scheme, counts));
    }
    for (int verdict = CIR_PROPOSED + 1; verdict < CIR_DESIGNATION_VERDICTS; verdict++)
        listing_set_count(list, column++, counts->verdicts[verdict]);
    listing_set_count(list, column, counts->assets);
}
