/* Which facts of a subject are others than they were. */
#include "base/buffer.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/diff_parts.h"
#include "pipeline/log_rows.h"

/* The old cells of a subject that moved. */
struct kept {
    const struct cir_text *cells; /* by number of the field; NULL: it is not asked about, or was not met */
};

struct reading {
    struct cir_diff *diff;
    struct cir_arena arena;
    struct kept *kept; /* by number of the subject */
    size_t field_count;
};

static bool is_moved(const struct cir_diff *diff, const struct cir_diff_subject *subject)
{
    for (size_t i = 0; i < diff->scheme_count; i++)
        for (enum cir_diff_step step = CIR_DIFF_FACTS; step < CIR_DIFF_STEPS; step++)
            if (cir_diff_moves(diff, &subject->told[i], step))
                return true;
    return false;
}

/* The subject of the row at hand, where its cells are asked about. Rows of an id that came before were rejected. */
static uint32_t number_of(const struct reading *reading, const struct cir_log_rows *rows, bool is_new)
{
    const struct cir_diff *diff = reading->diff;
    uint32_t number = cir_index_find(&diff->ids, rows->incident.id);
    if (number == CIR_INDEX_NONE || !is_moved(diff, &diff->subjects[number]))
        return CIR_INDEX_NONE;
    const struct cir_diff_subject *subject = &diff->subjects[number];
    return cir_log_rows_line(rows) == (is_new ? subject->new_line : subject->old_line) ? number : CIR_INDEX_NONE;
}

static enum cir_status keep_cells(struct reading *reading, const struct cir_log_rows *rows, uint32_t number,
                                  struct cir_error *error)
{
    struct cir_text *cells = cir_arena_take(&reading->arena, reading->field_count, sizeof *cells);
    for (unsigned i = 0; cells != NULL && i < reading->field_count; i++) {
        struct cir_text cell;
        if (!cir_log_cell(&rows->log, &rows->record, i, &reading->arena, &cell))
            return cir_fail_memory(error);
        const char *copy = cir_arena_copy(&reading->arena, cell);
        if (copy == NULL)
            return cir_fail_memory(error);
        cells[i] = (struct cir_text){copy, cell.size};
    }
    reading->kept[number].cells = cells;
    return cells != NULL ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status compare_cells(struct reading *reading, const struct cir_log_rows *rows, uint32_t number,
                                     const struct cir_fields *fields, struct cir_error *error)
{
    const struct cir_text *before = reading->kept[number].cells;
    struct cir_diff_subject *subject = &reading->diff->subjects[number];
    struct cir_buffer names = {0};
    bool failed = false;
    for (unsigned i = 0; before != NULL && !failed && i < reading->field_count; i++) {
        struct cir_text cell;
        failed = !cir_log_cell(&rows->log, &rows->record, i, &reading->arena, &cell);
        if (failed || cir_text_equal(cell, before[i]))
            continue;
        cir_buffer_add_string(&names, names.size > 0 ? ";" : "");
        cir_buffer_add_string(&names, fields->list[i].name);
    }
    subject->fields = cir_arena_copy(&reading->diff->arena, cir_buffer_text(&names));
    failed = failed || names.failed || subject->fields == NULL;
    cir_buffer_free(&names);
    return failed ? cir_fail_memory(error) : CIR_OK;
}

static enum cir_status read_log(struct reading *reading, const struct cir_diff_options *options, bool is_new,
                                struct cir_error *error)
{
    /* both by the old tables: a field is one that both know by the same number */
    const struct cir_classifier *classifier = reading->diff->old_classifier;
    struct cir_log_rows rows = {.rows = 0};
    enum cir_status status = cir_log_rows_open(&rows, classifier, is_new ? options->new_input : options->old_input,
                                               &options->log, false, error);
    while (status == CIR_OK && (status = cir_log_rows_next(&rows, error)) == CIR_OK) {
        uint32_t number = number_of(reading, &rows, is_new);
        if (number != CIR_INDEX_NONE)
            status = is_new ? compare_cells(reading, &rows, number, cir_classifier_fields(classifier), error)
                            : keep_cells(reading, &rows, number, error);
    }
    cir_log_rows_close(&rows);
    return status == CIR_END ? CIR_OK : status;
}

enum cir_status cir_diff_find_fields(struct cir_diff *diff, const struct cir_diff_options *options,
                                     struct cir_error *error)
{
    struct reading reading = {.diff = diff, .field_count = cir_classifier_fields(diff->old_classifier)->count};
    reading.kept = cir_arena_take(&reading.arena, diff->subject_count, sizeof *reading.kept);
    if (reading.kept == NULL)
        return cir_fail_memory(error);
    enum cir_status status = read_log(&reading, options, false, error);
    if (status == CIR_OK)
        status = read_log(&reading, options, true, error);
    cir_arena_free(&reading.arena);
    return status;
}
