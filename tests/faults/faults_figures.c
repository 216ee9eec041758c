#include "pipeline/figure_table.h"

#include "faults.h"
#include "samples.h"
#include "spoken.h"
#include "suite.h"
#include "temporary.h"

#include <stdio.h>
#include <stdlib.h>

/* What is drawn, and with what. */
struct run {
    enum cir_figure_kind kind;
    struct sample *sample;
    struct cir_tongue tongue;
    char path[CIR_TEMPORARY_SIZE]; /* of a file of its own */
};

static enum cir_status draw(void *context, struct cir_error *error)
{
    const struct run *run = context;
    struct cir_buffer svg = {0};
    enum cir_status status = cir_figure_write(&svg, &run->sample->table, &run->tongue, run->kind, NULL, error);
    CU_ASSERT(status == CIR_OK || svg.size == 0);
    CU_ASSERT(status != CIR_OK || memcmp(svg.data + svg.size - 7, "</svg>\n", 7) == 0);
    cir_buffer_free(&svg);
    return status;
}

static enum cir_status read_ranks(void *context, struct cir_error *error)
{
    const struct run *run = context;
    const struct cir_figure_table_options options = {
        .path = run->path, .tongue = &run->tongue, .tlp = "TLP:CLEAR", .top = 1};
    struct cir_figure_table table;
    enum cir_status status = cir_acceptability_table_read(&table, &options, error);
    CU_ASSERT(status != CIR_OK || (table.table.row_count == 1 && table.table.unknown.size > 0));
    cir_figure_table_free(&table);
    return status;
}

static enum cir_status read_recovery(void *context, struct cir_error *error)
{
    const struct run *run = context;
    const struct cir_figure_table_options options = {.path = run->path, .tongue = &run->tongue, .tlp = "TLP:CLEAR"};
    struct cir_figure_table table;
    enum cir_status status = cir_recovery_table_read(&table, &options, error);
    CU_ASSERT(status != CIR_OK || (table.table.row_count == 2 && table.table.source.size > 0));
    cir_figure_table_free(&table);
    return status;
}

static void test_figures__are_drawn_whole_or_not_at_all(void)
{
    static const struct {
        enum cir_figure_kind kind;
        void (*make)(struct sample *sample, enum cir_language language);
    } kinds[CIR_FIGURE_KINDS] = {{CIR_FIGURE_MATRIX, sample_matrix},
                                 {CIR_FIGURE_CROSSBORDER, sample_crossborder},
                                 {CIR_FIGURE_LEVELS, sample_levels},
                                 {CIR_FIGURE_TREND, sample_trend},
                                 {CIR_FIGURE_INTERVALS, sample_intervals},
                                 {CIR_FIGURE_RECOVERY, sample_recovery},
                                 {CIR_FIGURE_ACCEPTABILITY, sample_acceptability}};
    static struct sample sample;
    for (size_t i = 0; i < CIR_FIGURE_KINDS; i++) {
        kinds[i].make(&sample, CIR_AR);
        sample_cut(&sample, 4, sample.table.column_count);
        struct run run = {kinds[i].kind, &sample, spoken_tongue(CIR_AR), ""};
        CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, draw, &run) >= 30);
    }
}

static void with_file(cir_fault_scenario read, const char *text)
{
    struct run run = {.tongue = spoken_tongue(CIR_FR)};
    cir_temporary_file(run.path, text, strlen(text));
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, read, &run) >= 5);
    CU_ASSERT(cir_fault_run(CIR_FAULT_READ, read, &run) >= 2);
    remove(run.path);
}

static void test_figures__files_are_read_whole_or_refused(void)
{
    with_file(read_ranks, "asset,share,rank_1,ranks_2_3\nnorth,0.99,0.65,0.35\nwest,0.2,0,1\n");
    with_file(read_recovery, "hour,part,lost_per_hour_low,lost_per_hour,lost_per_hour_high,unit,data_year,licence\n"
                             "0,direct,1,2.385,3,million USD,2011,CC0\n6,direct,1,2.385,4,million USD,2011,CC0\n");
    spoken_end();
}

CIR_SUITE("faults of figures", {"are drawn whole or not at all", test_figures__are_drawn_whole_or_not_at_all},
          {"files are read whole or refused", test_figures__files_are_read_whole_or_refused})
