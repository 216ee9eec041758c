#include "pipeline/log_rows.h"

enum cir_status cir_log_rows_open(struct cir_log_rows *rows, const struct cir_classifier *classifier, const char *input,
                                  const struct cir_log_format *format, bool hashes, struct cir_error *error)
{
    enum cir_status status = cir_log_open(&rows->log, classifier, input, format, hashes, error);
    if (status == CIR_OK)
        status = cir_log_start(&rows->log, classifier, format, error);
    if (status == CIR_OK)
        status = cir_incident_init(&rows->incident, rows->log.plan, error);
    rows->splitter = (struct cir_splitter){.delimiter = rows->log.header.delimiter, .max_field = rows->log.max_field};
    rows->lines = rows->log.header.lines;
    return status;
}

static enum cir_status next_block(struct cir_log_rows *rows, struct cir_error *error)
{
    rows->lines += rows->splitter.line;
    rows->splitter.line = 0;
    enum cir_status status = cir_block_reader_next(&rows->log.reader, &rows->block, error);
    if (status == CIR_OK)
        rows->rest = rows->block.text;
    return status;
}

enum cir_status cir_log_rows_split(struct cir_log_rows *rows, struct cir_error *error)
{
    enum cir_status status;
    while ((status = cir_splitter_next(&rows->splitter, &rows->record, &rows->rest, error)) == CIR_END) {
        status = next_block(rows, error);
        if (status != CIR_OK)
            return status;
    }
    rows->rows += status == CIR_OK;
    return status;
}

enum cir_status cir_log_rows_next(struct cir_log_rows *rows, struct cir_error *error)
{
    enum cir_status status = cir_log_rows_split(rows, error);
    return status == CIR_OK ? cir_incident_read(&rows->incident, rows->log.plan, &rows->record, rows->rows, error)
                            : status;
}

size_t cir_log_rows_line(const struct cir_log_rows *rows)
{
    return rows->lines + rows->record.line;
}

size_t cir_log_rows_byte(const struct cir_log_rows *rows)
{
    return (size_t)rows->block.offset + (size_t)(rows->record.text.data - rows->block.text.data);
}

void cir_log_rows_close(struct cir_log_rows *rows)
{
    cir_incident_free(&rows->incident);
    cir_splitter_free(&rows->splitter);
    cir_block_free(&rows->block);
    cir_log_close(&rows->log);
}
