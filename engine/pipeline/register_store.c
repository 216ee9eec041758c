/* A judged register as a run of a store. */
#include "pipeline/classifier_parts.h"
#include "pipeline/register.h"
#include "store/designations.h"

#include <math.h>

/* Losses stand where those of incidents do. */
static enum cir_status put_impact(struct cir_store *store, const struct cir_asset *asset, struct cir_error *error)
{
    enum cir_status status = cir_store_put_abroad(store, asset->row, asset->impact, error);
    if (status == CIR_OK && asset->impact->row.outcome == CIR_IMPACT_TOLD)
        status = cir_store_put_impact(store, asset->row, &asset->impact->row, error);
    return status;
}

static enum cir_status put_asset(struct cir_store *store, const struct cir_register *assets,
                                 const struct cir_asset *asset, struct cir_error *error)
{
    const struct cir_designation *said = &asset->designation;
    const struct cir_store_subject subject = {
        .row = asset->row,
        .line = asset->line,
        .id = asset->id,
        .date = asset->date,
        .country = cir_text_of(asset->state),
        .title = asset->title,
        .sectors = asset->sectors,
    };
    const struct cir_verdict verdict = {.level = said->level,
                                        .level_low = said->level_low,
                                        .level_high = said->level_high,
                                        .score = {NAN, NAN, NAN, NAN},
                                        .reason = said->is_overridden ? CIR_REASON_OVERRIDE : CIR_REASON_NONE};
    const struct cir_store_designation designation = {
        .row = asset->row,
        .facility = asset->facility,
        .joint_plant = cir_asset_joint_plant(asset),
        .parts = asset->parts,
        .designation = said,
        .value = said->decided != CIR_INDEX_NONE
                     ? cir_asset_fact(assets, asset, assets->scheme->criteria[said->decided].measure)
                     : NULL,
    };
    enum cir_status status = cir_store_put_subject(store, &subject, &verdict, error);
    if (status == CIR_OK)
        status = cir_store_put_overrides(store, asset->row, &asset->overrides, error);
    if (status == CIR_OK)
        status = cir_store_put_designation(store, &designation, error);
    return status == CIR_OK && asset->impact != NULL ? put_impact(store, asset, error) : status;
}

/* Figures that do not count are no rows of the register. */
static enum cir_status put_reject(struct cir_store *store, const struct cir_register_reject *reject,
                                  struct cir_error *error)
{
    return reject->is_figure ? CIR_OK
                             : cir_store_put_reject(store, reject->problems, reject->problem_count, reject->raw, error);
}

static enum cir_status put_rows(struct cir_store *store, const struct cir_register *assets, struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; status == CIR_OK && i < assets->asset_count; i++)
        status = put_asset(store, assets, &assets->assets[i], error);
    for (size_t i = 0; status == CIR_OK && i < assets->reject_count; i++)
        status = put_reject(store, &assets->rejects[i], error);
    return status;
}

enum cir_status cir_register_store(const struct cir_register *assets, const struct cir_classifier *classifier,
                                   const struct cir_register_run *run, struct cir_error *error)
{
    struct cir_store *store = NULL;
    const struct cir_store_run begun = {
        .recorded_at = run->recorded_at,
        .tool_version = CIR_VERSION,
        .input_name = run->input_name,
        .options = run->options_text,
        .definitions = cir_classifier_definitions(classifier),
        .schemes = cir_classifier_schemes(classifier),
        .scheme_count = cir_classifier_scheme_count(classifier),
        .network = assets->network,
        .regional = assets->network != NULL ? cir_classifier_regional(classifier) : NULL,
        .overrides_sha256 = *assets->overrides_sha256 != '\0' ? assets->overrides_sha256 : NULL,
        .figures_sha256 = *assets->figures_sha256 != '\0' ? assets->figures_sha256 : NULL,
    };
    const struct cir_store_outcome outcome = {
        .input_sha256 = assets->sha256, .input_bytes = assets->bytes, .rows = assets->row_count};
    enum cir_status status = cir_store_open(&store, run->store, error);
    if (status == CIR_OK)
        status = cir_store_begin_run(store, &begun, NULL, error);
    if (status == CIR_OK)
        status = put_rows(store, assets, error);
    if (status == CIR_OK)
        status = cir_store_finish_run(store, &outcome, error);
    cir_store_close(store);
    return status;
}
