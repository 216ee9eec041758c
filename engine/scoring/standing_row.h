/** An uncertain row as it stands under its scheme, before any of its facts is completed. Inside this stage only. */
#ifndef CIR_SCORING_STANDING_ROW_H
#define CIR_SCORING_STANDING_ROW_H

#include "scoring/factor.h"
#include "scoring/random_row.h"

/** All borrowed. */
struct cir_standing_row {
    const struct cir_random_row *row;
    const struct cir_scheme *scheme;
    struct cir_scoring *scoring;             /**< that judged the row */
    const struct cir_factor_values *factors; /**< by factor number, of the subjects in hand */
    bool is_told;                            /**< the row has a score */
};

#endif
