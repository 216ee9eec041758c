/** Words for what schemes ask: derived measures and plain fields under one number (model/measure.h). */
#ifndef CIR_TOOLS_MEASURE_WORDS_H
#define CIR_TOOLS_MEASURE_WORDS_H

#include "base/buffer.h"
#include "model/field.h"
#include "model/quantity.h"
#include "model/scheme.h"

#include <stdbool.h>
#include <stddef.h>

const char *measure_name(const struct cir_fields *fields, unsigned measure);
const char *measure_unit(const struct cir_fields *fields, unsigned measure); /**< "" where it has none */

/** `;` list of the fields that it is made from. */
const char *measure_needs(const struct cir_fields *fields, unsigned measure);

/** Append the names of the options set, joined by `joint`. */
void measure_add_options(struct cir_buffer *buffer, const struct cir_fields *fields, unsigned measure, uint64_t options,
                         const char *joint);

/** Append "225000 persons", "100..500 h", "low|medium", "not known". */
void measure_add_quantity(struct cir_buffer *buffer, const struct cir_fields *fields, unsigned measure,
                          const struct cir_quantity *quantity);

/** Append what a criterion asks of its measure: ">= 104", "is yes", its options joined by `joint`; ">= ?" where a State has
 * to set the threshold, ">= (restricted)" where it is not to be shown. */
void measure_add_threshold(struct cir_buffer *buffer, const struct cir_fields *fields,
                           const struct cir_criterion *criterion, const char *joint);

/** Append of whom it asks: "isolated_area is yes"; nothing where it asks of all. */
void measure_add_filter(struct cir_buffer *buffer, const struct cir_fields *fields,
                        const struct cir_criterion *criterion, const char *joint);

/** "" where it has none. */
const char *measure_criterion_unit(const struct cir_criterion *criterion);

/** Append a criterion as a sentence: "deaths >= 100 persons", "users >= ? users", "users >= (restricted)",
 * "affected_area_km2 >= 50 km2 where isolated_area is yes". */
void measure_add_criterion(struct cir_buffer *buffer, const struct cir_fields *fields,
                           const struct cir_criterion *criterion, const char *joint);

/** Append how a factor's input becomes a value: "log 100 -> 10000000 persons". */
void measure_add_input(struct cir_buffer *buffer, const struct cir_fields *fields, const struct cir_input *input);

#endif
