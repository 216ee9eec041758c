/** How much of a loss comes back: the spectral radius of a network. */
#ifndef CIR_NETWORK_SPECTRUM_H
#define CIR_NETWORK_SPECTRUM_H

#include "model/network.h"

/** The spectral radius of A, a_ij = z_ij / x_j, and of B, b_ij = z_ij / x_i, which is similar to it: the largest of the
 * groups of nodes that all lead to each other, each by power iteration of I + B, which settles where a table only goes
 * round. Within 1e-10 of itself, by bounds from both sides, or after 10,000 rounds the middle of them.
 * @return false when memory is exhausted */
bool cir_network_spectral_radius(double *radius, const struct cir_network *network);

#endif
