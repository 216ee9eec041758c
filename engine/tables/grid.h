/** Tables of rows and columns, cut from a cube. */
#ifndef CIR_TABLES_GRID_H
#define CIR_TABLES_GRID_H

#include "tables/sheet.h"
#include "tables/statistic.h"

/** Agreement of the two schemes of a grid of kind SCHEMES; NAN where it is not defined. */
struct cir_grid_agreement {
    double tau;
    double low;
    double high;
};

/** What is told of a criterion beside how often it decided. */
struct cir_grid_detail {
    double threshold; /**< NAN: it has none */
    struct cir_text unit;
    struct cir_text source;
};

/** What a grid is made from. Everything is borrowed. */
struct cir_grid {
    struct cir_cube *cube; /**< its quantiles get sorted */
    const struct cir_dimension *sides[CIR_SIDES];
    bool blocks_are_regimes; /**< they are not added up */
    struct cir_statistic statistic;
    const struct cir_table_request *request;
    enum cir_table_sort sort;
    const struct cir_sheet_facts *facts;
    const struct cir_grid_agreement *agreement; /**< NULL: none is told */
    const struct cir_grid_detail *details;      /**< by code of the rows; NULL: none are told */
    const char *source_name;
    unsigned scheme; /**< that is told in the source line */
};

/** @param sheet ready, empty; to be freed after a failure
 *  @return CIR_OK; CIR_BAD_TABLE for a label that is missing; CIR_NO_MEMORY */
enum cir_status cir_grid_make(const struct cir_shown_table **table, struct cir_sheet *sheet,
                              const struct cir_grid *grid, struct cir_error *error);

/** What stands below every table: the conditions, the span of time, the source. Shared with tables that are lists.
 * @param count of rows; CIR_CODE_HIDDEN: it may not be told */
void cir_sheet_tell_source(struct cir_sheet *sheet, const struct cir_table_request *request,
                           const struct cir_sheet_facts *facts, const char *source_name, unsigned scheme,
                           uint64_t count);

#define CIR_COUNT_HIDDEN UINT64_MAX

#endif
