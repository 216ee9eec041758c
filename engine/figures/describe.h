/** The main figures of a table in words, for who does not see the picture. */
#ifndef CIR_FIGURES_DESCRIBE_H
#define CIR_FIGURES_DESCRIBE_H

#include "figures/plotted.h"

/** Clean text that lives as long as the sheet: the greatest numbers with what they are of; the total; over time how far
 * each series came; how many values are withheld or not known; notes and the rest of what stands below.
 * @param is_in_time rows follow each other in time */
struct cir_text cir_describe(struct cir_sheet *sheet, const struct cir_plotted *plotted, bool is_in_time);

#endif
