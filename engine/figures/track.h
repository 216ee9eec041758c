/** A horizontal axis under rows. */
#ifndef CIR_FIGURES_TRACK_H
#define CIR_FIGURES_TRACK_H

#include "figures/axis.h"
#include "figures/sheet.h"

struct cir_track {
    struct cir_axis axis;
    double start;
    double width;
    bool percent; /**< values are shares, told as percentages */
};

/** x of a value. */
double cir_track_x(const struct cir_track *track, double value);

/** Rules from `top` down to sheet->y with their numbers below, and `label` below these; moves the sheet down. */
void cir_track_draw(struct cir_sheet *sheet, const struct cir_track *track, double top, struct cir_text label);

/** The number of an axis at a step. */
struct cir_text cir_axis_text(struct cir_sheet *sheet, const struct cir_axis *axis, size_t step, bool percent);

/** Faint, but the one at 0. */
struct cir_paint cir_axis_rule(double value);

#endif
