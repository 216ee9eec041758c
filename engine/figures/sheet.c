#include "figures/sheet.h"

#include "figures/coordinate.h"
#include "figures/shades.h"

/* ---- texts ---- */

struct cir_text cir_sheet_keep(struct cir_sheet *sheet, struct cir_buffer *text)
{
    char *copy = text->failed ? NULL : cir_arena_copy(sheet->arena, cir_buffer_text(text));
    struct cir_text kept = {copy, copy != NULL ? text->size : 0};
    sheet->body.failed = sheet->body.failed || copy == NULL;
    cir_buffer_free(text);
    return kept;
}

struct cir_text cir_sheet_text(struct cir_sheet *sheet, struct cir_text text, enum cir_isolation isolation)
{
    struct cir_buffer clean = {0};
    cir_clean_add_isolated(&clean, text, isolation);
    return cir_sheet_keep(sheet, &clean);
}

enum cir_isolation cir_sheet_isolation(const struct cir_sheet *sheet, const struct cir_shown_cell *cell)
{
    if (!sheet->from_right && !cir_has_from_right(cell->text))
        return CIR_ISOLATE_NOT;
    return cell->kind == CIR_SHOWN_CODE ? CIR_ISOLATE_FROM_LEFT : CIR_ISOLATE_BY_CONTENT;
}

struct cir_text cir_sheet_cell(struct cir_sheet *sheet, const struct cir_shown_cell *cell)
{
    return cir_sheet_text(sheet, cell->text, cir_sheet_isolation(sheet, cell));
}

struct cir_lines cir_sheet_lines(struct cir_sheet *sheet, struct cir_text text, struct cir_lettering lettering,
                                 double width, size_t most)
{
    struct cir_lines lines;
    if (!cir_lines_break(&lines, sheet->arena, text, lettering, width, most)) {
        sheet->body.failed = true;
        lines.count = 0;
    }
    return lines;
}

double cir_line_height(struct cir_lettering lettering)
{
    return 1.3 * lettering.size;
}

/* ---- elements ---- */

/* From the side where reading starts to the left edge. */
static double across(const struct cir_sheet *sheet, double x)
{
    return sheet->from_right ? sheet->width - x : x;
}

static void add_attribute(struct cir_buffer *body, const char *name, const char *value)
{
    cir_buffer_add_format(body, " %s=\"%s\"", name, value);
}

static void add_paint(struct cir_buffer *body, const struct cir_paint *paint)
{
    add_attribute(body, "fill", paint->fill != NULL ? paint->fill : "none");
    if (paint->opacity > 0)
        cir_coordinate_add_attribute(body, "fill-opacity", paint->opacity);
    if (paint->stroke == NULL)
        return;
    add_attribute(body, "stroke", paint->stroke);
    cir_coordinate_add_attribute(body, "stroke-width", paint->stroke_width);
    if (paint->dashes != NULL)
        add_attribute(body, "stroke-dasharray", paint->dashes);
}

/* text-anchor follows the direction of the text, so that start is where reading starts. A text turned upward has its start
 * below only where it is read from the left: the other way round its end is there. */
static void add_anchor(struct cir_buffer *body, const struct cir_sheet *sheet, const struct cir_pen *pen)
{
    static const char *const words[] = {"start", "middle", "end"};
    enum cir_anchor anchor = pen->anchor;
    if (pen->upward && sheet->from_right && anchor != CIR_ANCHOR_MIDDLE)
        anchor = anchor == CIR_ANCHOR_START ? CIR_ANCHOR_END : CIR_ANCHOR_START;
    if (anchor != CIR_ANCHOR_START)
        add_attribute(body, "text-anchor", words[anchor]);
}

static void add_turn(struct cir_buffer *body, double x, double y)
{
    cir_buffer_add_string(body, " transform=\"rotate(-90 ");
    cir_coordinate_add(body, x);
    cir_buffer_add_char(body, ' ');
    cir_coordinate_add(body, y);
    cir_buffer_add_string(body, ")\"");
}

static void open_text(struct cir_sheet *sheet, double x, double y, const struct cir_pen *pen)
{
    struct cir_buffer *body = &sheet->body;
    cir_buffer_add_string(body, "<text");
    cir_coordinate_add_attribute(body, "x", across(sheet, x));
    cir_coordinate_add_attribute(body, "y", y);
    add_anchor(body, sheet, pen);
    cir_coordinate_add_attribute(body, "font-size", pen->lettering.size);
    if (pen->lettering.bold)
        add_attribute(body, "font-weight", "bold");
    add_attribute(body, "fill", pen->color != NULL ? pen->color : cir_ink);
    if (pen->has_halo)
        cir_buffer_add_format(body, " stroke=\"%s\" stroke-width=\"4\" paint-order=\"stroke\"", cir_paper);
    if (pen->upward)
        add_turn(body, across(sheet, x), y);
    cir_buffer_add_char(body, '>');
}

static void close_text(struct cir_sheet *sheet, const struct cir_pen *pen, unsigned note)
{
    if (note > 0) {
        cir_buffer_add_string(&sheet->body, "<tspan");
        cir_coordinate_add_attribute(&sheet->body, "dy", -0.35 * pen->lettering.size);
        cir_coordinate_add_attribute(&sheet->body, "font-size", 0.7 * pen->lettering.size);
        cir_buffer_add_format(&sheet->body, "> %u</tspan>", note);
    }
    cir_buffer_add_string(&sheet->body, "</text>\n");
}

