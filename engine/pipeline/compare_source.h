/** What is compared: a scored log or a stored run, row by row. */
#ifndef CIR_PIPELINE_COMPARE_SOURCE_H
#define CIR_PIPELINE_COMPARE_SOURCE_H

#include "pipeline/compare.h"
#include "pipeline/scored_log.h"
#include "store/run_reader.h"

struct cir_compare_source {
    struct cir_scored_log *log; /**< owned, as is the run; one of them is NULL */
    struct cir_run_reader *run;
    const char *name;                     /**< what messages name */
    const char *schemes[CIR_SCHEMES_MAX]; /**< by which it is scored: two at least */
    const struct cir_scale *scales;       /**< of the schemes of a run; NULL: of a log, which tells none */
    size_t scheme_count;
};

/** Open what the options name. One by fewer than two schemes is refused: it can be compared with nothing.
 * @param source zeroed; to be closed either way
 * @return CIR_OK; CIR_NO_FILE, CIR_NO_MEMORY, CIR_BAD_LOG, CIR_BAD_STORE, CIR_BAD_USE */
enum cir_status cir_compare_source_open(struct cir_compare_source *source, const struct cir_compare_options *options,
                                        struct cir_error *error);

/** Number of a scheme by its name. @return CIR_OK; CIR_BAD_USE: it is not scored by this scheme; CIR_NO_MEMORY */
enum cir_status cir_compare_source_find(size_t *number, const struct cir_compare_source *source, const char *scheme,
                                        struct cir_error *error);

/** Read the next row, valid until the next call. @return CIR_OK; CIR_END; what else the reading ends with */
enum cir_status cir_compare_source_next(const struct cir_compare_source *source, struct cir_judged_row *row,
                                        struct cir_error *error);

void cir_compare_source_close(struct cir_compare_source *source);

#endif
