#include "campaign/plan.h"

static uint32_t add_cell(struct cir_campaign_plan *plan, unsigned field)
{
    if (plan->places[field] == CIR_INDEX_NONE) {
        plan->places[field] = (uint32_t)plan->cell_count;
        plan->cells[plan->cell_count++] = field;
    }
    return plan->places[field];
}

static bool is_kept_by_operator(enum cir_merge_rule rule)
{
    return rule == CIR_MERGE_SUM_BY_OPERATOR || rule == CIR_MERGE_ENTITIES || rule == CIR_MERGE_LARGEST_BY_OPERATOR;
}

static void add_entry(struct cir_campaign_plan *plan, unsigned field, bool is_given)
{
    const struct cir_merge *merge = &plan->fields->list[field].merge;
    struct cir_campaign_entry *entry = &plan->entries[plan->entry_count++];
    *entry = (struct cir_campaign_entry){
        .field = field, .rule = merge->rule, .place = CIR_INDEX_NONE, .extent = CIR_INDEX_NONE};
    if (is_given)
        entry->place = add_cell(plan, merge->of);
    if (is_kept_by_operator(merge->rule))
        entry->extent = (uint32_t)plan->extent_count++;
}

/* An organisation that is named is one, told or not; so many incidents there are in any case. */
static bool tells_unasked(enum cir_merge_rule rule, const bool *gives)
{
    return rule == CIR_MERGE_INCIDENTS || (rule == CIR_MERGE_ENTITIES && gives[CIR_FIELD_OPERATOR]);
}

void cir_campaign_plan_make(struct cir_campaign_plan *plan, const struct cir_definitions *definitions,
                            const struct cir_fields *fields, const bool *gives)
{
    static const unsigned asked[] = {CIR_FIELD_DATE, CIR_FIELD_COUNTRY, CIR_FIELD_OTHER_COUNTRIES, CIR_FIELD_OPERATOR};
    *plan = (struct cir_campaign_plan){.definitions = definitions, .fields = fields};
    for (unsigned i = 0; i < CIR_FIELDS_MAX; i++)
        plan->places[i] = CIR_INDEX_NONE;
    for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++)
        if (gives[asked[i]])
            (void)add_cell(plan, asked[i]);
    for (unsigned i = 0; i < fields->count; i++) {
        const struct cir_merge *merge = &fields->list[i].merge;
        bool is_made_here = merge->rule != CIR_MERGE_LEAVE && merge->rule != CIR_MERGE_KEY;
        if (is_made_here && (gives[merge->of] || tells_unasked(merge->rule, gives)))
            add_entry(plan, i, gives[merge->of]);
    }
}
