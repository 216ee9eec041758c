/** What impacts of incidents and of campaigns are both made of. Private to this folder. */
#ifndef CIR_MEASURES_IMPACT_PARTS_H
#define CIR_MEASURES_IMPACT_PARTS_H

#include "model/impact_summary.h"
#include "model/row_impact.h"

#include <stdbool.h>

/** Of one sector in one State. */
struct cir_row_impact cir_impact_of_node(const struct cir_impact_source *source,
                                         const struct cir_impact_summary *summary, const struct cir_row_shock *shock);

/** Take in another sector that was hit, too (`together`), or another that may have been hit instead. `top` stays. */
void cir_impact_join(struct cir_row_impact *impact, const struct cir_row_impact *other, bool together);

struct cir_row_impact cir_impact_untold(enum cir_impact_outcome outcome);

#endif
