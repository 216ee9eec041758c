#include "pipeline/told_log.h"

#include "base/number.h"
#include "intake/incidents.h"
#include "pipeline/log.h"
#include "pipeline/scored_columns.h"
#include "pipeline/telling.h"
#include "sink/csv_cell.h"
#include "sink/impact_columns.h"
#include "sink/verdict_columns.h"

#include <stdlib.h>

/* Numbers of columns; CIR_INDEX_NONE: nowhere. */
struct scheme_columns {
    const char *name;
    struct cir_scored_columns scored;
    uint32_t score;
    uint32_t low;
    uint32_t high;
    uint32_t level_low;
    uint32_t level_high;
    uint32_t axes[CIR_AXES_MAX];
};

enum designation_column { PROPOSAL, CRITERION, THRESHOLD, UNIT, SOURCE, DESIGNATION_COLUMNS };

static const char *const designation_names[DESIGNATION_COLUMNS] = {"verdict", "criterion", "threshold", "unit",
                                                                   "source"};

struct cir_told_log {
    const struct cir_classifier *classifier;
    struct cir_log log;
    struct cir_index columns; /* slots and names in the header's arena */
    struct scheme_columns schemes[CIR_SCHEMES_MAX];
    size_t scheme_count;
    uint32_t impacts[CIR_IMPACT_NUMBERS];
    uint32_t designation[DESIGNATION_COLUMNS];
    struct cir_told_needs needs;
    const uint32_t *text_columns; /* borrowed */
    size_t text_count;
    struct cir_text *texts; /* owned; of the row at hand */
    struct cir_telling telling;
    struct cir_incidents incidents;
    struct cir_block block;
    struct cir_text rest; /* of the block */
    struct cir_splitter splitter;
    struct cir_record records[CIR_BATCH];
    size_t record_count;
    size_t next;            /* record of the batch */
    size_t lines;           /* before the block */
    uint64_t rows;          /* before the batch */
    struct cir_arena arena; /* texts of the row at hand */
};

/* ---- opening ---- */

static uint32_t find(const struct cir_told_log *log, const char *name)
{
    return cir_index_find(&log->columns, cir_text_of(name));
}

static enum cir_status add_scheme(struct cir_told_log *log, struct cir_text name,
                                  const struct cir_scored_columns *columns, struct cir_error *error)
{
    const char *copy = cir_arena_copy(&log->log.header.arena, name);
    if (copy == NULL)
        return cir_fail_memory(error);
    if (log->scheme_count == CIR_SCHEMES_MAX)
        return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = cir_told_log_name(log)},
                        "it is scored by more than %d schemes", CIR_SCHEMES_MAX);
    log->schemes[log->scheme_count++] = (struct scheme_columns){.name = copy, .scored = *columns};
    return CIR_OK;
}

static enum cir_status find_schemes(struct cir_told_log *log, struct cir_error *error)
{
    static const char ending[] = "_level";
    const size_t ending_size = sizeof ending - 1;
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < log->log.header.column_count && status == CIR_OK; i++) {
        struct cir_text column = log->log.header.columns[i];
        struct cir_scored_columns columns;
        if (column.size <= ending_size || memcmp(column.data + column.size - ending_size, ending, ending_size) != 0)
            continue;
        column.size -= ending_size;
        status = cir_scored_columns_find(&columns, &log->columns, column, error);
        if (status == CIR_OK && columns.level == i)
            status = add_scheme(log, column, &columns, error);
    }
    return status;
}

static void find_others(struct cir_told_log *log)
{
    for (size_t i = 0; i < CIR_IMPACT_NUMBERS; i++)
        log->impacts[i] = find(log, cir_impact_column_list()[i].name);
    for (size_t i = 0; i < DESIGNATION_COLUMNS; i++)
        log->designation[i] = find(log, designation_names[i]);
}

static enum cir_status refuse_unscored(const struct cir_told_log *log, struct cir_error *error)
{
    return cir_fail(
        error, CIR_BAD_LOG, (struct cir_place){.file = cir_told_log_name(log), .line = 1},
        "it is not scored: there are no columns such as gge_level and gge_label; 'cirisk score' writes them");
}

static enum cir_status open_log(struct cir_told_log *log, const char *path, const struct cir_log_format *format,
                                struct cir_error *error)
{
    enum cir_status status = cir_log_open(&log->log, log->classifier, path, format, false, error);
    if (status == CIR_OK)
        status = cir_scored_columns_index(&log->columns, &log->log.header, &log->log.header.arena, error);
    if (status == CIR_OK)
        status = find_schemes(log, error);
    if (status != CIR_OK)
        return status;
    find_others(log);
    if (log->scheme_count == 0 && !cir_told_log_has_designations(log))
        return refuse_unscored(log, error);
    return cir_log_start(&log->log, log->classifier, format, error);
}

