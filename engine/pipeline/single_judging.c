#include "pipeline/single_judging.h"

#include "model/measured.h"
#include "pipeline/classifier_parts.h"
#include "pipeline/probabilities.h"
#include "scoring/scoring.h"

#include <stdlib.h>

struct cir_single_judging {
    const struct cir_classifier *classifier; /* borrowed */
    size_t scheme_count;
    struct cir_measured_single single;
    struct cir_measured measured; /* of it */
    struct cir_scoring *scorings; /* owned, as all that follows; one a scheme */
    struct cir_verdict *verdicts;
    struct cir_probabilities *probabilities; /* NULL where they are not wanted, as the two below */
    struct cir_probability_setup *setup;
    struct cir_probability_work *work;
};

/* Any cell may change from subject to subject. */
static enum cir_status make_probabilities(struct cir_single_judging *judging, struct cir_error *error)
{
    bool changes[CIR_FIELDS_MAX];
    for (size_t i = 0; i < CIR_FIELDS_MAX; i++)
        changes[i] = true;
    judging->probabilities = calloc(judging->scheme_count + 1, sizeof *judging->probabilities);
    if (judging->probabilities == NULL)
        return cir_fail_memory(error);
    enum cir_status status = cir_probability_setup_new(&judging->setup, judging->classifier,
                                                       cir_classifier_measures(judging->classifier), changes, error);
    return status == CIR_OK ? cir_probability_work_new(&judging->work, judging->setup, &judging->measured, error)
                            : status;
}

static enum cir_status make(struct cir_single_judging *judging, bool wants_probabilities, struct cir_error *error)
{
    size_t room = judging->scheme_count + 1;
    judging->measured = cir_measured_of_single(&judging->single);
    judging->scorings = aligned_alloc(CIR_WIDE_ALIGN, room * sizeof *judging->scorings);
    judging->verdicts = calloc(room, sizeof *judging->verdicts);
    if (judging->scorings == NULL || judging->verdicts == NULL)
        return cir_fail_memory(error);
    for (size_t i = 0; i < judging->scheme_count; i++)
        cir_scoring_start(&judging->scorings[i], cir_classifier_scheme(judging->classifier, i), &judging->measured,
                          NULL);
    return wants_probabilities ? make_probabilities(judging, error) : CIR_OK;
}

enum cir_status cir_single_judging_new(struct cir_single_judging **judging, const struct cir_classifier *classifier,
                                       bool wants_probabilities, struct cir_error *error)
{
    *judging = NULL;
    struct cir_single_judging *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->classifier = classifier;
    made->scheme_count = cir_classifier_scheme_count(classifier);
    enum cir_status status = make(made, wants_probabilities, error);
    if (status == CIR_OK)
        *judging = made;
    else
        cir_single_judging_free(made);
    return status;
}

void cir_single_judging_free(struct cir_single_judging *judging)
{
    if (judging == NULL)
        return;
    cir_probability_work_free(judging->work);
    cir_probability_setup_free(judging->setup);
    free(judging->probabilities);
    free(judging->verdicts);
    free(judging->scorings);
    free(judging);
}

void cir_single_judge(struct cir_single_judging *judging, const struct cir_cell *cells, struct cir_text id)
{
    static const unsigned first[] = {0};
    cir_measures_compute(cir_classifier_measures(judging->classifier), cells, &judging->measured);
    for (size_t i = 0; i < judging->scheme_count; i++)
        cir_scoring_judge(&judging->scorings[i], &judging->measured, &judging->verdicts[i], 1);
    if (judging->work == NULL)
        return;
    const struct cir_judged_batch batch = {
        .cells = cells,
        .stride = 1,
        .ids = &id,
        .subjects = first,
        .subject_count = 1,
        .measured = &judging->measured,
        .scorings = judging->scorings,
        .verdicts = judging->verdicts,
    };
    cir_probability_work_out(judging->work, &batch, judging->probabilities);
}

const struct cir_verdict *cir_single_verdicts(const struct cir_single_judging *judging)
{
    return judging->verdicts;
}

const struct cir_probabilities *cir_single_probabilities(const struct cir_single_judging *judging)
{
    return judging->probabilities;
}
