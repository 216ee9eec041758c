/** What an incident does to others, by a network: a look-up a row (model/impact_summary.h).
 *
 * The sector of the State hit first loses people_share x service_loss of its output for duration_h: as great a part of a
 * State's output as the part of its people that went without, times the part of the service that was gone. What is not
 * known of these is between what it can be: an unknown people_share is anything up to 1. Where no greatest duration is
 * known, no high end of losses is; of the States that are reached there is one all the same.
 *
 * Of several sectors hit together losses are no less than those of the worst of them and no more than those of all added
 * up, and no more States than there are; where one of several States or sectors was hit, between the least and the most of them. */
#ifndef CIR_MEASURES_IMPACTS_H
#define CIR_MEASURES_IMPACTS_H

#include "measures/measures.h"
#include "model/row_impact.h"

/** Impact of a subject whose share of people, loss of service and duration are measured.
 * @param source where summaries come from
 * @param measured column i is the subject's */
struct cir_row_impact cir_impact_measure(const struct cir_impact_source *source, const struct cir_cell *country,
                                         const struct cir_cell *sector, const struct cir_measured *measured, size_t i);

/** What subject i is taken for. @return false where the question has no meaning: nothing is written then, or not all */
bool cir_impacts_shock(struct cir_row_shock *shock, const struct cir_cell *cells, const struct cir_measured *measured,
                       size_t i);

#endif
