/** What the cells of a table tell: counts, shares, rates, sums, means and quantiles. */
#ifndef CIR_TABLES_STATISTIC_H
#define CIR_TABLES_STATISTIC_H

#include "tables/labels.h"

enum cir_statistic_kind {
    CIR_STATISTIC_COUNT,
    CIR_STATISTIC_SHARE, /**< of the total of the row, where there are columns, else of all */
    CIR_STATISTIC_RATE,  /**< incidents per million inhabitants of a State */
    CIR_STATISTIC_SUM,
    CIR_STATISTIC_MEAN,
    CIR_STATISTIC_MEDIAN,
    CIR_STATISTIC_P90,
};

enum cir_statistic_of { CIR_STATISTIC_OF_MEASURE, CIR_STATISTIC_OF_IMPACT, CIR_STATISTIC_OF_SCORE };

struct cir_statistic {
    enum cir_statistic_kind kind;
    enum cir_statistic_of of; /**< of the last four */
    unsigned number;          /**< of the measure, the impact or the scheme */
};

/** Whether it is made from counts of rows, rather than of what is known of them. */
bool cir_statistic_is_of_rows(const struct cir_statistic *statistic);

bool cir_statistic_needs_quantiles(const struct cir_statistic *statistic);

/** Read "count", "share", "rate:population", "sum:people_affected", "median:SCHEME_score".
 * @param scheme that SCHEME stands for
 * @return CIR_OK; CIR_BAD_USE with the nearest name, also for impacts where the source has none */
enum cir_status cir_statistic_read(struct cir_statistic *statistic, const char *text,
                                   const struct cir_told_source *source, unsigned scheme, struct cir_error *error);

/** What it adds up of a row; NULL where it counts rows alone. */
const struct cir_range *cir_statistic_range(const struct cir_statistic *statistic, const struct cir_told_row *row);

/** "people affected, sum" */
enum cir_status cir_statistic_label(struct cir_text *text, const struct cir_labelling *labelling,
                                    const struct cir_statistic *statistic, struct cir_error *error);

/** Empty where it has none. */
struct cir_text cir_statistic_unit(const struct cir_labelling *labelling, const struct cir_statistic *statistic);

/** "sum_people_affected" */
enum cir_status cir_statistic_id(struct cir_text *id, const struct cir_labelling *labelling,
                                 const struct cir_statistic *statistic, struct cir_error *error);

#endif
