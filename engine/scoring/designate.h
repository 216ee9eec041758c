/** From the quantities of an asset to what a scheme of subject asset says of it: the criteria and rules that judge
 * incidents, with the rule of its facility beside those of the scheme.
 *
 *     level_low  = highest level of the rules that surely hold      the lowest level where none does, or where the
 *     level_high = highest level of the rules that may hold         asset lies outside the scope
 *     proposed where level_low is above the lowest level, not proposed where level_high is not
 *
 * Between them it is borderline when whatever is missing (a fact that nobody gave, a threshold that no State has set)
 * could be answered in any way and leave it open; else it cannot be told.
 *
 * Named is one criterion that applies to the asset, as what decided. How far a figure reaches is told as a multiple of its
 * threshold, the other way round where it has to be small; of a threshold of 0 it is 1 where it holds; an option reaches
 * less than any figure.
 *
 *     proposed    of the clauses that hold, of rules of level_low: a criterion that no rule of a lower level asks for before
 *                 others, then that which reaches furthest, then that of the later condition
 *     else        of the clause that lacks the fewest criteria, of the lowest level, that which reaches furthest: of a
 *                 condition that surely fails where the clause does, else of one that may
 *     the scope   where the asset lies outside it, or where nothing else is open */
#ifndef CIR_SCORING_DESIGNATE_H
#define CIR_SCORING_DESIGNATE_H

#include "model/designation.h"

/** Judge an asset. Allocates nothing, cannot fail.
 *
 * @param kind the facility that it is, or none, where the rules alone judge; not known: then it may be any
 * @param quantities by measure number
 * @param sure criteria that hold whatever the quantities leave open; NULL: none */
void cir_designate(struct cir_designation *designation, const struct cir_scheme *scheme, struct cir_asset_kind kind,
                   const struct cir_quantity *quantities, const uint64_t sure[CIR_CRITERION_WORDS]);

/** Add the criteria that surely hold of a part and so, whatever the other parts are, of its plant: those of options, and
 * those of figures that have to be large. */
void cir_designation_add_sure(uint64_t sure[CIR_CRITERION_WORDS], const struct cir_scheme *scheme,
                              const struct cir_facility *facility, const struct cir_quantity *quantities);

/** The criteria that an asset is asked: those of the rules, of the scope, and of its facility, which may be NULL. */
void cir_designation_asks(uint64_t asked[CIR_CRITERION_WORDS], const struct cir_scheme *scheme,
                          const struct cir_facility *facility);

/** Truth of a criterion that was asked. */
enum cir_truth cir_designation_truth(const struct cir_designation *designation, unsigned criterion);

#endif
