/** The figures that a report leads with, read off its tables. */
#ifndef CIR_REPORT_KEYS_H
#define CIR_REPORT_KEYS_H

#include "base/arena.h"
#include "base/error.h"
#include "report/report.h"

enum { CIR_REPORT_KEYS_MAX = 5 };

/** The cell in the corner of a table: the last column of its last total; NULL where it has no total. */
const struct cir_shown_cell *cir_report_total(const struct cir_shown_table *table);

/** Make the key figures of the parts at hand: incidents, those of the two highest levels, States and sectors hit. What is
 * hidden or not known leads no report.
 *
 * @param keys room for CIR_REPORT_KEYS_MAX; their texts lie in the arena, or where those of the tables lie
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_report_find_keys(struct cir_report_key *keys, size_t *count, struct cir_arena *arena,
                                     const struct cir_report *report, struct cir_error *error);

#endif
