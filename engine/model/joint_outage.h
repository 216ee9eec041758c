/** What the incidents of a campaign took out, so that a network can tell what they do together. */
#ifndef CIR_MODEL_JOINT_OUTAGE_H
#define CIR_MODEL_JOINT_OUTAGE_H

#include "model/cell.h"
#include "model/row_impact.h"

#include <stddef.h>

/** Output that a sector loses by itself, in hours of the whole of it: share x duration, by their points. */
struct cir_lost_hours {
    double sum; /**< over the incidents; NAN where one of them does not answer, as is `greatest` */
    double greatest;
};

/** A sector of a State that an incident hit or may have hit. Sums are over all that may have hit it. */
struct cir_hit_pair {
    unsigned country;
    unsigned sector;
    double share_high; /**< sum of the greatest shares that were lost; may be above 1 */
    double duration_high_h;
    double lost_high_h;         /**< sum of share x duration, both greatest */
    double sure_lost_high_h;    /**< likewise, of those that surely hit it */
    struct cir_lost_hours lost; /**< likewise; 0 where none surely did */
    bool is_sure;               /**< an incident surely hit it */
};

/** Incidents that leave open which of several pairs they hit, all of them in the same way. */
struct cir_hit_choice {
    const uint32_t *pairs; /**< numbers of the pairs, State by State: of State i and sector k [i * sector_count + k] */
    size_t state_count;    /**< of which one was hit */
    size_t sector_count;
    bool together; /**< all sectors were hit; false: one of them */
    uint64_t incidents;
    double lost_high_h; /**< as of a pair */
    struct cir_lost_hours lost;
};

struct cir_joint_outage {
    struct cir_hit_pair *pairs; /**< owned by an arena, as all lists here */
    size_t pair_count;
    size_t pair_capacity;
    struct cir_hit_choice *choices;
    size_t choice_count;
    size_t choice_capacity;
    size_t candidate_count;                  /**< pairs of all choices */
    uint64_t incidents[CIR_IMPACT_OUTCOMES]; /**< by what the network says of them; without those of which the question
                                                  has no meaning */
    double low[CIR_SUMMARY_PARTS];           /**< greatest of an incident alone, as the two below */
    double states_low;
    double states_high;
    bool has_top;
    struct cir_text top; /**< of the incident that may reach the most States; of several such, that does the most at
                              least */
    double top_low;      /**< what that incident does at least, all parts */
};

#endif
