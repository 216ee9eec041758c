/** What an outage does to all others: by three layers, over its duration, at home and abroad.
 *
 * Never one figure. Money tells who needs whom by what is paid, which understates what cannot be replaced; criticality
 * tells who stops without what, which overstates it. What is published is the interval between them:
 *
 *     layer        answers                                               from
 *     upstream     suppliers that lose orders                            impact/outage.h
 *     money        buyers, if shares of cost tell the need: the low end  impact/outage.h
 *     functional   buyers that cannot run without it: the high end       impact/needs.h
 *
 * Within the first hours stocks may hold the functional layer below money. The low end of each part is therefore the
 * lesser of money and functional, the high end the greater. Upstream is told beside them, never added. */
#ifndef CIR_IMPACT_IMPACT_H
#define CIR_IMPACT_IMPACT_H

#include "base/error.h"
#include "impact/needs.h"
#include "impact/outage.h"

/** A node loses a share of its output for some hours. */
struct cir_shock {
    uint32_t node;
    double share;      /**< 0..1 */
    double duration_h; /**< >= 0 */
};

/** A shock of which the share or the duration is known within a span; both ends alike where it is known. */
struct cir_shock_spans {
    uint32_t node;
    double share_low, share_high;
    double duration_low_h, duration_high_h;
};

/** The shock at the middle of its spans. */
struct cir_shock cir_shock_middle(const struct cir_shock_spans *spans);

enum cir_impact_layer { CIR_LAYER_UPSTREAM, CIR_LAYER_MONEY, CIR_LAYER_FUNCTIONAL, CIR_LAYERS };

/** Where losses fall: on the nodes hit; on others of a State hit; on States of the region of one; on all others. */
enum cir_impact_part { CIR_PART_DIRECT, CIR_PART_DOMESTIC, CIR_PART_REGIONAL, CIR_PART_GLOBAL, CIR_PARTS };

enum cir_impact_end { CIR_END_LOW, CIR_END_HIGH, CIR_ENDS };

/** Shares of output from which on States and nodes are counted: 0.1, 1 and 10 %. */
enum { CIR_IMPACT_THRESHOLDS = 3 };
extern const double cir_impact_thresholds[CIR_IMPACT_THRESHOLDS];

/** What is counted of one layer, or of one end. */
struct cir_impact_sums {
    double losses[CIR_PARTS];             /**< output lost over the duration, in the unit of the network */
    size_t states[CIR_IMPACT_THRESHOLDS]; /**< in which some node not hit loses at least such a share */
    size_t nodes[CIR_IMPACT_THRESHOLDS];  /**< not hit */
    double foreign_after_h;               /**< until the first node abroad loses 0.1 %; NAN: none does */
};

/** One layer, by node. */
struct cir_layer {
    double *shares;       /**< 0..1: greatest share of output lost */
    double *losses;       /**< output lost over the duration, in the unit of the network */
    double *felt_after_h; /**< until 0.1 % of output is lost; NAN: never */
    struct cir_impact_sums sums;
    size_t clipped; /**< nodes whose share was cut to 1: the model is linear and does not know that it ends there */
};

struct cir_impact {
    struct cir_arena arena;
    size_t node_count;
    struct cir_layer layers[CIR_LAYERS];
    struct cir_impact_sums ends[CIR_ENDS];
    enum cir_impact_part *parts; /**< by node */
};

/** What impacts are computed from; all borrowed. */
struct cir_impact_models {
    const struct cir_network *network;
    const struct cir_coupling *coupling;
    const struct cir_needs *needs;
    const int *regions; /**< by State, see impact/regions.h */
};

/** @param shocks each node once, at most CIR_HITS_MAX
 * @param orders dependencies in a row, of the functional layer
 * @return CIR_OK; CIR_BAD_NETWORK when losses do not settle; CIR_NO_MEMORY. To be freed either way */
enum cir_status cir_impact_compute(struct cir_impact *impact, const struct cir_impact_models *models,
                                   const struct cir_shock *shocks, size_t shock_count, unsigned orders,
                                   struct cir_error *error);

/** Of shocks within spans. The low end is that of the least shares and durations, the high end that of the greatest:
 * losses rise with both. The layers, node by node, are told for the middle of the spans.
 * @return as cir_impact_compute. To be freed either way */
enum cir_status cir_impact_compute_spans(struct cir_impact *impact, const struct cir_impact_models *models,
                                         const struct cir_shock_spans *spans, size_t count, unsigned orders,
                                         struct cir_error *error);

void cir_impact_free(struct cir_impact *impact);

/** Where the losses of each node fall, when these are hit.
 * @param parts by node */
void cir_impact_find_parts(enum cir_impact_part *parts, const struct cir_impact_models *models,
                           const struct cir_shock *shocks, size_t shock_count);

/** Losses outside the nodes hit. */
double cir_impact_sums_indirect(const struct cir_impact_sums *sums);

/** Hours of a year, by which yearly output becomes output lost in an hour. */
extern const double cir_year_h;

#endif
