#include "campaign/campaigns.h"

#include "base/buffer.h"

#include <assert.h>
#include <stdlib.h>

/* An incident that waits for the windows to be cut. */
struct waiting {
    double date;
    uint64_t order; /* in which it came */
    struct cir_campaign_member member;
};

/* All that has one key. */
struct group {
    struct cir_campaign campaign; /* without a period */
    struct cir_text key;
    struct waiting *waiting; /* with one */
    size_t count;
    size_t capacity;
};

struct cir_campaigns {
    const struct cir_campaign_plan *plan;
    struct cir_period period;
    bool has_period;
    struct cir_arena arena;
    struct cir_index index;
    struct group *groups;
    size_t count;
    size_t capacity;
    size_t operator_count;
    size_t pair_count; /* with those of choices */
    uint64_t incidents;
    uint64_t undated;
    /* where cir_campaigns_next stands */
    size_t next_group;
    size_t next_first; /* incident of the group that the next window may open with */
    size_t done;       /* incidents of the group that lie in windows */
    unsigned window;   /* windows of the group so far */
    struct cir_campaign merged;
    struct cir_arena window_arena;
    struct cir_buffer id;
};

struct cir_campaigns *cir_campaigns_new(const struct cir_campaign_plan *plan, const struct cir_period *period)
{
    struct cir_campaigns *campaigns = calloc(1, sizeof *campaigns);
    if (campaigns == NULL)
        return NULL;
    campaigns->plan = plan;
    campaigns->has_period = period != NULL;
    if (period != NULL)
        campaigns->period = *period;
    return campaigns;
}

void cir_campaigns_free(struct cir_campaigns *campaigns)
{
    if (campaigns == NULL)
        return;
    cir_arena_free(&campaigns->arena);
    cir_arena_free(&campaigns->window_arena);
    cir_buffer_free(&campaigns->id);
    free(campaigns);
}

static enum cir_status refuse_more(struct cir_error *error, const char *what, int limit)
{
    return cir_fail(error, CIR_BAD_LOG, (struct cir_place){0},
                    "the campaigns hold more than %d %s: score the log in parts, or by another column", limit, what);
}

static enum cir_status add_group(struct cir_campaigns *campaigns, struct cir_text key, struct cir_error *error)
{
    if (campaigns->count == CIR_CAMPAIGNS_MAX)
        return refuse_more(error, "different keys", CIR_CAMPAIGNS_MAX);
    struct group *groups =
        cir_arena_grow(&campaigns->arena, campaigns->groups, campaigns->count, &campaigns->capacity, sizeof *groups);
    if (groups == NULL)
        return cir_fail_memory(error);
    campaigns->groups = groups;
    struct group *group = &groups[campaigns->count];
    *group = (struct group){.key = {cir_arena_copy(&campaigns->arena, key), key.size}};
    if (group->key.data == NULL ||
        (!campaigns->has_period &&
         !cir_campaign_init(&group->campaign, campaigns->plan, &campaigns->arena, group->key)) ||
        !cir_index_insert(&campaigns->index, &campaigns->arena, group->key, (uint32_t)campaigns->count, NULL))
        return cir_fail_memory(error);
    campaigns->count++;
    return CIR_OK;
}

static enum cir_status find_group(size_t *number, struct cir_campaigns *campaigns, struct cir_text key,
                                  struct cir_error *error)
{
    uint32_t found = cir_index_find(&campaigns->index, key);
    *number = found != CIR_INDEX_NONE ? found : campaigns->count;
    return found != CIR_INDEX_NONE ? CIR_OK : add_group(campaigns, key, error);
}

static size_t count_pairs(const struct cir_campaign *campaign)
{
    return campaign->outages.joint.pair_count + campaign->outages.joint.candidate_count;
}

