#include "campaign/campaign.h"

#include <math.h>

bool cir_campaign_init(struct cir_campaign *campaign, const struct cir_campaign_plan *plan, struct cir_arena *arena,
                       struct cir_text key)
{
    *campaign = (struct cir_campaign){
        .key = {cir_arena_copy(arena, key), key.size}, .first_date = INFINITY, .last_date = -INFINITY};
    campaign->gathered = cir_arena_take(arena, plan->entry_count, sizeof *campaign->gathered);
    return campaign->key.data != NULL && campaign->gathered != NULL;
}

static bool add_id(struct cir_campaign *campaign, struct cir_arena *arena, struct cir_text id)
{
    if (campaign->incidents >= CIR_CAMPAIGN_IDS_SHOWN)
        return true;
    struct cir_text copy = {cir_arena_copy(arena, id), id.size};
    campaign->ids[campaign->incidents] = copy;
    return copy.data != NULL;
}

/* *extents stays NULL where the incident names no operator, or nothing is kept by it. */
static bool find_operator(struct cir_extent **extents, struct cir_campaign *campaign,
                          const struct cir_campaign_plan *plan, struct cir_arena *arena,
                          const struct cir_campaign_member *member)
{
    const struct cir_cell *cell = cir_campaign_cell(plan, member, CIR_FIELD_OPERATOR);
    *extents = NULL;
    if (plan->extent_count == 0 || cell == NULL || cell->state != CIR_CELL_KNOWN)
        return true;
    *extents = cir_operators_find(&campaign->operators, arena, plan->extent_count, cell->text);
    return *extents != NULL;
}

static const struct cir_cell *cell_of(const struct cir_campaign_entry *entry, const struct cir_campaign_member *member)
{
    return entry->place != CIR_INDEX_NONE ? &member->cells[entry->place] : NULL;
}

static bool add_cells(struct cir_campaign *campaign, const struct cir_campaign_plan *plan, struct cir_arena *arena,
                      const struct cir_campaign_member *member, struct cir_extent *extents)
{
    struct cir_gathering gathering = {
        .arena = arena, .country = cir_campaign_cell(plan, member, CIR_FIELD_COUNTRY), .reach = member->reach};
    for (size_t i = 0; i < plan->entry_count; i++) {
        const struct cir_campaign_entry *entry = &plan->entries[i];
        bool has_extent = extents != NULL && entry->extent != CIR_INDEX_NONE;
        gathering.extent = has_extent ? &extents[entry->extent] : NULL;
        if (!cir_gathered_add(&campaign->gathered[i], entry->rule, &plan->fields->list[entry->field],
                              cell_of(entry, member), &gathering))
            return false;
    }
    return true;
}

static void add_date(struct cir_campaign *campaign, const struct cir_cell *date)
{
    if (date == NULL || date->state != CIR_CELL_KNOWN) {
        campaign->is_undated = true;
        return;
    }
    double middle = date->number.point;
    campaign->first_date = middle < campaign->first_date ? middle : campaign->first_date;
    campaign->last_date = middle > campaign->last_date ? middle : campaign->last_date;
}

/* State and sector are columns of every log. */
static bool add_outage(struct cir_campaign *campaign, const struct cir_campaign_plan *plan, struct cir_arena *arena,
                       const struct cir_campaign_member *member)
{
    return member->impact == NULL ||
           cir_outages_add(&campaign->outages, arena, cir_campaign_cell(plan, member, CIR_FIELD_COUNTRY),
                           cir_campaign_cell(plan, member, CIR_FIELD_SECTOR), member->impact);
}

bool cir_campaign_add(struct cir_campaign *campaign, const struct cir_campaign_plan *plan, struct cir_arena *arena,
                      const struct cir_campaign_member *member)
{
    struct cir_extent *extents = NULL;
    if (!add_id(campaign, arena, member->id) || !find_operator(&extents, campaign, plan, arena, member) ||
        !add_cells(campaign, plan, arena, member, extents) || !add_outage(campaign, plan, arena, member))
        return false;
    cir_hit_states_add(&campaign->states, cir_campaign_cell(plan, member, CIR_FIELD_COUNTRY),
                       cir_campaign_cell(plan, member, CIR_FIELD_OTHER_COUNTRIES),
                       cir_campaign_cell(plan, member, CIR_FIELD_DATE));
    add_date(campaign, cir_campaign_cell(plan, member, CIR_FIELD_DATE));
    campaign->states.reaches_unnamed |= member->reaches_unnamed;
    campaign->incidents++;
    return true;
}

