/** How wide a text will be, and where its lines break: an estimate from no font, as it is not known which one is there.
 *
 * Latin letters have the widths of Noto Sans or Liberation Sans, whichever is wider; other scripts one width each. */
#ifndef CIR_FIGURES_LETTERING_H
#define CIR_FIGURES_LETTERING_H

#include "base/arena.h"
#include "base/text.h"

/** Size in px. */
struct cir_lettering {
    double size;
    bool bold;
};

/** Width in px. */
double cir_text_width(struct cir_text text, struct cir_lettering lettering);

enum { CIR_LINES_MAX = 12 };

/** Lines of a text, borrowed from it. */
struct cir_lines {
    struct cir_text list[CIR_LINES_MAX];
    size_t count;
    bool is_cut; /**< the last line is not the end of the text: "…" is to stand behind it, for which there is room */
    bool is_split; /**< a line ends within a word */
};

/** Break by UAX #14 into at most `most` (1..CIR_LINES_MAX) lines, no wider than `width` but where one letter is.
 * @return false when memory is exhausted */
bool cir_lines_break(struct cir_lines *lines, struct cir_arena *arena, struct cir_text text,
                     struct cir_lettering lettering, double width, size_t most);

#endif
