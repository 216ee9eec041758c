#include "cirisk.h"
#include "command.h"
#include "run_options.h"
#include "say.h"
#include "sink/summary.h"
#include "watch.h"

struct check_values {
    struct judging_options judging;
    struct reading_options reading;
    struct watch_options watch;
    struct terminal_options terminal;
};

static int check(const struct check_values *values, const struct cir_classifier *classifier, const char *input)
{
    struct watch watch = watch_start(&values->watch, &values->terminal, stream_name(input, "<stdin>"));
    struct cir_score_options options = {
        .input = input,
        .log = reading_format(&values->reading),
        .check_only = true,
        .observer = watch_observer(&watch),
    };
    struct cir_tally tally = {0};
    struct cir_error error;
    enum cir_status status = cir_score_log(classifier, &options, &tally, &error);
    watch_end(&watch);
    int code = tally.rejected > 0 ? EXIT_FINDINGS : EXIT_CLEAN;
    if (status == CIR_OK)
        watch_print_counts(&watch, &tally);
    else
        code = say_error(&error);
    cir_tally_free(&tally);
    return code;
}

static int run(const void *given, const struct operands *operands)
{
    const struct check_values *values = given;
    struct cir_classifier *classifier = NULL;
    int code = judging_open(&classifier, &values->judging);
    if (code == EXIT_CLEAN)
        code = check(values, classifier, operands->list[0]);
    cir_classifier_free(classifier);
    return code;
}

const struct command command_check = {
    .name = "check",
    .summary = "say what is wrong with a log, score nothing",
    .arguments = "LOG.csv",
    .least = 1,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description = "Reads a log as 'cirisk score' does and prints every problem with its line and column, what was "
                   "found and what was expected. Nothing is written. --schemes matters where a scheme asks for columns "
                   "of its own.",
    .examples =
        {
            {"cirisk check log.csv", "all that scoring would reject"},
            {"cirisk check log.csv --date-order dmy --decimal ,",
             "a log with dates such as 23/12/2015 and numbers such as 0,5"},
            {"cirisk check --max-errors 1000 log.csv 2> problems.txt", "a longer list, in a file"},
        },
    .groups =
        {
            {"Judging", judging_rows, LOADING_ROWS, offsetof(struct check_values, judging)},
            {"Reading the log", reading_rows, READING_ROWS, offsetof(struct check_values, reading)},
            {"Messages", watch_rows, WATCH_ROWS, offsetof(struct check_values, watch)},
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct check_values, terminal)},
        },
    .options_size = sizeof(struct check_values),
    .run = run,
};
