/** What an uncertain cell may turn out to be, and how likely.
 *
 * A cell is uncertain when it was answered by a range or by a set of which one holds:
 *
 *     100..400, ~300      evenly by the logarithm: as likely between 100 and 200 as between 200 and 400
 *     0..400              evenly
 *     word of a loss      evenly over the range that its table gives it
 *     counts              as these, in whole numbers: from n up to n + 1 counts as n
 *     a|b                 each alike: options, sectors, States
 *     dates               evenly in time
 *
 * A range evenly by its logarithm has its point, the geometric mean, as its median. A range with one end alone (>=500,
 * <=500) is not uncertain in this sense: how likely what is, nobody told. Neither is what was not answered. */
#ifndef CIR_MEASURES_UNCERTAINTY_H
#define CIR_MEASURES_UNCERTAINTY_H

#include "measures/measures.h"

enum cir_spread { CIR_SPREAD_EVEN, CIR_SPREAD_LOG, CIR_SPREAD_OPTIONS, CIR_SPREAD_STATES };

/** The distribution of a cell. */
struct cir_uncertainty {
    enum cir_spread spread;
    bool is_whole; /**< the whole part of what is drawn counts */
    bool is_years; /**< of a date of which only the year matters: the values are years */
    double low;    /**< of numbers and dates: ends of what is drawn */
    double high;
    double stretch; /**< of CIR_SPREAD_LOG: log(high / low) */
    size_t years;   /**< of a date: calendar years that it may lie in */
    size_t count;   /**< values; 0: any between the ends */
};

/** Whole numbers that are few are values one by one; of more, a continuum is as good. */
enum { CIR_WHOLE_VALUES_MAX = 16 };

/** @param only_years whether of a date nothing but its year matters; then one within a year is not uncertain
 *  @return false when the cell is not uncertain */
bool cir_uncertainty_of(struct cir_uncertainty *uncertainty, const struct cir_field *field, const struct cir_cell *cell,
                        bool only_years);

/** Probability of all that lies before value number `value`, 0..count: 0 of the first, 1 of `count`. */
double cir_uncertainty_share(const struct cir_uncertainty *uncertainty, size_t value);

/** The cell as it may turn out: what lies at this share, 0..1, of its distribution. */
void cir_uncertainty_complete(struct cir_cell *completed, const struct cir_uncertainty *uncertainty,
                              const struct cir_cell *cell, double share, const struct cir_definitions *definitions);

#endif
