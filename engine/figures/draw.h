/** The kinds of figures: each draws a table on a sheet, from sheet->y down, and leaves sheet->y below it.
 *
 * All return CIR_OK; CIR_BAD_USE where the kind cannot show the table, with what to do instead; CIR_NO_MEMORY. Memory that
 * ran out while drawing is kept in sheet->body.failed. */
#ifndef CIR_FIGURES_DRAW_H
#define CIR_FIGURES_DRAW_H

#include "figures/plotted.h"

enum cir_status cir_draw_matrix(struct cir_sheet *sheet, const struct cir_plotted *plotted, struct cir_error *error);
enum cir_status cir_draw_levels(struct cir_sheet *sheet, const struct cir_plotted *plotted, struct cir_error *error);
enum cir_status cir_draw_trend(struct cir_sheet *sheet, const struct cir_plotted *plotted, struct cir_error *error);
enum cir_status cir_draw_intervals(struct cir_sheet *sheet, const struct cir_plotted *plotted, struct cir_error *error);
enum cir_status cir_draw_acceptability(struct cir_sheet *sheet, const struct cir_plotted *plotted,
                                       struct cir_error *error);
enum cir_status cir_draw_recovery(struct cir_sheet *sheet, const struct cir_plotted *plotted, struct cir_error *error);

#endif
