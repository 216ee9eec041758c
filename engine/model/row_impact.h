/** What an incident does to others. */
#ifndef CIR_MODEL_ROW_IMPACT_H
#define CIR_MODEL_ROW_IMPACT_H

#include "model/impact_summary.h"

enum cir_impact_outcome {
    CIR_IMPACT_TOLD,
    CIR_IMPACT_NOT_IN_NETWORK, /**< the network does not have the sector in the State hit */
    CIR_IMPACT_CANNOT_TELL,    /**< State or sector hit is not known, or the question has no meaning */
    CIR_IMPACT_OUTCOMES
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

#endif
