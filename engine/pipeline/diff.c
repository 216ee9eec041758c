#include "pipeline/diff.h"

#include "pipeline/diff_fields.h"
#include "sink/summary.h"

#include <string.h>

/* A log judged in a step; the steps that would end alike are not judged again, but take the levels of another. */
struct judging {
    struct cir_diff *diff;
    const struct cir_diff_options *options;
    const struct cir_classifier *classifier;
    enum cir_diff_step step;
    bool is_new; /* whose facts */
};

/* ---- subjects ---- */

static void mark_absent(struct cir_diff_told *told)
{
    told->old_reason = told->new_reason = "";
    for (size_t step = 0; step < CIR_DIFF_STEPS; step++)
        told->levels[step] = CIR_DIFF_ABSENT;
}

static struct cir_diff_subject *add_subject(struct cir_diff *diff, struct cir_text id)
{
    diff->subjects = cir_arena_grow(&diff->arena, diff->subjects, diff->subject_count, &diff->subject_capacity,
                                    sizeof *diff->subjects);
    if (diff->subjects == NULL)
        return NULL;
    struct cir_diff_subject *subject = &diff->subjects[diff->subject_count];
    *subject = (struct cir_diff_subject){
        .id = cir_arena_copy(&diff->arena, id),
        .told = cir_arena_take(&diff->arena, diff->scheme_count, sizeof *subject->told),
        .fields = "",
    };
    if (subject->id == NULL || subject->told == NULL ||
        !cir_index_insert(&diff->ids, &diff->arena, cir_text_of(subject->id), (uint32_t)diff->subject_count, NULL))
        return NULL;
    for (size_t i = 0; i < diff->scheme_count; i++)
        mark_absent(&subject->told[i]);
    diff->subject_count++;
    return subject;
}

static struct cir_diff_subject *find_or_add(struct cir_diff *diff, struct cir_text id)
{
    uint32_t number = cir_index_find(&diff->ids, id);
    return number != CIR_INDEX_NONE ? &diff->subjects[number] : add_subject(diff, id);
}

static void note(const struct judging *judging, struct cir_diff_told *told, const struct cir_verdict *verdict,
                 size_t scheme)
{
    const char *reason = cir_verdict_reason(verdict, cir_classifier_scheme(judging->classifier, scheme));
    told->levels[judging->step] = verdict->level;
    if (judging->step == CIR_DIFF_OLD)
        told->old_reason = reason;
    if (judging->step == CIR_DIFF_NEW)
        told->new_reason = reason;
}

static enum cir_status take_scored(void *context, struct cir_text id, uint64_t line, const struct cir_verdict *verdicts,
                                   struct cir_error *error)
{
    const struct judging *judging = context;
    struct cir_diff_subject *subject = find_or_add(judging->diff, id);
    if (subject == NULL)
        return cir_fail_memory(error);
    if (judging->is_new)
        subject->new_line = line;
    else
        subject->old_line = line;
    for (size_t i = 0; i < judging->diff->scheme_count; i++)
        note(judging, &subject->told[i], &verdicts[i], i);
    return CIR_OK;
}

/* ---- steps ---- */

static enum cir_status judge(struct judging *judging, enum cir_diff_step step, bool is_new,
                             const struct cir_classifier *classifier, struct cir_error *error)
{
    const struct cir_diff_options *options = judging->options;
    struct cir_tally tally;
    judging->step = step;
    judging->is_new = is_new;
    judging->classifier = classifier;
    const struct cir_score_options score = {
        .input = is_new ? options->new_input : options->old_input,
        .log = options->log,
        .threads = options->threads,
        .observer = {.context = judging, .scored = take_scored},
    };
    enum cir_status status = cir_score_log(classifier, &score, &tally, error);
    *(is_new ? &judging->diff->new_rejected : &judging->diff->old_rejected) = tally.rejected;
    cir_tally_free(&tally);
    return status;
}

static enum cir_status open_classifier(struct cir_classifier **classifier, const struct cir_diff_options *options,
                                       const char *definitions, struct cir_error *error)
{
    enum cir_status status =
        cir_classifier_new(classifier, definitions, options->schemes, options->scheme_count, error);
    if (status == CIR_OK)
        cir_classifier_use_scopes(*classifier, options->scope_use);
    return status;
}

/* The old facts by tables of which one half is new. */
static enum cir_status judge_mixed(struct judging *judging, enum cir_diff_step step, const char *definitions,
                                   const struct cir_classifier *weights, struct cir_error *error)
{
    struct cir_classifier *classifier = NULL;
    enum cir_status status = open_classifier(&classifier, judging->options, definitions, error);
    if (status != CIR_OK)
        return status;
    cir_classifier_take_weights(classifier, weights);
    status = judge(judging, step, false, classifier, error);
    cir_classifier_free(classifier);
    return status;
}

