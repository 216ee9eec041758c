/** What a person puts in the place of a cell of the log, or of a level that a scheme gave; both values are kept. */
#ifndef CIR_MODEL_OVERRIDE_H
#define CIR_MODEL_OVERRIDE_H

#include "model/cell.h"

enum cir_override_column {
#define CIR_OVERRIDE_COLUMN(symbol, name, needed, holds, meaning) CIR_OVERRIDE_##symbol,
#include "model/override_columns.def"
#undef CIR_OVERRIDE_COLUMN
    CIR_OVERRIDE_COLUMNS
};

/** Name of a column of the file. */
const char *cir_override_column_name(enum cir_override_column column);

struct cir_override {
    struct cir_text texts[CIR_OVERRIDE_COLUMNS]; /**< as the file has them, without blanks around them */
    size_t line;                                 /**< in the file */
    uint32_t subject;                            /**< number of its id among those of the file */
    uint32_t field;                              /**< number of the field; CIR_INDEX_NONE: a level */
    struct cir_cell cell;                        /**< of a field: what counts */
    uint32_t scheme;                             /**< of a level: number of the scheme in the run */
    int old_level;                               /**< of a level: what the scheme must have said */
    int level;                                   /**< of a level: what counts */
};

/** Those of one subject, in the order of the file; none where `count` is 0. Borrowed. */
struct cir_override_list {
    const struct cir_override *list;
    size_t count;
};

/** An override that does not fit: the old value that it names is not what stands there. */
struct cir_override_misfit {
    const struct cir_override *override; /**< NULL: all fit */
    struct cir_text found;               /**< what stands there; borrowed */
};

#endif
