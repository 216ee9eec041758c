#include "base/buffer.h"
#include "intake/split.h"
#include "pipeline/log.h"
#include "pipeline/score_log.h"

/* Of a log of very many columns fewer rows are looked at, so that it does not cost memory by their number. */
enum { SAMPLE_ROWS = 200, SAMPLE_ROWS_MIN = 10, SAMPLE_CELLS = 200000 };

static size_t sample_rows(size_t column_count)
{
    size_t rows = SAMPLE_CELLS / column_count;
    return rows < SAMPLE_ROWS_MIN ? SAMPLE_ROWS_MIN : rows > SAMPLE_ROWS ? SAMPLE_ROWS : rows;
}

static bool take_row(struct cir_text *samples, const struct cir_record *record, struct cir_arena *arena)
{
    for (size_t i = 0; i < record->count; i++)
        if (!cir_span_text(&samples[i], record, &record->spans[i], arena))
            return false;
    return true;
}

/* The cells of the first whole rows that have as many as the header. */
static enum cir_status take_samples(struct cir_log *log, struct cir_arena *arena, struct cir_text **samples,
                                    size_t *rows, struct cir_error *error)
{
    const struct cir_header *header = &log->header;
    struct cir_splitter splitter = {.delimiter = header->delimiter, .max_field = log->max_field};
    struct cir_text rest = header->rest;
    struct cir_record record;
    enum cir_status status = CIR_OK;
    rest.size = cir_split_boundary(rest, header->delimiter, log->max_field, true);
    size_t wanted = sample_rows(header->column_count);
    *samples = cir_arena_take(arena, wanted * header->column_count, sizeof **samples);
    if (*samples == NULL)
        return cir_fail_memory(error);
    while (status == CIR_OK && *rows < wanted &&
           (status = cir_splitter_next(&splitter, &record, &rest, error)) == CIR_OK) {
        if (record.is_bad || record.count != header->column_count)
            continue;
        if (!take_row(*samples + *rows * record.count, &record, arena))
            status = cir_fail_memory(error);
        (*rows)++;
    }
    cir_splitter_free(&splitter);
    return status == CIR_END ? CIR_OK : status;
}

static enum cir_status propose(struct cir_buffer *proposal, const struct cir_classifier *classifier,
                               const struct cir_header *header, const struct cir_text *samples, size_t rows,
                               struct cir_error *error)
{
    const struct cir_mapping_evidence evidence = {
        .columns = header->columns,
        .column_count = header->column_count,
        .samples = samples,
        .sample_rows = rows,
        .synonyms = cir_classifier_definitions(classifier)->column_synonyms,
        .synonym_count = cir_classifier_definitions(classifier)->column_synonym_count,
    };
    return cir_mapping_propose(proposal, &evidence, cir_classifier_fields(classifier),
                               cir_classifier_definitions(classifier), error);
}

enum cir_status cir_propose_mapping(const struct cir_classifier *classifier, const char *input,
                                    const struct cir_log_format *format, struct cir_buffer *proposal,
                                    struct cir_error *error)
{
    struct cir_log log;
    struct cir_arena arena = {0};
    struct cir_text *samples = NULL;
    size_t rows = 0;
    enum cir_status status = cir_log_open(&log, classifier, input, format, false, error);
    if (status == CIR_OK)
        status = take_samples(&log, &arena, &samples, &rows, error);
    if (status == CIR_OK)
        status = propose(proposal, classifier, &log.header, samples, rows, error);
    cir_arena_free(&arena);
    cir_log_close(&log);
    return status;
}
