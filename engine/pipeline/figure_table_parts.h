/** What the makers of tables for figures share. */
#ifndef CIR_PIPELINE_FIGURE_TABLE_PARTS_H
#define CIR_PIPELINE_FIGURE_TABLE_PARTS_H

#include "intake/worksheet.h"
#include "pipeline/figure_table.h"

/** A table on its way: room for its rows and columns. */
struct cir_figure_making {
    const struct cir_figure_table_options *options;
    struct cir_figure_table *made;
    struct cir_worksheet sheet;
    struct cir_shown_column *columns;
    struct cir_shown_row *rows;
    struct cir_shown_cell **cells; /**< by row; the same as those of the rows */
    bool failed;                   /**< memory ran out: what was kept since is empty */
    struct cir_error *error;
};

/** Read the file. */
enum cir_status cir_figure_making_read(struct cir_figure_making *making, struct cir_figure_table *made,
                                       const struct cir_figure_table_options *options, struct cir_error *error);

/** Take room for a table of so many rows and columns, cells of nothing.
 * @return false when memory is exhausted */
bool cir_figure_making_take(struct cir_figure_making *making, size_t rows, size_t columns);

/** Place of a column. @return CIR_OK; CIR_BAD_LOG, saying which command writes it */
enum cir_status cir_figure_making_find(size_t *column, const struct cir_figure_making *making, const char *name,
                                       const char *writer);

/** Read a number of a cell. @return CIR_OK; CIR_BAD_LOG with the place */
enum cir_status cir_figure_making_number(double *value, const struct cir_figure_making *making,
                                         const struct cir_worksheet_row *row, size_t column);

/** Text of a buffer, kept in the table's arena; the buffer is freed. */
struct cir_text cir_figure_making_keep(struct cir_figure_making *making, struct cir_buffer *buffer);

/** A phrase of the tongue with one filling, kept likewise. */
struct cir_text cir_figure_making_phrase(struct cir_figure_making *making, enum cir_word word, const char *name,
                                         struct cir_text filling);

/** Id, caption, marking and the line of the source, with more behind it where it is not empty. */
void cir_figure_making_frame(struct cir_figure_making *making, const char *id, enum cir_word caption,
                             struct cir_text more);

/** "a; b", or the one that is not empty. */
struct cir_text cir_figure_making_join(struct cir_figure_making *making, struct cir_text told, struct cir_text more);

#endif
