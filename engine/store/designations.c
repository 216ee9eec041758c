#include "store/designations.h"

#include "store/connection.h"

#include <assert.h>
#include <math.h>

static void bind_decided(struct cir_binder *binder, const struct cir_criterion *criterion,
                         const struct cir_quantity *value)
{
    enum { MEMBERS = 6 };
    if (criterion == NULL) {
        for (int i = 0; i < MEMBERS; i++)
            cir_bind_null(binder);
        return;
    }
    bool is_number = !cir_criterion_asks_options(criterion);
    cir_bind_string(binder, criterion->name);
    cir_bind_number(binder, is_number ? value->low : NAN);
    cir_bind_number(binder, is_number ? value->high : NAN);
    cir_bind_number(binder, cir_criterion_is_restricted(criterion) ? NAN : criterion->threshold);
    cir_bind_known(binder, cir_text_of(criterion->unit));
    cir_bind_string(binder, criterion->source);
}

static enum cir_status put_missing(struct cir_store *store, uint64_t row, const uint64_t set[CIR_CRITERION_WORDS],
                                   const char *what, struct cir_error *error)
{
    const struct cir_scheme *scheme = store->run.schemes[0];
    enum cir_status status = CIR_OK;
    for (unsigned i = 0; status == CIR_OK && i < scheme->criterion_count; i++) {
        if (!cir_criterion_in(set, i))
            continue;
        struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_DESIGNATION_MISSING);
        cir_bind_integer(&binder, store->run_number);
        cir_bind_count(&binder, row);
        cir_bind_string(&binder, scheme->criteria[i].name);
        cir_bind_string(&binder, what);
        status = cir_store_step(&binder, error);
    }
    return status;
}

enum cir_status cir_store_put_designation(struct cir_store *store, const struct cir_store_designation *designation,
                                          struct cir_error *error)
{
    assert(store->run_number > 0);
    const struct cir_designation *said = designation->designation;
    const struct cir_scheme *scheme = store->run.schemes[0];
    const struct cir_facility *facility = designation->facility;
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_DESIGNATION);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, designation->row);
    cir_bind_known(&binder, cir_text_of(facility != NULL ? facility->name : ""));
    cir_bind_known(&binder, cir_text_of(facility != NULL ? facility->number : ""));
    cir_bind_known(&binder, designation->joint_plant);
    cir_bind_count(&binder, designation->parts);
    cir_bind_string(&binder, cir_designation_word(said->verdict));
    bind_decided(&binder, said->decided != CIR_INDEX_NONE ? &scheme->criteria[said->decided] : NULL,
                 designation->value);
    enum cir_status status = cir_store_step(&binder, error);
    if (status == CIR_OK)
        status = put_missing(store, designation->row, said->missing_facts, "fact", error);
    if (status == CIR_OK)
        status = put_missing(store, designation->row, said->missing_thresholds, "threshold", error);
    return status;
}

enum cir_status cir_store_put_abroad(struct cir_store *store, uint64_t row, const struct cir_asset_impact *impact,
                                     struct cir_error *error)
{
    assert(store->run.network != NULL);
    const struct cir_row_shock *shock = &impact->shock;
    struct cir_binder binder = cir_store_bind(store, CIR_QUERY_PUT_ABROAD);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, row);
    cir_bind_string(&binder, cir_impact_outcome_word(impact->row.outcome));
    cir_bind_number(&binder, shock->share_low);
    cir_bind_number(&binder, shock->share);
    cir_bind_number(&binder, shock->share_high);
    cir_bind_number(&binder, shock->duration_low_h);
    cir_bind_number(&binder, shock->duration_high_h);
    cir_bind_number(&binder, impact->abroad.low);
    cir_bind_number(&binder, impact->abroad.high);
    cir_bind_number(&binder, impact->regional.low);
    cir_bind_number(&binder, impact->regional.high);
    return cir_store_step(&binder, error);
}
