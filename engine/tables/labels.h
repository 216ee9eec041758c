/** What stands at the head of a row or a column: the codes of a dimension in words. */
#ifndef CIR_TABLES_LABELS_H
#define CIR_TABLES_LABELS_H

#include "cube/dimension.h"
#include "model/shown_table.h"
#include "tongue/tongue.h"

/** What labels are made with. Everything is borrowed. */
struct cir_labelling {
    const struct cir_tongue *tongue;
    const struct cir_told_source *source;
    struct cir_arena *arena; /**< gets the texts */
};

/** Text of a buffer, kept in an arena; empties the buffer.
 * @return false when memory is or was exhausted */
bool cir_label_keep(struct cir_text *text, struct cir_buffer *buffer, struct cir_arena *arena);

/** Label of a code as a cell; CIR_CODE_ALL is "total".
 * @return CIR_OK; CIR_BAD_TABLE where a scheme has no label in the language; CIR_NO_MEMORY */
enum cir_status cir_label_code(struct cir_shown_cell *cell, const struct cir_labelling *labelling,
                               const struct cir_dimension *dimension, uint32_t code, struct cir_error *error);

/** Its name for programs: "energy", "DE", "2021-Q3", "3", "unknown". */
enum cir_status cir_label_id(struct cir_text *id, const struct cir_labelling *labelling,
                             const struct cir_dimension *dimension, uint32_t code, struct cir_error *error);

/** Name of a dimension in words: "sector", "level by gge". */
enum cir_status cir_label_dimension(struct cir_text *text, const struct cir_labelling *labelling,
                                    const struct cir_dimension *dimension, struct cir_error *error);

/** Its name for programs: "sector", "gge_level". */
enum cir_status cir_label_dimension_id(struct cir_text *id, const struct cir_labelling *labelling,
                                       const struct cir_dimension *dimension, struct cir_error *error);

/** "TLP:AMBER" of 1 + the option of the field; of 0, not marked, "TLP:CLEAR". */
const char *cir_tlp_label(unsigned tlp);

/** What a list proposes, in words where it is one of ours. */
enum cir_status cir_label_proposal(struct cir_shown_cell *cell, const struct cir_labelling *labelling,
                                   struct cir_text proposal);

/** Label of a level of a scheme: "3 significant". */
enum cir_status cir_label_level(struct cir_text *text, const struct cir_labelling *labelling, unsigned scheme,
                                int level, struct cir_error *error);

/** The label of an axis, or of anything that a scheme names, in its own labels; the name itself where it has none. */
struct cir_text cir_label_of_scheme(const struct cir_labelling *labelling, unsigned scheme, const char *name);

#endif
