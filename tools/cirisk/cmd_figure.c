#include "base/nearest.h"
#include "command.h"
#include "definitions/definitions.h"
#include "figures/figure.h"
#include "output.h"
#include "pipeline/figure_table.h"
#include "pipeline/output_file.h"
#include "say.h"
#include "table_options.h"

#include <string.h>

struct figure_options {
    const char *kind;
    const char *caption;
    uint64_t width;
    uint64_t height;
};

struct figure_values {
    struct figure_options figure;
    struct table_options table;
    struct table_care_options care;
    struct table_source_options source;
    struct reading_options reading;
    struct output_file_options output;
};

// clang-format off
#define MEMBER(name) offsetof(struct figure_options, name)
static const struct option_row figure_rows[] = {
    {"kind", 'k', OPTION_TEXT, MEMBER(kind), "KIND", NULL, NULL, COMPLETE_NOTHING,
     "of a scored log or a database: matrix, crossborder, levels (bars by sector, or as --rows says), trend, intervals (the gravest incidents); recovery, of what 'cirisk impact --recovery --format csv' wrote; acceptability, of what 'cirisk stability --format csv' wrote"},
    {"caption", '\0', OPTION_TEXT, MEMBER(caption), "TEXT", NULL, NULL, COMPLETE_NOTHING,
     "caption in place of that of the kind"},
    {"width", '\0', OPTION_COUNT, MEMBER(width), "PX", NULL, "760", COMPLETE_NOTHING,
     "width of the figure, from 320 to 2400"},
    {"height", '\0', OPTION_COUNT, MEMBER(height), "PX", NULL, "260", COMPLETE_NOTHING,
     "height between the axes of trends and curves, from 80 to 1600"},
};
#undef MEMBER
// clang-format on

/* The first row is the kind of a table, which follows from that of the figure. */
enum { KIND_ROWS = 1 };

/* ---- kinds ---- */

/* What a kind is drawn from. */
struct figure_source {
    enum cir_table_kind table; /* of a log or a database */
    enum cir_status (*read)(struct cir_figure_table *table, const struct cir_figure_table_options *options,
                            struct cir_error *error); /* of a file of its own; NULL: none */
};

static const struct figure_source sources[CIR_FIGURE_KINDS] = {
    [CIR_FIGURE_MATRIX] = {CIR_TABLE_MATRIX, NULL},
    [CIR_FIGURE_CROSSBORDER] = {CIR_TABLE_CROSSBORDER, NULL},
    [CIR_FIGURE_LEVELS] = {CIR_TABLE_SECTORS, NULL},
    [CIR_FIGURE_TREND] = {CIR_TABLE_TREND, NULL},
    [CIR_FIGURE_INTERVALS] = {CIR_TABLE_TOP, NULL},
    [CIR_FIGURE_RECOVERY] = {CIR_TABLE_FREE, cir_recovery_table_read},
    [CIR_FIGURE_ACCEPTABILITY] = {CIR_TABLE_FREE, cir_acceptability_table_read},
};

/* ---- making ---- */

/* What is drawn, and how. */
struct drawing {
    struct cir_buffer svg; /* owned */
    const struct figure_values *values;
    const char *path;
    enum cir_figure_kind kind;
    struct cir_tongue tongue;
    const char *label; /* of the marking, of a file of its own */
};

static enum cir_status draw(struct drawing *drawing, const struct cir_shown_table *table, struct cir_error *error)
{
    const struct figure_options *options = &drawing->values->figure;
    const struct cir_figure_size size = {(double)options->width, (double)options->height};
    return cir_figure_write(&drawing->svg, table, &drawing->tongue, drawing->kind, &size, error);
}

