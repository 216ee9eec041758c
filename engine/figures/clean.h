/** Texts of a log made fit for a figure. */
#ifndef CIR_FIGURES_CLEAN_H
#define CIR_FIGURES_CLEAN_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#include <stdbool.h>

/** Append valid UTF-8 on one line that holds nothing XML forbids and cannot turn the direction of what stands around it:
 * bytes that are not UTF-8, control characters, noncharacters and bidirectional embeddings and overrides become U+FFFD,
 * tabs and line ends blanks; isolates are closed. */
void cir_clean_add(struct cir_buffer *buffer, struct cir_text text);

/** How a text stands among others. */
enum cir_isolation {
    CIR_ISOLATE_NOT,
    CIR_ISOLATE_BY_CONTENT, /**< U+2068: its first strong letter tells the direction */
    CIR_ISOLATE_FROM_LEFT,  /**< U+2066 */
};

/** As cir_clean_add, between an isolate and U+2069. */
void cir_clean_add_isolated(struct cir_buffer *buffer, struct cir_text text, enum cir_isolation isolation);

/** Whether some letter of the text is read from the right. */
bool cir_has_from_right(struct cir_text text);

/** Append a clean text with the characters escaped that XML gives a meaning, for text and for attributes. */
void cir_clean_escape(struct cir_buffer *buffer, struct cir_text text);

#endif
