/* What a State returns of its list: how many assets of each sector and service, and by which thresholds. */
#include "designation_view.h"
#include "measure_words.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

static const struct listing_column columns[] = {{"scheme", LISTING_WORDS},        {"version", LISTING_WORDS},
                                                {"sector", LISTING_WORDS},        {"service", LISTING_WORDS},
                                                {"proposed", LISTING_NUMBER},     {"borderline", LISTING_NUMBER},
                                                {"not_proposed", LISTING_NUMBER}, {"cannot_tell", LISTING_NUMBER},
                                                {"assets", LISTING_NUMBER},       {"thresholds", LISTING_WORDS}};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

struct entry {
    const struct cir_asset *asset;
};

/* Assets of one sector and service, in the sorted list. */
struct group {
    const struct entry *entries;
    size_t count;
};

static int compare_texts(struct cir_text a, struct cir_text b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    int order = size > 0 ? memcmp(a.data, b.data, size) : 0;
    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static int compare_assets(const struct cir_asset *a, const struct cir_asset *b)
{
    int order = compare_texts(designation_sector(a), designation_sector(b));
    return order != 0 ? order : compare_texts(a->service, b->service);
}

static int compare(const void *a, const void *b)
{
    return compare_assets(((const struct entry *)a)->asset, ((const struct entry *)b)->asset);
}

/* ---- rows ---- */

static bool is_asked(const struct group *group, unsigned criterion)
{
    for (size_t i = 0; i < group->count; i++)
        if (cir_criterion_in(group->entries[i].asset->designation.asked, criterion))
            return true;
    return false;
}

/* "power-plant/1/capacity_mw >= 104 MW; ..." */
static void add_thresholds(struct cir_buffer *buffer, const struct designation_view *view, const struct group *group)
{
    for (unsigned i = 0; i < view->scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &view->scheme->criteria[i];
        if (!is_asked(group, i))
            continue;
        cir_buffer_add_format(buffer, "%s%s: %s ", buffer->size > 0 ? "; " : "", criterion->name,
                              measure_name(view->fields, criterion->measure));
        designation_add_threshold(buffer, view->fields, criterion);
        if (*criterion->unit != '\0')
            cir_buffer_add_format(buffer, " %s", criterion->unit);
    }
}

static void set_text(struct listing *list, size_t column, struct cir_text text)
{
    struct cir_buffer buffer = {0};
    cir_buffer_add(&buffer, text);
    listing_set_buffer(list, column, &buffer);
}

static void add_group(struct listing *list, const struct designation_view *view, const struct group *group)
{
    static const enum cir_designation_verdict order[] = {CIR_PROPOSED, CIR_BORDERLINE, CIR_NOT_PROPOSED,
                                                         CIR_CANNOT_TELL};
    size_t counts[CIR_DESIGNATION_VERDICTS] = {0};
    struct cir_buffer thresholds = {0};
    for (size_t i = 0; i < group->count; i++)
        counts[group->entries[i].asset->designation.verdict]++;
    add_thresholds(&thresholds, view, group);
    listing_row(list);
    listing_set(list, 0, view->scheme->name);
    listing_set(list, 1, view->scheme->version);
    set_text(list, 2, designation_sector(group->entries[0].asset));
    set_text(list, 3, group->entries[0].asset->service);
    for (size_t i = 0; i < CIR_DESIGNATION_VERDICTS; i++)
        listing_set_format(list, 4 + i, "%zu", counts[order[i]]);
    listing_set_format(list, COLUMNS - 2, "%zu", group->count);
    listing_set_buffer(list, COLUMNS - 1, &thresholds);
}

static void add_groups(struct listing *list, const struct designation_view *view, const struct entry *entries,
                       size_t count)
{
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && compare(&entries[first], &entries[end]) == 0;)
            end++;
        add_group(list, view, &(struct group){entries + first, end - first});
    }
}

int designation_print_returns(const void *context, FILE *out)
{
    const struct designation_view *view = context;
    struct cir_arena arena = {0};
    struct terminal none = {.width = TERMINAL_WIDTH};
    size_t count = view->assets->asset_count;
    struct entry *entries = cir_arena_take(&arena, count + 1, sizeof *entries);
    struct listing list = listing_start(columns, COLUMNS, &arena);
    list.failed = entries == NULL;
    for (size_t i = 0; entries != NULL && i < count; i++)
        entries[i].asset = &view->assets->assets[i];
    if (entries != NULL) {
        qsort(entries, count, sizeof *entries, compare);
        add_groups(&list, view, entries, count);
    }
    int code = listing_print(&list, LISTING_CSV, &none, out);
    cir_arena_free(&arena);
    return code;
}
