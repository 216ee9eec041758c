#include "network/spectrum.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS_MAX = 10000 };

static const double settled = 1e-10;

/* next = (I + B) now. @return the largest entry */
static double multiply(double *next, const double *now, const struct cir_network *network)
{
    double largest = 0;
    for (size_t i = 0; i < network->node_count; i++) {
        const struct cir_flow_row *row = &network->flows[i];
        double sum = 0;
        for (size_t k = 0; k < row->count; k++)
            sum += row->values[k] * now[row->buyers[k]];
        next[i] = now[i] + (network->nodes[i].output > 0 ? sum / network->nodes[i].output : 0);
        largest = fmax(largest, next[i]);
    }
    return largest;
}

bool cir_network_spectral_radius(double *radius, const struct cir_network *network)
{
    size_t count = network->node_count;
    double *now = calloc(2 * count + 1, sizeof *now);
    double before = 0;
    double largest = 1;
    if (now == NULL)
        return false;
    double *next = &now[count];
    for (size_t i = 0; i < count; i++)
        now[i] = 1;
    for (unsigned round = 0; round < ROUNDS_MAX && fabs(largest - before) > settled * largest; round++) {
        before = largest;
        largest = multiply(next, now, network);
        for (size_t i = 0; i < count; i++)
            now[i] = next[i] / largest;
    }
    *radius = largest - 1;
    free(now);
    return true;
}
