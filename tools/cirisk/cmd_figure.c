#include "base/nearest.h"
#include "command.h"
#include "definitions/definitions.h"
#include "figures/figure.h"
#include "output.h"
#include "pipeline/figure_table.h"
#include "pipeline/output_file.h"
#include "say.h"

#include <string.h>

/* Words of --tlp and the labels that they stand for, one list. */
#define TLP_WORDS "clear;green;amber;amber-strict;red"
static const char *const tlp_labels[] = {"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"};

struct figure_options {
    const char *kind;
    const char *caption;
    const char *definitions;
    uint64_t top;
    uint64_t width;
    uint64_t height;
    int language; /* an enum cir_language */
    int tlp;      /* place in tlp_labels */
};

struct figure_values {
    struct figure_options figure;
    struct output_file_options output;
};

// clang-format off
#define MEMBER(name) offsetof(struct figure_options, name)
static const struct option_row figure_rows[] = {
    {"kind", 'k', OPTION_TEXT, MEMBER(kind), "KIND", NULL, NULL, COMPLETE_NOTHING,
     "recovery: curves over time with their bands, of what 'cirisk impact --recovery --format csv' wrote; acceptability: a bar an asset, of what 'cirisk stability --format csv' wrote"},
    {"lang", 'l', OPTION_CHOICE, MEMBER(language), "LANGUAGE", "ar;en;es;fr;ru;zh", "en", COMPLETE_NOTHING,
     "language of all that is written; ar is drawn from the right"},
    {"caption", '\0', OPTION_TEXT, MEMBER(caption), "TEXT", NULL, NULL, COMPLETE_NOTHING,
     "caption in place of that of the kind"},
    {"tlp", '\0', OPTION_CHOICE, MEMBER(tlp), "MARKING", TLP_WORDS, "clear", COMPLETE_NOTHING,
     "TLP 2.0 marking that stands on the figure"},
    {"top", 'n', OPTION_COUNT, MEMBER(top), "N", NULL, "0", COMPLETE_NOTHING,
     "draw the first N assets alone, and say so; 0: all"},
    {"width", '\0', OPTION_COUNT, MEMBER(width), "PX", NULL, "760", COMPLETE_NOTHING,
     "width of the figure, from 320 to 2400"},
    {"height", '\0', OPTION_COUNT, MEMBER(height), "PX", NULL, "260", COMPLETE_NOTHING,
     "height between the axes of curves, from 80 to 1600"},
    {"definitions", 'D', OPTION_TEXT, MEMBER(definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "folder of tables laid over the built-in ones, file by file, such as edited words"},
};
#undef MEMBER
// clang-format on

/* ---- making ---- */

typedef enum cir_status (*table_reader)(struct cir_figure_table *table, const struct cir_figure_table_options *options,
                                        struct cir_error *error);

static enum cir_status draw(struct cir_buffer *svg, const struct figure_values *values, const char *path,
                            enum cir_figure_kind kind, const struct cir_tongue *tongue, struct cir_error *error)
{
    const struct figure_options *options = &values->figure;
    const struct cir_figure_table_options asked = {path, tongue, options->caption, tlp_labels[options->tlp],
                                                   (size_t)options->top};
    const struct cir_figure_size size = {(double)options->width, (double)options->height};
    table_reader read = kind == CIR_FIGURE_RECOVERY ? cir_recovery_table_read : cir_acceptability_table_read;
    struct cir_figure_table table;
    enum cir_status status = read(&table, &asked, error);
    if (status == CIR_OK)
        status = cir_figure_write(svg, &table.table, tongue, kind, &size, error);
    cir_figure_table_free(&table);
    return status;
}

static enum cir_status make(struct cir_buffer *svg, const struct figure_values *values, const char *path,
                            enum cir_figure_kind kind, struct cir_error *error)
{
    const char *folder = values->figure.definitions;
    struct cir_definitions *definitions = NULL;
    enum cir_status status = cir_definitions_load(&definitions, folder, NULL, error);
    if (status == CIR_OK)
        status = cir_words_load(definitions, folder, NULL, error);
    if (status == CIR_OK) {
        struct cir_tongue tongue = cir_tongue_of(definitions, (enum cir_language)values->figure.language);
        status = draw(svg, values, path, kind, &tongue, error);
    }
    cir_definitions_free(definitions);
    return status;
}

/* Whole or not at all. */
static enum cir_status write_out(const char *path, const struct cir_buffer *svg, struct cir_error *error)
{
    struct cir_output_file file;
    enum cir_status status = cir_output_file_open(&file, path, error);
    if (status == CIR_OK)
        status = cir_output_file_write(&file, cir_buffer_text(svg), error);
    if (status == CIR_OK)
        status = cir_output_file_finish(&file, error);
    cir_output_file_abandon(&file);
    return status;
}

/* ---- what cannot be meant ---- */

static int refuse_kind(const char *word)
{
    struct cir_nearest nearest = cir_nearest_start(cir_text_of(word));
    cir_nearest_offer(&nearest, cir_text_of(cir_figure_kind_word(CIR_FIGURE_RECOVERY)));
    cir_nearest_offer(&nearest, cir_text_of(cir_figure_kind_word(CIR_FIGURE_ACCEPTABILITY)));
    if (nearest.found.size > 0)
        say("figure", "no kind '%s'; did you mean '%.*s'?", word, CIR_TEXT_ARGS(nearest.found));
    else
        say("figure", "no kind '%s'; expected recovery or acceptability", word);
    return EXIT_USAGE;
}

static int check(const struct figure_values *values, const char *path, enum cir_figure_kind *kind)
{
    const char *word = values->figure.kind;
    const struct output_input inputs[] = {{path, "what is read"}};
    if (word == NULL) {
        say("figure", "--kind KIND is missing; see 'cirisk figure --help'");
        return EXIT_USAGE;
    }
    if (!cir_figure_kind_find(cir_text_of(word), kind) ||
        (*kind != CIR_FIGURE_RECOVERY && *kind != CIR_FIGURE_ACCEPTABILITY))
        return refuse_kind(word);
    if (*kind != CIR_FIGURE_ACCEPTABILITY && values->figure.top > 0) {
        say("figure", "--top is about assets: kind acceptability");
        return EXIT_USAGE;
    }
    return output_check("figure", &values->output.output, 1, inputs, 1);
}

static int run(const void *given, const struct operands *operands)
{
    const struct figure_values *values = given;
    const char *path = operands->list[0];
    struct cir_buffer svg = {0};
    struct cir_error error;
    enum cir_figure_kind kind;
    int code = check(values, path, &kind);
    if (code != EXIT_CLEAN)
        return code;
    enum cir_status status = make(&svg, values, path, kind, &error);
    if (status == CIR_OK)
        status = write_out(values->output.output, &svg, &error);
    cir_buffer_free(&svg);
    return status == CIR_OK ? EXIT_CLEAN : say_error(&error);
}

const struct command command_figure = {
    .name = "figure",
    .summary = "a picture of a result as SVG, in any of the six languages",
    .arguments = "FILE",
    .least = 1,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description = "Draws what another command wrote ('-' is standard input) as one SVG file: text stays text, with a "
                   "title and the "
                   "main figures in words for those who do not see it; nothing is told by colour alone, so that it "
                   "prints in grey; "
                   "Arabic is drawn from the right. There is no script in it and nothing outside it is needed. A PNG "
                   "or PDF is made "
                   "of it by any program that draws SVG.\n"
                   "docs/figures.md shows the kinds and tells what is in them.",
    .examples =
        {
            {"cirisk impact --shock DEU:energy=0.05..0.2@12h..2d --recovery --format csv -o recovery.csv",
             "how losses spread and fade, as a table"},
            {"cirisk figure recovery.csv --kind recovery -o recovery.svg", "and as a figure"},
            {"cirisk stability assets.csv --criteria criteria.csv --list-size 5 --format csv -o sure.csv",
             "in what share of the draws each asset has each rank"},
            {"cirisk figure sure.csv --kind acceptability --lang ar --top 20 -o sure.svg",
             "the first twenty, in Arabic"},
        },
    .groups =
        {
            {"Figure", figure_rows, sizeof figure_rows / sizeof figure_rows[0], offsetof(struct figure_values, figure)},
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct figure_values, output)},
        },
    .options_size = sizeof(struct figure_values),
    .run = run,
};
