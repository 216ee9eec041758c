/** How a sum of independent parts is spread, on a lattice of equal steps. Inside this stage only.
 *
 * What lies between two points of the lattice is shared out between them by its nearness, so that the mean stays as it
 * is. Of a sum of n parts no probability is more wrong than if the edge that is asked for were moved by n steps; where
 * the distribution is smooth the error falls with the square of the step. */
#ifndef CIR_SCORING_DISTRIBUTION_H
#define CIR_SCORING_DISTRIBUTION_H

#include <stddef.h>

/** Steps of the lattice that the range of a whole sum is cut into, and points of the lattice of a sum at most: each
 * part may need two more than its own range. */
enum {
    CIR_LATTICE_STEPS = 128,
    CIR_LATTICE_PARTS = 16,
    CIR_LATTICE_POINTS = CIR_LATTICE_STEPS + 4 * CIR_LATTICE_PARTS
};

struct cir_distribution {
    double origin; /**< of point 0 */
    double step;   /**< > 0 */
    double per_step;
    size_t count;                      /**< points */
    double masses[CIR_LATTICE_POINTS]; /**< by point, once it is finished */
    /** until then: see distribution.c */
    double edges[CIR_LATTICE_POINTS];
    double ways[CIR_LATTICE_POINTS];
    double squares[CIR_LATTICE_POINTS];
};

/** Nothing yet, over `least` to `most`, which have at most CIR_LATTICE_STEPS steps between them. */
void cir_distribution_start(struct cir_distribution *distribution, double least, double most, double step);

/** Add a part of which half is equally likely everywhere from one end to the middle, and half from there to the other
 * end; the ends in either order, and all in the range. What has no width lies at one place. */
void cir_distribution_add(struct cir_distribution *distribution, double mass, double from, double middle, double to);

/** All is added: before this nothing can be asked. */
void cir_distribution_finish(struct cir_distribution *distribution);

/** The distribution of the sum of two independent ones of the same step; sum is neither. */
void cir_distribution_sum(struct cir_distribution *sum, const struct cir_distribution *a,
                          const struct cir_distribution *b);

/** From masses to what lies at or above each point: masses[i] becomes the mass of the points from i on. */
void cir_distribution_cumulate(struct cir_distribution *distribution);

double cir_distribution_mass(const struct cir_distribution *distribution);

/** Mass at or above a value, of a distribution that was cumulated. */
double cir_distribution_above(const struct cir_distribution *cumulated, double value);

/** The same of the sum of a distribution that was cumulated and of another, of the same step, that was not: less work
 * than to make the sum for a few values. */
double cir_distribution_sum_above(const struct cir_distribution *cumulated, const struct cir_distribution *other,
                                  double value);

#endif