static enum cir_status merge(struct cir_campaigns *campaigns, struct group *group,
                             const struct cir_campaign_member *member, struct cir_error *error)
{
    size_t operators = group->campaign.operators.count;
    size_t pairs = count_pairs(&group->campaign);
    if (!cir_campaign_add(&group->campaign, campaigns->plan, &campaigns->arena, member))
        return cir_fail_memory(error);
    campaigns->operator_count += group->campaign.operators.count - operators;
    if (campaigns->operator_count > CIR_CAMPAIGN_OPERATORS_MAX)
        return refuse_more(error, "operators", CIR_CAMPAIGN_OPERATORS_MAX);
    campaigns->pair_count += count_pairs(&group->campaign) - pairs;
    if (campaigns->pair_count > CIR_CAMPAIGN_PAIRS_MAX)
        return refuse_more(error, "sectors of States", CIR_CAMPAIGN_PAIRS_MAX);
    return CIR_OK;
}

/* ---- with a period ---- */

static bool keep_text(struct cir_arena *arena, struct cir_text *text)
{
    const char *copy = cir_arena_copy(arena, *text);
    text->data = copy;
    return copy != NULL;
}

static bool keep_member(struct cir_campaigns *campaigns, struct cir_campaign_member *kept,
                        const struct cir_campaign_member *member)
{
    const struct cir_campaign_plan *plan = campaigns->plan;
    struct cir_cell *cells = cir_arena_take(&campaigns->arena, plan->cell_count, sizeof *cells);
    *kept = *member;
    kept->cells = cells;
    if (cells == NULL || !keep_text(&campaigns->arena, &kept->id))
        return false;
    memcpy(cells, member->cells, plan->cell_count * sizeof *cells);
    if (member->impact != NULL) {
        struct cir_incident_impact *impact = cir_arena_take(&campaigns->arena, 1, sizeof *impact);
        kept->impact = impact;
        if (impact == NULL)
            return false;
        *impact = *member->impact;
    }
    for (size_t i = 0; i < plan->cell_count; i++)
        if (cells[i].state == CIR_CELL_KNOWN && cir_type_is_text(plan->fields->list[plan->cells[i]].type) &&
            !keep_text(&campaigns->arena, &cells[i].text))
            return false;
    return true;
}

static enum cir_status put_off(bool *waits, struct cir_campaigns *campaigns, struct group *group,
                               const struct cir_campaign_member *member, struct cir_error *error)
{
    const struct cir_cell *date = cir_campaign_cell(campaigns->plan, member, CIR_FIELD_DATE);
    if (date == NULL || date->state != CIR_CELL_KNOWN) {
        campaigns->undated++;
        return CIR_OK;
    }
    if (campaigns->incidents - campaigns->undated > CIR_CAMPAIGN_WINDOW_MAX)
        return refuse_more(error, "incidents", CIR_CAMPAIGN_WINDOW_MAX);
    struct waiting *list =
        cir_arena_grow(&campaigns->arena, group->waiting, group->count, &group->capacity, sizeof *list);
    if (list == NULL)
        return cir_fail_memory(error);
    group->waiting = list;
    struct waiting *waiting = &list[group->count];
    waiting->date = date->number.point;
    waiting->order = campaigns->incidents;
    if (!keep_member(campaigns, &waiting->member, member))
        return cir_fail_memory(error);
    waiting->member.key = group->key;
    group->count++;
    *waits = true;
    return CIR_OK;
}

enum cir_status cir_campaigns_add(struct cir_campaign_place *place, struct cir_campaigns *campaigns,
                                  const struct cir_campaign_member *member, struct cir_error *error)
{
    size_t number = 0;
    enum cir_status status = find_group(&number, campaigns, member->key, error);
    if (status != CIR_OK)
        return status;
    struct group *group = &campaigns->groups[number];
    campaigns->incidents++;
    *place = (struct cir_campaign_place){.key = number + 1};
    if (campaigns->has_period)
        return put_off(&place->waits, campaigns, group, member, error);
    status = merge(campaigns, group, member, error);
    place->place = group->campaign.incidents;
    return status;
}

/* ---- the way out ---- */

static int compare_waiting(const void *a, const void *b)
{
    const struct waiting *first = a;
    const struct waiting *second = b;
    if (first->date != second->date)
        return first->date < second->date ? -1 : 1;
    return first->order < second->order ? -1 : first->order > second->order;
}

/* Behind the last incident of the window that opens with `first`: never before the end of the window before it. */
static size_t window_end(const struct cir_campaigns *campaigns, const struct group *group, size_t first)
{
    double last = cir_date_after(group->waiting[first].date, campaigns->period);
    size_t end = campaigns->done > first ? campaigns->done : first + 1;
    while (end < group->count && group->waiting[end].date <= last)
        end++;
    return end;
}

