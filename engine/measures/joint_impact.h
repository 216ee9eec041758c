/** What the incidents of a campaign do to others together, by a network.
 *
 * At least what the worst of them does alone, part by part: all others may have been the same people in the same hours,
 * or add nothing where the need that is missed most decides.
 *
 * At most what all of them do, each in full and none at the same time as another where that is worse. Of one sector of
 * one State, hit by incidents i that lose s_i of its output for d_i hours at most: never more than
 * S = min(sum s_i, 1) at once, sum(s_i d_i) in all, over no more than T = sum d_i hours. As stocks run down, an hour
 * late in an outage costs more than an early one; so the most is lost when all that is lost is lost last:
 *
 *     S (F(T) - F(T - sum(s_i d_i) / S))         F(d): loss of an outage of the whole sector for d hours, the greater
 *                                                of money and functional; of one incident this is s F(d)
 *
 * All pairs of State and sector are added up. Incidents that leave open which pair they hit count where they do the
 * most, and each pair counts with all that may have hit it, so that every completion lies within. States are those
 * that each pair reaches by S and T, added up, and no more than there are: what falls short of the share from each of
 * several pairs and comes up to it together is not counted.
 *
 * `direct` is the sum over the pairs; of a pair that several incidents hit the point of the range from the greatest of
 * them to their sum. Where an incident cannot be told, or the network does not have it, the low ends stand, no high
 * end of losses does, and all States may be reached; one that is no outage (n/a) adds nothing. Parts are told from the
 * State of each pair: what a hit does to another State that was hit, too, is regional or global. */
#ifndef CIR_MEASURES_JOINT_IMPACT_H
#define CIR_MEASURES_JOINT_IMPACT_H

#include "model/impact_summary.h"
#include "model/joint_outage.h"

/** @param state_count of the network, without countries that are cut out of its rest of the world
 * @param country_count that there are: no more States are reached, however many are cut out for one pair or another */
struct cir_row_impact cir_joint_impact(const struct cir_joint_outage *joint, const struct cir_impact_source *source,
                                       size_t state_count, size_t country_count);

#endif
