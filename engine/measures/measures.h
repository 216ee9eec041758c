/** From facts to quantities with units. Holds no threshold and no weight.
 *
 * A quantity is low <= point <= high, or a set of options. A cell that is blank or unknown leaves it unanswered: its
 * point is NAN, and low and high (or the options) are as tight as the other facts make them. Every completion of the
 * unknown cells that agrees with the known ones lies within. A range or a set is an answer. Where a fact has no
 * meaning (n/a), neither has what is made from it.
 *
 * Candidates ("A|B" in country or sector) make the range over them, its point their mean. Of several sectors hit
 * together the strictest tolerance and the largest dependents_share count. The formulas stand in model/measure.def. */
#ifndef CIR_MEASURES_MEASURES_H
#define CIR_MEASURES_MEASURES_H

#include "model/cell.h"
#include "model/definitions.h"
#include "model/impact_summary.h"
#include "model/measured.h"
#include "model/scheme.h"

enum cir_measure_kind { CIR_MEASURE_NUMBER, CIR_MEASURE_OPTION, CIR_MEASURE_STATES };

struct cir_measure {
    const char *name;
    enum cir_measure_kind kind;
    const char *unit;
    const char *options; /**< ';' list in rising order, "" of numbers and States */
    const char *needs;   /**< ';' list of the fields it is made from */
    const char *meaning;
};

/** The derived measures, CIR_MEASURE_DERIVED of them, by number. */
const struct cir_measure *cir_measure_list(void);

enum { CIR_SECTOR_MEASURES_MAX = 8, CIR_REACH_STATES = 8, CIR_REACH_REGIONS = 8 };

/** What one sector alone tells of a measure, by its number: a column. */
struct cir_sector_column {
    double low[CIR_SECTOR_NONE + 1];
    double point[CIR_SECTOR_NONE + 1];
    double high[CIR_SECTOR_NONE + 1];
    uint64_t options[CIR_SECTOR_NONE + 1];
    unsigned char together[CIR_SECTOR_NONE + 1];
};

/** Which measures a set of schemes asks for, so that a row computes nothing else. */
struct cir_measure_plan {
    const struct cir_definitions *definitions;
    const struct cir_fields *fields;
    const struct cir_impact_source *impacts;         /**< NULL: no network is used */
    double populations[CIR_STATES_MAX];              /**< of the countries, NAN where not known */
    double yearly_products_usd[CIR_STATES_MAX];      /**< likewise */
    double tolerable_outages_h[CIR_SECTOR_NONE + 1]; /**< by sector, NAN where no table knows it */
    /** Options of `reach` by the numbers of States and regions, where these are exact and small. */
    uint64_t reaches[CIR_REACH_STATES][CIR_REACH_REGIONS];
    unsigned nearest_reach;               /**< option of `reach` where the States tell nothing farther */
    bool is_of_assets;                    /**< a scheme judges assets; they are judged by one scheme at a time */
    bool asks_who_was_hit;                /**< a measure of it is made from the States that were reached */
    bool asks_population;                 /**< one divides by the population of the State hit */
    bool asks_product;                    /**< one divides by its yearly GDP */
    unsigned list[CIR_MEASURES_MAX];      /**< in the order in which they are made: fields first, then rising */
    unsigned of_sector[CIR_MEASURES_MAX]; /**< of a measure of the list that one sector alone tells: its place in
                                               `sectors`; else CIR_INDEX_NONE */
    size_t count;
    struct cir_sector_column sectors[CIR_SECTOR_MEASURES_MAX];
};

/** Cannot fail. Definitions, fields and impacts are borrowed for the life of the plan, the schemes only for the call.
 * @param impacts NULL where no network is used; else what they are made from is asked for, too */
void cir_measure_plan_make(struct cir_measure_plan *plan, const struct cir_definitions *definitions,
                           const struct cir_fields *fields, const struct cir_scheme *const *schemes,
                           size_t scheme_count, const struct cir_impact_source *impacts);

/** Plan these measures alone, and what they are made from; otherwise as above, without impacts. */
void cir_measure_plan_of(struct cir_measure_plan *plan, const struct cir_definitions *definitions,
                         const struct cir_fields *fields, const unsigned *list, size_t count);

/** Split a plan by whether a measure is made from a field that changes from subject to subject: what is settled needs
 * computing once.
 *
 * @param changes by field number */
void cir_measure_plan_split(const struct cir_measure_plan *plan, const bool *changes, struct cir_measure_plan *settled,
                            struct cir_measure_plan *live);

/** Whether a measure is made from a field, by itself or through other measures. */
bool cir_measure_reads(unsigned measure, const struct cir_fields *fields, unsigned field);

/** The part of a plan that some measures need: they, and those that they are made from.
 *
 * @param is_asked by measure number */
void cir_measure_plan_narrow(const struct cir_measure_plan *plan, const bool *is_asked,
                             struct cir_measure_plan *narrow);

/** Compute the planned measures of some subjects: allocates nothing, cannot fail, any number of threads.
 *
 * @param measured whose columns are filled, for measured->count subjects; only the planned ones are written
 * @param cells of field f and subject i: cells[f * measured->stride + i], of all fields of the run */
void cir_measures_compute(const struct cir_measure_plan *plan, const struct cir_cell *cells,
                          struct cir_measured *measured);

/** Compute those of a single subject.
 *
 * @param cells by field number
 * @param quantities by measure number; only the planned ones are written */
void cir_measures_compute_single(const struct cir_measure_plan *plan, const struct cir_cell *cells,
                                 struct cir_quantity *quantities);

#endif
