#include "figures/track.h"

#include "figures/shades.h"

static const struct cir_lettering lettering = {10.5, false};

enum { FIGURES = 3, BELOW = 13, NAME_BELOW = 16 };

struct cir_text cir_axis_text(struct cir_sheet *sheet, const struct cir_axis *axis, size_t step, bool percent)
{
    struct cir_buffer text = {0};
    double value = cir_axis_value(axis, step);
    if (percent)
        cir_tongue_add_share(&text, sheet->tongue, value, FIGURES);
    else
        cir_tongue_add_number(&text, sheet->tongue, value, FIGURES);
    return cir_sheet_keep(sheet, &text);
}

struct cir_paint cir_axis_rule(double value)
{
    bool is_zero = value == 0;
    return (struct cir_paint){.stroke = is_zero ? cir_ink : cir_faint_rule, .stroke_width = is_zero ? 1 : 0.8};
}

double cir_track_x(const struct cir_track *track, double value)
{
    return track->start + cir_axis_share(&track->axis, value) * track->width;
}

void cir_track_draw(struct cir_sheet *sheet, const struct cir_track *track, double top, struct cir_text label)
{
    const struct cir_pen pen = {.lettering = lettering, .anchor = CIR_ANCHOR_MIDDLE, .color = cir_soft_ink};
    double bottom = sheet->y;
    for (size_t i = 0; i <= track->axis.steps; i++) {
        double value = cir_axis_value(&track->axis, i);
        double x = cir_track_x(track, value);
        const struct cir_paint rule = cir_axis_rule(value);
        cir_sheet_line(sheet, (struct cir_point){x, top}, (struct cir_point){x, bottom + 3}, &rule);
        cir_sheet_write(sheet, x, bottom + 3 + BELOW, cir_axis_text(sheet, &track->axis, i, track->percent), &pen, 0);
    }
    sheet->y = bottom + 3 + BELOW + 4;
    if (label.size > 0) {
        cir_sheet_write(sheet, track->start + track->width / 2, sheet->y + lettering.size, label, &pen, 0);
        sheet->y += NAME_BELOW;
    }
}
