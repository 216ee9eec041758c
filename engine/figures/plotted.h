/** What of a table is drawn: its rows, its columns of numbers, their names. */
#ifndef CIR_FIGURES_PLOTTED_H
#define CIR_FIGURES_PLOTTED_H

#include "base/error.h"
#include "figures/sheet.h"

/** Lives as long as the sheet. */
struct cir_plotted {
    const struct cir_shown_table *table;
    const size_t *rows;    /**< of the table, without totals and subtotals */
    size_t row_count;      /**< > 0 */
    const size_t *columns; /**< of numbers, without that of the totals */
    size_t column_count;   /**< > 0 */
    const size_t *beside; /**< columns of numbers that are written, not drawn: totals, and shares among other numbers */
    size_t beside_count;
    size_t total_column;                 /**< whose id is "total"; column_count of the table where there is none */
    const struct cir_text *row_names;    /**< by row of the table: its header cells, clean */
    const struct cir_text *column_names; /**< by column of the table: label and unit, clean */
};

/** @return CIR_OK; CIR_NOTHING_LEFT where there is no row, no column of numbers or no number at all; CIR_NO_MEMORY */
enum cir_status cir_plotted_make(struct cir_plotted *plotted, struct cir_sheet *sheet, struct cir_error *error);

/** Whether a column is written beside what is drawn. */
bool cir_plotted_is_beside(const struct cir_plotted *plotted, size_t column);

/** The number that a cell draws, NAN where it has none. */
double cir_plotted_value(const struct cir_shown_cell *cell);

/** Whether something is there that is not shown, or not known; also an interval without a point. */
bool cir_plotted_is_open(const struct cir_shown_cell *cell);

/** Whether any cell that is drawn is so. */
bool cir_plotted_has_open(const struct cir_plotted *plotted);

/** Note of the first header cell of a row that has one; 0: none. */
unsigned cir_plotted_row_note(const struct cir_shown_table *table, size_t row);

/** The unit that all columns of numbers have; empty where they have none, or several. */
struct cir_text cir_plotted_unit(const struct cir_plotted *plotted);

/** Name of a column of numbers, without the unit where all share it. */
struct cir_text cir_plotted_series_name(struct cir_sheet *sheet, const struct cir_plotted *plotted, size_t series);

/** "row, column: text" as the language has it, clean. */
struct cir_text cir_plotted_told(struct cir_sheet *sheet, const struct cir_plotted *plotted, size_t row, size_t column);

#endif
