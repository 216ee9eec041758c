/** What a page allows itself: its Content-Security-Policy. */
#ifndef CIR_REPORT_POLICY_H
#define CIR_REPORT_POLICY_H

#include "base/buffer.h"
#include "base/text.h"

/** Append a policy by which one stylesheet and one script, told by their SHA-256, are all that has effect on a page, and
 * nothing is fetched, sent, framed or embedded. `style` and `script` are all bytes between the tags. */
void cir_report_add_policy(struct cir_buffer *policy, struct cir_text style, struct cir_text script);

#endif
