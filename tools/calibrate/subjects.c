#include "subjects.h"

#include <math.h>
#include <stdlib.h>

static const struct place nowhere = {.scale = NULL, .low = NAN, .high = NAN};

static bool has(const struct subjects *subjects, const char *id)
{
    for (size_t i = 0; i < subjects->count; i++)
        if (strcmp(subjects->list[i].id, id) == 0)
            return true;
    return false;
}

/* Measure a row and add it to the list, which has room. */
static enum cir_status add(struct subjects *subjects, const struct cir_classifier *classifier, const char *log,
                           const struct cir_log_format *format, const char *id, struct cir_error *error)
{
    struct cir_subject *found = NULL;
    enum cir_status status =
        has(subjects, id) ? CIR_BAD_CELL : cir_subject_find(&found, classifier, log, format, id, error);
    if (status == CIR_BAD_CELL) {
        subjects->left_out++;
        return CIR_OK;
    }
    if (status == CIR_END)
        return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = log}, "there is no row '%s'", id);
    if (status != CIR_OK)
        return status;
    struct subject *subject = &subjects->list[subjects->count];
    *subject = (struct subject){.outside = nowhere, .meaning = ""};
    subject->id = cir_arena_copy(&subjects->arena, cir_text_of(id));
    subject->measured = cir_arena_take(&subjects->arena, CIR_MEASURES_MAX, sizeof *subject->measured);
    if (subject->id != NULL && subject->measured != NULL) {
        memcpy(subject->measured, cir_subject_quantities(found), CIR_MEASURES_MAX * sizeof *subject->measured);
        cir_score(cir_classifier_scheme(classifier, 0), subject->measured, &subject->verdict);
        subjects->count++;
    } else {
        status = cir_fail_memory(error);
    }
    cir_subject_free(found);
    return status;
}

static enum cir_status make_room(struct subjects *subjects, const struct table *rows, struct cir_error *error)
{
    subjects->rows = rows->row_count - 1;
    subjects->list = cir_arena_take(&subjects->arena, rows->row_count, sizeof *subjects->list);
    return subjects->list != NULL ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status add_all(struct subjects *subjects, const struct cir_classifier *classifier, const char *log,
                               const struct table *rows, struct cir_error *error)
{
    static const struct cir_log_format canonical = {0};
    enum cir_status status = make_room(subjects, rows, error);
    for (size_t row = 1; status == CIR_OK && row < rows->row_count; row++)
        status = add(subjects, classifier, log, &canonical, table_cell(rows, row, "id"), error);
    return status;
}

static struct subject *find(struct subjects *subjects, const char *id)
{
    for (size_t i = 0; i < subjects->count; i++)
        if (strcmp(subjects->list[i].id, id) == 0)
            return &subjects->list[i];
    return NULL;
}

static bool read_rank(const char *text, double *rank)
{
    char *end = NULL;
    *rank = (double)strtol(text, &end, 10);
    return end != text && *end == '\0';
}

static enum cir_status declare(struct subjects *subjects, const struct table *declarations, size_t row,
                               const char *path, struct cir_error *error)
{
    struct cir_place at = {.file = path};
    const char *id = table_cell(declarations, row, "id");
    const char *scale = table_cell(declarations, row, "scale");
    struct subject *subject = find(subjects, id);
    if (subject == NULL)
        return cir_fail(error, CIR_BAD_TABLE, at, "'%s' is no incident of the log", id);
    subject->meaning = cir_arena_copy(&subjects->arena, cir_text_of(table_cell(declarations, row, "meaning")));
    if (subject->meaning == NULL)
        return cir_fail_memory(error);
    subjects->declared++;
    if (scale[0] == '\0')
        return CIR_OK;
    struct place *place = &subject->outside;
    place->scale = cir_arena_copy(&subjects->arena, cir_text_of(scale));
    if (place->scale == NULL)
        return cir_fail_memory(error);
    if (!read_rank(table_cell(declarations, row, "low"), &place->low) ||
        !read_rank(table_cell(declarations, row, "high"), &place->high) || place->low > place->high)
        return cir_fail(error, CIR_BAD_TABLE, at, "'%s': expected whole numbers low <= high", id);
    return CIR_OK;
}

enum cir_status subjects_declared(struct subjects *subjects, const struct cir_classifier *classifier, const char *log,
                                  const char *declarations, struct cir_error *error)
{
    struct table rows = {0};
    struct table declared = {0};
    *subjects = (struct subjects){0};
    enum cir_status status = table_read(&rows, log, error);
    if (status == CIR_OK)
        status = table_read(&declared, declarations, error);
    if (status == CIR_OK)
        status = add_all(subjects, classifier, log, &rows, error);
    for (size_t row = 1; status == CIR_OK && row < declared.row_count; row++)
        status = declare(subjects, &declared, row, declarations, error);
    table_free(&declared);
    table_free(&rows);
    return status;
}

/* NAN: no rating. */
static double rank_of(const struct table *ratings, const char *rating)
{
    double rank;
    for (size_t row = 1; row < ratings->row_count; row++)
        if (strcmp(table_cell(ratings, row, "rating"), rating) == 0 &&
            read_rank(table_cell(ratings, row, "rank"), &rank))
            return rank;
    return NAN;
}

static enum cir_status rate(struct subjects *subjects, const struct cir_classifier *classifier,
                            const struct rated_log *log, const struct table *rows, size_t row, double rank,
                            struct cir_error *error)
{
    struct cir_log_format format = {.mapping = log->mapping};
    size_t before = subjects->count;
    enum cir_status status =
        add(subjects, classifier, log->path, &format, table_cell(rows, row, log->id_column), error);
    if (status != CIR_OK || subjects->count == before)
        return status;
    struct subject *subject = &subjects->list[before];
    subject->outside = (struct place){log->rating_column, rank, rank};
    subject->meaning = cir_arena_copy(&subjects->arena, cir_text_of(table_cell(rows, row, log->rating_column)));
    subjects->declared++;
    return subject->meaning != NULL ? CIR_OK : cir_fail_memory(error);
}

enum cir_status subjects_rated(struct subjects *subjects, const struct cir_classifier *classifier,
                               const struct rated_log *log, struct cir_error *error)
{
    struct table rows = {0};
    struct table ratings = {0};
    *subjects = (struct subjects){0};
    enum cir_status status = table_read(&rows, log->path, error);
    if (status == CIR_OK)
        status = table_read(&ratings, log->ratings, error);
    if (status == CIR_OK)
        status = make_room(subjects, &rows, error);
    for (size_t row = 1; status == CIR_OK && row < rows.row_count; row++) {
        double rank = rank_of(&ratings, table_cell(&rows, row, log->rating_column));
        if (!isnan(rank))
            status = rate(subjects, classifier, log, &rows, row, rank, error);
    }
    table_free(&ratings);
    table_free(&rows);
    return status;
}

void subjects_free(struct subjects *subjects)
{
    cir_arena_free(&subjects->arena);
    *subjects = (struct subjects){0};
}
