#include "cirisk.h"
#include "command.h"
#include "compare_view.h"
#include "listing.h"
#include "output.h"
#include "run_options.h"
#include "run_record.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

struct compare_options {
    const char *schemes;
    const char *definitions;
    uint64_t resamples;
    uint64_t seed;
    uint64_t top;
    int format; /* an enum listing_format */
};

struct source_options {
    const char *store;
    const char *id_column;
    uint64_t run;
    char delimiter;
};

struct compare_values {
    struct compare_options compare;
    struct source_options source;
    struct output_file_options output;
    struct manifest_options manifest;
    struct terminal_options terminal;
};

// clang-format off
#define MEMBER(name) offsetof(struct compare_options, name)
static const struct option_row compare_rows[] = {
    {"schemes", 's', OPTION_TEXT, MEMBER(schemes), "LIST", NULL, NULL, COMPLETE_SCHEME,
     "schemes to compare, joined by commas: names, or folders of schemes of one's own written with a '/'; all by which the log is scored unless given"},
    {"definitions", 'D', OPTION_TEXT, MEMBER(definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "folder of tables laid over the built-in ones, file by file: where the levels of schemes are looked up"},
    {"resamples", '\0', OPTION_COUNT, MEMBER(resamples), "N", NULL, "1000", COMPLETE_NOTHING,
     "bootstrap resamples behind each interval, at most 100000; 0: no intervals"},
    {"seed", '\0', OPTION_COUNT, MEMBER(seed), "N", NULL, "1", COMPLETE_NOTHING,
     "seed of the resamples, at most 4294967295"},
    {"top", 'n', OPTION_COUNT, MEMBER(top), "N", NULL, "10", COMPLETE_NOTHING,
     "rows of the greatest disagreement to show, at most 1000"},
    {"format", 'f', OPTION_CHOICE, MEMBER(format), "FORMAT", LISTING_FORMATS, "text", COMPLETE_NOTHING,
     "text to read; csv: one row a count, statistic or disagreement; json: all of it, nested"},
};
#undef MEMBER

static const struct option_row source_rows[] = {
    {"db", '\0', OPTION_TEXT, offsetof(struct source_options, store), "FILE", NULL, NULL, COMPLETE_FILE,
     "compare a run of this database instead of a scored log"},
    {"run", '\0', OPTION_COUNT, offsetof(struct source_options, run), "N", NULL, "0", COMPLETE_NOTHING,
     "number of the run in the database; the last one unless given"},
    {"id-column", '\0', OPTION_TEXT, offsetof(struct source_options, id_column), "NAME", NULL, "id", COMPLETE_NOTHING,
     "column of the scored log that names its rows"},
    {"delimiter", '\0', OPTION_CHARACTER, offsetof(struct source_options, delimiter), "CHARACTER", NULL, NULL, COMPLETE_NOTHING,
     "what separates the cells of the scored log: a character or the word tab; found out from the header unless given"},
};
// clang-format on

/* Something would be lost, or could not be meant. */
static int check(const struct compare_values *values, const struct operands *operands)
{
    const char *store = values->source.store;
    if ((operands->count == 0) == (store == NULL)) {
        say("compare", store == NULL ? "SCORED.csv or --db FILE is missing; see 'cirisk compare --help'"
                                     : "SCORED.csv and --db FILE are two sources: name one");
        return EXIT_USAGE;
    }
    const char *source = store != NULL ? store : operands->list[0];
    if (values->compare.top > CIR_COMPARE_TOP_MAX) {
        say("compare", "--top is at most %d", CIR_COMPARE_TOP_MAX);
        return EXIT_USAGE;
    }
    return output_check("compare", &values->output.output, 1, &(struct output_input){source, "what is compared"}, 1);
}

/* What is printed, and how. */
struct printing {
    const struct compare_view *view;
    const struct compare_values *values;
};

static int print(const void *context, FILE *out)
{
    const struct printing *printing = context;
    const struct compare_values *values = printing->values;
    struct terminal terminal = output_terminal(values->output.output, &values->terminal);
    switch ((enum listing_format)values->compare.format) {
    case LISTING_CSV:
        return compare_print_csv(printing->view, out);
    case LISTING_JSON:
        return output_json(compare_json(printing->view), out);
    case LISTING_TEXT:
        break;
    }
    return compare_print_text(printing->view, &terminal, out);
}

static int compare(const struct compare_values *values, struct cir_compare_options *options)
{
    struct cir_comparison comparison;
    struct cir_error error;
    int code = EXIT_CLEAN;
    if (cir_compare(&comparison, options, &error) == CIR_OK) {
        record_definitions("", comparison.definitions_sha256, NULL);
        if (options->input != NULL)
            record_input_rows(options->input, comparison.rows);
        const char *source = options->input != NULL ? stream_name(options->input, "standard input") : options->store;
        const struct compare_view view = {&comparison, source, options->resampling};
        const struct printing printing = {&view, values};
        code = output_print(values->output.output, print, &printing);
    } else {
        code = say_error(&error);
    }
    cir_comparison_free(&comparison);
    return code;
}

static int run(const void *given, const struct operands *operands)
{
    const struct compare_values *values = given;
    int code = check(values, operands);
    if (code != EXIT_CLEAN)
        return code;
    const char *names[CIR_SCHEMES_MAX];
    struct cir_compare_options options = {
        .input = operands->count > 0 ? operands->list[0] : NULL,
        .delimiter = values->source.delimiter,
        .id_column = values->source.id_column,
        .store = values->source.store,
        .run = values->source.run,
        .schemes = names,
        .definitions = values->compare.definitions,
        .resampling = {.resamples = (size_t)values->compare.resamples, .seed = values->compare.seed},
        .top = (size_t)values->compare.top,
    };
    char *list = strdup(values->compare.schemes != NULL ? values->compare.schemes : "");
    if (list == NULL)
        return say_no_memory();
    if (values->compare.schemes != NULL)
        code = scheme_list_split(list, names, &options.scheme_count);
    if (code == EXIT_CLEAN)
        code = compare(values, &options);
    free(list);
    return code;
}

const struct command command_compare = {
    .name = "compare",
    .summary = "how far schemes agree over a scored log, and where they do not",
    .arguments = "[SCORED.csv]",
    .least = 0,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description =
        "Sets the schemes of a log that 'cirisk score' wrote ('-' is standard input), or of a run of a database, side "
        "by side: cross-tables of their levels, Kendall's tau-b and quadratic-weighted kappa of each two, "
        "Krippendorff's alpha of all, each with its 95 % bootstrap interval, and the rows on which they are furthest "
        "apart, with the reasons of both sides. Rows that a scheme cannot tell are counted, and left out of what is "
        "said of it.\n"
        "A scheme is found by its columns, NAME_level and another such as NAME_label; so a person's own judgement, "
        "written into two such columns, is compared like any scheme. docs/method.md has the formulas.",
    .examples =
        {
            {"cirisk score log.csv --schemes gge,nciss -o scored.csv", "first score the log by two schemes or more"},
            {"cirisk compare scored.csv", "then compare them"},
            {"cirisk compare scored.csv --schemes gge,nciss --top 50 --format csv -o compared.csv",
             "two of them, with more rows, as a table"},
            {"cirisk compare --db runs.db --run 3 --format json", "a stored run, for a program"},
        },
    .groups =
        {
            {"Comparing", compare_rows, sizeof compare_rows / sizeof compare_rows[0],
             offsetof(struct compare_values, compare)},
            {"Source", source_rows, sizeof source_rows / sizeof source_rows[0],
             offsetof(struct compare_values, source)},
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct compare_values, output)},
            MANIFEST_GROUP(struct compare_values),
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct compare_values, terminal)},
        },
    .options_size = sizeof(struct compare_values),
    .run = run,
};
