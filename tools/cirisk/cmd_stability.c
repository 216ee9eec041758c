#include "base/number.h"
#include "cirisk.h"
#include "command.h"
#include "listing.h"
#include "output.h"
#include "run_options.h"
#include "run_record.h"
#include "say.h"
#include "stability_view.h"

#include <stdlib.h>
#include <string.h>

enum { CONCENTRATION_MAX = 1000000 };

struct list_options {
    const char *criteria;
    const char *above;
    uint64_t list_size;
    uint64_t top;
    int format; /* an enum listing_format */
};

struct draw_options {
    const char *weights;
    uint64_t concentration;
    uint64_t draws;
    uint64_t seed;
    uint64_t threads;
    bool fixed_weights;
};

struct stability_values {
    struct list_options list;
    struct draw_options draw;
    struct output_file_options output;
    struct manifest_options manifest;
    struct terminal_options terminal;
};

// clang-format off
#define MEMBER(name) offsetof(struct list_options, name)
static const struct option_row list_rows[] = {
    {"criteria", 'c', OPTION_TEXT, MEMBER(criteria), "FILE", NULL, NULL, COMPLETE_FILE,
     "CSV file of the criteria: code, name, worst, best, direction; where worst and best are blank they are the ends of the facts"},
    {"list-size", 'k', OPTION_COUNT, MEMBER(list_size), "K", NULL, NULL, COMPLETE_NOTHING,
     "the list is the K best"},
    {"above", 'a', OPTION_TEXT, MEMBER(above), "SCORE", NULL, NULL, COMPLETE_NOTHING,
     "the list is who scores above SCORE, from 0 to 1"},
    {"top", 'n', OPTION_COUNT, MEMBER(top), "N", NULL, "20", COMPLETE_NOTHING,
     "assets to look at closely, those whose place is the least sure, at most 1000"},
    {"format", 'f', OPTION_CHOICE, MEMBER(format), "FORMAT", LISTING_FORMATS, "text", COMPLETE_NOTHING,
     "text to read; csv: one row an asset; json: all of it, nested"},
};
#undef MEMBER

#define MEMBER(name) offsetof(struct draw_options, name)
static const struct option_row draw_rows[] = {
    {"weights", 'w', OPTION_TEXT, MEMBER(weights), "FILE", NULL, NULL, COMPLETE_FILE,
     "CSV file of weights: criterion, and weight, order, low or high; or what 'cirisk panel --format csv' wrote; any weights alike unless given"},
    {"concentration", '\0', OPTION_COUNT, MEMBER(concentration), "N", NULL, "0", COMPLETE_NOTHING,
     "how closely weights are drawn around those given, the more the closer, at most 1000000; 0: the number of criteria, as widely as any weights alike"},
    {"fixed-weights", '\0', OPTION_FLAG, MEMBER(fixed_weights), NULL, NULL, NULL, COMPLETE_NOTHING,
     "the weights given, in every draw: what the facts alone leave open"},
    {"draws", 'd', OPTION_COUNT, MEMBER(draws), "N", NULL, "10000", COMPLETE_NOTHING,
     "draws of weights and facts, from 2 to 1000000"},
    {"seed", '\0', OPTION_COUNT, MEMBER(seed), "N", NULL, "1", COMPLETE_NOTHING,
     "seed of the draws"},
    {"threads", 't', OPTION_COUNT, MEMBER(threads), "N", NULL, "0", COMPLETE_NOTHING,
     "threads that draw; 0: one a core. The output does not depend on it"},
};
#undef MEMBER
// clang-format on

/* ---- what cannot be meant ---- */

static int refuse(const char *what)
{
    say("stability", "%s", what);
    return EXIT_USAGE;
}

static int refuse_above(const char *option, int most)
{
    say("stability", "%s is at most %d", option, most);
    return EXIT_USAGE;
}

static int check_line(double *line, const struct list_options *list)
{
    *line = 0;
    if ((list->above == NULL) == (list->list_size == 0))
        return refuse(list->above == NULL ? "--list-size K or --above SCORE is missing; see 'cirisk stability --help'"
                                          : "--list-size and --above are two lists: name one");
    if (list->above != NULL && (!cir_number_read(cir_text_of(list->above), line) || *line < 0 || *line >= 1))
        return refuse("--above is a number from 0 to less than 1, such as 0.62");
    return EXIT_CLEAN;
}

