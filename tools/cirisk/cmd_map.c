#include "cirisk.h"
#include "command.h"
#include "output.h"
#include "run_options.h"
#include "run_record.h"
#include "say.h"

struct map_values {
    struct output_file_options output;
    struct judging_options judging;
    struct reading_options reading;
    struct manifest_options manifest;
};

static int run(const void *given, const struct operands *operands)
{
    const struct map_values *values = given;
    struct cir_classifier *classifier = NULL;
    int code = judging_open(&classifier, &values->judging);
    if (code != EXIT_CLEAN)
        return code;
    struct cir_log_format format = reading_format(&values->reading, NULL);
    struct cir_buffer proposal = {0};
    struct cir_error error;
    if (cir_propose_mapping(classifier, operands->list[0], &format, &proposal, &error) == CIR_OK)
        code = output_write(values->output.output, &proposal);
    else
        code = say_error(&error);
    cir_buffer_free(&proposal);
    cir_classifier_free(classifier);
    return code;
}

const struct command command_map = {
    .name = "map",
    .summary = "propose a mapping for a log with other columns",
    .arguments = "LOG.csv",
    .least = 1,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description = "Looks at the header and the first rows of a log and proposes which of its columns is which column "
                   "of cirisk, as a mapping file (docs/tables.md). Read it and put it right before use: no command "
                   "uses a proposal unasked.",
    .examples =
        {
            {"cirisk map export.csv -o mapping.csv", "propose"},
            {"cirisk score --map mapping.csv export.csv -o scored.csv", "and use it, once it was read"},
        },
    .groups =
        {
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct map_values, output)},
            {"Judging", judging_rows, LOADING_ROWS, offsetof(struct map_values, judging)},
            {"Reading the log", reading_rows, READING_ROWS, offsetof(struct map_values, reading)},
            MANIFEST_GROUP(struct map_values),
        },
    .options_size = sizeof(struct map_values),
    .run = run,
};
