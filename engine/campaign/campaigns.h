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
    CIR_CAMPAIGN_PAIRS_MAX = 1 << 20,     /**< likewise sectors of States, where a network is used */
    CIR_CAMPAIGN_WINDOW_MAX = 1 << 18,    /**< incidents that have a key, where there is a period */
};

struct cir_campaigns;

/** `plan` is borrowed. @param period NULL: none. @return NULL when memory is exhausted */
struct cir_campaigns *cir_campaigns_new(const struct cir_campaign_plan *plan, const struct cir_period *period);

void cir_campaigns_free(struct cir_campaigns *campaigns);

/** Where an incident stands among those of its key. */
struct cir_campaign_place {
    uint64_t key;   /**< number of the key, from 1, in the order of the keys' first incidents */
    uint64_t place; /**< from 1, in the order in which they came; 0: in no campaign, or not known yet */
    bool waits;     /**< for cir_campaigns_next, which tells the places where there is a period */
};

/** @return CIR_OK; CIR_BAD_LOG when the log holds more campaigns, operators or incidents than the limits above;
 *          CIR_NO_MEMORY */
enum cir_status cir_campaigns_add(struct cir_campaign_place *place, struct cir_campaigns *campaigns,
                                  const struct cir_campaign_member *member, struct cir_error *error);

/** A campaign on its way out: the incidents of its key from one place to another. */
struct cir_campaign_cut {
    const struct cir_campaign *campaign;
    struct cir_text id; /**< the key, or, where there is a period, "KEY#1" of its first window */
    uint64_t key;       /**< its number */
    uint64_t first;     /**< places of the first and the last incident; in the order of time where there is a period */
    uint64_t last;
    uint64_t told; /**< up to here places are known, of cir_campaigns_add or of a cut before */
};

/** The next campaign, in the order of the keys' first incidents and then of time; all incidents must have come.
 *
 * @return CIR_OK, all of the cut borrowed until the next call; CIR_END; CIR_NO_MEMORY */
enum cir_status cir_campaigns_next(struct cir_campaigns *campaigns, struct cir_campaign_cut *cut,
                                   struct cir_error *error);

/** Row of the incident at a place that the last cut told, cut.told < place <= cut.last. */
uint64_t cir_campaigns_row(const struct cir_campaigns *campaigns, uint64_t place);

/** How many keys there are, and what key `number` is, from 1. */
uint64_t cir_campaigns_keys(const struct cir_campaigns *campaigns);
struct cir_text cir_campaigns_key(const struct cir_campaigns *campaigns, uint64_t number);

/** Incidents that came, and those of them that are in no campaign as they have no date. */
uint64_t cir_campaigns_incidents(const struct cir_campaigns *campaigns);
uint64_t cir_campaigns_undated(const struct cir_campaigns *campaigns);

#endif
