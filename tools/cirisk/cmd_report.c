#include "command.h"
#include "output.h"
#include "say.h"

#include "pipeline/output_file.h"
#include "pipeline/report.h"
#include "tongue/tongue.h"

#include <inttypes.h>

struct report_options {
    const char *title;
    const char *scheme;
    const char *tlp;
    const char *from;
    const char *until;
    uint64_t suppress;
    int language; /* an enum cir_language */
    int digits;   /* an enum digits_choice */
};

struct source_options {
    const char *definitions;
    const char *encoding;
    uint64_t run;
    char delimiter;
};

struct report_values {
    struct report_options report;
    struct source_options source;
    struct output_file_options output;
};

enum digits_choice { DIGITS_USUAL, DIGITS_LATN, DIGITS_ARAB };

// clang-format off
#define MEMBER(name) offsetof(struct report_options, name)
static const struct option_row report_rows[] = {
    {"lang", 'l', OPTION_CHOICE, MEMBER(language), "LANGUAGE", "ar;en;es;fr;ru;zh", "en", COMPLETE_NOTHING,
     "language of the page, whatever the locale; ids stay as they are"},
    {"title", 't', OPTION_TEXT, MEMBER(title), "TEXT", NULL, NULL, COMPLETE_NOTHING,
     "title of the page; one in the language unless given"},
    {"scheme", 's', OPTION_TEXT, MEMBER(scheme), "NAME", NULL, NULL, COMPLETE_SCHEME,
     "scheme whose levels are told; the first by which the log is scored unless given"},
    {"tlp", '\0', OPTION_TEXT, MEMBER(tlp), "LABEL", NULL, NULL, COMPLETE_NOTHING,
     "marking of the page by the Traffic Light Protocol 2.0: clear, green, amber, amber-strict or red; the strictest of the rows unless given, and not laxer"},
    {"from", '\0', OPTION_TEXT, MEMBER(from), "DATE", NULL, NULL, COMPLETE_NOTHING,
     "date from which the log is whole: what began before is left out"},
    {"until", '\0', OPTION_TEXT, MEMBER(until), "DATE", NULL, NULL, COMPLETE_NOTHING,
     "date to which the log is whole, this day included: what began after is left out"},
    {"suppress", '\0', OPTION_COUNT, MEMBER(suppress), "K", NULL, "0", COMPLETE_NOTHING,
     "hide counts from 1 to K - 1, and whatever they could be worked out from; 0: none"},
    {"digits", '\0', OPTION_CHOICE, MEMBER(digits), "DIGITS", "usual;latn;arab", "usual", COMPLETE_NOTHING,
     "digits that numbers are written with: those that are usual in the language, latn (0123) or, in Arabic, arab"},
};
#undef MEMBER

#define MEMBER(name) offsetof(struct source_options, name)
static const struct option_row source_rows[] = {
    {"run", '\0', OPTION_COUNT, MEMBER(run), "N", NULL, "0", COMPLETE_NOTHING,
     "number of the run in the database; the last one unless given"},
    {"definitions", 'D', OPTION_TEXT, MEMBER(definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "folder of tables laid over the built-in ones, file by file: schemes, names, words"},
    {"delimiter", '\0', OPTION_CHARACTER, MEMBER(delimiter), "CHARACTER", NULL, NULL, COMPLETE_NOTHING,
     "what separates the cells of the scored log: a character or the word tab; found out from the header unless given"},
    {"encoding", '\0', OPTION_TEXT, MEMBER(encoding), "NAME", NULL, NULL, COMPLETE_NOTHING,
     "encoding of the scored log, as iconv names it; UTF-8 unless given"},
};
#undef MEMBER
// clang-format on

/* Texts of the choices, by number. */
static const char *const digits_names[] = {"usual", "latn", "arab"};

static void add_option(struct cir_buffer *told, const char *name, const char *argument)
{
    if (argument != NULL)
        cir_buffer_add_format(told, "%s--%s %s", told->size > 0 ? " " : "", name, argument);
}

/* What the page depends on beside its source, defaults too; not where it goes to. */
static void tell_options(struct cir_buffer *told, const struct report_values *values)
{
    const struct report_options *report = &values->report;
    add_option(told, "lang", cir_tongue_code((enum cir_language)report->language));
    add_option(told, "digits", digits_names[report->digits]);
    add_option(told, "scheme", report->scheme);
    add_option(told, "tlp", report->tlp);
    add_option(told, "from", report->from);
    add_option(told, "until", report->until);
    cir_buffer_add_format(told, " --suppress %" PRIu64 " --run %" PRIu64, report->suppress, values->source.run);
    add_option(told, "definitions", values->source.definitions);
}

static struct cir_report_options options_of(const struct report_values *values, const char *source)
{
    return (struct cir_report_options){
        .source = {.path = source,
                   .run = values->source.run,
                   .definitions = values->source.definitions,
                   .log = {.encoding = values->source.encoding, .delimiter = values->source.delimiter}},
        .language = (enum cir_language)values->report.language,
        .digits = values->report.digits == DIGITS_USUAL ? NULL : digits_names[values->report.digits],
        .title = values->report.title,
        .scheme = values->report.scheme,
        .tlp = values->report.tlp,
        .from = values->report.from,
        .until = values->report.until,
        .suppress = values->report.suppress,
    };
}

/* The file is there whole or not at all. */
static enum cir_status write_page(const char *path, const struct cir_buffer *html, struct cir_error *error)
{
    struct cir_output_file file = {.path = NULL};
    enum cir_status status = cir_output_file_open(&file, path, error);
    if (status == CIR_OK)
        status = cir_output_file_write(&file, cir_buffer_text(html), error);
    if (status == CIR_OK)
        status = cir_output_file_finish(&file, error);
    cir_output_file_abandon(&file);
    return status;
}

static enum cir_status make_page(const struct report_values *values, const char *source, struct cir_error *error)
{
    struct cir_report_options options = options_of(values, source);
    struct cir_buffer told = {0};
    struct cir_buffer html = {0};
    tell_options(&told, values);
    options.options = cir_buffer_text(&told);
    enum cir_status status = told.failed ? cir_fail_memory(error) : cir_report_make(&html, &options, error);
    if (status == CIR_OK)
        status = write_page(values->output.output, &html, error);
    cir_buffer_free(&told);
    cir_buffer_free(&html);
    return status;
}

static int report(const struct report_values *values, const char *source)
{
    struct cir_error error;
    return make_page(values, source, &error) == CIR_OK ? EXIT_CLEAN : say_error(&error);
}

static int run(const void *given, const struct operands *operands)
{
    const struct report_values *values = given;
    const struct output_input input = {operands->list[0], "what is reported on"};
    int code = output_check("report", &values->output.output, 1, &input, 1);
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
            {"Source", source_rows, sizeof source_rows / sizeof source_rows[0], offsetof(struct report_values, source)},
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct report_values, output)},
        },
    .options_size = sizeof(struct report_values),
    .run = run,
};
