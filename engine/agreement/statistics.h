/** How far schemes agree: tau-b and weighted kappa of two, alpha of all.
 *
 * Everything is computed from a list of patterns and, beside it, how many rows each of them stands for: those that
 * were counted, or those of a resample. Sums are those of doubles, exact to 94 million rows (whose squares are below
 * 2^53). */
#ifndef CIR_AGREEMENT_STATISTICS_H
#define CIR_AGREEMENT_STATISTICS_H

#include "agreement/patterns.h"

/** Rows by the places that two schemes give them. Rows of which one of the two cannot tell are in none. */
struct cir_cross_table {
    size_t row_count;    /**< levels of the first scheme */
    size_t column_count; /**< levels of the second */
    double cells[CIR_LEVELS_MAX][CIR_LEVELS_MAX];
};

/** @param rows one a pattern */
void cir_cross_table_make(struct cir_cross_table *table, const struct cir_patterns *patterns, const double *rows,
                          size_t first, size_t second);

/** Rows in all cells. */
double cir_cross_table_total(const struct cir_cross_table *table);

/** Kendall's tau-b: whether two schemes order incidents alike, whatever their levels are called.
 *
 *     tau_b = (C - D) / sqrt((P - T1) (P - T2))
 *
 * over the P pairs of rows: C that both schemes order alike, D that they order against each other, T1 and T2 that the
 * first, the second leaves tied. Kendall (1945), "The treatment of ties in ranking problems", Biometrika 33.
 * @return -1 (opposite orders) .. 1 (the same order and the same ties); NAN where a scheme gives one level only, as it
 *         orders nothing */
double cir_tau_b(const struct cir_cross_table *table);

/** Quadratic-weighted kappa: whether two schemes give the same level, beyond what their levels' shares alone would
 * bring about. Far disagreements count by the square of their distance.
 *
 *     kappa = 1 - sum n_ij d_ij^2 / sum e_ij d_ij^2,   e_ij = n_i. n_.j / n,   d_ij = x_i - y_j
 *
 * where x and y are positions on the scales (cir_place_position). On scales of one length this is the usual weighted
 * kappa of Cohen (1968), "Weighted kappa", Psychological Bulletin 70, with the weights of Fleiss and Cohen (1973). On
 * scales of different lengths it is defined by the same formula, and is then Lin's concordance correlation (1989,
 * Biometrics 45) of the positions; 1 is out of reach unless all levels in use have a counterpart at their position.
 * @return at most 1 (all rows at the same position); 0 what chance would give, and where one scheme gives one level
 *         only; below 0 worse than chance; NAN where both give one and the same position only */
double cir_kappa(const struct cir_cross_table *table);

/** Positions of levels are fractions with denominators 1 to 15: 73 different ones. */
enum { CIR_COMMON_LEVELS_MAX = 73 };

/** The positions of all levels of all schemes as one scale, rising. */
struct cir_common_scale {
    size_t count;
    double positions[CIR_COMMON_LEVELS_MAX];
    uint8_t places[CIR_SCHEMES_MAX][CIR_LEVELS_MAX]; /**< of a scheme's place on this scale */
};

void cir_common_scale_make(struct cir_common_scale *scale, const struct cir_patterns *patterns);

/** Krippendorff's alpha: how far all schemes agree at once, rows that some of them cannot tell included.
 *
 *     alpha = 1 - D_o / D_e = 1 - (n - 1) sum o_ck d_ck^2 / sum n_c n_k d_ck^2
 *
 * with the coincidences o_ck of the values of a row of m told ones (each pair counted 1 / (m - 1)), their sums n_c and
 * n. The distance d_ck is that of the positions (interval), or that of their mid-ranks among all values (ordinal),
 * which is Krippendorff's sum of n_g from c to k less (n_c + n_k) / 2. Rows told by one scheme alone say nothing.
 * Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability". Values are positions (cir_place_position), so that
 * the schemes share one scale; where all scales have one length, they could as well be the levels' places.
 * NAN where only one value came up: there is nothing to tell apart. */
struct cir_alpha {
    double ordinal;
    double interval;
};

struct cir_alpha cir_alpha(const struct cir_patterns *patterns, const double *rows,
                           const struct cir_common_scale *scale);

#endif
