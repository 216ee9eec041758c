#include "pipeline/report.h"

#include "definitions/definitions.h"
#include "figures/figure.h"
#include "report/keys.h"
#include "report/report.h"

#include <math.h>

/* A report being made. */
struct making {
    const struct cir_report_options *options;
    struct cir_definitions *definitions;
    struct cir_tongue tongue;
    struct cir_tables *tables;
    struct cir_buffer figures[CIR_REPORT_PARTS];
    struct cir_report_key keys[CIR_REPORT_KEYS_MAX];
    struct cir_arena arena; /* has the texts of the keys */
    struct cir_report report;
};

enum { NO_FIGURE = -1, CIR_FIGURE_NONE = NO_FIGURE };

/* What is asked for and drawn, part by part. Ids are of places in the page: those of the parts themselves are taken. */
static const struct part {
    enum cir_table_kind kind;
    const char *table_id;
    const char *figure_id;
    int figure; /* an enum cir_figure_kind, or NO_FIGURE */
} parts[CIR_REPORT_PARTS] = {
#define CIR_REPORT_PART(symbol, id, figure) {CIR_TABLE_##symbol, "table-" id, "figure-" id, CIR_FIGURE_##figure},
#include "report/parts.def"
#undef CIR_REPORT_PART
};

static enum cir_status load_tongue(struct making *making, struct cir_error *error)
{
    const struct cir_report_options *options = making->options;
    const char *overlay = options->source.definitions;
    enum cir_digits digits;
    enum cir_status status = cir_definitions_load(&making->definitions, overlay, NULL, error);
    if (status == CIR_OK)
        status = cir_words_load(making->definitions, overlay, NULL, error);
    if (status != CIR_OK)
        return status;
    making->tongue = cir_tongue_of(making->definitions, options->language);
    if (options->digits == NULL)
        return CIR_OK;
    if (!cir_tongue_find_digits(cir_text_of(options->digits), &digits) ||
        !cir_tongue_set_digits(&making->tongue, digits))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "'%s' is not written with the digits '%s'",
                        cir_tongue_code(options->language), options->digits);
    return CIR_OK;
}

static enum cir_status make_tables(struct making *making, struct cir_error *error)
{
    const struct cir_report_options *options = making->options;
    struct cir_table_request requests[CIR_REPORT_PARTS];
    for (size_t i = 0; i < CIR_REPORT_PARTS; i++)
        requests[i] = (struct cir_table_request){.kind = parts[i].kind,
                                                 .id = parts[i].table_id,
                                                 .scheme = options->scheme,
                                                 .tlp = options->tlp,
                                                 .from = options->from,
                                                 .until = options->until,
                                                 .suppress = options->suppress,
                                                 .if_possible = parts[i].kind != CIR_TABLE_SECTORS};
    enum cir_status status =
        cir_tables_make(&making->tables, &options->source, requests, CIR_REPORT_PARTS, options->language, error);
    for (size_t i = 0; i < CIR_REPORT_PARTS && status == CIR_OK; i++)
        making->report.parts[i].table = cir_tables_get(making->tables, i);
    return status;
}

/* A table that a figure cannot show stands alone. */
static enum cir_status draw(struct making *making, size_t number, struct cir_error *error)
{
    struct cir_report_shown *shown = &making->report.parts[number];
    if (shown->table == NULL || parts[number].figure == NO_FIGURE)
        return CIR_OK;
    struct cir_shown_table drawn = *shown->table;
    drawn.id = cir_text_of(parts[number].figure_id);
    enum cir_status status = cir_figure_write(&making->figures[number], &drawn, &making->tongue,
                                              (enum cir_figure_kind)parts[number].figure, NULL, error);
    if (status == CIR_OK)
        shown->figure = cir_buffer_text(&making->figures[number]);
    return status == CIR_BAD_USE ? CIR_OK : status;
}

/* From the first day that is told of to the last: of the options where they say, else of the rows. */
static struct cir_date period_of(const struct making *making)
{
    const struct cir_table_facts *facts = making->report.facts;
    struct cir_date period = {facts->first_h, facts->last_h};
    struct cir_date end;
    if (making->options->from != NULL && cir_date_read(cir_text_of(making->options->from), CIR_DATE_ISO, &end))
        period.first_h = end.first_h;
    if (making->options->until != NULL && cir_date_read(cir_text_of(making->options->until), CIR_DATE_ISO, &end))
        period.last_h = end.last_h;
    return period;
}

static enum cir_status fill(struct making *making, struct cir_error *error)
{
    const struct cir_report_options *options = making->options;
    struct cir_report *report = &making->report;
    const struct cir_shown_table *sectors = report->parts[CIR_REPORT_SECTORS].table;
    const struct cir_shown_cell *total = cir_report_total(sectors);
    report->tongue = &making->tongue;
    report->title = cir_text_of(options->title != NULL ? options->title : "");
    report->options = options->options;
    report->tlp = sectors->tlp;
    report->facts = cir_tables_facts(making->tables);
    report->incidents = total != NULL ? total->text : cir_text_of("");
    report->period = period_of(making);
    report->suppress = options->suppress;
    report->keys = making->keys;
    return cir_report_find_keys(making->keys, &report->key_count, &making->arena, report, error);
}

static enum cir_status make(struct making *making, struct cir_buffer *html, struct cir_error *error)
{
    enum cir_status status = load_tongue(making, error);
    if (status == CIR_OK)
        status = make_tables(making, error);
    for (size_t i = 0; i < CIR_REPORT_PARTS && status == CIR_OK; i++)
        status = draw(making, i, error);
    if (status == CIR_OK)
        status = fill(making, error);
    return status == CIR_OK ? cir_report_write(html, &making->report, error) : status;
}

enum cir_status cir_report_make(struct cir_buffer *html, const struct cir_report_options *options,
                                struct cir_error *error)
{
    struct making making = {.options = options};
    enum cir_status status = make(&making, html, error);
    for (size_t i = 0; i < CIR_REPORT_PARTS; i++)
        cir_buffer_free(&making.figures[i]);
    cir_arena_free(&making.arena);
    cir_tables_free(making.tables);
    cir_definitions_free(making.definitions);
    return status;
}
