#include "impact/regions.h"

/* Behind the numbers of all M49 regions. */
static int number_of_eu(const struct cir_definitions *definitions)
{
    return (int)definitions->region_count;
}

static int region_of(const struct cir_definitions *definitions, uint32_t country, enum cir_region_kind kind)
{
    if (country == CIR_INDEX_NONE)
        return CIR_NO_REGION;
    if (kind == CIR_REGION_EU27 && definitions->countries[country].eu27)
        return number_of_eu(definitions);
    unsigned subregion = definitions->countries[country].subregion;
    return subregion != CIR_INDEX_NONE ? (int)subregion : CIR_NO_REGION;
}

void cir_regions_make(int *regions, const struct cir_network *network, const struct cir_definitions *definitions,
                      enum cir_region_kind kind)
{
    for (size_t i = 0; i < network->state_count; i++)
        regions[i] = region_of(definitions, network->states[i].country, kind);
}
