#include "figures/frame.h"

#include "figures/coordinate.h"
#include "figures/shades.h"

#include <stdio.h>

static const char fonts[] = "'Noto Sans','Helvetica Neue',Helvetica,Arial,'Noto Sans Arabic','Noto Sans CJK SC',"
                            "'PingFang SC','Microsoft YaHei',sans-serif";

static const struct cir_lettering caption_lettering = {15, true}, label_lettering = {10.5, true},
                                  foot_lettering = {10.5, false};

enum { CAPTION_LINES = 4, GAP = 14, LABEL_PAD = 6, LABEL_HEIGHT = 18, MARK_WIDTH = 14 };

/* ---- above ---- */

static bool is_id_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/* Letters and digits of the id of the table, behind "figure-", as the table may stand on the same page. */
static void make_id(struct cir_sheet *sheet)
{
    struct cir_text from = sheet->table->id;
    size_t size = (size_t)snprintf(sheet->id, sizeof sheet->id, "figure-");
    for (size_t i = 0; i < from.size && size + 1 < sizeof sheet->id; i++)
        if (is_id_char(from.data[i]))
            sheet->id[size++] = from.data[i];
    sheet->id[size] = '\0';
}

/* The label of TLP 2.0 as its authors print it: on black, whatever the colour says in words, too. */
static double write_label(struct cir_sheet *sheet)
{
    const struct cir_shown_cell cell = {.kind = CIR_SHOWN_CODE, .text = sheet->table->tlp};
    struct cir_text text = cir_sheet_cell(sheet, &cell);
    double width = cir_text_width(text, label_lettering) + 2 * LABEL_PAD;
    double x = sheet->width - CIR_SHEET_MARGIN - width;
    cir_sheet_box(sheet, (struct cir_box){x, sheet->y, width, LABEL_HEIGHT}, &(struct cir_paint){.fill = "#000000"});
    cir_sheet_write(sheet, x + width / 2, sheet->y + 13, text,
                    &(struct cir_pen){label_lettering, CIR_ANCHOR_MIDDLE, cir_paper, false, false}, 0);
    return width;
}

void cir_frame_open(struct cir_sheet *sheet)
{
    make_id(sheet);
    sheet->y = CIR_SHEET_MARGIN;
    double label_width = write_label(sheet);
    double width = sheet->width - 2 * CIR_SHEET_MARGIN - label_width - GAP;
    struct cir_text caption = cir_sheet_text(sheet, sheet->table->caption, CIR_ISOLATE_NOT);
    struct cir_lines lines = cir_sheet_lines(sheet, caption, caption_lettering, width, CAPTION_LINES);
    cir_sheet_write_lines(sheet, CIR_SHEET_MARGIN, sheet->y + 14, &lines,
                          &(struct cir_pen){.lettering = caption_lettering}, 0);
    double height = (double)lines.count * cir_line_height(caption_lettering);
    sheet->y += (height > LABEL_HEIGHT ? height : LABEL_HEIGHT) + GAP;
}

/* ---- below ---- */

static void write_foot(struct cir_sheet *sheet, double x, struct cir_text text)
{
    const struct cir_pen pen = {.lettering = foot_lettering, .color = cir_soft_ink};
    double line = cir_line_height(foot_lettering);
    struct cir_lines lines =
        cir_sheet_lines(sheet, text, foot_lettering, sheet->width - CIR_SHEET_MARGIN - x, CIR_LINES_MAX);
    cir_sheet_write_lines(sheet, x, sheet->y + foot_lettering.size, &lines, &pen, 0);
    sheet->y += (double)lines.count * line + 2;
}

