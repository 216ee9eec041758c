/** The stylesheet of a report. */
#ifndef CIR_REPORT_STYLE_H
#define CIR_REPORT_STYLE_H

#include "base/buffer.h"
#include "base/text.h"

/** Append the stylesheet: page.css, before it the texts that it writes into the margins of printed pages and the colour of
 * the TLP label. The texts may be hostile. */
void cir_report_add_style(struct cir_buffer *css, struct cir_text title, struct cir_text tlp);

#endif
