/* Writes reports of hand-made tables that hold every kind of cell: made_reports FOLDER writes FOLDER/LANGUAGE.html in each
 * language, and FOLDER/hostile.html, whose texts would do harm if they could. */
#include "base/buffer.h"
#include "definitions/definitions.h"
#include "figures/figure.h"
#include "report/page.h"

#include <math.h>
#include <stdio.h>

static struct cir_text text(const char *string)
{
    return cir_text_of(string);
}

/* ---- cells ---- */

#define NO_NUMBER .value = NAN, .low = NAN, .high = NAN

static struct cir_shown_cell words_cell(const char *words)
{
    return (struct cir_shown_cell){.kind = CIR_SHOWN_WORDS, .text = text(words), NO_NUMBER};
}

static struct cir_shown_cell code_cell(const char *code)
{
    return (struct cir_shown_cell){.kind = CIR_SHOWN_CODE, .text = text(code), NO_NUMBER};
}

static struct cir_shown_cell number_cell(double value, const char *shown)
{
    return (struct cir_shown_cell){
        .kind = CIR_SHOWN_NUMBER, .text = text(shown), .value = value, .low = NAN, .high = NAN, .significant = 4};
}

static struct cir_shown_cell interval_cell(double low, double high, double point, const char *shown)
{
    return (struct cir_shown_cell){
        .kind = CIR_SHOWN_INTERVAL, .text = text(shown), .value = point, .low = low, .high = high, .significant = 3};
}

static struct cir_shown_cell unknown_cell(void)
{
    return (struct cir_shown_cell){.kind = CIR_SHOWN_UNKNOWN, .text = text("not known"), NO_NUMBER, .note = 1};
}

static struct cir_shown_cell hidden_cell(void)
{
    return (struct cir_shown_cell){.kind = CIR_SHOWN_HIDDEN, .text = text("hidden"), NO_NUMBER};
}

static struct cir_shown_cell nothing_cell(void)
{
    return (struct cir_shown_cell){.kind = CIR_SHOWN_NOTHING, .text = text("\u2013"), NO_NUMBER};
}

/* ---- a table of every kind of cell ---- */

enum { ALL_KINDS_ROWS = 11, ALL_KINDS_COLUMNS = 4 };

struct all_kinds {
    struct cir_shown_cell cells[ALL_KINDS_ROWS][ALL_KINDS_COLUMNS];
    struct cir_shown_row rows[ALL_KINDS_ROWS];
    struct cir_shown_table table;
};

static const struct cir_text all_kinds_notes[] = {
    {"Nobody has told.", sizeof "Nobody has told." - 1},
    {"Counts below 5 are hidden.", sizeof "Counts below 5 are hidden." - 1},
};

static void fill_names(struct all_kinds *made, const char *const *names)
{
    static const char *const codes[] = {
        "2015-ukraine-power", "2016-b", "2017-c", "2018-d", "2019-e", "2020-f", "2021-g", "2022-h", "2023-i", "2024-j"};
    for (size_t i = 0; i + 1 < ALL_KINDS_ROWS; i++) {
        made->cells[i][0] = code_cell(codes[i]);
        made->cells[i][1] = words_cell(names[i]);
    }
    made->cells[ALL_KINDS_ROWS - 1][0] = words_cell("Total");
    made->cells[ALL_KINDS_ROWS - 1][1] = nothing_cell();
}

