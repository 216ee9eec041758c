#include "scoring/fact_grid.h"

#include <string.h>

enum {
    GROUP_FACTS_MAX = 8,
    LINES_MAX = 256, /* along which one fact changes and the others stand still */
    STRIPS = 7,      /* values that stand for a continuum beside another one */
    PARTS_LONE = 16, /* pieces of a line where there are few lines */
    PARTS = 8,       /* where there are many */
    CUT = 16,        /* parts that a stretch with a jump in it is cut into, */
    CUTS = 3,        /* again and again: the place of the jump is found to 1 / (16 * 16^3) of the fact */
};

struct grid {
    const struct cir_random_fact *facts[GROUP_FACTS_MAX];
    size_t fact_count;
    size_t moving; /* the fact that changes along a line; fact_count: none */
    size_t lines;
    size_t parts; /* of a line; 0 of a single completion */
};

/* Where the outcomes go, and whence they come. */
struct filling {
    const struct grid *grid;
    const struct cir_scheme *scheme;
    const struct cir_fact_group *group;
    struct cir_measuring *measuring;
    struct cir_group_outcomes *outcomes;
    struct cir_pieces *pieces;
};

static bool add_point(struct filling *filling, double mass, const struct cir_group_points *points, size_t i)
{
    return cir_group_outcomes_add_point(filling->outcomes, filling->pieces, filling->scheme, mass, points, i);
}

/* ---- stretches ---- */

/* A stretch of a line: one fact goes from one share of its distribution to another, the others stand still. */
struct stretch {
    double shares[GROUP_FACTS_MAX]; /* of the facts of the group, in their order */
    double from;                    /* of the one that changes */
    double to;
    double mass;
};

/* Where part number `part` of a stretch begins; of `parts`: where it ends. */
static double place_of(const struct stretch *stretch, size_t part, size_t parts)
{
    return stretch->from + (stretch->to - stretch->from) / (double)parts * (double)part;
}

static struct stretch part_of(const struct stretch *stretch, size_t part, size_t parts)
{
    struct stretch made = *stretch;
    made.from = place_of(stretch, part, parts);
    made.to = place_of(stretch, part + 1, parts);
    made.mass = stretch->mass / (double)parts;
    return made;
}

/* The shares of the places between the parts of a stretch, both ends with them: from place `first` on. */
static void set_shares(double (*shares)[CIR_BATCH], size_t first, const struct grid *grid,
                       const struct stretch *stretch, size_t parts)
{
    for (size_t fact = 0; fact < grid->fact_count; fact++)
        for (size_t i = 0; i <= parts; i++)
            shares[fact][first + i] = fact == grid->moving ? place_of(stretch, i, parts) : stretch->shares[fact];
}

/* Where a value moves so far between two points, it is not trusted to move in a line. */
static const double STEEP = 0.15;

static bool add_parts(struct filling *filling, const struct stretch *stretch, size_t parts,
                      const struct cir_group_points *points, size_t first, int cuts);

/* The place of a jump is sought: each part that still has one is cut again. */
static bool cut_stretch(struct filling *filling, const struct stretch *stretch, int cuts)
{
    double shares[GROUP_FACTS_MAX][CIR_BATCH];
    struct cir_group_points points;
    set_shares(shares, 0, filling->grid, stretch, CUT);
    return cir_group_points_measure(&points, filling->measuring, filling->group, shares, CUT + 1) &&
           add_parts(filling, stretch, CUT, &points, 0, cuts + 1);
}

/* Between completion i and the next, which do not go on from each other. */
static bool add_jump(struct filling *filling, const struct stretch *stretch, const struct cir_group_points *points,
                     size_t i, int cuts)
{
    if (cuts < CUTS)
        return cut_stretch(filling, stretch, cuts);
    return add_point(filling, stretch->mass / 2, points, i) && add_point(filling, stretch->mass / 2, points, i + 1);
}

static bool goes_on(const struct cir_group_points *points, size_t i, int cuts)
{
    return points->breaks[i] == 0 && (cuts == CUTS || points->farthest[i] <= STEEP);
}

/* The parts of a stretch, from completion `first` on: as many at once as go on from each other. */
static bool add_parts(struct filling *filling, const struct stretch *stretch, size_t parts,
                      const struct cir_group_points *points, size_t first, int cuts)
{
    double mass = stretch->mass / (double)parts;
    bool added = true;
    for (size_t i = 0; i < parts && added;) {
        size_t to = i;
        while (to < parts && goes_on(points, first + to, cuts))
            to++;
        if (to > i) {
            added = cir_group_outcomes_add_ways(filling->outcomes, filling->pieces, filling->scheme, mass, points,
                                                first + i, to - i);
            i = to;
        } else {
            struct stretch part = part_of(stretch, i, parts);
            added = add_jump(filling, &part, points, first + i, cuts);
            i++;
        }
    }
    return added;
}

/* ---- the grid ---- */

