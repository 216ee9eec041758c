#include "pipeline/diff.h"

#include "pipeline/classifier_parts.h"
#include "pipeline/diff_parts.h"

#include <string.h>

/* ---- subjects ---- */

static void mark_absent(struct cir_diff_told *told)
{
    told->old_reason = told->new_reason = "";
    told->old_recorded = told->new_recorded = CIR_DIFF_UNRECORDED;
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

static enum cir_status meet_real(struct cir_diff_subject **subject, const struct cir_diff_judging *judging,
                                 struct cir_text id, uint64_t line, struct cir_error *error)
{
    if (*subject == NULL)
        *subject = add_subject(judging->diff, id);
    if (*subject == NULL)
        return cir_fail_memory(error);
    *(cir_diff_is_new(judging->step) ? &(*subject)->new_line : &(*subject)->old_line) = line;
    return CIR_OK;
}

enum cir_status cir_diff_meet(struct cir_diff_subject **subject, const struct cir_diff_judging *judging,
                              struct cir_text id, uint64_t line, struct cir_error *error)
{
    uint32_t number = cir_index_find(&judging->diff->ids, id);
    *subject = number != CIR_INDEX_NONE ? &judging->diff->subjects[number] : NULL;
    if (cir_diff_is_real(judging->step))
        return meet_real(subject, judging, id, line, error);
    if (*subject == NULL)
        return CIR_OK;
    const uint64_t judged = cir_diff_is_new(judging->step) ? (*subject)->new_line : (*subject)->old_line;
    if (judged != 0 && judged != line)
        *subject = NULL;
    return CIR_OK;
}

void cir_diff_tell(const struct cir_diff_judging *judging, struct cir_diff_told *told, int level, const char *reason)
{
    told->levels[judging->step] = level;
    if (judging->step == CIR_DIFF_OLD)
        told->old_reason = reason;
    if (judging->step == CIR_DIFF_NEW)
        told->new_reason = reason;
}

/* ---- steps ---- */

bool cir_diff_is_new(enum cir_diff_step step)
{
    return step == CIR_DIFF_FACTS || step == CIR_DIFF_NEW;
}

bool cir_diff_is_real(enum cir_diff_step step)
{
    return step == CIR_DIFF_OLD || step == CIR_DIFF_NEW;
}

static enum cir_status judge(struct cir_diff_judging *judging, enum cir_diff_step step,
                             const struct cir_classifier *classifier, struct cir_error *error)
{
    judging->step = step;
    judging->classifier = classifier;
    return judging->diff->is_list ? cir_diff_judge_register(judging, error) : cir_diff_judge_log(judging, error);
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
static enum cir_status judge_mixed(struct cir_diff_judging *judging, enum cir_diff_step step, const char *definitions,
                                   const struct cir_classifier *weights, struct cir_error *error)
{
    struct cir_classifier *classifier = NULL;
    enum cir_status status = open_classifier(&classifier, judging->options, definitions, error);
    if (status != CIR_OK)
        return status;
    cir_classifier_take_weights(classifier, weights);
    status = judge(judging, step, classifier, error);
    cir_classifier_free(classifier);
    return status;
}

static enum cir_status judge_steps(struct cir_diff_judging *judging, struct cir_error *error)
{
    const struct cir_diff *diff = judging->diff;
    const struct cir_diff_options *options = judging->options;
    enum cir_status status = judge(judging, CIR_DIFF_OLD, diff->old_classifier, error);
    if (status == CIR_OK)
        status = judge(judging, CIR_DIFF_NEW, diff->new_classifier, error);
    if (status == CIR_OK && !diff->same_definitions)
        status = judge(judging, CIR_DIFF_FACTS, diff->old_classifier, error);
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

/* Asked of the first alone: two schemes of assets may bring fields that do not fit beside each other. */
static enum cir_status check_schemes(const struct cir_diff_options *options, struct cir_error *error)
{
    struct cir_classifier *classifier = NULL;
    if (options->scheme_count < 2)
        return CIR_OK;
    enum cir_status status = cir_classifier_new(&classifier, options->old_definitions, options->schemes, 1, error);
    if (status == CIR_OK && cir_classifier_scheme(classifier, 0)->subject_is_asset)
        status = cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "a register is judged by one scheme at a time");
    cir_classifier_free(classifier);
    return status;
}

static bool is_one_folder(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static enum cir_status open_classifiers(struct cir_diff *diff, const struct cir_diff_options *options,
                                        struct cir_error *error)
{
    const bool is_one = is_one_folder(options->old_definitions, options->new_definitions);
    enum cir_status status = check_schemes(options, error);
    if (status == CIR_OK)
        status = open_classifier(&diff->old_classifier, options, options->old_definitions, error);
    if (is_one)
        diff->new_classifier = diff->old_classifier;
    else if (status == CIR_OK)
        status = open_classifier(&diff->new_classifier, options, options->new_definitions, error);
    if (status != CIR_OK)
        return status;
    diff->same_definitions = are_same(diff->old_classifier, diff->new_classifier);
    diff->is_list = diff->scheme_count > 0 && cir_classifier_scheme(diff->old_classifier, 0)->subject_is_asset;
    return CIR_OK;
}

enum cir_status cir_diff_make(struct cir_diff *diff, const struct cir_diff_options *options, struct cir_error *error)
{
    *diff = (struct cir_diff){.scheme_count = options->scheme_count};
    struct cir_diff_judging judging = {.diff = diff, .options = options};
    enum cir_status status = open_classifiers(diff, options, error);
    if (status == CIR_OK)
        status = judge_steps(&judging, error);
    if (status == CIR_OK && diff->same_definitions)
        fill_steps(diff);
    return status == CIR_OK ? cir_diff_read_again(diff, options, error) : status;
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

/* Whether this level puts an asset on the list. */
static bool is_listed(const struct cir_classifier *classifier, int level)
{
    return level > cir_classifier_scheme(classifier, 0)->bands[0].level;
}

static enum cir_diff_change list_change(const struct cir_diff *diff, int before, int after)
{
    bool was = is_listed(diff->old_classifier, before);
    bool is = is_listed(diff->new_classifier, after);
    if (was && is)
        return after > before ? CIR_DIFF_RAISED : CIR_DIFF_LOWERED;
    if (was || is)
        return is ? CIR_DIFF_ENTERED : CIR_DIFF_LEFT;
    return CIR_DIFF_OTHER;
}

static enum cir_diff_change log_change(int before, int after)
{
    if (before == CIR_DIFF_ABSENT)
        return CIR_DIFF_ENTERED;
    if (after == CIR_DIFF_ABSENT)
        return CIR_DIFF_LEFT;
    if (!cir_level_is_told(before) || !cir_level_is_told(after))
        return CIR_DIFF_OTHER;
    return after > before ? CIR_DIFF_RAISED : CIR_DIFF_LOWERED;
}

enum cir_diff_change cir_diff_change_of(const struct cir_diff *diff, const struct cir_diff_told *told)
{
    const int before = told->levels[CIR_DIFF_OLD];
    const int after = told->levels[CIR_DIFF_NEW];
    if (before == after)
        return CIR_DIFF_SAME;
    return diff->is_list ? list_change(diff, before, after) : log_change(before, after);
}

static bool is_in_both(const struct cir_diff_told *told)
{
    return told->levels[CIR_DIFF_OLD] != CIR_DIFF_ABSENT && told->levels[CIR_DIFF_NEW] != CIR_DIFF_ABSENT;
}

/* Tables that are not those of the input may refuse what these take: then the step tells nothing. */
static bool is_refused(const struct cir_diff_told *told, enum cir_diff_step step)
{
    const enum cir_diff_step real = cir_diff_is_new(step) ? CIR_DIFF_NEW : CIR_DIFF_OLD;
    return told->levels[step] == CIR_DIFF_ABSENT && told->levels[real] != CIR_DIFF_ABSENT;
}

bool cir_diff_moves(const struct cir_diff *diff, const struct cir_diff_told *told, enum cir_diff_step step)
{
    return (diff->is_list || is_in_both(told)) && !is_refused(told, step) &&
           told->levels[step] != told->levels[CIR_DIFF_OLD];
}

bool cir_diff_moved_together(const struct cir_diff *diff, const struct cir_diff_told *told)
{
    bool alone = false;
    for (enum cir_diff_step step = CIR_DIFF_FACTS; step <= CIR_DIFF_WEIGHTS; step++)
        alone = alone || cir_diff_moves(diff, told, step);
    return !alone && cir_diff_moves(diff, told, CIR_DIFF_NEW);
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
