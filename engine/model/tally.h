/** What a run counted. Counted by sink/summary.h, shown by whoever shows it. */
#ifndef CIR_MODEL_TALLY_H
#define CIR_MODEL_TALLY_H

#include "model/cell.h"
#include "model/problem.h"
#include "model/row_impact.h"
#include "model/scheme.h"
#include "model/verdict.h"

#include <stdint.h>

/** Columns of a table of levels beside those of the sectors, which are 0 to CIR_SECTOR_NONE - 1 by number. */
enum {
    CIR_TALLY_NONE = CIR_SECTOR_NONE, /**< known to be outside every sector */
    CIR_TALLY_UNKNOWN,                /**< sector not known, or one of several and not known which */
    CIR_TALLY_TOTAL,                  /**< every row once, however many sectors it hit */
    CIR_TALLY_CAMPAIGNS,              /**< every campaign once; they are no rows of the log and in no other column */
    CIR_TALLY_COLUMNS
};

/** Rows and campaigns by level, rows by sector as well, under one scheme. */
struct cir_level_table {
    uint64_t counts[CIR_OUTCOMES_MAX][CIR_TALLY_COLUMNS]; /**< by place, see cir_verdict_band */
};

struct cir_tally {
    uint64_t rows; /**< scored + rejected */
    uint64_t scored;
    uint64_t rejected;
    uint64_t overrides;                    /**< that count in scored rows */
    uint64_t overridden;                   /**< scored rows in which some do */
    uint64_t campaigns;                    /**< that were judged */
    uint64_t campaign_incidents;           /**< scored rows that name what campaigns are grouped by */
    uint64_t undated;                      /**< those of them that are in no campaign, as windows of time need a date */
    uint64_t impacts[CIR_IMPACT_OUTCOMES]; /**< scored rows by what a network says of them; all 0 without one */
    uint64_t campaign_impacts[CIR_IMPACT_OUTCOMES]; /**< likewise campaigns */
    uint64_t problems[CIR_PROBLEM_COUNT];           /**< by code; a rejected row may have several */
    const struct cir_scheme *const *schemes;        /**< borrowed */
    size_t scheme_count;
    struct cir_level_table *tables; /**< owned; one a scheme */
};

#endif
