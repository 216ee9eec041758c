/** A register on its way in: what its steps share. */
#ifndef CIR_PIPELINE_REGISTER_PARTS_H
#define CIR_PIPELINE_REGISTER_PARTS_H

#include "intake/sidecar.h"
#include "pipeline/log_rows.h"
#include "pipeline/overriding.h"
#include "pipeline/register.h"

/** A row of the file of figures. */
struct cir_figure {
    const char *asset;
    unsigned field;
    const char *value; /**< as it stands there */
    const char *year;  /**< "": of the asset's date */
    struct cir_cell cell;
    struct cir_cell before; /**< what the row of the register had in its place */
    size_t line;
    bool is_taken;    /**< a row of the register has the asset */
    bool is_rejected; /**< it does not count */
    uint32_t next;    /**< of the same asset; CIR_INDEX_NONE: the last */
    uint32_t last;    /**< in the first of an asset: its last one */
};

struct cir_figures {
    struct cir_sidecar sidecar;
    struct cir_figure *list; /**< in the order of the file */
    size_t count;
    size_t capacity;
    struct cir_index assets; /**< from an id to its first figure */
    uint32_t *telling; /**< by field, of the asset in hand: the first figure that says something; CIR_INDEX_NONE */
};

struct cir_register_reading {
    struct cir_register *assets;
    const struct cir_classifier *classifier; /**< borrowed */
    const struct cir_fields *fields;
    const struct cir_register_input *input;
    struct cir_log_rows rows;
    struct cir_figures figures;
    struct cir_index ids;            /**< from an id to the number of its asset */
    struct cir_index refused_ids;    /**< from an id to the number of the first reject of a row that has it */
    struct cir_quantity *quantities; /**< by measure, of the row in hand */
    uint32_t facility_field;         /**< number of the column; CIR_INDEX_NONE: the scheme has no facilities */
    uint32_t national_share_field;   /**< CIR_INDEX_NONE: nothing asks for it */
    uint32_t joint_plant_field;      /**< CIR_INDEX_NONE: the scheme knows no joint plants */
    struct cir_index missed_parts;   /**< plants of which a part is in no sum */
    size_t asset_capacity;
    size_t reject_capacity;
    struct cir_overridden_row misfit; /**< the first row whose overrides do not fit */
};

/** Note a reject; all that it has is copied. */
enum cir_status cir_register_reject(struct cir_register_reading *reading, struct cir_register_reject reject,
                                    struct cir_error *error);

/** A part of a joint plant that is in no sum. */
struct cir_missed_part {
    struct cir_text joint_plant; /**< "": none, or not known which */
    bool is_plant_unknown;       /**< it may be in any, or in none */
    struct cir_asset_kind kind;  /**< of which it may be any, too */
};

/** Note it: all that is known of the plants that it may be in is what the others have at least. */
enum cir_status cir_register_miss_part(struct cir_register_reading *reading, const struct cir_missed_part *part,
                                       struct cir_error *error);

/** Place of a measure among them; measures->count where it is none. */
size_t cir_asset_measures_find(const struct cir_asset_measures *measures, unsigned measure);

/** Read the file of figures, if there is one. */
enum cir_status cir_figures_read(struct cir_register_reading *reading, struct cir_error *error);

/** Put the figures of the asset in hand into its cells. Where two values contradict each other neither counts: both
 * figures are rejected, and the cell says unknown. What is blank or says unknown contradicts nothing. A cell that is
 * overridden stays. */
enum cir_status cir_figures_put(struct cir_register_reading *reading, size_t line, struct cir_error *error);

/** Make the cells what they were. */
void cir_figures_take_back(struct cir_register_reading *reading);

/** Reject the figures of assets that are not judged. */
enum cir_status cir_figures_end(struct cir_register_reading *reading, struct cir_error *error);

/** The measures that assets of the facility are judged by; NULL: those without one. */
const struct cir_asset_measures *cir_register_measures(const struct cir_register *assets,
                                                       const struct cir_facility *facility);

/** Read all rows of the log that was opened. */
enum cir_status cir_register_read_rows(struct cir_register_reading *reading, struct cir_error *error);

/** The cells of the row in hand that say of what the asset makes its share, in the register's arena.
 * @return NULL when memory is exhausted */
const struct cir_cell *cir_register_place(const struct cir_register_reading *reading);

/** Whether shares of the output of these places add up. */
bool cir_register_is_same_place(const struct cir_cell *a, const struct cir_cell *b);

/** Tell what an outage of the asset does to others, by its facts, and put the measure impact_states among these.
 * @param is_in_one_place false of a joint plant whose parts make shares of different outputs: nothing is told then
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_register_tell_impact(const struct cir_register_reading *reading, struct cir_asset *asset,
                                         bool is_in_one_place, struct cir_error *error);

/** Judge the assets, those of a joint plant by all its parts, and put the levels that are overridden. */
enum cir_status cir_register_judge_assets(struct cir_register_reading *reading, struct cir_error *error);

/** Reject the assets of which another row says something else: which of them is right nobody can tell. Their numbers
 * change. */
enum cir_status cir_register_reject_contradicted(struct cir_register_reading *reading, struct cir_error *error);

#endif
