#include "definitions/option_list.h"

#include "definitions/definitions.h"
#include "definitions/merges.h"
#include "model/asset_impact.h"
#include "model/measure.h"

struct line {
    const char *name;
    enum cir_type type;
    const char *unit;
    const char *options;
    const char *meaning;
};

static const struct line canonical[] = {
#define CIR_FIELD(symbol, name, key, type, unit, options, meaning) {name, CIR_TYPE_##type, unit, options, meaning},
#include "model/field.def"
#undef CIR_FIELD
};

static const struct line derived[] = {
#define CIR_MEASURE(symbol, name, kind, unit, options, needs, meaning) {name, CIR_TYPE_##kind, unit, options, meaning},
#include "model/measure.def"
#undef CIR_MEASURE
};

const char *cir_field_options(enum cir_field_number number)
{
    return canonical[number].options;
}

unsigned cir_field_number(const char *name)
{
    unsigned number = 0;
    while (number < CIR_FIELD_CANONICAL && strcmp(canonical[number].name, name) != 0)
        number++;
    return number;
}

const char *cir_field_name(unsigned number)
{
    return canonical[number].name;
}

enum cir_type cir_field_type(unsigned number)
{
    return canonical[number].type;
}

static bool add_option(struct cir_field *field, struct cir_arena *arena, struct cir_text option,
                       struct cir_text *repeated)
{
    uint32_t present = CIR_INDEX_NONE;
    struct cir_text copy = {cir_arena_copy(arena, option), option.size};
    if (copy.data == NULL ||
        !cir_index_insert(&field->option_index, arena, copy, (uint32_t)field->option_count, &present))
        return false;
    if (present != CIR_INDEX_NONE)
        *repeated = copy;
    else
        field->options[field->option_count++] = copy.data;
    return true;
}

bool cir_options_add(struct cir_field *field, struct cir_arena *arena, const char *options, struct cir_text *repeated)
{
    *repeated = (struct cir_text){0};
    field->option_index.fold_case = true;
    if (*options == '\0')
        return true;
    if (field->options == NULL)
        field->options = cir_arena_take(arena, CIR_OPTIONS_MAX, sizeof *field->options);
    if (field->options == NULL)
        return false;
    struct cir_text option;
    struct cir_text rest = cir_text_of(options);
    while (field->option_count < CIR_OPTIONS_MAX && cir_text_next(&option, &rest, ';'))
        if (!add_option(field, arena, option, repeated))
            return false;
    return true;
}

static bool fill_field(struct cir_field *field, struct cir_arena *arena, const struct line *line)
{
    struct cir_text repeated;
    *field = (struct cir_field){.name = line->name, .type = line->type, .unit = line->unit, .meaning = line->meaning};
    return cir_options_add(field, arena, line->options, &repeated);
}

struct cir_field *cir_measure_fields(struct cir_arena *arena)
{
    struct cir_field *list = cir_arena_take(arena, CIR_MEASURE_DERIVED, sizeof *list);
    for (size_t i = 0; list != NULL && i < CIR_MEASURE_DERIVED; i++)
        if (!fill_field(&list[i], arena, &derived[i]))
            return NULL;
    return list;
}

static bool add_people_units(struct cir_field *field, struct cir_definitions *definitions)
{
    struct cir_text repeated;
    for (size_t i = 0; i < definitions->people_unit_count; i++)
        if (!cir_options_add(field, &definitions->arena, definitions->people_units[i].code, &repeated))
            return false;
    return true;
}

/* Bit i of a sectors cell is sector i: the options are there to name the bits. */
static bool add_sectors(struct cir_field *field, struct cir_definitions *definitions)
{
    struct cir_text repeated;
    for (size_t i = 0; i < definitions->sector_count; i++)
        if (!cir_options_add(field, &definitions->arena, definitions->sectors[i].code, &repeated))
            return false;
    return true;
}

static bool fill_all(struct cir_fields *fields, struct cir_definitions *definitions)
{
    struct cir_arena *arena = &definitions->arena;
    fields->list = cir_arena_take(arena, CIR_FIELDS_MAX, sizeof *fields->list);
    fields->state_sets = cir_arena_take(arena, CIR_STATE_SETS_MAX, sizeof *fields->state_sets);
    if (fields->list == NULL || fields->state_sets == NULL)
        return false;
    for (; fields->count < CIR_FIELD_CANONICAL; fields->count++) {
        if (!fill_field(&fields->list[fields->count], arena, &canonical[fields->count]) ||
            !cir_index_insert(&fields->index, arena, cir_text_of(canonical[fields->count].name),
                              (uint32_t)fields->count, NULL))
            return false;
        fields->list[fields->count].merge = definitions->merges[fields->count];
    }
    return add_people_units(&fields->list[CIR_FIELD_PEOPLE_UNIT], definitions) &&
           add_sectors(&fields->list[CIR_FIELD_SECTOR], definitions);
}

enum cir_status cir_fields_canonical(struct cir_fields *fields, struct cir_definitions *definitions,
                                     struct cir_error *error)
{
    *fields = (struct cir_fields){0};
    return fill_all(fields, definitions) ? CIR_OK : cir_fail_memory(error);
}

/* ---- of a register ---- */

enum cir_status cir_fields_add_national_share(struct cir_fields *fields, struct cir_definitions *definitions,
                                              struct cir_error *error)
{
    static const struct cir_field national_share = {
        .name = CIR_NATIONAL_SHARE,
        .type = CIR_TYPE_SHARE,
        .unit = "1",
        .meaning = "share of its sector's output in its State that the asset makes",
        .asked_by = "impact_states",
    };
    if (cir_index_find(&fields->index, cir_text_of(CIR_NATIONAL_SHARE)) != CIR_INDEX_NONE)
        return CIR_OK;
    if (fields->count == CIR_FIELDS_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "the schemes of a run ask for at most %d fields, with " CIR_NATIONAL_SHARE, CIR_FIELDS_MAX);
    unsigned number = (unsigned)fields->count;
    if (!cir_index_insert(&fields->index, &definitions->arena, cir_text_of(CIR_NATIONAL_SHARE), number, NULL))
        return cir_fail_memory(error);
    fields->list[number] = national_share;
    fields->list[number].merge = (struct cir_merge){.rule = cir_merge_usual(CIR_TYPE_SHARE), .of = number};
    fields->count++;
    return CIR_OK;
}
