#include "scoring/spread_sum.h"

static double worth_of(const double *sums, const double *worth, size_t axis_count)
{
    double total = 0;
    for (size_t axis = 0; axis < axis_count; axis++)
        total += worth[axis] * sums[axis];
    return total;
}

static void add_pieces(struct cir_distribution *distribution, const struct cir_row_apart *apart,
                       const struct cir_outcome *outcome, const double *worth)
{
    size_t axes = apart->standing.scheme->axis_count;
    for (unsigned at = outcome->pieces; at != CIR_INDEX_NONE; at = apart->pieces.list[at].next) {
        const struct cir_piece *piece = &apart->pieces.list[at];
        double middle = worth_of(piece->middle, worth, axes);
        cir_distribution_add(distribution, piece->mass / 2, worth_of(piece->from, worth, axes), middle);
        cir_distribution_add(distribution, piece->mass / 2, middle, worth_of(piece->to, worth, axes));
    }
}

/* Ends of what each group may be worth. */
struct ends {
    double least;
    double most;
};

static struct ends ends_of(const struct cir_outcome *outcome, const double *worth, size_t axis_count)
{
    return (struct ends){worth_of(outcome->least, worth, axis_count), worth_of(outcome->most, worth, axis_count)};
}

void cir_spread_sum_make(struct cir_distribution *sum, struct cir_spread_work *work, const struct cir_row_apart *apart,
                         const struct cir_combination *combination, const double *worth)
{
    struct ends ends[CIR_FACT_GROUPS_MAX];
    double range = 0;
    double constant = 0; /* of groups that are spread, but not in what is asked */
    bool is_first = true;
    for (size_t i = 0; i < apart->groups.count; i++) {
        ends[i] = apart->outcomes[i].is_single
                      ? (struct ends){0, 0}
                      : ends_of(combination->outcomes[i], worth, apart->standing.scheme->axis_count);
        range += ends[i].most - ends[i].least;
    }
    for (size_t i = 0; i < apart->groups.count; i++) {
        if (!(ends[i].most > ends[i].least)) {
            constant += ends[i].least;
            continue;
        }
        struct cir_distribution *part = is_first ? sum : &work->part;
        cir_distribution_start(part, ends[i].least, ends[i].most, range / CIR_LATTICE_STEPS);
        add_pieces(part, apart, combination->outcomes[i], worth);
        if (!is_first) {
            cir_distribution_sum(&work->spare, sum, part);
            *sum = work->spare;
        }
        is_first = false;
    }
    if (is_first) {
        cir_distribution_start(sum, 0, 0, 1);
        cir_distribution_add(sum, 1, 0, 0);
    }
    sum->origin += constant;
}
