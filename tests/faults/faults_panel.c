#include "suite.h"
#include "temporary.h"

#include "cirisk.h"
#include "faults.h"

#include <stdio.h>
#include <sys/stat.h>

enum { CRITERIA = 5 };

/* A panel of two rounds: a folder with a square, a list and a long sheet, and a file. */
struct run {
    char folder[CIR_TEMPORARY_SIZE];
    char criteria[CIR_TEMPORARY_SIZE + 32];
    char sheets[CIR_TEMPORARY_SIZE + 32];
    char second[CIR_TEMPORARY_SIZE + 32];
};

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[CIR_TEMPORARY_SIZE + 64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static void write_panel(struct run *run)
{
    static const char second[] =
        "round,expert,kind,criterion_a,criterion_b,value,argument\n2,ann,pairwise,a,b,2,why\n"
        "2,ann,pairwise,b,c,3,\n2,ann,pairwise,c,d,1/2,\n2,ann,pairwise,d,e,9,\n"
        "2,ann,pairwise,a,e,1/9,\n2,bob,rating,a,,50,\n2,bob,rating,b,,?,\n2,bob,rating,c,,20,\n";
    cir_temporary_folder(run->folder);
    snprintf(run->criteria, sizeof run->criteria, "%s/criteria.csv", run->folder);
    snprintf(run->sheets, sizeof run->sheets, "%s/sheets", run->folder);
    snprintf(run->second, sizeof run->second, "%s/second.csv", run->folder);
    CU_ASSERT_EQUAL(mkdir(run->sheets, 0700), 0);
    write_file(run->folder, "criteria.csv", "code,name\na,A name\nb,\nc,\nd,\ne,\n");
    write_file(run->sheets, "ann.csv", ",a,b,c,d,e\na,1,3,5,1/7,2\nb,,1,2,3,4\nc,,,1,2,2\nd,,,,1,3\ne,,,,,1\n");
    write_file(run->sheets, "bob.csv", "criterion,rating\na,50\nb,40\nc,30\nd,20\ne,10\n");
    write_file(run->sheets, "cay.csv", "criterion,swing\na,100\nb,40\nc,30\nd,20\ne,10\n");
    write_file(run->folder, "second.csv", second);
}

static enum cir_status work_out(void *context, struct cir_error *error)
{
    const struct run *run = context;
    const char *inputs[] = {run->sheets, run->second};
    const struct cir_panel_options options = {
        .inputs = inputs, .input_count = 2, .criteria = run->criteria, .aggregation = CIR_AGGREGATE_PRIORITIES};
    struct cir_panel panel;
    enum cir_status status = cir_panel_make(&panel, &options, error);
    CU_ASSERT(status != CIR_OK ||
              (panel.judgements.finding_total == 0 && panel.round_count == 2 && panel.rounds[0].told == 3 &&
               panel.rounds[0].criteria_count == CRITERIA && panel.rounds[0].experts[0].mend.b > 0 &&
               panel.rounds[1].told == 2 && panel.rounds[1].dropped == 1));
    cir_panel_free(&panel);
    return status;
}

static void with_run(enum cir_fault_kind kind, unsigned runs_min)
{
    struct run run = {.folder = ""};
    write_panel(&run);
    CU_ASSERT(cir_fault_run(kind, work_out, &run) >= runs_min);
    cir_temporary_remove(run.folder);
}

static void test_panel__survives_without_memory(void)
{
    with_run(CIR_FAULT_MEMORY, 200);
}

static void test_panel__says_that_a_file_cannot_be_read(void)
{
    with_run(CIR_FAULT_READ, 10);
}

CIR_SUITE("faults of panels", {"survives without memory", test_panel__survives_without_memory},
          {"says that a file cannot be read", test_panel__says_that_a_file_cannot_be_read})