enum cir_status cir_told_log_open(struct cir_told_log **log, const struct cir_classifier *classifier, const char *path,
                                  const struct cir_log_format *format, struct cir_error *error)
{
    *log = NULL;
    struct cir_told_log *opened = calloc(1, sizeof *opened);
    if (opened == NULL)
        return cir_fail_memory(error);
    opened->classifier = classifier;
    enum cir_status status = open_log(opened, path, format, error);
    if (status == CIR_OK)
        *log = opened;
    else
        cir_told_log_close(opened);
    return status;
}

void cir_told_log_close(struct cir_told_log *log)
{
    if (log == NULL)
        return;
    cir_telling_free(&log->telling);
    cir_incidents_free(&log->incidents);
    cir_splitter_free(&log->splitter);
    cir_block_free(&log->block);
    cir_arena_free(&log->arena);
    cir_log_close(&log->log);
    free(log->texts);
    free(log);
}

const char *cir_told_log_name(const struct cir_told_log *log)
{
    return cir_log_file_name(log->log.file);
}

size_t cir_told_log_scheme_count(const struct cir_told_log *log)
{
    return log->scheme_count;
}

const char *cir_told_log_scheme(const struct cir_told_log *log, size_t number)
{
    return log->schemes[number].name;
}

const struct cir_text *cir_told_log_columns(const struct cir_told_log *log, size_t *count)
{
    *count = log->log.header.column_count;
    return log->log.header.columns;
}

bool cir_told_log_has_designations(const struct cir_told_log *log)
{
    return log->designation[PROPOSAL] != CIR_INDEX_NONE && log->designation[CRITERION] != CIR_INDEX_NONE &&
           log->designation[THRESHOLD] != CIR_INDEX_NONE;
}

bool cir_told_log_has_impacts(const struct cir_told_log *log)
{
    return log->impacts[CIR_IMPACT_COLUMN_GLOBAL_LOW] != CIR_INDEX_NONE;
}

/* ---- starting ---- */

/* The column NAME_column, of a name that cannot be longer than the header. */
static enum cir_status find_of_scheme(uint32_t *place, const struct cir_told_log *log, const char *scheme,
                                      const char *column, struct cir_error *error)
{
    struct cir_buffer name = {0};
    cir_buffer_add_string(&name, scheme);
    cir_buffer_add_char(&name, '_');
    cir_buffer_add_string(&name, column);
    *place = cir_index_find(&log->columns, cir_buffer_text(&name));
    bool failed = name.failed;
    cir_buffer_free(&name);
    return failed ? cir_fail_memory(error) : CIR_OK;
}

static enum cir_status find_axes(struct scheme_columns *columns, const struct cir_told_log *log,
                                 const struct cir_scheme *tables, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < CIR_AXES_MAX; i++)
        columns->axes[i] = CIR_INDEX_NONE;
    for (size_t i = 0; tables != NULL && i < tables->axis_count && status == CIR_OK; i++)
        status = find_of_scheme(&columns->axes[i], log, columns->name, tables->axes[i].name, error);
    return status;
}

static enum cir_status find_numbers(struct scheme_columns *columns, const struct cir_told_log *log,
                                    struct cir_error *error)
{
    const struct cir_verdict_column *names = cir_verdict_column_list();
    const struct {
        uint32_t *place;
        enum cir_verdict_column_number number;
    } wanted[] = {{&columns->score, CIR_COLUMN_SCORE},
                  {&columns->low, CIR_COLUMN_LOW},
                  {&columns->high, CIR_COLUMN_HIGH},
                  {&columns->level_low, CIR_COLUMN_LEVEL_LOW},
                  {&columns->level_high, CIR_COLUMN_LEVEL_HIGH}};
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0] && status == CIR_OK; i++)
        status = find_of_scheme(wanted[i].place, log, columns->name, names[wanted[i].number].name, error);
    return status;
}

enum cir_status cir_told_log_start(struct cir_told_log *log, const struct cir_told_source *source,
                                   const struct cir_told_needs *needs, const uint32_t *columns, size_t column_count,
                                   struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    log->needs = *needs;
    log->text_columns = columns;
    log->text_count = column_count;
    log->texts = calloc(column_count + 1, sizeof *log->texts);
    for (size_t i = 0; i < log->scheme_count && status == CIR_OK; i++) {
        status = find_numbers(&log->schemes[i], log, error);
        if (status == CIR_OK)
            status = find_axes(&log->schemes[i], log, source->schemes[i].tables, error);
    }
    if (status == CIR_OK && log->texts == NULL)
        status = cir_fail_memory(error);
    if (status == CIR_OK)
        status = cir_telling_init(&log->telling, cir_classifier_definitions(log->classifier),
                                  cir_classifier_fields(log->classifier), error);
    if (status == CIR_OK)
        status = cir_incidents_init(&log->incidents, log->log.plan, false, error);
    log->splitter = (struct cir_splitter){.delimiter = log->log.header.delimiter, .max_field = log->log.max_field};
    log->lines = log->log.header.lines;
    return status;
}

