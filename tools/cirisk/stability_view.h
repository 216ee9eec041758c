/** The stability of a list, shown. */
#ifndef CIR_TOOLS_STABILITY_VIEW_H
#define CIR_TOOLS_STABILITY_VIEW_H

#include "base/buffer.h"
#include "base/number.h"
#include "pipeline/list_stability.h"
#include "terminal.h"

#include <jansson.h>
#include <stdio.h>

struct stability_view {
    const struct cir_list_stability *result;
    const char *source; /**< what was read, for people */
};

/** A share of draws with its standard error: told with no more decimals than that allows. */
struct told_share {
    double value;
    double error;
};

/** Of draws in which an alternative is on the list. */
struct told_share stability_share(const struct stability_view *view, size_t alternative);

/** Of draws in which look a stands above look b. */
struct told_share stability_win(const struct stability_view *view, size_t a, size_t b);

/** Central weight of a criterion; the error is at most sqrt(w * (1 - w) / draws on the list). NAN where there is none. */
struct told_share stability_central(const struct stability_view *view, size_t alternative, size_t criterion);

/** Write it; nothing of NAN. `out` has room for CIR_NUMBER_SIZE bytes. @return bytes written */
size_t stability_write_share(char *out, const struct told_share *share);

/** The value, rounded as it is written. */
double stability_round(const struct told_share *share);

/** A place on the scale of a criterion in the unit of its facts. */
double stability_fact(const struct stability_view *view, size_t criterion, double place);

/** Append a fact or an end of a scale, in whatever unit: rounded to as many significant figures as documents of JSON
 * have, so that both outputs say the same; nothing of what is not finite. */
void stability_add_fact(struct cir_buffer *text, double value);

/** Alternatives on the list in every draw, in none, and in some. */
struct stability_counts {
    size_t always;
    size_t never;
    size_t sometimes;
};
struct stability_counts stability_count(const struct stability_view *view);

/** "uniform", "dirichlet", "ordered", "fixed". */
const char *stability_law_name(enum cir_weight_law law);

/** For the screen. @return exit code */
int stability_print_text(const struct stability_view *view, const struct terminal *terminal, FILE *out);

/** One row an asset. @return exit code */
int stability_print_csv(const struct stability_view *view, FILE *out);

/** NULL when memory is exhausted; the caller owns it. */
json_t *stability_json(const struct stability_view *view);

#endif
