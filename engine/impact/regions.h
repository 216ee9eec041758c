/** Which States are neighbours of a State: of its region, or of a group of States. */
#ifndef CIR_IMPACT_REGIONS_H
#define CIR_IMPACT_REGIONS_H

#include "model/definitions.h"
#include "model/network.h"

enum cir_region_kind {
    CIR_REGION_SUBREGION, /**< the M49 sub-region */
    CIR_REGION_EU27,      /**< the States of the EU27 are one region; all others go by sub-region */
    CIR_REGION_KINDS
};

enum { CIR_NO_REGION = -1 };

/** Numbers of regions by State of the network: States of one number are neighbours, CIR_NO_REGION has none.
 * @param regions network->state_count of them */
void cir_regions_make(int *regions, const struct cir_network *network, const struct cir_definitions *definitions,
                      enum cir_region_kind kind);

#endif
