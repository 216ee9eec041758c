/** What a panel says of one question, without saying who: a distribution, and arguments. */
#ifndef CIR_PANEL_FEEDBACK_H
#define CIR_PANEL_FEEDBACK_H

#include "panel/round.h"

/** What an argument speaks for. */
enum cir_argument_side {
    CIR_ARGUMENT_FOR,     /**< criterion a: an answer above 1, a rating above the median */
    CIR_ARGUMENT_AGAINST, /**< criterion b: an answer below 1; a rating below the median */
    CIR_ARGUMENT_EVEN,    /**< neither, or an expert who gives no value */
    CIR_ARGUMENT_SIDES
};

/** "for", "against", "even". */
const char *cir_argument_side_name(enum cir_argument_side side);

struct cir_argument {
    enum cir_argument_side side;
    const char *text; /**< borrowed from the answers */
    uint32_t expert;
};

struct cir_feedback {
    struct cir_quartiles spread;    /**< of the answers; of those in pairs, of their logarithms */
    struct cir_argument *arguments; /**< by side, then in the order of their bytes, so that none tells whose it is */
    size_t argument_count;
};

/** What was answered of a criterion, or of a over b, by the experts who answer by this kind.
 *
 * @param answers of one round
 * @param b of answers in pairs; else a
 * @param arena gets the arguments
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_feedback_make(struct cir_feedback *feedback, struct cir_arena *arena,
                                  const struct cir_panel_answers *answers, size_t answers_count,
                                  enum cir_judgement_kind kind, size_t a, size_t b, size_t criteria_count,
                                  struct cir_error *error);

/** What an expert answered of a, or of a over b, whichever way it was told: NAN where it was not. */
double cir_answers_value(const struct cir_panel_answers *answers, size_t a, size_t b, size_t criteria_count);

#endif
