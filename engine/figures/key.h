/** The key below a figure: marks, and what they stand for, one behind the other, in as many lines as it takes. */
#ifndef CIR_FIGURES_KEY_H
#define CIR_FIGURES_KEY_H

#include "figures/sheet.h"

enum cir_key_mark {
    CIR_KEY_SHADE,     /**< a box with a fill */
    CIR_KEY_HATCH,     /**< a hatched box */
    CIR_KEY_OPEN_BOX,  /**< a dashed one */
    CIR_KEY_OPEN_MARK, /**< an open disc */
    CIR_KEY_WHISKER,   /**< a point on a line */
};

/** Where the key stands. */
struct cir_key {
    double start; /**< x of each line */
    double x;     /**< of the next entry */
    bool is_open;
};

/** A key whose lines begin at `start`. */
struct cir_key cir_key_at(double start);

/** Write an entry, sheet->y being the top of its line. @param fill of CIR_KEY_SHADE */
void cir_key_add(struct cir_sheet *sheet, struct cir_key *key, enum cir_key_mark mark, const char *fill,
                 struct cir_text text);

/** Likewise, of a word of the tongue. */
void cir_key_add_word(struct cir_sheet *sheet, struct cir_key *key, enum cir_key_mark mark, enum cir_word word);

/** Move the sheet down below the key, if there is one. */
void cir_key_end(struct cir_sheet *sheet, const struct cir_key *key);

#endif