static enum cir_status draw_counted(struct drawing *drawing, struct cir_error *error)
{
    const struct figure_values *values = drawing->values;
    const struct cir_table_source source = table_source(drawing->path, &values->source, &values->reading);
    struct cir_table_request request = table_request(&values->table, &values->care);
    struct cir_tables *tables = NULL;
    request.kind = sources[drawing->kind].table;
    request.caption = values->figure.caption;
    enum cir_status status =
        cir_tables_make(&tables, &source, &request, 1, (enum cir_language)values->care.language, error);
    if (status == CIR_OK)
        status = draw(drawing, cir_tables_get(tables, 0), error);
    cir_tables_free(tables);
    return status;
}

static enum cir_status draw_file(struct drawing *drawing, struct cir_error *error)
{
    const struct figure_values *values = drawing->values;
    const struct cir_figure_table_options asked = {.path = drawing->path,
                                                   .tongue = &drawing->tongue,
                                                   .caption = values->figure.caption,
                                                   .source = values->care.source,
                                                   .tlp = drawing->label,
                                                   .top = (size_t)values->table.top};
    struct cir_figure_table table;
    enum cir_status status = sources[drawing->kind].read(&table, &asked, error);
    if (status == CIR_OK)
        status = draw(drawing, &table.table, error);
    cir_figure_table_free(&table);
    return status;
}

