/** From the quantities of an asset to what a scheme of subject asset says of it: the criteria and rules that judge
 * incidents, with the rule of its facility beside those of the scheme.
 *
 *     level_low  = highest level of the rules that surely hold      the lowest level where none does, or where the
 *     level_high = highest level of the rules that may hold         asset lies outside the scope
 *     proposed where level_low is above the lowest level, not proposed where level_high is not
 *
 * Between them it is borderline when whatever is missing (a fact that nobody gave, a threshold that no State has set)
 * could be answered in any way and leave it open; else it cannot be told. */
#ifndef CIR_SCORING_DESIGNATE_H
#define CIR_SCORING_DESIGNATE_H

#include "model/designation.h"

/** Judge an asset. Allocates nothing, cannot fail.
 *
 * @param kind the facility that it is, or none, where the rules alone judge; not known: then it may be any
 * @param quantities by measure number */
void cir_designate(struct cir_designation *designation, const struct cir_scheme *scheme, struct cir_asset_kind kind,
                   const struct cir_quantity *quantities);

/** The criteria that an asset is asked: those of the rules, of the scope, and of its facility, which may be NULL. */
void cir_designation_asks(uint64_t asked[CIR_CRITERION_WORDS], const struct cir_scheme *scheme,
                          const struct cir_facility *facility);

/** Truth of a criterion that was asked. */
enum cir_truth cir_designation_truth(const struct cir_designation *designation, unsigned criterion);

#endif
