/** The incidents of many records at once, read column by column.
 *
 * A column holds the same kind of text in row after row, so that what is plain in it is read in one short loop; the
 * answers are those of cir_incident_read for each row. */
#ifndef CIR_INTAKE_INCIDENTS_H
#define CIR_INTAKE_INCIDENTS_H

#include "intake/incident.h"
#include "model/measured.h"

struct cir_incidents_column;

/** Memory for the incidents of a batch: one a thread. */
struct cir_incidents {
    /** Owned; of field f and row i: cells[f * CIR_BATCH + i], all fields of the run. Of the union only the member
     * that the type and the state give a meaning is written. */
    struct cir_cell *cells;
    struct cir_text ids[CIR_BATCH]; /**< borrowed from the record or the arena; empty where the row has none */
    bool is_bad[CIR_BATCH];         /**< the row has a problem, which cir_incident_read names; its cells are unknown */
    struct cir_arena arena;         /**< what the cells needed beyond their records; reset by each batch */
    struct cir_incidents_column *columns; /**< owned: how each entry of the plan is read */
    size_t column_count;
    struct cir_span *no_spans;                     /**< owned: cells of a row that are not to be read */
    struct cir_override_list overrides[CIR_BATCH]; /**< by row: those that count in its cells */
    struct cir_override_misfit misfits[CIR_BATCH]; /**< by row, where it has overrides */
    struct cir_incident single; /**< a row that overrides may name, read by itself; only with overrides */
};

/** `plan` is borrowed for the life of the incidents.
 *
 * @param keeps_texts false where nobody asks for the cells of texts, which then stay blank: any text will do
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_incidents_init(struct cir_incidents *incidents, const struct cir_intake_plan *plan,
                                   bool keeps_texts, struct cir_error *error);

void cir_incidents_free(struct cir_incidents *incidents);

/** The cells of a field, by row. */
static inline struct cir_cell *cir_incidents_cells(const struct cir_incidents *incidents, unsigned field)
{
    return &incidents->cells[(size_t)field * CIR_BATCH];
}

/** Read the incidents of `count` records, at most CIR_BATCH.
 *
 * @param first_row number of records[0], from 1
 * @return CIR_OK, whatever the rows are; CIR_NO_MEMORY */
enum cir_status cir_incidents_read(struct cir_incidents *incidents, const struct cir_intake_plan *plan,
                                   const struct cir_record *records, size_t count, size_t first_row,
                                   struct cir_error *error);

#endif
