/** The derived measures, one function each, for all subjects at hand; the formulas are in model/measure.def and beside the functions. */
#ifndef CIR_MEASURES_DERIVED_H
#define CIR_MEASURES_DERIVED_H

#include "measures/measures.h"
#include "measures/quantities.h"

/** Who was hit, by subject: how many States and regions, where nothing is left to choose. */
struct cir_reached {
    unsigned states[CIR_BATCH];
    unsigned regions[CIR_BATCH];
    bool has_choices[CIR_BATCH]; /**< "A|B": the counts say nothing, see measures/states.c */
    bool is_exact[CIR_BATCH];    /**< both cells are known, and the counts are the measures */
    bool are_exact;              /**< those of all subjects */
};

/** The options of `reach` that the exact numbers of States and regions tell, for every reach row; to be made once. */
void cir_reaches_make(struct cir_measure_plan *plan);

enum { CIR_SECTOR_OTHER = CIR_SECTOR_NONE + 1 };

/** What the measures of some subjects are made from. */
struct cir_facts {
    const struct cir_measure_plan *plan;
    const struct cir_definitions *definitions;
    const struct cir_fields *fields;
    const struct cir_cell *cells; /**< see cir_facts_cell */
    size_t stride;                /**< of the cells */
    size_t count;                 /**< of the subjects, at most CIR_BATCH */
    const struct cir_measured *measured;
    const struct cir_reached *reached; /**< not set where the plan does not ask */
    const unsigned char *sectors;      /**< by subject: number of the one sector that is known, else CIR_SECTOR_OTHER */
    const unsigned char *others;       /**< the subjects of which no single sector is known, rising */
    size_t other_count;
    const struct cir_figures *populations; /**< of the State hit; likewise */
    const struct cir_figures *products;    /**< likewise, yearly GDP in US dollars */
};

/** Who was hit, of all subjects of the facts. */
void cir_reached_make(struct cir_reached *reached, const struct cir_facts *facts);

/** A figure of the State hit: of the one named first, or the range over those of which one was hit.
 * @param by_country by number of the country, NAN where not known */
void cir_country_figures(struct cir_figures *figures, const struct cir_facts *facts, const double *by_country);

static inline const struct cir_cell *cir_facts_cell(const struct cir_facts *facts, unsigned field, size_t i)
{
    return &facts->cells[field * facts->stride + i];
}

/** A measure that is made before, see cir_measure_plan. */
static inline struct cir_column cir_facts_measure(const struct cir_facts *facts, unsigned measure)
{
    return cir_measured_column(facts->measured, measure);
}

/** A field of numbers as it was given. */
static inline struct cir_column cir_facts_field(const struct cir_facts *facts, unsigned field)
{
    return cir_facts_measure(facts, CIR_MEASURE_DERIVED + field);
}

/** Option 0 of the field `information`. */
enum { CIR_INFORMATION_NONE = 1 };

/** Makes one measure of all subjects. */
typedef void cir_measure_maker(struct cir_column made, const struct cir_facts *facts);

cir_measure_maker cir_measure_people;
cir_measure_maker cir_measure_people_share;
cir_measure_maker cir_measure_user_hours;
cir_measure_maker cir_measure_states_reached;
cir_measure_maker cir_measure_regions_reached;
cir_measure_maker cir_measure_reach;
cir_measure_maker cir_measure_sectors_hit;
cir_measure_maker cir_measure_critical_sector;
cir_measure_maker cir_measure_life_critical;
cir_measure_maker cir_measure_several_states_served;
cir_measure_maker cir_measure_dependents_share;
cir_measure_maker cir_measure_service_outage_ratio;
cir_measure_maker cir_measure_loss_usd;
cir_measure_maker cir_measure_loss_gdp_share;
cir_measure_maker cir_measure_records;
cir_measure_maker cir_measure_impact_states;
cir_measure_maker cir_measure_days_lasted;

/** The calendar year of an hour counted from 1970, and the hour at which a year begins. */
int64_t cir_year_of(double hour);
double cir_year_start(int64_t year);

/** Whether a State of one of the sets that are asked about was hit: no or yes, bits 0 and 1. */
void cir_measure_state_set(struct cir_column made, const struct cir_facts *facts, unsigned state_set);

/** A plain field as a measure. */
void cir_field_column(struct cir_column made, const struct cir_facts *facts, unsigned field_number);

#endif
