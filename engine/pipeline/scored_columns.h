/** Where a log that was scored has the verdict of a scheme. */
#ifndef CIR_PIPELINE_SCORED_COLUMNS_H
#define CIR_PIPELINE_SCORED_COLUMNS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/index.h"
#include "intake/header.h"

/** Numbers of columns; CIR_INDEX_NONE: nowhere. */
struct cir_scored_columns {
    uint32_t level;
    uint32_t label;
    uint32_t reason;
};

/** Index the columns of a log by name. Of two of one name the last counts: a log that was scored before has the new
 * verdict behind the old one.
 * @param arena gets the slots
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_scored_columns_index(struct cir_index *index, const struct cir_header *header,
                                         struct cir_arena *arena, struct cir_error *error);

/** Find the columns of a scheme.
 * @param columns all CIR_INDEX_NONE where there are not NAME_level and another verdict column of it, such as NAME_label
 *        (sink/verdict_columns.def)
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_scored_columns_find(struct cir_scored_columns *columns, const struct cir_index *index,
                                        struct cir_text scheme, struct cir_error *error);

/** Read a level as it was written: a cell that is blank is CIR_LEVEL_UNKNOWN or, by its label,
 * CIR_LEVEL_NOT_APPLICABLE.
 * @return CIR_OK; CIR_BAD_LOG for what is no level */
enum cir_status cir_scored_level_read(int *level, struct cir_text cell, struct cir_text label, struct cir_place place,
                                      struct cir_error *error);

#endif