static enum cir_status merge_window(struct cir_campaigns *campaigns, const struct group *group, size_t first,
                                    size_t end, struct cir_error *error)
{
    cir_arena_reset(&campaigns->window_arena);
    if (!cir_campaign_init(&campaigns->merged, campaigns->plan, &campaigns->window_arena, group->key))
        return cir_fail_memory(error);
    for (size_t i = first; i < end; i++)
        if (!cir_campaign_add(&campaigns->merged, campaigns->plan, &campaigns->window_arena, &group->waiting[i].member))
            return cir_fail_memory(error);
    return CIR_OK;
}

/* The next window of the group at hand; CIR_END where there is none. */
static enum cir_status next_window(struct cir_campaigns *campaigns, const struct group *group,
                                   struct cir_campaign_cut *cut, struct cir_error *error)
{
    for (; campaigns->next_first < group->count; campaigns->next_first++) {
        size_t end = window_end(campaigns, group, campaigns->next_first);
        if (end <= campaigns->done)
            continue;
        cut->campaign = &campaigns->merged;
        cut->first = campaigns->next_first + 1;
        cut->last = end;
        cut->told = campaigns->done;
        campaigns->done = end;
        campaigns->window++;
        return merge_window(campaigns, group, campaigns->next_first++, end, error);
    }
    return CIR_END;
}

/* All that has the key. */
static void take_whole(const struct group *group, struct cir_campaign_cut *cut)
{
    cut->campaign = &group->campaign;
    cut->first = 1;
    cut->last = cut->told = group->campaign.incidents;
}

static enum cir_status write_id(struct cir_campaigns *campaigns, const struct group *group, struct cir_text *id,
                                struct cir_error *error)
{
    *id = group->key;
    if (!campaigns->has_period)
        return CIR_OK;
    cir_buffer_clear(&campaigns->id);
    cir_buffer_add(&campaigns->id, group->key);
    cir_buffer_add_format(&campaigns->id, "#%u", campaigns->window);
    *id = cir_buffer_text(&campaigns->id);
    return campaigns->id.failed ? cir_fail_memory(error) : CIR_OK;
}

static void start_group(struct cir_campaigns *campaigns, struct group *group)
{
    if (campaigns->next_first == 0 && group->count > 0)
        qsort(group->waiting, group->count, sizeof *group->waiting, compare_waiting);
}

static void leave_group(struct cir_campaigns *campaigns)
{
    campaigns->next_group++;
    campaigns->next_first = campaigns->done = 0;
    campaigns->window = 0;
}

enum cir_status cir_campaigns_next(struct cir_campaigns *campaigns, struct cir_campaign_cut *cut,
                                   struct cir_error *error)
{
    while (campaigns->next_group < campaigns->count) {
        struct group *group = &campaigns->groups[campaigns->next_group];
        enum cir_status status = CIR_OK;
        cut->key = campaigns->next_group + 1;
        if (campaigns->has_period) {
            start_group(campaigns, group);
            status = next_window(campaigns, group, cut, error);
        } else {
            take_whole(group, cut);
        }
        if (status == CIR_OK)
            status = write_id(campaigns, group, &cut->id, error);
        if (!campaigns->has_period || status == CIR_END)
            leave_group(campaigns);
        if (status != CIR_END)
            return status;
    }
    return CIR_END;
}

uint64_t cir_campaigns_row(const struct cir_campaigns *campaigns, uint64_t place)
{
    assert(campaigns->has_period && place > 0 && place <= campaigns->done);
    return campaigns->groups[campaigns->next_group].waiting[place - 1].member.row;
}

uint64_t cir_campaigns_keys(const struct cir_campaigns *campaigns)
{
    return campaigns->count;
}

struct cir_text cir_campaigns_key(const struct cir_campaigns *campaigns, uint64_t number)
{
    return campaigns->groups[number - 1].key;
}

uint64_t cir_campaigns_incidents(const struct cir_campaigns *campaigns)
{
    return campaigns->incidents;
}

uint64_t cir_campaigns_undated(const struct cir_campaigns *campaigns)
{
    return campaigns->undated;
}
