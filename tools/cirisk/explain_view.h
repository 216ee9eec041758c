/** One verdict to be explained, and what text and JSON both say of it. */
#ifndef CIR_TOOLS_EXPLAIN_VIEW_H
#define CIR_TOOLS_EXPLAIN_VIEW_H

#include "cirisk.h"
#include "terminal.h"

#include <jansson.h>

struct explain_view {
    const struct cir_classifier *classifier;
    struct cir_subject *subject;
    const struct cir_fields *fields;
    const struct cir_scheme *scheme;
    const struct cir_explanation *explanation;
    const struct cir_questions *questions;
    const struct cir_probabilities *probabilities; /**< NULL where they are not asked for */
    const struct cir_verdict *without_network;     /**< NULL where no network is used, or the scheme does not ask */
};

/** "no", "may be", "yes". */
const char *truth_word(enum cir_truth truth);

/** Whether a group holds: the truest of its criteria. */
enum cir_truth view_group(const struct explain_view *view, unsigned group);

/** The overrides that are shown, in the order of the file: all but those of attribution, which is never shown.
 * @param number of the one, from 0
 * @return NULL behind the last */
const struct cir_override *view_override(const struct cir_subject *subject, size_t number);

/** The override of a level, NULL where it is the computed one. */
const struct cir_override *view_level_override(const struct explain_view *view);

/** Append the facts of the log behind a measure: "people_affected 225000; country UA"; of one that is overridden both
 * values: "people_affected 2250 -> 225000". Attribution is never shown. */
void view_add_facts(struct cir_buffer *buffer, const struct explain_view *view, unsigned measure);

/** Whether the scope of the scheme names the criterion, itself or by its group. */
bool view_is_of_scope(const struct explain_view *view, unsigned criterion);

/** "apply", "assume" or "ignore". */
const char *view_scope_use(const struct explain_view *view);

/** The input of a factor that decided. */
const struct cir_input *view_input(const struct explain_view *view, const struct cir_contribution *contribution);

/** Append what another level needs: "service_outage_ratio 4.1", "physical lasting". */
void view_add_what_if(struct cir_buffer *buffer, const struct explain_view *view,
                      const struct cir_counterfactual *what_if);

/** Print the overrides, if there are any. @return exit code */
int explain_print_overrides(const struct cir_subject *subject, const struct terminal *terminal);

/** Print for a person, within the width of the screen. @return exit code */
int explain_print_text(const struct explain_view *view, const struct terminal *terminal);

/** The same as JSON; NULL when memory is exhausted. */
json_t *explain_json(const struct explain_view *view);

/** The overrides as JSON; NULL when memory is exhausted. */
json_t *explain_json_overrides(const struct cir_subject *subject);

#endif
