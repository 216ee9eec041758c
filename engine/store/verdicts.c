#include "store/verdicts.h"

#include <assert.h>
#include <math.h>

_Static_assert(CIR_AXES_MAX == 8, "tables of verdicts have a column for each axis");

static void bind_level(struct cir_binder *binder, int level)
{
    if (!cir_level_is_told(level))
        cir_bind_null(binder);
    else
        cir_bind_integer(binder, level);
}

enum cir_status cir_store_put_verdict(struct cir_store *store, enum cir_query query, uint64_t judged, size_t number,
                                      const struct cir_verdict *verdict, struct cir_error *error)
{
    const struct cir_scheme *scheme = store->run.schemes[number];
    struct cir_binder binder = cir_store_bind(store, query);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, judged);
    cir_bind_count(&binder, number);
    cir_bind_integer(&binder, verdict->level != CIR_LEVEL_NOT_APPLICABLE);
    bind_level(&binder, verdict->level);
    bind_level(&binder, verdict->level_low);
    bind_level(&binder, verdict->level_high);
    cir_bind_number(&binder, verdict->score.point);
    cir_bind_number(&binder, verdict->score.low);
    cir_bind_number(&binder, verdict->score.high);
    cir_bind_number(&binder, verdict->score.coverage);
    cir_bind_known(&binder, cir_text_of(cir_verdict_reason(verdict, scheme)));
    for (size_t i = 0; i < CIR_AXES_MAX; i++)
        cir_bind_number(&binder, i < scheme->axis_count ? verdict->axes[i].point : (double)NAN);
    return cir_store_step(&binder, error);
}

static enum cir_status put_probability(struct cir_store *store, enum cir_query query, uint64_t judged, size_t number,
                                       int level, double probability, struct cir_error *error)
{
    struct cir_binder binder = cir_store_bind(store, query);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, judged);
    cir_bind_count(&binder, number);
    cir_bind_integer(&binder, level);
    cir_bind_number(&binder, probability);
    return cir_store_step(&binder, error);
}

/* Those above 0 as they are kept; a NAN is none. */
static const double LEAST_PROBABILITY = 1e-9;

enum cir_status cir_store_put_likely_levels(struct cir_store *store, enum cir_query query, uint64_t judged,
                                            const struct cir_probabilities *probabilities, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < store->run.scheme_count; i++) {
        const struct cir_scheme *scheme = store->run.schemes[i];
        for (size_t band = 0; status == CIR_OK && band < scheme->band_count; band++)
            if (probabilities[i].bands[band] >= LEAST_PROBABILITY)
                status = put_probability(store, query, judged, i, scheme->bands[band].level,
                                         probabilities[i].bands[band], error);
    }
    return status;
}

enum cir_status cir_store_put_told_impact(struct cir_store *store, enum cir_query query, uint64_t judged,
                                          const struct cir_row_impact *impact, struct cir_error *error)
{
    assert(store->run.network != NULL && impact->outcome == CIR_IMPACT_TOLD);
    struct cir_binder binder = cir_store_bind(store, query);
    cir_bind_integer(&binder, store->run_number);
    cir_bind_count(&binder, judged);
    cir_bind_number(&binder, impact->direct);
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++) {
        cir_bind_number(&binder, impact->low[i]);
        cir_bind_number(&binder, impact->high[i]);
    }
    cir_bind_number(&binder, impact->states_low);
    cir_bind_number(&binder, impact->states_high);
    cir_bind_known(&binder, impact->top);
    return cir_store_step(&binder, error);
}
