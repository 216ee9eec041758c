/** What is stored alike of all that is judged, a row or a campaign. Private to this folder. */
#ifndef CIR_STORE_VERDICTS_H
#define CIR_STORE_VERDICTS_H

#include "store/connection.h"

/** @param query one that takes the columns of table verdict
 *  @param judged number of the row or of the campaign
 *  @param number of the scheme */
enum cir_status cir_store_put_verdict(struct cir_store *store, enum cir_query query, uint64_t judged, size_t number,
                                      const struct cir_verdict *verdict, struct cir_error *error);

/** @param query one that takes the columns of table probability
 *  @param probabilities one a scheme */
enum cir_status cir_store_put_likely_levels(struct cir_store *store, enum cir_query query, uint64_t judged,
                                            const struct cir_probabilities *probabilities, struct cir_error *error);

/** @param query one that takes the columns of table impact
 *  @param impact that is told, by the network of the run */
enum cir_status cir_store_put_told_impact(struct cir_store *store, enum cir_query query, uint64_t judged,
                                          const struct cir_row_impact *impact, struct cir_error *error);

#endif
