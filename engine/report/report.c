#include "report/report.h"

#include "report/sayings.h"

struct cir_report_section *cir_report_open_section(struct cir_report_draft *draft, const char *id,
                                                   enum cir_word heading)
{
    struct cir_report_section *section = &draft->sections[draft->section_count++];
    *section = (struct cir_report_section){.id = id, .heading = cir_report_word(draft, heading)};
    return section;
}

static void say_keys(struct cir_report_draft *draft)
{
    if (draft->report->key_count == 0)
        return;
    struct cir_report_section *section = cir_report_open_section(draft, "key", CIR_WORD_REPORT_KEY);
    section->keys = draft->report->keys;
    section->key_count = draft->report->key_count;
}

/* What opens a part. */
static enum cir_word lead_of(const struct cir_report *report, enum cir_report_part part, enum cir_word usual)
{
    return part == CIR_REPORT_CROSSBORDER && report->abroad_by_level ? CIR_WORD_REPORT_CROSSBORDER_LEVELS_LEAD : usual;
}

static void say_part(struct cir_report_draft *draft, const struct cir_report_shown *shown, const char *id,
                     enum cir_word heading, enum cir_word lead)
{
    if (shown->table == NULL)
        return;
    struct cir_report_section *section = cir_report_open_section(draft, id, heading);
    struct cir_text *paragraph = cir_report_take(draft, 1, sizeof *paragraph);
    if (paragraph == NULL)
        return;
    *paragraph = cir_report_word(draft, lead);
    section->paragraphs = paragraph;
    section->paragraph_count = 1;
    section->figure = shown->figure;
    section->table = shown->table;
}

static void say_parts(struct cir_report_draft *draft)
{
    const struct cir_report_shown *parts = draft->report->parts;
#define CIR_REPORT_PART(symbol, id, figure, heading, lead)                                                             \
    say_part(draft, &parts[CIR_REPORT_##symbol], id, CIR_WORD_##heading,                                               \
             lead_of(draft->report, CIR_REPORT_##symbol, CIR_WORD_##lead));
#include "report/parts.def"
#undef CIR_REPORT_PART
}

/* What a label of TLP 2.0 allows; empty of one that is not of the standard. */
static struct cir_text tlp_meaning(const struct cir_report *report)
{
    static const struct {
        const char *label;
        enum cir_word word;
    } meanings[] = {
        {"TLP:RED", CIR_WORD_TLP_RED},     {"TLP:AMBER+STRICT", CIR_WORD_TLP_AMBER_STRICT},
        {"TLP:AMBER", CIR_WORD_TLP_AMBER}, {"TLP:GREEN", CIR_WORD_TLP_GREEN},
        {"TLP:CLEAR", CIR_WORD_TLP_CLEAR},
    };
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
        if (cir_text_is(report->tlp, meanings[i].label))
            return cir_tongue_word(report->tongue, meanings[i].word);
    return (struct cir_text){"", 0};
}

static enum cir_status write(struct cir_buffer *html, struct cir_report_draft *draft, struct cir_error *error)
{
    const struct cir_report *report = draft->report;
    struct cir_report_fact facts[CIR_REPORT_FACTS_MAX];
    const struct cir_report_page page = {
        .tongue = report->tongue,
        .title = report->title.size > 0 ? report->title : cir_report_word(draft, CIR_WORD_REPORT_TITLE),
        .tlp = report->tlp,
        .tlp_meaning = tlp_meaning(report),
        .facts = facts,
        .fact_count = cir_report_say_about(draft, facts),
        .sections = draft->sections,
        .section_count = draft->section_count,
    };
    return draft->failed ? cir_fail_memory(error) : cir_report_page_write(html, &page, error);
}

enum cir_status cir_report_write(struct cir_buffer *html, const struct cir_report *report, struct cir_error *error)
{
    struct cir_report_draft draft = {.report = report};
    say_keys(&draft);
    say_parts(&draft);
    cir_report_say_method(&draft);
    cir_report_say_definitions(&draft);
    cir_report_say_limits(&draft);
    cir_report_say_provenance(&draft);
    enum cir_status status = write(html, &draft, error);
    cir_arena_free(&draft.arena);
    return status;
}
