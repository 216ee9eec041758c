/** The cells of a row as what they should be. What is not right is reported with its place, value and what was
 * expected, and a value comes back with which the load can go on. */
#ifndef CIR_DEFINITIONS_ROW_H
#define CIR_DEFINITIONS_ROW_H

#include "definitions/table.h"

/** The numbers that a column may hold. */
struct cir_bounds {
    double low; /**< inclusive, unless `above` */
    double high;
    bool above;           /**< low itself is not allowed */
    const char *expected; /**< in words */
};

extern const struct cir_bounds cir_bounds_share;        /**< 0..1 */
extern const struct cir_bounds cir_bounds_any;          /**< any number */
extern const struct cir_bounds cir_bounds_not_negative; /**< >= 0 */
extern const struct cir_bounds cir_bounds_positive;     /**< > 0 */

/** The cell as it stands; `column` is one of the table's. */
const struct cir_table_cell *cir_row_cell(const struct cir_row *row, const char *column);

/** Text as it stands; may be "". */
const char *cir_row_raw(const struct cir_row *row, const char *column);

/** A finding at a cell: "COLUMN: ...". */
void cir_row_report(struct cir_load *load, const struct cir_row *row, const char *column, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** A finding at a cell: "COLUMN: 'VALUE' is not EXPECTED". */
void cir_row_refuse(struct cir_load *load, const struct cir_row *row, const char *column, const char *expected);

/** Text that is not blank. */
const char *cir_row_text(struct cir_load *load, const struct cir_row *row, const char *column);

/** [a-z0-9_-]+ */
const char *cir_row_code(struct cir_load *load, const struct cir_row *row, const char *column);

/** yes or no. */
bool cir_row_yes(struct cir_load *load, const struct cir_row *row, const char *column);

/** A number within the bounds, NAN where it is not. */
double cir_row_number(struct cir_load *load, const struct cir_row *row, const char *column,
                      const struct cir_bounds *bounds);

/** As cir_row_number, and NAN where the cell is empty. */
double cir_row_optional_number(struct cir_load *load, const struct cir_row *row, const char *column,
                               const struct cir_bounds *bounds);

/** A whole number from least to most, else least. */
int cir_row_integer(struct cir_load *load, const struct cir_row *row, const char *column, int least, int most);

/** As cir_row_integer, and `otherwise` where the cell is empty. */
int cir_row_optional_integer(struct cir_load *load, const struct cir_row *row, const char *column, int least, int most,
                             int otherwise);

/** Number of the cell in a ';' list of words, else 0. */
unsigned cir_row_choice(struct cir_load *load, const struct cir_row *row, const char *column, const char *words);

/** What the index has for the cell, else CIR_INDEX_NONE; `expected` in words. */
uint32_t cir_row_reference(struct cir_load *load, const struct cir_row *row, const char *column,
                           const struct cir_index *index, const char *expected);

/** Refuse what stands in these columns (the second may be NULL) of an earlier row too. `seen` is a zeroed index, or
 * one that folds case, that all rows of the table are shown to. */
bool cir_row_unique(struct cir_load *load, struct cir_index *seen, const struct cir_row *row, const char *column,
                    const char *second);

/** Whether no earlier row of the table has the same in these columns (the second may be NULL). */
bool cir_row_is_first(const struct cir_row *row, const char *column, const char *second);

/** Whether two rows of a table have the same in these columns (the second may be NULL). */
bool cir_row_is_alike(const struct cir_row *row, const struct cir_row *other, const char *column, const char *second);

/** Number of rows of the table that have the same as this one in these columns (the second may be NULL). */
size_t cir_row_count_alike(const struct cir_row *row, const char *column, const char *second);

/** low <= point <= high, each already read; NAN is let pass. */
void cir_row_check_order(struct cir_load *load, const struct cir_row *row, const char *const columns[3], double low,
                         double point, double high);

/** The column `source`: a key of `sources`, which may be followed by "; " and a place in it or a reason. */
const char *cir_row_source(struct cir_load *load, const struct cir_row *row, const struct cir_index *sources);

/** Keys of a sources.csv, for cir_row_source. */
void cir_sources_fill(struct cir_load *load, const struct cir_table *table, struct cir_index *sources);

#endif
