/* Levels that the inputs say themselves, as they were scored or listed before. */
#include "model/designation.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/diff_parts.h"

/* ---- where they stand ---- */

/* A list that was written names no scheme. */
static void find_list(struct cir_diff_recorded *recorded, const struct cir_index *index)
{
    const uint32_t level = cir_index_find(index, cir_text_of("level"));
    const uint32_t label = cir_index_find(index, cir_text_of("label"));
    recorded->verdict = cir_index_find(index, cir_text_of("verdict"));
    recorded->has_any = recorded->verdict != CIR_INDEX_NONE && level != CIR_INDEX_NONE && label != CIR_INDEX_NONE;
    recorded->schemes[0] = (struct cir_scored_columns){level, label, CIR_INDEX_NONE};
}

static enum cir_status find_schemes(struct cir_diff_recorded *recorded, const struct cir_diff *diff,
                                    const struct cir_index *index, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < diff->scheme_count && status == CIR_OK; i++) {
        const char *name = cir_classifier_scheme(diff->old_classifier, i)->name;
        status = cir_scored_columns_find(&recorded->schemes[i], index, cir_text_of(name), error);
        recorded->has_any = recorded->has_any || recorded->schemes[i].level != CIR_INDEX_NONE;
    }
    return status;
}

enum cir_status cir_diff_recorded_init(struct cir_diff_recorded *recorded, const struct cir_diff *diff,
                                       const struct cir_header *header, struct cir_error *error)
{
    struct cir_index index = {0};
    struct cir_arena slots = {0};
    *recorded = (struct cir_diff_recorded){.has_any = false};
    enum cir_status status = cir_scored_columns_index(&index, header, &slots, error);
    if (status == CIR_OK) {
        recorded->overrides = cir_index_find(&index, cir_text_of("overrides"));
        if (diff->is_list)
            find_list(recorded, &index);
        else
            status = find_schemes(recorded, diff, &index, error);
    }
    cir_arena_free(&slots);
    return status;
}

void cir_diff_recorded_free(struct cir_diff_recorded *recorded)
{
    cir_arena_free(&recorded->arena);
}

/* ---- what they say ---- */

struct row {
    struct cir_diff_recorded *recorded;
    const struct cir_log_rows *rows;
    struct cir_error *error;
};

static enum cir_status read_cell(struct cir_text *cell, const struct row *row, uint32_t column)
{
    const struct cir_record *record = &row->rows->record;
    *cell = cir_text_of("");
    if (column < record->count && !cir_span_text(cell, record, &record->spans[column], &row->recorded->arena))
        return cir_fail_memory(row->error);
    return CIR_OK;
}

static enum cir_status read_level(int *level, const struct row *row, size_t scheme)
{
    const struct cir_scored_columns *columns = &row->recorded->schemes[scheme];
    struct cir_text cell;
    struct cir_text label;
    enum cir_status status = read_cell(&cell, row, columns->level);
    if (status == CIR_OK)
        status = read_cell(&label, row, columns->label);
    if (status != CIR_OK)
        return status;
    const struct cir_place place = {cir_log_file_name(row->rows->log.file), cir_log_rows_line(row->rows),
                                    columns->level + 1};
    return cir_scored_level_read(level, cell, label, place, row->error);
}

/* What is borderline may have a level, but is not on the list. */
static enum cir_status read_listed(int *level, const struct row *row)
{
    struct cir_text verdict;
    enum cir_status status = read_cell(&verdict, row, row->recorded->verdict);
    if (status == CIR_OK)
        status = read_level(level, row, 0);
    if (status == CIR_OK && cir_text_is(verdict, cir_designation_word(CIR_BORDERLINE)))
        *level = CIR_DIFF_BORDERLINE;
    return status;
}

static void note_contradiction(struct cir_diff *diff, bool is_new, size_t subject, size_t scheme, bool is_overridden)
{
    struct cir_diff_side *side = is_new ? &diff->new_side : &diff->old_side;
    if (side->contradicted == 0 || subject < side->contradicted_subject) {
        side->contradicted_subject = subject;
        side->contradicted_scheme = scheme;
    }
    side->contradicted++;
    side->overridden += is_overridden;
}

static enum cir_status take_level(const struct row *row, struct cir_diff *diff, size_t subject, size_t scheme,
                                  bool is_new)
{
    struct cir_diff_told *told = &diff->subjects[subject].told[scheme];
    struct cir_text overrides;
    int level = CIR_DIFF_UNRECORDED;
    enum cir_status status = diff->is_list ? read_listed(&level, row) : read_level(&level, row, scheme);
    if (status == CIR_OK)
        status = read_cell(&overrides, row, row->recorded->overrides);
    if (status != CIR_OK)
        return status;
    *(is_new ? &told->new_recorded : &told->old_recorded) = level;
    if (level != told->levels[is_new ? CIR_DIFF_NEW : CIR_DIFF_OLD])
        note_contradiction(diff, is_new, subject, scheme, overrides.size > 0);
    return CIR_OK;
}

enum cir_status cir_diff_recorded_take(struct cir_diff_recorded *recorded, struct cir_diff *diff, size_t subject,
                                       const struct cir_log_rows *rows, bool is_new, struct cir_error *error)
{
    const struct row row = {recorded, rows, error};
    enum cir_status status = CIR_OK;
    cir_arena_reset(&recorded->arena);
    for (size_t i = 0; i < diff->scheme_count && status == CIR_OK; i++)
        if (recorded->schemes[i].level != CIR_INDEX_NONE)
            status = take_level(&row, diff, subject, i, is_new);
    return status;
}
