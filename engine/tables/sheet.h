/** A shown table while it is put together: columns, rows, notes, and the lines below. */
#ifndef CIR_TABLES_SHEET_H
#define CIR_TABLES_SHEET_H

#include "tables/labels.h"
#include "tables/request.h"

/** What is known of all that was read, and is told below each table. Borrowed. */
struct cir_sheet_facts {
    double from_h; /**< what the log covers: of the request, else the first and the last hour of its dates; NAN: none */
    double until_h;
    unsigned tlp; /**< 1 + option of the field: the strictest of the rows, or what was asked for */
};

/** All lists lie in the arena of the labelling. A zeroed struct with the labelling set is ready. */
struct cir_sheet {
    const struct cir_labelling *labelling;
    unsigned significant;
    struct cir_shown_table table;
    struct cir_shown_column *columns;
    size_t column_capacity;
    struct cir_shown_row *rows;
    size_t row_capacity;
    struct cir_text *groups;
    struct cir_text *notes; /**< unmarked ones; a marked one stands first */
    size_t note_count;
    size_t note_capacity;
    struct cir_text marked_note; /**< empty: none */
    struct cir_buffer source;
    struct cir_buffer unknown;
    bool failed; /**< memory ran out: nothing more is added */
};

/** The number of the marked note, the only one of a table. */
enum { CIR_SHEET_MARKED_NOTE = 1 };

/** Add a column; texts are borrowed from whatever lives as long as the table. */
void cir_sheet_add_column(struct cir_sheet *sheet, const struct cir_shown_column *column);

/** Add a row of empty cells, one a column. NULL when memory ran out. */
struct cir_shown_cell *cir_sheet_add_row(struct cir_sheet *sheet, enum cir_shown_row_kind kind);

/** A note without a number: the phrase, filled. */
void cir_sheet_add_note(struct cir_sheet *sheet, enum cir_word word, const struct cir_filling *fillings, size_t count);

/** The text of a phrase, filled; "" when memory ran out. */
struct cir_text cir_sheet_phrase(struct cir_sheet *sheet, enum cir_word word, const struct cir_filling *fillings,
                                 size_t count);

/** A sentence of the lines below the table, behind those that are there. */
void cir_sheet_add_sentence(struct cir_sheet *sheet, struct cir_buffer *line, enum cir_word word,
                            const struct cir_filling *fillings, size_t count);

/** "12 incidents", of a list "12 assets", kept. */
struct cir_text cir_sheet_incidents(struct cir_sheet *sheet, uint64_t count);

struct cir_shown_cell cir_sheet_words(struct cir_text text);
struct cir_shown_cell cir_sheet_code(struct cir_text text);
struct cir_shown_cell cir_sheet_nothing(void);
struct cir_shown_cell cir_sheet_hidden(void);
struct cir_shown_cell cir_sheet_unknown(const struct cir_sheet *sheet);
struct cir_shown_cell cir_sheet_count(struct cir_sheet *sheet, uint64_t count);
struct cir_shown_cell cir_sheet_value(struct cir_sheet *sheet, double value);
struct cir_shown_cell cir_sheet_share(struct cir_sheet *sheet, double share);
/** One number where the ends are the same. */
struct cir_shown_cell cir_sheet_range(struct cir_sheet *sheet, double low, double point, double high);

/** Put all of it into one table, whose first letter is a capital.
 * @return CIR_OK; CIR_NO_MEMORY. The table lies in the arena */
enum cir_status cir_sheet_finish(const struct cir_shown_table **table, struct cir_sheet *sheet, struct cir_text id,
                                 struct cir_text caption, unsigned tlp, struct cir_error *error);

/** Give back what a sheet that was not finished holds. */
void cir_sheet_free(struct cir_sheet *sheet);

#endif
