/** The cell grammar: from text to a typed cell.
 *
 *     12000   100..500   >=500   <=500   low|medium   ~300   unknown   n/a   (blank)
 */
#ifndef CIR_INTAKE_CELLS_H
#define CIR_INTAKE_CELLS_H

#include "base/date.h"
#include "model/cell.h"
#include "model/definitions.h"
#include "model/field.h"
#include "model/problem.h"

/** How the text of one column is written: decided for the whole column, never row by row. */
struct cir_cell_format {
    enum cir_date_order date_order;
    char decimal;   /**< '.' unless declared */
    char thousands; /**< '\0' unless declared */
    char separator; /**< of lists: ';' unless declared */
    double factor;  /**< the number is multiplied by it (unit conversion); 1 */
};

/** Why a cell was refused. */
struct cir_cell_fault {
    enum cir_problem_code code;
    const char *expected;   /**< borrowed from the definitions or static */
    const char *suggestion; /**< borrowed from the definitions or static, "" where there is none */
};

/** Read one cell. `text` is borrowed by the cell where its type is text.
 * @return true; false with *fault filled */
bool cir_cell_read(struct cir_cell *cell, const struct cir_field *field, const struct cir_cell_format *format,
                   const struct cir_definitions *definitions, struct cir_text text, struct cir_cell_fault *fault);

#endif
