/** How much of an output all inputs together come back to, round after round. */
#ifndef CIR_NETWORK_SPECTRAL_RADIUS_H
#define CIR_NETWORK_SPECTRAL_RADIUS_H

#include "base/error.h"
#include "model/network.h"

/** The spectral radius lies between. */
struct cir_radius {
    double low;
    double high;
    double largest_column_sum; /**< of A: largest share that inputs are of an output */
};

/** The spectral radius of A, a_ij = z_ij / x_j (0 where x_j is 0). Below 1, (I - A)^-1 exists and every cascade ends.
 *
 * A is cut into its strongly connected parts, whose largest radius is that of the whole, and each part is iterated;
 * for any positive v, min (Av)_i / v_i <= radius <= max (Av)_i / v_i (Collatz 1942, Wielandt 1950), so that the ends are
 * certain, whatever the number of steps.
 *
 * @param threshold the search may end as soon as it is known on which side of this the radius is; NAN: within 1e-9
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_spectral_radius(struct cir_radius *radius, const struct cir_network *network, double threshold,
                                    struct cir_error *error);

#endif
