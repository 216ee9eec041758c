#include "run.h"

#include "sink/summary.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <unistd.h>

struct cir_classifier *run_classifier(const char *const *schemes, size_t count)
{
    struct cir_classifier *classifier = NULL;
    struct cir_error error = {0};
    enum cir_status status = cir_classifier_new(&classifier, NULL, schemes, count, &error);
    if (status != CIR_OK)
        printf("%s:%zu:%zu: %s\n", error.file, error.line, error.column, error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    return classifier;
}

static struct cir_buffer take_file(const char *name)
{
    struct cir_buffer text = scratch_read(name);
    if (scratch_has(name))
        CU_ASSERT_EQUAL(unlink(scratch_path(name)), 0);
    return text;
}

const char *run_state(const struct cir_classifier *classifier)
{
    const struct cir_definitions *definitions = cir_classifier_definitions(classifier);
    const struct cir_fields *fields = cir_classifier_fields(classifier);
    for (unsigned i = 0; fields->state_set_count > 0 && i < definitions->country_count; i++)
        if (cir_states_has(&fields->state_sets[0].states, i))
            return definitions->countries[i].alpha2;
    return "unknown";
}

void run_score(struct run *run, const struct cir_classifier *classifier, const struct cir_score_options *options)
{
    struct cir_score_options wanted = *options;
    if (options->output == NULL)
        wanted.output = scratch_path("run.out");
    if (options->rejects == NULL)
        wanted.rejects = scratch_path("run.rejects");
    size_t files = scratch_count();
    *run = (struct run){0};
    run->status = cir_score_log(classifier, &wanted, &run->tally, &run->error);
    CU_ASSERT_EQUAL(run->tally.rows, run->tally.scored + run->tally.rejected);
    if (run->status != CIR_OK)
        CU_ASSERT_EQUAL(scratch_count(), files);
    if (options->output == NULL)
        run->output = take_file("run.out");
    if (options->rejects == NULL)
        run->rejects = take_file("run.rejects");
}

void run_score_text(struct run *run, const struct cir_classifier *classifier, struct cir_text log,
                    const struct cir_score_options *options)
{
    struct cir_score_options wanted = *options;
    scratch_write("run.log", log);
    wanted.input = scratch_path("run.log");
    run_score(run, classifier, &wanted);
    CU_ASSERT_EQUAL(unlink(scratch_path("run.log")), 0);
}

void run_free(struct run *run)
{
    cir_tally_free(&run->tally);
    cir_buffer_free(&run->output);
    cir_buffer_free(&run->rejects);
}
