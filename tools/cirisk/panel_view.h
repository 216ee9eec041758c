/** A panel of experts, shown. */
#ifndef CIR_TOOLS_PANEL_VIEW_H
#define CIR_TOOLS_PANEL_VIEW_H

#include "base/buffer.h"
#include "pipeline/panel.h"
#include "terminal.h"

#include <jansson.h>
#include <stdio.h>

struct panel_view {
    const struct cir_panel *panel;
    size_t round; /**< number among the rounds */
    enum cir_pairwise_method method;
    enum cir_aggregation aggregation;
    bool has_names; /**< experts by name, not by pseudonym */
};

const struct cir_round *panel_round(const struct panel_view *view);

/** What an expert is called in what is shown. */
const char *panel_expert(const struct panel_view *view, uint32_t expert);

/** "eigenvector", "priorities", "complete", and "low", "moderate" or "high" of a consensus ("undefined" of NAN). */
const char *panel_method_name(enum cir_pairwise_method method);
const char *panel_aggregation_name(enum cir_aggregation aggregation);
const char *panel_state_name(enum cir_expert_state state);
const char *panel_consensus_word(const struct panel_view *view, double consensus);

/** Who is furthest from the others; the number of experts where fewer than three are told. */
uint32_t panel_furthest(const struct panel_view *view);

/** Whether something of the expert deserves a second look. */
bool panel_has_flag(const struct cir_round_expert *expert);

/** Append what is to be said of an expert, joined by "; ". */
void panel_add_remarks(struct cir_buffer *text, const struct panel_view *view, uint32_t expert);

/** For the screen. @return exit code */
int panel_print_text(const struct panel_view *view, const struct terminal *terminal, FILE *out);

/** One table in which a row is a criterion, an expert, a statistic or a round, as its first cell says. @return exit code */
int panel_print_csv(const struct panel_view *view, FILE *out);

/** NULL when memory is exhausted; the caller owns it. */
json_t *panel_json(const struct panel_view *view);

#endif
