#include "cirisk.h"
#include "command.h"
#include "listing.h"
#include "output.h"
#include "panel_sheets.h"
#include "panel_view.h"
#include "run_record.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

struct panel_options {
    const char *criteria;
    const char *experts;
    const char *definitions;
    uint64_t round;
    uint64_t scale;
    int method;    /* an enum cir_pairwise_method */
    int aggregate; /* an enum cir_aggregation */
    int format;    /* an enum listing_format */
    bool names;
};

struct panel_files {
    const char *feedback;
    const char *arguments;
};

struct panel_values {
    struct panel_options panel;
    struct panel_files files;
    struct output_file_options output;
    struct manifest_options manifest;
    struct terminal_options terminal;
};

// clang-format off
#define MEMBER(name) offsetof(struct panel_options, name)
static const struct option_row panel_rows[] = {
    {"criteria", 'c', OPTION_TEXT, MEMBER(criteria), "FILE", NULL, NULL, COMPLETE_FILE,
     "CSV file of the criteria: code, name"},
    {"experts", 'e', OPTION_TEXT, MEMBER(experts), "FILE", NULL, NULL, COMPLETE_FILE,
     "CSV file of how much each expert counts: expert, weight; all count alike unless given"},
    {"definitions", 'D', OPTION_TEXT, MEMBER(definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "folder of tables laid over the built-in ones, file by file: limits and random indices"},
    {"method", 'm', OPTION_CHOICE, MEMBER(method), "METHOD", "eigenvector;geometric-mean", "eigenvector", COMPLETE_NOTHING,
     "how comparisons in pairs become weights"},
    {"aggregate", 'a', OPTION_CHOICE, MEMBER(aggregate), "WHAT", "judgements;priorities;mean", "priorities", COMPLETE_NOTHING,
     "what of the experts becomes one: geometric means of their judgements or of their weights, or arithmetic means of their weights"},
    {"scale", '\0', OPTION_COUNT, MEMBER(scale), "N", NULL, "0", COMPLETE_NOTHING,
     "greatest answer in pairs, where it is not 9: answers lie from 1/N to N"},
    {"round", 'r', OPTION_COUNT, MEMBER(round), "N", NULL, "0", COMPLETE_NOTHING,
     "number of the round to show; the last one unless given"},
    {"format", 'f', OPTION_CHOICE, MEMBER(format), "FORMAT", LISTING_FORMATS, "text", COMPLETE_NOTHING,
     "text to read; csv: one row a weight, an expert or a statistic; json: all of it, nested"},
    {"names", '\0', OPTION_FLAG, MEMBER(names), NULL, NULL, NULL, COMPLETE_NOTHING,
     "call experts by their names, not by pseudonyms"},
};
#undef MEMBER

static const struct option_row file_rows[] = {
    {"feedback", '\0', OPTION_TEXT, offsetof(struct panel_files, feedback), "DIR", NULL, NULL, COMPLETE_WRITTEN_FOLDER,
     "write a sheet for the next round for each expert: own answers beside what all answered and argued, without names"},
    {"arguments", '\0', OPTION_TEXT, offsetof(struct panel_files, arguments), "FILE", NULL, NULL, COMPLETE_WRITTEN_FILE,
     "write all arguments up to the round, without names unless --names"},
};
// clang-format on

static int check_outputs(const struct panel_values *values, const struct operands *operands)
{
    const char *const outputs[] = {values->output.output, values->files.arguments};
    const struct output_input criteria = {values->panel.criteria, "the file of criteria"};
    int code = output_check("panel", outputs, sizeof outputs / sizeof outputs[0], &criteria, 1);
    for (size_t i = 0; code == EXIT_CLEAN && i < operands->count; i++)
        code = output_check("panel", outputs, sizeof outputs / sizeof outputs[0],
                            &(struct output_input){operands->list[i], "what is read"}, 1);
    return code;
}

static int check(const struct panel_values *values, const struct operands *operands)
{
    if (values->panel.criteria == NULL) {
        say("panel", "--criteria FILE is missing; see 'cirisk panel --help'");
        return EXIT_USAGE;
    }
    if (values->panel.scale == 1 || values->panel.scale > 1000) {
        say("panel", "--scale is from 2 to 1000");
        return EXIT_USAGE;
    }
    return check_outputs(values, operands);
}

static int say_findings(const struct cir_judgements *judgements)
{
    for (size_t i = 0; i < judgements->finding_count; i++)
        (void)say_error(&judgements->findings[i]);
    say("panel", "%zu %s; nothing is worked out before all answers can be read", judgements->finding_total,
        judgements->finding_total == 1 ? "finding" : "findings");
    return EXIT_FILES;
}

/* What is printed, and how. */
struct printing {
    const struct panel_view *view;
    const struct panel_values *values;
};

static int print(const void *context, FILE *out)
{
    const struct printing *printing = context;
    const struct panel_values *values = printing->values;
    struct terminal terminal = output_terminal(values->output.output, &values->terminal);
    switch ((enum listing_format)values->panel.format) {
    case LISTING_CSV:
        return panel_print_csv(printing->view, out);
    case LISTING_JSON:
        return output_json(panel_json(printing->view), out);
    case LISTING_TEXT:
        break;
    }
    return panel_print_text(printing->view, &terminal, out);
}

static int find_round(size_t *round, const struct cir_panel *panel, uint64_t number)
{
    *round = panel->round_count - 1;
    if (number == 0)
        return EXIT_CLEAN;
    for (size_t i = 0; i < panel->round_count; i++)
        if (panel->rounds[i].number == number) {
            *round = i;
            return EXIT_CLEAN;
        }
    say("panel", "nobody answered in round %llu; the last is round %u", (unsigned long long)number,
        panel->rounds[*round].number);
    return EXIT_USAGE;
}

static int has_flags(const struct panel_view *view)
{
    const struct cir_round *round = panel_round(view);
    for (size_t k = 0; k < round->expert_count; k++)
        if (panel_has_flag(&round->experts[k]))
            return EXIT_FINDINGS;
    return EXIT_CLEAN;
}

static int show(const struct cir_panel *panel, const struct panel_values *values)
{
    struct panel_view view = {.panel = panel,
                              .method = (enum cir_pairwise_method)values->panel.method,
                              .aggregation = (enum cir_aggregation)values->panel.aggregate,
                              .has_names = values->panel.names};
    int code = find_round(&view.round, panel, values->panel.round);
    record_definitions("", panel->definitions_sha256, NULL);
    if (code == EXIT_CLEAN)
        code = output_print(values->output.output, print, &(struct printing){&view, values});
    if (code == EXIT_CLEAN && values->files.feedback != NULL)
        code = panel_write_feedback(&view, values->files.feedback);
    if (code == EXIT_CLEAN && values->files.arguments != NULL)
        code = panel_write_arguments(&view, values->files.arguments);
    return code == EXIT_CLEAN ? has_flags(&view) : code;
}

static int run(const void *given, const struct operands *operands)
{
    const struct panel_values *values = given;
    int code = check(values, operands);
    if (code != EXIT_CLEAN)
        return code;
    const struct cir_panel_options options = {
        .inputs = (const char *const *)operands->list,
        .input_count = operands->count,
        .criteria = values->panel.criteria,
        .experts = values->panel.experts,
        .definitions = values->panel.definitions,
        .method = (enum cir_pairwise_method)values->panel.method,
        .aggregation = (enum cir_aggregation)values->panel.aggregate,
        .scale_max = (double)values->panel.scale,
    };
    struct cir_panel panel;
    struct cir_error error;
    if (cir_panel_make(&panel, &options, &error) != CIR_OK)
        code = say_error(&error);
    else if (panel.judgements.finding_total > 0)
        code = say_findings(&panel.judgements);
    else
        code = show(&panel, values);
    cir_panel_free(&panel);
    return code;
}

const struct command command_panel = {
    .name = "panel",
    .summary = "weights of criteria from the judgements of a panel of experts",
    .arguments = "JUDGEMENTS ...",
    .least = 1,
    .most = CIR_PANEL_ROUNDS_MAX,
    .completion = COMPLETE_FILE,
    .description =
        "Reads what experts answered, from a file or a folder with a file an expert: comparisons in pairs, ratings or "
        "swing weights, in one long table (round, expert, kind, criterion_a, criterion_b, value, argument), in lists "
        "or "
        "in square matrices. A value is 3, 0.333, 1/3, blank (not judged) or '?' (cannot judge). The n-th argument is "
        "round n, unless a column says otherwise.\n"
        "Shows the weights of the criteria, how far the experts spread, and how far the weights move without one "
        "of them; who contradicts themselves and by which answer; whose matrix looks transposed; how far all agree; "
        "who "
        "dropped out between rounds. Experts go by pseudonyms. What cannot be read is told with its place, and then "
        "nothing is worked out. docs/panel.md leads a secretariat through a panel, docs/method.md has the formulas.",
    .examples =
        {
            {"cirisk template panel --criteria criteria.csv -o sheet.csv", "first an empty sheet for the experts"},
            {"cirisk panel sheets/ --criteria criteria.csv", "what came back: a sheet an expert, named as the expert"},
            {"cirisk panel sheets/ --criteria criteria.csv --feedback next/ --arguments arguments.csv",
             "sheets for the next round, and what was argued"},
            {"cirisk panel sheets/ next/ --criteria criteria.csv --format csv -o weights.csv",
             "two rounds, as a table"},
        },
    .groups =
        {
            {"Panel", panel_rows, sizeof panel_rows / sizeof panel_rows[0], offsetof(struct panel_values, panel)},
            {"Sheets", file_rows, sizeof file_rows / sizeof file_rows[0], offsetof(struct panel_values, files)},
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct panel_values, output)},
            MANIFEST_GROUP(struct panel_values),
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct panel_values, terminal)},
        },
    .options_size = sizeof(struct panel_values),
    .run = run,
};
