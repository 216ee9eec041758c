/** How people write how much criteria matter: 3, 0.333, 1/3, ? for "I cannot judge", nothing for not judged. */
#ifndef CIR_INTAKE_JUDGEMENT_VALUE_H
#define CIR_INTAKE_JUDGEMENT_VALUE_H

#include "base/text.h"
#include "model/panel.h"

enum { CIR_JUDGEMENT_WORDS_SIZE = 192 };

/** Read the state, the value and its slack; the rest of *answer stays.
 *
 * A decimal below 1 of at least two decimals that is the reciprocal of a whole number, rounded, is that reciprocal: 0.333
 * is 1/3, and 0.11 is 1/9.
 *
 * @param words gets what was expected, and the fix where it is plain what happened; at most CIR_JUDGEMENT_WORDS_SIZE
 * @return false when it is none, or lies outside the scale */
bool cir_judgement_value_read(struct cir_panel_answer *answer, struct cir_text text, enum cir_judgement_kind kind,
                              const struct cir_panel_limits *limits, char *words);

/** Whether two answers to a pair, told both ways, say the same as far as their decimals tell. */
bool cir_judgement_values_agree(const struct cir_panel_answer *there, const struct cir_panel_answer *back);

#endif
