/** A panel of experts: what they were asked, what they answered, and what follows from it. */
#ifndef CIR_MODEL_PANEL_H
#define CIR_MODEL_PANEL_H

#include "base/arena.h"
#include "base/error.h"
#include "base/index.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CIR_PANEL_CRITERIA_MAX = 100, CIR_PANEL_EXPERTS_MAX = 500, CIR_PANEL_ROUNDS_MAX = 20 };

/** Random indices are told up to this many criteria. */
enum { CIR_RANDOM_INDEX_MAX = 15 };

enum cir_panel_limit {
#define CIR_PANEL_LIMIT(symbol, name, meaning) CIR_PANEL_##symbol,
#include "model/panel_limit.def"
#undef CIR_PANEL_LIMIT
    CIR_PANEL_LIMITS
};

/** What the tables of datasets/panel/ say. */
struct cir_panel_limits {
    double values[CIR_PANEL_LIMITS];
    double random_index[CIR_RANDOM_INDEX_MAX + 1]; /**< by number of criteria; NAN where none is told */
};

enum cir_judgement_kind {
#define CIR_JUDGEMENT_KIND(symbol, name, meaning) CIR_JUDGEMENT_##symbol,
#include "model/judgement_kind.def"
#undef CIR_JUDGEMENT_KIND
    CIR_JUDGEMENT_KINDS
};

/** Name of a kind, and what its values mean. */
const char *cir_judgement_kind_name(enum cir_judgement_kind kind);
const char *cir_judgement_kind_meaning(enum cir_judgement_kind kind);

struct cir_panel_criterion {
    const char *code;
    const char *name;      /**< "" where it has none */
    double worst;          /**< value at which it counts nothing; NAN where no scale is told */
    double best;           /**< value at which it counts in full: below `worst` where less counts more; NAN with it */
    bool less_counts_more; /**< of a value beside another */
};

struct cir_panel_criteria {
    struct cir_panel_criterion *list;
    size_t count;           /**< 2..CIR_PANEL_CRITERIA_MAX */
    struct cir_index names; /**< codes and names, in any case: what people call a criterion by either */
};

/** Not asked or left blank is not the same as looked at and not able to tell; neither is 0. */
enum cir_panel_answer_state { CIR_PANEL_ANSWER_BLANK, CIR_PANEL_ANSWER_CANNOT, CIR_PANEL_ANSWER_GIVEN };

struct cir_panel_answer {
    enum cir_panel_answer_state state;
    double value;           /**< NAN unless given */
    double slack;           /**< how far the value may be off, as written: half a unit of its last decimal */
    const char *argument;   /**< why; "" where none is told */
    struct cir_place place; /**< line 0: the answer was not asked for */
};

/** What one expert answered in one round. */
struct cir_panel_answers {
    unsigned round;
    uint32_t expert; /**< number in the list of experts */
    enum cir_judgement_kind kind;
    struct cir_panel_answer *list; /**< pairwise: [a * criteria + b], each pair at both places; else one a criterion */
    size_t given;                  /**< judgements: a pair counts once */
    size_t blank;
    size_t cannot;
};

/** All that a panel answered, in all rounds. */
struct cir_judgements {
    struct cir_arena arena; /**< holds all of it */
    const char **experts;   /**< names, in the order of their bytes */
    size_t expert_count;
    struct cir_panel_answers *list; /**< by round, then by expert */
    size_t count;
    unsigned rounds[CIR_PANEL_ROUNDS_MAX]; /**< numbers of those in which anybody answered, rising */
    size_t round_count;
    struct cir_error *findings; /**< what is wrong, as it was read, then missing swings; the first of them */
    size_t finding_count;
    size_t finding_total; /**< also those that are no longer in the list */
};

#endif
