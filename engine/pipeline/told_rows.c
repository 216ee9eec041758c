#include "pipeline/told_rows.h"

#include "base/number.h"
#include "pipeline/told_log.h"
#include "sink/impact_columns.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct cir_told_rows {
    struct cir_classifier *classifier; /* owned, as all that follows */
    struct cir_scheme *tables[CIR_SCHEMES_MAX];
    struct cir_told_log *log; /* one of the two is NULL */
    struct cir_told_reader *run;
    struct cir_arena arena;
    struct cir_told_source source;
    struct cir_told_scheme schemes[CIR_SCHEMES_MAX];
    struct cir_told_needs needs;
    struct cir_told_row row;
};

/* ---- opening ---- */

/* A database says so in its first bytes; what cannot be looked at is left to whoever opens it. */
static bool is_database(const char *path)
{
    static const char mark[] = "SQLite format 3";
    char start[sizeof mark] = {0};
    FILE *file = strcmp(path, "-") != 0 ? fopen(path, "rb") : NULL;
    if (file == NULL)
        return false;
    size_t size = fread(start, 1, sizeof start, file);
    fclose(file);
    return size == sizeof start && memcmp(start, mark, sizeof mark) == 0;
}

/* Names that the tables may know; any other column name is not looked for among the files. */
static bool is_known(const struct cir_told_rows *rows, const char *name)
{
    char path[160];
    int size = snprintf(path, sizeof path, "datasets/schemes/%s/scheme.csv", name);
    return size > 0 && (size_t)size < sizeof path && cir_classifier_file(rows->classifier, path) != NULL;
}

static void take_scale(struct cir_scale *scale, const struct cir_scheme *tables)
{
    scale->count = tables->band_count;
    for (size_t i = 0; i < tables->band_count; i++) {
        scale->levels[i] = tables->bands[i].level;
        scale->labels[i] = tables->bands[i].label;
    }
}

/* Levels of a run are as they were stored, whatever the tables have become since. */
static enum cir_status add_scheme(struct cir_told_rows *rows, const char *name, const struct cir_scale *stored,
                                  const char *definitions, struct cir_error *error)
{
    size_t number = rows->source.scheme_count++;
    struct cir_told_scheme *scheme = &rows->schemes[number];
    *scheme = (struct cir_told_scheme){.name = name, .scale = {.name = name, .is_seen = true}};
    if (stored != NULL)
        scheme->scale = *stored;
    if (!is_known(rows, name))
        return CIR_OK;
    enum cir_status status =
        cir_classifier_load_beside(&rows->tables[number], rows->classifier, definitions, name, error);
    if (status != CIR_OK)
        return status;
    scheme->tables = rows->tables[number];
    scheme->scale.is_seen = false;
    take_scale(&scheme->scale, scheme->tables);
    return CIR_OK;
}

static enum cir_status open_run(struct cir_told_rows *rows, const char *path, uint64_t run, const char *definitions,
                                struct cir_error *error)
{
    size_t count = 0;
    enum cir_status status = cir_told_reader_open(&rows->run, path, run, rows->source.definitions, error);
    if (status != CIR_OK)
        return status;
    const struct cir_scale *scales = cir_told_reader_scales(rows->run, &count);
    for (size_t i = 0; i < count && status == CIR_OK; i++)
        status = add_scheme(rows, scales[i].name, &scales[i], definitions, error);
    rows->source.name = path;
    rows->source.has_designations = cir_told_reader_has_designations(rows->run);
    rows->source.has_impacts = cir_told_reader_has_impacts(rows->run);
    return status;
}

static enum cir_status open_log(struct cir_told_rows *rows, const char *path, uint64_t run, const char *definitions,
                                const struct cir_log_format *format, struct cir_error *error)
{
    if (run != 0)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){.file = path},
                        "this is no database, so it has no run %llu", (unsigned long long)run);
    enum cir_status status = cir_told_log_open(&rows->log, rows->classifier, path, format, error);
    if (status != CIR_OK)
        return status;
    rows->source.name = cir_told_log_name(rows->log);
    rows->source.columns = cir_told_log_columns(rows->log, &rows->source.column_count);
    rows->source.has_designations = cir_told_log_has_designations(rows->log);
    rows->source.has_impacts = cir_told_log_has_impacts(rows->log);
    for (size_t i = 0; i < cir_told_log_scheme_count(rows->log) && status == CIR_OK; i++)
        status = add_scheme(rows, cir_told_log_scheme(rows->log, i), NULL, definitions, error);
    return status;
}

static enum cir_status open_rows(struct cir_told_rows *rows, const char *path, uint64_t run, const char *definitions,
                                 const struct cir_log_format *format, struct cir_error *error)
{
    enum cir_status status = cir_classifier_new(&rows->classifier, definitions, NULL, 0, error);
    if (status != CIR_OK)
        return status;
    rows->source.definitions = cir_classifier_definitions(rows->classifier);
    rows->source.fields = cir_classifier_fields(rows->classifier)->list;
    rows->source.schemes = rows->schemes;
    return is_database(path) ? open_run(rows, path, run, definitions, error)
                             : open_log(rows, path, run, definitions, format, error);
}

enum cir_status cir_told_rows_open(struct cir_told_rows **rows, const char *path, uint64_t run, const char *definitions,
                                   const struct cir_log_format *format, struct cir_error *error)
{
    *rows = NULL;
    struct cir_told_rows *opened = calloc(1, sizeof *opened);
    if (opened == NULL)
        return cir_fail_memory(error);
    enum cir_status status = open_rows(opened, path, run, definitions, format, error);
    if (status == CIR_OK)
        *rows = opened;
    else
        cir_told_rows_close(opened);
    return status;
}

