/** A panel of experts, from its files to the weights of its criteria. */
#ifndef CIR_PIPELINE_PANEL_H
#define CIR_PIPELINE_PANEL_H

#include "model/panel.h"
#include "panel/feedback.h"

struct cir_panel_options {
    const char *const *inputs; /**< files and folders of judgements: the first of round 1, and so on */
    size_t input_count;        /**< at most CIR_PANEL_ROUNDS_MAX */
    const char *criteria;      /**< file */
    const char *experts;       /**< file of how much each expert counts, or NULL: all alike */
    const char *definitions;   /**< folder laid over the built-in tables, or NULL */
    enum cir_pairwise_method method;
    enum cir_aggregation aggregation;
    double scale_max; /**< greatest answer in pairs; 0: that of the tables */
};

struct cir_panel {
    struct cir_arena arena;
    struct cir_panel_limits limits; /**< with the scale that was declared */
    struct cir_panel_criteria criteria;
    struct cir_judgements judgements;
    struct cir_round *rounds; /**< one a round of the judgements; none where there are findings */
    size_t round_count;
    /** By number of the expert: E01, E02 ... Their order is that of a hash of the name and of all that was answered in the
     * first round. It stays while rounds are added, and cannot be found out by who knows the names alone. */
    const char **pseudonyms;
    uint32_t *order;             /**< experts in the order of their pseudonyms */
    char definitions_sha256[65]; /**< of the tables that the limits are of, in hex */
};

/** Read a panel and work out its rounds, unless judgements.finding_total tells of what is wrong: a panel is worked out
 * whole or not at all, as nobody's answers may be left out unseen.
 *
 * @return CIR_OK; CIR_BAD_LOG where nothing is answered; what reading criteria, judgements and definitions returns;
 *         what reading how much experts count returns; CIR_BAD_USE for a scale that does not end above 1. *panel is to be freed also after a failure */
enum cir_status cir_panel_make(struct cir_panel *panel, const struct cir_panel_options *options,
                               struct cir_error *error);

void cir_panel_free(struct cir_panel *panel);

/** Answers of a round, and how many there are. @param round number among the rounds */
const struct cir_panel_answers *cir_panel_answers_of(const struct cir_panel *panel, size_t round, size_t *count);

#endif
