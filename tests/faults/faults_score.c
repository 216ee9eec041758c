#include "suite.h"
#include "temporary.h"

#include "base/buffer.h"
#include "base/file.h"
#include "cirisk.h"
#include "faults.h"
#include "sink/summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROWS = 2500 };

/* A folder with a log of a few blocks and what is made of it. */
struct run {
    char folder[CIR_TEMPORARY_SIZE];
    char input[CIR_TEMPORARY_SIZE + 16];
    char output[CIR_TEMPORARY_SIZE + 16];
    char rejects[CIR_TEMPORARY_SIZE + 16];
    char overrides[CIR_TEMPORARY_SIZE + 16];
    char campaigns[CIR_TEMPORARY_SIZE + 16];
    struct cir_period within; /* zero: campaigns are not cut by time */
    const struct cir_classifier *classifier;
    struct cir_buffer expected_output; /* of the run without a fault */
    struct cir_buffer expected_rejects;
    struct cir_buffer expected_campaigns;
};

static void write_log(const struct run *run)
{
    FILE *file = fopen(run->input, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("id,date,country,sector,people_affected,title,campaign,operator\n", file);
    for (int i = 0; i < ROWS; i++)
        fprintf(file,
                i % 100 == 99 ? "INC-%06d,no date,DE,energy,\"1\n2\",x,C-%d,O-%d\n"
                              : "INC-%06d,2015-12-23,UA,energy,100000..225000,\"a \"\"long\"\" title\",C-%d,O-%d\n",
                i, i % 7, i % 61);
    fputs("INC-000001,2015-12-23,UA,energy,1..7,,,\n", file); /* a repeat */
    fclose(file);
}

/* Of a cell that has its row rejected, of a column that is not there, of a level. */
static const char overrides[] = "id,field,old,new,reason,who,when\n"
                                "INC-000099,date,no date,2015-12-23,call,R. Weber,2026-01-31\n"
                                "INC-000099,people_affected,\"1\n2\",12,call,R. Weber,2026-01-31\n"
                                "INC-002499,people_affected,\"1\n2\",12,call,R. Weber,2026-01-31\n"
                                "INC-002499,date,no date,2015-12-23,call,R. Weber,2026-01-31\n"
                                "INC-000007,deaths,,3,call,R. Weber,2026-01-31\n"
                                "INC-000007,gge_level,4,3,call,R. Weber,2026-01-31\n";

/* Whole, or not there; nothing under another name. */
static void expect_file(const char *path, struct cir_buffer *expected, bool is_due)
{
    char part[CIR_TEMPORARY_SIZE + 32];
    snprintf(part, sizeof part, "%s.part", path);
    CU_ASSERT_NOT_EQUAL(access(part, F_OK), 0);
    if (access(path, F_OK) != 0) {
        CU_ASSERT_FALSE(is_due);
        return;
    }
    struct cir_buffer found = {0};
    CU_ASSERT_EQUAL(cir_file_read(&found, path, NULL), CIR_OK);
    if (expected->size == 0)
        cir_buffer_add(expected, cir_buffer_text(&found));
    if (!cir_text_equal(cir_buffer_text(&found), cir_buffer_text(expected)))
        CU_FAIL("a file is half-written");
    cir_buffer_free(&found);
    unlink(path);
}

static enum cir_status score(void *context, struct cir_error *error)
{
    struct run *run = context;
    struct cir_score_seals seals;
    const struct cir_score_options options = {
        .input = run->input,
        .output = run->output,
        .rejects = run->rejects,
        .seals = &seals,
        .campaigns = {.wanted = true, .output = run->campaigns, .within = run->within},
        .probabilities = true,
        .threads = 2,
        .log.overrides = run->overrides[0] != '\0' ? run->overrides : NULL,
    };
    uint64_t saved = run->overrides[0] != '\0' ? 2 : 0;
    struct cir_tally tally = {0};
    enum cir_status status = cir_score_log(run->classifier, &options, &tally, error);
    CU_ASSERT(status != CIR_OK ||
              (tally.rows == ROWS + 1 && tally.rejected == ROWS / 100 + 1 - saved && tally.campaigns == 7));
    cir_tally_free(&tally);
    return status;
}

static enum cir_status score_and_look(void *context, struct cir_error *error)
{
    struct run *run = context;
    enum cir_status status = score(run, error);
    cir_fault_pause(true);
    expect_file(run->output, &run->expected_output, status == CIR_OK);
    expect_file(run->rejects, &run->expected_rejects, status == CIR_OK);
    expect_file(run->campaigns, &run->expected_campaigns, status == CIR_OK);
    cir_fault_pause(false);
    return status;
}

static enum cir_status make_classifier(void *context, struct cir_error *error)
{
    (void)context;
    static const char *const schemes[] = {"gge", "dora-2024-1772"}; /* the second has a scope and asks for States */
    struct cir_classifier *classifier = NULL;
    enum cir_status status = cir_classifier_new(&classifier, NULL, schemes, 2, error);
    cir_classifier_free(classifier);
    return status;
}

static void with_run(enum cir_fault_kind kind, struct cir_period within, unsigned runs_min, bool with_overrides)
{
    static const char *const schemes[] = {"gge"};
    struct run run = {.folder = "", .within = within};
    struct cir_classifier *classifier = NULL;
    cir_temporary_folder(run.folder);
    snprintf(run.input, sizeof run.input, "%s/log.csv", run.folder);
    snprintf(run.output, sizeof run.output, "%s/scored.csv", run.folder);
    snprintf(run.rejects, sizeof run.rejects, "%s/rejects.csv", run.folder);
    snprintf(run.campaigns, sizeof run.campaigns, "%s/campaigns.csv", run.folder);
    write_log(&run);
    if (with_overrides) {
        snprintf(run.overrides, sizeof run.overrides, "%s/overrides.csv", run.folder);
        cir_temporary_write(run.overrides, overrides, sizeof overrides - 1);
    }
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, schemes, 1, NULL), CIR_OK);
    const struct cir_network_use use = {.network = "wiod2011"};
    CU_ASSERT_EQUAL_FATAL(cir_classifier_use_network(classifier, NULL, &use, NULL), CIR_OK);
    run.classifier = classifier;
    CU_ASSERT(cir_fault_run(kind, score_and_look, &run) >= runs_min);
    cir_classifier_free(classifier);
    cir_buffer_free(&run.expected_output);
    cir_buffer_free(&run.expected_rejects);
    cir_buffer_free(&run.expected_campaigns);
    cir_temporary_remove(run.folder);
}

