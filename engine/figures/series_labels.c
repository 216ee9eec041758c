#include "figures/series_labels.h"

#include "figures/plot.h"
#include "figures/shades.h"

#include <math.h>
#include <stdlib.h>

static const struct cir_lettering lettering = {11, false};

enum { LINES = 2, LEADER = 16, PIECE = 30, SWATCH = 12, GAP = 5, BETWEEN = 3 };

/* Before the text. */
static double room_before(const struct cir_series_labels *labels)
{
    return LEADER + (labels->of_lines ? PIECE : SWATCH + GAP);
}

void cir_series_labels_measure(struct cir_series_labels *labels, struct cir_sheet *sheet, double most)
{
    labels->width = 0;
    for (size_t i = 0; i < labels->count; i++) {
        struct cir_series_label *label = &labels->list[i];
        label->lines = cir_sheet_lines(sheet, label->text, lettering, most - room_before(labels), LINES);
        for (size_t k = 0; k < label->lines.count; k++)
            labels->width = fmax(labels->width, cir_text_width(label->lines.list[k], lettering));
        if (label->lines.is_cut)
            labels->width = most - room_before(labels);
    }
    labels->width += room_before(labels);
}

static double height_of(const struct cir_series_label *label)
{
    return (double)label->lines.count * cir_line_height(lettering) + BETWEEN;
}

static int compare_wanted(const void *first, const void *second)
{
    const struct cir_series_label *a = *(struct cir_series_label *const *)first;
    const struct cir_series_label *b = *(struct cir_series_label *const *)second;
    int order = (a->wanted > b->wanted) - (a->wanted < b->wanted);
    return order != 0 ? order : (a < b) - (a > b);
}

/* Down in order, each below the one before; then up again from the bottom, as far as it must. */
void cir_series_labels_place(struct cir_series_labels *labels, double top, double bottom)
{
    struct cir_series_label *order[CIR_FIGURE_SERIES_MAX];
    double edge = top;
    for (size_t i = 0; i < labels->count; i++)
        order[i] = &labels->list[i];
    qsort(order, labels->count, sizeof(struct cir_series_label *), compare_wanted);
    for (size_t i = 0; i < labels->count; i++) {
        order[i]->middle = fmax(order[i]->wanted, edge + height_of(order[i]) / 2);
        edge = order[i]->middle + height_of(order[i]) / 2;
    }
    edge = fmax(bottom, top);
    for (size_t i = labels->count; i-- > 0;) {
        order[i]->middle = fmin(order[i]->middle, edge - height_of(order[i]) / 2);
        edge = order[i]->middle - height_of(order[i]) / 2;
    }
}

static void draw_piece(struct cir_sheet *sheet, size_t series, double x, double y)
{
    const struct cir_paint paint = cir_plot_line(series);
    double end = x + PIECE - 6;
    cir_sheet_line(sheet, (struct cir_point){x, y}, (struct cir_point){end, y}, &paint);
    cir_sheet_mark(sheet, (struct cir_point){(x + end) / 2, y}, series, false);
}

static void draw_swatch(struct cir_sheet *sheet, const struct cir_shade *shade, double x, double y)
{
    cir_sheet_box(sheet, (struct cir_box){x, y - SWATCH / 2.0 + 1, SWATCH, SWATCH - 2},
                  &(struct cir_paint){.fill = shade->fill, .stroke = cir_ink, .stroke_width = 0.7});
}

static void write_label(struct cir_sheet *sheet, const struct cir_series_labels *labels, size_t number, double x)
{
    const struct cir_series_label *label = &labels->list[number];
    double first =
        label->middle + 0.36 * lettering.size - (double)(label->lines.count - 1) * cir_line_height(lettering) / 2;
    cir_sheet_open(sheet, label->text);
    if (labels->of_lines)
        draw_piece(sheet, number, x + LEADER - 2, label->middle);
    else
        draw_swatch(sheet, cir_shade_of(number, labels->count), x + LEADER, label->middle);
    cir_sheet_write_lines(sheet, x + room_before(labels), first, &label->lines,
                          &(struct cir_pen){.lettering = lettering}, 0);
    cir_sheet_close(sheet);
}

void cir_series_labels_write(struct cir_sheet *sheet, const struct cir_series_labels *labels, double x)
{
    for (size_t i = 0; i < labels->count; i++) {
        const struct cir_series_label *label = &labels->list[i];
        const struct cir_point leader[] = {{x + 2, label->wanted}, {x + LEADER - 4, label->middle}};
        if (label->lines.count == 0)
            continue;
        if (label->has_leader)
            cir_sheet_path(sheet, leader, 2, &(struct cir_paint){.stroke = cir_soft_ink, .stroke_width = 0.6});
        write_label(sheet, labels, i, x);
    }
}
