#include "store/campaigns.h"

#include "store/verdicts.h"

#include <assert.h>

enum cir_status cir_store_put_campaign_key(struct cir_store *store, uint64_t key, struct cir_text name,
                                           struct cir_error *error)
{
    assert(store->run_number > 0 && store->run.campaigns.column != NULL);
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_CAMPAIGN_KEY);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, key);
    cir_bind_text(&binder, name);
    return cir_store_step(&binder, error);
}

enum cir_status cir_store_put_campaign_incident(struct cir_store *store, uint64_t row, uint64_t key, uint64_t place,
                                                struct cir_error *error)
{
    assert(store->run_number > 0 && store->run.campaigns.column != NULL);
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_CAMPAIGN_INCIDENT);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, row);
    cir_bind_count(&binder, key);
    if (place > 0)
        cir_bind_count(&binder, place);
    else
        cir_bind_null(&binder);
    return cir_store_step(&binder, error);
}

enum cir_status cir_store_put_campaign(struct cir_store *store, const struct cir_store_campaign *campaign,
                                       const struct cir_verdict *verdicts, struct cir_error *error)
{
    assert(store->run_number > 0 && store->run.campaigns.column != NULL);
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_CAMPAIGN);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, campaign->number);
    cir_bind_text(&binder, campaign->id);
    cir_bind_count(&binder, campaign->key);
    cir_bind_count(&binder, campaign->first);
    cir_bind_count(&binder, campaign->first + campaign->incidents - 1);
    cir_bind_count(&binder, campaign->incidents);
    enum cir_status status = cir_store_step(&binder, error);
    for (size_t i = 0; status == CIR_OK && i < store->run.scheme_count; i++)
        status = cir_store_put_verdict(store, CIR_QUERY_PUT_CAMPAIGN_VERDICT, campaign->number, i, &verdicts[i], error);
    return status;
}

enum cir_status cir_store_put_campaign_probabilities(struct cir_store *store, uint64_t campaign,
                                                     const struct cir_probabilities *probabilities,
                                                     struct cir_error *error)
{
    assert(store->run_number > 0 && store->run.campaigns.column != NULL);
    return cir_store_put_likely_levels(store, CIR_QUERY_PUT_CAMPAIGN_PROBABILITY, campaign, probabilities, error);
}

enum cir_status cir_store_put_campaign_impact(struct cir_store *store, uint64_t campaign,
                                              const struct cir_row_impact *impact, struct cir_error *error)
{
    assert(store->run_number > 0 && store->run.campaigns.column != NULL);
    return cir_store_put_told_impact(store, CIR_QUERY_PUT_CAMPAIGN_IMPACT, campaign, impact, error);
}

enum cir_status cir_store_put_campaign_fact(struct cir_store *store, uint64_t campaign, const char *field,
                                            struct cir_text cell, bool is_partly_told, struct cir_error *error)
{
    assert(store->run_number > 0 && store->run.campaigns.column != NULL);
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_CAMPAIGN_FACT);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, campaign);
    cir_bind_string(&binder, field);
    cir_bind_text(&binder, cell);
    cir_bind_integer(&binder, is_partly_told);
    return cir_store_step(&binder, error);
}
