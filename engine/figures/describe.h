/** The main figures of a table in words, for who does not see the picture. */
#ifndef CIR_FIGURES_DESCRIBE_H
#define CIR_FIGURES_DESCRIBE_H

#include "figures/plotted.h"

/** Clean text that lives as long as the sheet: the totals, or else the greatest numbers with what they are of; notes; what
 * is not known. */
struct cir_text cir_describe(struct cir_sheet *sheet, const struct cir_plotted *plotted);

#endif