static int check_numbers(const struct stability_values *values)
{
    const struct draw_options *draw = &values->draw;
    if (values->list.criteria == NULL)
        return refuse("--criteria FILE is missing; see 'cirisk stability --help'");
    if (values->list.top > CIR_STABILITY_TOP_MAX)
        return refuse_above("--top", CIR_STABILITY_TOP_MAX);
    if (draw->draws < 2 || draw->draws > CIR_STABILITY_DRAWS_MAX) {
        say("stability", "--draws is from 2 to %d", CIR_STABILITY_DRAWS_MAX);
        return EXIT_USAGE;
    }
    if (draw->concentration > CONCENTRATION_MAX)
        return refuse_above("--concentration", CONCENTRATION_MAX);
    if (draw->threads > CIR_STABILITY_THREADS_MAX)
        return refuse_above("--threads", CIR_STABILITY_THREADS_MAX);
    if (draw->fixed_weights && draw->concentration > 0)
        return refuse("--fixed-weights are not drawn: leave --concentration out");
    if (draw->weights == NULL && (draw->fixed_weights || draw->concentration > 0))
        return refuse("--weights FILE is missing, which --fixed-weights and --concentration are about");
    return EXIT_CLEAN;
}

static int check_files(const struct stability_values *values, const char *table)
{
    const struct output_input inputs[] = {
        {table, "what is read"}, {values->list.criteria, "what is read"}, {values->draw.weights, "what is read"}};
    return output_check("stability", &values->output.output, 1, inputs, sizeof inputs / sizeof inputs[0]);
}

/* ---- what is printed, and how ---- */

struct printing {
    const struct stability_view *view;
    const struct stability_values *values;
};

static int print(const void *context, FILE *out)
{
    const struct printing *printing = context;
    const struct stability_values *values = printing->values;
    struct terminal terminal = output_terminal(values->output.output, &values->terminal);
    switch ((enum listing_format)values->list.format) {
    case LISTING_CSV:
        return stability_print_csv(printing->view, out);
    case LISTING_JSON:
        return output_json(stability_json(printing->view), out);
    case LISTING_TEXT:
        break;
    }
    return stability_print_text(printing->view, &terminal, out);
}

static int work_out(const struct stability_values *values, const struct cir_list_stability_options *options)
{
    struct cir_list_stability result;
    struct cir_error error;
    int code = EXIT_CLEAN;
    if (cir_list_stability_make(&result, options, &error) == CIR_OK) {
        record_input_rows(options->input, result.assets.count);
        const struct stability_view view = {&result, stream_name(options->input, "standard input")};
        code = output_print(values->output.output, print, &(struct printing){&view, values});
    } else {
        code = say_error(&error);
    }
    cir_list_stability_free(&result);
    return code;
}

static int run(const void *given, const struct operands *operands)
{
    const struct stability_values *values = given;
    double line;
    int code = check_numbers(values);
    if (code == EXIT_CLEAN)
        code = check_line(&line, &values->list);
    if (code == EXIT_CLEAN)
        code = check_files(values, operands->list[0]);
    if (code != EXIT_CLEAN)
        return code;
    const struct cir_list_stability_options options = {
        .input = operands->list[0],
        .criteria = values->list.criteria,
        .weights = values->draw.weights,
        .concentration = (double)values->draw.concentration,
        .has_fixed_weights = values->draw.fixed_weights,
        .list_size = (size_t)values->list.list_size,
        .line = line,
        .draws = values->draw.draws,
        .seed = values->draw.seed,
        .threads = (unsigned)values->draw.threads,
        .top = (size_t)values->list.top,
    };
    return work_out(values, &options);
}

const struct command command_stability = {
    .name = "stability",
    .summary = "how sure a list of assets is, over all weights and facts that may be",
    .arguments = "TABLE",
    .least = 1,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description =
        "Reads a table of assets (CSV: asset, and one column a criterion; '-' is standard input) in which a fact is "
        "known (12000), a range (100..500, >=500, <=500, ~300) or not known (blank, unknown), and draws weights and "
        "facts many times over: stochastic multicriteria acceptability analysis. What is not known may lie anywhere "
        "on the scale of its criterion.\n"
        "Shows in what share of the draws each asset is on the list, with its standard error; of those whose place is "
        "the least sure their ranks, the weights that put them on the list, how far facts alone can tell, who stands "
        "above whom, and the least change of one weight or of one fact that moves them across. With the weights of a "
        "panel it shows who enters and who leaves without each of the experts. docs/method.md has the formulas, and "
        "what they do not tell.",
    .examples =
        {
            {"cirisk stability assets.csv --criteria criteria.csv --list-size 100",
             "how sure the list of the 100 best is"},
            {"cirisk panel sheets/ --criteria criteria.csv --format csv -o weights.csv",
             "weights of a panel of experts"},
            {"cirisk stability assets.csv --criteria criteria.csv --weights weights.csv --list-size 100",
             "around these, and without each of the experts"},
            {"cirisk stability assets.csv --criteria criteria.csv --above 0.6 --format csv -o sure.csv",
             "who scores above a line, as a table"},
        },
    .groups =
        {
            {"List", list_rows, sizeof list_rows / sizeof list_rows[0], offsetof(struct stability_values, list)},
            {"Draws", draw_rows, sizeof draw_rows / sizeof draw_rows[0], offsetof(struct stability_values, draw)},
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct stability_values, output)},
            MANIFEST_GROUP(struct stability_values),
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct stability_values, terminal)},
        },
    .options_size = sizeof(struct stability_values),
    .run = run,
};
