/** The outages of a campaign, gathered incident by incident. */
#ifndef CIR_CAMPAIGN_OUTAGES_H
#define CIR_CAMPAIGN_OUTAGES_H

#include "base/arena.h"
#include "base/index.h"
#include "campaign/plan.h"
#include "model/joint_outage.h"

/** A zeroed struct is that of no incident; all lies in an arena. */
struct cir_outages {
    struct cir_joint_outage joint;
    struct cir_index pairs; /**< from State and sector to the number of the pair */
    struct cir_index choices;
};

/** Take in one more incident. @return false when memory is exhausted */
bool cir_outages_add(struct cir_outages *outages, struct cir_arena *arena, const struct cir_cell *country,
                     const struct cir_cell *sector, const struct cir_incident_impact *impact);

#endif