static const struct cir_period at_any_time = {0};

static void test_score__loads_definitions_without_memory(void)
{
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, make_classifier, NULL) >= 20);
}

static void test_score__survives_without_memory(void)
{
    with_run(CIR_FAULT_MEMORY, at_any_time, 40, false);
}

static void test_score__cuts_campaigns_without_memory(void)
{
    with_run(CIR_FAULT_MEMORY, (struct cir_period){.months = 6}, 40, false);
}

static void test_score__says_that_the_log_cannot_be_read(void)
{
    with_run(CIR_FAULT_READ, at_any_time, 6, false);
}

static void test_score__leaves_no_half_written_file(void)
{
    with_run(CIR_FAULT_WRITE, at_any_time, 14, false);
}

static void test_score__survives_overrides_without_memory(void)
{
    with_run(CIR_FAULT_MEMORY, at_any_time, 50, true);
}

static void test_score__says_that_overrides_cannot_be_read(void)
{
    with_run(CIR_FAULT_READ, at_any_time, 8, true);
}

CIR_SUITE("faults of scoring", {"survives overrides without memory", test_score__survives_overrides_without_memory},
          {"says that overrides cannot be read", test_score__says_that_overrides_cannot_be_read},
          {"loads definitions without memory", test_score__loads_definitions_without_memory},
          {"survives without memory", test_score__survives_without_memory},
          {"cuts campaigns without memory", test_score__cuts_campaigns_without_memory},
          {"says that the log cannot be read", test_score__says_that_the_log_cannot_be_read},
          {"leaves no half-written file", test_score__leaves_no_half_written_file})
