/** Reads flows: long, `from,to,flow`, or a matrix, `from,NODE,NODE,...` with a row a seller. Made for tables of ten million
 * cells: a cell is looked at as it comes, and only flows above 0 are kept. */
#ifndef CIR_NETWORK_FLOW_TABLE_H
#define CIR_NETWORK_FLOW_TABLE_H

#include "base/index.h"
#include "definitions/load.h"
#include "network/raw_network.h"

/** Fill raw->rows and raw->resolution. What is wrong is reported with its place: a node that is not there, a flow that is
 * no number, is blank or below 0, a row or column twice, a row of another length.
 *
 * @param raw holds the nodes
 * @param nodes numbers of its nodes by name, "DEU:power"
 * @param file what messages name
 * @param text borrowed for the call */
void cir_flow_table_read(struct cir_load *load, struct cir_raw_network *raw, const struct cir_index *nodes,
                         const char *file, struct cir_text text);

#endif