static void write_notes(struct cir_sheet *sheet)
{
    const struct cir_shown_table *table = sheet->table;
    const struct cir_pen pen = {.lettering = {0.75 * foot_lettering.size, false}, .color = cir_soft_ink};
    for (size_t i = 0; i < table->note_count; i++) {
        bool is_marked = i < table->marked_note_count;
        struct cir_buffer number = {0};
        cir_buffer_add_format(&number, "%zu", i + 1);
        struct cir_text mark = cir_sheet_keep(sheet, &number);
        if (is_marked)
            cir_sheet_write(sheet, CIR_SHEET_MARGIN, sheet->y + 0.75 * foot_lettering.size, mark, &pen, 0);
        write_foot(sheet, CIR_SHEET_MARGIN + (is_marked ? MARK_WIDTH : 0),
                   cir_sheet_text(sheet, table->notes[i], CIR_ISOLATE_NOT));
    }
}

static void write_below(struct cir_sheet *sheet)
{
    const struct cir_shown_table *table = sheet->table;
    sheet->y += GAP;
    write_notes(sheet);
    if (table->unknown.size > 0)
        write_foot(sheet, CIR_SHEET_MARGIN, cir_sheet_text(sheet, table->unknown, CIR_ISOLATE_NOT));
    if (table->source.size > 0)
        write_foot(sheet, CIR_SHEET_MARGIN, cir_sheet_text(sheet, table->source, CIR_ISOLATE_NOT));
    sheet->y += CIR_SHEET_MARGIN - 2;
}

/* ---- the whole ---- */

static void add_root(const struct cir_sheet *sheet, struct cir_buffer *svg)
{
    const char *code = cir_tongue_code(sheet->table->language);
    cir_buffer_add_format(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"%s\" role=\"img\" ", sheet->id);
    cir_buffer_add_format(svg, "aria-labelledby=\"%s-title %s-desc\" lang=\"%s\" xml:lang=\"%s\"", sheet->id, sheet->id,
                          code, code);
    cir_buffer_add_format(svg, " direction=\"%s\" viewBox=\"0 0 ", sheet->from_right ? "rtl" : "ltr");
    cir_coordinate_add(svg, sheet->width);
    cir_buffer_add_char(svg, ' ');
    cir_coordinate_add(svg, sheet->y);
    cir_buffer_add_char(svg, '"');
    cir_coordinate_add_attribute(svg, "width", sheet->width);
    cir_coordinate_add_attribute(svg, "height", sheet->y);
    cir_buffer_add_format(svg, " font-family=\"%s\">\n", fonts);
}

static void add_told(struct cir_buffer *svg, const struct cir_sheet *sheet, const char *element, struct cir_text text)
{
    cir_buffer_add_format(svg, "<%s id=\"%s-%s\">", element, sheet->id, element);
    cir_clean_escape(svg, text);
    cir_buffer_add_format(svg, "</%s>\n", element);
}

/* A dark line beside a light one, so that it is seen on every shade. */
static void add_hatch(struct cir_buffer *svg, const struct cir_sheet *sheet)
{
    cir_buffer_add_format(svg,
                          "<defs><pattern id=\"%s-hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
                          "patternTransform=\"rotate(45)\"><rect width=\"1.8\" height=\"6\" fill=\"%s\"/>"
                          "<rect x=\"1.8\" width=\"1\" height=\"6\" fill=\"%s\"/></pattern></defs>\n",
                          sheet->id, cir_paper, cir_ink);
}

void cir_frame_close(struct cir_sheet *sheet, struct cir_buffer *svg, struct cir_text description)
{
    write_below(sheet);
    add_root(sheet, svg);
    add_told(svg, sheet, "title", cir_sheet_text(sheet, sheet->table->caption, CIR_ISOLATE_NOT));
    add_told(svg, sheet, "desc", description);
    add_hatch(svg, sheet);
    cir_buffer_add_string(svg, "<rect");
    cir_coordinate_add_attribute(svg, "width", sheet->width);
    cir_coordinate_add_attribute(svg, "height", sheet->y);
    cir_buffer_add_format(svg, " fill=\"%s\"/>\n", cir_paper);
    cir_buffer_add(svg, cir_buffer_text(&sheet->body));
    cir_buffer_add_string(svg, "</svg>\n");
    svg->failed = svg->failed || sheet->body.failed;
}
