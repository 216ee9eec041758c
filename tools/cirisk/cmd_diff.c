#include "cirisk.h"
#include "command.h"
#include "diff_view.h"
#include "manifest_diff.h"
#include "manifest_file.h"
#include "output.h"
#include "run_options.h"
#include "run_record.h"
#include "say.h"
#include "watch.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ID_SHOWN = 40 };

struct diff_options {
    const char *schemes;
    const char *old_definitions;
    const char *new_definitions;
    const char *old_figures;
    const char *new_figures;
    const char *old_overrides;
    const char *new_overrides;
    int scope; /* an enum cir_scope_use */
    bool all;
    int format; /* an enum listing_format */
};

struct diff_values {
    struct diff_options diff;
    struct reading_options reading;
    struct output_file_options output;
    struct manifest_options manifest;
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
    {"old-overrides", '\0', OPTION_TEXT, MEMBER(old_overrides), "FILE", NULL, NULL, COMPLETE_FILE,
     "CSV file of values or levels that count instead of those of the old input, as of 'cirisk score --overrides'"},
    {"new-overrides", '\0', OPTION_TEXT, MEMBER(new_overrides), "FILE", NULL, NULL, COMPLETE_FILE,
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
                                          {values->diff.new_figures, "the file of figures"},
                                          {values->diff.old_overrides, "the file of overrides"},
                                          {values->diff.new_overrides, "the file of overrides"}};
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

/* ---- what a person has to know of the inputs ---- */

static void say_rejected(const char *input, const struct cir_diff_side *side)
{
    struct cir_buffer line = {0};
    if (side->rejected == 0)
        return;
    say("diff", "rows of %s rejected: %" PRIu64 ", the first:", input, side->rejected);
    watch_add_problem(&line, input, &side->first);
    fprintf(stderr, "%.*s\n", CIR_TEXT_ARGS(cir_buffer_text(&line)));
    cir_buffer_free(&line);
}

static void say_contradicted(const struct cir_diff *diff, const char *input, bool is_new)
{
    const struct cir_diff_side *side = is_new ? &diff->new_side : &diff->old_side;
    if (side->contradicted == 0)
        return;
    const struct cir_diff_subject *subject = &diff->subjects[side->contradicted_subject];
    const struct cir_diff_told *told = &subject->told[side->contradicted_scheme];
    struct cir_buffer line = {0};
    cir_buffer_add_format(&line, "levels recorded in %s otherwise than worked out here: %" PRIu64 ", the first of '",
                          input, side->contradicted);
    say_add_visible(&line, cir_text_of(subject->id), ID_SHOWN);
    cir_buffer_add_format(&line, "' in line %" PRIu64 ", of %s: recorded ",
                          is_new ? subject->new_line : subject->old_line,
                          cir_classifier_scheme(diff->new_classifier, side->contradicted_scheme)->name);
    diff_add_recorded(&line, diff, side->contradicted_scheme, is_new ? told->new_recorded : told->old_recorded);
    cir_buffer_add_string(&line, ", here ");
    diff_add_recorded(&line, diff, side->contradicted_scheme, told->levels[is_new ? CIR_DIFF_NEW : CIR_DIFF_OLD]);
    if (side->overridden > 0)
        cir_buffer_add_format(&line, "; of rows with overrides: %" PRIu64 ", see --%s-overrides", side->overridden,
                              is_new ? "new" : "old");
    say("diff", "%.*s", CIR_TEXT_ARGS(cir_buffer_text(&line)));
    cir_buffer_free(&line);
}

static void say_inputs(const struct cir_diff *diff, const struct cir_diff_options *options)
{
    say_rejected(options->old_input, &diff->old_side);
    say_rejected(options->new_input, &diff->new_side);
    say_contradicted(diff, options->old_input, false);
    say_contradicted(diff, options->new_input, true);
}

static void record_run(const struct cir_diff *diff)
{
    record_classifier("old", diff->old_classifier);
    record_classifier("new", diff->new_classifier);
}

static int diff(const struct diff_values *values, const struct cir_diff_options *options)
{
    struct cir_diff made;
    struct cir_error error;
    int code = EXIT_CLEAN;
    if (cir_diff_make(&made, options, &error) == CIR_OK) {
        const struct diff_view view = {&made, options->old_input, options->new_input, values->diff.all};
        const struct printing printing = {&view, values};
        say_inputs(&made, options);
        record_run(&made);
        code = output_print(values->output.output, print, &printing);
        if (code == EXIT_CLEAN && diff_changed(&made) > 0)
            code = EXIT_FINDINGS;
    } else {
        code = say_error(&error);
    }
    cir_diff_free(&made);
    return code;
}

static int diff_logs(const struct diff_values *values, const struct operands *operands)
{
    const char *names[CIR_SCHEMES_MAX];
    struct cir_diff_options options = {
        .old_input = operands->list[0],
        .new_input = operands->list[1],
        .log = reading_format(&values->reading, NULL),
        .old_definitions = values->diff.old_definitions,
        .new_definitions = values->diff.new_definitions,
        .old_figures = values->diff.old_figures,
        .new_figures = values->diff.new_figures,
        .old_overrides = values->diff.old_overrides,
        .new_overrides = values->diff.new_overrides,
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

/* ---- manifests ---- */

/* What is printed of two manifests, and how. */
struct manifest_printing {
    struct listing *listing;
    const struct diff_values *values;
};

static int print_manifests(const void *context, FILE *out)
{
    const struct manifest_printing *printing = context;
    const struct diff_values *values = printing->values;
    struct terminal terminal = output_terminal(values->output.output, &values->terminal);
    if (values->diff.format == LISTING_TEXT && printing->listing->row_count == 0)
        fputs("The manifests tell the same.\n", out);
    return listing_print(printing->listing, (enum listing_format)values->diff.format, &terminal, out);
}

/* As text on the screen, behind what differs in the manifests. */
static int diff_runs(const struct manifest_pair *pair, const struct diff_values *values, struct cir_arena *arena)
{
    char *arguments[MANIFEST_DIFF_ARGUMENTS_MAX];
    struct diff_values made = {0};
    struct operands operands = {0};
    const char *why;
    int count = manifest_diff_arguments(arguments, &why, pair, arena);
    if (count == 0) {
        printf("\nThe rows are not compared: %s\n", why);
        return EXIT_CLEAN;
    }
    if (options_read(&command_diff, count, arguments, &made, &operands) != OPTIONS_RUN)
        return EXIT_USAGE;
    made.terminal = values->terminal;
    made.diff.all = values->diff.all;
    putchar('\n');
    return diff_logs(&made, &operands);
}

static int diff_read(struct manifest_pair *pair, const struct diff_values *values)
{
    struct cir_arena arena = {0};
    struct listing listing = listing_start(manifest_diff_columns, MANIFEST_DIFF_COLUMNS, &arena);
    pair->listing = &listing;
    pair->wants_all = values->diff.all;
    manifest_diff_fill(pair);
    int code = output_print(values->output.output, print_manifests, &(struct manifest_printing){pair->listing, values});
    if (code == EXIT_CLEAN && values->diff.format == LISTING_TEXT && strcmp(values->output.output, "-") == 0)
        code = diff_runs(pair, values, &arena);
    cir_arena_free(&arena);
    return code == EXIT_CLEAN && pair->differences > 0 ? EXIT_FINDINGS : code;
}

static int diff_manifests(const struct diff_values *values, const struct operands *operands)
{
    struct manifest_pair pair = {.old_path = operands->list[0], .new_path = operands->list[1]};
    struct cir_error error;
    int code = check_output(values, operands);
    if (code != EXIT_CLEAN)
        return code;
    if (manifest_read(&pair.old_manifest, pair.old_path, &error) == CIR_OK &&
        manifest_read(&pair.new_manifest, pair.new_path, &error) == CIR_OK)
        code = diff_read(&pair, values);
    else
        code = say_error(&error);
    json_decref(pair.old_manifest);
    json_decref(pair.new_manifest);
    return code;
}

/* By its first bytes; what cannot be read the engine says. */
static bool is_manifest(const char *path)
{
    char start[64];
    struct stat found;
    FILE *file = stat(path, &found) == 0 && S_ISREG(found.st_mode) ? fopen(path, "r") : NULL;
    if (file == NULL)
        return false;
    size_t size = fread(start, 1, sizeof start, file);
    fclose(file);
    return manifest_is_meant((struct cir_text){start, size});
}

static int run(const void *given, const struct operands *operands)
{
    bool is_old = is_manifest(operands->list[0]), is_new = is_manifest(operands->list[1]);
    if (is_old != is_new) {
        say("diff", "%s is a manifest, and %s is none: name two of a kind", operands->list[is_old ? 0 : 1],
            operands->list[is_old ? 1 : 0]);
        return EXIT_USAGE;
    }
    return is_old ? diff_manifests(given, operands) : diff_logs(given, operands);
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
        "was written as CSV is a register, too, but for figures of --long.\n"
        "All is judged anew. Where a scored log or a list records other levels than are worked out here (by "
        "other tables, figures or overrides), how many do and the first of them are told, and each stands in "
        "recorded_old and recorded_new of csv and json.\n"
        "Of two manifests (--manifest, see docs/manifests.md) it tells what differs of tool, definitions, options, "
        "inputs and outputs; and where the inputs still stand, as text on standard output, the same of their rows as "
        "of "
        "two logs.\n"
        "Ends with exit code 1 where anything changed.",
    .examples =
        {
            {"cirisk diff 2025.csv 2026.csv", "what the facts of a year changed"},
            {"cirisk diff 2025.json 2026.json", "two runs, by their manifests"},
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
            MANIFEST_GROUP(struct diff_values),
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct diff_values, terminal)},
        },
    .options_size = sizeof(struct diff_values),
    .run = run,
};
