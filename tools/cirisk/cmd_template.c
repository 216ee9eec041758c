/* A CSV file has no place for notes, and a row of notes would be read as an incident. So an empty file is its header
 * alone, and what the columns mean goes to a second file beside it, with a row a column. Letters are written by
 * template_letter.c. */

#include "cirisk.h"
#include "command.h"
#include "field_words.h"
#include "intake/judgements.h"
#include "listing.h"
#include "output.h"
#include "panel_sheets.h"
#include "run_options.h"
#include "say.h"
#include "sink/csv_cell.h"
#include "template_letter.h"
#include "wrap.h"

#include <errno.h>
#include <string.h>

enum template_format { TEMPLATE_USUAL, TEMPLATE_CSV, TEMPLATE_TEXT, TEMPLATE_MARKDOWN, TEMPLATE_HTML };

struct template_options {
    const char *guide;
    int format; /* an enum template_format */
};

struct template_panel_options {
    const char *criteria;
    int kind; /* an enum cir_judgement_kind */
};

struct template_values {
    struct output_file_options output;
    struct template_options form;
    struct template_panel_options panel;
    struct letter_options letter;
    struct judging_options judging;
    struct reading_options reading;
    struct override_options overrides;
};

// clang-format off
static const struct option_row form_rows[] = {
    {"guide", 'g', OPTION_TEXT, offsetof(struct template_options, guide), "FILE", NULL, NULL, COMPLETE_WRITTEN_FILE,
     "CSV file for what the columns mean: type, unit, options, meaning"},
    {"format", 'f', OPTION_CHOICE, offsetof(struct template_options, format), "FORMAT", "usual;csv;text;md;html", "usual", COMPLETE_NOTHING,
     "csv: the empty file, as is usual; text: what the columns mean, to read. Of a letter: text, as is usual, md or html"},
};

static const struct option_row panel_sheet_rows[] = {
    {"criteria", 'c', OPTION_TEXT, offsetof(struct template_panel_options, criteria), "FILE", NULL, NULL, COMPLETE_FILE,
     "of a panel: CSV file of the criteria: code, name"},
    {"kind", 'k', OPTION_CHOICE, offsetof(struct template_panel_options, kind), "KIND", "pairwise;rating;swing", "pairwise", COMPLETE_NOTHING,
     "of a panel: whether experts compare in pairs, rate, or weigh swings"},
};
// clang-format on

static const struct listing_column guide_columns[] = {
    {"column", LISTING_WORDS}, {"needed", LISTING_WORDS}, {"type", LISTING_WORDS},    {"unit", LISTING_WORDS},
    {"options", LISTING_WRAP}, {"meaning", LISTING_WRAP}, {"asked_by", LISTING_WORDS}};
enum { GUIDE_COLUMNS = sizeof guide_columns / sizeof guide_columns[0], GUIDE_INDENT = 4 };

static void add_field(struct listing *guide, const struct cir_field *field, bool required, const char *meaning)
{
    struct cir_buffer options = {0};
    field_add_options(&options, field);
    listing_row(guide);
    listing_set(guide, 0, field->name);
    listing_set(guide, 1, required ? "yes" : "no");
    listing_set(guide, 2, field_type_words(field->type));
    listing_set(guide, 3, field->unit);
    listing_set_format(guide, 4, "%.*s", CIR_TEXT_ARGS(cir_buffer_text(&options)));
    listing_set(guide, 5, meaning);
    listing_set(guide, 6, field->asked_by != NULL ? field->asked_by : "");
    guide->failed = guide->failed || options.failed;
    cir_buffer_free(&options);
}

static struct listing make_guide(const struct cir_fields *fields, struct cir_arena *arena)
{
    struct listing guide = listing_start(guide_columns, GUIDE_COLUMNS, arena);
    for (size_t i = 0; i < fields->count; i++)
        add_field(&guide, &fields->list[i], field_is_required(i), fields->list[i].meaning);
    return guide;
}

