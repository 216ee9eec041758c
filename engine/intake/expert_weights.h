/** How much each expert of a panel counts, where they do not count alike. */
#ifndef CIR_INTAKE_EXPERT_WEIGHTS_H
#define CIR_INTAKE_EXPERT_WEIGHTS_H

#include "model/panel.h"

/** Read a CSV file with the columns expert and weight; others are passed over. Every expert of the panel has a row: who
 * is forgotten would count for nothing, or for as much as anybody.
 *
 * @param weights gets one an expert, by number, > 0; lies in `arena`
 * @return CIR_OK; CIR_BAD_TABLE, with its place, for an expert who is unknown, repeated or missing, and for a weight that is
 *         no number above 0; CIR_BAD_LOG for what is no CSV file; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_expert_weights_read(const double **weights, const struct cir_judgements *judgements,
                                        const char *path, struct cir_arena *arena, struct cir_error *error);

#endif
