/** Two versions of a log or of a register: what came, what went, what moved, and what moved it.
 *
 * What a scheme says of a subject hangs on three things: the facts of the input, the weights of the scheme, and all else
 * of its tables, the method. Each of them is changed alone, from the old to the new, and all that was judged is judged
 * again. What moves a subject so is a cause of its move. Where none does alone they move it together. Two that cancel out
 * leave the subject where it was, and are told all the same.
 *
 * By a scheme of subject asset the inputs are registers, and what counts is the list: an asset enters or leaves it, whether
 * it stood in the register before or not. */
#ifndef CIR_PIPELINE_DIFF_H
#define CIR_PIPELINE_DIFF_H

#include "base/arena.h"
#include "base/error.h"
#include "base/index.h"
#include "pipeline/score_log.h"

/** What is new while a subject is judged. */
enum cir_diff_step { CIR_DIFF_OLD, CIR_DIFF_FACTS, CIR_DIFF_METHOD, CIR_DIFF_WEIGHTS, CIR_DIFF_NEW, CIR_DIFF_STEPS };

/** Beside the levels of a scheme, CIR_LEVEL_UNKNOWN and CIR_LEVEL_NOT_APPLICABLE: the input does not have the subject, or
 * it was rejected there; an asset is borderline; the input says nothing of a level. */
enum { CIR_DIFF_ABSENT = -3, CIR_DIFF_BORDERLINE = -4, CIR_DIFF_UNRECORDED = -5 };

/** What one scheme says of a subject, step by step. */
struct cir_diff_told {
    int levels[CIR_DIFF_STEPS];
    const char *old_reason; /**< factor, rule or criterion that decided; "" where none did */
    const char *new_reason;
    int old_recorded; /**< level that the input itself says: a scored log, or a list that was written */
    int new_recorded;
};

enum cir_diff_change {
    CIR_DIFF_SAME,
    CIR_DIFF_RAISED,
    CIR_DIFF_LOWERED,
    CIR_DIFF_OTHER,   /**< from or to what is no level; of an asset also from or to what is not in the register */
    CIR_DIFF_ENTERED, /**< the log; of an asset: the list, which those above the lowest level of the scheme are on */
    CIR_DIFF_LEFT,
    CIR_DIFF_CHANGES
};

struct cir_diff_subject {
    const char *id;
    uint64_t old_line; /**< 0: absent */
    uint64_t new_line;
    struct cir_diff_told *told; /**< one a scheme */
    const char *fields; /**< whose cells differ, joined by ';'; "" where none does, or it is absent once. Figures
                                     beside a register are not looked at */
};

struct cir_diff_options {
    const char *old_input; /**< path */
    const char *new_input;
    struct cir_log_format log; /**< of both; its overrides do not count */
    const char *old_overrides; /**< path of a file of overrides of the old input, or NULL. By the tables of the other
                                    input they may find another thing than the old value they tell */
    const char *new_overrides; /**< likewise, of the new one */
    const char *old_figures;   /**< of registers: path of the file of figures beside it, or NULL */
    const char *new_figures;
    const char *old_definitions; /**< folder laid over the built-in tables, or NULL */
    const char *new_definitions;
    const char *const *schemes; /**< names, or paths of scheme folders: of both */
    size_t scheme_count;        /**< of subject asset: one */
    enum cir_scope_use scope_use;
    unsigned threads; /**< 0: one a core */
};

/** What one input holds beside its subjects. */
struct cir_diff_side {
    uint64_t rejected;
    struct cir_problem first;    /**< of these rows; `line` is 0 where none was rejected */
    uint64_t contradicted;       /**< recorded levels that are others than those worked out here */
    uint64_t overridden;         /**< of these, those of rows that were written with overrides */
    size_t contradicted_subject; /**< the first, in the order of the subjects */
    size_t contradicted_scheme;
};

struct cir_diff {
    struct cir_arena arena;
    struct cir_classifier *old_classifier; /**< owned; may be one and the same */
    struct cir_classifier *new_classifier;
    bool is_list;                      /**< of assets */
    bool same_definitions;             /**< nothing but facts can have moved anything */
    struct cir_diff_subject *subjects; /**< those of the old input in its order, then those that entered */
    size_t subject_count;
    size_t subject_capacity;
    size_t scheme_count;
    struct cir_index ids;
    struct cir_diff_side old_side;
    struct cir_diff_side new_side;
};

/** Judge both inputs by all steps.
 *
 * Memory grows with the inputs: some 120 bytes a subject and 50 more a scheme; of registers what judging one takes.
 *
 * @return CIR_OK; as cir_classifier_new and cir_score_log or cir_register_judge; CIR_BAD_LOG for a recorded level that
 *         is none. *diff is to be freed also after a failure */
enum cir_status cir_diff_make(struct cir_diff *diff, const struct cir_diff_options *options, struct cir_error *error);

void cir_diff_free(struct cir_diff *diff);

enum cir_diff_change cir_diff_change_of(const struct cir_diff *diff, const struct cir_diff_told *told);

/** Whether a step alone leads elsewhere than the old level; of CIR_DIFF_FACTS .. CIR_DIFF_WEIGHTS. Never of what entered
 * or left a log, nor where the tables of the step refuse what those of the input take. */
bool cir_diff_moves(const struct cir_diff *diff, const struct cir_diff_told *told, enum cir_diff_step step);

/** Whether a subject moved though no step alone moves it. */
bool cir_diff_moved_together(const struct cir_diff *diff, const struct cir_diff_told *told);

/** "same", "raised", "lowered", "other", "entered", "left". */
const char *cir_diff_change_name(enum cir_diff_change change);

/** "facts", "method", "weights". */
const char *cir_diff_step_name(enum cir_diff_step step);

#endif
