/** A file of overrides: what counts instead of a cell of the log, or of a level that a scheme gave.
 *
 * An old value is the text of the cell that the field is read from (of a constant of the mapping, or of a field that
 * numbers the rows, what that gives; blank where nothing gives the field). It fits when it is that text, but for blanks
 * around it, or when both read as the same cell. A new value is read as if it stood in that cell: by the signs, the unit
 * and the value table of the column. Only what `*` would catch is not caught: a word of a person that no row of the
 * mapping names is the field's own, or refused. */
#ifndef CIR_INTAKE_OVERRIDES_H
#define CIR_INTAKE_OVERRIDES_H

#include "intake/plan.h"
#include "intake/sidecar.h"
#include "model/override.h"
#include "model/scheme.h"

struct cir_overrides {
    struct cir_arena arena;
    struct cir_sidecar sidecar;
    char sha256[65];           /**< of the file, in hex */
    struct cir_override *list; /**< subject by subject, of one in the order of the file */
    size_t count;
    struct cir_override_list *subjects; /**< in the order in which the file names them first */
    size_t subject_count;
    struct cir_index ids; /**< from an id to the number of its subject */
    /** By field: how its old and new values are read; NULL where it is not overridden. */
    const struct cir_intake_entry *readers[CIR_FIELDS_MAX];
    bool has_levels;
};

/** Read and lint the text of a file of overrides for a run. *overrides is to be freed also after a failure; `plan`
 * holds none yet, and is borrowed for the call like the rest.
 * @return CIR_OK; CIR_BAD_TABLE with file, line, column, value and what was expected; CIR_NO_MEMORY */
enum cir_status cir_overrides_read(struct cir_overrides *overrides, const char *file, struct cir_text text,
                                   const struct cir_intake_plan *plan, const struct cir_fields *fields,
                                   const struct cir_scheme *const *schemes, size_t scheme_count,
                                   struct cir_error *error);

void cir_overrides_free(struct cir_overrides *overrides);

/** Those of an id; none where `overrides` is NULL. */
struct cir_override_list cir_overrides_of(const struct cir_overrides *overrides, struct cir_text id);

/** Whether one of them is for the field. */
bool cir_override_list_has(const struct cir_override_list *list, unsigned field);

/** Put the new values into the cells of a row, which was read.
 *
 * @param misfit gets the first override whose old value does not fit, if any; the text found lies in the record, the
 *        arena or the plan
 * @return false when memory is exhausted */
bool cir_overrides_put(struct cir_cell *cells, struct cir_override_misfit *misfit, const struct cir_override_list *list,
                       const struct cir_intake_plan *plan, const struct cir_record *record, struct cir_arena *arena);

/** Cells that no column gives are made what they were before: they are not read anew with the next row.
 * @param stride from the cell of a field to that of the next */
void cir_overrides_take_back(struct cir_cell *cells, size_t stride, const struct cir_override_list *list,
                             const struct cir_intake_plan *plan);

#endif
