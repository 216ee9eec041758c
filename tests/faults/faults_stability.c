#include "suite.h"
#include "temporary.h"

#include "cirisk.h"
#include "faults.h"

#include <stdio.h>
#include <string.h>

/* A table, its criteria, and weights of a panel with two experts to leave out. */
struct run {
    char folder[CIR_TEMPORARY_SIZE];
    char table[CIR_TEMPORARY_SIZE + 32];
    char criteria[CIR_TEMPORARY_SIZE + 32];
    char weights[CIR_TEMPORARY_SIZE + 32];
};

static void write_file(const char *path, const char *text)
{
    cir_temporary_write(path, text, strlen(text));
}

static void write_files(struct run *run)
{
    cir_temporary_folder(run->folder);
    snprintf(run->table, sizeof run->table, "%s/table.csv", run->folder);
    snprintf(run->criteria, sizeof run->criteria, "%s/criteria.csv", run->folder);
    snprintf(run->weights, sizeof run->weights, "%s/weights.csv", run->folder);
    write_file(run->criteria, "code,name,worst,best\na,A name,0,10\nb,,,\n");
    write_file(run->table, "asset,a,b\nnorth,2..7,5\nsouth,~4,8\nwest,,1\neast,3,normal(2 0.5)\nmiddle,9,3\n");
    write_file(run->weights, "item,criterion,expert,value\nweight,a,,0.6\nweight,b,,0.4\nweight-without,a,E01,0.9\n"
                             "weight-without,b,E01,0.1\nweight-without,a,E02,0.2\nweight-without,b,E02,0.8\n");
}

static enum cir_status work_out(void *context, struct cir_error *error)
{
    const struct run *run = context;
    const struct cir_list_stability_options options = {.input = run->table,
                                                       .criteria = run->criteria,
                                                       .weights = run->weights,
                                                       .list_size = 2,
                                                       .draws = 20,
                                                       .seed = 2385,
                                                       .threads = 3,
                                                       .top = 3};
    struct cir_list_stability result;
    enum cir_status status = cir_list_stability_make(&result, &options, error);
    CU_ASSERT(status != CIR_OK || (result.stability.draws == 20 && result.look_count == 3 &&
                                   result.without_count == 2 && result.wins[1] + result.wins[3] == 20));
    cir_list_stability_free(&result);
    return status;
}

static void with_run(enum cir_fault_kind kind, unsigned runs_min)
{
    struct run run = {.folder = ""};
    write_files(&run);
    CU_ASSERT(cir_fault_run(kind, work_out, &run) >= runs_min);
    cir_temporary_remove(run.folder);
}

static void test_stability__survives_without_memory(void)
{
    with_run(CIR_FAULT_MEMORY, 60);
}

static void test_stability__says_that_a_file_cannot_be_read(void)
{
    with_run(CIR_FAULT_READ, 6);
}

CIR_SUITE("faults of stability", {"survives without memory", test_stability__survives_without_memory},
          {"says that a file cannot be read", test_stability__says_that_a_file_cannot_be_read})
