/** What a total outage of an asset does to others, by a network. */
#ifndef CIR_MODEL_ASSET_IMPACT_H
#define CIR_MODEL_ASSET_IMPACT_H

#include "model/row_impact.h"

/** Column of a register: the share of its sector's national output that an asset makes. */
#define CIR_NATIONAL_SHARE "national_share"

/** How long an outage lasts; 0 < low <= high. */
struct cir_outage_h {
    double low;
    double high;
};

/** How many States; both NAN unless told. */
struct cir_state_span {
    double low;
    double high;
};

/** Of its joint plant where it is in one. */
struct cir_asset_impact {
    struct cir_row_shock shock; /**< share_low is NAN where national_share is n/a */
    struct cir_row_impact row;
    struct cir_state_span abroad;   /**< States other than its own in which a sector loses 0.1 % or more */
    struct cir_state_span regional; /**< of these, those that count as regional to its own */
};

enum cir_abroad_answer { CIR_ABROAD_NO, CIR_ABROAD_YES, CIR_ABROAD_CANNOT_TELL };

/** "told", "not-in-network", "cannot-tell". */
const char *cir_impact_outcome_word(enum cir_impact_outcome outcome);

/** Whether at least `states` States abroad are reached, whatever is not known. */
enum cir_abroad_answer cir_abroad_reaches(const struct cir_asset_impact *impact, double states);

/** "no", "yes", "cannot-tell". */
const char *cir_abroad_word(enum cir_abroad_answer answer);

#endif
