#include "suite.h"
#include "temporary.h"

#include "cirisk.h"
#include "faults.h"

#include <stdio.h>

enum { ROWS = 90 };

struct run {
    char folder[CIR_TEMPORARY_SIZE];
    char inputs[2][CIR_TEMPORARY_SIZE + 16];
};

/* Of the second every third row is another one; it says itself how it was scored, and has a row that cannot be read. */
static void write_log(const char *path, int turn)
{
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fprintf(file, "id,date,country,sector,title,deaths,duration_h%s\n", turn > 0 ? ",gge_level,gge_label" : "");
    for (int i = 0; i < ROWS; i++)
        fprintf(file, "INC-%06d,2021-05-07,US,energy,\"a \"\"long\"\" title\",%d,%d%s\n", i,
                i % 3 == 0 ? 200 * turn : 0, i % 90, turn > 0 ? ",0,none" : "");
    if (turn > 0)
        fputs("INC-000000,2021-05-07,US,energy,again,0,1,0,none\n", file);
    fclose(file);
}

static const char *const schemes[] = {"gge"};

static enum cir_status diff(void *context, struct cir_error *error)
{
    const struct run *run = context;
    const struct cir_diff_options options = {
        .old_input = run->inputs[0], .new_input = run->inputs[1], .schemes = schemes, .scheme_count = 1, .threads = 1};
    struct cir_diff made;
    enum cir_status status = cir_diff_make(&made, &options, error);
    CU_ASSERT(status != CIR_OK ||
              (made.subject_count == ROWS && cir_diff_change_of(&made, made.subjects[0].told) == CIR_DIFF_RAISED &&
               cir_diff_change_of(&made, made.subjects[1].told) == CIR_DIFF_SAME && made.new_side.first.field != NULL &&
               made.subjects[0].told->new_recorded == 0));
    cir_diff_free(&made);
    return status;
}

static void with_run(enum cir_fault_kind kind, unsigned runs_min)
{
    struct run run = {.folder = ""};
    cir_temporary_folder(run.folder);
    for (int i = 0; i < 2; i++) {
        snprintf(run.inputs[i], sizeof run.inputs[i], "%s/%d.csv", run.folder, i);
        write_log(run.inputs[i], i);
    }
    CU_ASSERT(cir_fault_run(kind, diff, &run) >= runs_min);
    cir_temporary_remove(run.folder);
}

static void test_diff__survives_without_memory(void)
{
    with_run(CIR_FAULT_MEMORY, 100);
}

static void test_diff__says_that_a_log_cannot_be_read(void)
{
    with_run(CIR_FAULT_READ, 4);
}

CIR_SUITE("faults of a diff", {"survives without memory", test_diff__survives_without_memory},
          {"says that a log cannot be read", test_diff__says_that_a_log_cannot_be_read})
