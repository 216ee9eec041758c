/** The derived measures, one function each, for all subjects at hand; the formulas are in model/measure.def and beside the functions. */
#ifndef CIR_MEASURES_DERIVED_H
#define CIR_MEASURES_DERIVED_H

#include "measures/measures.h"
#include "measures/quantities.h"

/** Who was hit: how many States and regions, where nothing is left to choose. */
struct cir_reached {
    unsigned states;
    unsigned regions;
    bool has_choices; /**< "A|B": the counts say nothing, see measures/states.c */
};

/** Option of `reach` that is as far as it may be where no row of measures/reach.csv holds: nearer than any row speaks
 * of, or the nearest there is. */
unsigned cir_nearest_reach(const struct cir_definitions *definitions, const struct cir_fields *fields);

enum { CIR_SECTOR_OTHER = CIR_SECTOR_NONE + 1 };

/** What the measures of some subjects are made from. */
struct cir_facts {
    const struct cir_measure_plan *plan;
    const struct cir_definitions *definitions;
    const struct cir_fields *fields;
    const struct cir_cell *cells;          /**< see cir_facts_cell */
    const struct cir_quantity *quantities; /**< see cir_facts_measure */
    size_t stride;
    size_t count;                      /**< of the subjects, at most CIR_BATCH */
    const struct cir_reached *reached; /**< by subject; NULL where the plan does not ask */
    const unsigned char *sectors;      /**< by subject: number of the one sector that is known, else CIR_SECTOR_OTHER */
};

/** Who was hit, of all subjects of the facts. */
void cir_reached_make(struct cir_reached *reached, const struct cir_facts *facts);

static inline const struct cir_cell *cir_facts_cell(const struct cir_facts *facts, unsigned field, size_t i)
{
    return &facts->cells[field * facts->stride + i];
}

/** A measure that stands before in measure.def, and is planned. */
static inline const struct cir_quantity *cir_facts_measure(const struct cir_facts *facts, unsigned measure, size_t i)
{
    return &facts->quantities[measure * facts->stride + i];
}

/** Option 0 of the field `information`. */
enum { CIR_INFORMATION_NONE = 1 };

/* That of subject i is put at quantities[i]. */
void cir_measure_people(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_people_share(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_user_hours(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_states_reached(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_regions_reached(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_reach(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_sectors_hit(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_critical_sector(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_life_critical(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_several_states_served(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_dependents_share(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_service_outage_ratio(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_loss_usd(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_loss_gdp_share(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_records(struct cir_quantity *quantities, const struct cir_facts *facts);
void cir_measure_days_lasted(struct cir_quantity *quantities, const struct cir_facts *facts);

/** A figure of the State hit: of the one named first, or the range over those of which one was hit.
 * @param figures by number of the country, NAN where not known */
struct cir_figure cir_country_figure(const struct cir_facts *facts, size_t i, const double *figures);

/** The calendar year of an hour counted from 1970, and the hour at which a year begins. */
int64_t cir_year_of(double hour);
double cir_year_start(int64_t year);

/** A plain field as a quantity. */
void cir_field_quantities(struct cir_quantity *quantities, const struct cir_facts *facts, unsigned field_number);

#endif