void cir_sheet_write(struct cir_sheet *sheet, double x, double y, struct cir_text text, const struct cir_pen *pen,
                     unsigned note)
{
    if (text.size == 0)
        return;
    open_text(sheet, x, y, pen);
    cir_clean_escape(&sheet->body, text);
    close_text(sheet, pen, note);
}

void cir_sheet_write_lines(struct cir_sheet *sheet, double x, double y, const struct cir_lines *lines,
                           const struct cir_pen *pen, unsigned note)
{
    for (size_t i = 0; i < lines->count; i++) {
        bool is_last = i + 1 == lines->count;
        double down = (double)i * cir_line_height(pen->lettering);
        open_text(sheet, x, y + down, pen);
        cir_clean_escape(&sheet->body, lines->list[i]);
        if (is_last && lines->is_cut)
            cir_buffer_add_string(&sheet->body, "\xE2\x80\xA6");
        close_text(sheet, pen, is_last ? note : 0);
    }
}

static void open_box(struct cir_sheet *sheet, struct cir_box box)
{
    cir_buffer_add_string(&sheet->body, "<rect");
    cir_coordinate_add_attribute(&sheet->body, "x", across(sheet, sheet->from_right ? box.x + box.width : box.x));
    cir_coordinate_add_attribute(&sheet->body, "y", box.y);
    cir_coordinate_add_attribute(&sheet->body, "width", box.width);
    cir_coordinate_add_attribute(&sheet->body, "height", box.height);
}

void cir_sheet_box(struct cir_sheet *sheet, struct cir_box box, const struct cir_paint *paint)
{
    open_box(sheet, box);
    add_paint(&sheet->body, paint);
    cir_buffer_add_string(&sheet->body, "/>\n");
}

void cir_sheet_hatch(struct cir_sheet *sheet, struct cir_box box)
{
    open_box(sheet, box);
    cir_buffer_add_format(&sheet->body, " fill=\"url(#%s-hatch)\"/>\n", sheet->id);
}

void cir_sheet_line(struct cir_sheet *sheet, struct cir_point from, struct cir_point to, const struct cir_paint *paint)
{
    cir_sheet_path(sheet, (const struct cir_point[]){from, to}, 2, paint);
}

static void add_points(struct cir_sheet *sheet, const struct cir_point *points, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        cir_buffer_add_char(&sheet->body, i == 0 ? 'M' : 'L');
        cir_coordinate_add(&sheet->body, across(sheet, points[i].x));
        cir_buffer_add_char(&sheet->body, ' ');
        cir_coordinate_add(&sheet->body, points[i].y);
    }
}

void cir_sheet_path(struct cir_sheet *sheet, const struct cir_point *points, size_t count,
                    const struct cir_paint *paint)
{
    cir_buffer_add_string(&sheet->body, "<path d=\"");
    add_points(sheet, points, count);
    cir_buffer_add_string(&sheet->body, paint->fill != NULL ? "Z\"" : "\"");
    add_paint(&sheet->body, paint);
    if (paint->fill == NULL)
        add_attribute(&sheet->body, "stroke-linejoin", "round");
    cir_buffer_add_string(&sheet->body, "/>\n");
}

/* ---- marks ---- */

enum { SHAPES = 4, CORNERS_MAX = 4 };

static void mark_disc(struct cir_sheet *sheet, struct cir_point at, const struct cir_paint *paint)
{
    cir_buffer_add_string(&sheet->body, "<circle");
    cir_coordinate_add_attribute(&sheet->body, "cx", across(sheet, at.x));
    cir_coordinate_add_attribute(&sheet->body, "cy", at.y);
    cir_coordinate_add_attribute(&sheet->body, "r", 3.2);
    add_paint(&sheet->body, paint);
    cir_buffer_add_string(&sheet->body, "/>\n");
}

static void mark_corners(struct cir_sheet *sheet, struct cir_point at, size_t shape, const struct cir_paint *paint)
{
    static const struct {
        size_t count;
        struct cir_point corners[CORNERS_MAX];
    } shapes[SHAPES - 1] = {
        {4, {{-3, -3}, {3, -3}, {3, 3}, {-3, 3}}},
        {3, {{0, -4}, {3.8, 3}, {-3.8, 3}}},
        {4, {{0, -4.2}, {4.2, 0}, {0, 4.2}, {-4.2, 0}}},
    };
    struct cir_point points[CORNERS_MAX];
    for (size_t i = 0; i < shapes[shape].count; i++)
        points[i] = (struct cir_point){at.x + shapes[shape].corners[i].x, at.y + shapes[shape].corners[i].y};
    cir_sheet_path(sheet, points, shapes[shape].count, paint);
}

void cir_sheet_mark(struct cir_sheet *sheet, struct cir_point at, size_t number, bool is_open)
{
    const struct cir_paint paint = {
        .fill = is_open ? cir_paper : cir_ink, .stroke = cir_ink, .stroke_width = is_open ? 1.4 : 1};
    if (number % SHAPES == 0)
        mark_disc(sheet, at, &paint);
    else
        mark_corners(sheet, at, number % SHAPES - 1, &paint);
}

/* ---- groups ---- */

void cir_sheet_open(struct cir_sheet *sheet, struct cir_text title)
{
    cir_buffer_add_string(&sheet->body, "<g><title>");
    cir_clean_escape(&sheet->body, title);
    cir_buffer_add_string(&sheet->body, "</title>\n");
}

void cir_sheet_close(struct cir_sheet *sheet)
{
    cir_buffer_add_string(&sheet->body, "</g>\n");
}
