/* The merged cells become text, the text is read as that of any log, and what was read is measured and judged. So the
 * file of campaigns, scored again, gives the same verdicts. What a network says is told of the incidents, as the merged
 * row no longer tells which sector was hit in which State. */
#include "pipeline/campaign_judging.h"

#include "campaign/cell_text.h"
#include "measures/joint_impact.h"
#include "pipeline/single_judging.h"

#include <assert.h>
#include <stdlib.h>

struct cir_campaign_judging {
    const struct cir_job_setup *setup; /* borrowed, as the two below */
    const struct cir_grouping *grouping;
    const struct cir_fields *fields;
    struct cir_cell *merged; /* owned, as all that follows */
    struct cir_text *texts;  /* of them */
    struct cir_cell *cells;  /* read back */
    struct cir_quantity *quantities;
    struct cir_single_judging *single;
    struct cir_buffer text;
    struct cir_arena arena; /* of the texts */
    struct cir_row_impact impact;
};

static enum cir_status make(struct cir_campaign_judging *judging, struct cir_error *error)
{
    size_t field_count = judging->fields->count;
    judging->merged = calloc(field_count, sizeof *judging->merged);
    judging->texts = calloc(field_count, sizeof *judging->texts);
    judging->cells = calloc(field_count, sizeof *judging->cells);
    judging->quantities = calloc(CIR_MEASURES_MAX, sizeof *judging->quantities);
    bool is_whole =
        judging->merged != NULL && judging->texts != NULL && judging->cells != NULL && judging->quantities != NULL;
    return is_whole ? CIR_OK : cir_fail_memory(error);
}

enum cir_status cir_campaign_judging_new(struct cir_campaign_judging **judging, const struct cir_job_setup *setup,
                                         struct cir_error *error)
{
    *judging = NULL;
    struct cir_campaign_judging *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->setup = setup;
    made->grouping = setup->grouping;
    made->fields = cir_classifier_fields(setup->classifier);
    enum cir_status status = make(made, error);
    if (status == CIR_OK)
        status = cir_single_judging_new(&made->single, setup->classifier, setup->wants_probabilities, error);
    if (status == CIR_OK)
        *judging = made;
    else
        cir_campaign_judging_free(made);
    return status;
}

void cir_campaign_judging_free(struct cir_campaign_judging *judging)
{
    if (judging == NULL)
        return;
    free(judging->merged);
    free(judging->texts);
    free(judging->cells);
    free(judging->quantities);
    cir_single_judging_free(judging->single);
    cir_buffer_free(&judging->text);
    cir_arena_free(&judging->arena);
    free(judging);
}

/* From a merged cell to the cell that a log with its text holds. */
static bool read_back(struct cir_campaign_judging *judging, size_t field, const struct cir_cell *merged)
{
    const struct cir_field *of = &judging->fields->list[field];
    const struct cir_definitions *definitions = judging->grouping->plan.definitions;
    const struct cir_cell_format format = cir_cell_format_plain();
    struct cir_cell_fault fault;
    struct cir_text *text = &judging->texts[field];
    cir_buffer_clear(&judging->text);
    cir_cell_text_add(&judging->text, merged, of, definitions);
    *text = cir_buffer_text(&judging->text);
    text->data = cir_arena_copy(&judging->arena, *text);
    if (judging->text.failed || text->data == NULL)
        return false;
    bool is_read = cir_cell_read(&judging->cells[field], of, &format, definitions, *text, &fault);
    assert(is_read);
    (void)is_read;
    return true;
}

static enum cir_status read_all_back(struct cir_campaign_judging *judging, struct cir_error *error)
{
    cir_arena_reset(&judging->arena);
    for (size_t i = 0; i < judging->fields->count; i++)
        if (!read_back(judging, i, &judging->merged[i]))
            return cir_fail_memory(error);
    return CIR_OK;
}

/* What the States that are surely hit tell of the reach; 0 where there are none. */
static enum cir_status find_reach_of_union(uint64_t *reach, struct cir_campaign_judging *judging,
                                           const struct cir_campaign *campaign, struct cir_error *error)
{
    struct cir_cell country;
    struct cir_cell others;
    *reach = 0;
    (void)cir_hit_states_sure(&campaign->states, &country, &others);
    for (size_t i = 0; i < judging->fields->count; i++)
        judging->cells[i] = (struct cir_cell){.state = CIR_CELL_BLANK};
    cir_arena_reset(&judging->arena);
    if (!read_back(judging, CIR_FIELD_COUNTRY, &country) || !read_back(judging, CIR_FIELD_OTHER_COUNTRIES, &others))
        return cir_fail_memory(error);
    if (country.count == 0)
        return CIR_OK;
    cir_measures_compute_single(&judging->grouping->measures, judging->cells, judging->quantities);
    *reach = judging->quantities[CIR_MEASURE_REACH].options;
    return CIR_OK;
}

static void tell_impact(struct cir_campaign_judging *judging, const struct cir_campaign *campaign)
{
    const struct cir_classifier *classifier = judging->setup->classifier;
    judging->impact = cir_joint_impact(&campaign->outages.joint, cir_classifier_measures(classifier)->impacts,
                                       cir_classifier_network(classifier)->state_count,
                                       cir_classifier_definitions(classifier)->country_count);
}

enum cir_status cir_campaign_judge(struct cir_judged_campaign *judged, struct cir_campaign_judging *judging,
                                   const struct cir_campaign *campaign, struct cir_text id, struct cir_error *error)
{
    const struct cir_field *reach = &judging->fields->list[CIR_FIELD_REACH];
    uint64_t of_union = 0;
    enum cir_status status = find_reach_of_union(&of_union, judging, campaign, error);
    if (status != CIR_OK)
        return status;
    cir_campaign_cells(campaign, &judging->grouping->plan, id, judging->merged);
    cir_campaign_widen_reach(campaign, &judging->merged[CIR_FIELD_REACH], of_union, cir_gathered_options(reach));
    status = read_all_back(judging, error);
    if (status != CIR_OK)
        return status;
    cir_single_judge(judging->single, judging->cells, judging->cells[CIR_FIELD_ID].text);
    if (judging->setup->wants_impacts)
        tell_impact(judging, campaign);
    *judged = (struct cir_judged_campaign){judging->texts, cir_single_verdicts(judging->single),
                                           cir_single_probabilities(judging->single),
                                           judging->setup->wants_impacts ? &judging->impact : NULL};
    return CIR_OK;
}
