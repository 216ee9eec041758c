#include "pipeline/compare_source.h"

#include "base/buffer.h"

#include <string.h>

static enum cir_status open_run(struct cir_compare_source *source, const struct cir_compare_options *options,
                                struct cir_error *error)
{
    source->name = options->store;
    enum cir_status status = cir_run_reader_open(&source->run, options->store, options->run, error);
    if (status == CIR_OK)
        source->scales = cir_run_reader_scales(source->run, &source->scheme_count);
    for (size_t i = 0; i < source->scheme_count; i++)
        source->schemes[i] = source->scales[i].name;
    return status;
}

static enum cir_status open_log(struct cir_compare_source *source, const struct cir_compare_options *options,
                                struct cir_error *error)
{
    enum cir_status status =
        cir_scored_log_open(&source->log, options->input, options->delimiter, options->id_column, error);
    if (status != CIR_OK)
        return status;
    source->name = cir_scored_log_name(source->log);
    source->scheme_count = cir_scored_log_scheme_count(source->log);
    for (size_t i = 0; i < source->scheme_count; i++)
        source->schemes[i] = cir_scored_log_scheme(source->log, i);
    return CIR_OK;
}

/* A source by fewer than two schemes can be compared with nothing. */
static enum cir_status check_source(const struct cir_compare_source *source, const char *input, struct cir_error *error)
{
    const struct cir_place place = {.file = source->name};
    const char *log = input != NULL && strcmp(input, "-") != 0 ? input : "LOG.csv";
    if (source->scheme_count > 1)
        return CIR_OK;
    if (source->scheme_count == 1)
        return cir_fail(error, CIR_BAD_LOG, place,
                        "it is scored by one scheme, %s, and two are needed: score the log by both, "
                        "'cirisk score LOG.csv --schemes %s,OTHER -o scored.csv'",
                        source->schemes[0], source->schemes[0]);
    return cir_fail(error, CIR_BAD_LOG, place,
                    "it has no verdict columns such as gge_level and gge_label: score it first, "
                    "'cirisk score %s --schemes gge,nciss -o scored.csv', and compare scored.csv",
                    log);
}

enum cir_status cir_compare_source_open(struct cir_compare_source *source, const struct cir_compare_options *options,
                                        struct cir_error *error)
{
    enum cir_status status =
        options->input == NULL ? open_run(source, options, error) : open_log(source, options, error);
    return status == CIR_OK ? check_source(source, options->input, error) : status;
}

static enum cir_status refuse_missing(const struct cir_compare_source *source, const char *name,
                                      struct cir_error *error)
{
    struct cir_buffer list = {0};
    for (size_t i = 0; i < source->scheme_count; i++)
        cir_buffer_add_format(&list, "%s%s", i > 0 ? ", " : "", source->schemes[i]);
    enum cir_status status =
        list.failed ? cir_fail_memory(error)
                    : cir_fail(error, CIR_BAD_USE, (struct cir_place){.file = source->name},
                               "it is not scored by '%s', but by %.*s", name, CIR_TEXT_ARGS(cir_buffer_text(&list)));
    cir_buffer_free(&list);
    return status;
}

enum cir_status cir_compare_source_find(size_t *number, const struct cir_compare_source *source, const char *scheme,
                                        struct cir_error *error)
{
    for (*number = 0; *number < source->scheme_count; ++*number)
        if (strcmp(source->schemes[*number], scheme) == 0)
            return CIR_OK;
    return refuse_missing(source, scheme, error);
}

enum cir_status cir_compare_source_next(const struct cir_compare_source *source, struct cir_judged_row *row,
                                        struct cir_error *error)
{
    return source->log != NULL ? cir_scored_log_next(source->log, row, error)
                               : cir_run_reader_next(source->run, row, error);
}

void cir_compare_source_close(struct cir_compare_source *source)
{
    cir_scored_log_close(source->log);
    cir_run_reader_close(source->run);
}