/* ---- rows ---- */

static struct cir_place place_of(const struct cir_told_log *log, const struct cir_record *record, uint32_t column)
{
    size_t byte = column < record->count ? record->spans[column].start + (size_t)1 : 0;
    return (struct cir_place){.file = cir_told_log_name(log), .line = log->lines + record->line, .column = byte};
}

static enum cir_status refuse_row(struct cir_told_log *log, const struct cir_record *record, struct cir_error *error)
{
    struct cir_incident incident;
    enum cir_status status = cir_incident_init(&incident, log->log.plan, error);
    if (status == CIR_OK)
        status = cir_incident_read(&incident, log->log.plan, record, log->rows + log->next + 1, error);
    if (status == CIR_OK && incident.problem_count > 0) {
        const struct cir_problem *problem = &incident.problems[0];
        const struct cir_place place = {.file = cir_told_log_name(log),
                                        .line = log->lines + record->line + problem->line - 1,
                                        .column = problem->column};
        status = cir_fail(error, CIR_BAD_LOG, place, "%s: %s '%.*s'; expected %s", cir_problem_code(problem->code),
                          problem->field, CIR_TEXT_ARGS(problem->value), problem->expected);
    }
    cir_incident_free(&incident);
    return status;
}

static enum cir_status read_batch(struct cir_told_log *log, struct cir_error *error)
{
    enum cir_status status;
    log->rows += log->record_count;
    log->record_count = log->next = 0;
    while ((status = cir_splitter_take(log->records, &log->record_count, CIR_BATCH, &log->splitter, &log->rest,
                                       error)) == CIR_END) {
        log->lines += log->splitter.line;
        log->splitter.line = 0;
        status = cir_block_reader_next(&log->log.reader, &log->block, error);
        if (status != CIR_OK)
            return status;
        log->rest = log->block.text;
    }
    if (status == CIR_OK)
        status =
            cir_incidents_read(&log->incidents, log->log.plan, log->records, log->record_count, log->rows + 1, error);
    if (status == CIR_OK)
        cir_telling_measure(&log->telling, &log->incidents, log->record_count);
    return status;
}

static enum cir_status read_text(struct cir_text *text, struct cir_told_log *log, const struct cir_record *record,
                                 uint32_t column, struct cir_error *error)
{
    *text = (struct cir_text){"", 0};
    if (column != CIR_INDEX_NONE && !cir_span_text(text, record, &record->spans[column], &log->arena))
        return cir_fail_memory(error);
    return CIR_OK;
}

/* NAN where the cell is blank, or there is none. */
static enum cir_status read_number(double *number, struct cir_told_log *log, const struct cir_record *record,
                                   uint32_t column, struct cir_error *error)
{
    struct cir_text text;
    *number = (double)NAN;
    enum cir_status status = read_text(&text, log, record, column, error);
    if (status == CIR_OK && text.size > 0 && !cir_number_read(text, number))
        status =
            cir_fail(error, CIR_BAD_LOG, place_of(log, record, column), "'%.*s' is no number", CIR_TEXT_ARGS(text));
    return status;
}

static enum cir_status read_level(int *level, struct cir_told_log *log, const struct cir_record *record,
                                  uint32_t column, struct cir_text label, struct cir_error *error)
{
    struct cir_text cell;
    enum cir_status status = read_text(&cell, log, record, column, error);
    return status == CIR_OK ? cir_scored_level_read(level, cell, label, place_of(log, record, column), error) : status;
}

static enum cir_status read_scores(struct cir_told_verdict *verdict, struct cir_told_log *log,
                                   const struct cir_record *record, const struct scheme_columns *columns,
                                   struct cir_error *error)
{
    enum cir_status status = read_number(&verdict->score.point, log, record, columns->score, error);
    if (status == CIR_OK)
        status = read_number(&verdict->score.low, log, record, columns->low, error);
    if (status == CIR_OK)
        status = read_number(&verdict->score.high, log, record, columns->high, error);
    for (size_t i = 0; i < CIR_AXES_MAX && status == CIR_OK; i++)
        status = read_number(&verdict->axes[i], log, record, columns->axes[i], error);
    return status;
}

static enum cir_status read_verdict(struct cir_told_verdict *verdict, struct cir_text *label, struct cir_told_log *log,
                                    const struct cir_record *record, const struct scheme_columns *columns,
                                    struct cir_error *error)
{
    enum cir_status status = read_text(label, log, record, columns->scored.label, error);
    if (status == CIR_OK)
        status = read_level(&verdict->level, log, record, columns->scored.level, *label, error);
    if (status == CIR_OK)
        status = read_text(&verdict->reason, log, record, columns->scored.reason, error);
    if (status != CIR_OK || !log->needs.scores)
        return status;
    status = read_level(&verdict->level_low, log, record, columns->level_low, *label, error);
    if (status == CIR_OK)
        status = read_level(&verdict->level_high, log, record, columns->level_high, *label, error);
    return status == CIR_OK ? read_scores(verdict, log, record, columns, error) : status;
}

