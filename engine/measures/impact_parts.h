/** What impacts of incidents and of campaigns are both made of. Private to this folder. */
#ifndef CIR_MEASURES_IMPACT_PARTS_H
#define CIR_MEASURES_IMPACT_PARTS_H

#include "model/cell.h"
#include "model/impact_summary.h"
#include "model/row_impact.h"

#include <stdbool.h>

/** Number of the hour of the source from which on a summary tells of an outage that lasts so long. */
size_t cir_impact_hour(const struct cir_impact_source *source, double duration_h);

/** How many States of a list are reached by an outage of this share. */
double cir_impact_states(const struct cir_impact_source *source, const struct cir_state_shares *states, double share,
                         double duration_h);

/** Of the sectors of a cell in the States of a cell; what is not known there cannot be told. */
struct cir_row_impact cir_impact_of_shock(const struct cir_impact_source *source, const struct cir_cell *country,
                                          const struct cir_cell *sector, const struct cir_row_shock *shock);

/** Of one sector in one State. */
struct cir_row_impact cir_impact_of_node(const struct cir_impact_source *source,
                                         const struct cir_impact_summary *summary, const struct cir_row_shock *shock);

/** Take in another sector that was hit, too (`together`), or another that may have been hit instead. `top` stays. */
void cir_impact_join(struct cir_row_impact *impact, const struct cir_row_impact *other, bool together);

struct cir_row_impact cir_impact_untold(enum cir_impact_outcome outcome);

#endif
