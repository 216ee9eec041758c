#include "writers/sheet_style.h"

#include "base/number.h"
#include "writers/markup.h"

#include <stdio.h>
#include <stdlib.h>

/* Own formats of numbers begin behind those that spreadsheets bring, of which one is text. */
enum { FIRST_FORMAT = 164, TEXT_FORMAT = 49, FIGURES_MAX = 15 };

static bool is_same(const struct cir_sheet_style *a, const struct cir_sheet_style *b)
{
    return strcmp(a->format, b->format) == 0 && a->bold == b->bold && a->line == b->line && a->at_end == b->at_end &&
           a->from_right == b->from_right && a->in_right_sheet == b->in_right_sheet && a->is_quoted == b->is_quoted;
}

static bool make_room(struct cir_sheet_styles *styles)
{
    if (styles->count < styles->capacity)
        return true;
    size_t capacity = styles->capacity > 0 ? styles->capacity * 2 : 16;
    struct cir_sheet_style *list = realloc(styles->list, capacity * sizeof *list);
    if (list == NULL)
        return false;
    styles->list = list;
    styles->capacity = capacity;
    return true;
}

size_t cir_sheet_style_number(struct cir_sheet_styles *styles, const struct cir_sheet_style *style)
{
    for (size_t i = 0; i < styles->count; i++)
        if (is_same(&styles->list[i], style))
            return i + 1;
    if (!make_room(styles)) {
        styles->failed = true;
        return 0;
    }
    styles->list[styles->count] = *style;
    return ++styles->count;
}

/* Number of the format of a style: that of text, or else of the first style that has the same. */
static size_t format_of(const struct cir_sheet_styles *styles, size_t number)
{
    const char *format = styles->list[number].format;
    size_t first = 0;
    if (format[0] == '\0')
        return TEXT_FORMAT;
    while (strcmp(styles->list[first].format, format) != 0)
        first++;
    return FIRST_FORMAT + first;
}

static void add_formats(struct cir_buffer *buffer, const struct cir_sheet_styles *styles)
{
    struct cir_buffer formats = {0};
    size_t count = 0;
    for (size_t i = 0; i < styles->count; i++) {
        if (format_of(styles, i) != FIRST_FORMAT + i)
            continue;
        cir_buffer_add_format(&formats, "<numFmt numFmtId=\"%zu\" formatCode=\"", FIRST_FORMAT + i);
        cir_markup_add(&formats, cir_text_of(styles->list[i].format));
        cir_buffer_add_string(&formats, "\"/>");
        count++;
    }
    if (count > 0) {
        cir_buffer_add_format(buffer, "<numFmts count=\"%zu\">", count);
        cir_buffer_add(buffer, cir_buffer_text(&formats));
        cir_buffer_add_string(buffer, "</numFmts>");
    }
    buffer->failed = buffer->failed || formats.failed;
    cir_buffer_free(&formats);
}

static void add_style(struct cir_buffer *buffer, const struct cir_sheet_style *style, size_t format)
{
    bool at_right = style->at_end != style->in_right_sheet;
    cir_buffer_add_format(buffer,
                          "<xf numFmtId=\"%zu\" fontId=\"%d\" fillId=\"0\" borderId=\"%d\" xfId=\"0\"%s"
                          " applyNumberFormat=\"1\" applyFont=\"1\" applyBorder=\"1\" applyAlignment=\"1\">"
                          "<alignment horizontal=\"%s\" vertical=\"top\" wrapText=\"1\" readingOrder=\"%d\"/></xf>",
                          format, style->bold, (int)style->line, style->is_quoted ? " quotePrefix=\"1\"" : "",
                          at_right ? "right" : "left", style->from_right ? 2 : 1);
}

void cir_sheet_styles_add(struct cir_buffer *buffer, const struct cir_sheet_styles *styles)
{
    static const char fonts[] =
        "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"
        "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>"
        "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
        "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
        "<borders count=\"3\"><border><left/><right/><top/><bottom/><diagonal/></border>"
        "<border><left/><right/><top style=\"thin\"><color auto=\"1\"/></top><bottom/><diagonal/></border>"
        "<border><left/><right/><top/><bottom style=\"thin\"><color auto=\"1\"/></bottom><diagonal/></border></borders>"
        "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>";
    cir_buffer_add_string(buffer, "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
    add_formats(buffer, styles);
    cir_buffer_add_string(buffer, fonts);
    cir_buffer_add_format(buffer,
                          "<cellXfs count=\"%zu\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\""
                          " xfId=\"0\"/>",
                          styles->count + 1);
    for (size_t i = 0; i < styles->count; i++)
        add_style(buffer, &styles->list[i], format_of(styles, i));
    cir_buffer_add_string(buffer, "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\""
                                  " builtinId=\"0\"/></cellStyles></styleSheet>\n");
}

void cir_sheet_styles_free(struct cir_sheet_styles *styles)
{
    free(styles->list);
    *styles = (struct cir_sheet_styles){0};
}

/* A number as base/number.h writes it: with so many figures, or with all that it has (0). */
struct written {
    char text[CIR_NUMBER_SIZE];
    size_t size;
    int decimals; /* digits behind the decimal sign */
    int whole;    /* digits before it */
    bool is_scientific;
};

static struct written write_number(double value, unsigned figures)
{
    struct written written = {.decimals = 0};
    written.size = figures > 0 ? cir_number_write_figures(written.text, value, (int)figures)
                               : cir_number_write_exact(written.text, value);
    const char *sign = memchr(written.text, '.', written.size);
    written.is_scientific = memchr(written.text, 'e', written.size) != NULL;
    written.whole = (int)(sign != NULL ? (size_t)(sign - written.text) : written.size) - (value < 0);
    written.decimals = sign != NULL ? (int)(written.text + written.size - sign) - 1 : 0;
    return written;
}

static double read_number(const struct written *written)
{
    double value = 0;
    (void)cir_number_read((struct cir_text){written->text, written->size}, &value);
    return value;
}

static void write_format(char format[CIR_SHEET_FORMAT_SIZE], int decimals, bool is_scientific, bool percent,
                         unsigned note)
{
    static const char zeros[] = "000000000000000";
    char mark[24] = "";
    if (note > 0)
        snprintf(mark, sizeof mark, "\" [%u]\"", note);
    snprintf(format, CIR_SHEET_FORMAT_SIZE, "%s%s%.*s%s%s%s", is_scientific ? "0" : "#,##0", decimals > 0 ? "." : "",
             decimals, zeros, is_scientific ? "E+00" : "", percent ? "%" : "", mark);
}

double cir_sheet_number(char format[CIR_SHEET_FORMAT_SIZE], double value, unsigned significant, bool percent,
                        unsigned note)
{
    unsigned figures = significant < FIGURES_MAX ? significant : FIGURES_MAX;
    if (figures == 0 && percent)
        figures = FIGURES_MAX; /* a hundred times a share is not exact */
    struct written shown = write_number(percent ? value * 100 : value, figures);
    bool is_scientific = shown.is_scientific || shown.decimals > FIGURES_MAX || shown.whole > FIGURES_MAX;
    int decimals = is_scientific ? (int)(figures > 0 ? figures : FIGURES_MAX) - 1 : shown.decimals;
    write_format(format, decimals, is_scientific, percent, note);
    if (is_scientific || figures == 0 || shown.whole <= (int)figures)
        return value;
    return percent ? cir_number_hundredth(read_number(&shown)) : read_number(&shown);
}
