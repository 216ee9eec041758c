/** Two versions of a log, or of a list: what came, what went, what moved, and what moved it.
 *
 * What a scheme says of a subject hangs on three things: the facts of the input, the weights of the scheme, and all else
 * of its tables, the method. Each of them is changed alone, from the old to the new, and all that was judged is judged
 * again. What moves a subject so is a cause of its move. Where none does alone they move it together. Two that cancel out
 * leave the subject where it was, and are told all the same. */
#ifndef CIR_PIPELINE_DIFF_H
#define CIR_PIPELINE_DIFF_H

#include "base/arena.h"
#include "base/error.h"
#include "base/index.h"
#include "pipeline/score_log.h"

/** What is new while a subject is judged. */
enum cir_diff_step { CIR_DIFF_OLD, CIR_DIFF_FACTS, CIR_DIFF_METHOD, CIR_DIFF_WEIGHTS, CIR_DIFF_NEW, CIR_DIFF_STEPS };

/** Beside the levels of a scheme, CIR_LEVEL_UNKNOWN and CIR_LEVEL_NOT_APPLICABLE: the input does not have the subject, or
 * it was rejected there. */
enum { CIR_DIFF_ABSENT = -3 };

/** What one scheme says of a subject, step by step. */
struct cir_diff_told {
    int levels[CIR_DIFF_STEPS];
    const char *old_reason; /**< factor, rule or criterion that decided; "" where none did */
    const char *new_reason;
};

enum cir_diff_change {
    CIR_DIFF_SAME,
    CIR_DIFF_RAISED,
    CIR_DIFF_LOWERED,
    CIR_DIFF_OTHER, /**< from or to what is no level */
    CIR_DIFF_ENTERED,
    CIR_DIFF_LEFT,
    CIR_DIFF_CHANGES
};

struct cir_diff_subject {
    const char *id;
    uint64_t old_line; /**< 0: absent */
    uint64_t new_line;
    struct cir_diff_told *told; /**< one a scheme */
    const char *fields;         /**< whose cells differ, joined by ';'; "" where none does, or it is absent once */
};

struct cir_diff_options {
    const char *old_input; /**< path */
    const char *new_input;
    struct cir_log_format log;   /**< of both */
    const char *old_definitions; /**< folder laid over the built-in tables, or NULL */
    const char *new_definitions;
    const char *const *schemes; /**< names, or paths of scheme folders: of both */
    size_t scheme_count;
    enum cir_scope_use scope_use;
    unsigned threads; /**< 0: one a core */
};

struct cir_diff {
    struct cir_arena arena;
    struct cir_classifier *old_classifier; /**< owned; may be one and the same */
    struct cir_classifier *new_classifier;
    bool same_definitions;             /**< nothing but facts can have moved anything */
    struct cir_diff_subject *subjects; /**< those of the old input in its order, then those that entered */
    size_t subject_count;
    size_t subject_capacity;
    size_t scheme_count;
    struct cir_index ids;
    uint64_t old_rejected;
    uint64_t new_rejected;
};

/** Judge both logs by all steps.
 *
 * Memory grows with the logs: some 100 bytes a subject and 40 more a scheme.
 *
 * @return CIR_OK; as cir_score_log and cir_classifier_new. *diff is to be freed also after a failure */
enum cir_status cir_diff_logs(struct cir_diff *diff, const struct cir_diff_options *options, struct cir_error *error);

void cir_diff_free(struct cir_diff *diff);

enum cir_diff_change cir_diff_change_of(const struct cir_diff_told *told);

/** Whether a step alone leads elsewhere than the old level; of CIR_DIFF_FACTS .. CIR_DIFF_WEIGHTS. Never of what entered
 * or left. */
bool cir_diff_moves(const struct cir_diff_told *told, enum cir_diff_step step);

/** Whether a subject moved though no step alone moves it. */
bool cir_diff_moved_together(const struct cir_diff_told *told);

/** "same", "raised", "lowered", "other", "entered", "left". */
const char *cir_diff_change_name(enum cir_diff_change change);

/** "facts", "method", "weights". */
const char *cir_diff_step_name(enum cir_diff_step step);

#endif