/* A share of which nothing is sure would be derived from all people and the State hit first, though they may be people
 * of another: it is told to lie anywhere. */
static void forbid_derived_share(struct cir_cell *cells)
{
    struct cir_cell *share = &cells[CIR_FIELD_PEOPLE_SHARE];
    bool is_open = share->state == CIR_CELL_BLANK || share->state == CIR_CELL_UNKNOWN;
    if (!is_open || cells[CIR_FIELD_PEOPLE_AFFECTED].state != CIR_CELL_KNOWN)
        return;
    *share = (struct cir_cell){.state = CIR_CELL_KNOWN};
    share->number.high = 1;
}

/* What all incidents of the campaign said of a field, NULL where none could. */
static const struct cir_gathered *find_gathered(const struct cir_campaign *campaign,
                                                const struct cir_campaign_plan *plan, unsigned field)
{
    for (size_t i = 0; i < plan->entry_count; i++)
        if (plan->entries[i].field == field)
            return &campaign->gathered[i];
    return NULL;
}

/* Whether all incidents are known to have one root cause, and none to be another organisation's. */
static bool has_one_cause(const struct cir_campaign *campaign, const struct cir_campaign_plan *plan)
{
    const struct cir_gathered *cause = find_gathered(campaign, plan, CIR_FIELD_ROOT_CAUSE);
    const struct cir_gathered *organisation = find_gathered(campaign, plan, CIR_FIELD_OPERATOR);
    bool is_one = cause != NULL && cause->is_told && !cause->differs && !cause->is_blank && !cause->is_unknown;
    return is_one && (organisation == NULL || !organisation->differs);
}

static bool lies_within(const struct cir_campaign *campaign, struct cir_period within)
{
    return !campaign->is_undated && campaign->last_date <= cir_date_after(campaign->first_date, within);
}

/* The incidents of a campaign count together, unless only those do that recur. */
static bool counts_together(const struct cir_campaign *campaign, const struct cir_campaign_plan *plan,
                            const struct cir_campaign_entry *entry)
{
    struct cir_period within = plan->fields->list[entry->field].merge.within;
    bool is_asked = within.months > 0 || within.hours > 0;
    return !is_asked || campaign->incidents < 2 || (has_one_cause(campaign, plan) && lies_within(campaign, within));
}

static struct cir_gathered_whole whole_of(const struct cir_campaign *campaign, const struct cir_campaign_plan *plan,
                                          const struct cir_campaign_entry *entry)
{
    const struct cir_operators *operators = &campaign->operators;
    struct cir_gathered_whole whole = {.incidents = campaign->incidents,
                                       .counts_together = counts_together(campaign, plan, entry)};
    if (entry->extent != CIR_INDEX_NONE && operators->count > 0)
        whole.operators =
            (struct cir_gathered_operators){operators->extents + entry->extent, plan->extent_count, operators->count};
    return whole;
}

void cir_campaign_cells(const struct cir_campaign *campaign, const struct cir_campaign_plan *plan, struct cir_text id,
                        struct cir_cell *cells)
{
    for (size_t i = 0; i < plan->fields->count; i++)
        cells[i] = (struct cir_cell){.state = CIR_CELL_BLANK};
    for (size_t i = 0; i < plan->entry_count; i++) {
        const struct cir_campaign_entry *entry = &plan->entries[i];
        const struct cir_gathered_whole whole = whole_of(campaign, plan, entry);
        cells[entry->field] =
            cir_gathered_cell(&campaign->gathered[i], entry->rule, &plan->fields->list[entry->field], &whole);
    }
    cir_hit_states_cells(&campaign->states, &cells[CIR_FIELD_COUNTRY], &cells[CIR_FIELD_OTHER_COUNTRIES]);
    cells[CIR_FIELD_ID] = (struct cir_cell){.state = CIR_CELL_KNOWN};
    cells[CIR_FIELD_ID].text = id;
    forbid_derived_share(cells);
}

void cir_campaign_widen_reach(const struct cir_campaign *campaign, struct cir_cell *reach, uint64_t of_union,
                              uint64_t all)
{
    struct cir_cell ignored[2];
    if (campaign->incidents < 2 || reach->state != CIR_CELL_KNOWN || of_union == 0)
        return;
    uint64_t least = of_union & -of_union;
    if (cir_hit_states_sure(&campaign->states, &ignored[0], &ignored[1]))
        of_union = all & ~(least - 1);
    if ((reach->options & -reach->options) > least)
        least = reach->options & -reach->options;
    reach->options = (reach->options | of_union) & ~(least - 1);
}
