#include "figures/key.h"

#include "figures/shades.h"

static const struct cir_lettering lettering = {10.5, false};

enum { ABOVE = 14, HEIGHT = 14, BOX = 14, GAP = 5, BETWEEN = 16, LINES = 3 };

struct cir_key cir_key_at(double start)
{
    return (struct cir_key){.start = start, .x = start};
}

static void draw_whisker(struct cir_sheet *sheet, double x)
{
    double y = sheet->y + HEIGHT / 2.0;
    cir_sheet_line(sheet, (struct cir_point){x, y}, (struct cir_point){x + BOX, y},
                   &(struct cir_paint){.stroke = cir_ink, .stroke_width = 1.4});
    cir_sheet_mark(sheet, (struct cir_point){x + BOX / 2.0, y}, 0, false);
}

static void draw_mark(struct cir_sheet *sheet, double x, enum cir_key_mark mark, const char *fill)
{
    struct cir_box box = {x, sheet->y, BOX, HEIGHT};
    switch (mark) {
    case CIR_KEY_SHADE:
        cir_sheet_box(sheet, box, &(struct cir_paint){.fill = fill, .stroke = cir_rule, .stroke_width = 1});
        break;
    case CIR_KEY_HATCH:
        cir_sheet_box(sheet, box, &(struct cir_paint){.fill = cir_paper, .stroke = cir_rule, .stroke_width = 1});
        cir_sheet_hatch(sheet, box);
        break;
    case CIR_KEY_OPEN_BOX:
        cir_sheet_box(sheet, box, &(struct cir_paint){.stroke = cir_ink, .stroke_width = 1, .dashes = "2 2"});
        break;
    case CIR_KEY_OPEN_MARK:
        cir_sheet_mark(sheet, (struct cir_point){x + BOX / 2.0, sheet->y + HEIGHT / 2.0}, 0, true);
        break;
    case CIR_KEY_WHISKER:
        draw_whisker(sheet, x);
        break;
    }
}

void cir_key_add(struct cir_sheet *sheet, struct cir_key *key, enum cir_key_mark mark, const char *fill,
                 struct cir_text text)
{
    double end = sheet->width - CIR_SHEET_MARGIN;
    double width = cir_text_width(text, lettering);
    sheet->y += key->is_open ? 0 : ABOVE;
    key->is_open = true;
    if (key->x > key->start && key->x + BOX + GAP + width > end) {
        sheet->y += HEIGHT + GAP;
        key->x = key->start;
    }
    struct cir_lines lines = cir_sheet_lines(sheet, text, lettering, end - key->x - BOX - GAP, LINES);
    draw_mark(sheet, key->x, mark, fill);
    cir_sheet_write_lines(sheet, key->x + BOX + GAP, sheet->y + 11, &lines, &(struct cir_pen){.lettering = lettering},
                          0);
    sheet->y += lines.count > 1 ? (double)(lines.count - 1) * cir_line_height(lettering) : 0;
    key->x += BOX + GAP + width + BETWEEN;
}

void cir_key_add_word(struct cir_sheet *sheet, struct cir_key *key, enum cir_key_mark mark, enum cir_word word)
{
    cir_key_add(sheet, key, mark, NULL, cir_tongue_word(sheet->tongue, word));
}

void cir_key_end(struct cir_sheet *sheet, const struct cir_key *key)
{
    sheet->y += key->is_open ? HEIGHT : 0;
}
