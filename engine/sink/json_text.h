/** Strings of JSON, strictly by RFC 8259: every output is valid UTF-8 and valid JSON, whatever the bytes given. */
#ifndef CIR_SINK_JSON_TEXT_H
#define CIR_SINK_JSON_TEXT_H

#include "base/buffer.h"
#include "base/text.h"

#include <stdbool.h>

/** Append "text" with its quotes. A byte that is not UTF-8 becomes U+FFFD.
 * @param doubled quotes in `text` stand twice, as in an escaped cell of CSV, and mean one */
void cir_json_add_string(struct cir_buffer *buffer, struct cir_text text, bool doubled);

/** Append a number with at most `digits` decimals, null when it is not finite. */
void cir_json_add_number(struct cir_buffer *buffer, double value, int digits);

#endif
