/** What the fuzz harnesses of networks share. */
#ifndef CIR_FUZZ_NETWORKS_H
#define CIR_FUZZ_NETWORKS_H

#include "definitions/definitions.h"
#include "model/network.h"

/** The built-in definitions; loaded when first asked for, freed when the program ends. */
const struct cir_definitions *fuzz_definitions(void);

/** Abort where a network that was loaded breaks a promise. */
void fuzz_expect_network(const struct cir_network *network);

#endif
