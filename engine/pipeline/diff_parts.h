/** What the steps of a diff share. */
#ifndef CIR_PIPELINE_DIFF_PARTS_H
#define CIR_PIPELINE_DIFF_PARTS_H

#include "pipeline/diff.h"

/** One step: an input judged by a classifier. */
struct cir_diff_judging {
    struct cir_diff *diff;
    const struct cir_diff_options *options;
    const struct cir_classifier *classifier;
    enum cir_diff_step step;
};

/** Whether a step judges the facts of the new input. */
bool cir_diff_is_new(enum cir_diff_step step);

/** Whether a step judges an input by its own tables: what the input holds is told by such a step alone. */
bool cir_diff_is_real(enum cir_diff_step step);

/** The subject of this id, met on that line of the input at hand.
 *
 * @param subject NULL where the step is not a real one and tells of a row that its real one does not: one that was
 *        rejected there, while another row of the id may have been judged
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_diff_meet(struct cir_diff_subject **subject, const struct cir_diff_judging *judging,
                              struct cir_text id, uint64_t line, struct cir_error *error);

/** @param reason "" where nothing decided; lives as long as the classifier */
void cir_diff_tell(const struct cir_diff_judging *judging, struct cir_diff_told *told, int level, const char *reason);

/** Judge a log; a register, of the scheme of subject asset that the classifier has.
 * @return as cir_score_log; as cir_register_judge */
enum cir_status cir_diff_judge_log(struct cir_diff_judging *judging, struct cir_error *error);
enum cir_status cir_diff_judge_register(struct cir_diff_judging *judging, struct cir_error *error);

/** Read both inputs once more and note the fields whose cells differ, as they stand there, of each subject that moved or
 * that a step alone moves. Memory grows with these subjects alone. */
enum cir_status cir_diff_find_fields(struct cir_diff *diff, const struct cir_diff_options *options,
                                     struct cir_error *error);

#endif
