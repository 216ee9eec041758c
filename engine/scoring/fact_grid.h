/** The outcomes of a group of facts, measured on a grid of completions. Inside this stage only.
 *
 * Lines along which the last continuum of the group changes, a line for each combination of values of the others, which
 * stand still; another continuum stands at the middle of each of some strips. Between two places of a line everything is
 * taken for linear, unless a criterion changes its truth there, a step is reached or a value moves far: there the
 * stretch is cut, again and again. Of a group of sets alone each line is a single completion. */
#ifndef CIR_SCORING_FACT_GRID_H
#define CIR_SCORING_FACT_GRID_H

#include "scoring/row_apart.h"

/** Fill the outcomes of a group and its pieces.
 * @return false when they are too many, or not of this kind */
bool cir_fact_grid_measure(struct cir_row_apart *apart, size_t group);

#endif
