/** All campaigns of a log: incidents come in its order, campaigns go out in the order of their first incident.
 *
 * A campaign is all incidents of one key; memory grows with the number of campaigns and of the operators in them, not
 * with that of the incidents.
 *
 * With a period, incidents of one key belong together only while they lie within it: windows are cut when all have
 * come, so that their order in the log does not matter, and each incident is kept until then. A window opens with every
 * incident and holds those of its key that begin no earlier and no later than a period after it; one that lies wholly
 * in the window before it is left out. Windows overlap: of three incidents of which two and two lie within the period,
 * there are two. A date that is not an instant stands for its middle; an incident without a date is in no window. */
#ifndef CIR_CAMPAIGN_CAMPAIGNS_H
#define CIR_CAMPAIGN_CAMPAIGNS_H

#include "base/date.h"
#include "base/error.h"
#include "campaign/campaign.h"

enum {
    CIR_CAMPAIGNS_MAX = 1 << 16,          /**< keys */
    CIR_CAMPAIGN_OPERATORS_MAX = 1 << 20, /**< operators, over all campaigns */
    CIR_CAMPAIGN_WINDOW_MAX = 1 << 18,    /**< incidents that have a key, where there is a period */
};

struct cir_campaigns;

/** `plan` is borrowed. @param period NULL: none. @return NULL when memory is exhausted */
struct cir_campaigns *cir_campaigns_new(const struct cir_campaign_plan *plan, const struct cir_period *period);

void cir_campaigns_free(struct cir_campaigns *campaigns);

/** @return CIR_OK; CIR_BAD_LOG when the log holds more campaigns, operators or incidents than the limits above;
 *          CIR_NO_MEMORY */
enum cir_status cir_campaigns_add(struct cir_campaigns *campaigns, const struct cir_campaign_member *member,
                                  struct cir_error *error);

/** The next campaign, in the order of the keys' first incidents and then of time; all incidents must have come.
 *
 * @param id gets the key, or, where there is a period, "KEY#1" of its first window
 * @return CIR_OK, campaign and id borrowed until the next call; CIR_END; CIR_NO_MEMORY */
enum cir_status cir_campaigns_next(struct cir_campaigns *campaigns, const struct cir_campaign **campaign,
                                   struct cir_text *id, struct cir_error *error);

/** Incidents that came, and those of them that are in no campaign as they have no date. */
uint64_t cir_campaigns_incidents(const struct cir_campaigns *campaigns);
uint64_t cir_campaigns_undated(const struct cir_campaigns *campaigns);

#endif
