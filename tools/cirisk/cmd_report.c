#include "command.h"
#include "output.h"
#include "run_record.h"
#include "say.h"
#include "table_options.h"

#include "definitions/definitions.h"
#include "pipeline/report.h"
#include "tongue/tongue.h"

#include <inttypes.h>

struct report_options {
    const char *title;
};

struct report_values {
    struct report_options report;
    struct table_care_options care;
    struct table_source_options source;
    struct reading_options reading;
    struct output_file_options output;
    struct manifest_options manifest;
};

// clang-format off
static const struct option_row report_rows[] = {
    {"title", 't', OPTION_TEXT, offsetof(struct report_options, title), "TEXT", NULL, NULL, COMPLETE_NOTHING,
     "title of the page; one in the language unless given"},
};
// clang-format on

static void add_option(struct cir_buffer *told, const char *name, const char *argument)
{
    if (argument != NULL)
        cir_buffer_add_format(told, "--%s %s ", name, argument);
}

/* What the page depends on beside its source, defaults too; not where it goes to. */
static void tell_options(struct cir_buffer *told, const struct report_values *values)
{
    const struct table_care_options *care = &values->care;
    add_option(told, "lang", cir_tongue_code((enum cir_language)care->language));
    add_option(told, "scheme", care->schemes);
    for (size_t i = 0; i < care->where.count; i++)
        add_option(told, "where", care->where.list[i]);
    add_option(told, "from", care->from);
    add_option(told, "until", care->until);
    add_option(told, "regime", care->regime);
    add_option(told, "tlp", care->tlp);
    add_option(told, "definitions", values->source.definitions);
    cir_buffer_add_format(told, "--suppress %" PRIu64 " --digits %" PRIu64 " --run %" PRIu64, care->suppress,
                          care->digits, values->source.run);
}

static struct cir_report_options options_of(const struct report_values *values, const char *source)
{
    struct cir_report_options options = {
        .source = table_source(source, &values->source, &values->reading),
        .language = (enum cir_language)values->care.language,
        .title = values->report.title,
    };
    table_care_apply(&options.alike, &values->care);
    return options;
}

/* The page tells the hash itself; the record wants it, too. */
static void record_tables(const char *folder)
{
    struct cir_definitions *definitions = NULL;
    if (record_is_on() && cir_definitions_load(&definitions, folder, NULL, NULL) == CIR_OK)
        record_definitions("", definitions->sha256, NULL);
    cir_definitions_free(definitions);
}

static int report(const struct report_values *values, const char *source)
{
    struct cir_report_options options = options_of(values, source);
    struct cir_error error;
    struct cir_buffer told = {0};
    struct cir_buffer html = {0};
    tell_options(&told, values);
    options.options = cir_buffer_text(&told);
    enum cir_status status = told.failed ? cir_fail_memory(&error) : cir_report_make(&html, &options, &error);
    int code = status == CIR_OK ? output_write(values->output.output, &html) : say_error(&error);
    cir_buffer_free(&told);
    cir_buffer_free(&html);
    record_tables(values->source.definitions);
    return code;
}

static int run(const void *given, const struct operands *operands)
{
    const struct report_values *values = given;
    const struct output_input input = {operands->list[0], "what is reported on"};
    int code = table_care_check("report", &values->care);
    if (code == EXIT_CLEAN)
        code = output_check("report", &values->output.output, 1, &input, 1);
    if (code != EXIT_CLEAN)
        return code;
    return report(values, operands->list[0]);
}

const struct command command_report = {
    .name = "report",
    .summary = "a page with the tables and figures of a scored log, in one of six languages",
    .arguments = "SOURCE",
    .least = 1,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description =
        "Makes one HTML page of a log that 'cirisk score' wrote ('-' is standard input), or of a run of a database: "
        "key figures, scale and severity, sectors, States, cross-border effects, the course over time, the gravest "
        "incidents, schemes side by side, what decided; then the method in words, the definitions that judged, what "
        "is not known, and how the page was made.\n"
        "The page asks for nothing outside itself, can be read without script, by keyboard and screen reader, and "
        "prints with its TLP label on each sheet. Script only sorts and filters the rows of its tables. The same "
        "source, definitions and options make the same bytes.\n"
        "Where no incident is left, nothing is written and the exit code is 1. docs/report.md tells what each part "
        "says.",
    .examples =
        {
            {"cirisk score log.csv -o scored.csv", "first score the log"},
            {"cirisk report scored.csv -o report.html", "then report on it"},
            {"cirisk report scored.csv -o report.ar.html --lang ar --tlp amber", "in Arabic, marked"},
            {"cirisk report runs.db --run 3 --scheme nciss --suppress 5 -o report.html",
             "a stored run by one of its schemes, with small counts hidden"},
            {"cirisk report scored.csv --from 2020 --until 2025-06-30 -o report.html",
             "of a time that the log covers whole"},
        },
    .groups =
        {
            {"Report", report_rows, sizeof report_rows / sizeof report_rows[0], offsetof(struct report_values, report)},
            {"Rows that count", table_care_rows, TABLE_CARE_ROWS, offsetof(struct report_values, care)},
            {"Source", table_source_rows, TABLE_SOURCE_ROWS, offsetof(struct report_values, source)},
            {"Reading", reading_rows, READING_ROWS, offsetof(struct report_values, reading)},
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct report_values, output)},
            MANIFEST_GROUP(struct report_values),
        },
    .options_size = sizeof(struct report_values),
    .run = run,
};
