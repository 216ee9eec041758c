#include "pipeline/panel.h"

#include "base/sha256.h"
#include "definitions/definitions.h"
#include "intake/expert_weights.h"
#include "intake/judgements.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { PSEUDONYM_SIZE = 8 };

/* ---- limits ---- */

static enum cir_status load_limits(struct cir_panel *panel, const struct cir_panel_options *options,
                                   struct cir_error *error)
{
    struct cir_definitions *definitions = NULL;
    enum cir_status status = cir_definitions_load(&definitions, options->definitions, NULL, error);
    if (status != CIR_OK)
        return status;
    panel->limits = definitions->panel;
    memcpy(panel->definitions_sha256, definitions->sha256, sizeof panel->definitions_sha256);
    cir_definitions_free(definitions);
    if (options->scale_max == 0)
        return CIR_OK;
    if (!(options->scale_max > 1))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "the scale of pairs ends at 1; expected more");
    panel->limits.values[CIR_PANEL_PAIRWISE_MAX] = options->scale_max;
    return CIR_OK;
}

/* ---- pseudonyms ---- */

/* An expert's place in the order of pseudonyms. */
struct place {
    unsigned first_round;
    char hash[CIR_SHA256_HEX_SIZE];
    uint32_t expert;
};

static void add_bytes(struct sha256_ctx *context, const void *bytes, size_t size)
{
    sha256_update(context, size, bytes);
}

static size_t answers_size(const struct cir_panel_answers *answers, size_t criteria_count)
{
    return answers->kind == CIR_JUDGEMENT_PAIRWISE ? criteria_count * criteria_count : criteria_count;
}

/* All that was answered in the first round, experts in the order of their names. */
static void hash_first_round(const struct cir_panel *panel, struct sha256_ctx *context)
{
    const struct cir_judgements *judgements = &panel->judgements;
    for (size_t k = 0; k < judgements->count && judgements->list[k].round == judgements->rounds[0]; k++) {
        const struct cir_panel_answers *answers = &judgements->list[k];
        const char *name = judgements->experts[answers->expert];
        add_bytes(context, name, strlen(name) + 1);
        for (size_t i = 0; i < answers_size(answers, panel->criteria.count); i++) {
            char text[64];
            int size = snprintf(text, sizeof text, "%d %.9g\n", (int)answers->list[i].state, answers->list[i].value);
            add_bytes(context, text, (size_t)size);
        }
    }
}

static void fill_places(const struct cir_panel *panel, struct place *places)
{
    const struct cir_judgements *judgements = &panel->judgements;
    struct sha256_ctx all;
    sha256_init(&all);
    hash_first_round(panel, &all);
    for (uint32_t k = 0; k < judgements->expert_count; k++) {
        struct sha256_ctx one = all;
        add_bytes(&one, judgements->experts[k], strlen(judgements->experts[k]));
        places[k].expert = k;
        cir_sha256_hex(&one, places[k].hash);
    }
    for (size_t i = judgements->count; i-- > 0;)
        places[judgements->list[i].expert].first_round = judgements->list[i].round;
}

static int by_place(const void *a, const void *b)
{
    const struct place *left = a;
    const struct place *right = b;
    if (left->first_round != right->first_round)
        return left->first_round < right->first_round ? -1 : 1;
    return strcmp(left->hash, right->hash);
}

static enum cir_status name_experts(struct cir_panel *panel, struct cir_error *error)
{
    const size_t count = panel->judgements.expert_count;
    struct place *places = cir_arena_take(&panel->arena, count + 1, sizeof *places);
    char *names = cir_arena_take(&panel->arena, count + 1, PSEUDONYM_SIZE);
    panel->pseudonyms = cir_arena_take(&panel->arena, count + 1, sizeof *panel->pseudonyms);
    panel->order = cir_arena_take(&panel->arena, count + 1, sizeof *panel->order);
    if (places == NULL || names == NULL || panel->pseudonyms == NULL || panel->order == NULL)
        return cir_fail_memory(error);
    fill_places(panel, places);
    qsort(places, count, sizeof *places, by_place);
    for (size_t i = 0; i < count; i++) {
        char *name = names + i * PSEUDONYM_SIZE;
        snprintf(name, PSEUDONYM_SIZE, "E%02u", (unsigned)(i + 1) % 1000);
        panel->pseudonyms[places[i].expert] = name;
        panel->order[i] = places[i].expert;
    }
    return CIR_OK;
}

/* ---- rounds ---- */

const struct cir_panel_answers *cir_panel_answers_of(const struct cir_panel *panel, size_t round, size_t *count)
{
    const struct cir_judgements *judgements = &panel->judgements;
    size_t start = 0;
    *count = 0;
    while (start < judgements->count && judgements->list[start].round != judgements->rounds[round])
        start++;
    while (start + *count < judgements->count && judgements->list[start + *count].round == judgements->rounds[round])
        (*count)++;
    return &judgements->list[start];
}

static enum cir_status make_rounds(struct cir_panel *panel, const struct cir_panel_options *options,
                                   struct cir_error *error)
{
    const struct cir_round_method method = {options->method, options->aggregation, panel->limits};
    const double *says = NULL;
    enum cir_status status = CIR_OK;
    if (options->experts != NULL)
        status = cir_expert_weights_read(&says, &panel->judgements, options->experts, &panel->arena, error);
    panel->rounds = cir_arena_take(&panel->arena, panel->judgements.round_count, sizeof *panel->rounds);
    if (panel->rounds == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < panel->judgements.round_count && status == CIR_OK; i++) {
        size_t count;
        const struct cir_panel_answers *answers = cir_panel_answers_of(panel, i, &count);
        status = cir_round_make(&panel->rounds[i], &panel->arena, answers, count, panel->judgements.expert_count,
                                panel->criteria.count, says, &method, i > 0 ? &panel->rounds[i - 1] : NULL, error);
        panel->round_count = i + 1;
    }
    return status;
}

static enum cir_status read_all(struct cir_panel *panel, const struct cir_panel_options *options,
                                struct cir_error *error)
{
    enum cir_status status = load_limits(panel, options, error);
    if (status == CIR_OK)
        status = cir_panel_criteria_read(&panel->criteria, options->criteria, &panel->arena, error);
    if (status == CIR_OK)
        status = cir_judgements_read(&panel->judgements, options->inputs, options->input_count, &panel->criteria,
                                     &panel->limits, error);
    return status;
}

enum cir_status cir_panel_make(struct cir_panel *panel, const struct cir_panel_options *options,
                               struct cir_error *error)
{
    /* GSL's own handler ends the process, which is the caller's. */
    gsl_set_error_handler_off();
    *panel = (struct cir_panel){0};
    enum cir_status status = read_all(panel, options, error);
    if (status != CIR_OK || panel->judgements.finding_total > 0)
        return status;
    if (panel->judgements.count == 0)
        return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = options->inputs[0]},
                        "no judgement stands in it; expected a row an answer");
    status = name_experts(panel, error);
    return status == CIR_OK ? make_rounds(panel, options, error) : status;
}

void cir_panel_free(struct cir_panel *panel)
{
    cir_judgements_free(&panel->judgements);
    cir_arena_free(&panel->arena);
    *panel = (struct cir_panel){0};
}
