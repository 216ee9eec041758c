#include "figures/key.h"

#include "figures/shades.h"

static const struct cir_lettering lettering = {10.5, false};

enum { ABOVE = 14, HEIGHT = 14, BOX = 14, GAP = 5, BETWEEN = 16, LINES = 3 };

struct cir_key cir_key_at(double start)
{
    return (struct cir_key){.start = start, .x = start};
}

static void draw_whisker(struct cir_canvas *canvas, double x)
{
    double y = canvas->y + HEIGHT / 2.0;
    cir_canvas_line(canvas, (struct cir_point){x, y}, (struct cir_point){x + BOX, y},
                    &(struct cir_paint){.stroke = cir_ink, .stroke_width = 1.4});
    cir_canvas_mark(canvas, (struct cir_point){x + BOX / 2.0, y}, 0, false);
}

static void draw_mark(struct cir_canvas *canvas, double x, enum cir_key_mark mark, const char *fill)
{
    struct cir_box box = {x, canvas->y, BOX, HEIGHT};
    switch (mark) {
    case CIR_KEY_SHADE:
        cir_canvas_box(canvas, box, &(struct cir_paint){.fill = fill, .stroke = cir_rule, .stroke_width = 1});
        break;
    case CIR_KEY_HATCH:
        cir_canvas_box(canvas, box, &(struct cir_paint){.fill = cir_paper, .stroke = cir_rule, .stroke_width = 1});
        cir_canvas_hatch(canvas, box);
        break;
    case CIR_KEY_OPEN_BOX:
        cir_canvas_box(canvas, box, &(struct cir_paint){.stroke = cir_ink, .stroke_width = 1, .dashes = "2 2"});
        break;
    case CIR_KEY_OPEN_MARK:
        cir_canvas_mark(canvas, (struct cir_point){x + BOX / 2.0, canvas->y + HEIGHT / 2.0}, 0, true);
        break;
    case CIR_KEY_WHISKER:
        draw_whisker(canvas, x);
        break;
    }
}

void cir_key_add(struct cir_canvas *canvas, struct cir_key *key, enum cir_key_mark mark, const char *fill,
                 struct cir_text text)
{
    double end = canvas->width - CIR_CANVAS_MARGIN;
    double width = cir_text_width(text, lettering);
    canvas->y += key->is_open ? 0 : ABOVE;
    key->is_open = true;
    if (key->x > key->start && key->x + BOX + GAP + width > end) {
        canvas->y += HEIGHT + GAP;
        key->x = key->start;
    }
    struct cir_lines lines = cir_canvas_lines(canvas, text, lettering, end - key->x - BOX - GAP, LINES);
    draw_mark(canvas, key->x, mark, fill);
    cir_canvas_write_lines(canvas, key->x + BOX + GAP, canvas->y + 11, &lines,
                           &(struct cir_pen){.lettering = lettering}, 0);
    canvas->y += lines.count > 1 ? (double)(lines.count - 1) * cir_line_height(lettering) : 0;
    key->x += BOX + GAP + width + BETWEEN;
}

void cir_key_add_word(struct cir_canvas *canvas, struct cir_key *key, enum cir_key_mark mark, enum cir_word word)
{
    cir_key_add(canvas, key, mark, NULL, cir_tongue_word(canvas->tongue, word));
}

void cir_key_end(struct cir_canvas *canvas, const struct cir_key *key)
{
    canvas->y += key->is_open ? HEIGHT : 0;
}
