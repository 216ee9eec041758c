/* Which key a row has is stored as the row comes, so that no row need be kept for it. Where campaigns are windows of
 * time, places are known when the windows are cut, and the incidents wait for that in any case. */
#include "pipeline/campaign_delivery.h"

#include "campaign/campaigns.h"
#include "pipeline/campaigns_file.h"
#include "sink/summary.h"
#include "store/campaigns.h"

#include <stdlib.h>

struct cir_campaign_delivery {
    const struct cir_campaign_plan *plan;
    struct cir_store *store;         /* borrowed; NULL when not wanted */
    struct cir_campaigns *campaigns; /* owned, as all that follows */
    struct cir_campaigns_file *file; /* NULL when not wanted */
    struct cir_campaign_judging *judging;
};

static enum cir_status make(struct cir_campaign_delivery *delivery, const struct cir_job_setup *setup,
                            const struct cir_score_options *options, struct cir_error *error)
{
    const struct cir_period *within = &options->campaigns.within;
    bool has_period = within->months > 0 || within->hours > 0;
    delivery->campaigns = cir_campaigns_new(delivery->plan, has_period ? within : NULL);
    if (delivery->campaigns == NULL)
        return cir_fail_memory(error);
    enum cir_status status = cir_campaign_judging_new(&delivery->judging, setup, error);
    if (status == CIR_OK && options->campaigns.output != NULL)
        status = cir_campaigns_file_new(&delivery->file, setup, options, error);
    return status;
}

enum cir_status cir_campaign_delivery_new(struct cir_campaign_delivery **delivery, const struct cir_job_setup *setup,
                                          const struct cir_score_options *options, struct cir_store *store,
                                          struct cir_error *error)
{
    *delivery = NULL;
    struct cir_campaign_delivery *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->plan = &setup->grouping->plan;
    made->store = store;
    enum cir_status status = make(made, setup, options, error);
    if (status == CIR_OK)
        *delivery = made;
    else
        cir_campaign_delivery_free(made);
    return status;
}

void cir_campaign_delivery_free(struct cir_campaign_delivery *delivery)
{
    if (delivery == NULL)
        return;
    cir_campaigns_free(delivery->campaigns);
    cir_campaigns_file_free(delivery->file);
    cir_campaign_judging_free(delivery->judging);
    free(delivery);
}

enum cir_status cir_campaign_delivery_add(struct cir_campaign_delivery *delivery,
                                          const struct cir_campaign_member *member, struct cir_error *error)
{
    struct cir_campaign_place place;
    enum cir_status status = cir_campaigns_add(&place, delivery->campaigns, member, error);
    if (status != CIR_OK || delivery->store == NULL || place.waits)
        return status;
    return cir_store_put_campaign_incident(delivery->store, member->row, place.key, place.place, error);
}

static enum cir_status store_keys(const struct cir_campaign_delivery *delivery, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (uint64_t key = 1; status == CIR_OK && key <= cir_campaigns_keys(delivery->campaigns); key++)
        status = cir_store_put_campaign_key(delivery->store, key, cir_campaigns_key(delivery->campaigns, key), error);
    return status;
}

static enum cir_status store_incidents(const struct cir_campaign_delivery *delivery, const struct cir_campaign_cut *cut,
                                       struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (uint64_t place = cut->told + 1; status == CIR_OK && place <= cut->last; place++)
        status = cir_store_put_campaign_incident(delivery->store, cir_campaigns_row(delivery->campaigns, place),
                                                 cut->key, place, error);
    return status;
}

static bool is_partly_told(const struct cir_campaign_delivery *delivery, const struct cir_campaign *campaign,
                           size_t field)
{
    for (size_t i = 0; i < delivery->plan->entry_count; i++)
        if (delivery->plan->entries[i].field == field)
            return cir_campaign_is_partly_told(campaign, i);
    return false;
}

static enum cir_status store_facts(const struct cir_campaign_delivery *delivery, uint64_t number,
                                   const struct cir_campaign *campaign, const struct cir_text *texts,
                                   struct cir_error *error)
{
    const struct cir_fields *fields = delivery->plan->fields;
    enum cir_status status = CIR_OK;
    for (size_t i = 0; status == CIR_OK && i < fields->count; i++) {
        bool is_partly = is_partly_told(delivery, campaign, i);
        if (texts[i].size > 0 || is_partly)
            status =
                cir_store_put_campaign_fact(delivery->store, number, fields->list[i].name, texts[i], is_partly, error);
    }
    return status;
}

static enum cir_status store_campaign(const struct cir_campaign_delivery *delivery, uint64_t number,
                                      const struct cir_campaign_cut *cut, const struct cir_judged_campaign *judged,
                                      struct cir_error *error)
{
    const struct cir_store_campaign campaign = {
        .number = number,
        .id = cut->id,
        .key = cut->key,
        .first = cut->first,
        .incidents = cut->campaign->incidents,
    };
    enum cir_status status = store_incidents(delivery, cut, error);
    if (status == CIR_OK)
        status = cir_store_put_campaign(delivery->store, &campaign, judged->verdicts, error);
    if (status == CIR_OK && judged->probabilities != NULL)
        status = cir_store_put_campaign_probabilities(delivery->store, number, judged->probabilities, error);
    if (status == CIR_OK && judged->impact != NULL && judged->impact->outcome == CIR_IMPACT_TOLD)
        status = cir_store_put_campaign_impact(delivery->store, number, judged->impact, error);
    return status == CIR_OK ? store_facts(delivery, number, cut->campaign, judged->texts, error) : status;
}

static enum cir_status deliver(struct cir_campaign_delivery *delivery, const struct cir_campaign_cut *cut,
                               struct cir_tally *tally, struct cir_error *error)
{
    struct cir_judged_campaign judged;
    enum cir_status status = cir_campaign_judge(&judged, delivery->judging, cut->campaign, cut->id, error);
    if (status != CIR_OK)
        return status;
    cir_tally_campaign(tally, judged.verdicts);
    if (judged.impact != NULL)
        cir_tally_campaign_impact(tally, judged.impact->outcome);
    if (delivery->file != NULL)
        status = cir_campaigns_file_write(delivery->file, cut->campaign, &judged, error);
    if (status == CIR_OK && delivery->store != NULL)
        status = store_campaign(delivery, tally->campaigns, cut, &judged, error);
    return status;
}

enum cir_status cir_campaign_delivery_write(struct cir_campaign_delivery *delivery, struct cir_tally *tally,
                                            struct cir_error *error)
{
    struct cir_campaign_cut cut;
    enum cir_status status = delivery->store != NULL ? store_keys(delivery, error) : CIR_OK;
    if (status != CIR_OK)
        return status;
    while ((status = cir_campaigns_next(delivery->campaigns, &cut, error)) == CIR_OK) {
        status = deliver(delivery, &cut, tally, error);
        if (status != CIR_OK)
            return status;
    }
    tally->campaign_incidents = cir_campaigns_incidents(delivery->campaigns);
    tally->undated = cir_campaigns_undated(delivery->campaigns);
    return status == CIR_END ? CIR_OK : status;
}

void cir_campaign_delivery_seal(const struct cir_campaign_delivery *delivery, struct cir_file_seal *seal)
{
    if (delivery->file != NULL)
        cir_campaigns_file_seal(delivery->file, seal);
}

enum cir_status cir_campaign_delivery_finish(struct cir_campaign_delivery *delivery, struct cir_error *error)
{
    return delivery->file != NULL ? cir_campaigns_file_finish(delivery->file, error) : CIR_OK;
}
