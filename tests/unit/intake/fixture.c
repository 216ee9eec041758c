#include "fixture.h"

#include <stdlib.h>

static void *checked(void *memory)
{
    if (memory == NULL)
        abort();
    return memory;
}

static void insert(struct cir_index *index, struct cir_arena *arena, const char *key, uint32_t value)
{
    index->fold_case = true;
    if (!cir_index_insert(index, arena, cir_text_of(key), value, NULL))
        abort();
}

static void add_countries(struct cir_definitions *definitions)
{
    static const struct {
        const char *alpha2, *alpha3, *name, *alias;
    } rows[] = {
        {"DE", "DEU", "Germany", "Allemagne"}, {"FR", "FRA", "France", "Frankreich"},
        {"IT", "ITA", "Italy", "Italie"},      {"US", "USA", "United States of America", "USofA"},
        {"GB", "GBR", "United Kingdom", "UK"}, {"CH", "CHE", "Switzerland", "Schweiz"},
    };
    struct cir_arena *arena = &definitions->arena;
    definitions->country_count = sizeof rows / sizeof rows[0];
    definitions->countries = checked(cir_arena_take(arena, definitions->country_count, sizeof *definitions->countries));
    for (uint32_t i = 0; i < definitions->country_count; i++) {
        memcpy(definitions->countries[i].alpha2, rows[i].alpha2, 3);
        definitions->alpha2[(rows[i].alpha2[0] - 'A') * 26 + rows[i].alpha2[1] - 'A'] = (uint16_t)(i + 1);
        insert(&definitions->country_index, arena, rows[i].alpha2, i);
        insert(&definitions->country_index, arena, rows[i].alpha3, i);
        insert(&definitions->country_index, arena, rows[i].name, i);
        insert(&definitions->country_index, arena, rows[i].alias, i);
    }
}

static void add_sectors(struct cir_definitions *definitions)
{
    static const char *const codes[] = {"energy", "health", "finance", "water"};
    static const struct {
        const char *system, *code, *joined;
        unsigned sector;
    } crosswalk[] = {{"naics", "22", "naics:22", FIXTURE_ENERGY},
                     {"naics", "2213", "naics:2213", FIXTURE_WATER},
                     {"naics", "44", "naics:44", CIR_SECTOR_NONE}};
    struct cir_arena *arena = &definitions->arena;
    definitions->sector_count = sizeof codes / sizeof codes[0];
    definitions->sectors = checked(cir_arena_take(arena, definitions->sector_count, sizeof *definitions->sectors));
    for (uint32_t i = 0; i < definitions->sector_count; i++)
        insert(&definitions->sector_index, arena, definitions->sectors[i].code = codes[i], i);
    insert(&definitions->sector_index, arena, "power", FIXTURE_ENERGY);
    definitions->crosswalk_count = sizeof crosswalk / sizeof crosswalk[0];
    definitions->crosswalk =
        checked(cir_arena_take(arena, definitions->crosswalk_count, sizeof *definitions->crosswalk));
    for (uint32_t i = 0; i < definitions->crosswalk_count; i++) {
        definitions->crosswalk[i].system = crosswalk[i].system;
        definitions->crosswalk[i].code = crosswalk[i].code;
        definitions->crosswalk[i].sector = crosswalk[i].sector;
        insert(&definitions->crosswalk_index, arena, crosswalk[i].joined, i);
        insert(&definitions->crosswalk_systems, arena, crosswalk[i].system, 0);
    }
}

static void add_currencies(struct cir_definitions *definitions)
{
    static const char *const codes[] = {"EUR", "USD", "CHF"};
    for (uint32_t i = 0; i < 3; i++)
        insert(&definitions->currency_index, &definitions->arena, codes[i], i);
    definitions->currency_count = 3;
}

static void add_ranges(struct cir_definitions *definitions, struct cir_range_row **list, size_t *list_count,
                       struct cir_index *index, const struct cir_range_row *rows, size_t count)
{
    *list = checked(cir_arena_take(&definitions->arena, count, sizeof **list));
    *list_count = count;
    memcpy(*list, rows, count * sizeof *rows);
    for (uint32_t i = 0; i < count; i++)
        insert(index, &definitions->arena, rows[i].code, i);
}

