/** Which campaign an incident belongs to, and what it brings into it. */
#ifndef CIR_PIPELINE_GROUPING_H
#define CIR_PIPELINE_GROUPING_H

#include "campaign/plan.h"
#include "intake/incidents.h"
#include "measures/measures.h"
#include "model/record.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/log.h"

/** Made once a run, read by all threads. */
struct cir_grouping {
    struct cir_campaign_plan plan;
    struct cir_measure_plan measures; /**< those that complete the cells of a member */
    const struct cir_log *log;
    const char *name; /**< borrowed; of the column that groups */
    uint32_t field;   /**< a text field that is the key; CIR_INDEX_NONE: the column is */
    uint32_t column;  /**< of the log */
};

/** @param name of the column that groups: a column of texts by its canonical name, or any column of the log
 * @return CIR_OK; CIR_BAD_LOG when the log has no such column */
enum cir_status cir_grouping_init(struct cir_grouping *grouping, const struct cir_log *log,
                                  const struct cir_classifier *classifier, const char *name, struct cir_error *error);

/** One thread's memory for it. */
struct cir_grouping_room {
    struct cir_cell *cells;          /**< owned; of one incident, by number of the field */
    struct cir_quantity *quantities; /**< owned */
};

/** @param incidents whose constant cells are filled in */
enum cir_status cir_grouping_room_init(struct cir_grouping_room *room, const struct cir_grouping *grouping,
                                       const struct cir_incidents *incidents, struct cir_error *error);

void cir_grouping_room_free(struct cir_grouping_room *room);

/** What row i of a batch brings into its campaign; all of it lies in `arena`.
 *
 * @param is_in gets whether it belongs to one
 * @return false when memory is exhausted */
bool cir_grouping_take(struct cir_campaign_member *member, bool *is_in, const struct cir_grouping *grouping,
                       struct cir_grouping_room *room, const struct cir_incidents *incidents,
                       const struct cir_record *record, size_t i, struct cir_arena *arena);

#endif
