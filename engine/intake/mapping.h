/** Which column of a log is which canonical column, and what happens to its text on the way (docs/tables.md). */
#ifndef CIR_INTAKE_MAPPING_H
#define CIR_INTAKE_MAPPING_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "intake/cells.h"
#include "model/definitions.h"
#include "model/field.h"

enum cir_transform {
    CIR_TRANSFORM_COPY,
    CIR_TRANSFORM_CONSTANT,
    CIR_TRANSFORM_ROW_NUMBER,
    CIR_TRANSFORM_VALUE,
    CIR_TRANSFORM_PREFIX,
    CIR_TRANSFORM_UNIT,
    CIR_TRANSFORM_SEPARATOR,
    CIR_TRANSFORM_DATE_ORDER,
    CIR_TRANSFORM_DECIMAL,
    CIR_TRANSFORM_THOUSANDS,
};

struct cir_mapping_row {
    unsigned target;    /**< field number */
    const char *source; /**< input column, "" for constant and row-number */
    enum cir_transform transform;
    const char *argument;
    size_t line;
};

struct cir_mapping {
    struct cir_arena arena;
    const char *file;             /**< what messages name */
    struct cir_mapping_row *rows; /**< in file order */
    size_t count;
};

/** Read and lint the text of a mapping. *mapping is to be freed also after a failure. Places count cells as columns.
 * @return CIR_OK; CIR_BAD_TABLE with file, line, column, value and what was expected; CIR_NO_MEMORY */
enum cir_status cir_mapping_read(struct cir_mapping *mapping, const char *file, struct cir_text text,
                                 const struct cir_fields *fields, const struct cir_definitions *definitions,
                                 struct cir_error *error);

void cir_mapping_free(struct cir_mapping *mapping);

/** What the rows of one target say of the writing of its column, laid over *format. */
void cir_mapping_format(struct cir_cell_format *format, const struct cir_mapping *mapping, unsigned target,
                        const struct cir_fields *fields, const struct cir_definitions *definitions);

/** A value row's argument at its '='. */
void cir_mapping_value(const struct cir_mapping_row *row, struct cir_text *from, struct cir_text *to);

/** What a proposal is made from. */
struct cir_mapping_evidence {
    const struct cir_text *columns;
    size_t column_count;
    const struct cir_text *samples; /**< cells of the first rows, row by row, column_count each */
    size_t sample_rows;
    const struct cir_synonym *synonyms;
    size_t synonym_count;
};

/** Propose a mapping for a log: the text of a mapping file, in the order of the fields, with the columns that found
 * no target left out. Names decide; where no name does, a column whose every sample reads as a date, a State or a
 * sector is taken for one. How dates and numbers are written is proposed only where all samples allow one reading. A
 * proposal is for a person to read; no run uses one unasked.
 *
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_mapping_propose(struct cir_buffer *proposal, const struct cir_mapping_evidence *evidence,
                                    const struct cir_fields *fields, const struct cir_definitions *definitions,
                                    struct cir_error *error);

#endif
