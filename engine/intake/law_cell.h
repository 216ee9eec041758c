/** A cell that tells the law of a fact: normal(11.7 2.5). */
#ifndef CIR_INTAKE_LAW_CELL_H
#define CIR_INTAKE_LAW_CELL_H

#include "base/text.h"
#include "model/fact_law.h"

enum { CIR_LAW_EXPECTED_SIZE = 256 };

/** Why a cell was refused. */
struct cir_law_fault {
    char expected[CIR_LAW_EXPECTED_SIZE];
};

/** Whether a cell is meant as a law: no number has a bracket. */
bool cir_law_cell_is(struct cir_text text);

/** Read a name of model/fact_law.def, in any case, and in brackets its two numbers with a blank between them, so that the cell
 * needs no quotes in a CSV of any separator.
 * @return false with *fault filled; *law is then unchanged */
bool cir_law_cell_read(struct cir_fact_law *law, struct cir_text text, struct cir_law_fault *fault);

#endif
