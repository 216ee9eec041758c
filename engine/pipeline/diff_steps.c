/* A step of a diff: a log or a register, judged. */
#include "pipeline/diff_parts.h"
#include "pipeline/register.h"
#include "sink/summary.h"

static const char *input_of(const struct cir_diff_judging *judging)
{
    return cir_diff_is_new(judging->step) ? judging->options->new_input : judging->options->old_input;
}

static void note_rejected(const struct cir_diff_judging *judging, uint64_t rejected)
{
    if (cir_diff_is_real(judging->step))
        *(cir_diff_is_new(judging->step) ? &judging->diff->new_rejected : &judging->diff->old_rejected) = rejected;
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

enum cir_status cir_diff_judge_log(struct cir_diff_judging *judging, struct cir_error *error)
{
    struct cir_tally tally;
    const struct cir_score_options score = {
        .input = input_of(judging),
        .log = judging->options->log,
        .threads = judging->options->threads,
        .observer = {.context = judging, .scored = take_scored},
    };
    enum cir_status status = cir_score_log(judging->classifier, &score, &tally, error);
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
        status = cir_diff_meet(&subject, judging, asset->id, asset->line, error);
        if (subject != NULL)
            cir_diff_tell(judging, &subject->told[0], level_of(&asset->designation),
                          decided != CIR_INDEX_NONE ? scheme->criteria[decided].name : "");
    }
    return status;
}

enum cir_status cir_diff_judge_register(struct cir_diff_judging *judging, struct cir_error *error)
{
    const struct cir_diff_options *options = judging->options;
    const struct cir_register_input input = {
        .path = input_of(judging),
        .format = options->log,
        .figures = cir_diff_is_new(judging->step) ? options->new_figures : options->old_figures,
    };
    struct cir_register assets;
    enum cir_status status = cir_register_judge(&assets, judging->classifier, &input, error);
    if (status == CIR_OK)
        status = take_assets(judging, &assets, error);
    note_rejected(judging, assets.row_count - assets.asset_count);
    cir_register_free(&assets);
    return status;
}
