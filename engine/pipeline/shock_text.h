/** A shock as a person writes it: DEU:energy=0.10@24h. */
#ifndef CIR_PIPELINE_SHOCK_TEXT_H
#define CIR_PIPELINE_SHOCK_TEXT_H

#include "base/error.h"
#include "base/text.h"

/** low <= high; alike where one value was given. */
struct cir_shock_span {
    double low;
    double high;
};

struct cir_shock_text {
    struct cir_text state; /**< borrowed, not looked up */
    struct cir_text sector;
    struct cir_shock_span share;      /**< 0..1 of the sector's output in the State that is lost */
    struct cir_shock_span duration_h; /**< for so many hours, > 0 */
};

/** Read "STATE:SECTOR=SHARE@TIME": SHARE 0..1 or a percentage ("0.10", "10%"), TIME a number with h or d ("24h", "3d");
 * either may be a range ("0.05..0.2", "6h..2d").
 * @return CIR_OK; CIR_BAD_USE with what was expected where; CIR_BAD_SHOCK of a share below 0 or
 * above 1, or without a State or sector to be a share of */
enum cir_status cir_shock_text_read(struct cir_shock_text *shock, struct cir_text text, struct cir_error *error);

/** Read a TIME alone. @return CIR_OK; CIR_BAD_USE with what was expected */
enum cir_status cir_duration_text_read(struct cir_shock_span *duration_h, struct cir_text text,
                                       struct cir_error *error);

/** Read "STATE:SECTOR" alone. @return CIR_OK; CIR_BAD_SHOCK */
enum cir_status cir_node_text_read(struct cir_text *state, struct cir_text *sector, struct cir_text text,
                                   struct cir_error *error);

#endif
