/* Groups of States that a person may name instead of listing them: a row a member. */
#include "definitions/families.h"
#include "definitions/row.h"

/* The group of the row, made where it is the first of it. A word that is a country too would mean two things. */
static struct cir_state_group *group_of(struct cir_family *family, const struct cir_row *row)
{
    struct cir_definitions *definitions = family->definitions;
    const char *code = cir_row_code(family->load, row, "group");
    uint32_t country = cir_definitions_country(definitions, cir_text_of(code));
    uint32_t number =
        cir_load_insert(family->load, &definitions->group_index, code, (uint32_t)definitions->group_count);
    if (country != CIR_INDEX_NONE)
        cir_row_report(family->load, row, "group", "'%.100s' stands for %s already", code,
                       definitions->countries[country].alpha2);
    if (number == CIR_INDEX_NONE)
        return NULL;
    if (number == definitions->group_count)
        definitions->groups[definitions->group_count++] =
            (struct cir_state_group){.code = code, .source = cir_row_raw(row, "source")};
    return &definitions->groups[number];
}

void cir_state_groups_fill(struct cir_family *family, const struct cir_index *alpha2)
{
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_COUNTRY_GROUPS];
    struct cir_index seen = {0};
    definitions->group_index.fold_case = true;
    definitions->groups = cir_load_take(family->load, table->row_count, sizeof *definitions->groups);
    for (size_t i = 0; definitions->groups != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        struct cir_state_group *group = group_of(family, row);
        uint32_t member = cir_row_reference(family->load, row, "alpha2", alpha2, "an alpha2 of countries.csv");
        (void)cir_row_unique(family->load, &seen, row, "group", "alpha2");
        (void)cir_row_source(family->load, row, &family->dataset_sources);
        if (group != NULL && member != CIR_INDEX_NONE)
            cir_states_add(&group->states, member);
    }
}