void cir_told_rows_close(struct cir_told_rows *rows)
{
    if (rows == NULL)
        return;
    cir_told_log_close(rows->log);
    cir_told_reader_close(rows->run);
    for (size_t i = 0; i < CIR_SCHEMES_MAX; i++)
        cir_scheme_free(rows->tables[i]);
    cir_classifier_free(rows->classifier);
    cir_arena_free(&rows->arena);
    free(rows);
}

const struct cir_told_source *cir_told_rows_source(const struct cir_told_rows *rows)
{
    return &rows->source;
}

struct cir_classifier *cir_told_rows_classifier(const struct cir_told_rows *rows)
{
    return rows->classifier;
}

enum cir_status cir_told_rows_start(struct cir_told_rows *rows, const struct cir_told_needs *needs,
                                    const uint32_t *columns, size_t column_count, struct cir_error *error)
{
    rows->needs = *needs;
    return rows->log != NULL ? cir_told_log_start(rows->log, &rows->source, needs, columns, column_count, error)
                             : cir_told_reader_start(rows->run, needs, error);
}

/* ---- rows ---- */

/* As a scored log has it: a run keeps more digits, and tables of both have to be the same. What cir_number_write writes,
 * read back: a whole number below 2^53 by a power of ten, which is correctly rounded. */
static double round_score(double value, int digits)
{
    double power = 1;
    if (!isfinite(value))
        return value;
    for (int i = 0; i < digits; i++)
        power *= 10;
    double exact = fabs(value) * power;
    double whole = floor(exact);
    whole += exact - whole >= 0.5 ? 1 : 0;
    return copysign(whole, value) / power;
}

static double round_impact(double value)
{
    char text[CIR_NUMBER_SIZE];
    if (!isfinite(value))
        return value;
    (void)cir_number_read((struct cir_text){text, cir_impact_write(text, value)}, &value);
    return value;
}

static bool needs_scheme(const struct cir_told_rows *rows, size_t scheme)
{
    return (rows->needs.schemes >> scheme & 1) != 0;
}

static void round_row(struct cir_told_rows *rows)
{
    for (size_t i = 0; i < rows->source.scheme_count && rows->needs.scores; i++) {
        struct cir_told_verdict *verdict = &rows->row.verdicts[i];
        if (rows->tables[i] == NULL || !needs_scheme(rows, i))
            continue;
        int digits = rows->tables[i]->digits;
        verdict->score.low = round_score(verdict->score.low, digits);
        verdict->score.point = round_score(verdict->score.point, digits);
        verdict->score.high = round_score(verdict->score.high, digits);
        for (size_t axis = 0; axis < CIR_AXES_MAX; axis++)
            verdict->axes[axis] = round_score(verdict->axes[axis], digits);
    }
    for (size_t i = 0; i < CIR_TOLD_IMPACTS && rows->needs.impacts; i++) {
        struct cir_range *impact = &rows->row.impacts[i];
        *impact =
            i == CIR_TOLD_IMPACT_DIRECT
                ? (struct cir_range){round_impact(impact->low), round_impact(impact->low), round_impact(impact->low)}
                : cir_told_ends(round_impact(impact->low),
                                isfinite(impact->high) ? round_impact(impact->high) : (double)NAN);
    }
}

static enum cir_status refuse_level(const struct cir_told_rows *rows, const struct cir_scale *scale, int level,
                                    struct cir_error *error)
{
    const struct cir_place place = {.file = rows->source.name, .line = rows->log != NULL ? rows->row.line : 0};
    if (scale->is_seen)
        return cir_fail(error, CIR_BAD_LOG, place, "%s has more than %d levels", scale->name, CIR_LEVELS_MAX);
    return cir_fail(error, CIR_BAD_LOG, place,
                    "%d is no level of %s, which has %zu from %d to %d: was the log scored by another version of it?",
                    level, scale->name, scale->count, scale->levels[0], scale->levels[scale->count - 1]);
}

/* What comes up on a scale without tables is added to it, in its place. */
static enum cir_status check_level(struct cir_told_rows *rows, struct cir_scale *scale, int level,
                                   struct cir_text label, struct cir_error *error)
{
    size_t at = 0;
    while (at < scale->count && scale->levels[at] < level)
        at++;
    if (!cir_level_is_told(level) || (at < scale->count && scale->levels[at] == level))
        return CIR_OK;
    if (!scale->is_seen || scale->count == CIR_LEVELS_MAX)
        return refuse_level(rows, scale, level, error);
    const char *copy = cir_arena_copy(&rows->arena, label);
    if (copy == NULL)
        return cir_fail_memory(error);
    memmove(&scale->levels[at + 1], &scale->levels[at], (scale->count - at) * sizeof *scale->levels);
    memmove(&scale->labels[at + 1], &scale->labels[at], (scale->count - at) * sizeof *scale->labels);
    scale->levels[at] = level;
    scale->labels[at] = copy;
    scale->count++;
    return CIR_OK;
}

enum cir_status cir_told_rows_next(struct cir_told_rows *rows, const struct cir_told_row **row, struct cir_error *error)
{
    struct cir_text labels[CIR_SCHEMES_MAX] = {{"", 0}};
    enum cir_status status = rows->log != NULL ? cir_told_log_next(rows->log, &rows->row, labels, error)
                                               : cir_told_reader_next(rows->run, &rows->row, error);
    if (status != CIR_OK)
        return status;
    for (size_t i = 0; i < rows->source.scheme_count && status == CIR_OK; i++)
        if (needs_scheme(rows, i))
            status = check_level(rows, &rows->schemes[i].scale, rows->row.verdicts[i].level, labels[i], error);
    if (rows->run != NULL)
        round_row(rows);
    *row = &rows->row;
    return status;
}
