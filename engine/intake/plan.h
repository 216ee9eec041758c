/** The plan of reading a log: what cir_intake_plan_make finds out once, so that a row costs only its cells. */
#ifndef CIR_INTAKE_PLAN_H
#define CIR_INTAKE_PLAN_H

#include "intake/incident.h"

/** One step on the text of a cell: a prefix, or a value table. */
struct cir_text_step {
    const char *prefix;      /**< NULL of a value table */
    struct cir_index values; /**< from a text to its place in `replacements` */
    struct cir_text *replacements;
    size_t replacement_count;
    const struct cir_text *catch_all; /**< for all that is not in `values`; NULL where such a text stays */
    size_t longest;                   /**< bytes of the prefix or of the longest replacement */
};

/** A column read into a field. */
struct cir_intake_entry {
    unsigned number; /**< of the field */
    size_t column;
    struct cir_cell_reader reader;
    struct cir_text_step *steps;
    size_t step_count;
};

struct cir_intake_constant {
    unsigned number; /**< of the field */
    struct cir_cell cell;
    const char *text; /**< borrowed from the mapping */
};

/** A field that is a prefix and the number of the row. */
struct cir_intake_numbering {
    unsigned number; /**< of the field */
    const char *prefix;
};

struct cir_intake_plan {
    struct cir_arena arena;
    const struct cir_definitions *definitions;
    struct cir_cell_format declared;       /**< for the whole log, before what the mapping says */
    const struct cir_overrides *overrides; /**< NULL: none; see cir_intake_plan_override */
    size_t field_count;
    size_t max_field;
    const char **columns; /**< names of the input columns, without blanks around them */
    size_t column_count;
    struct cir_intake_entry *entries; /**< in the order of the columns */
    size_t entry_count;
    struct cir_intake_constant *constants;
    size_t constant_count;
    struct cir_intake_numbering *numberings;
    size_t numbering_count;
};

/** The entry that reads a field; NULL when no column gives it. */
const struct cir_intake_entry *cir_intake_plan_entry(const struct cir_intake_plan *plan, unsigned field);

/** The steps of the mapping's rows for the field of an entry, in `arena`.
 * @return false when memory is exhausted */
bool cir_text_steps_make(struct cir_intake_entry *entry, const struct cir_mapping *mapping, struct cir_arena *arena);

/** Do the steps of an entry to a text without blanks around it: whole, or else element by element (docs/tables.md).
 * The words for not knowing get no prefix.
 *
 * @param text in and out; what had to be put together lies in `arena`
 * @return false when memory is exhausted */
bool cir_text_steps_do(struct cir_text *text, const struct cir_intake_entry *entry, struct cir_arena *arena);

/** The text from which a cell is read, without blanks around it and after the steps of its entry.
 *
 * @param value the cell as it was written, doubled quotes made single
 * @return false when memory is exhausted */
bool cir_intake_text(struct cir_text *text, struct cir_text *value, const struct cir_intake_entry *entry,
                     const struct cir_record *record, struct cir_arena *arena);

/** Make the cell of a field that numbers the rows. @return false when memory is exhausted */
bool cir_intake_number_row(struct cir_cell *cell, const struct cir_intake_numbering *numbering, size_t row,
                           struct cir_arena *arena);

#endif
