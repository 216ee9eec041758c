#include "scoring/part_sum.h"

#include <assert.h>

void cir_part_sum_start(struct cir_part_sum *sum)
{
    sum->count = 0;
    sum->head = &sum->heads[0];
}

/* What is last goes into the head. */
static void join(struct cir_part_sum *sum)
{
    struct cir_distribution *joined = &sum->heads[sum->head == &sum->heads[0] ? 1 : 0];
    cir_distribution_sum(joined, sum->head, &sum->last);
    sum->head = joined;
}

struct cir_distribution *cir_part_sum_next(struct cir_part_sum *sum)
{
    assert(sum->count < CIR_LATTICE_PARTS);
    if (sum->count > 1)
        join(sum);
    return sum->count++ == 0 ? sum->head : &sum->last;
}

const struct cir_distribution *cir_part_sum_whole(struct cir_part_sum *sum)
{
    if (sum->count > 1)
        join(sum);
    sum->count = 1;
    return sum->head;
}

void cir_part_sum_cumulate(struct cir_part_sum *sum)
{
    cir_distribution_cumulate(sum->head);
}

/* The masses are sums, and 1 together only by and large. */
double cir_part_sum_above(const struct cir_part_sum *sum, double value)
{
    double whole = sum->head->masses[0];
    if (sum->count == 1)
        return cir_distribution_above(sum->head, value) / whole;
    return cir_distribution_sum_above(sum->head, &sum->last, value) / (whole * cir_distribution_mass(&sum->last));
}
