#include "pipeline/report.h"

#include "figures/figure.h"
#include "report/keys.h"
#include "report/report.h"
#include "report/top_figure.h"

/* A report being made. */
struct making {
    const struct cir_report_options *options;
    struct cir_tables *tables;
    struct cir_table_facts facts;
    struct cir_buffer figures[CIR_REPORT_PARTS];
    struct cir_report_key keys[CIR_REPORT_KEYS_MAX];
    struct cir_arena arena; /* has the texts of the keys, and what is drawn of the gravest incidents */
    struct cir_report report;
};

enum { NO_FIGURE = -1, CIR_FIGURE_NONE = NO_FIGURE };

/* What is asked for and drawn, part by part. Ids are of places in the page: those of the parts themselves are taken. */
static const struct part {
    const char *table_id;
    const char *figure_id;
    enum cir_table_kind kind;
    int figure; /* an enum cir_figure_kind, or NO_FIGURE */
} parts[CIR_REPORT_PARTS] = {
#define CIR_REPORT_PART(symbol, id, figure, heading, lead)                                                             \
    {"table-" id, "figure-" id, CIR_TABLE_##symbol, CIR_FIGURE_##figure},
#include "report/parts.def"
#undef CIR_REPORT_PART
};

/* Of all tables one is a must: what makes it impossible makes the report impossible. */
static struct cir_table_request request_of(const struct making *making, size_t number)
{
    struct cir_table_request request = making->options->alike;
    request.kind = parts[number].kind;
    request.id = parts[number].table_id;
    request.if_possible = request.kind != CIR_TABLE_SECTORS;
    return request;
}

/* Asked for beside the parts: sectors to be counted, and what stands in for a table from State to State that has more
 * columns than can be read or printed. */
enum { CRITICAL_SECTORS = CIR_REPORT_PARTS, ABROAD_BY_LEVEL, REQUESTS };
enum { COLUMNS_MAX = 42 };

/* The sectors that are critical, to be counted, not shown; of all that is asked for one filter more is needed.
 * @param filters room for one more than the options have */
static struct cir_table_request critical_sectors(const struct making *making, const char **filters)
{
    const struct cir_table_request *alike = &making->options->alike;
    struct cir_table_request request = *alike;
    for (size_t i = 0; i < alike->filter_count; i++)
        filters[i] = alike->filters[i];
    filters[alike->filter_count] = "sector!=none";
    request.rows = "sector";
    request.filters = filters;
    request.filter_count = alike->filter_count + 1;
    request.if_possible = true;
    return request;
}

static struct cir_table_request abroad_by_level(const struct making *making)
{
    struct cir_table_request request = making->options->alike;
    request.id = parts[CIR_REPORT_CROSSBORDER].table_id;
    request.rows = "other_countries";
    request.columns = "SCHEME_level";
    request.if_possible = true;
    return request;
}

static void take_tables(struct making *making)
{
    struct cir_report_shown *shown = making->report.parts;
    for (size_t i = 0; i < CIR_REPORT_PARTS; i++)
        shown[i].table = cir_tables_get(making->tables, i);
    const struct cir_shown_table *crossborder = shown[CIR_REPORT_CROSSBORDER].table;
    making->report.abroad_by_level = crossborder != NULL && crossborder->column_count > COLUMNS_MAX;
    if (making->report.abroad_by_level)
        shown[CIR_REPORT_CROSSBORDER].table = cir_tables_get(making->tables, ABROAD_BY_LEVEL);
}

static enum cir_status make_tables(struct making *making, struct cir_error *error)
{
    const struct cir_report_options *options = making->options;
    struct cir_table_request requests[REQUESTS];
    const char **filters = cir_arena_take(&making->arena, options->alike.filter_count + 1, sizeof *filters);
    if (filters == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < CIR_REPORT_PARTS; i++)
        requests[i] = request_of(making, i);
    requests[CRITICAL_SECTORS] = critical_sectors(making, filters);
    requests[ABROAD_BY_LEVEL] = abroad_by_level(making);
    enum cir_status status =
        cir_tables_make(&making->tables, &options->source, requests, REQUESTS, options->language, error);
    if (status == CIR_OK)
        take_tables(making);
    return status;
}

static enum cir_status choose_drawn(struct cir_shown_table *drawn, struct making *making, size_t number,
                                    struct cir_error *error)
{
    const struct cir_shown_table *table = making->report.parts[number].table;
    enum cir_status status = CIR_OK;
    if (number == CIR_REPORT_TOP)
        status = cir_report_narrow_top(drawn, table, &making->arena, error);
    else
        *drawn = *table;
    drawn->id = cir_text_of(parts[number].figure_id);
    return status;
}

/* A table that a figure cannot show stands alone. */
static enum cir_status draw(struct making *making, size_t number, struct cir_error *error)
{
    struct cir_report_shown *shown = &making->report.parts[number];
    struct cir_shown_table drawn;
    if (shown->table == NULL || parts[number].figure == NO_FIGURE)
        return CIR_OK;
    enum cir_status status = choose_drawn(&drawn, making, number, error);
    if (status == CIR_OK)
        status = cir_figure_write(&making->figures[number], &drawn, making->report.tongue,
                                  (enum cir_figure_kind)parts[number].figure, NULL, error);
    if (status == CIR_OK)
        shown->figure = cir_buffer_text(&making->figures[number]);
    return status == CIR_BAD_USE ? CIR_OK : status;
}

/* From the first day that is told of to the last: of the options where they say, else of the rows. */
static struct cir_date period_of(const struct making *making)
{
    const struct cir_table_request *alike = &making->options->alike;
    struct cir_date period = {making->facts.first_h, making->facts.last_h};
    struct cir_date end;
    if (alike->from != NULL && cir_date_read(cir_text_of(alike->from), CIR_DATE_ISO, &end))
        period.first_h = end.first_h;
    if (alike->until != NULL && cir_date_read(cir_text_of(alike->until), CIR_DATE_ISO, &end))
        period.last_h = end.last_h;
    return period;
}

static void fill(struct making *making)
{
    const struct cir_report_options *options = making->options;
    struct cir_report *report = &making->report;
    making->facts = *cir_tables_facts(making->tables);
    if (options->alike.source != NULL)
        making->facts.name = options->alike.source;
    report->tongue = cir_tables_tongue(making->tables);
    report->title = cir_text_of(options->title != NULL ? options->title : "");
    report->options = options->options;
    report->tlp = report->parts[CIR_REPORT_SECTORS].table->tlp;
    report->facts = &making->facts;
    report->period = period_of(making);
    report->suppress = options->alike.suppress;
    report->significant = options->alike.significant;
    report->keys = making->keys;
}

/* What was reported under different rules is not added up: no figure leads such a report. */
static enum cir_status find_keys(struct making *making, struct cir_error *error)
{
    struct cir_report *report = &making->report;
    const struct cir_shown_cell *total = cir_report_total(report->parts[CIR_REPORT_SECTORS].table);
    if (making->options->alike.regime != NULL)
        return CIR_OK;
    report->incidents = total != NULL && total->kind == CIR_SHOWN_NUMBER ? (uint64_t)total->value : 0;
    report->sectors = cir_tables_get(making->tables, CRITICAL_SECTORS);
    return cir_report_find_keys(making->keys, &report->key_count, &making->arena, report, error);
}

static enum cir_status make(struct making *making, struct cir_buffer *html, struct cir_error *error)
{
    enum cir_status status = make_tables(making, error);
    if (status != CIR_OK)
        return status;
    fill(making);
    for (size_t i = 0; i < CIR_REPORT_PARTS && status == CIR_OK; i++)
        status = draw(making, i, error);
    if (status == CIR_OK)
        status = find_keys(making, error);
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
    return status;
}
