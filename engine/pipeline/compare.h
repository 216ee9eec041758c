/** Schemes side by side: what they say of the same incidents, and how far they agree. */
#ifndef CIR_PIPELINE_COMPARE_H
#define CIR_PIPELINE_COMPARE_H

#include "agreement/agreement.h"
#include "base/arena.h"
#include "base/error.h"
#include "model/judged.h"

#include <stdint.h>

/** Most rows of disagreement that can be asked for. */
enum { CIR_COMPARE_TOP_MAX = 1000 };

struct cir_compare_options {
    const char *input;          /**< a scored log, or "-" for standard input; NULL: a run of `store` */
    char delimiter;             /**< of the scored log; '\0': found out from its header */
    const char *id_column;      /**< of the scored log: the column that names rows; needed, but may be in no header */
    const char *store;          /**< path of a database */
    uint64_t run;               /**< of the store; 0: the last */
    const char *const *schemes; /**< names, or paths of scheme folders (they hold a '/'), in the order wanted */
    size_t scheme_count;        /**< 0: all that the source holds, in its order; else at least two */
    const char *definitions;    /**< folder laid over the built-in tables, or NULL */
    struct cir_resampling resampling;
    size_t top; /**< rows of disagreement to keep; at most CIR_COMPARE_TOP_MAX */
};

/** What one scheme says of a row on which they differ. */
struct cir_side {
    size_t scheme;
    size_t place;       /**< on its scale */
    const char *reason; /**< factor, rule or criterion that decided; "" where none is told */
};

struct cir_disagreement {
    uint64_t row;
    uint64_t line;
    const char *id;
    double distance;        /**< of the positions of both sides, above 0 */
    struct cir_side higher; /**< the first of the schemes that put it highest */
    struct cir_side lower;
};

struct cir_comparison {
    struct cir_arena arena;      /**< holds all that is borrowed here */
    char definitions_sha256[65]; /**< of the tables in which scales were looked up, in hex */
    struct cir_scale scales[CIR_SCHEMES_MAX];
    uint64_t told[CIR_SCHEMES_MAX];                   /**< rows of which the scheme can tell the level */
    uint64_t outside[CIR_SCHEMES_MAX];                /**< rows of which it does not speak */
    uint64_t levels[CIR_SCHEMES_MAX][CIR_LEVELS_MAX]; /**< rows by scheme and place */
    size_t scheme_count;
    uint64_t rows;
    uint64_t paired;    /**< rows that at least two schemes can tell */
    uint64_t differing; /**< rows that two schemes put at different positions */
    struct cir_agreement agreement;
    struct cir_disagreement *top; /**< greatest distance first, then in the order of the rows */
    size_t top_count;
};

/** Compare the schemes of a scored log, or of a stored run.
 *
 * The scale of a scheme is that of its tables (of a run: as stored), whether all its levels came up or not; a name that
 * no table knows, such as a column of a person's own judgement, has the levels that came up for a scale.
 *
 * Memory grows with the number of patterns of levels that come up (times `top`), not with the rows.
 *
 * @return CIR_OK; CIR_BAD_LOG for a log that is not scored, or by one scheme only, or that no scoring wrote; CIR_BAD_USE
 *         for schemes or a run that are not there; CIR_NO_FILE, CIR_BAD_TABLE, CIR_BAD_STORE, CIR_NO_MEMORY.
 *         *comparison is to be freed also after a failure */
enum cir_status cir_compare(struct cir_comparison *comparison, const struct cir_compare_options *options,
                            struct cir_error *error);

void cir_comparison_free(struct cir_comparison *comparison);

#endif