/* What a register has of the columns of a log. */
static bool is_of_register(size_t field)
{
    switch (field) {
    case CIR_FIELD_ID:
    case CIR_FIELD_DATE:
    case CIR_FIELD_COUNTRY:
    case CIR_FIELD_SECTOR:
    case CIR_FIELD_SERVICE:
    case CIR_FIELD_TITLE:
    case CIR_FIELD_OPERATOR:
        return true;
    default:
        return field >= CIR_FIELD_CANONICAL;
    }
}

/* What a column of a log means where the row is no incident. */
static const char *meaning_in_register(size_t field, const char *meaning)
{
    switch (field) {
    case CIR_FIELD_ID:
        return "unique in the register; a repeat is refused with both places";
    case CIR_FIELD_DATE:
        return "time that the figures are of, such as their year: ISO 8601 year, month, day or instant";
    case CIR_FIELD_COUNTRY:
        return "State that it stands in: ISO 3166 alpha-2, alpha-3, numeric or a known name";
    case CIR_FIELD_OPERATOR:
        return "organisation that runs it";
    default:
        return meaning;
    }
}

/* A scheme with rules judges what is of no kind by these. */
static bool needs_facility(const struct cir_classifier *classifier)
{
    for (size_t i = 0; i < cir_classifier_scheme_count(classifier); i++) {
        const struct cir_scheme *scheme = cir_classifier_scheme(classifier, i);
        if (scheme->facility_count > 0 && scheme->rule_count == 0)
            return true;
    }
    return false;
}

static struct listing make_register_guide(const struct cir_classifier *classifier, struct cir_arena *arena)
{
    const struct cir_fields *fields = cir_classifier_fields(classifier);
    uint32_t facility =
        needs_facility(classifier) ? cir_index_find(&fields->index, cir_text_of("facility")) : CIR_INDEX_NONE;
    struct listing guide = listing_start(guide_columns, GUIDE_COLUMNS, arena);
    for (size_t i = 0; i < fields->count; i++)
        if (is_of_register(i))
            add_field(&guide, &fields->list[i], field_is_required(i) || i == facility,
                      meaning_in_register(i, fields->list[i].meaning));
    return guide;
}

static void add_override_column(struct listing *guide, const char *name, const char *needed, const char *holds,
                                const char *meaning)
{
    listing_row(guide);
    listing_set(guide, 0, name);
    listing_set(guide, 1, needed);
    listing_set(guide, 2, holds);
    listing_set(guide, 3, "");
    listing_set(guide, 4, "");
    listing_set(guide, 5, meaning);
    listing_set(guide, 6, "");
}

static struct listing make_overrides_guide(struct cir_arena *arena)
{
    struct listing guide = listing_start(guide_columns, GUIDE_COLUMNS, arena);
#define CIR_OVERRIDE_COLUMN(symbol, name, needed, holds, meaning)                                                      \
    add_override_column(&guide, name, needed, holds, meaning);
#include "model/override_columns.def"
#undef CIR_OVERRIDE_COLUMN
    return guide;
}

static struct listing make(const struct cir_classifier *classifier, const char *what, struct cir_arena *arena)
{
    if (strcmp(what, "log") == 0)
        return make_guide(cir_classifier_fields(classifier), arena);
    if (strcmp(what, "register") == 0)
        return make_register_guide(classifier, arena);
    return make_overrides_guide(arena);
}

/* To read, a block a column: seven columns would not fit a screen. */
static void print_blocks(const struct listing *guide, struct cir_buffer *text)
{
    for (size_t row = 0; row < guide->row_count; row++) {
        const char **cell = guide->cells + row * guide->column_count;
        cir_buffer_add_format(text, "%s%s", row > 0 ? "\n" : "", cell[0]);
        cir_buffer_add_format(text, " (%s%s%s%s)\n", cell[2], cell[3][0] != '\0' ? ", " : "", cell[3],
                              cell[1][0] == 'y' ? ", needed" : "");
        wrap_add(text, cir_text_of(cell[5]), GUIDE_INDENT);
        if (cell[4][0] != '\0') {
            cir_buffer_add_format(text, "%*soptions:\n", GUIDE_INDENT, "");
            wrap_add(text, cir_text_of(cell[4]), 2 * GUIDE_INDENT);
        }
        if (cell[6][0] != '\0')
            cir_buffer_add_format(text, "%*sasked by: %s\n", GUIDE_INDENT, "", cell[6]);
    }
}

