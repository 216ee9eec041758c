/** One field of a campaign, gathered incident by incident: the formulas of the rules of model/merge.def. */
#ifndef CIR_CAMPAIGN_GATHERED_H
#define CIR_CAMPAIGN_GATHERED_H

#include "campaign/hit_states.h"
#include "campaign/operators.h"
#include "campaign/plan.h"

/** What the cells of one field said so far; a zeroed struct is that of no incident. */
struct cir_gathered {
    bool is_told;
    bool is_blank;          /**< in some incident */
    bool is_unknown;        /**< likewise: "unknown" */
    bool is_not_applicable; /**< likewise: "n/a" */
    bool differs;           /**< of texts: not all that tell say the same */
    double low;             /**< sum or extreme, by the rule */
    double point;
    double high;
    uint64_t sure;     /**< options that hold in some incident */
    uint64_t possible; /**< options that an incident tells or leaves open */
    uint64_t choice;   /**< those of incidents that leave a choice */
    unsigned choices;  /**< number of these incidents */
    unsigned floor;    /**< option that is reached at least; of the rule LEAST: at most */
    struct cir_text text;
    struct cir_extent unnamed; /**< of incidents without an operator; see cir_gathered_add */
    struct cir_state_sums places;
};

/** What an incident says beside the cell. */
struct cir_gathering {
    struct cir_arena *arena;        /**< of the campaign */
    struct cir_extent *extent;      /**< of its operator; NULL where it names none */
    const struct cir_cell *country; /**< NULL: blank */
    uint64_t reach;                 /**< as in struct cir_campaign_member */
};

/** Take in the cell of one more incident, NULL for blank. @return false when memory is exhausted */
bool cir_gathered_add(struct cir_gathered *gathered, enum cir_merge_rule rule, const struct cir_field *field,
                      const struct cir_cell *cell, const struct cir_gathering *gathering);

/** What is kept by operator, for the rules that ask: of operator i at extents[i * stride]. */
struct cir_gathered_operators {
    const struct cir_extent *extents;
    size_t stride;
    size_t count;
};

/** What the campaign as a whole tells beside the cells of one field. */
struct cir_gathered_whole {
    struct cir_gathered_operators operators;
    uint64_t incidents;
    bool counts_together; /**< false: it is not known which incidents recur; sums and counts then begin at one */
};

/** The merged cell. */
struct cir_cell cir_gathered_cell(const struct cir_gathered *gathered, enum cir_merge_rule rule,
                                  const struct cir_field *field, const struct cir_gathered_whole *whole);

/** Every option of the field, as bits. */
uint64_t cir_gathered_options(const struct cir_field *field);

#endif
