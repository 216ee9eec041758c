/** Shades that are told apart in grey: one hue, from light to dark. */
#ifndef CIR_FIGURES_SHADES_H
#define CIR_FIGURES_SHADES_H

#include <stddef.h>

/** A fill, and what is written on it with a contrast of at least 4.5. Colours as "#rrggbb". */
struct cir_shade {
    const char *fill;
    const char *ink;
};

enum { CIR_SHADES = 8 };

/** Text, lines and the outline of every area; rules that carry meaning, and those that only guide the eye; the paper; the
 * bands of curves. */
extern const char cir_ink[], cir_soft_ink[], cir_rule[], cir_faint_rule[], cir_paper[], cir_band[];

/** The shade of a place (0 the lightest) among `count` (1..CIR_SHADES); neighbours lie as far apart as can be. */
const struct cir_shade *cir_shade_of(size_t place, size_t count);

#endif