static int write_header(const struct listing *guide, const char *path)
{
    struct cir_buffer header = {.failed = guide->failed};
    for (size_t row = 0; row < guide->row_count; row++) {
        cir_csv_add_cell(&header, cir_text_of(guide->cells[row * guide->column_count]), ',', true);
        cir_buffer_add_char(&header, row + 1 < guide->row_count ? ',' : '\n');
    }
    int code = output_write(path, &header);
    cir_buffer_free(&header);
    return code;
}

static int write_text(const struct listing *guide, const char *path)
{
    struct cir_buffer text = {.failed = guide->failed};
    print_blocks(guide, &text);
    int code = output_write(path, &text);
    cir_buffer_free(&text);
    return code;
}

static int write_guide(struct listing *guide, const char *path)
{
    struct terminal none = {0};
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        struct cir_error error;
        cir_fail_system(&error, path, errno);
        return say_error(&error);
    }
    int code = listing_print(guide, LISTING_CSV, &none, file);
    int written = say_written(file, path);
    fclose(file);
    return code != EXIT_CLEAN ? code : written;
}

/* A sheet holds its questions, so that it needs no guide. */
static int write_panel(const struct template_values *values)
{
    struct cir_arena arena = {0};
    struct cir_panel_criteria criteria;
    struct cir_buffer text = {0};
    struct cir_error error;
    int code = EXIT_CLEAN;
    if (values->panel.criteria == NULL) {
        say("template", "--criteria FILE is missing: a panel is asked about criteria");
        return EXIT_USAGE;
    }
    if (cir_panel_criteria_read(&criteria, values->panel.criteria, &arena, &error) == CIR_OK) {
        panel_add_template(&text, &criteria, (enum cir_judgement_kind)values->panel.kind);
        code = output_write(values->output.output, &text);
    } else {
        code = say_error(&error);
    }
    cir_buffer_free(&text);
    cir_arena_free(&arena);
    return code;
}

static int check_schemes(const struct cir_classifier *classifier, const char *what)
{
    if (strcmp(what, "register") != 0)
        return EXIT_CLEAN;
    for (size_t i = 0; i < cir_classifier_scheme_count(classifier); i++)
        if (!cir_classifier_scheme(classifier, i)->subject_is_asset) {
            say("template",
                "scheme '%s' judges incidents; a register needs one of subject asset: --schemes kritis-de-2022",
                cir_classifier_scheme(classifier, i)->name);
            return EXIT_USAGE;
        }
    return EXIT_CLEAN;
}

static int refuse_format(const char *what, const char *formats)
{
    say("template", "a %s is written as %s; see 'cirisk template --help'", what, formats);
    return EXIT_USAGE;
}

static int write_letter(const struct template_values *values, const char *what)
{
    static const enum cir_letter_format formats[] = {[TEMPLATE_USUAL] = CIR_LETTER_TEXT,
                                                     [TEMPLATE_TEXT] = CIR_LETTER_TEXT,
                                                     [TEMPLATE_MARKDOWN] = CIR_LETTER_MARKDOWN,
                                                     [TEMPLATE_HTML] = CIR_LETTER_HTML};
    if (values->form.format == TEMPLATE_CSV)
        return refuse_format(what, "text, md or html");
    const struct letter_run letter = {.what = what,
                                      .options = &values->letter,
                                      .judging = &values->judging,
                                      .reading = &values->reading,
                                      .overrides = &values->overrides,
                                      .format = (int)formats[values->form.format],
                                      .output = values->output.output};
    return letter_write(&letter);
}

