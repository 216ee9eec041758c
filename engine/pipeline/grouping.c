#include "pipeline/grouping.h"

#include "base/nearest.h"
#include "intake/plan.h"

#include <math.h>
#include <stdlib.h>

/* A member's cell is the measure where that says more: people in persons, losses in dollars of their day. */
static const struct {
    unsigned field;
    unsigned measure;
    unsigned from; /* a field that may tell it where the field itself is no column */
    double greatest;
} completions[] = {
    {CIR_FIELD_PEOPLE_AFFECTED, CIR_MEASURE_PEOPLE, CIR_FIELD_PEOPLE_AFFECTED, INFINITY},
    {CIR_FIELD_PEOPLE_SHARE, CIR_MEASURE_PEOPLE_SHARE, CIR_FIELD_PEOPLE_AFFECTED, 1},
    {CIR_FIELD_LOSS_USD, CIR_MEASURE_LOSS_USD, CIR_FIELD_LOSS, INFINITY},
    {CIR_FIELD_RECORDS_AFFECTED, CIR_MEASURE_RECORDS, CIR_FIELD_INFORMATION, INFINITY},
};

enum { COMPLETIONS = sizeof completions / sizeof completions[0] };

/* ---- once a run ---- */

static bool is_constant(const struct cir_intake_plan *plan, unsigned field)
{
    for (size_t i = 0; i < plan->constant_count; i++)
        if (plan->constants[i].number == field)
            return true;
    return false;
}

static void find_given(bool *gives, const struct cir_log *log, const struct cir_fields *fields)
{
    for (unsigned i = 0; i < fields->count; i++)
        gives[i] = cir_intake_plan_gives(log->plan, i) || is_constant(log->plan, i);
    for (size_t i = 0; i < COMPLETIONS; i++)
        gives[completions[i].field] |= gives[completions[i].from];
}

/* Asked for as a scheme asks. */
static void plan_measures(struct cir_grouping *grouping, const struct cir_classifier *classifier)
{
    struct cir_criterion criteria[COMPLETIONS + 1] = {0};
    for (size_t i = 0; i < COMPLETIONS; i++)
        criteria[i] = (struct cir_criterion){.measure = completions[i].measure, .filter_measure = CIR_INDEX_NONE};
    criteria[COMPLETIONS] = (struct cir_criterion){.measure = CIR_MEASURE_REACH, .filter_measure = CIR_INDEX_NONE};
    const struct cir_scheme asker = {.criteria = criteria, .criterion_count = COMPLETIONS + 1};
    const struct cir_scheme *const askers[] = {&asker};
    cir_measure_plan_make(&grouping->measures, cir_classifier_definitions(classifier),
                          cir_classifier_fields(classifier), askers, 1, NULL);
}

static enum cir_status refuse_name(const struct cir_grouping *grouping, const char *name, struct cir_error *error)
{
    const struct cir_header *header = &grouping->log->header;
    struct cir_nearest nearest = cir_nearest_start(cir_text_of(name));
    for (size_t i = 0; i < header->column_count; i++)
        cir_nearest_offer(&nearest, header->columns[i]);
    bool is_near = nearest.found.size > 0;
    return cir_fail(error, CIR_BAD_LOG, (struct cir_place){cir_log_file_name(grouping->log->file), 1, 0},
                    "no column '%s' to find campaigns by%s%.*s%s; --campaign-column names another", name,
                    is_near ? " (nearest: '" : "", CIR_TEXT_ARGS(nearest.found), is_near ? "')" : "");
}

/* Letter by letter first, as columns are found everywhere. */
static uint32_t find_column(const struct cir_header *header, struct cir_text name)
{
    for (size_t i = 0; i < header->column_count; i++)
        if (cir_text_equal(cir_text_trim(header->columns[i]), name))
            return (uint32_t)i;
    for (size_t i = 0; i < header->column_count; i++)
        if (cir_text_equal_case(cir_text_trim(header->columns[i]), name))
            return (uint32_t)i;
    return CIR_INDEX_NONE;
}

static enum cir_status find_key(struct cir_grouping *grouping, const struct cir_fields *fields, const bool *gives,
                                const char *name, struct cir_error *error)
{
    uint32_t field = cir_index_find(&fields->index, cir_text_of(name));
    bool is_key = field != CIR_INDEX_NONE && gives[field] && cir_type_is_text(fields->list[field].type);
    grouping->field = is_key ? field : CIR_INDEX_NONE;
    grouping->column = find_column(&grouping->log->header, cir_text_of(name));
    return is_key || grouping->column != CIR_INDEX_NONE ? CIR_OK : refuse_name(grouping, name, error);
}

enum cir_status cir_grouping_init(struct cir_grouping *grouping, const struct cir_log *log,
                                  const struct cir_classifier *classifier, const char *name, struct cir_error *error)
{
    const struct cir_fields *fields = cir_classifier_fields(classifier);
    bool gives[CIR_FIELDS_MAX];
    grouping->log = log;
    grouping->name = name;
    find_given(gives, log, fields);
    plan_measures(grouping, classifier);
    cir_campaign_plan_make(&grouping->plan, cir_classifier_definitions(classifier), fields, gives);
    return find_key(grouping, fields, gives, name, error);
}

/* ---- an incident ---- */

