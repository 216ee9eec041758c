/** What to ask next about a subject: which answer would settle most of its level. */
#ifndef CIR_PIPELINE_ASKING_H
#define CIR_PIPELINE_ASKING_H

#include "base/error.h"
#include "model/cell.h"
#include "pipeline/classifier.h"

/** A question that is open, and what its answer would remove, all else staying as it is: the mean over what it may be
 * (measures/answers.h). Every answer leaves level and score somewhere between the ends that the row tells. */
struct cir_question {
    unsigned field;
    /** of the levels that the row may have beyond the first (not-applicable counts as one, where the scope is open) */
    double levels;
    double score; /**< of the width of the score's interval, in score units; 0 in a scheme of rules alone */
    /** Levels that lie between two answers at random in the mean, when all other open questions are answered at random,
     * too: what the answer is worth together with others, where one alone may remove nothing. Of CIR_ASKING_DRAWS
     * draws, the same for every row. */
    double spread;
};

enum { CIR_ASKING_DRAWS = 256 };

/** Of one scheme. */
struct cir_questions {
    double levels; /**< how many more than one the row may have: what all answers together would remove */
    /** those with any effect: most levels first, then most of the score, then the widest spread */
    struct cir_question list[CIR_FIELDS_MAX];
    size_t count;
};

/** @param questions one a scheme
 *  @param cells by field number
 *  @return CIR_OK, CIR_NO_MEMORY */
enum cir_status cir_ask(struct cir_questions *questions, const struct cir_classifier *classifier,
                        const struct cir_cell *cells, struct cir_error *error);

#endif
