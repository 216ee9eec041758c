#include "world.h"

#include "campaign/cell_text.h"
#include "definitions/definitions.h"
#include "intake/cells.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>

void world_plan(struct world *world)
{
    bool gives[CIR_FIELDS_MAX];
    memset(gives, true, sizeof gives);
    cir_campaign_plan_make(&world->plan, world->definitions, &world->fields, gives);
}

void world_open(struct world *world)
{
    *world = (struct world){0};
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&world->definitions, NULL, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&world->fields, world->definitions, NULL), CIR_OK);
    world_plan(world);
    world->cells = calloc(CIR_FIELDS_MAX, sizeof *world->cells);
    CU_ASSERT_PTR_NOT_NULL_FATAL(world->cells);
}

void world_close(struct world *world)
{
    free(world->cells);
    cir_arena_free(&world->arena);
    cir_definitions_free(world->definitions);
}

static unsigned number_of(const struct world *world, struct cir_text field)
{
    uint32_t number = cir_index_find(&world->fields.index, field);
    if (number == CIR_INDEX_NONE)
        printf("no column '%.*s'\n", CIR_TEXT_ARGS(field));
    CU_ASSERT_NOT_EQUAL_FATAL(number, CIR_INDEX_NONE);
    return number;
}

static struct cir_cell read_cell(const struct world *world, unsigned number, struct cir_text text)
{
    const struct cir_cell_format format = cir_cell_format_plain();
    struct cir_cell_fault fault = {0};
    struct cir_cell cell = {0};
    if (!cir_cell_read(&cell, &world->fields.list[number], &format, world->definitions, text, &fault)) {
        printf("'%.*s': expected %s\n", CIR_TEXT_ARGS(text), fault.expected);
        CU_FAIL_FATAL("a cell that cannot be read");
    }
    return cell;
}

struct cir_cell world_cell(const struct world *world, const char *field, const char *text)
{
    return read_cell(world, number_of(world, cir_text_of(field)), cir_text_of(text));
}

struct cir_campaign_member world_member(struct world *world, const char *key, const char *id, const char *facts)
{
    struct cir_text rest = {cir_arena_copy(&world->arena, cir_text_of(facts)), strlen(facts)};
    struct cir_text fact;
    memset(world->cells, 0, world->plan.cell_count * sizeof *world->cells);
    while (rest.size > 0 && cir_text_next(&fact, &rest, ' ')) {
        struct cir_text name;
        CU_ASSERT_TRUE_FATAL(cir_text_next(&name, &fact, '='));
        unsigned number = number_of(world, name);
        struct cir_cell cell = read_cell(world, number, fact);
        if (world->plan.places[number] != CIR_INDEX_NONE)
            world->cells[world->plan.places[number]] = cell;
    }
    return (struct cir_campaign_member){
        .key = cir_text_of(key), .id = cir_text_of(id), .cells = world->cells, .reach = 7};
}

const char *world_text(struct world *world, const struct cir_campaign *campaign, const char *field)
{
    static char text[WORLD_TEXT_SIZE];
    unsigned number = number_of(world, cir_text_of(field));
    struct cir_cell *cells = calloc(world->fields.count, sizeof *cells);
    struct cir_buffer buffer = {0};
    CU_ASSERT_PTR_NOT_NULL_FATAL(cells);
    cir_campaign_cells(campaign, &world->plan, campaign->key, cells);
    cir_cell_text_add(&buffer, &cells[number], &world->fields.list[number], world->definitions);
    snprintf(text, sizeof text, "%.*s", (int)buffer.size, buffer.size > 0 ? buffer.data : "");
    cir_buffer_free(&buffer);
    free(cells);
    return text;
}

const char *world_merge(struct world *world, const char *field, const char *const *incidents)
{
    struct cir_arena arena = {0};
    struct cir_campaign campaign;
    CU_ASSERT_TRUE_FATAL(cir_campaign_init(&campaign, &world->plan, &arena, cir_text_of("key")));
    for (size_t i = 0; incidents[i] != NULL; i++) {
        struct cir_campaign_member member = world_member(world, "key", "id", incidents[i]);
        CU_ASSERT_TRUE_FATAL(cir_campaign_add(&campaign, &world->plan, &arena, &member));
    }
    const char *text = world_text(world, &campaign, field);
    cir_arena_free(&arena);
    return text;
}
