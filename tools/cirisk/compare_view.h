/** A comparison of schemes, shown. */
#ifndef CIR_TOOLS_COMPARE_VIEW_H
#define CIR_TOOLS_COMPARE_VIEW_H

#include "pipeline/compare.h"
#include "terminal.h"

#include <jansson.h>
#include <stdio.h>

struct compare_view {
    const struct cir_comparison *comparison;
    const char *source; /**< what was read, for people */
    struct cir_resampling resampling;
};

/** For the screen. @return exit code */
int compare_print_text(const struct compare_view *view, const struct terminal *terminal, FILE *out);

/** One table in which a row is a count, a statistic or a disagreement, as its first cell says. @return exit code */
int compare_print_csv(const struct compare_view *view, FILE *out);

/** NULL when memory is exhausted; the caller owns it. */
json_t *compare_json(const struct compare_view *view);

#endif
