/** Overrides of a row in its results, both values of each. */
#ifndef CIR_SINK_OVERRIDE_TEXT_H
#define CIR_SINK_OVERRIDE_TEXT_H

#include "base/buffer.h"
#include "model/override.h"

/** Name of the column, and of the member in JSON, that holds them. */
#define CIR_OVERRIDES_COLUMN "overrides"

/** Append "people_affected: 1200 -> 12000; gge_level: 2 -> 3"; a value that is blank is left out. */
void cir_override_add_text(struct cir_buffer *buffer, const struct cir_override_list *overrides);

/** Append a JSON array of objects, with the columns of the file as members. */
void cir_override_add_json(struct cir_buffer *buffer, const struct cir_override_list *overrides);

#endif
