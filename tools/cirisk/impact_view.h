/** The impact of an outage, in the forms that it can be asked for. */
#ifndef CIR_TOOLS_IMPACT_VIEW_H
#define CIR_TOOLS_IMPACT_VIEW_H

#include "base/buffer.h"
#include "cirisk.h"
#include "terminal.h"

#include <jansson.h>
#include <stdio.h>

struct impact_view {
    const struct cir_network *network;
    const struct cir_impact *impact;
    const struct cir_shock *shocks; /**< at the middle of their spans */
    const struct cir_shock_spans *spans;
    size_t shock_count;
    unsigned orders;
    const char *regional; /**< what counts as regional, as it was asked for */
    size_t top;           /**< nodes to list */
};

/** What a layer answers. */
struct impact_layer_words {
    const char *name;
    const char *meaning;
};

extern const struct impact_layer_words impact_layers[CIR_LAYERS];
extern const char *const impact_parts[CIR_PARTS];
extern const char *const impact_ends[CIR_ENDS];

/** Numbers of the nodes that are not hit, worst first: by `values` (one a node), then in the order of the network.
 * Those of which the value is 0 are left out.
 * @param order room for node_count
 * @param count how many there are
 * @return false when memory is exhausted */
bool impact_rank(size_t *order, size_t *count, const struct impact_view *view, const double *values);

/** The greater of money and functional: the high end of a node's loss or share. */
double impact_high(const struct impact_view *view, size_t node);
double impact_high_share(const struct impact_view *view, size_t node);

/** Whether a share or a duration is known within a span only. */
bool impact_has_spans(const struct impact_view *view);

/** Whether a State hit is a part of the rest of the world: its own trade is in no table. */
bool impact_is_cut_out(const struct impact_view *view);

/** Append what counts as regional: "the same M49 sub-region", "eu27, else the same M49 sub-region". */
void impact_add_regional(struct cir_buffer *text, const struct impact_view *view);

/** Print "data of 2011". */
void impact_print_year(const struct cir_network *network, FILE *out);

/** @return exit code */
int impact_print_text(const struct impact_view *view, const struct terminal *terminal, FILE *out);
int impact_print_csv(const struct impact_view *view, FILE *out);
int impact_print_dot(const struct impact_view *view, const struct cir_needs *needs, FILE *out);

/** NULL when memory is exhausted. */
json_t *impact_json(const struct impact_view *view);

#endif
