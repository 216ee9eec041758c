/** What nodes lose when they cannot run without what is missing: the functional layer, the high end.
 *
 *     q(0) = y,   q(n+1)_j = max( y_j, max over inputs s of  theta_sj (1 - r_sj)  sum over States c of  m_c,s,j q(n)_c,s )
 *
 * with y the shares of output lost by the nodes hit; m the share of State c in what j has of input s; theta how critical
 * s is to the sector of j, 0 of its own; r the share of s that it replaces at once. So q(n) is what is reached over at
 * most n dependencies. It rises with y and with theta, never exceeds the largest y, and needs no cut. A static reduction
 * by this project of the production function with critical inputs of Pichler, Pangallo, del Rio-Chanona, Lafond and Farmer
 * (2022), J. Econ. Dyn. Control 144, 104527.
 *
 * The number of dependencies has to be limited: without an end, needs that go round in a circle carry a loss everywhere.
 *
 * m is told by impact/supply.h. An input of which neither a flow nor a line is known is not missed.
 *
 * Stocks last: what j lacks of s from hour t on it feels from t + felt_after_sj on. As an outage goes on, a node loses
 * ever more and never less, so that one solution, by the hours after the beginning, serves every duration. Hours are those
 * of `times`; what would be felt between two of them is counted from the earlier one on. */
#ifndef CIR_IMPACT_NEEDS_H
#define CIR_IMPACT_NEEDS_H

#include "base/error.h"
#include "impact/outage.h"
#include "model/network.h"

/** Columns of a solution: hours, or shocks. As many as a processor takes in two steps. */
enum { CIR_NEED_COLUMNS = 16, CIR_NEED_ORDERS_MAX = 100 };

struct cir_needs;

/** @param network borrowed; has to outlive the needs. One without criticality has no needs: nobody loses by them
 * @return CIR_OK; CIR_NO_MEMORY. The caller owns *needs */
enum cir_status cir_needs_new(struct cir_needs **needs, const struct cir_network *network, struct cir_error *error);

void cir_needs_free(struct cir_needs *needs);

/** The same needs with every criticality and every redundancy times a factor, each at most 1.
 * @param needs borrowed; has to outlive them
 * @return CIR_OK; CIR_NO_MEMORY. The caller owns *varied */
enum cir_status cir_needs_vary(struct cir_needs **varied, const struct cir_needs *needs, double criticality,
                               double redundancy, struct cir_error *error);

/** The hours by which solutions are told: rising from 0, at most CIR_NEED_COLUMNS. */
const double *cir_needs_times(const struct cir_needs *needs, size_t *count);

/** The same hours, found without making the needs.
 * @param times room for CIR_NEED_COLUMNS
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_needs_find_times(double *times, size_t *count, const struct cir_network *network,
                                     struct cir_error *error);

/** One outage over time.
 *
 * @param lost of node i and hour k: [i * CIR_NEED_COLUMNS + k], gets the share lost from times[k] on, 0..1; behind the last
 *        hour the last goes on
 * @param orders 1..CIR_NEED_ORDERS_MAX: dependencies in a row
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_needs_over_time(double *lost, const struct cir_needs *needs, const struct cir_hit *hits,
                                    size_t hit_count, unsigned orders, struct cir_error *error);

/** Some outages, stocks aside: as if everything was felt at once.
 *
 * @param lost of node i and outage k: [i * CIR_NEED_COLUMNS + k]; holds y before, q afterwards */
enum cir_status cir_needs_at_once(double *lost, const struct cir_needs *needs, unsigned orders,
                                  struct cir_error *error);

/** As cir_needs_at_once, of CIR_NEED_COLUMNS nodes from number `first` on, each of which makes nothing by itself.
 *
 * @param lost gets q of node i when node first + k falls: [i * CIR_NEED_COLUMNS + k]; 0 behind the last node, and where the
 *        node that falls makes nothing anyway
 * @return how many nodes there were, in *width */
enum cir_status cir_needs_of_each(double *lost, size_t *width, const struct cir_needs *needs, size_t first,
                                  unsigned orders, struct cir_error *error);

/** A need of a node: input from a supplier. */
struct cir_need {
    uint32_t supplier;
    unsigned input;      /**< number of its sector */
    double weight;       /**< theta (1 - r) m, 0..1: share of its own output that the user loses with the supplier */
    double share;        /**< m, 0..1 */
    double felt_after_h; /**< of the input */
};

/** The needs of a node, by input, then by supplier.
 * @param need borrowed; gets need number `number`
 * @return false behind the last */
bool cir_needs_get(struct cir_need *need, const struct cir_needs *needs, uint32_t user, size_t number);

#endif
