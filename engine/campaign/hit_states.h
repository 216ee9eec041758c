/** The States that the incidents of a campaign hit. */
#ifndef CIR_CAMPAIGN_HIT_STATES_H
#define CIR_CAMPAIGN_HIT_STATES_H

#include "base/arena.h"
#include "model/cell.h"

#include <stddef.h>

/** States of which one was hit, as one incident tells. */
struct cir_state_choice {
    struct cir_states set;
    unsigned count;
    uint16_t first;
};

/** A zeroed struct is that of no incident. */
struct cir_hit_states {
    struct cir_states sure; /**< hit in some incident */
    uint16_t first;         /**< State hit first in the earliest incident that surely tells one */
    bool has_first;
    double first_date_high; /**< of that incident */
    double first_date_low;
    struct cir_state_choice country_choice; /**< the first that stands in place of the State hit first */
    struct cir_state_choice other_choice;   /**< the first beside it */
    unsigned choice_count;
    unsigned open_country_count; /**< incidents that do not say which State was hit first */
    bool are_others_open;        /**< an incident does not say which other States were hit */
    bool is_unknown;             /**< one of them says that it is not known */
    bool is_applicable;          /**< the question has a meaning in some incident */
    bool reaches_unnamed;        /**< as in struct cir_campaign_member, of some incident */
};

/** Cells may be NULL for blank. Which incident is the earliest is told by the last hour that its date may mean, then by
 * the first, then by who came first here; one without a date comes last. */
void cir_hit_states_add(struct cir_hit_states *states, const struct cir_cell *country, const struct cir_cell *others,
                        const struct cir_cell *date);

/** The cells `country` and `other_countries`. Where it is not sure that all States are known, those that are stand in
 * `country`, that of the earliest incident first, and `other_countries` does not say. What one cell cannot hold (several
 * choices) is given up for "not known": the cells then allow more than the incidents do. */
void cir_hit_states_cells(const struct cir_hit_states *states, struct cir_cell *country, struct cir_cell *others);

/** The cells of the States that are surely hit, as though there were no others.
 * @return whether there may be others that the incidents do not name one by one */
bool cir_hit_states_sure(const struct cir_hit_states *states, struct cir_cell *country, struct cir_cell *others);

/** Sums by State. */
struct cir_state_sums {
    struct cir_states states;
    double *sums; /**< in rising order of the State; in an arena */
    size_t count;
    size_t capacity;
    double unplaced; /**< of incidents of which the State hit first is not sure */
};

/** @return false when memory is exhausted */
bool cir_state_sums_add(struct cir_state_sums *sums, struct cir_arena *arena, const struct cir_cell *country,
                        double value);

/** The largest sum that one State may have. */
double cir_state_sums_largest(const struct cir_state_sums *sums);

#endif
