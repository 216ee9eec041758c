/** From the cells of a record to the facts of an incident, or to its problems. */
#ifndef CIR_INTAKE_INCIDENT_H
#define CIR_INTAKE_INCIDENT_H

#include "base/arena.h"
#include "base/error.h"
#include "intake/cells.h"
#include "intake/mapping.h"
#include "intake/split.h"
#include "model/cell.h"
#include "model/override.h"
#include "model/problem.h"

/** How the columns of one log become fields: made once from header, mapping and fields; read by all threads. */
struct cir_intake_plan;

struct cir_overrides;

/** What is declared for the whole log, on top of the mapping. */
struct cir_intake_options {
    enum cir_date_order date_order; /**< CIR_DATE_ISO unless declared */
    char decimal;
    char thousands;
    size_t max_field; /**< bytes */
};

/** @return CIR_OK; CIR_BAD_LOG when a required column (id, date, country, sector) is missing, a canonical column
 *          stands twice, or the mapping names a column that is not there: the message names the nearest ones;
 *          CIR_NO_MEMORY. `columns` and everything else given are borrowed for the life of the plan */
enum cir_status cir_intake_plan_make(struct cir_intake_plan **plan, const char *file, const struct cir_text *columns,
                                     size_t column_count, const struct cir_fields *fields,
                                     const struct cir_definitions *definitions, const struct cir_mapping *mapping,
                                     const struct cir_intake_options *options, struct cir_error *error);

void cir_intake_plan_free(struct cir_intake_plan *plan);

/** Name of the input column that a field is read from, "" when it is constant or absent. */
const char *cir_intake_plan_column(const struct cir_intake_plan *plan, unsigned field);

/** Number of that column, from 0; CIR_INDEX_NONE when the field is constant or absent. */
uint32_t cir_intake_plan_column_number(const struct cir_intake_plan *plan, unsigned field);

/** Whether a field is made from the number of the row, which must then be known while the row is read. */
bool cir_intake_plan_numbers_rows(const struct cir_intake_plan *plan);

/** Let overrides, which were read for this plan, count in all that is read from now on; they are borrowed. */
void cir_intake_plan_override(struct cir_intake_plan *plan, const struct cir_overrides *overrides);

/** Whether a column, the number of the row or an override gives the field, so that it changes from row to row. */
bool cir_intake_plan_gives(const struct cir_intake_plan *plan, unsigned field);

/** Whether the field is a constant of the mapping. */
bool cir_intake_plan_is_constant(const struct cir_intake_plan *plan, unsigned field);

/** A reader's own memory: one a thread. */
struct cir_incident {
    struct cir_cell *cells;       /**< by field number, of all fields of the run */
    struct cir_problem *problems; /**< of this row; values and texts lie in the arena or the record */
    size_t problem_count;
    struct cir_arena arena;             /**< holds what the row's cells needed beyond the record; reset by each row */
    struct cir_text id;                 /**< borrowed from the record or the arena */
    struct cir_override_list overrides; /**< those of the row, which count in its cells */
    struct cir_override_misfit misfit;
};

enum cir_status cir_incident_init(struct cir_incident *incident, const struct cir_intake_plan *plan,
                                  struct cir_error *error);

void cir_incident_free(struct cir_incident *incident);

/** Read a whole record; every problem of the row is reported, not only the first. Problem places are relative to
 * the record: line counts from 1 at its first line, byte from its first byte; row is `row`.
 * @return CIR_OK, with incident->problem_count 0 for a good row; CIR_NO_MEMORY */
enum cir_status cir_incident_read(struct cir_incident *incident, const struct cir_intake_plan *plan,
                                  const struct cir_record *record, size_t row, struct cir_error *error);

#endif
