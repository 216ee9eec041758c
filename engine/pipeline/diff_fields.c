/* Which facts of a subject are others than they were. */
#include "base/buffer.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/diff_parts.h"

static bool is_moved(const struct cir_diff *diff, const struct cir_diff_subject *subject)
{
    for (size_t i = 0; i < diff->scheme_count; i++)
        for (enum cir_diff_step step = CIR_DIFF_FACTS; step < CIR_DIFF_STEPS; step++)
            if (cir_diff_moves(diff, &subject->told[i], step))
                return true;
    return false;
}

static bool has_moved(const struct cir_diff *diff)
{
    for (size_t i = 0; i < diff->subject_count; i++)
        if (is_moved(diff, &diff->subjects[i]))
            return true;
    return false;
}

enum cir_status cir_diff_fields_init(struct cir_diff_fields *fields, const struct cir_diff *diff,
                                     struct cir_error *error)
{
    *fields = (struct cir_diff_fields){.count = 0};
    if (!has_moved(diff))
        return CIR_OK;
    fields->count = cir_classifier_fields(diff->old_classifier)->count;
    fields->kept = cir_arena_take(&fields->arena, diff->subject_count, sizeof(const struct cir_text *));
    return fields->kept != NULL ? CIR_OK : cir_fail_memory(error);
}

void cir_diff_fields_free(struct cir_diff_fields *fields)
{
    cir_arena_free(&fields->arena);
}

static enum cir_status keep_cells(struct cir_diff_fields *fields, const struct cir_log_rows *rows, size_t subject,
                                  struct cir_error *error)
{
    struct cir_text *cells = cir_arena_take(&fields->arena, fields->count, sizeof *cells);
    for (unsigned i = 0; cells != NULL && i < fields->count; i++) {
        struct cir_text cell;
        if (!cir_log_cell(&rows->log, &rows->record, i, &fields->arena, &cell))
            return cir_fail_memory(error);
        const char *copy = cir_arena_copy(&fields->arena, cell);
        if (copy == NULL)
            return cir_fail_memory(error);
        cells[i] = (struct cir_text){copy, cell.size};
    }
    fields->kept[subject] = cells;
    return cells != NULL ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status compare_cells(struct cir_diff_fields *fields, struct cir_diff *diff,
                                     const struct cir_log_rows *rows, size_t subject, struct cir_error *error)
{
    const struct cir_field *list = cir_classifier_fields(diff->old_classifier)->list;
    const struct cir_text *before = fields->kept[subject];
    struct cir_buffer names = {0};
    bool failed = false;
    for (unsigned i = 0; before != NULL && !failed && i < fields->count; i++) {
        struct cir_text cell;
        failed = !cir_log_cell(&rows->log, &rows->record, i, &fields->arena, &cell);
        if (failed || cir_text_equal(cell, before[i]))
            continue;
        cir_buffer_add_string(&names, names.size > 0 ? ";" : "");
        cir_buffer_add_string(&names, list[i].name);
    }
    const char *differing = cir_arena_copy(&diff->arena, cir_buffer_text(&names));
    failed = failed || names.failed || differing == NULL;
    cir_buffer_free(&names);
    if (failed)
        return cir_fail_memory(error);
    diff->subjects[subject].fields = differing;
    return CIR_OK;
}

enum cir_status cir_diff_fields_take(struct cir_diff_fields *fields, struct cir_diff *diff, size_t subject,
                                     const struct cir_log_rows *rows, bool is_new, struct cir_error *error)
{
    if (!is_moved(diff, &diff->subjects[subject]))
        return CIR_OK;
    return is_new ? compare_cells(fields, diff, rows, subject, error) : keep_cells(fields, rows, subject, error);
}
