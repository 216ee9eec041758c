/** A shown table while it is put together: columns, rows, notes, and the lines below. */
#ifndef CIR_TABLES_DRAFT_H
#define CIR_TABLES_DRAFT_H

#include "tables/labels.h"
#include "tables/request.h"

/** What is known of all that was read, and is told below each table. Borrowed. */
struct cir_draft_facts {
    double from_h; /**< what the log covers: of the request, else the first and the last hour of its dates; NAN: none */
    double until_h;
    unsigned tlp; /**< 1 + option of the field: the strictest of the rows, or what was asked for */
};

/** All lists lie in the arena of the labelling. A zeroed struct with the labelling set is ready. */
struct cir_draft {
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
enum { CIR_DRAFT_MARKED_NOTE = 1 };

/** Add a column; texts are borrowed from whatever lives as long as the table. */
void cir_draft_add_column(struct cir_draft *draft, const struct cir_shown_column *column);

/** Add a row of empty cells, one a column. NULL when memory ran out. */
struct cir_shown_cell *cir_draft_add_row(struct cir_draft *draft, enum cir_shown_row_kind kind);

/** A note without a number: the phrase, filled. */
void cir_draft_add_note(struct cir_draft *draft, enum cir_word word, const struct cir_filling *fillings, size_t count);

/** The text of a phrase, filled; "" when memory ran out. */
struct cir_text cir_draft_phrase(struct cir_draft *draft, enum cir_word word, const struct cir_filling *fillings,
                                 size_t count);

/** A sentence of the lines below the table, behind those that are there. */
void cir_draft_add_sentence(struct cir_draft *draft, struct cir_buffer *line, enum cir_word word,
                            const struct cir_filling *fillings, size_t count);

/** "12 incidents", of a list "12 assets", kept. */
struct cir_text cir_draft_incidents(struct cir_draft *draft, uint64_t count);

struct cir_shown_cell cir_draft_words(struct cir_text text);
struct cir_shown_cell cir_draft_code(struct cir_text text);
struct cir_shown_cell cir_draft_nothing(void);
struct cir_shown_cell cir_draft_hidden(void);
struct cir_shown_cell cir_draft_unknown(const struct cir_draft *draft);
struct cir_shown_cell cir_draft_count(struct cir_draft *draft, uint64_t count);
struct cir_shown_cell cir_draft_number(struct cir_draft *draft, double value);
struct cir_shown_cell cir_draft_share(struct cir_draft *draft, double share);
/** One number where the ends are the same. */
struct cir_shown_cell cir_draft_range(struct cir_draft *draft, double low, double point, double high);

/** Put all of it into one table, whose first letter is a capital.
 * @return CIR_OK; CIR_NO_MEMORY. The table lies in the arena */
enum cir_status cir_draft_finish(const struct cir_shown_table **table, struct cir_draft *draft, struct cir_text id,
                                 struct cir_text caption, unsigned tlp, struct cir_error *error);

/** Give back what a draft that was not finished holds. */
void cir_draft_free(struct cir_draft *draft);

#endif
