/** The list as it stands, without draws. */
#ifndef CIR_STABILITY_LIST_H
#define CIR_STABILITY_LIST_H

#include "base/error.h"
#include "model/stability.h"

/** Make the list at these weights.
 * @param weights borrowed by the list
 * @param arena gets all of it
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_list_make(struct cir_list *list, const struct cir_stability_question *question,
                              const double *weights, struct cir_arena *arena, struct cir_error *error);

bool cir_list_has(const struct cir_list *list, size_t alternative);

/** The fact at the mean of what may be drawn for it, 0..1. */
double cir_list_value(const struct cir_stability_question *question, size_t alternative, size_t criterion);

#endif
