/** Criteria and rules in three-valued logic. Inside this stage only.
 *
 * Each criterion is judged by itself: that two of them cannot both hold is not seen, so that what is called possible
 * may be impossible, never the other way round. */
#ifndef CIR_SCORING_RULES_H
#define CIR_SCORING_RULES_H

#include "scoring/scoring.h"

/** Add what is true of one criterion, for all subjects at hand. */
void cir_criterion_add(struct cir_truth_columns *truths, const struct cir_scheme *scheme, unsigned number,
                       const struct cir_measured *measured);

/** Put what is true of one criterion, and of its group, into truths that begin with none. */
void cir_truths_set(struct cir_truths *truths, const struct cir_scheme *scheme, unsigned number, enum cir_truth value);

/** The truths of one subject, with those of the groups. */
void cir_truths_at(struct cir_truths *truths, const struct cir_scheme *scheme, const struct cir_truth_columns *columns,
                   size_t i);

/** The truths of a single subject. */
void cir_truths_make(const struct cir_scheme *scheme, const struct cir_quantity *quantities, struct cir_truths *truths);

/** Whether the criterion is one of the subject's: TRUE where it has no filter. */
enum cir_truth cir_criterion_filter(const struct cir_criterion *criterion, const struct cir_quantity *quantities);

enum cir_truth cir_truths_of(const struct cir_truths *truths, unsigned criterion);

enum cir_truth cir_rule_evaluate(const struct cir_rule *rule, const struct cir_truths *truths);

struct cir_rule_levels cir_rules_evaluate(const struct cir_scheme *scheme, const struct cir_truths *truths);

/** The criteria that may or may not hold, in rules that may lift a level above `above`: what else is true of them changes
 * no level. */
void cir_rules_open(uint64_t open[CIR_TRUTH_WORDS], const struct cir_scheme *scheme, const struct cir_truths *truths,
                    int above);

/** Those of one rule. */
void cir_rule_open(uint64_t open[CIR_TRUTH_WORDS], const struct cir_scheme *scheme, const struct cir_truths *truths,
                   const struct cir_rule *rule);

/** Add the criteria that a clause names, themselves or by their group. */
void cir_clause_criteria(uint64_t criteria[CIR_TRUTH_WORDS], const struct cir_scheme *scheme,
                         const struct cir_clause *clause);

/** Share of the criteria in use by rules that are certain or false, 0..1. */
double cir_rules_coverage(const struct cir_scheme *scheme, const struct cir_truths *truths);

/** The possible criterion of the rules whose answer would narrow the levels most, yes and no being held equally likely; the first
 * of equals; CIR_INDEX_NONE when all are settled. */
unsigned cir_criterion_missed_most(const struct cir_scheme *scheme, const struct cir_truths *truths);

#endif
