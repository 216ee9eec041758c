/** Which States are neighbours of a State: those of its region, or of a group of States. */
#ifndef CIR_IMPACT_REGIONS_H
#define CIR_IMPACT_REGIONS_H

#include "base/error.h"
#include "model/definitions.h"
#include "model/network.h"

enum { CIR_NO_REGION = -1 };

/** The word for the M49 sub-region of each State. */
extern const char cir_regional_subregion[];

/** Read what counts as regional: groups of datasets/countries/groups.csv and States by any code or name, ',' list, which
 * are one region together: "eu27", "DEU,FRA,BEL,NLD", "efta,GBR". A State outside them goes by its M49 sub-region, which
 * is what all do when `text` is cir_regional_subregion or NULL.
 *
 * @param group the States of the list; empty where all go by sub-region
 * @return CIR_OK; CIR_BAD_USE with what is neither group nor State, or a State that is there already */
enum cir_status cir_regions_read(struct cir_states *group, const struct cir_definitions *definitions, const char *text,
                                 struct cir_error *error);

/** Numbers of regions by State of the network: States of one number are neighbours, CIR_NO_REGION has none.
 * @param regions network->state_count of them */
void cir_regions_make(int *regions, const struct cir_network *network, const struct cir_definitions *definitions,
                      const struct cir_states *group);

#endif
