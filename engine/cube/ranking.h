/** The gravest rows of a scheme. */
#ifndef CIR_CUBE_RANKING_H
#define CIR_CUBE_RANKING_H

#include "model/told.h"

/** A row that is kept; texts are owned. */
struct cir_ranked {
    char *id;
    char *title;
    char *reason;
    uint32_t country;
    uint64_t sectors;
    double first_h;
    double last_h;
    int level;
    int level_low;
    int level_high;
    struct cir_range score;
};

/** A zeroed struct with most and scheme set is ready. Memory grows with `most`. */
struct cir_ranking {
    size_t most;
    unsigned scheme;
    struct cir_ranked *list; /**< owned; the gravest first */
    size_t count;
    uint64_t rows;    /**< offered */
    uint64_t untold;  /**< of them: whose level cannot be told */
    uint64_t outside; /**< of them: of which the scheme does not speak */
};

/** Offer a row: it is kept while it is among the gravest by level, then score, then the high end of the score; of equal
 * ones those whose id comes first in the order of bytes, so that the order of the rows does not matter.
 * @return false when memory is exhausted */
bool cir_ranking_add(struct cir_ranking *ranking, const struct cir_told_row *row);

void cir_ranking_free(struct cir_ranking *ranking);

#endif
