/** A table as people see it: every text is there, in one language, and nothing is left to be worked out. Writers turn it
 * into text, CSV, JSON, Markdown, LaTeX, HTML, XLSX or DOCX; all of them show the same.
 *
 * Texts are UTF-8, borrowed from whoever built the table, and may hold anything that stood in a log: writers make it
 * harmless, each by the rules of its format. */
#ifndef CIR_MODEL_SHOWN_TABLE_H
#define CIR_MODEL_SHOWN_TABLE_H

#include "base/text.h"
#include "model/definitions.h"

#include <stdbool.h>
#include <stddef.h>

/** What a cell is. Formats for machines (CSV, JSON, XLSX) take `value`, those for people take `text`. */
enum cir_shown_kind {
    CIR_SHOWN_WORDS,    /**< words in the language of the table */
    CIR_SHOWN_CODE,     /**< no language: an id, a code, a unit, a formula; reads from the left, also in Arabic */
    CIR_SHOWN_NUMBER,   /**< `value`; `text` has the digits that are honest */
    CIR_SHOWN_INTERVAL, /**< `low` to `high`, either may be infinite; `value` where a point is told, NAN where not */
    CIR_SHOWN_UNKNOWN,  /**< something that is not known; `text` says so */
    CIR_SHOWN_HIDDEN,  /**< known, and not shown, as it would tell of single operators or persons; `text` is its mark */
    CIR_SHOWN_NOTHING, /**< nothing can stand here; `text` is empty or a dash */
};

struct cir_shown_cell {
    struct cir_text text;
    double value; /**< NAN where `kind` has none */
    double low;   /**< NAN as above */
    double high;  /**< NAN as above */
    enum cir_shown_kind kind;
    unsigned note;        /**< number of the note that it refers to, from 1; 0: none */
    unsigned significant; /**< digits of `value` that `text` shows, for formats that hold it in full; 0: all */
    bool percent;         /**< `value` is a share that `text` shows as a percentage */
};

struct cir_shown_column {
    struct cir_text id;    /**< no language: the name of the column in CSV and JSON */
    struct cir_text label; /**< in the language of the table */
    struct cir_text unit;  /**< shown behind the label; empty: none */
    unsigned group;        /**< number in `groups`, from 1; 0: under none. Columns of a group stand side by side */
    bool is_header;        /**< its cells name their rows; such columns come first */
    bool is_number;        /**< aligned at the end */
};

enum cir_shown_row_kind {
    CIR_SHOWN_BODY,
    CIR_SHOWN_SUBTOTAL, /**< of the rows above it */
    CIR_SHOWN_TOTAL,    /**< of the table */
};

struct cir_shown_row {
    enum cir_shown_row_kind kind;
    const struct cir_shown_cell *cells; /**< one a column */
};

struct cir_shown_table {
    struct cir_text id; /**< no language, letters, digits, '-' and '_': names the sheet, the anchor, the label */
    enum cir_language language;
    struct cir_text caption;
    struct cir_text tlp; /**< TLP 2.0 label with its prefix, as "TLP:AMBER+STRICT", on every page; never empty */
    const struct cir_text *groups; /**< labels over several columns */
    size_t group_count;
    const struct cir_shown_column *columns;
    size_t column_count; /**< > 0 */
    const struct cir_shown_row *rows;
    size_t row_count;
    const struct cir_text *notes; /**< numbered from 1 in this order: those that cells refer to come first */
    size_t note_count;
    size_t marked_note_count; /**< of these, so many are referred to by cells; the others stand without a number */
    struct cir_text source;   /**< the whole line: what was counted, by which tables, from which file; empty: none */
    struct cir_text unknown;  /**< the line that says how many are not known and of how many; empty: none */
};

#endif
