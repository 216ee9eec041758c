#include "report/sayings.h"

/* How many of all lack something, told only where some do. */
static void add_lack(struct cir_report_draft *draft, struct cir_text *items, size_t *count, enum cir_word word,
                     uint64_t lacking)
{
    if (lacking == 0)
        return;
    const struct cir_filling fillings[] = {{"count", cir_report_count(draft, lacking)},
                                           {"all", cir_report_count(draft, draft->report->facts->rows)}};
    struct cir_buffer buffer = {0};
    cir_tongue_add_phrase(&buffer, draft->report->tongue, word, fillings, 2);
    items[(*count)++] = cir_report_keep(draft, &buffer);
}

static void add_hidden(struct cir_report_draft *draft, struct cir_text *items, size_t *count)
{
    if (draft->report->suppress < 2)
        return;
    const struct cir_filling most = {"most", cir_report_count(draft, draft->report->suppress - 1)};
    struct cir_buffer buffer = {0};
    cir_tongue_add_phrase(&buffer, draft->report->tongue, CIR_WORD_REPORT_LIMIT_HIDDEN, &most, 1);
    items[(*count)++] = cir_report_keep(draft, &buffer);
}

static bool is_told(const struct cir_text *items, size_t count, struct cir_text text)
{
    for (size_t i = 0; i < count; i++)
        if (cir_text_equal(items[i], text))
            return true;
    return false;
}

/* What a table says to which all is known. */
static struct cir_text all_known(struct cir_report_draft *draft)
{
    struct cir_buffer count = {0};
    struct cir_buffer buffer = {0};
    cir_tongue_add_counted(&count, draft->report->tongue, CIR_COUNTED_INCIDENT, draft->report->incidents);
    const struct cir_filling filling = {"count", cir_report_keep(draft, &count)};
    cir_tongue_add_phrase(&buffer, draft->report->tongue, CIR_WORD_UNKNOWN_NONE, &filling, 1);
    return cir_report_keep(draft, &buffer);
}

/* What each table says of what is not known; many say the same, and that all is known is no limit. */
static void add_unknown(struct cir_report_draft *draft, struct cir_text *items, size_t *count)
{
    struct cir_text none = all_known(draft);
    for (size_t i = 0; i < CIR_REPORT_PARTS; i++) {
        const struct cir_shown_table *table = draft->report->parts[i].table;
        if (table != NULL && table->unknown.size > 0 && !cir_text_equal(table->unknown, none) &&
            !is_told(items, *count, table->unknown))
            items[(*count)++] = table->unknown;
    }
}

static void add_of_levels(struct cir_report_draft *draft, struct cir_text *items, size_t *count)
{
    size_t schemes = draft->report->facts->scheme_count;
    if (schemes > 0)
        items[(*count)++] = cir_report_word(draft, CIR_WORD_REPORT_LIMIT_LEVELS);
    if (schemes > 1)
        items[(*count)++] = cir_report_word(draft, CIR_WORD_REPORT_LIMIT_SCHEMES);
}

void cir_report_say_limits(struct cir_report_draft *draft)
{
    struct cir_report_section *section = cir_report_open_section(draft, "limits", CIR_WORD_REPORT_LIMITS);
    struct cir_text *items = cir_report_take(draft, CIR_REPORT_ITEMS_MAX, sizeof *items);
    size_t count = 0;
    if (items == NULL)
        return;
    items[count++] = cir_report_word(draft, CIR_WORD_REPORT_LIMIT_REPORTED);
    items[count++] = cir_report_word(draft, CIR_WORD_REPORT_LIMIT_REGIMES);
    add_unknown(draft, items, &count);
    add_lack(draft, items, &count, CIR_WORD_REPORT_LIMIT_UNDATED, draft->report->facts->undated);
    add_lack(draft, items, &count, CIR_WORD_REPORT_LIMIT_UNMARKED, draft->report->facts->unmarked);
    add_hidden(draft, items, &count);
    add_of_levels(draft, items, &count);
    section->items = items;
    section->item_count = count;
}
