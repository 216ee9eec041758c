/** The summaries of one State. */
#ifndef CIR_PIPELINE_STATE_SUMMARIES_H
#define CIR_PIPELINE_STATE_SUMMARIES_H

#include "base/arena.h"
#include "model/cell.h"
#include "model/impact_summary.h"

struct cir_state_summaries {
    struct cir_arena arena;                                      /**< holds all that the summaries point to */
    const struct cir_impact_summary *by_sector[CIR_SECTOR_NONE]; /**< NULL: the network does not have it */
};

#endif