static void fill_numbers(struct all_kinds *made)
{
    const struct cir_shown_cell numbers[ALL_KINDS_ROWS] = {number_cell(10, "10"),
                                                           unknown_cell(),
                                                           number_cell(12000, "12,000"),
                                                           number_cell(-3, "\u22123"),
                                                           hidden_cell(),
                                                           number_cell(90, "90"),
                                                           number_cell(2.385, "2.385"),
                                                           nothing_cell(),
                                                           number_cell(7, "7"),
                                                           number_cell(1200, "1,200"),
                                                           number_cell(13306.385, "13,310")};
    const struct cir_shown_cell intervals[ALL_KINDS_ROWS] = {interval_cell(15, 20, NAN, "15\u201320"),
                                                             unknown_cell(),
                                                             interval_cell(50, INFINITY, NAN, "at least 50"),
                                                             interval_cell(2, 60, 40, "2\u201360"),
                                                             interval_cell(2, 50, NAN, "2\u201350"),
                                                             interval_cell(-INFINITY, 4, NAN, "at most 4"),
                                                             unknown_cell(),
                                                             interval_cell(30, 40, 31, "30\u201340"),
                                                             interval_cell(1, 9, NAN, "1\u20139"),
                                                             interval_cell(35, 36, NAN, "35\u201336"),
                                                             nothing_cell()};
    for (size_t i = 0; i < ALL_KINDS_ROWS; i++) {
        made->cells[i][2] = numbers[i];
        made->cells[i][3] = intervals[i];
    }
}

static void make_all_kinds(struct all_kinds *made, const struct cir_report_page *page, const char *caption,
                           const char *const *names)
{
    static const struct cir_shown_column columns[ALL_KINDS_COLUMNS] = {
        {.id = {"id", 2}, .label = {"Code", 4}, .is_header = true},
        {.id = {"words", 5}, .label = {"Words", 5}},
        {.id = {"number", 6}, .label = {"Number", 6}, .unit = {"person-hours", 12}, .is_number = true},
        {.id = {"interval", 8}, .label = {"Interval", 8}, .is_number = true},
    };
    fill_names(made, names);
    fill_numbers(made);
    for (size_t i = 0; i < ALL_KINDS_ROWS; i++)
        made->rows[i] =
            (struct cir_shown_row){i + 1 < ALL_KINDS_ROWS ? CIR_SHOWN_BODY : CIR_SHOWN_TOTAL, made->cells[i]};
    made->table = (struct cir_shown_table){.id = text("all-kinds"),
                                           .language = page->tongue->language,
                                           .caption = text(caption),
                                           .tlp = page->tlp,
                                           .columns = columns,
                                           .column_count = ALL_KINDS_COLUMNS,
                                           .rows = made->rows,
                                           .row_count = ALL_KINDS_ROWS,
                                           .notes = all_kinds_notes,
                                           .note_count = 2,
                                           .marked_note_count = 1,
                                           .source = text(names[0]),
                                           .unknown = text("Of 10 incidents, 2 have no known number.")};
}

/* ---- a table with groups, and one with subtotals ---- */

enum { GROUPED_ROWS = 5, GROUPED_COLUMNS = 5 };

struct grouped {
    struct cir_shown_cell cells[GROUPED_ROWS][GROUPED_COLUMNS];
    struct cir_shown_row rows[GROUPED_ROWS];
    struct cir_shown_table table;
};

static const char *digit_text(unsigned digit)
{
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    return digits[digit % 10];
}

static void make_grouped(struct grouped *made, const struct cir_report_page *page, const char *id,
                         enum cir_word caption, bool has_subtotal)
{
    static const struct cir_text groups[] = {{"First group", 11}, {"Second group", 12}};
    static const struct cir_shown_column columns[GROUPED_COLUMNS] = {
        {.id = {"row", 3}, .label = {"Row", 3}, .is_header = true},
        {.id = {"alpha", 5}, .label = {"Alpha", 5}, .group = 1, .is_number = true},
        {.id = {"beta", 4}, .label = {"Beta", 4}, .group = 1, .is_number = true},
        {.id = {"gamma", 5}, .label = {"Gamma", 5}, .group = 2, .is_number = true},
        {.id = {"sum", 3}, .label = {"Sum", 3}, .is_number = true},
    };
    static const char *const names[] = {"Cases of kind A", "Cases of kind B", "Cases of kind C", "Cases of kind D",
                                        "Cases of kind E"};
    for (unsigned i = 0; i < GROUPED_ROWS; i++) {
        made->cells[i][0] = words_cell(names[i]);
        for (unsigned k = 1; k < GROUPED_COLUMNS; k++)
            made->cells[i][k] = number_cell((i * 7 + k * 3) % 10, digit_text(i * 7 + k * 3));
        made->rows[i] =
            (struct cir_shown_row){has_subtotal && i == 2 ? CIR_SHOWN_SUBTOTAL : CIR_SHOWN_BODY, made->cells[i]};
    }
    made->table = (struct cir_shown_table){.id = text(id),
                                           .language = page->tongue->language,
                                           .caption = cir_tongue_word(page->tongue, caption),
                                           .tlp = page->tlp,
                                           .groups = groups,
                                           .group_count = 2,
                                           .columns = columns,
                                           .column_count = GROUPED_COLUMNS,
                                           .rows = made->rows,
                                           .row_count = GROUPED_ROWS};
}

