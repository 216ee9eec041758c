/** Coordinates as text: the same bytes on every machine. */
#ifndef CIR_FIGURES_COORDINATE_H
#define CIR_FIGURES_COORDINATE_H

#include "base/buffer.h"

/** Append a place in px, rounded to hundredths; what is not finite or beyond a million is cut to that. */
void cir_coordinate_add(struct cir_buffer *buffer, double value);

/** Append ` name="value"`. */
void cir_coordinate_add_attribute(struct cir_buffer *buffer, const char *name, double value);

#endif
