/** What a scheme means as a whole: faults that no row shows by itself. Looked for once every row is right, so that
 * nothing found is the mere consequence of a fault in a row. */
#ifndef CIR_DEFINITIONS_SCHEME_SENSE_H
#define CIR_DEFINITIONS_SCHEME_SENSE_H

#include "definitions/scheme_parts.h"

/** Factors whose value falls where harm rises or never changes, steps and ends beyond what a measure can be, weights
 * that do not add up to `weights_sum`, bands that nothing reaches. */
void cir_scheme_check_sense(struct cir_scheme_parts *parts);

/** Criteria that no value meets or that every value meets, clauses of rules and of the scope that can never hold or never
 * decide. */
void cir_scheme_check_logic(struct cir_scheme_parts *parts);

/** Rules whose level falls where harm rises. The criteria are such as some value meets. */
void cir_scheme_check_falls(struct cir_scheme_parts *parts);

/** A scope that excludes nothing. The criteria are such as some value meets. */
void cir_scheme_check_scope(struct cir_scheme_parts *parts);

/** The most that a number can be: 1 of a share, else INFINITY. The least is 0. */
double cir_scheme_most(const struct cir_scheme_parts *parts, unsigned measure);

/** Whether a measure stands in rising order of harm: the numbers and options of the project do. A scheme's own field
 * may ask for the opposite ("hours of warning", "was there a backup?"). */
bool cir_scheme_rises(const struct cir_scheme_parts *parts, unsigned measure);

#endif
