#include "report/sayings.h"

#include <math.h>

/* The columns of the table of schemes. */
static const struct column {
    const char *id;
    enum cir_word label;
    bool is_code;
} columns[] = {
    {"scheme", CIR_WORD_REPORT_SCHEME, true},         {"title", CIR_WORD_REPORT_SCHEME_TITLE, false},
    {"version", CIR_WORD_REPORT_VERSION, true},       {"status", CIR_WORD_REPORT_STATUS, false},
    {"source", CIR_WORD_REPORT_SCHEME_SOURCE, false}, {"sha256", CIR_WORD_REPORT_SCHEME_HASH, true},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

/* As the tables of a scheme say it of themselves; of one that no table knows, that. */
static struct cir_text status_words(const struct cir_report_draft *draft, const char *status)
{
    static const struct {
        const char *status;
        enum cir_word word;
    } known[] = {
        {"verified", CIR_WORD_REPORT_STATUS_VERIFIED},
        {"partly", CIR_WORD_REPORT_STATUS_PARTLY},
        {"unverified", CIR_WORD_REPORT_STATUS_UNVERIFIED},
    };
    struct cir_text text = cir_text_of(status);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (cir_text_is(text, known[i].status))
            return cir_report_word(draft, known[i].word);
    return text.size > 0 ? text : cir_report_word(draft, CIR_WORD_REPORT_SCHEME_FOREIGN);
}

static struct cir_text text_of(const struct cir_report_draft *draft, const struct cir_table_scheme *scheme,
                               size_t column)
{
    const char *const texts[COLUMNS] = {scheme->name,   scheme->title,  scheme->version,
                                        scheme->status, scheme->source, scheme->sha256};
    return columns[column].label == CIR_WORD_REPORT_STATUS ? status_words(draft, texts[column])
                                                           : cir_text_of(texts[column]);
}

static enum cir_shown_kind kind_of(size_t column, struct cir_text text)
{
    if (text.size == 0)
        return CIR_SHOWN_NOTHING;
    return columns[column].is_code ? CIR_SHOWN_CODE : CIR_SHOWN_WORDS;
}

static void fill_rows(const struct cir_report_draft *draft, struct cir_shown_row *rows, struct cir_shown_cell *cells)
{
    const struct cir_table_facts *facts = draft->report->facts;
    for (size_t i = 0; i < facts->scheme_count; i++) {
        struct cir_shown_cell *row = cells + i * COLUMNS;
        for (size_t k = 0; k < COLUMNS; k++) {
            struct cir_text text = text_of(draft, &facts->schemes[i], k);
            row[k] =
                (struct cir_shown_cell){.kind = kind_of(k, text), .text = text, .value = NAN, .low = NAN, .high = NAN};
        }
        rows[i] = (struct cir_shown_row){CIR_SHOWN_BODY, row};
    }
}

static void fill_columns(const struct cir_report_draft *draft, struct cir_shown_column *shown)
{
    for (size_t i = 0; i < COLUMNS; i++)
        shown[i] = (struct cir_shown_column){
            .id = cir_text_of(columns[i].id), .label = cir_report_word(draft, columns[i].label), .is_header = i == 0};
}

void cir_report_say_definitions(struct cir_report_draft *draft)
{
    size_t count = draft->report->facts->scheme_count;
    if (count == 0)
        return;
    struct cir_report_section *section = cir_report_open_section(draft, "definitions", CIR_WORD_REPORT_DEFINITIONS);
    struct cir_shown_column *shown = cir_report_take(draft, COLUMNS, sizeof *shown);
    struct cir_shown_row *rows = cir_report_take(draft, count, sizeof *rows);
    struct cir_shown_cell *cells = cir_report_take(draft, count * COLUMNS, sizeof *cells);
    if (shown == NULL || rows == NULL || cells == NULL)
        return;
    fill_columns(draft, shown);
    fill_rows(draft, rows, cells);
    draft->definitions =
        (struct cir_shown_table){.id = cir_text_of("used-schemes"),
                                 .language = draft->report->tongue->language,
                                 .caption = cir_report_word(draft, CIR_WORD_REPORT_DEFINITIONS_CAPTION),
                                 .tlp = draft->report->tlp,
                                 .columns = shown,
                                 .column_count = COLUMNS,
                                 .rows = rows,
                                 .row_count = count};
    section->table = &draft->definitions;
}
