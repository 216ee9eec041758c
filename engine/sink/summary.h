/** Counting a run: each block of rows into a tally of its own, the tallies added up in order. Prints nothing. */
#ifndef CIR_SINK_SUMMARY_H
#define CIR_SINK_SUMMARY_H

#include "base/error.h"
#include "model/tally.h"
#include "model/verdict.h"

/** @param schemes borrowed for the life of the tally
 *  @return CIR_OK, CIR_NO_MEMORY */
enum cir_status cir_tally_init(struct cir_tally *tally, const struct cir_scheme *const *schemes, size_t scheme_count,
                               struct cir_error *error);

void cir_tally_free(struct cir_tally *tally);

/** Set all counts to 0. */
void cir_tally_clear(struct cir_tally *tally);

/** Sectors that were surely hit, bit = number; 0 where that is not known.
 * @param sector a cell of CIR_FIELD_SECTOR */
uint64_t cir_tally_sectors(const struct cir_cell *sector);

/** Count a row that was scored.
 * @param sectors of cir_tally_sectors: each of them counts one
 * @param verdicts one a scheme, in the order of the schemes */
void cir_tally_scored(struct cir_tally *tally, uint64_t sectors, const struct cir_verdict *verdicts);

/** Count what a network says of a scored row, beside cir_tally_scored. */
void cir_tally_impact(struct cir_tally *tally, enum cir_impact_outcome outcome);

/** Count a scored row in which overrides count, beside cir_tally_scored. */
void cir_tally_overridden(struct cir_tally *tally, size_t overrides);

/** Count a campaign that was judged. */
void cir_tally_campaign(struct cir_tally *tally, const struct cir_verdict *verdicts);

/** Count what a network says of it. */
void cir_tally_campaign_impact(struct cir_tally *tally, enum cir_impact_outcome outcome);

/** How many rows, or campaigns, reach a level.
 * @param scheme number of the scheme
 * @param band place of the level
 * @param column CIR_TALLY_TOTAL or CIR_TALLY_CAMPAIGNS */
uint64_t cir_tally_reaching(const struct cir_tally *tally, size_t scheme, size_t band, size_t column);

/** Count a row that was rejected, and its problems. */
void cir_tally_rejected(struct cir_tally *tally, const struct cir_problem *problems, size_t count);

/** Add the counts of `more`, of the same schemes, to `tally`. */
void cir_tally_add(struct cir_tally *tally, const struct cir_tally *more);

#endif