static enum cir_status judge_steps(struct judging *judging, struct cir_error *error)
{
    const struct cir_diff *diff = judging->diff;
    const struct cir_diff_options *options = judging->options;
    enum cir_status status = judge(judging, CIR_DIFF_OLD, false, diff->old_classifier, error);
    if (status == CIR_OK)
        status = judge(judging, CIR_DIFF_NEW, true, diff->new_classifier, error);
    if (status == CIR_OK && !diff->same_definitions)
        status = judge(judging, CIR_DIFF_FACTS, true, diff->old_classifier, error);
    if (status == CIR_OK && !diff->same_definitions)
        status = judge_mixed(judging, CIR_DIFF_METHOD, options->new_definitions, diff->old_classifier, error);
    if (status == CIR_OK && !diff->same_definitions)
        status = judge_mixed(judging, CIR_DIFF_WEIGHTS, options->old_definitions, diff->new_classifier, error);
    return status;
}

/* By the same tables the facts are all that is new. */
static void fill_steps(struct cir_diff *diff)
{
    for (size_t i = 0; i < diff->subject_count; i++)
        for (size_t k = 0; k < diff->scheme_count; k++) {
            int *levels = diff->subjects[i].told[k].levels;
            levels[CIR_DIFF_FACTS] = levels[CIR_DIFF_NEW];
            levels[CIR_DIFF_METHOD] = levels[CIR_DIFF_WEIGHTS] = levels[CIR_DIFF_OLD];
        }
}

static bool are_same(const struct cir_classifier *a, const struct cir_classifier *b)
{
    return strcmp(cir_classifier_definitions(a)->sha256, cir_classifier_definitions(b)->sha256) == 0;
}

static bool is_one_folder(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static enum cir_status open_classifiers(struct cir_diff *diff, const struct cir_diff_options *options,
                                        struct cir_error *error)
{
    const bool is_one = is_one_folder(options->old_definitions, options->new_definitions);
    enum cir_status status = open_classifier(&diff->old_classifier, options, options->old_definitions, error);
    if (is_one)
        diff->new_classifier = diff->old_classifier;
    else if (status == CIR_OK)
        status = open_classifier(&diff->new_classifier, options, options->new_definitions, error);
    if (status == CIR_OK)
        diff->same_definitions = are_same(diff->old_classifier, diff->new_classifier);
    return status;
}

enum cir_status cir_diff_logs(struct cir_diff *diff, const struct cir_diff_options *options, struct cir_error *error)
{
    *diff = (struct cir_diff){.scheme_count = options->scheme_count};
    struct judging judging = {.diff = diff, .options = options};
    enum cir_status status = open_classifiers(diff, options, error);
    if (status == CIR_OK)
        status = judge_steps(&judging, error);
    if (status == CIR_OK && diff->same_definitions)
        fill_steps(diff);
    return status == CIR_OK ? cir_diff_find_fields(diff, options, error) : status;
}

void cir_diff_free(struct cir_diff *diff)
{
    if (diff->new_classifier != diff->old_classifier)
        cir_classifier_free(diff->new_classifier);
    cir_classifier_free(diff->old_classifier);
    cir_arena_free(&diff->arena);
    *diff = (struct cir_diff){.scheme_count = 0};
}

/* ---- what a subject did ---- */

enum cir_diff_change cir_diff_change_of(const struct cir_diff_told *told)
{
    const int before = told->levels[CIR_DIFF_OLD];
    const int after = told->levels[CIR_DIFF_NEW];
    if (before == after)
        return CIR_DIFF_SAME;
    if (before == CIR_DIFF_ABSENT)
        return CIR_DIFF_ENTERED;
    if (after == CIR_DIFF_ABSENT)
        return CIR_DIFF_LEFT;
    if (!cir_level_is_told(before) || !cir_level_is_told(after))
        return CIR_DIFF_OTHER;
    return after > before ? CIR_DIFF_RAISED : CIR_DIFF_LOWERED;
}

static bool is_in_both(const struct cir_diff_told *told)
{
    return told->levels[CIR_DIFF_OLD] != CIR_DIFF_ABSENT && told->levels[CIR_DIFF_NEW] != CIR_DIFF_ABSENT;
}

bool cir_diff_moves(const struct cir_diff_told *told, enum cir_diff_step step)
{
    return is_in_both(told) && told->levels[step] != told->levels[CIR_DIFF_OLD];
}

bool cir_diff_moved_together(const struct cir_diff_told *told)
{
    bool alone = false;
    for (enum cir_diff_step step = CIR_DIFF_FACTS; step <= CIR_DIFF_WEIGHTS; step++)
        alone = alone || cir_diff_moves(told, step);
    return !alone && cir_diff_moves(told, CIR_DIFF_NEW);
}

const char *cir_diff_change_name(enum cir_diff_change change)
{
    static const char *const names[CIR_DIFF_CHANGES] = {
        [CIR_DIFF_SAME] = "same",   [CIR_DIFF_RAISED] = "raised",   [CIR_DIFF_LOWERED] = "lowered",
        [CIR_DIFF_OTHER] = "other", [CIR_DIFF_ENTERED] = "entered", [CIR_DIFF_LEFT] = "left"};
    return names[change];
}

const char *cir_diff_step_name(enum cir_diff_step step)
{
    static const char *const names[CIR_DIFF_STEPS] = {[CIR_DIFF_OLD] = "old",
                                                      [CIR_DIFF_FACTS] = "facts",
                                                      [CIR_DIFF_METHOD] = "method",
                                                      [CIR_DIFF_WEIGHTS] = "weights",
                                                      [CIR_DIFF_NEW] = "new"};
    return names[step];
}