/* ---- pages ---- */

/* What differs between a page in earnest and a hostile one. */
struct texts {
    const char *title; /* NULL: the usual one */
    const char *caption;
    const char *const *names; /* ALL_KINDS_ROWS - 1 of them */
};

static enum cir_status make_page(struct cir_buffer *html, const struct cir_tongue *tongue, const struct texts *texts,
                                 struct cir_error *error)
{
    struct cir_buffer figure = {0};
    struct all_kinds all_kinds;
    struct grouped grouped;
    struct grouped subtotals;
    struct cir_report_page page = {.tongue = tongue,
                                   .title = texts->title != NULL ? text(texts->title)
                                                                 : cir_tongue_word(tongue, CIR_WORD_REPORT_TITLE),
                                   .tlp = text("TLP:AMBER+STRICT"),
                                   .tlp_meaning = cir_tongue_word(tongue, CIR_WORD_TLP_AMBER_STRICT)};
    make_all_kinds(&all_kinds, &page, texts->caption, texts->names);
    make_grouped(&grouped, &page, "grouped", CIR_WORD_REPORT_DEFINITIONS_CAPTION, false);
    make_grouped(&subtotals, &page, "subtotals", CIR_WORD_REPORT_SCHEMES, true);
    struct cir_shown_table drawn = grouped.table;
    drawn.id = text("grouped-figure"); /* each id is one place */
    enum cir_status status = cir_figure_write(&figure, &drawn, tongue, CIR_FIGURE_LEVELS, NULL, error);
    const struct cir_report_key keys[] = {
        {text("15"), cir_tongue_word(tongue, CIR_WORD_REPORT_KEY_STATES), text("17.2 %")},
        {text("12,000"), text(texts->names[0]), text(texts->names[1])},
    };
    const struct cir_report_fact facts[] = {
        {cir_tongue_word(tongue, CIR_WORD_REPORT_TOOL), text("0.1.0"), true},
        {text(texts->names[2]), text(texts->names[3]), false},
    };
    const struct cir_text items[] = {cir_tongue_word(tongue, CIR_WORD_REPORT_LIMIT_REPORTED), text(texts->names[4])};
    const struct cir_text paragraphs[] = {cir_tongue_word(tongue, CIR_WORD_REPORT_METHOD_JUDGED),
                                          text(texts->names[5])};
    const struct cir_report_section sections[] = {
        {.id = "key", .heading = cir_tongue_word(tongue, CIR_WORD_REPORT_KEY), .keys = keys, .key_count = 2},
        {.id = "top", .heading = cir_tongue_word(tongue, CIR_WORD_REPORT_TOP), .table = &all_kinds.table},
        {.id = "sectors",
         .heading = cir_tongue_word(tongue, CIR_WORD_REPORT_SECTORS),
         .figure = cir_buffer_text(&figure),
         .table = &grouped.table},
        {.id = "countries", .heading = cir_tongue_word(tongue, CIR_WORD_REPORT_COUNTRIES), .table = &subtotals.table},
        {.id = "method", .heading = text(texts->names[6]), .paragraphs = paragraphs, .paragraph_count = 2},
        {.id = "limits",
         .heading = cir_tongue_word(tongue, CIR_WORD_REPORT_LIMITS),
         .items = items,
         .item_count = 2,
         .facts = facts,
         .fact_count = 2},
    };
    page.facts = facts;
    page.fact_count = 2;
    page.sections = sections;
    page.section_count = sizeof sections / sizeof sections[0];
    if (status == CIR_OK)
        status = cir_report_page_write(html, &page, error);
    cir_buffer_free(&figure);
    return status;
}

