#include "impact/regions.h"

enum { SHOWN_MAX = 100 };

const char cir_regional_subregion[] = "subregion";

/* ---- reading ---- */

static enum cir_status add_state(struct cir_states *group, const struct cir_definitions *definitions,
                                 struct cir_text word, struct cir_error *error)
{
    const struct cir_place nowhere = {0};
    struct cir_text shown = cir_text_cut(word, SHOWN_MAX);
    uint32_t country = cir_definitions_country(definitions, word);
    if (country == CIR_INDEX_NONE)
        return cir_fail(error, CIR_BAD_USE, nowhere,
                        "'%.*s' is no State and no group of States that is known; 'cirisk countries list' shows both",
                        CIR_TEXT_ARGS(shown));
    if (cir_states_has(group, country))
        return cir_fail(error, CIR_BAD_USE, nowhere, "'%.*s' is of the region already", CIR_TEXT_ARGS(shown));
    cir_states_add(group, country);
    return CIR_OK;
}

static enum cir_status add_word(struct cir_states *group, const struct cir_definitions *definitions,
                                struct cir_text word, struct cir_error *error)
{
    uint32_t number = cir_index_find(&definitions->group_index, word);
    if (number == CIR_INDEX_NONE)
        return add_state(group, definitions, word, error);
    cir_states_add_all(group, &definitions->groups[number].states);
    return CIR_OK;
}

enum cir_status cir_regions_read(struct cir_states *group, const struct cir_definitions *definitions, const char *text,
                                 struct cir_error *error)
{
    enum cir_status status = CIR_OK;
    *group = (struct cir_states){{0}};
    if (text == NULL || strcmp(text, cir_regional_subregion) == 0)
        return CIR_OK;
    struct cir_text rest = cir_text_of(text);
    struct cir_text word;
    while (status == CIR_OK && cir_text_next(&word, &rest, ','))
        status = add_word(group, definitions, cir_text_trim(word), error);
    return status;
}

/* ---- numbering ---- */

/* Behind the numbers of all M49 regions. */
static int number_of_group(const struct cir_definitions *definitions)
{
    return (int)definitions->region_count;
}

static int region_of(const struct cir_definitions *definitions, uint32_t country, const struct cir_states *group)
{
    if (country == CIR_INDEX_NONE)
        return CIR_NO_REGION;
    if (cir_states_has(group, country))
        return number_of_group(definitions);
    unsigned subregion = definitions->countries[country].subregion;
    return subregion != CIR_INDEX_NONE ? (int)subregion : CIR_NO_REGION;
}

void cir_regions_make(int *regions, const struct cir_network *network, const struct cir_definitions *definitions,
                      const struct cir_states *group)
{
    for (size_t i = 0; i < network->state_count; i++)
        regions[i] = region_of(definitions, network->states[i].country, group);
}
