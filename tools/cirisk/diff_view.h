/** Two versions of a log or a register, shown. */
#ifndef CIR_TOOLS_DIFF_VIEW_H
#define CIR_TOOLS_DIFF_VIEW_H

#include "listing.h"
#include "pipeline/diff.h"

#include <stdio.h>

struct diff_view {
    const struct cir_diff *diff;
    const char *old_name; /**< of the inputs */
    const char *new_name;
    bool all; /**< what did not change, too */
};

/** Whether a subject is to be shown: the scheme says another thing of it, or a step alone would have made it so. */
bool diff_is_shown(const struct diff_view *view, const struct cir_diff_told *told);

/** How many subjects changed, by any scheme. */
uint64_t diff_changed(const struct cir_diff *diff);

/** Label id of a level of the old or the new scheme; "" of what is absent. */
const char *diff_label(const struct cir_diff *diff, size_t scheme, enum cir_diff_step step, int level);

/** Append a level as an input records it: its number, or "borderline", "cannot-tell", "not-applicable"; nothing where
 * nothing is recorded. */
void diff_add_recorded(struct cir_buffer *text, const struct cir_diff *diff, size_t scheme, int level);

/** Set what changed of the row at hand, and the causes of the move, joined by ';': "facts;weights", "together"; nothing
 * of what did not move. */
void diff_set_move(struct listing *listing, size_t change, size_t moved_by, const struct cir_diff *diff,
                   const struct cir_diff_told *told);

/** For the screen. @return exit code */
int diff_print_text(const struct diff_view *view, const struct terminal *terminal, FILE *out);

/** A row a subject and scheme, as CSV or JSON. @return exit code */
int diff_print_rows(const struct diff_view *view, enum listing_format format, FILE *out);

#endif
