/** What a total outage of an asset does to others, by a network: of its sector in its State as much of the output is lost
 * as the asset makes, for as long as is asked.
 *
 * An unknown share is anything from 0 to 1. Losses, and States that are reached at home or abroad, are told as those of
 * an incident (measures/impacts.h). Of several sectors together States abroad are no less than those of the one that
 * reaches the most and no more than those of all added up; of candidates between the least and the most. */
#ifndef CIR_MEASURES_ASSET_IMPACT_H
#define CIR_MEASURES_ASSET_IMPACT_H

#include "model/asset_impact.h"
#include "model/cell.h"
#include "model/quantity.h"

/** @param share of the output of its sector that the asset, or all of its joint plant, makes; the parts of a plant may add
 *        up to more than 1, which counts as 1 */
void cir_asset_impact(struct cir_asset_impact *impact, const struct cir_impact_source *source,
                      const struct cir_cell *country, const struct cir_cell *sector, const struct cir_quantity *share,
                      const struct cir_outage_h *outage);

/** The measure impact_states of an asset: States abroad. Where the network does not tell any number may be reached; it has
 * no meaning where the share has none.
 * @param country_count that there are */
struct cir_quantity cir_asset_impact_states(const struct cir_asset_impact *impact, size_t country_count);

#endif
