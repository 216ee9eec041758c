/** From the cells of a log to what tables are made of. */
#ifndef CIR_PIPELINE_TELLING_H
#define CIR_PIPELINE_TELLING_H

#include "intake/incidents.h"
#include "measures/measures.h"
#include "model/told.h"

/** One thread's memory. */
struct cir_telling {
    struct cir_measure_plan plan;
    struct cir_measured measured; /**< owned */
};

/** Definitions and fields are borrowed. @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_telling_init(struct cir_telling *telling, const struct cir_definitions *definitions,
                                 const struct cir_fields *fields, struct cir_error *error);

void cir_telling_free(struct cir_telling *telling);

/** Measure a batch that was read. */
void cir_telling_measure(struct cir_telling *telling, const struct cir_incidents *incidents, size_t count);

/** The facts of row i of it; its texts stay empty. */
void cir_telling_tell(struct cir_told_facts *facts, const struct cir_telling *telling,
                      const struct cir_incidents *incidents, size_t i);

#endif
