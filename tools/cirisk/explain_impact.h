/** What an incident does to others by the network in use, in text and in JSON. */
#ifndef CIR_TOOLS_EXPLAIN_IMPACT_H
#define CIR_TOOLS_EXPLAIN_IMPACT_H

#include "cirisk.h"
#include "terminal.h"

#include <jansson.h>

/** Print for a person; nothing where no network is used. @return exit code */
int explain_print_impact(const struct cir_classifier *classifier, struct cir_subject *subject,
                         const struct terminal *terminal);

/** The same; NULL when memory is exhausted. @return JSON null where no network is used */
json_t *explain_json_impact(const struct cir_classifier *classifier, const struct cir_subject *subject);

#endif
