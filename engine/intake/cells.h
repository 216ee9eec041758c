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

/** The format of a column of which nothing is declared. */
static inline struct cir_cell_format cir_cell_format_plain(void)
{
    return (struct cir_cell_format){.date_order = CIR_DATE_ISO, .decimal = '.', .separator = ';', .factor = 1};
}

enum { CIR_FAULT_EXPECTED_SIZE = 256, CIR_FAULT_SUGGESTION_SIZE = 80 };

/** Why a cell was refused. Owns its texts, so that reading a cell allocates nothing; written only on a refusal. */
struct cir_cell_fault {
    enum cir_problem_code code;
    char expected[CIR_FAULT_EXPECTED_SIZE];     /**< a long list of options is cut, with "..." */
    char suggestion[CIR_FAULT_SUGGESTION_SIZE]; /**< "" where nothing is near */
};

/** Read one cell. `text` is borrowed by the cell where its type is text. Of the members of the cell only those that
 * its type and state give a meaning are written.
 * @param fault NULL where the answer alone counts, which saves the search for a suggestion
 * @return true; false with *fault filled, the cell then holds nothing */
bool cir_cell_read(struct cir_cell *cell, const struct cir_field *field, const struct cir_cell_format *format,
                   const struct cir_definitions *definitions, struct cir_text text, struct cir_cell_fault *fault);

/** Whether the text (without blanks around it) is a word for not knowing: "unknown" or "n/a", in any case. */
bool cir_cell_is_state_word(struct cir_text text);

/** The character at which the text of a cell falls into elements: the separator where the elements of the field can
 * hold together and the text has one, else '|' where one of several can be meant, else '\0'. */
char cir_cell_cut(const struct cir_field *field, const struct cir_cell_format *format, struct cir_text text);

#endif
