/** What an incident does to others. */
#ifndef CIR_MODEL_ROW_IMPACT_H
#define CIR_MODEL_ROW_IMPACT_H

#include "model/impact_summary.h"

#include <stdbool.h>

enum cir_impact_outcome {
    CIR_IMPACT_TOLD,
    CIR_IMPACT_NOT_IN_NETWORK, /**< the network does not have the sector in the State hit */
    CIR_IMPACT_CANNOT_TELL,    /**< State or sector hit is not known, or the question has no meaning */
    CIR_IMPACT_OUTCOMES
};

/** What the facts of an incident are taken for: the share of its output that the sector hit loses, and for how long. */
struct cir_row_shock {
    double share_low, share, share_high; /**< people_share x service_loss, 0..1; NAN where the point is not answered */
    double duration_low_h, duration_h, duration_high_h; /**< likewise; the high end may be INFINITY */
};

/** Losses are output lost over the duration, in the unit of the network. All NAN, and `top` empty, unless told. */
struct cir_row_impact {
    enum cir_impact_outcome outcome;
    double direct; /**< of the sector hit; NAN where share or duration is not answered */
    double low[CIR_SUMMARY_PARTS];
    double high[CIR_SUMMARY_PARTS]; /**< NAN: nothing bounds it */
    double states_low;              /**< States in which a sector loses 0.1 % of its output or more */
    double states_high;
    struct cir_text top; /**< three nodes that lose most, with ';' */
};

/** With what it was made of. */
struct cir_incident_impact {
    struct cir_row_impact alone; /**< of the incident by itself; `top` is that of the summary */
    struct cir_row_shock shock;
    bool has_meaning; /**< false: it is no outage; the shock is not set then */
};

#endif