static enum cir_status read_impacts(struct cir_told_row *row, struct cir_told_log *log, const struct cir_record *record,
                                    struct cir_error *error)
{
    double numbers[CIR_IMPACT_NUMBERS];
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < CIR_IMPACT_NUMBERS && status == CIR_OK; i++)
        status = read_number(&numbers[i], log, record, log->impacts[i], error);
    if (status != CIR_OK)
        return status;
    row->impacts[CIR_TOLD_IMPACT_DIRECT] = (struct cir_range){numbers[0], numbers[0], numbers[0]};
    for (size_t i = CIR_TOLD_IMPACT_DOMESTIC; i < CIR_TOLD_IMPACTS; i++)
        row->impacts[i] = cir_told_ends(numbers[2 * i - 1], numbers[2 * i]);
    return CIR_OK;
}

_Static_assert(CIR_IMPACT_COLUMN_DIRECT == 0 && CIR_IMPACT_COLUMN_DOMESTIC_LOW == 2 * CIR_TOLD_IMPACT_DOMESTIC - 1 &&
                   CIR_IMPACT_COLUMN_STATES_HIGH == 2 * CIR_TOLD_IMPACT_STATES,
               "columns of impacts are a number, then pairs");

static enum cir_status read_designation(struct cir_told_row *row, struct cir_told_log *log,
                                        const struct cir_record *record, struct cir_error *error)
{
    struct cir_text *texts[DESIGNATION_COLUMNS] = {&row->designation.proposal, &row->designation.criterion,
                                                   &row->designation.threshold, &row->designation.unit,
                                                   &row->designation.source};
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < DESIGNATION_COLUMNS && status == CIR_OK; i++)
        status = read_text(texts[i], log, record, log->designation[i], error);
    return status;
}

/* Without the apostrophe that the guard against formulas put before it: a run keeps texts as they were. */
static struct cir_text unguarded(struct cir_text text)
{
    struct cir_text inner = {text.data + 1, text.size - 1};
    return text.size > 1 && text.data[0] == '\'' && cir_csv_is_formula(inner) ? inner : text;
}

static enum cir_status read_texts(struct cir_told_row *row, struct cir_told_log *log, const struct cir_record *record,
                                  struct cir_error *error)
{
    bool whole = cir_log_cell(&log->log, record, CIR_FIELD_TITLE, &log->arena, &row->facts.title) &&
                 cir_log_cell(&log->log, record, CIR_FIELD_SERVICE, &log->arena, &row->facts.service);
    enum cir_status status = whole ? CIR_OK : cir_fail_memory(error);
    for (size_t i = 0; i < log->text_count && status == CIR_OK; i++)
        status = read_text(&log->texts[i], log, record, log->text_columns[i], error);
    for (size_t i = 0; i < log->text_count && status == CIR_OK; i++)
        log->texts[i] = unguarded(log->texts[i]);
    row->facts.title = unguarded(row->facts.title);
    row->facts.service = unguarded(row->facts.service);
    row->texts = log->texts;
    return status;
}

static enum cir_status read_row(struct cir_told_row *row, struct cir_text *labels, struct cir_told_log *log,
                                struct cir_error *error)
{
    const size_t i = log->next;
    const struct cir_record *record = &log->records[i];
    if (log->incidents.is_bad[i])
        return refuse_row(log, record, error);
    cir_telling_tell(&row->facts, &log->telling, &log->incidents, i);
    row->line = log->lines + record->line;
    row->id = unguarded(log->incidents.ids[i]);
    enum cir_status status = read_texts(row, log, record, error);
    for (size_t k = 0; k < log->scheme_count && status == CIR_OK; k++)
        status = read_verdict(&row->verdicts[k], &labels[k], log, record, &log->schemes[k], error);
    if (status == CIR_OK && log->needs.impacts)
        status = read_impacts(row, log, record, error);
    return status == CIR_OK && log->needs.designations ? read_designation(row, log, record, error) : status;
}

enum cir_status cir_told_log_next(struct cir_told_log *log, struct cir_told_row *row,
                                  struct cir_text labels[CIR_SCHEMES_MAX], struct cir_error *error)
{
    enum cir_status status = log->next < log->record_count ? CIR_OK : read_batch(log, error);
    if (status != CIR_OK)
        return status;
    cir_arena_reset(&log->arena);
    status = read_row(row, labels, log, error);
    log->next++;
    return status;
}