enum cir_status cir_grouping_room_init(struct cir_grouping_room *room, const struct cir_grouping *grouping,
                                       const struct cir_incidents *incidents, struct cir_error *error)
{
    const struct cir_fields *fields = grouping->plan.fields;
    room->cells = calloc(fields->count, sizeof *room->cells);
    room->quantities = calloc(CIR_MEASURES_MAX, sizeof *room->quantities);
    if (room->cells == NULL || room->quantities == NULL)
        return cir_fail_memory(error);
    for (unsigned i = 0; i < fields->count; i++)
        room->cells[i] = cir_incidents_cells(incidents, i)[0];
    return CIR_OK;
}

void cir_grouping_room_free(struct cir_grouping_room *room)
{
    free(room->cells);
    free(room->quantities);
}

static void gather(struct cir_grouping_room *room, const struct cir_grouping *grouping,
                   const struct cir_incidents *incidents, size_t i)
{
    const struct cir_intake_plan *plan = grouping->log->plan;
    for (size_t k = 0; k < plan->entry_count; k++)
        room->cells[plan->entries[k].number] = cir_incidents_cells(incidents, plan->entries[k].number)[i];
    for (size_t k = 0; k < plan->numbering_count; k++)
        room->cells[plan->numberings[k].number] = cir_incidents_cells(incidents, plan->numberings[k].number)[i];
}

/* The text of the key, without blanks around it; empty where the incident belongs to no campaign. */
static bool read_key(struct cir_text *key, const struct cir_grouping *grouping, const struct cir_grouping_room *room,
                     const struct cir_record *record, struct cir_arena *arena)
{
    *key = (struct cir_text){"", 0};
    if (grouping->field != CIR_INDEX_NONE) {
        const struct cir_cell *cell = &room->cells[grouping->field];
        if (cell->state == CIR_CELL_KNOWN)
            *key = cell->text;
        return true;
    }
    if (grouping->column >= record->count)
        return true;
    if (!cir_span_text(key, record, &record->spans[grouping->column], arena))
        return false;
    *key = cir_text_trim(*key);
    if (cir_cell_is_state_word(*key))
        key->size = 0;
    return true;
}

static bool keep(struct cir_text *text, struct cir_arena *arena)
{
    text->data = cir_arena_copy(arena, *text);
    return text->data != NULL;
}

/* A measure that says more than that it may be anything. */
static void complete(struct cir_cell *cell, const struct cir_quantity *quantity, double greatest)
{
    if (quantity->answer == CIR_NOT_APPLICABLE) {
        cell->state = CIR_CELL_NOT_APPLICABLE;
    } else if (quantity->answer == CIR_ANSWERED || quantity->low > 0 || quantity->high < greatest) {
        cell->state = CIR_CELL_KNOWN;
        cell->number.low = quantity->low;
        cell->number.point = quantity->answer == CIR_ANSWERED ? quantity->point : quantity->low;
        cell->number.high = quantity->high;
    } else if (cell->state == CIR_CELL_KNOWN) {
        cell->state = CIR_CELL_BLANK; /* such as people in a unit that is not known */
    }
}

static bool fill(struct cir_cell *cells, const struct cir_grouping *grouping, const struct cir_grouping_room *room,
                 struct cir_arena *arena)
{
    const struct cir_campaign_plan *plan = &grouping->plan;
    for (size_t i = 0; i < plan->cell_count; i++) {
        cells[i] = room->cells[plan->cells[i]];
        bool has_text = cells[i].state == CIR_CELL_KNOWN && cir_type_is_text(plan->fields->list[plan->cells[i]].type);
        if (has_text && !keep(&cells[i].text, arena))
            return false;
    }
    for (size_t i = 0; i < COMPLETIONS; i++)
        if (plan->places[completions[i].field] != CIR_INDEX_NONE)
            complete(&cells[plan->places[completions[i].field]], &room->quantities[completions[i].measure],
                     completions[i].greatest);
    return true;
}

static bool reaches_unnamed(const struct cir_grouping *grouping, const struct cir_cell *cells)
{
    const struct cir_cell *reach = &cells[CIR_FIELD_REACH];
    enum cir_cell_state others = cells[CIR_FIELD_OTHER_COUNTRIES].state;
    uint64_t beyond = reach->state == CIR_CELL_KNOWN ? reach->options >> (grouping->measures.nearest_reach + 1) : 0;
    return beyond != 0 && (others == CIR_CELL_BLANK || others == CIR_CELL_UNKNOWN);
}

bool cir_grouping_take(struct cir_campaign_member *member, bool *is_in, const struct cir_grouping *grouping,
                       struct cir_grouping_room *room, const struct cir_incidents *incidents,
                       const struct cir_record *record, size_t i, struct cir_arena *arena)
{
    gather(room, grouping, incidents, i);
    *member = (struct cir_campaign_member){.id = incidents->ids[i]};
    if (!read_key(&member->key, grouping, room, record, arena))
        return false;
    *is_in = member->key.size > 0;
    if (!*is_in)
        return true;
    cir_measures_compute_single(&grouping->measures, room->cells, room->quantities);
    const struct cir_quantity *reach = &room->quantities[CIR_MEASURE_REACH];
    struct cir_cell *cells = cir_arena_take(arena, grouping->plan.cell_count, sizeof *cells);
    member->cells = cells;
    member->reaches_unnamed = reaches_unnamed(grouping, room->cells);
    member->reach = reach->answer != CIR_NOT_APPLICABLE ? reach->options : 0;
    return cells != NULL && keep(&member->key, arena) && keep(&member->id, arena) && fill(cells, grouping, room, arena);
}
