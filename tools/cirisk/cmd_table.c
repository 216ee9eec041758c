#include "cirisk.h"
#include "command.h"
#include "output.h"
#include "say.h"
#include "table_options.h"
#include "writers/write_table.h"

static const char format_names[] =
#define CIR_TABLE_FORMAT(symbol, name, extension, function, binary, what) ";" name
#include "writers/formats.def"
#undef CIR_TABLE_FORMAT
    ;

struct format_options {
    int format; /* an enum cir_table_format */
};

struct table_values {
    struct table_options table;
    struct table_care_options care;
    struct table_source_options source;
    struct reading_options reading;
    struct format_options format;
    struct output_file_options output;
    struct terminal_options terminal;
};

// clang-format off
static const struct option_row format_rows[] = {
    {"format", 'f', OPTION_CHOICE, offsetof(struct format_options, format), "FORMAT", &format_names[1], "text", COMPLETE_NOTHING,
     "text for a terminal; csv, json for programs; md, tex, html to be read; the fragments go into documents of one's own"},
};
// clang-format on

static int write_table(const struct table_values *values, const struct cir_shown_table *table)
{
    struct cir_buffer text = {0};
    struct cir_error error;
    struct terminal terminal = output_terminal(values->output.output, &values->terminal);
    const struct cir_writing writing = {.screen_columns = (unsigned)terminal.width};
    enum cir_status status =
        cir_write_tables((enum cir_table_format)values->format.format, &text, &table, 1, &writing, &error);
    int code = status == CIR_OK ? output_write(values->output.output, &text) : say_error(&error);
    cir_buffer_free(&text);
    return code;
}

static int run(const void *given, const struct operands *operands)
{
    const struct table_values *values = given;
    const char *path = operands->list[0];
    int code = table_care_check("table", &values->care);
    if (code == EXIT_CLEAN)
        code = output_check("table", &values->output.output, 1, &(struct output_input){path, "what is counted"}, 1);
    if (code != EXIT_CLEAN)
        return code;
    const struct cir_table_source source = table_source(path, &values->source, &values->reading);
    const struct cir_table_request request = table_request(&values->table, &values->care);
    struct cir_tables *tables = NULL;
    struct cir_error error;
    if (cir_tables_make(&tables, &source, &request, 1, (enum cir_language)values->care.language, &error) != CIR_OK)
        return say_error(&error);
    code = write_table(values, cir_tables_get(tables, 0));
    cir_tables_free(tables);
    return code;
}

const struct command command_table = {
    .name = "table",
    .summary = "tables of a scored log or a stored run, in six languages",
    .arguments = "SOURCE",
    .least = 1,
    .most = 1,
    .completion = COMPLETE_FILE,
    .description =
        "Counts a log that 'cirisk score' wrote, a list that 'cirisk designate' wrote, or a run of a database ('-' is "
        "standard input), and shows a table with its caption, notes, source, TLP marking, and how many are not known. "
        "A log and a database of the same run give the same table.\n"
        "Small counts are hidden by --suppress so that totals cannot give them away. Nothing is pooled in silence: "
        "incomplete periods are marked, and --regime keeps apart what was reported under different rules. "
        "docs/tables-and-figures.md has the kinds, dimensions and measures.",
    .examples =
        {
            {"cirisk table scored.csv --kind sectors", "sectors and levels"},
            {"cirisk table scored.csv --kind matrix --lang fr --format html -o matrix.html",
             "scale and severity, as a page in French"},
            {"cirisk table runs.db --kind trend --by quarter --until 2026-06-30", "the last run, by quarter"},
            {"cirisk table scored.csv --rows country --measure sum:people_affected --top 10 --suppress 5",
             "people affected in the ten States with most of them"},
            {"cirisk table runs.db --rows sector --columns gge_level --measure share -w region=150 --lang zh",
             "shares by sector, Europe, in Chinese"},
        },
    .groups =
        {
            {"Table", table_rows, TABLE_ROWS, offsetof(struct table_values, table)},
            {"Rows that count", table_care_rows, TABLE_CARE_ROWS, offsetof(struct table_values, care)},
            {"Source", table_source_rows, TABLE_SOURCE_ROWS, offsetof(struct table_values, source)},
            {"Reading", reading_rows, READING_ROWS, offsetof(struct table_values, reading)},
            {"Format", format_rows, sizeof format_rows / sizeof format_rows[0], offsetof(struct table_values, format)},
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct table_values, output)},
            {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct table_values, terminal)},
        },
    .options_size = sizeof(struct table_values),
    .run = run,
};
