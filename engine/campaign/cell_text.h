/** Cells written in the grammar in which logs are read. */
#ifndef CIR_CAMPAIGN_CELL_TEXT_H
#define CIR_CAMPAIGN_CELL_TEXT_H

#include "base/buffer.h"
#include "model/cell.h"
#include "model/definitions.h"
#include "model/field.h"

/** Append the text of a cell. Read back it has the same state, ends and sets; of a range that is neither a value nor a
 * word nor "~" the grammar makes the point, and of the ways to write it the one is taken whose point lies nearest. */
void cir_cell_text_add(struct cir_buffer *buffer, const struct cir_cell *cell, const struct cir_field *field,
                       const struct cir_definitions *definitions);

#endif
