#include "designation_view.h"
#include "measure_words.h"

#include "base/number.h"

#include <math.h>

enum { NUMBER_SIZE = 64 };

static void add_number(struct cir_buffer *buffer, double value)
{
    char number[NUMBER_SIZE];
    cir_buffer_add(buffer, (struct cir_text){number, cir_number_write_exact(number, value)});
}

/* ---- facts ---- */

static void add_range(struct cir_buffer *buffer, const struct cir_quantity *fact)
{
    add_number(buffer, fact->low);
    if (fact->high > fact->low)
        cir_buffer_add_string(buffer, "..");
    if (fact->high > fact->low && !isinf(fact->high))
        add_number(buffer, fact->high);
}

void designation_add_fact(struct cir_buffer *buffer, const struct designation_view *view, const struct cir_asset *asset,
                          const struct cir_criterion *criterion)
{
    const struct cir_quantity *fact = cir_asset_fact(view->assets, asset, criterion->measure);
    bool asks_options = cir_criterion_asks_options(criterion);
    if (fact->answer == CIR_NOT_APPLICABLE)
        cir_buffer_add_string(buffer, "n/a");
    else if (criterion->measure >= CIR_MEASURE_STATE_SETS && fact->answer == CIR_ANSWERED)
        cir_buffer_add(buffer, asset->country);
    else if (asks_options && fact->answer == CIR_ANSWERED)
        measure_add_options(buffer, view->fields, criterion->measure, fact->options, fact->together ? ";" : "|");
    else if (asks_options || (fact->answer == CIR_UNANSWERED && !(fact->low > 0)))
        cir_buffer_add_string(buffer, "unknown");
    else
        add_range(buffer, fact);
}

/* ---- what is missing ---- */

static void add_name(struct cir_buffer *buffer, const char *name)
{
    if (buffer->size > 0)
        cir_buffer_add_char(buffer, ';');
    cir_buffer_add_string(buffer, name);
}

static bool is_unanswered(const struct designation_view *view, const struct cir_asset *asset, unsigned measure)
{
    return measure != CIR_INDEX_NONE && cir_asset_fact(view->assets, asset, measure)->answer == CIR_UNANSWERED;
}

/* The columns that say it: of States nobody knows a column called as the measure. */
static const char *column_of(const struct designation_view *view, unsigned measure)
{
    return measure >= CIR_MEASURE_STATE_SETS ? measure_needs(view->fields, measure)
                                             : measure_name(view->fields, measure);
}

static bool asks(const struct cir_criterion *criterion, unsigned measure)
{
    return criterion->measure == measure || criterion->filter_measure == measure;
}

/* Whether an earlier criterion whose fact is missing asks for the measure, too. */
static bool is_named(const struct designation_view *view, const struct cir_asset *asset, unsigned before,
                     unsigned measure)
{
    for (unsigned i = 0; i < before; i++)
        if (cir_criterion_in(asset->designation.missing_facts, i) && asks(&view->scheme->criteria[i], measure))
            return true;
    return false;
}

void designation_add_missing_facts(struct cir_buffer *buffer, const struct designation_view *view,
                                   const struct cir_asset *asset)
{
    const struct cir_scheme *scheme = view->scheme;
    if (asset->is_facility_unknown)
        add_name(buffer, "facility");
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        if (!cir_criterion_in(asset->designation.missing_facts, i))
            continue;
        const unsigned asked[] = {scheme->criteria[i].filter_measure, scheme->criteria[i].measure};
        for (size_t k = 0; k < sizeof asked / sizeof asked[0]; k++)
            if (is_unanswered(view, asset, asked[k]) && !is_named(view, asset, i, asked[k]))
                add_name(buffer, column_of(view, asked[k]));
    }
}

void designation_add_missing_thresholds(struct cir_buffer *buffer, const struct designation_view *view,
                                        const struct cir_asset *asset)
{
    for (unsigned i = 0; i < view->scheme->criterion_count; i++)
        if (cir_criterion_in(asset->designation.missing_thresholds, i))
            add_name(buffer, view->scheme->criteria[i].name);
}

/* ---- of an asset ---- */

/* The scheme's own word, where one is told. */
static struct cir_text own_sector(const struct designation_view *view, const struct cir_asset *asset)
{
    const unsigned measure = view->scheme->sector_measure;
    const struct cir_quantity *fact = cir_asset_fact(view->assets, asset, measure);
    bool is_one = fact->answer == CIR_ANSWERED && fact->options != 0 && (fact->options & (fact->options - 1)) == 0;
    const struct cir_field *field = &view->fields->list[measure - CIR_MEASURE_DERIVED];
    return is_one ? cir_text_of(field->options[__builtin_ctzll(fact->options)]) : (struct cir_text){0};
}

struct cir_text designation_sector(const struct designation_view *view, const struct cir_asset *asset)
{
    if (asset->facility != NULL)
        return cir_text_of(asset->facility->sector);
    return view->scheme->sector_measure != CIR_INDEX_NONE ? own_sector(view, asset) : asset->sector;
}

const char *designation_label(const struct designation_view *view, const struct cir_asset *asset)
{
    int level = asset->designation.level;
    return cir_level_is_told(level) ? cir_verdict_label(view->scheme, level) : "";
}

void designation_add_levels(struct cir_buffer *buffer, const struct designation_view *view,
                            const struct cir_asset *asset)
{
    const struct cir_designation *designation = &asset->designation;
    if (cir_level_is_told(designation->level)) {
        cir_buffer_add_string(buffer, cir_verdict_label(view->scheme, designation->level));
        return;
    }
    cir_buffer_add_format(buffer, "%s .. %s", cir_verdict_label(view->scheme, designation->level_low),
                          cir_verdict_label(view->scheme, designation->level_high));
}