static int write_table(const struct template_values *values, const char *what)
{
    struct cir_classifier *classifier = NULL;
    int code = judging_open(&classifier, &values->judging);
    if (code == EXIT_CLEAN)
        code = check_schemes(classifier, what);
    if (code != EXIT_CLEAN) {
        cir_classifier_free(classifier);
        return code;
    }
    struct cir_arena arena = {0};
    struct listing guide = make(classifier, what, &arena);
    if (values->form.format == TEMPLATE_TEXT)
        code = write_text(&guide, values->output.output);
    else
        code = write_header(&guide, values->output.output);
    if (code == EXIT_CLEAN && values->form.guide != NULL)
        code = write_guide(&guide, values->form.guide);
    cir_arena_free(&arena);
    cir_classifier_free(classifier);
    return code;
}

static int run(const void *given, const struct operands *operands)
{
    const struct template_values *values = given;
    const char *what = operands->list[0];
    int code = letter_check_options(&values->letter, what);
    if (code != EXIT_CLEAN)
        return code;
    if (is_letter(what))
        return write_letter(values, what);
    if (values->form.format > TEMPLATE_TEXT)
        return refuse_format(what, "csv or text");
    return strcmp(what, "panel") == 0 ? write_panel(values) : write_table(values, what);
}

const struct command command_template = {
    .name = "template",
    .summary = "start an empty log, register, file of overrides or panel sheet, or a letter about an incident",
    .arguments = "log | register | overrides | panel | request | response | notification",
    .least = 1,
    .most = 1,
    .words = "log;register;overrides;panel;request;response;notification",
    .description =
        "Writes an empty log: the header with every column that cirisk and the chosen schemes know. Only id, date, "
        "country and sector must be there; delete what you do not need, add columns of your own. Of overrides: the "
        "header of a file for --overrides, with the columns that must all be there.\n"
        "What the columns mean goes to a file of its own (--guide) or to the screen (--format text), since a CSV file "
        "has no place for notes that would not be read as incidents.\n"
        "Of a panel: a sheet for its experts, a row a question about the criteria; see 'cirisk panel --help'.\n"
        "Of a letter: a request for assistance or the response to one (norm 13 (h) of A/76/135), or a notification of "
        "a "
        "significant incident (Article 23 (4) of Directive (EU) 2022/2555), in one of six languages. --from and --id "
        "fill it with what the log knows; the rest stays a blank that says what is missing. 'cirisk letters' shows and "
        "exports the texts.",
    .examples =
        {
            {"cirisk template log -o log.csv --guide columns.csv",
             "an empty log, and a table of what its columns mean"},
            {"cirisk template log --format text | less", "read about the columns"},
            {"cirisk template log --schemes nciss -o log.csv",
             "with the columns that a scheme asks for beside the usual ones"},
            {"cirisk template register --schemes kritis-de-2022 -o register.csv",
             "an empty register of assets, for 'cirisk designate'"},
            {"cirisk template overrides -o overrides.csv", "an empty file of overrides"},
            {"cirisk template panel --criteria criteria.csv -o sheet.csv", "a sheet for the experts of a panel"},
            {"cirisk template request --from log.csv --id A-17 --lang fr -o request.txt",
             "a request for assistance, in French"},
            {"cirisk template response --decision partly --their-reference 12/2026 -o response.txt",
             "a response to one, for people to fill"},
            {"cirisk template notification --stage early-warning --aware 2026-05-01T10:00Z --from log.csv --id A-17",
             "an early warning, with all deadlines"},
        },
    .groups =
        {
            {"Output", output_file_rows, OUTPUT_ROWS, offsetof(struct template_values, output)},
            {"Form", form_rows, sizeof form_rows / sizeof form_rows[0], offsetof(struct template_values, form)},
            {"Panel", panel_sheet_rows, sizeof panel_sheet_rows / sizeof panel_sheet_rows[0],
             offsetof(struct template_values, panel)},
            {"Letters", letter_rows, LETTER_ROWS, offsetof(struct template_values, letter)},
            {"Judging", judging_rows, JUDGING_ROWS, offsetof(struct template_values, judging)},
            {"Reading the log of a letter", reading_rows, READING_ROWS, offsetof(struct template_values, reading)},
            {"Overrides", override_rows, OVERRIDE_ROWS, offsetof(struct template_values, overrides)},
        },
    .options_size = sizeof(struct template_values),
    .run = run,
};
