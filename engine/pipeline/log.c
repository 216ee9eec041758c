#include "pipeline/log.h"

#include "base/file.h"
#include "pipeline/classifier_parts.h"

#include <stdio.h>
#include <string.h>

enum { MAPPING_PATH_SIZE = 256 };

/* The text of a mapping: a shipped one by its name, else a file. */
static enum cir_status find_mapping(struct cir_text *text, struct cir_buffer *buffer,
                                    const struct cir_classifier *classifier, const char *mapping,
                                    struct cir_error *error)
{
    char path[MAPPING_PATH_SIZE];
    snprintf(path, sizeof path, "datasets/mappings/%s.csv", mapping);
    const struct cir_definition_file *file = cir_classifier_file(classifier, path);
    if (file != NULL) {
        *text = file->text;
        return CIR_OK;
    }
    enum cir_status status = cir_file_read(buffer, mapping, error);
    *text = cir_buffer_text(buffer);
    if (status == CIR_NO_FILE && strchr(mapping, '/') == NULL)
        return cir_fail(error, CIR_NO_FILE, (struct cir_place){.file = mapping},
                        "there is neither a shipped mapping nor a file of this name");
    return status;
}

static enum cir_status read_mapping(struct cir_log *log, const struct cir_classifier *classifier, const char *mapping,
                                    struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    struct cir_text text = {0};
    enum cir_status status = find_mapping(&text, &buffer, classifier, mapping, error);
    if (status == CIR_OK)
        status = cir_mapping_read(&log->mapping, mapping, text, cir_classifier_fields(classifier),
                                  cir_classifier_definitions(classifier), error);
    cir_buffer_free(&buffer);
    return status;
}

enum cir_status cir_log_open(struct cir_log *log, const struct cir_classifier *classifier, const char *input,
                             const struct cir_log_format *format, bool hashes, struct cir_error *error)
{
    *log = (struct cir_log){.max_field = format->max_field != 0 ? format->max_field : CIR_MAX_FIELD_DEFAULT};
    enum cir_status status = CIR_OK;
    if (format->mapping != NULL)
        status = read_mapping(log, classifier, format->mapping, error);
    if (status == CIR_OK)
        status = format->text.size > 0 ? cir_log_file_open_text(&log->file, input, format->text, error)
                                       : cir_log_file_open(&log->file, input, format->encoding, error);
    if (status == CIR_OK && hashes)
        cir_log_file_hash(log->file);
    if (status == CIR_OK)
        status = cir_header_read(&log->header, log->file, format->delimiter, log->max_field, error);
    return status;
}

static enum cir_status read_overrides(struct cir_log *log, const struct cir_classifier *classifier, const char *path,
                                      struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    enum cir_status status = cir_file_read(&buffer, path, error);
    if (status == CIR_OK)
        status = cir_overrides_read(&log->overrides, path, cir_buffer_text(&buffer), log->plan,
                                    cir_classifier_fields(classifier), cir_classifier_schemes(classifier),
                                    cir_classifier_scheme_count(classifier), error);
    if (status == CIR_OK)
        cir_intake_plan_override(log->plan, &log->overrides);
    cir_buffer_free(&buffer);
    return status;
}

enum cir_status cir_log_start(struct cir_log *log, const struct cir_classifier *classifier,
                              const struct cir_log_format *format, struct cir_error *error)
{
    const struct cir_intake_options options = {
        .date_order = format->date_order,
        .decimal = format->decimal != '\0' ? format->decimal : '.',
        .thousands = format->thousands,
        .max_field = log->max_field,
    };
    enum cir_status status =
        cir_intake_plan_make(&log->plan, cir_log_file_name(log->file), log->header.columns, log->header.column_count,
                             cir_classifier_fields(classifier), cir_classifier_definitions(classifier),
                             format->mapping != NULL ? &log->mapping : NULL, &options, error);
    if (status == CIR_OK && format->overrides != NULL)
        status = read_overrides(log, classifier, format->overrides, error);
    if (status == CIR_OK)
        status = cir_block_reader_init(&log->reader, log->file, log->header.delimiter, log->max_field, log->header.rest,
                                       log->header.rest_offset, error);
    return status;
}

bool cir_log_cell(const struct cir_log *log, const struct cir_record *record, unsigned field, struct cir_arena *arena,
                  struct cir_text *text)
{
    uint32_t column = cir_intake_plan_column_number(log->plan, field);
    *text = (struct cir_text){"", 0};
    return column == CIR_INDEX_NONE || column >= record->count ||
           cir_span_text(text, record, &record->spans[column], arena);
}

void cir_log_close(struct cir_log *log)
{
    cir_block_reader_free(&log->reader);
    cir_intake_plan_free(log->plan);
    cir_header_free(&log->header);
    cir_log_file_close(log->file);
    cir_mapping_free(&log->mapping);
    cir_overrides_free(&log->overrides);
}
