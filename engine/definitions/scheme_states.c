/* The States that a criterion asks about. */
#include "definitions/row.h"
#include "definitions/scheme_parts.h"

static bool add_group(struct cir_states *states, const struct cir_definitions *definitions, struct cir_text code)
{
    uint32_t number = cir_index_find(&definitions->group_index, code);
    if (number == CIR_INDEX_NONE)
        return false;
    cir_states_add_all(states, &definitions->groups[number].states);
    return true;
}

/* An alpha-2 code alone: names and other codes would say the same thing in two ways. */
static bool add_state(struct cir_states *states, const struct cir_definitions *definitions, struct cir_text code)
{
    uint32_t number = code.size == 2 ? cir_definitions_country(definitions, code) : CIR_INDEX_NONE;
    if (number == CIR_INDEX_NONE || !cir_text_is(code, definitions->countries[number].alpha2))
        return false;
    cir_states_add(states, number);
    return true;
}

static struct cir_states states_of(struct cir_scheme_parts *parts, const struct cir_row *row, const char *column)
{
    struct cir_states states = {{0}};
    struct cir_text word;
    struct cir_text rest = cir_text_of(cir_row_raw(row, column));
    while (cir_text_next(&word, &rest, ';'))
        if (!add_group(&states, parts->definitions, word) && !add_state(&states, parts->definitions, word))
            cir_row_report(parts->load, row, column,
                           "'%.*s' is not an alpha-2 code of countries.csv, nor a group of groups.csv",
                           CIR_TEXT_ARGS(word));
    if (cir_states_count(&states) == parts->definitions->country_count)
        cir_row_report(parts->load, row, column, "'%.100s' are all States there are", cir_row_raw(row, column));
    return states;
}

unsigned cir_scheme_state_set(struct cir_scheme_parts *parts, unsigned measure, const struct cir_row *row,
                              const char *column)
{
    struct cir_fields *fields = &parts->fields;
    struct cir_states states = states_of(parts, row, column);
    for (unsigned i = 0; i < fields->state_set_count; i++)
        if (fields->state_sets[i].measure == measure &&
            memcmp(&fields->state_sets[i].states, &states, sizeof states) == 0)
            return CIR_MEASURE_STATE_SETS + i;
    if (fields->state_set_count == CIR_STATE_SETS_MAX) {
        cir_row_report(parts->load, row, column, "the schemes of a run ask for at most %d sets of States",
                       CIR_STATE_SETS_MAX);
        return CIR_INDEX_NONE;
    }
    const char *names = cir_arena_copy(&parts->definitions->arena, cir_text_of(cir_row_raw(row, column)));
    parts->load->no_memory = parts->load->no_memory || names == NULL;
    fields->state_sets[fields->state_set_count] = (struct cir_state_set){names != NULL ? names : "", states, measure};
    return CIR_MEASURE_STATE_SETS + (unsigned)fields->state_set_count++;
}
