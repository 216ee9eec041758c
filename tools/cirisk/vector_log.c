#include "vector_log.h"

#include "command.h"
#include "say.h"

// clang-format off
const struct option_row vector_rows[VECTOR_ROWS] = {
    {"vector", '\0', OPTION_TEXT, offsetof(struct vector_options, vector), "VECTOR", NULL, NULL, COMPLETE_NOTHING,
     "one incident as 'cirisk explain --format vector' writes it, in place of a log, such as GGE:1.0/SE:power/PA:1.2e5; its own schemes judge unless --schemes is given"},
};
// clang-format on

static const char vector_name[] = "--vector";

/* A preset is the very text of the option table. */
static bool schemes_are_given(const struct judging_options *judging)
{
    return judging->schemes != judging_rows[0].preset;
}

int vector_log_open(struct vector_log *log, const char *command, const struct vector_options *options,
                    const struct operands *operands, struct judging_options *judging)
{
    struct cir_error error;
    if (options->vector == NULL && operands->count == 0) {
        say(command, "LOG.csv is missing, or --vector VECTOR; see 'cirisk %s --help'", command);
        return EXIT_USAGE;
    }
    if (options->vector == NULL)
        return EXIT_CLEAN;
    if (operands->count > 0) {
        say(command, "--vector stands in place of a log: leave out '%s'", operands->list[0]);
        return EXIT_USAGE;
    }
    if (cir_vector_read(&log->vector, cir_text_of(options->vector), &error) != CIR_OK)
        return say_error(&error);
    log->checks_version = !schemes_are_given(judging);
    if (log->checks_version)
        judging->schemes = log->vector.scheme_list;
    return EXIT_CLEAN;
}

int vector_log_make(struct vector_log *log, const struct cir_classifier *classifier, struct cir_log_format *format)
{
    struct cir_error error;
    enum cir_status status = CIR_OK;
    if (log->vector.fact_count == 0)
        return EXIT_CLEAN;
    if (log->checks_version)
        status = cir_vector_check_versions(&log->vector, classifier, &error);
    if (status == CIR_OK)
        status = cir_vector_log(&log->log, &log->vector, classifier, &error);
    if (status != CIR_OK)
        return say_error(&error);
    /* How the cells of a vector are written does not depend on how logs are. */
    *format = (struct cir_log_format){.text = cir_buffer_text(&log->log),
                                      .delimiter = ',',
                                      .max_field = format->max_field,
                                      .overrides = format->overrides};
    return EXIT_CLEAN;
}

void vector_log_close(struct vector_log *log)
{
    cir_vector_free(&log->vector);
    cir_buffer_free(&log->log);
}

const char *vector_log_name(const struct operands *operands)
{
    return operands->count > 0 ? operands->list[0] : vector_name;
}
