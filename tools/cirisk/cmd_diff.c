#include "cirisk.h"
#include "command.h"
#include "diff_view.h"
#include "output.h"
#include "run_options.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct diff_options {
    const char *schemes;
    const char *old_definitions;
    const char *new_definitions;
    const char *old_figures;
    const char *new_figures;
    int scope; /* an enum cir_scope_use */
    bool all;
    int format; /* an enum listing_format */
};

struct diff_values {
    struct diff_options diff;
    struct reading_options reading;
    struct output_file_options output;
    struct terminal_options terminal;
};

// clang-format off
#define MEMBER(name) offsetof(struct diff_options, name)
static const struct option_row diff_rows[] = {
    {"schemes", 's', OPTION_TEXT, MEMBER(schemes), "LIST", NULL, "gge", COMPLETE_SCHEME,
     "schemes to judge by: names, or folders written with a '/', joined by commas; by one of subject asset the inputs are registers"},
    {"old-definitions", '\0', OPTION_TEXT, MEMBER(old_definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "folder of tables laid over the built-in ones, file by file, by which the old input was judged"},
    {"new-definitions", '\0', OPTION_TEXT, MEMBER(new_definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "the same of the new one"},
    {"old-long", '\0', OPTION_TEXT, MEMBER(old_figures), "FILE", NULL, NULL, COMPLETE_FILE,
     "of registers: CSV file of figures beside the old one, as of 'cirisk designate --long'"},
    {"new-long", '\0', OPTION_TEXT, MEMBER(new_figures), "FILE", NULL, NULL, COMPLETE_FILE,
     "the same of the new one"},
    {"scope", '\0', OPTION_CHOICE, MEMBER(scope), "USE", "apply;assume;ignore", "apply", COMPLETE_NOTHING,
     "what is made of the scope of a scheme, as by 'cirisk score'"},
    {"all", 'a', OPTION_FLAG, MEMBER(all), NULL, NULL, NULL, COMPLETE_NOTHING,
     "show what stayed the same, too"},
    {"format", 'f', OPTION_CHOICE, MEMBER(format), "FORMAT", LISTING_FORMATS, "text", COMPLETE_NOTHING,
     "text to read; csv or json: one row a subject and scheme"},
};
#undef MEMBER
// clang-format on

/* Each input is read several times. */
static int check_input(const char *input)
{
    struct stat file;
    if (strcmp(input, "-") == 0) {
        say("diff", "standard input can be read only once: name two files");
        return EXIT_USAGE;
    }
    if (stat(input, &file) != 0)
        return EXIT_CLEAN; /* the engine says what is wrong */
    if (S_ISFIFO(file.st_mode)) {
        say(input, "a pipe can be read only once: name a file");
        return EXIT_USAGE;
    }
    return EXIT_CLEAN;
}

static int check_output(const struct diff_values *values, const struct operands *operands)
{
    const struct output_input inputs[] = {{operands->list[0], "what is compared"},
                                          {operands->list[1], "what is compared"},
                                          {values->diff.old_figures, "the file of figures"},
                                          {values->diff.new_figures, "the file of figures"}};
    return output_check("diff", &values->output.output, 1, inputs, sizeof inputs / sizeof inputs[0]);
}

struct printing {
    const struct diff_view *view;
    const struct diff_values *values;
};

static int print(const void *context, FILE *out)
{
    const struct printing *printing = context;
    const struct diff_values *values = printing->values;
    struct terminal terminal = output_terminal(values->output.output, &values->terminal);
    if (values->diff.format == LISTING_TEXT)
        return diff_print_text(printing->view, &terminal, out);
    return diff_print_rows(printing->view, (enum listing_format)values->diff.format, out);
}

static int diff(const struct diff_values *values, const struct cir_diff_options *options)
{
    struct cir_diff made;
    struct cir_error error;
    int code = EXIT_CLEAN;
    if (cir_diff_make(&made, options, &error) == CIR_OK) {
        const struct diff_view view = {&made, options->old_input, options->new_input, values->diff.all};
        const struct printing printing = {&view, values};
        code = output_print(values->output.output, print, &printing);
        if (code == EXIT_CLEAN && diff_changed(&made) > 0)
            code = EXIT_FINDINGS;
    } else {
        code = say_error(&error);
    }
    cir_diff_free(&made);
    return code;
}

static int run(const void *given, const struct operands *operands)
{
    const struct diff_values *values = given;
    const char *names[CIR_SCHEMES_MAX];
    struct cir_diff_options options = {
        .old_input = operands->list[0],
        .new_input = operands->list[1],
        .log = reading_format(&values->reading, NULL),
        .old_definitions = values->diff.old_definitions,
        .new_definitions = values->diff.new_definitions,
        .old_figures = values->diff.old_figures,
        .new_figures = values->diff.new_figures,
        .schemes = names,
        .scope_use = (enum cir_scope_use)values->diff.scope,
    };
    int code = EXIT_CLEAN;
    for (size_t i = 0; i < operands->count && code == EXIT_CLEAN; i++)
        code = check_input(operands->list[i]);
    if (code == EXIT_CLEAN)
        code = check_output(values, operands);
    if (code != EXIT_CLEAN)
        return code;
    char *list = strdup(values->diff.schemes);
    if (list == NULL)
        return say_no_memory();
    code = scheme_list_split(list, names, &options.scheme_count);
    if (code == EXIT_CLEAN)
        code = diff(values, &options);
    free(list);
    return code;
}

const struct command command_diff = {
    .name = "diff",
    .summary =
        "what changed between two versions of a log or a register, and whether facts, method or weights moved it",
    .arguments = "OLD.csv NEW.csv",
    .least = 2,
    .most = 2,
    .completion = COMPLETE_FILE,
    .description =
        "Judges both inputs (a scored log is a log, too) and tells which subjects entered, left, were raised "
        "or lowered. Each move is put down to what moves it alone: the facts of the new input, the method of "
        "the new tables (all of them but weights), or the weights of the new tables; 'together' where none "
        "does alone. Subjects that two causes leave where they were are shown as well.\n"
        "By a scheme of subject asset, such as kritis-de-2022, both inputs are registers as 'cirisk "
        "designate' reads them: an asset enters or leaves the list of those proposed, or is raised or lowered "
        "on it; 'other' is a move beside the list, such as from borderline to not proposed. A list that "
        "was written as CSV is a register, too, but for figures of --long and for overrides.\n"
        "Ends with exit code 1 where anything changed.",
    .examples =
        {
            {"cirisk diff 2025.csv 2026.csv", "what the facts of a year changed"},
            {"cirisk diff log.csv log.csv --new-definitions ./ours",
             "what tables of one's own change for the same log"},
            {"cirisk diff register2025.csv register2026.csv --schemes kritis-de-2022",
             "which assets a year put on the list, and which it took off"},
            {"cirisk diff 2025.csv 2026.csv --old-definitions ./v1 --new-definitions ./v2 --format csv -o moved.csv",
             "both, one at a time, as a table"},
        },
    .groups =
        {
            {"Comparing", diff_rows, sizeof diff_rows / sizeof diff_rows[0], offsetof(struct diff_values, diff)},
            {"Reading the inputs", reading_rows, READING_ROWS, offsetof(struct diff_values, reading)},
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct diff_values, output)},
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct diff_values, terminal)},
        },
    .options_size = sizeof(struct diff_values),
    .run = run,
};
