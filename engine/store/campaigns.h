/** Campaigns of the run that is open: who belongs together, the merged facts, the verdicts. All within the transaction of
 * the run, so that a run has all of its campaigns or is not there. Errors as in store.h. */
#ifndef CIR_STORE_CAMPAIGNS_H
#define CIR_STORE_CAMPAIGNS_H

#include "store/store.h"

/** Texts are borrowed for the call. */
struct cir_store_campaign {
    uint64_t number; /**< from 1; unique in the run */
    struct cir_text id;
    uint64_t key;   /**< of cir_store_put_campaign_key */
    uint64_t first; /**< place of its first incident among those of the key */
    uint64_t incidents;
};

/** @param key its number, from 1; unique in the run, as is the name */
enum cir_status cir_store_put_campaign_key(struct cir_store *store, uint64_t key, struct cir_text name,
                                           struct cir_error *error);

/** @param row of a subject that has the key
 *  @param place among those of the key, from 1; 0: in no campaign */
enum cir_status cir_store_put_campaign_incident(struct cir_store *store, uint64_t row, uint64_t key, uint64_t place,
                                                struct cir_error *error);

/** @param verdicts one a scheme, in the order of the run's schemes */
enum cir_status cir_store_put_campaign(struct cir_store *store, const struct cir_store_campaign *campaign,
                                       const struct cir_verdict *verdicts, struct cir_error *error);

/** How likely the levels of a campaign are that was put before.
 * @param probabilities one a scheme */
enum cir_status cir_store_put_campaign_probabilities(struct cir_store *store, uint64_t campaign,
                                                     const struct cir_probabilities *probabilities,
                                                     struct cir_error *error);

/** What the network of the run says of a campaign that was put. One that it cannot tell of has no row. */
enum cir_status cir_store_put_campaign_impact(struct cir_store *store, uint64_t campaign,
                                              const struct cir_row_impact *impact, struct cir_error *error);

/** @param campaign number of one that was put
 *  @param cell as a log holds it; blank only where it is partly told */
enum cir_status cir_store_put_campaign_fact(struct cir_store *store, uint64_t campaign, const char *field,
                                            struct cir_text cell, bool is_partly_told, struct cir_error *error);

#endif
