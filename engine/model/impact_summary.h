/** What an outage of one sector in one State does to all others, made so short that a row of a log costs a look-up.
 *
 * All layers grow in proportion to the share that is lost; so a summary is told for the share 1. */
#ifndef CIR_MODEL_IMPACT_SUMMARY_H
#define CIR_MODEL_IMPACT_SUMMARY_H

#include "base/text.h"

/** Where losses fall, besides the nodes hit. */
enum cir_summary_part { CIR_SUMMARY_DOMESTIC, CIR_SUMMARY_REGIONAL, CIR_SUMMARY_GLOBAL, CIR_SUMMARY_PARTS };

enum { CIR_SUMMARY_HOURS = 16 };

/** Greatest share of output lost by a sector of a State, by State, falling; only those that count as reached at all. Each
 * layer is sorted, then the lesser or the greater of both is taken place by place: so what is counted in them is the
 * lesser or the greater of what the layers count. */
struct cir_state_shares {
    const float *list;
    size_t count;
};

/** States whose shares are ranked together, by the lesser and by the greater of both layers. */
struct cir_state_ranks {
    struct cir_state_shares low;
    struct cir_state_shares high;
};

/** From an hour on: States other than the one hit. Asked of assets alone, so it lies apart from what rows ask for. */
struct cir_summary_abroad {
    struct cir_state_ranks all;
    struct cir_state_ranks regional; /**< of them, those of the region of the State hit */
};

/** From an hour on. What a row asks for lies together. */
struct cir_summary_hour {
    double functional_per_h[CIR_SUMMARY_PARTS]; /**< output lost an hour, by the functional layer */
    double functional_until[CIR_SUMMARY_PARTS]; /**< output lost before */
    struct cir_state_shares states_low;         /**< by the lesser of both layers */
    struct cir_state_shares states_high;        /**< by the greater */
    struct cir_text top; /**< worst losses of an outage that ends before the next hour, by the high end:
                              "FRA:power;..." */
};

struct cir_impact_summary {
    double output_per_h;                   /**< of the nodes hit, in the unit of the network */
    double money_per_h[CIR_SUMMARY_PARTS]; /**< output lost an hour, by the money layer */
    size_t state_count;                    /**< of the network that was asked, the States cut out for it included */
    struct cir_summary_hour hours[CIR_SUMMARY_HOURS];
    struct cir_summary_abroad abroad[CIR_SUMMARY_HOURS];
};

/** Where summaries come from. */
struct cir_impact_source {
    void *context;
    /** That of a sector of ours in a country, by their numbers in the definitions; NULL where the network does not have
     * it. May be called by any number of threads. */
    const struct cir_impact_summary *(*find)(void *context, unsigned country, unsigned sector);
    double reached_share; /**< of output: from which on a State counts as reached; alike of all summaries */
    const double *hours;  /**< rising from 0 */
    size_t hour_count;    /**< at most CIR_SUMMARY_HOURS */
};

#endif
