/** What a log or a run holds, once it is opened: by which schemes it was judged, and which columns it has. */
#ifndef CIR_MODEL_TOLD_SOURCE_H
#define CIR_MODEL_TOLD_SOURCE_H

#include "model/judged.h"
#include "model/told.h"

/** A scheme of the source. */
struct cir_told_scheme {
    const char *name;
    const struct cir_scheme *tables; /**< NULL: no table knows it, then `scale` has the levels that came up */
    struct cir_scale scale;
};

/** Everything is borrowed. */
struct cir_told_source {
    const char *name; /**< as messages name it */
    const struct cir_definitions *definitions;
    const struct cir_field *fields; /**< the canonical ones */
    struct cir_told_scheme *schemes;
    size_t scheme_count;
    const struct cir_text *columns; /**< of a log: names of all its columns; of a run there are none */
    size_t column_count;
    bool has_designations; /**< it is a list of assets */
    bool has_impacts;
};

#endif
