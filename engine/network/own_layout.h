/** A network in tables of our own (docs/tables.md): network.csv, sectors.csv, nodes.csv, flows.csv, criticality.csv,
 * links.csv; or nodes.csv and flows.csv alone. */
#ifndef CIR_NETWORK_OWN_LAYOUT_H
#define CIR_NETWORK_OWN_LAYOUT_H

#include "definitions/load.h"
#include "model/network.h"

/** The files of a network, ended by NULL. */
extern const char *const cir_network_files[];

/** Fill an empty network from the folder that `load` has files of, under "FOLDER/NAME". Findings go to the load; the
 * network is to be freed either way. */
void cir_network_read_own(struct cir_load *load, struct cir_network *network, const char *folder, const char *name,
                          const struct cir_definitions *definitions);

#endif
