/** What stands around every figure: caption and TLP label above, notes, what is not known and the source below. */
#ifndef CIR_FIGURES_FRAME_H
#define CIR_FIGURES_FRAME_H

#include "figures/sheet.h"

/** Begin the sheet of a table. */
void cir_frame_open(struct cir_sheet *sheet);

/** Write what stands below, and append the whole as SVG to `svg`.
 * @param description clean text: the main figures in words */
void cir_frame_close(struct cir_sheet *sheet, struct cir_buffer *svg, struct cir_text description);

#endif
