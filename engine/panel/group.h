/** Of many experts one group. */
#ifndef CIR_PANEL_GROUP_H
#define CIR_PANEL_GROUP_H

#include "panel/pairwise.h"

/** What is brought together.
 *
 * JUDGEMENTS: geometric means of the answers to each pair, then weights of those. Ratings bring the ratios that they
 * imply. Aczel and Saaty (1983), "Procedures for synthesizing ratio judgements", Journal of Mathematical Psychology 27.
 * PRIORITIES: weights of each expert first, then their geometric means; of experts who judged some of the criteria only,
 * so that what they say of those counts, and nothing else: panel/log_ratios.h, where an expert of k criteria weighs
 * 1 / k a pair, which is to fit the logarithms of the weights with a scale of the expert's own. Forman and Peniwati
 * (1998), "Aggregating individual judgments and priorities with the analytic hierarchy process", EJOR 108.
 * MEAN: arithmetic means of the weights of those who judged all criteria.
 * Of complete answers in pairs, by geometric means, JUDGEMENTS and PRIORITIES give the same. */
enum cir_aggregation { CIR_AGGREGATE_JUDGEMENTS, CIR_AGGREGATE_PRIORITIES, CIR_AGGREGATE_MEAN };

struct cir_member {
    const double *weights; /**< NAN of a criterion that was not judged; borrowed */
    const double *matrix;  /**< answers in pairs, as in panel/pairwise.h; NULL of one who rated */
    double say;            /**< how much the expert counts, > 0 */
};

/** @param weights one a criterion, with the sum 1; all NAN where what the members told does not join all criteria
 * @param matrix gets the geometric means of the answers to each pair, NAN where none was told; NULL: not asked for
 * @return CIR_OK; CIR_NO_MEMORY. GSL's own error handler is to be off */
enum cir_status cir_group_weights(double *weights, double *matrix, const struct cir_member *members,
                                  size_t member_count, size_t criteria_count, enum cir_aggregation aggregation,
                                  enum cir_pairwise_method method, struct cir_error *error);

#endif
