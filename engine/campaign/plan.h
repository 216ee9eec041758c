/** What of an incident goes into its campaign: found out once, so that an incident brings only the cells that say
 * something. */
#ifndef CIR_CAMPAIGN_PLAN_H
#define CIR_CAMPAIGN_PLAN_H

#include "model/cell.h"
#include "model/definitions.h"
#include "model/field.h"
#include "model/row_impact.h"

/** A field of the campaign that is more than blank. */
struct cir_campaign_entry {
    unsigned field;
    enum cir_merge_rule rule;
    uint32_t place;  /**< of the cell that it is made from, among those of a member; CIR_INDEX_NONE: of none */
    uint32_t extent; /**< place among what is kept for each operator; CIR_INDEX_NONE: nothing is */
};

struct cir_campaign_plan {
    const struct cir_definitions *definitions;
    const struct cir_fields *fields;
    unsigned cells[CIR_FIELDS_MAX]; /**< numbers of the fields whose cells a member brings */
    size_t cell_count;
    uint32_t places[CIR_FIELDS_MAX]; /**< of a field's cell among them; CIR_INDEX_NONE: it is blank in every incident */
    struct cir_campaign_entry entries[CIR_FIELDS_MAX];
    size_t entry_count;
    size_t extent_count;
};

/** Cannot fail. Definitions and fields are borrowed for the life of the plan.
 * @param gives by number of the field: whether it is more than blank in some incident */
void cir_campaign_plan_make(struct cir_campaign_plan *plan, const struct cir_definitions *definitions,
                            const struct cir_fields *fields, const bool *gives);

/** An incident of a campaign. All of it is borrowed for the call that it is given to. */
struct cir_campaign_member {
    struct cir_text key; /**< of the campaign */
    struct cir_text id;
    uint64_t row;                 /**< of the log, from 1 */
    const struct cir_cell *cells; /**< in the order of plan->cells; completed by what else the row tells */
    uint64_t reach;               /**< options of `reach` that its States leave open; 0 where they say nothing */
    bool reaches_unnamed;         /**< its `reach` is told and goes beyond one State, but not which States */
    const struct cir_incident_impact *impact; /**< NULL: no network is used */
};

/** The cell of a field, NULL where it is blank in every incident. */
static inline const struct cir_cell *cir_campaign_cell(const struct cir_campaign_plan *plan,
                                                       const struct cir_campaign_member *member, unsigned field)
{
    return plan->places[field] != CIR_INDEX_NONE ? &member->cells[plan->places[field]] : NULL;
}

#endif
