/** Incidents of a log as the scheme sees them, each with the place that somebody else gave it. */
#ifndef CALIBRATE_SUBJECTS_H
#define CALIBRATE_SUBJECTS_H

#include "pairs.h"
#include "table.h"

struct subject {
    const char *id;
    struct place outside;          /**< of no scale where nobody else judged it */
    const char *meaning;           /**< what was judged, in words; "" where nothing was */
    struct cir_quantity *measured; /**< by measure number; weights do not move them */
    struct cir_verdict verdict;    /**< by the scheme as it is */
};

/** A zeroed struct holds none. */
struct subjects {
    struct cir_arena arena;
    struct subject *list;
    size_t count;
    size_t left_out; /**< rows that scoring rejects, and ids that stand there twice */
    size_t rows;     /**< of the log, with those left out */
    size_t declared; /**< with words of somebody else, on a scale or not */
};

/** All rows of the log, with the declarations: a table of id, scale, low, high, meaning. An id that the log does not
 * have is refused (CIR_BAD_TABLE): a declaration must not get lost.
 * @return as cir_subject_find and table_read. The caller frees the subjects in any case */
enum cir_status subjects_declared(struct subjects *subjects, const struct cir_classifier *classifier, const char *log,
                                  const char *declarations, struct cir_error *error);

/** A log of another kind whose rows are rated in one of its own columns. */
struct rated_log {
    const char *path;
    const char *mapping;
    const char *id_column;
    const char *rating_column;
    const char *ratings; /**< a table of rating, rank; a rating that it does not hold is none */
};

/** Those rows of the log that are rated; their scale is named as the rating column is. Likewise. */
enum cir_status subjects_rated(struct subjects *subjects, const struct cir_classifier *classifier,
                               const struct rated_log *log, struct cir_error *error);

void subjects_free(struct subjects *subjects);

#endif
