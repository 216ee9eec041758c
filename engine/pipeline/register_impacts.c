/* What an outage of each asset of a register does to others. */
#include "measures/asset_impact.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/register_parts.h"

const struct cir_cell *cir_register_place(const struct cir_register_reading *reading)
{
    struct cir_cell *place = cir_arena_take(&reading->assets->arena, CIR_PLACE_CELLS, sizeof *place);
    if (place == NULL)
        return NULL;
    place[CIR_PLACE_STATE] = reading->rows.incident.cells[CIR_FIELD_COUNTRY];
    place[CIR_PLACE_SECTORS] = reading->rows.incident.cells[CIR_FIELD_SECTOR];
    return place;
}

static bool is_known(const struct cir_cell *place)
{
    return place[CIR_PLACE_STATE].state == CIR_CELL_KNOWN && place[CIR_PLACE_SECTORS].state == CIR_CELL_KNOWN;
}

bool cir_register_is_same_place(const struct cir_cell *a, const struct cir_cell *b)
{
    const struct cir_cell *states[] = {&a[CIR_PLACE_STATE], &b[CIR_PLACE_STATE]};
    const struct cir_cell *sectors[] = {&a[CIR_PLACE_SECTORS], &b[CIR_PLACE_SECTORS]};
    return is_known(a) && is_known(b) && states[0]->first == states[1]->first && states[0]->count == 1 &&
           states[1]->count == 1 && sectors[0]->options == sectors[1]->options &&
           sectors[0]->together == sectors[1]->together;
}

enum cir_status cir_register_tell_impact(const struct cir_register_reading *reading, struct cir_asset *asset,
                                         bool is_in_one_place, struct cir_error *error)
{
    static const struct cir_cell nowhere = {.state = CIR_CELL_UNKNOWN};
    const struct cir_register *assets = reading->assets;
    const struct cir_asset_measures *measures = cir_register_measures(assets, asset->facility);
    const size_t place = cir_asset_measures_find(measures, CIR_MEASURE_IMPACT_STATES);
    struct cir_asset_impact *impact = cir_arena_take(&reading->assets->arena, 1, sizeof *impact);
    if (impact == NULL)
        return cir_fail_memory(error);
    cir_asset_impact(impact, cir_classifier_impacts(reading->classifier),
                     is_in_one_place ? &asset->place[CIR_PLACE_STATE] : &nowhere, &asset->place[CIR_PLACE_SECTORS],
                     cir_asset_fact(assets, asset, CIR_MEASURE_DERIVED + reading->national_share_field),
                     &assets->outage);
    if (cir_classifier_lost_impacts(reading->classifier))
        return cir_fail_memory(error);
    asset->impact = impact;
    if (place < measures->count)
        asset->facts[place] =
            cir_asset_impact_states(impact, cir_classifier_definitions(reading->classifier)->country_count);
    return CIR_OK;
}