static size_t values_of(const struct cir_random_fact *fact)
{
    return fact->value_count > 0 ? fact->value_count : STRIPS;
}

static bool list_facts(struct grid *grid, const struct cir_random_row *row, uint64_t facts)
{
    for (uint64_t rest = facts; rest != 0; rest &= rest - 1) {
        if (grid->fact_count == GROUP_FACTS_MAX)
            return false;
        grid->facts[grid->fact_count++] = &row->facts[__builtin_ctzll(rest)];
    }
    grid->moving = grid->fact_count;
    for (size_t i = 0; i < grid->fact_count; i++)
        if (grid->facts[i]->value_count == 0)
            grid->moving = i;
    return true;
}

static bool make_grid(struct grid *grid, const struct cir_random_row *row, uint64_t facts)
{
    *grid = (struct grid){.lines = 1};
    if (!list_facts(grid, row, facts))
        return false;
    for (size_t i = 0; i < grid->fact_count; i++) {
        if (grid->facts[i]->value_count > CIR_RANDOM_VALUES_MAX)
            return false;
        if (i != grid->moving)
            grid->lines *= values_of(grid->facts[i]);
        if (grid->lines > LINES_MAX)
            return false;
    }
    if (grid->moving < grid->fact_count)
        grid->parts = grid->lines * (PARTS_LONE + 1) <= CIR_BATCH ? PARTS_LONE : PARTS;
    return true;
}

/* Where a line stands: each of the facts that stand still has one of its values, or the middle of a strip. */
static struct stretch line_of(const struct grid *grid, size_t line)
{
    struct stretch stretch = {.from = 0, .to = 1, .mass = 1};
    for (size_t i = 0; i < grid->fact_count; i++) {
        const struct cir_random_fact *fact = grid->facts[i];
        if (i == grid->moving)
            continue;
        size_t value = line % values_of(fact);
        line /= values_of(fact);
        double low = fact->value_count > 0 ? fact->shares[value] : (double)value / STRIPS;
        double high = fact->value_count > 0 ? fact->shares[value + 1] : (double)(value + 1) / STRIPS;
        stretch.shares[i] = (low + high) / 2;
        stretch.mass *= high - low;
    }
    return stretch;
}

/* As many lines as go into a batch, from `first` on. */
static bool add_lines(struct filling *filling, size_t first, size_t count)
{
    double shares[GROUP_FACTS_MAX][CIR_BATCH];
    struct stretch lines[CIR_BATCH];
    struct cir_group_points points;
    const struct grid *grid = filling->grid;
    size_t nodes = grid->parts + 1;
    for (size_t k = 0; k < count; k++) {
        lines[k] = line_of(grid, first + k);
        set_shares(shares, k * nodes, grid, &lines[k], grid->parts);
    }
    bool added = cir_group_points_measure(&points, filling->measuring, filling->group, shares, count * nodes);
    for (size_t k = 0; k < count && added; k++)
        added = grid->parts > 0 ? add_parts(filling, &lines[k], grid->parts, &points, k * nodes, 0)
                                : add_point(filling, lines[k].mass, &points, k);
    return added;
}

static bool add_all_lines(struct filling *filling)
{
    size_t at_once = CIR_BATCH / (filling->grid->parts + 1);
    bool added = true;
    for (size_t first = 0; first < filling->grid->lines && added; first += at_once) {
        size_t left = filling->grid->lines - first;
        added = add_lines(filling, first, left < at_once ? left : at_once);
    }
    return added;
}

/* Between steps a sum may not be taken for linear where the steps go with something else that moves. */
static bool may_be_cut(const struct cir_scheme *scheme, const struct cir_fact_group *group)
{
    for (uint64_t rest = group->moves.factors; rest != 0; rest &= rest - 1) {
        const struct cir_factor *factor = &scheme->factors[__builtin_ctzll(rest)];
        bool is_smooth = false;
        for (size_t i = 0; i < factor->input_count; i++)
            is_smooth = is_smooth || factor->inputs[i].function == CIR_FUNCTION_LINEAR ||
                        factor->inputs[i].function == CIR_FUNCTION_LOG;
        if (is_smooth && cir_factor_has_steps(factor))
            return false;
    }
    return true;
}

bool cir_fact_grid_measure(struct cir_row_apart *apart, size_t group)
{
    const struct cir_fact_group *facts = &apart->groups.list[group];
    const struct cir_scheme *scheme = apart->standing.scheme;
    struct grid grid;
    if (!make_grid(&grid, apart->standing.row, facts->facts))
        return false;
    if (grid.parts > 0 && !may_be_cut(scheme, facts))
        return false;
    struct filling filling = {&grid, scheme, facts, &apart->measuring, &apart->outcomes[group], &apart->pieces};
    cir_group_outcomes_start(filling.outcomes, scheme, facts->moves.factors, grid.parts == 0);
    if (!add_all_lines(&filling))
        return false;
    cir_group_outcomes_finish(filling.outcomes, scheme);
    return true;
}
