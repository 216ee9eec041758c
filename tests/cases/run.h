/** A log scored through the public way, with all that came of it in memory. */
#ifndef CIR_TESTS_RUN_H
#define CIR_TESTS_RUN_H

#include "cirisk.h"
#include "scratch.h"

struct run {
    enum cir_status status;
    struct cir_error error;
    struct cir_tally tally;
    struct cir_buffer output;  /**< empty when no file was written */
    struct cir_buffer rejects; /**< likewise */
};

/** The test fails for good when the schemes cannot be loaded. */
struct cir_classifier *run_classifier(const char *const *schemes, size_t count);

/** alpha-2 code of a State that the schemes speak of; "unknown" where they ask for none. */
const char *run_state(const struct cir_classifier *classifier);

/** Score `options->input` into the scratch folder; where the options name no output and rejects, files of the scratch
 * folder that are read back and removed. The test of a failed run is that it left no file. */
void run_score(struct run *run, const struct cir_classifier *classifier, const struct cir_score_options *options);

/** As run_score, of a log given as text. */
void run_score_text(struct run *run, const struct cir_classifier *classifier, struct cir_text log,
                    const struct cir_score_options *options);

void run_free(struct run *run);

#endif
