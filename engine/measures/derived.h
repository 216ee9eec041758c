/** The derived measures, one function each; the formulas are in model/measure.def and beside the functions. */
#ifndef CIR_MEASURES_DERIVED_H
#define CIR_MEASURES_DERIVED_H

#include "measures/measures.h"
#include "measures/quantities.h"

/** What a measure is made from. */
struct cir_facts {
    const struct cir_measure_plan *plan;
    const struct cir_definitions *definitions;
    const struct cir_fields *fields;
    const struct cir_cell *cells;          /**< by field number */
    const struct cir_quantity *quantities; /**< the measures that stand before in measure.def, where planned */
};

/** Option 0 of the field `information`. */
enum { CIR_INFORMATION_NONE = 1 };

void cir_measure_people(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_people_share(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_user_hours(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_states_reached(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_regions_reached(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_reach(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_sectors_hit(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_critical_sector(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_life_critical(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_several_states_served(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_dependents_share(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_service_outage_ratio(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_loss_usd(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_loss_gdp_share(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_records(struct cir_quantity *quantity, const struct cir_facts *facts);
void cir_measure_days_lasted(struct cir_quantity *quantity, const struct cir_facts *facts);

/** A figure of the State hit: of the one named first, or the range over those of which one was hit. */
void cir_country_figure(struct cir_figure *figure, const struct cir_facts *facts,
                        double (*figure_of)(const struct cir_country *country));

/** A plain field as a quantity. */
void cir_field_quantity(struct cir_quantity *quantity, const struct cir_facts *facts, unsigned field_number);

#endif
