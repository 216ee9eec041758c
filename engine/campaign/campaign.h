/** Incidents that belong together, merged into one: a row of facts such as any other. */
#ifndef CIR_CAMPAIGN_CAMPAIGN_H
#define CIR_CAMPAIGN_CAMPAIGN_H

#include "campaign/gathered.h"
#include "campaign/outages.h"

enum { CIR_CAMPAIGN_IDS_SHOWN = 20 };

struct cir_campaign {
    struct cir_text key;
    uint64_t incidents;
    struct cir_text ids[CIR_CAMPAIGN_IDS_SHOWN]; /**< of the first incidents */
    double first_date;                           /**< the middle of the earliest */
    double last_date;
    bool is_undated; /**< some incident has no date */
    struct cir_hit_states states;
    struct cir_operators operators;
    struct cir_gathered *gathered; /**< by entry of the plan */
    struct cir_outages outages;    /**< of no incident where no network is used */
};

/** Start a campaign without incidents; all that it keeps lies in `arena`. @return false when memory is exhausted */
bool cir_campaign_init(struct cir_campaign *campaign, const struct cir_campaign_plan *plan, struct cir_arena *arena,
                       struct cir_text key);

/** Take in one more incident, whose key is the campaign's; texts are copied. @return false when memory is exhausted */
bool cir_campaign_add(struct cir_campaign *campaign, const struct cir_campaign_plan *plan, struct cir_arena *arena,
                      const struct cir_campaign_member *member);

/** The merged facts. Texts are borrowed from the campaign.
 * @param cells by number of the field, all fields of the run
 * @param id of the campaign, see campaigns.h */
void cir_campaign_cells(const struct cir_campaign *campaign, const struct cir_campaign_plan *plan, struct cir_text id,
                        struct cir_cell *cells);

/** Widen the merged `reach` by what the States of several incidents tell together.
 * @param of_union options that States surely hit leave open, as cir_hit_states_sure has them */
void cir_campaign_widen_reach(const struct cir_campaign *campaign, struct cir_cell *reach, uint64_t of_union,
                              uint64_t all);

/** Whether some incidents tell the field of an entry and some do not. */
static inline bool cir_campaign_is_partly_told(const struct cir_campaign *campaign, size_t entry)
{
    const struct cir_gathered *gathered = &campaign->gathered[entry];
    return gathered->is_told && (gathered->is_blank || gathered->is_unknown);
}

#endif
