/** The stability of a list, from its files to all that can be said of it. */
#ifndef CIR_PIPELINE_LIST_STABILITY_H
#define CIR_PIPELINE_LIST_STABILITY_H

#include "model/stability.h"

/** Draws of the facts behind each confidence factor, at most. */
enum { CIR_CONFIDENCE_DRAWS_MAX = 1000 };

/** Most threads that draw. */
enum { CIR_STABILITY_THREADS_MAX = 64 };

/** Most alternatives that are looked at closely. */
enum { CIR_STABILITY_TOP_MAX = 1000 };

struct cir_list_stability_options {
    const char *input;    /**< table of assets; "-" is standard input */
    const char *criteria; /**< file */
    const char *weights;  /**< file, or NULL: uniform */
    double
        concentration; /**< of weights around those given; 0: the number of criteria, as wide as uniform weights are */
    bool has_fixed_weights; /**< weights as given in every draw */
    size_t list_size;       /**< 0: the list is who scores above `line` */
    double line;            /**< 0..1 */
    uint64_t draws;         /**< 2..CIR_STABILITY_DRAWS_MAX */
    uint64_t seed;
    unsigned threads; /**< 0: as many as there are cores */
    size_t top;       /**< alternatives that are looked at closely, at most CIR_STABILITY_TOP_MAX */
};

/** One alternative, looked at closely. */
struct cir_close_look {
    size_t alternative;
    double confidence;         /**< share of draws of the facts; NAN where it is on the list in no draw */
    double confidence_error;   /**< standard error; NAN with it */
    struct cir_flip by_weight; /**< from the weights of the list as it stands */
    struct cir_flip by_fact;   /**< on the scale of the criterion, 0..1 */
};

/** The list as it stands without one expert. */
struct cir_without_expert {
    const char *expert;
    bool is_told;    /**< false where some weight cannot be told without the expert; then nobody enters or leaves */
    size_t *entered; /**< alternatives, by number */
    size_t entered_count;
    size_t *left;
    size_t left_count;
};

struct cir_list_stability {
    struct cir_arena arena;
    struct cir_panel_criteria criteria;
    struct cir_assets assets;
    struct cir_scale_ends *scales; /**< by criterion */
    struct cir_given_weights given;
    struct cir_stability_question question;
    struct cir_stability stability;
    double mean_weights[CIR_PANEL_CRITERIA_MAX]; /**< mean of the law; of weights drawn where intervals cut it */
    struct cir_list list;                        /**< at these */
    size_t *order;                /**< alternatives by share of draws, the greatest first, then as in the list */
    struct cir_close_look *looks; /**< those whose place is the least sure, in the order of `order` */
    size_t look_count;
    uint64_t *wins; /**< look a above look b: [a * look_count + b], of all draws */
    struct cir_without_expert *without;
    size_t without_count;
};

/** Read all files and work it out. What is looked at closely are the alternatives whose share of draws is nearest to one
 * half, of two alike the one nearer to the end of the list.
 *
 * @return CIR_OK; CIR_BAD_USE for a list that is not smaller than the table, for weights that leave intervals no room, for
 *         fixed weights where none are given; what reading returns; CIR_NO_MEMORY. *result is to be freed also after a
 *         failure */
enum cir_status cir_list_stability_make(struct cir_list_stability *result,
                                        const struct cir_list_stability_options *options, struct cir_error *error);

void cir_list_stability_free(struct cir_list_stability *result);

#endif