static void add_units(struct cir_definitions *definitions)
{
    static const struct cir_range_row losses[] = {{"none", 0, 0, 0, ""},
                                                  {"degraded", 0, 0.25, 0.5, ""},
                                                  {"severe", 0.5, 0.75, 0.95, ""},
                                                  {"total", 0.95, 1, 1, ""}};
    static const struct cir_range_row times[] = {
        {"h", 1, 1, 1, ""}, {"minutes", 1.0 / 60, 1.0 / 60, 1.0 / 60, ""}, {"days", 24, 24, 24, ""}};
    static const struct cir_range_row people[] = {{"persons", 1, 1, 1, ""}, {"households", 2, 3.5, 6, ""}};
    add_ranges(definitions, &definitions->service_losses, &definitions->service_loss_count,
               &definitions->service_loss_index, losses, 4);
    add_ranges(definitions, &definitions->time_units, &definitions->time_unit_count, &definitions->time_unit_index,
               times, 3);
    add_ranges(definitions, &definitions->people_units, &definitions->people_unit_count,
               &definitions->people_unit_index, people, 2);
}

static void add_options(struct cir_field *field, struct cir_arena *arena, const char *options)
{
    struct cir_text rest = cir_text_of(options);
    struct cir_text part;
    field->options = checked(cir_arena_take(arena, CIR_OPTIONS_MAX, sizeof *field->options));
    while (options[0] != '\0' && cir_text_next(&part, &rest, ';')) {
        const char *option = checked(cir_arena_copy(arena, part));
        insert(&field->option_index, arena, option, (uint32_t)field->option_count);
        field->options[field->option_count++] = option;
    }
}

static void add_fields(struct fixture *fixture)
{
    static const struct {
        const char *name;
        enum cir_type type;
        const char *unit, *options;
    } rows[] = {
#define CIR_FIELD(symbol, name, key, type, unit, options, meaning) {name, CIR_TYPE_##type, unit, options},
#include "model/field.def"
#undef CIR_FIELD
        {"q_actor", CIR_TYPE_OPTION, "", "accident;unknown;criminal;nation_state"},
        {"q_notes", CIR_TYPE_TEXT, "", ""},
    };
    struct cir_arena *arena = &fixture->definitions.arena;
    struct cir_fields *fields = &fixture->fields;
    fields->count = sizeof rows / sizeof rows[0];
    fields->list = checked(cir_arena_take(arena, fields->count, sizeof *fields->list));
    for (uint32_t i = 0; i < fields->count; i++) {
        struct cir_field *field = &fields->list[i];
        field->name = rows[i].name;
        field->type = rows[i].type;
        field->unit = rows[i].unit;
        add_options(field, arena, i == CIR_FIELD_PEOPLE_UNIT ? "persons;households" : rows[i].options);
        insert(&fields->index, arena, field->name, i);
    }
}

void fixture_make(struct fixture *fixture)
{
    *fixture = (struct fixture){0};
    add_countries(&fixture->definitions);
    add_sectors(&fixture->definitions);
    add_currencies(&fixture->definitions);
    add_units(&fixture->definitions);
    add_fields(fixture);
}

void fixture_free(struct fixture *fixture)
{
    cir_arena_free(&fixture->definitions.arena);
}

struct cir_record fixture_record(struct cir_text text, struct cir_span *spans)
{
    struct cir_record record = {.text = text, .spans = spans, .line = 1, .lines = 1};
    size_t at = 0;
    for (;;) {
        struct cir_span *span = &spans[record.count++];
        *span = (struct cir_span){.start = (uint32_t)at};
        span->quoted = at < text.size && text.data[at] == '"';
        at += span->quoted ? 1 : 0;
        span->start = (uint32_t)at;
        for (; at < text.size; at++) {
            if (!span->quoted && text.data[at] == ',')
                break;
            if (!span->quoted || text.data[at] != '"')
                continue;
            if (at + 1 == text.size || text.data[at + 1] != '"')
                break;
            span->escaped = true;
            at++;
        }
        span->size = (uint32_t)(at - span->start) & CIR_SPAN_SIZE_MAX;
        at += span->quoted ? 1 : 0;
        if (at >= text.size)
            return record;
        at++;
    }
}