static bool write_page(const char *folder, const char *name, const struct cir_tongue *tongue, const struct texts *texts)
{
    char path[4096];
    struct cir_buffer html = {0};
    struct cir_error error = {0};
    snprintf(path, sizeof path, "%s/%s.html", folder, name);
    bool is_whole = make_page(&html, tongue, texts, &error) == CIR_OK;
    if (!is_whole)
        fprintf(stderr, "%s: %s\n", path, error.message);
    FILE *file = is_whole ? fopen(path, "wb") : NULL;
    is_whole = file != NULL && fwrite(html.data, 1, html.size, file) == html.size;
    if (file != NULL)
        is_whole = fclose(file) == 0 && is_whole;
    cir_buffer_free(&html);
    return is_whole;
}

static const char *const fair_names[] = {"Substation of the north",
                                         "C\u00f4te d\u2019Ivoire",
                                         "a 10",
                                         "a 9",
                                         "Zebra",
                                         "\u00c9cole",
                                         "apple",
                                         "banana",
                                         "cherry",
                                         "date"};

/* NOLINTBEGIN(misc-misleading-bidirectional): what misleads is what is tested */
/* What would run, fetch, break out of tags and attributes, or turn around what stands beside it. */
static const char *const hostile_names[] = {
    "<script>window.harmed=1</script>",
    "\" onmouseover=\"window.harmed=1\" style=\"background:url(https://example.org/)",
    "' autofocus onfocus='window.harmed=1",
    "<img src=x onerror=window.harmed=1>",
    "</td></table></main><iframe src=\"https://example.org/\"></iframe>",
    "\u202egnp.exe\u202c and \u2067unclosed",
    "--><!-- ]]><svg onload=window.harmed=1>",
    "</style><link rel=stylesheet href=https://example.org/>",
    "&lt;b&gt; &#x3c;script&#x3e; \x01\x7f\xff\xfe",
    "=cmd|' /C calc'!A0 {shown} $& javascript:window.harmed=1"};

static const char hostile_title[] =
    "</title><script>window.harmed=1</script>\u202e\" ; } * { display: none } \\ </style>\n.";
/* NOLINTEND(misc-misleading-bidirectional) */

int main(int count, char **arguments)
{
    struct cir_definitions *definitions = NULL;
    struct cir_error error;
    if (count != 2 || cir_definitions_load(&definitions, NULL, NULL, &error) != CIR_OK ||
        cir_words_load(definitions, NULL, NULL, &error) != CIR_OK)
        return 2;
    bool all_written = true;
    for (int language = 0; language < CIR_LANGUAGES; language++) {
        struct cir_tongue tongue = cir_tongue_of(definitions, (enum cir_language)language);
        const struct texts texts = {NULL, "Every kind of cell", fair_names};
        all_written = write_page(arguments[1], cir_tongue_code(tongue.language), &tongue, &texts) && all_written;
    }
    struct cir_tongue english = cir_tongue_of(definitions, CIR_EN);
    const struct texts hostile = {hostile_title, "\"><script>window.harmed=1</script>", hostile_names};
    all_written = write_page(arguments[1], "hostile", &english, &hostile) && all_written;
    cir_definitions_free(definitions);
    return all_written ? 0 : 1;
}
