/** A table of assets: what is known of each by each criterion. */
#ifndef CIR_INTAKE_ASSETS_H
#define CIR_INTAKE_ASSETS_H

#include "model/stability.h"

/** Read a CSV file with the column asset, which names them, and one column a criterion, headed by its code or name; other
 * columns are passed over. Facts are cells of numbers as in a log (intake/cells.h), or laws (intake/law_cell.h): blank and
 * "unknown" are not known.
 *
 * @param arena gets all of it
 * @return CIR_OK; CIR_BAD_LOG, with its place, for a column that is missing or there twice, an asset without a name or named
 *         twice, a cell that is no number, "n/a", or no asset at all; what cir_worksheet_read returns; CIR_NO_MEMORY */
enum cir_status cir_assets_read(struct cir_assets *assets, const char *path, const struct cir_panel_criteria *criteria,
                                struct cir_arena *arena, struct cir_error *error);

#endif
