#include "scoring/spread_sum.h"

static void add_pieces(struct cir_distribution *distribution, const struct cir_pieces *pieces,
                       const struct cir_outcome *outcome, const struct cir_group_outcomes *of, const double *worth)
{
    for (unsigned at = outcome->pieces; at != CIR_INDEX_NONE; at = pieces->list[at].next) {
        const struct cir_piece *piece = &pieces->list[at];
        struct cir_range sum = {0, 0, 0};
        for (size_t k = 0; k < of->axis_count; k++) {
            sum.from += worth[of->axes[k]] * piece->sums[k].from;
            sum.middle += worth[of->axes[k]] * piece->sums[k].middle;
            sum.to += worth[of->axes[k]] * piece->sums[k].to;
        }
        cir_distribution_add(distribution, piece->mass, sum.from, sum.middle, sum.to);
    }
}

/* Ends of what each group may be worth. */
struct ends {
    double least;
    double most;
};

static struct ends ends_of(const struct cir_outcome *outcome, const struct cir_group_outcomes *of, const double *worth)
{
    struct ends ends = {0, 0};
    for (size_t k = 0; k < of->axis_count; k++) {
        ends.least += worth[of->axes[k]] * outcome->least[of->axes[k]];
        ends.most += worth[of->axes[k]] * outcome->most[of->axes[k]];
    }
    return ends;
}

void cir_spread_sum_none(struct cir_part_sum *sum)
{
    cir_part_sum_start(sum);
    struct cir_distribution *only = cir_part_sum_next(sum);
    cir_distribution_start(only, 0, 0, 1);
    cir_distribution_add(only, 1, 0, 0, 0);
    cir_distribution_finish(only);
}

void cir_spread_sum_make(struct cir_part_sum *sum, const struct cir_row_apart *apart,
                         const struct cir_combination *combination, const double *worth)
{
    struct ends ends[CIR_FACT_GROUPS_MAX] = {{0, 0}};
    double range = 0;
    double constant = 0; /* of groups that are spread, but not in what is asked */
    for (size_t i = 0; i < apart->groups.count; i++) {
        if (!apart->outcomes[i].is_single)
            ends[i] = ends_of(combination->outcomes[i], &apart->outcomes[i], worth);
        range += ends[i].most - ends[i].least;
    }
    cir_part_sum_start(sum);
    for (size_t i = 0; i < apart->groups.count; i++) {
        if (!(ends[i].most > ends[i].least)) {
            constant += ends[i].least;
            continue;
        }
        struct cir_distribution *part = cir_part_sum_next(sum);
        cir_distribution_start(part, ends[i].least, ends[i].most, range / CIR_LATTICE_STEPS);
        add_pieces(part, &apart->pieces, combination->outcomes[i], &apart->outcomes[i], worth);
        cir_distribution_finish(part);
    }
    if (sum->count == 0)
        cir_spread_sum_none(sum);
    sum->head->origin += constant;
}
