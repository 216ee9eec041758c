/** What the steps of a diff share. */
#ifndef CIR_PIPELINE_DIFF_PARTS_H
#define CIR_PIPELINE_DIFF_PARTS_H

#include "pipeline/diff.h"
#include "pipeline/log_rows.h"
#include "pipeline/scored_columns.h"

/** One step: an input judged by a classifier. */
struct cir_diff_judging {
    struct cir_diff *diff;
    const struct cir_diff_options *options;
    const struct cir_classifier *classifier;
    enum cir_diff_step step;
    bool lost_problem; /**< memory ran out while the first problem was noted */
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

/** Read both inputs once more, as far as there is something to look for: the fields whose cells differ, and the levels
 * that the inputs record.
 * @return CIR_OK; as cir_log_rows_open; CIR_BAD_LOG for a recorded level that is none */
enum cir_status cir_diff_read_again(struct cir_diff *diff, const struct cir_diff_options *options,
                                    struct cir_error *error);

/** The fields whose cells differ, as they stand in the inputs, of each subject that moved or that a step alone moves.
 * Memory grows with these subjects alone. */
struct cir_diff_fields {
    struct cir_arena arena;
    const struct cir_text **kept; /**< old cells by number of the subject, and there by number of the field; NULL: it is
                                       not asked about, or was not met */
    size_t count;                 /**< of fields; 0: nothing moved */
};

/** To be freed also after a failure. @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_diff_fields_init(struct cir_diff_fields *fields, const struct cir_diff *diff,
                                     struct cir_error *error);
void cir_diff_fields_free(struct cir_diff_fields *fields);

/** Take the row of a subject: first of the old input, then of the new.
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_diff_fields_take(struct cir_diff_fields *fields, struct cir_diff *diff, size_t subject,
                                     const struct cir_log_rows *rows, bool is_new, struct cir_error *error);

/** Where an input records levels: CIR_INDEX_NONE, nowhere. */
struct cir_diff_recorded {
    struct cir_arena arena; /**< texts of the row at hand */
    bool has_any;
    struct cir_scored_columns schemes[CIR_SCHEMES_MAX];
    uint32_t verdict; /**< of a list */
    uint32_t overrides;
};

/** To be freed also after a failure. @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_diff_recorded_init(struct cir_diff_recorded *recorded, const struct cir_diff *diff,
                                       const struct cir_header *header, struct cir_error *error);
void cir_diff_recorded_free(struct cir_diff_recorded *recorded);

/** Take the row of a subject.
 * @return CIR_OK; CIR_BAD_LOG for a recorded level that is none; CIR_NO_MEMORY */
enum cir_status cir_diff_recorded_take(struct cir_diff_recorded *recorded, struct cir_diff *diff, size_t subject,
                                       const struct cir_log_rows *rows, bool is_new, struct cir_error *error);

#endif
