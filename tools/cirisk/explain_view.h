/** One verdict to be explained, and what text and JSON both say of it. */
#ifndef CIR_TOOLS_EXPLAIN_VIEW_H
#define CIR_TOOLS_EXPLAIN_VIEW_H

#include "cirisk.h"
#include "terminal.h"

#include <jansson.h>

struct explain_view {
    struct cir_subject *subject;
    const struct cir_fields *fields;
    const struct cir_scheme *scheme;
    const struct cir_explanation *explanation;
    const struct cir_probabilities *probabilities; /**< NULL where they are not asked for */
};

/** "no", "may be", "yes". */
const char *truth_word(enum cir_truth truth);

/** Whether a group holds: the truest of its criteria. */
enum cir_truth view_group(const struct explain_view *view, unsigned group);

/** Append the facts of the log behind a measure: "people_affected 225000; country UA". Attribution is never shown. */
void view_add_facts(struct cir_buffer *buffer, const struct explain_view *view, unsigned measure);

/** Append the fields behind a measure that the log does not answer, or not exactly: "deaths; injured". */
void view_add_open_fields(struct cir_buffer *buffer, const struct explain_view *view, unsigned measure);

/** Whether the scope of the scheme names the criterion, itself or by its group. */
bool view_is_of_scope(const struct explain_view *view, unsigned criterion);

/** "apply", "assume" or "ignore". */
const char *view_scope_use(const struct explain_view *view);

/** The input of a factor that decided. */
const struct cir_input *view_input(const struct explain_view *view, const struct cir_contribution *contribution);

/** Append what another level needs: "service_outage_ratio 4.1", "physical lasting". */
void view_add_what_if(struct cir_buffer *buffer, const struct explain_view *view, const struct cir_what_if *what_if);

/** Print for a person, within the width of the screen. @return exit code */
int explain_print_text(const struct explain_view *view, const struct terminal *terminal);

/** The same as JSON; NULL when memory is exhausted. */
json_t *explain_json(const struct explain_view *view);

#endif
