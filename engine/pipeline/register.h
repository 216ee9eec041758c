/** A register of assets, judged by a scheme of subject asset.
 *
 * A register is a log whose rows are assets: the same reader, cell grammar, mapping and overrides, the columns of a log
 * (`date` is the time that the figures are of), `facility`, and `joint_plant` where plants belong together. It is held
 * in memory, since a joint plant is told only by all its parts: about 40 bytes for each fact that the scheme asks for. */
#ifndef CIR_PIPELINE_REGISTER_H
#define CIR_PIPELINE_REGISTER_H

#include "base/error.h"
#include "model/designation.h"
#include "model/problem.h"
#include "pipeline/classifier.h"
#include "pipeline/score_log.h"

struct cir_asset {
    struct cir_text id;
    struct cir_text title;
    struct cir_text operator_name;
    struct cir_text country; /**< as it stands in the register */
    struct cir_text service;
    struct cir_text joint_plant;         /**< "": none */
    const struct cir_facility *facility; /**< NULL: not known */
    double last_h;                       /**< last hour of its date, from 1970; NAN where it is not known */
    size_t line;                         /**< physical line, from 1 */
    struct cir_quantity *facts;          /**< by field number, of its own row */
    size_t parts;                        /**< rows of its joint plant, it included; 1 where it is in none */
    struct cir_designation designation;  /**< of the joint plant, where it is in one */
};

struct cir_register_reject {
    size_t line;
    size_t column;
    enum cir_problem_code problem;
    const char *message; /**< what was found, what was expected */
};

struct cir_register {
    struct cir_arena arena;
    struct cir_asset *assets; /**< in the order of the register */
    size_t asset_count;
    struct cir_register_reject *rejects; /**< one a rejected row: its first problem */
    size_t reject_count;
    size_t row_count; /**< assets and rejects */
};

/** Read and judge a register by the one scheme of the classifier.
 *
 * @param input path, "-" for standard input
 * @return CIR_OK, whatever the rows are; CIR_BAD_USE where the classifier has not one scheme of subject asset; as
 *         cir_score_log. *assets is to be freed also after a failure */
enum cir_status cir_register_judge(struct cir_register *assets, const struct cir_classifier *classifier,
                                   const char *input, const struct cir_log_format *format, struct cir_error *error);

void cir_register_free(struct cir_register *assets);

/** Day from which the facts of an asset count by the scheme, in hours from 1970; NAN where nothing says so. */
double cir_asset_effect_h(const struct cir_scheme *scheme, const struct cir_asset *asset);

#endif
