/** Networks that tests make themselves. */
#ifndef CIR_TESTS_MADE_NETWORK_H
#define CIR_TESTS_MADE_NETWORK_H

#include "model/network.h"

/** Nodes named R1:S1 ... by place: `state_count` States of `sector_count` sectors each, all with the numbers of their places.
 *
 * @param flows node_count x node_count, row sells to column; zeros are left out
 * @param output by node
 * @param final_demand by node; NULL: what is left of output
 * @return a network to be freed by made_network_free */
struct cir_network *made_network(size_t state_count, size_t sector_count, const double *flows, const double *output,
                                 const double *final_demand);

/** The same of flows that were counted one by one: `count` of seller, buyer and value, sorted by seller and buyer. */
struct made_flow {
    uint32_t seller;
    uint32_t buyer;
    double value;
};

struct cir_network *made_sparse_network(size_t state_count, size_t sector_count, const struct made_flow *flows,
                                        size_t count, const double *output);

/** The World Input-Output Table 2011 of the test data: 41 States of 35 sectors, or of 15 groups; NULL where absent. */
struct cir_network *made_wiod_full(void);
struct cir_network *made_wiod_groups(void);

/** The analysts' ratings of needs between the groups, laid into a network of made_wiod_groups; false where absent. */
bool made_wiod_criticality(struct cir_network *network);

/** Rate how critical an input is to a user, both by sector; others that were not rated count as none. */
void made_rate(struct cir_network *network, unsigned input, unsigned user, double criticality, double redundancy,
               double felt_after_h);

/** Number of a sector group of made_wiod_groups, and of a State of either. */
unsigned made_group(const char *name);
unsigned made_state(const char *code);

void made_network_free(struct cir_network *network);

#endif
