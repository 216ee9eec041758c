/** Rows that say how the cells of several incidents become one: those of campaign_merge.csv and of a scheme's
 * campaign.csv. */
#ifndef CIR_DEFINITIONS_MERGES_H
#define CIR_DEFINITIONS_MERGES_H

#include "definitions/row.h"
#include "model/field.h"

/** Read the columns `rule`, `reason` and `source`.
 * @param type of the field */
enum cir_merge_rule cir_merge_read(struct cir_load *load, const struct cir_row *row, const struct cir_index *sources,
                                   enum cir_type type);

/** Whether the row names a field of its own in `of`; refuses one beside a rule that adds or compares no numbers. */
bool cir_merge_has_other(struct cir_load *load, const struct cir_row *row, enum cir_merge_rule rule);

/** The time in the column `within`, zero where it is empty; refused beside a rule that neither adds nor counts. */
struct cir_period cir_merge_within(struct cir_load *load, const struct cir_row *row, enum cir_merge_rule rule);

/** Refuse the field in `of` where it is no number. */
void cir_merge_check_other(struct cir_load *load, const struct cir_row *row, enum cir_type other);

/** The rule of a field of which nothing is said: one that holds whatever the field means. */
enum cir_merge_rule cir_merge_usual(enum cir_type type);

#endif