static enum cir_status make(struct drawing *drawing, struct cir_error *error)
{
    const char *folder = drawing->values->source.definitions;
    struct cir_definitions *definitions = NULL;
    enum cir_status status = cir_definitions_load(&definitions, folder, NULL, error);
    if (status == CIR_OK)
        status = cir_words_load(definitions, folder, NULL, error);
    if (status == CIR_OK) {
        drawing->tongue = cir_tongue_of(definitions, (enum cir_language)drawing->values->care.language);
        status = sources[drawing->kind].read != NULL ? draw_file(drawing, error) : draw_counted(drawing, error);
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

static int refuse(const char *what)
{
    say("figure", "%s; see 'cirisk figure --help'", what);
    return EXIT_USAGE;
}

static int refuse_kind(const char *word)
{
    struct cir_nearest nearest = cir_nearest_start(cir_text_of(word));
    for (unsigned kind = 0; kind < CIR_FIGURE_KINDS; kind++)
        cir_nearest_offer(&nearest, cir_text_of(cir_figure_kind_word((enum cir_figure_kind)kind)));
    if (nearest.found.size == 0)
        say("figure", "no kind '%s'; see 'cirisk figure --help'", word);
    else
        say("figure", "no kind '%s'; did you mean '%.*s'?", word, CIR_TEXT_ARGS(nearest.found));
    return EXIT_USAGE;
}

static int find_label(const char **label, const char *marking)
{
    static const struct {
        const char *word;
        const char *label;
    } markings[] = {{"clear", "TLP:CLEAR"},
                    {"green", "TLP:GREEN"},
                    {"amber", "TLP:AMBER"},
                    {"amber-strict", "TLP:AMBER+STRICT"},
                    {"red", "TLP:RED"}};
    *label = markings[0].label;
    for (size_t i = 0; marking != NULL && i < sizeof markings / sizeof markings[0]; i++)
        if (strcmp(marking, markings[i].word) == 0) {
            *label = markings[i].label;
            return EXIT_CLEAN;
        }
    return marking == NULL ? EXIT_CLEAN : refuse("--tlp is clear, green, amber, amber-strict or red");
}

/* A file of its own is drawn as it is: nothing is counted. */
static int check_file(struct drawing *drawing)
{
    const struct figure_values *values = drawing->values;
    const struct table_options *table = &values->table;
    const struct table_care_options *care = &values->care;
    bool counts = table->rows != NULL || table->columns != NULL || table->by > 0 || table->sort > 0 || table->no_totals;
    bool selects = care->schemes != NULL || care->where.count > 0 || care->from != NULL || care->until != NULL ||
                   care->regime != NULL || care->suppress > 0 || values->source.run > 0;
    if (counts || selects)
        return refuse(
            "kinds recovery and acceptability draw a file as it is: options that count or select are for logs");
    if (drawing->kind == CIR_FIGURE_RECOVERY && table->top > 0)
        return refuse("--top has no meaning for recovery");
    return find_label(&drawing->label, care->tlp);
}

static int check(struct drawing *drawing)
{
    const struct figure_values *values = drawing->values;
    const char *word = values->figure.kind;
    if (word == NULL)
        return refuse("--kind KIND is missing");
    if (!cir_figure_kind_find(cir_text_of(word), &drawing->kind))
        return refuse_kind(word);
    int code = sources[drawing->kind].read != NULL ? check_file(drawing) : EXIT_CLEAN;
    if (code == EXIT_CLEAN)
        code = table_care_check("figure", &values->care);
    if (code == EXIT_CLEAN)
        code = output_check("figure", &values->output.output, 1, &(struct output_input){drawing->path, "what is drawn"},
                            1);
    return code;
}

static int run(const void *given, const struct operands *operands)
{
    struct drawing drawing = {.values = given, .path = operands->list[0]};
    struct cir_error error;
    int code = check(&drawing);
    if (code != EXIT_CLEAN)
        return code;
    enum cir_status status = make(&drawing, &error);
    if (status == CIR_OK)
        status = write_out(drawing.values->output.output, &drawing.svg, &error);
    cir_buffer_free(&drawing.svg);
    return status == CIR_OK ? EXIT_CLEAN : say_error(&error);
}

const struct command command_figure = {
    .name = "figure",
    .summary = "a figure as SVG of a scored log, a stored run or another result, in six languages",
    .arguments = "SOURCE",
    .least = 1,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description =
        "Draws a table as one SVG file ('-' is standard input): that of a log that 'cirisk score' wrote or of a run of "
        "a "
        "database, counted as 'cirisk table' counts, or what another command wrote as CSV. The figure shows what the "
        "table shows, with notes, source, TLP marking and how many are not known. Text stays text, with a title and "
        "the "
        "main figures in words for those who do not see it; nothing is told by colour alone, so that it prints in "
        "grey; "
        "Arabic is drawn from the right. It holds no script and needs nothing outside it. Any program that draws SVG "
        "makes a PNG or a PDF of it.\n"
        "docs/figures.md has the kinds, and what each cannot show.",
    .examples =
        {
            {"cirisk figure scored.csv --kind matrix -o matrix.svg", "scale and severity as a heat map"},
            {"cirisk figure scored.csv --kind levels --rows country --top 10 --lang ar -o states.svg",
             "levels in the ten States with most incidents, in Arabic"},
            {"cirisk figure runs.db --kind trend --by quarter --until 2026-06-30 -o trend.svg",
             "the last run, by quarter"},
            {"cirisk figure scored.csv --kind intervals --top 20 -o top.svg",
             "the gravest incidents, with score intervals"},
            {"cirisk impact --shock DEU:energy=0.05..0.2@12h..2d --recovery --format csv -o recovery.csv",
             "how losses spread and fade, as a table"},
            {"cirisk figure recovery.csv --kind recovery -o recovery.svg", "and as a figure"},
            {"cirisk stability assets.csv --criteria criteria.csv --list-size 5 --format csv -o sure.csv",
             "in what share of the draws each asset has each rank"},
            {"cirisk figure sure.csv --kind acceptability --top 20 -o sure.svg", "the first twenty, as a figure"},
        },
    .groups =
        {
            {"Figure", figure_rows, sizeof figure_rows / sizeof figure_rows[0], offsetof(struct figure_values, figure)},
            {"Table", &table_rows[KIND_ROWS], TABLE_ROWS - KIND_ROWS, offsetof(struct figure_values, table)},
            {"Rows that count", table_care_rows, TABLE_CARE_ROWS, offsetof(struct figure_values, care)},
            {"Source", table_source_rows, TABLE_SOURCE_ROWS, offsetof(struct figure_values, source)},
            {"Reading", reading_rows, READING_ROWS, offsetof(struct figure_values, reading)},
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct figure_values, output)},
        },
    .options_size = sizeof(struct figure_values),
    .run = run,
};
