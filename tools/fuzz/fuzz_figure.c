/* Any bytes as a table that is drawn: kind, language, columns and width, then texts, one a line. */
#include "input.h"

#include "base/number.h"
#include "definitions/definitions.h"
#include "figures/figure.h"

#include <libxml/parser.h>
#include <math.h>

enum { COLUMNS_MAX = 14, ROWS_MAX = 48, HEAD_SIZE = 4, WIDTH_STEP = 10 };

static struct cir_definitions *definitions;

static struct {
    struct cir_shown_table table;
    struct cir_shown_column columns[COLUMNS_MAX];
    struct cir_shown_row rows[ROWS_MAX];
    struct cir_shown_cell cells[ROWS_MAX][COLUMNS_MAX];
    struct cir_text notes[1];
    struct cir_text groups[1];
} drawn;

static void load(void)
{
    if (definitions == NULL && (cir_definitions_load(&definitions, NULL, NULL, NULL) != CIR_OK ||
                                cir_words_load(definitions, NULL, NULL, NULL) != CIR_OK))
        fuzz_expect("the built-in definitions can be loaded");
}

static struct cir_text take(struct cir_text *rest)
{
    struct cir_text line = {"", 0};
    cir_text_next(&line, rest, '\n');
    return line;
}

static double number_of(struct cir_text text)
{
    double value = NAN;
    if (cir_text_is(text, "inf"))
        return INFINITY;
    return cir_number_read(text, &value) ? value : (double)NAN;
}

/* "#2.385", "=1;2;3", "%0.5", "?why", "!<5", "-", "@code", else words. */
static struct cir_shown_cell cell_of(struct cir_text text)
{
    static const char marks[] = "#=%?!-@";
    static const enum cir_shown_kind kinds[] = {CIR_SHOWN_NUMBER,  CIR_SHOWN_INTERVAL, CIR_SHOWN_NUMBER,
                                                CIR_SHOWN_UNKNOWN, CIR_SHOWN_HIDDEN,   CIR_SHOWN_NOTHING,
                                                CIR_SHOWN_CODE};
    const char *mark = text.size > 0 && text.data[0] != '\0' ? strchr(marks, text.data[0]) : NULL;
    struct cir_shown_cell cell = {.kind = CIR_SHOWN_WORDS, .text = text, .value = NAN, .low = NAN, .high = NAN};
    if (mark == NULL)
        return cell;
    struct cir_text rest = {text.data + 1, text.size - 1};
    cell.kind = kinds[mark - marks];
    cell.text = rest;
    cell.percent = *mark == '%';
    cell.note = rest.size % 3 == 0;
    if (cell.kind == CIR_SHOWN_NUMBER)
        cell.value = number_of(rest);
    if (cell.kind == CIR_SHOWN_INTERVAL) {
        struct cir_text part = {"", 0};
        cell.low = cir_text_next(&part, &rest, ';') ? number_of(part) : (double)NAN;
        cell.value = cir_text_next(&part, &rest, ';') ? number_of(part) : (double)NAN;
        cell.high = cir_text_next(&part, &rest, ';') ? number_of(part) : (double)NAN;
    }
    return cell;
}

static void make_table(const uint8_t *head, struct cir_text rest)
{
    struct cir_shown_table *table = &drawn.table;
    *table = (struct cir_shown_table){.language = (enum cir_language)(head[1] % CIR_LANGUAGES),
                                      .id = take(&rest),
                                      .caption = take(&rest),
                                      .tlp = take(&rest),
                                      .source = take(&rest),
                                      .unknown = take(&rest),
                                      .groups = drawn.groups,
                                      .group_count = 1,
                                      .columns = drawn.columns,
                                      .column_count = 1 + head[2] % COLUMNS_MAX,
                                      .rows = drawn.rows,
                                      .notes = drawn.notes,
                                      .note_count = 1,
                                      .marked_note_count = 1};
    drawn.notes[0] = take(&rest);
    drawn.groups[0] = take(&rest);
    for (size_t j = 0; j < table->column_count; j++) {
        struct cir_text label = take(&rest);
        drawn.columns[j] =
            (struct cir_shown_column){.id = label,
                                      .label = label,
                                      .unit = label.size % 5 == 4 ? drawn.notes[0] : (struct cir_text){"", 0},
                                      .group = label.size % 2,
                                      .is_header = j == 0,
                                      .is_number = j > 0 && label.size % 7 != 6};
    }
    for (; rest.data != NULL && rest.size > 0 && table->row_count < ROWS_MAX; table->row_count++) {
        struct cir_shown_row *row = &drawn.rows[table->row_count];
        *row = (struct cir_shown_row){.cells = drawn.cells[table->row_count]};
        for (size_t j = 0; j < table->column_count; j++)
            drawn.cells[table->row_count][j] = cell_of(take(&rest));
        if (row->cells[0].text.size % 11 == 10)
            row->kind = CIR_SHOWN_TOTAL;
    }
}

/* What was drawn is a document of XML, and turns no direction. */
static void look_at(struct cir_text svg)
{
    xmlDoc *document = xmlReadMemory(svg.data, (int)svg.size, "figure.svg", NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
    if (document == NULL)
        fuzz_expect("a figure is well-formed");
    xmlFreeDoc(document);
    static const char override[] = {'\xE2', '\x80', '\xAE'};
    if (memmem(svg.data, svg.size, override, sizeof override) != NULL)
        fuzz_expect("a figure has no override of direction");
    if (cir_text_valid_utf8(svg) != svg.size)
        fuzz_expect("a figure is UTF-8");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cir_buffer svg = {0};
    struct cir_error error = {.message = ""};
    load();
    if (size < HEAD_SIZE)
        return 0;
    make_table(data, (struct cir_text){(const char *)data + HEAD_SIZE, size - HEAD_SIZE});
    struct cir_tongue tongue = cir_tongue_of(definitions, drawn.table.language);
    const struct cir_figure_size asked = {WIDTH_STEP * (double)data[3], 0};
    enum cir_status status = cir_figure_write(&svg, &drawn.table, &tongue,
                                              (enum cir_figure_kind)(data[0] % CIR_FIGURE_KINDS), &asked, &error);
    if (status == CIR_OK)
        look_at(cir_buffer_text(&svg));
    else if ((status != CIR_BAD_USE && status != CIR_NOTHING_LEFT) || error.message[0] == '\0' || svg.size > 0)
        fuzz_expect("what is not drawn is told why, and leaves nothing");
    cir_buffer_free(&svg);
    return 0;
}
