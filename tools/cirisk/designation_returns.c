/* What a State returns of its list: how many assets of each sector and service, and the thresholds that were used. */
#include "designation_counts.h"
#include "measure_words.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

enum { SCHEME, VERSION, SECTOR, SERVICE, FIRST_COUNT, RETURNS_MAX = FIRST_COUNT + DESIGNATION_COUNTS_MAX };

static const struct listing_column returns_columns[FIRST_COUNT] = {[SCHEME] = {"scheme", LISTING_WORDS},
                                                                   [VERSION] = {"version", LISTING_WORDS},
                                                                   [SECTOR] = {"sector", LISTING_WORDS},
                                                                   [SERVICE] = {"service", LISTING_WORDS}};

static int compare_texts(struct cir_text a, struct cir_text b)
{
    size_t size = a.size < b.size ? a.size : b.size;
    int order = size > 0 ? memcmp(a.data, b.data, size) : 0;
    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static int compare(const void *a, const void *b)
{
    const struct designation_group *left = a, *right = b;
    int order = compare_texts(left->sector, right->sector);
    return order != 0 ? order : compare_texts(left->service, right->service);
}

static void add_group(struct listing *list, const struct cir_scheme *scheme, const struct designation_group *group)
{
    listing_row(list);
    listing_set(list, SCHEME, scheme->name);
    listing_set(list, VERSION, scheme->version);
    listing_set_text(list, SECTOR, group->sector);
    listing_set_text(list, SERVICE, group->service);
    designation_counts_set(list, FIRST_COUNT, scheme, &group->counts);
}

int designation_print_returns(const void *context, FILE *out)
{
    const struct designation_view *view = context;
    struct cir_arena arena = {0};
    struct designation_groups groups;
    struct listing_column columns[RETURNS_MAX];
    memcpy(columns, returns_columns, sizeof returns_columns);
    size_t count = designation_counts_columns(columns + FIRST_COUNT, view->scheme, "assets", &arena);
    struct listing list = listing_start(columns, FIRST_COUNT + count, &arena);
    list.failed = !designation_count_groups(&groups, view, true, &arena) || count == 0;
    if (!list.failed && groups.count > 0)
        qsort(groups.list, groups.count, sizeof *groups.list, compare);
    for (size_t i = 0; i < groups.count; i++)
        add_group(&list, view->scheme, &groups.list[i]);
    int code = listing_print(&list, LISTING_CSV, NULL, out);
    cir_arena_free(&arena);
    return code;
}

/* ---- thresholds ---- */

static void add_threshold(struct listing *list, const struct designation_view *view,
                          const struct cir_criterion *criterion, size_t asked)
{
    struct cir_buffer threshold = {0}, where = {0};
    measure_add_threshold(&threshold, view->fields, criterion, ";");
    measure_add_filter(&where, view->fields, criterion, ";");
    listing_row(list);
    listing_set(list, 0, view->scheme->name);
    listing_set(list, 1, view->scheme->version);
    listing_set(list, 2, criterion->name);
    listing_set(list, 3, measure_name(view->fields, criterion->measure));
    listing_set_buffer(list, 4, &threshold);
    listing_set(list, 5, measure_criterion_unit(criterion));
    listing_set_buffer(list, 6, &where);
    listing_set_count(list, 7, asked);
    listing_set(list, 8, criterion->source);
}

static size_t count_asked(const struct cir_register *assets, unsigned criterion)
{
    size_t count = 0;
    for (size_t i = 0; i < assets->asset_count; i++)
        count += cir_criterion_in(assets->assets[i].designation.asked, criterion);
    return count;
}

int designation_print_thresholds(const void *context, FILE *out)
{
    static const struct listing_column columns[] = {
        {"scheme", LISTING_WORDS},  {"version", LISTING_WORDS},   {"criterion", LISTING_WORDS},
        {"measure", LISTING_WORDS}, {"threshold", LISTING_WORDS}, {"unit", LISTING_WORDS},
        {"where", LISTING_WORDS},   {"assets", LISTING_NUMBER},   {"source", LISTING_WORDS}};
    const struct designation_view *view = context;
    struct cir_arena arena = {0};
    struct listing list = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    for (unsigned i = 0; i < view->scheme->criterion_count; i++) {
        size_t asked = count_asked(view->assets, i);
        if (asked > 0)
            add_threshold(&list, view, &view->scheme->criteria[i], asked);
    }
    int code = listing_print(&list, LISTING_CSV, NULL, out);
    cir_arena_free(&arena);
    return code;
}
