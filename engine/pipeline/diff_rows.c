/* The rows of both inputs that were judged, met once more. */
#include "pipeline/classifier_parts.h"
#include "pipeline/diff_parts.h"

#include <stdlib.h>

/* Where the row of a subject stands. */
struct stand {
    uint64_t line;
    size_t subject;
};

struct reading {
    struct cir_diff *diff;
    bool is_new;
    struct cir_diff_fields *fields;
    struct cir_diff_recorded recorded;
    struct cir_log_rows rows;
    struct stand *stands; /* owned; in the order of the input */
    size_t count;
};

static int by_line(const void *first, const void *second)
{
    const struct stand *a = first;
    const struct stand *b = second;
    return (a->line > b->line) - (a->line < b->line);
}

static enum cir_status list_stands(struct reading *reading, struct cir_error *error)
{
    const struct cir_diff *diff = reading->diff;
    reading->stands = calloc(diff->subject_count + 1, sizeof *reading->stands); /* + 1: never none */
    if (reading->stands == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < diff->subject_count; i++) {
        const uint64_t line = reading->is_new ? diff->subjects[i].new_line : diff->subjects[i].old_line;
        if (line > 0)
            reading->stands[reading->count++] = (struct stand){line, i};
    }
    qsort(reading->stands, reading->count, sizeof *reading->stands, by_line);
    return CIR_OK;
}

static enum cir_status take_row(struct reading *reading, size_t subject, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    if (reading->fields->count > 0)
        status = cir_diff_fields_take(reading->fields, reading->diff, subject, &reading->rows, reading->is_new, error);
    if (status == CIR_OK && reading->recorded.has_any)
        status =
            cir_diff_recorded_take(&reading->recorded, reading->diff, subject, &reading->rows, reading->is_new, error);
    return status;
}

static enum cir_status take_rows(struct reading *reading, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    size_t next = 0;
    while (status == CIR_OK && next < reading->count) {
        status = cir_log_rows_split(&reading->rows, error);
        if (status == CIR_OK && cir_log_rows_line(&reading->rows) == reading->stands[next].line)
            status = take_row(reading, reading->stands[next++].subject, error);
    }
    return status == CIR_END ? CIR_OK : status;
}

/* Both by the old tables: a field is one that both know by the same number. */
static enum cir_status read_input(struct cir_diff *diff, struct cir_diff_fields *fields,
                                  const struct cir_diff_options *options, bool is_new, struct cir_error *error)
{
    struct reading reading = {.diff = diff, .is_new = is_new, .fields = fields};
    const char *input = is_new ? options->new_input : options->old_input;
    enum cir_status status = cir_log_rows_open(&reading.rows, diff->old_classifier, input, &options->log, false, error);
    if (status == CIR_OK)
        status = cir_diff_recorded_init(&reading.recorded, diff, &reading.rows.log.header, error);
    if (status == CIR_OK && (fields->count > 0 || reading.recorded.has_any)) {
        status = list_stands(&reading, error);
        if (status == CIR_OK)
            status = take_rows(&reading, error);
    }
    free(reading.stands);
    cir_diff_recorded_free(&reading.recorded);
    cir_log_rows_close(&reading.rows);
    return status;
}

enum cir_status cir_diff_read_again(struct cir_diff *diff, const struct cir_diff_options *options,
                                    struct cir_error *error)
{
    struct cir_diff_fields fields;
    enum cir_status status = cir_diff_fields_init(&fields, diff, error);
    if (status == CIR_OK)
        status = read_input(diff, &fields, options, false, error);
    if (status == CIR_OK)
        status = read_input(diff, &fields, options, true, error);
    cir_diff_fields_free(&fields);
    return status;
}
