/** One table that is asked for, while the rows go by. Private to pipeline/tables.c and its parts. */
#ifndef CIR_PIPELINE_TABLE_ASKED_H
#define CIR_PIPELINE_TABLE_ASKED_H

#include "agreement/patterns.h"
#include "cube/dimension.h"
#include "cube/ranking.h"
#include "store/told_reader.h"
#include "tables/grid.h"
#include "tables/list_tables.h"

enum { CIR_TABLE_FILTERS_MAX = 64 };

struct cir_table_asked {
    const struct cir_table_request *request; /* borrowed, as is the source */
    const struct cir_told_source *source;
    struct cir_arena *arena;
    struct cir_dimension sides[CIR_SIDES];
    struct cir_statistic statistic;
    struct cir_filter filters[CIR_TABLE_FILTERS_MAX];
    size_t filter_count;
    double from_h; /* NAN: not asked */
    double until_h;
    struct cir_cube cube;
    struct cir_ranking ranking;      /* of kind TOP */
    struct cir_patterns patterns;    /* of kind SCHEMES */
    struct cir_grid_detail *details; /* of kind THRESHOLDS, by code */
    size_t detail_count;
    size_t detail_capacity;
    enum cir_table_sort sort;
    unsigned scheme;
    unsigned least_tlp; /* 1 + option that was asked for; 0: none */
    unsigned tlp;       /* the strictest of the rows that were counted */
    bool is_left_out;   /* the source cannot have it, and the request lets it be */
    bool blocks_are_regimes;
    bool counts_patterns;
};

/** Find out what is asked for.
 * @param asked zeroed; to be freed also after a failure
 * @param columns gets the columns of the log that are needed
 * @return CIR_OK; CIR_BAD_USE for what does not exist; CIR_NO_MEMORY */
enum cir_status cir_table_asked_make(struct cir_table_asked *asked, const struct cir_table_request *request,
                                     const struct cir_told_source *source, struct cir_text_columns *columns,
                                     struct cir_arena *arena, struct cir_error *error);

/** Add to what a pass needs. */
void cir_table_asked_needs(struct cir_told_needs *needs, const struct cir_table_asked *asked);

/** Count a row, if it is one of those that are asked about. @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_table_asked_add(struct cir_table_asked *asked, const struct cir_told_row *row,
                                    struct cir_error *error);

/** Show what was counted.
 * @param first_h first and last hour of the source; NAN: not known
 * @return as cir_tables_make */
enum cir_status cir_table_asked_show(const struct cir_shown_table **table, struct cir_table_asked *asked,
                                     const struct cir_labelling *labelling, double first_h, double last_h,
                                     const char *source_name, struct cir_error *error);

void cir_table_asked_free(struct cir_table_asked *asked);

#endif
