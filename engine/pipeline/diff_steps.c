/* A step of a diff: a log or a register, judged. */
#include "pipeline/diff_parts.h"
#include "pipeline/register.h"
#include "sink/summary.h"

static const char *input_of(const struct cir_diff_judging *judging)
{
    return cir_diff_is_new(judging->step) ? judging->options->new_input : judging->options->old_input;
}

static struct cir_log_format format_of(const struct cir_diff_judging *judging)
{
    struct cir_log_format format = judging->options->log;
    format.overrides =
        cir_diff_is_new(judging->step) ? judging->options->new_overrides : judging->options->old_overrides;
    return format;
}

/* Overrides are made for the tables of the input: by others they may find another level, or no row. */
static enum cir_status forgive(const struct cir_diff_judging *judging, enum cir_status status)
{
    const bool is_forgiven = !cir_diff_is_real(judging->step) && format_of(judging).overrides != NULL &&
                             (status == CIR_BAD_OVERRIDE || status == CIR_BAD_TABLE);
    return is_forgiven ? CIR_OK : status;
}

static struct cir_diff_side *side_of(const struct cir_diff_judging *judging)
{
    return cir_diff_is_new(judging->step) ? &judging->diff->new_side : &judging->diff->old_side;
}

static void note_rejected(const struct cir_diff_judging *judging, uint64_t rejected)
{
    if (cir_diff_is_real(judging->step))
        side_of(judging)->rejected = rejected;
}

/* Problems come in the order of the rows. */
static bool is_first_problem(const struct cir_diff_judging *judging)
{
    return cir_diff_is_real(judging->step) && side_of(judging)->first.line == 0;
}

/* ---- logs ---- */

static enum cir_status take_scored(void *context, struct cir_text id, uint64_t line, const struct cir_verdict *verdicts,
                                   struct cir_error *error)
{
    const struct cir_diff_judging *judging = context;
    struct cir_diff_subject *subject;
    enum cir_status status = cir_diff_meet(&subject, judging, id, line, error);
    for (size_t i = 0; subject != NULL && i < judging->diff->scheme_count; i++)
        cir_diff_tell(judging, &subject->told[i], verdicts[i].level,
                      cir_verdict_reason(&verdicts[i], cir_classifier_scheme(judging->classifier, i)));
    return status;
}

static void take_problem(void *context, const struct cir_problem *problem)
{
    struct cir_diff_judging *judging = context;
    if (!is_first_problem(judging))
        return;
    struct cir_problem *first = &side_of(judging)->first;
    *first = *problem;
    judging->lost_problem = !cir_problem_keep(first, &judging->diff->arena);
}

enum cir_status cir_diff_judge_log(struct cir_diff_judging *judging, struct cir_error *error)
{
    struct cir_tally tally;
    const struct cir_score_options score = {
        .input = input_of(judging),
        .log = format_of(judging),
        .threads = judging->options->threads,
        .observer = {.context = judging, .problem = take_problem, .scored = take_scored},
    };
    enum cir_status status = forgive(judging, cir_score_log(judging->classifier, &score, &tally, error));
    if (status == CIR_OK && judging->lost_problem)
        status = cir_fail_memory(error);
    note_rejected(judging, tally.rejected);
    cir_tally_free(&tally);
    return status;
}

/* ---- registers ---- */

static int level_of(const struct cir_designation *designation)
{
    return designation->verdict == CIR_BORDERLINE ? CIR_DIFF_BORDERLINE : designation->level;
}

static enum cir_status take_assets(const struct cir_diff_judging *judging, const struct cir_register *assets,
                                   struct cir_error *error)
{
    const struct cir_scheme *scheme = cir_classifier_scheme(judging->classifier, 0);
    enum cir_status status = CIR_OK;
    for (size_t i = 0; i < assets->asset_count && status == CIR_OK; i++) {
        const struct cir_asset *asset = &assets->assets[i];
        const unsigned decided = asset->designation.decided;
        struct cir_diff_subject *subject;
        if (asset->contradicted_line > 0)
            continue; /* it is still here where overrides did not fit */
        status = cir_diff_meet(&subject, judging, asset->id, asset->line, error);
        if (subject != NULL)
            cir_diff_tell(judging, &subject->told[0], level_of(&asset->designation),
                          decided != CIR_INDEX_NONE ? scheme->criteria[decided].name : "");
    }
    return status;
}

/* Rows that contradict each other stand behind the others. */
static const struct cir_register_reject *first_reject(const struct cir_register *assets)
{
    const struct cir_register_reject *first = NULL;
    for (size_t i = 0; i < assets->reject_count; i++) {
        const struct cir_register_reject *reject = &assets->rejects[i];
        if (!reject->is_figure && (first == NULL || reject->line < first->line))
            first = reject;
    }
    return first;
}

enum cir_status cir_diff_judge_register(struct cir_diff_judging *judging, struct cir_error *error)
{
    const struct cir_diff_options *options = judging->options;
    const struct cir_register_input input = {
        .path = input_of(judging),
        .format = format_of(judging),
        .figures = cir_diff_is_new(judging->step) ? options->new_figures : options->old_figures,
    };
    struct cir_register assets;
    enum cir_status status = forgive(judging, cir_register_judge(&assets, judging->classifier, &input, error));
    if (status == CIR_OK)
        status = take_assets(judging, &assets, error);
    const struct cir_register_reject *reject = status == CIR_OK ? first_reject(&assets) : NULL;
    if (reject != NULL)
        take_problem(judging, &reject->problems[0]);
    if (status == CIR_OK && judging->lost_problem)
        status = cir_fail_memory(error);
    note_rejected(judging, assets.row_count - assets.asset_count);
    cir_register_free(&assets);
    return status;
}
