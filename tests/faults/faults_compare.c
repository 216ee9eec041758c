#include "suite.h"
#include "temporary.h"

#include "cirisk.h"
#include "faults.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROWS = 4000 };

/* A scored log of a few blocks: a shipped scheme and a person's own judgement. */
struct run {
    char folder[CIR_TEMPORARY_SIZE];
    char input[CIR_TEMPORARY_SIZE + 16];
};

static void write_log(const struct run *run)
{
    FILE *file = fopen(run->input, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("id,title,nciss_level,nciss_label,nciss_reason,analyst_level,analyst_label\n", file);
    for (int i = 0; i < ROWS; i++)
        fprintf(file, "INC-%06d,\"a \"\"long\"\" title of an incident\",%d,label,\"reason, %d\",%d,own\n", i, i % 6,
                i % 37, i * 7 % 11);
    fclose(file);
}

static enum cir_status compare(void *context, struct cir_error *error)
{
    const struct run *run = context;
    const struct cir_compare_options options = {
        .input = run->input, .id_column = "id", .resampling = {20, 1}, .top = 5};
    struct cir_comparison comparison;
    enum cir_status status = cir_compare(&comparison, &options, error);
    CU_ASSERT(status != CIR_OK || (comparison.rows == ROWS && comparison.top_count == 5 &&
                                   comparison.agreement.pair_count == 1 && comparison.scales[1].count == 11));
    cir_comparison_free(&comparison);
    return status;
}

static void with_run(enum cir_fault_kind kind, unsigned runs_min)
{
    struct run run = {.folder = ""};
    cir_temporary_folder(run.folder);
    snprintf(run.input, sizeof run.input, "%s/scored.csv", run.folder);
    write_log(&run);
    CU_ASSERT(cir_fault_run(kind, compare, &run) >= runs_min);
    cir_temporary_remove(run.folder);
}

static void test_compare__survives_without_memory(void)
{
    with_run(CIR_FAULT_MEMORY, 40);
}

static void test_compare__says_that_the_log_cannot_be_read(void)
{
    with_run(CIR_FAULT_READ, 4);
}

CIR_SUITE("faults of comparing", {"survives without memory", test_compare__survives_without_memory},
          {"says that the log cannot be read", test_compare__says_that_the_log_cannot_be_read})
