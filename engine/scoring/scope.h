/** Whether a scheme speaks of a subject at all. Inside this stage only.
 *
 * The scope is a rule like the others, judged in the same three-valued logic; what is made of it is another matter. */
#ifndef CIR_SCORING_SCOPE_H
#define CIR_SCORING_SCOPE_H

#include "scoring/scoring.h"

/** What the facts say of the scope, whatever use is made of it: TRUE of a scheme without one. */
enum cir_truth cir_scope_holds(const struct cir_scheme *scheme, const struct cir_truths *truths);

/** What follows from it by scheme->scope_use. */
struct cir_scope_ruling cir_scope_rule(const struct cir_scheme *scheme, const struct cir_truths *truths);

#endif
