/** Weights of ratings and of swing weights: shares of their sum. */
#ifndef CIR_PANEL_WEIGHTS_H
#define CIR_PANEL_WEIGHTS_H

#include "model/panel.h"

#include <stdbool.h>
#include <stddef.h>

/** @param weights gets one a criterion, with the sum 1 over those judged; NAN where an answer is blank or cannot be told:
 *        never 0, as neither says that a criterion does not matter
 * @param answers one a criterion; values given are > 0
 * @return criteria judged */
size_t cir_weights_of_ratings(double *weights, const struct cir_panel_answer *answers, size_t count);

/** The matrix of answers in pairs as panel/pairwise.h wants it. Of a pair that is told both ways, the way of at least 1
 * counts, as decimals round the other more.
 *
 * @param matrix gets count * count values */
void cir_matrix_of_answers(double *matrix, const struct cir_panel_answer *answers, size_t count);

/** Middle ranks of weights, 1 for the least, where weights within rounding of each other are tied; NAN of NAN.
 * @param order room for `count` numbers */
void cir_weights_rank(double *ranks, size_t *order, const double *weights, size_t count);

/** Half the sum of the differences: the share of weight that would have to move, 0 .. 1. Over the criteria that both
 * have, each made to the sum 1 over those; NAN where they share fewer than two. */
double cir_weights_distance(const double *a, const double *b, size_t count);

/** Whether both order criteria alike: Kendall's tau-b over those that both have, -1 .. 1; NAN where one ties all. */
double cir_weights_tau(const double *a, const double *b, size_t count);

#endif
