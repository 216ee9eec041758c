/** How inoperability spreads and fades over time: the dynamic inoperability model, in steps.
 *
 *     q(t + 1) = q(t) + k ( A q(t) + c(t) - q(t) )
 *
 * with A upstream z_ij / x_i and downstream z_ij / x_j (impact/coupling.h), k by node. Haimes, Horowitz, Lambert, Santos,
 * Lian and Crowther (2005), J. Infrastruct. Syst. 11; Lian and Haimes (2006), Syst. Eng. 9.
 *
 * k is usually taken from the continuous model, ln(1/lambda) / T; in steps that recovers too fast, and above 1 it swings.
 * Here it is the one with which a node by itself has just the share lambda left after T:
 *
 *     k_i = (1 - lambda^(step / T_i)) / (1 - a_ii),   lambda = 0.01,   T_i its sector's recovery_h
 *
 * and steps are short enough that no k exceeds 1. Nodes hit are held at their share while the hit lasts. */
#ifndef CIR_IMPACT_RECOVERY_H
#define CIR_IMPACT_RECOVERY_H

#include "impact/coupling.h"
#include "impact/impact.h"

/** Share of a hit that is left when its sector has recovered. */
extern const double cir_recovery_left;

/** A run over time; all borrowed. */
struct cir_recovery {
    const struct cir_network *network;
    enum cir_coupling_direction direction;
    double step_h;
    size_t steps;
    const double *rates;   /**< k by node, a step, 0..1 */
    const double *initial; /**< q(0) by node; NULL: 0 */
    const double *outside; /**< c by node; NULL: 0 */
    double outside_from_h; /**< c holds in [outside_from_h, outside_until_h) */
    double outside_until_h;
    const struct cir_shock *shocks;
    size_t shock_count;
};

/** Sees q(0), q(1), ... q(steps): by node, borrowed for the call. */
struct cir_recovery_viewer {
    void (*see)(void *context, double hour, const double *lost);
    void *context;
};

/** Hours of a step: at most an hour, halved until no k exceeds 1. Sectors whose recovery no table tells recover by
 * `otherwise_h`. */
double cir_recovery_step_h(const struct cir_network *network, double otherwise_h);

/** k by node. Nodes without output have 0. */
void cir_recovery_rates(double *rates, const struct cir_network *network, double step_h, double otherwise_h);

/** @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_recovery_run(const struct cir_recovery *run, const struct cir_recovery_viewer *viewer,
                                 struct cir_error *error);

#endif
