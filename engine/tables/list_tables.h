/** Tables of single incidents. */
#ifndef CIR_TABLES_LIST_TABLES_H
#define CIR_TABLES_LIST_TABLES_H

#include "cube/ranking.h"
#include "tables/grid.h"

/** The gravest incidents.
 * @param ranking of one row at least; lives as long as the table
 * @return as cir_grid_make */
enum cir_status cir_top_table_make(const struct cir_shown_table **table, struct cir_sheet *sheet,
                                   const struct cir_ranking *ranking, const struct cir_table_request *request,
                                   const struct cir_sheet_facts *facts, const char *source_name,
                                   struct cir_error *error);

#endif
