/** The least change of one thing that moves an alternative onto the list or off it, in closed form: additive scores are
 * linear in each weight and in each fact. */
#ifndef CIR_STABILITY_FLIP_H
#define CIR_STABILITY_FLIP_H

#include "base/error.h"
#include "model/stability.h"

/** The least change of one weight. The others keep their ratios and share what is left, so that with weight j at t
 *
 *     s_i(t) = t * v_ij + (1 - t) * r_ij        r_ij = sum(w_k * v_ik, k != j) / (1 - w_j)
 *
 * and alternatives change places where their lines cross; what is sought is the crossing nearest to w_j, within 0..1, beyond
 * which another number of them is above than the list has room for. Of two criteria with the same change it is the first.
 * A change of 0 says that the alternative is level with another, and on its side by its name alone.
 *
 * @param list at the weights from which they change; where one is 1 the others have no ratios, and it stays
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_flip_weight(struct cir_flip *flip, const struct cir_stability_question *question,
                                const struct cir_list *list, size_t alternative, struct cir_error *error);

/** The least change of one fact of the alternative, on its scale, that makes its score that of the other side:
 *
 *     v_ij + (s - s_i) / w_j
 *
 * with s the score of the first that is not on the list, or of the last that is, or the line. It lies within 0..1 or is none.
 * The greatest weight needs the least change; of two alike it is the first. */
struct cir_flip cir_flip_fact(const struct cir_stability_question *question, const struct cir_list *list,
                              size_t alternative);

#endif
