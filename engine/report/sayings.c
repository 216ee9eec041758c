#include "report/sayings.h"

#include <math.h>
#include <string.h>

void *cir_report_take(struct cir_report_draft *draft, size_t count, size_t size)
{
    void *room = cir_arena_take(&draft->arena, count, size);
    draft->failed = draft->failed || room == NULL;
    return room;
}

struct cir_text cir_report_word(const struct cir_report_draft *draft, enum cir_word word)
{
    return cir_tongue_word(draft->report->tongue, word);
}

struct cir_text cir_report_keep(struct cir_report_draft *draft, struct cir_buffer *buffer)
{
    const char *copy = buffer->failed ? NULL : cir_arena_copy(&draft->arena, cir_buffer_text(buffer));
    const struct cir_text kept = {copy != NULL ? copy : "", copy != NULL ? buffer->size : 0};
    draft->failed = draft->failed || copy == NULL;
    cir_buffer_free(buffer);
    return kept;
}

struct cir_text cir_report_count(struct cir_report_draft *draft, uint64_t count)
{
    struct cir_buffer buffer = {0};
    cir_tongue_add_count(&buffer, draft->report->tongue, count);
    return cir_report_keep(draft, &buffer);
}

static struct cir_text period(struct cir_report_draft *draft)
{
    struct cir_buffer buffer = {0};
    cir_tongue_add_date(&buffer, draft->report->tongue, draft->report->period);
    return cir_report_keep(draft, &buffer);
}

/* "gge 1.0 and nciss cite-951acce9". */
static struct cir_text scheme_list(struct cir_report_draft *draft)
{
    const struct cir_table_facts *facts = draft->report->facts;
    struct cir_buffer buffer = {0};
    struct cir_text *names = cir_report_take(draft, facts->scheme_count, sizeof *names);
    for (size_t i = 0; names != NULL && i < facts->scheme_count; i++) {
        const struct cir_table_scheme *scheme = &facts->schemes[i];
        cir_buffer_add_format(&buffer, "%s%s%s", scheme->name, scheme->version[0] != '\0' ? " " : "", scheme->version);
        names[i] = cir_report_keep(draft, &buffer);
        buffer = (struct cir_buffer){0};
    }
    if (names != NULL)
        cir_tongue_add_list(&buffer, draft->report->tongue, names, facts->scheme_count);
    return cir_report_keep(draft, &buffer);
}

size_t cir_report_say_about(struct cir_report_draft *draft, struct cir_report_fact *facts)
{
    const struct cir_report *report = draft->report;
    size_t count = 0;
    if (report->incidents > 0)
        facts[count++] = (struct cir_report_fact){cir_report_word(draft, CIR_WORD_REPORT_INCIDENTS),
                                                  cir_report_count(draft, report->incidents), false};
    if (!isnan(report->period.first_h))
        facts[count++] = (struct cir_report_fact){cir_report_word(draft, CIR_WORD_REPORT_PERIOD), period(draft), false};
    if (report->facts->scheme_count > 0)
        facts[count++] =
            (struct cir_report_fact){cir_report_word(draft, CIR_WORD_REPORT_JUDGED_BY), scheme_list(draft), false};
    return count;
}

/* Counts are exact, other figures have so many digits. */
static struct cir_text rounding(struct cir_report_draft *draft)
{
    enum { DIGITS_USUAL = 3 };
    unsigned significant = draft->report->significant > 0 ? draft->report->significant : DIGITS_USUAL;
    const struct cir_filling digits = {"digits", cir_report_count(draft, significant)};
    struct cir_buffer buffer = {0};
    cir_tongue_add_phrase(&buffer, draft->report->tongue, CIR_WORD_REPORT_METHOD_COUNTS, &digits, 1);
    return cir_report_keep(draft, &buffer);
}

void cir_report_say_method(struct cir_report_draft *draft)
{
    const struct cir_text said[] = {cir_report_word(draft, CIR_WORD_REPORT_METHOD_JUDGED),
                                    cir_report_word(draft, CIR_WORD_REPORT_METHOD_UNKNOWN), rounding(draft),
                                    cir_report_word(draft, CIR_WORD_REPORT_METHOD_ATTRIBUTION)};
    enum { SAID = sizeof said / sizeof said[0] };
    struct cir_report_section *section = cir_report_open_section(draft, "method", CIR_WORD_REPORT_METHOD);
    struct cir_text *paragraphs = cir_report_take(draft, SAID, sizeof *paragraphs);
    if (paragraphs == NULL)
        return;
    memcpy(paragraphs, said, sizeof said);
    section->paragraphs = paragraphs;
    section->paragraph_count = SAID;
}

void cir_report_say_provenance(struct cir_report_draft *draft)
{
    const struct cir_report *report = draft->report;
    const struct cir_table_facts *known = report->facts;
    struct cir_report_section *section = cir_report_open_section(draft, "provenance", CIR_WORD_REPORT_PROVENANCE);
    struct cir_text *paragraph = cir_report_take(draft, 1, sizeof *paragraph);
    struct cir_report_fact *facts = cir_report_take(draft, CIR_REPORT_FACTS_MAX, sizeof *facts);
    if (paragraph == NULL || facts == NULL)
        return;
    size_t count = 0;
    *paragraph = cir_report_word(draft, CIR_WORD_REPORT_REPEAT);
    facts[count++] = (struct cir_report_fact){cir_report_word(draft, CIR_WORD_REPORT_TOOL),
                                              cir_text_of("cirisk " CIR_VERSION), true};
    facts[count++] =
        (struct cir_report_fact){cir_report_word(draft, CIR_WORD_REPORT_READ), cir_text_of(known->name), true};
    facts[count++] = (struct cir_report_fact){cir_report_word(draft, CIR_WORD_REPORT_ROWS),
                                              cir_report_count(draft, known->rows), false};
    facts[count++] = (struct cir_report_fact){cir_report_word(draft, CIR_WORD_REPORT_DEFINITIONS_HASH),
                                              cir_text_of(known->definitions_sha256), true};
    if (report->options.size > 0)
        facts[count++] =
            (struct cir_report_fact){cir_report_word(draft, CIR_WORD_REPORT_OPTIONS), report->options, true};
    section->paragraphs = paragraph;
    section->paragraph_count = 1;
    section->facts = facts;
    section->fact_count = count;
}
