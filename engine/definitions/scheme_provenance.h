/** Which tables a scheme was made of. */
#ifndef CIR_DEFINITIONS_SCHEME_PROVENANCE_H
#define CIR_DEFINITIONS_SCHEME_PROVENANCE_H

#include "definitions/load.h"
#include "model/scheme.h"

/** Fill `sha256` and `tables_of` of a scheme whose name is filled.
 *
 * @param prefix of the paths of its files: "datasets/schemes/gge/" or "./mine/"
 * @param folder that brings whatever is not built in: of one's own or laid over; NULL: there is none */
void cir_scheme_fill_provenance(struct cir_load *load, struct cir_scheme *scheme, const char *prefix,
                                const char *folder);

#endif
