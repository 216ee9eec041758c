/** Overrides where stages meet: levels that are overridden, and what is said of overrides that do not fit the log. */
#ifndef CIR_PIPELINE_OVERRIDING_H
#define CIR_PIPELINE_OVERRIDING_H

#include "base/error.h"
#include "intake/overrides.h"
#include "model/problem.h"
#include "model/verdict.h"

/** A row that overrides name. */
struct cir_overridden_row {
    struct cir_override_list overrides;
    size_t line; /**< physical line, from 1 */
    bool is_rejected;
    enum cir_problem_code problem; /**< the first, where it is rejected */
    struct cir_override_misfit misfit;
};

/** Put the levels that are overridden in the place of those of the verdicts; level_low, level_high and the scores stay
 * as they were computed.
 *
 * @param verdicts one a scheme, in the order of the schemes
 * @param misfit one that was found before stays; the text found is the label of the level */
void cir_override_levels(struct cir_verdict *verdicts, struct cir_override_misfit *misfit,
                         const struct cir_override_list *overrides, const struct cir_scheme *const *schemes);

/** Refuse the misfit of a row of `log`: CIR_BAD_OVERRIDE with the place of the old value and what stands there. */
enum cir_status cir_override_refuse_misfit(const struct cir_overrides *overrides, const struct cir_overridden_row *row,
                                           const char *log, struct cir_error *error);

/** Refuse overrides of which nothing came.
 * @param row that was rejected; NULL: no row has the id */
enum cir_status cir_override_refuse_unused(const struct cir_overrides *overrides,
                                           const struct cir_override_list *unused, const struct cir_overridden_row *row,
                                           const char *log, struct cir_error *error);

#endif
