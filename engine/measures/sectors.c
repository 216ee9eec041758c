/* What the sector tells: how many, which of them life depends on, who leans on them, how long they may be gone.
 *
 * A known sector outside all critical ones (CIR_SECTOR_NONE) is not critical, and the flags of critical sectors are
 * "no" of it; how long it may be gone and who leans on it no table knows. */
#include "measures/derived.h"

#define OUTSIDE (UINT64_C(1) << CIR_SECTOR_NONE)

static bool is_known(const struct cir_cell *cell)
{
    return cell->state == CIR_CELL_KNOWN && cell->options != 0;
}

/* The answer of a measure of the sector where the cell says nothing. */
static enum cir_answer silence(const struct cir_cell *cell)
{
    return cell->state == CIR_CELL_NOT_APPLICABLE ? CIR_NOT_APPLICABLE : CIR_UNANSWERED;
}

static bool holds_together(const struct cir_cell *cell)
{
    return cell->together || (cell->options & (cell->options - 1)) == 0;
}

/* critical sectors that are hit; of candidates 0 or 1 */
static void set_sectors_hit(struct cir_column made, size_t i, const struct cir_cell *cell,
                            const struct cir_definitions *definitions)
{
    if (cell->state == CIR_CELL_NOT_APPLICABLE) {
        cir_column_set_not_applicable(made, i);
        return;
    }
    if (!is_known(cell)) {
        cir_column_set_unanswered(made, i, 0, (double)definitions->sector_count);
        return;
    }
    double count = __builtin_popcountll(cell->options & ~OUTSIDE);
    bool may_be_outside = (cell->options & OUTSIDE) != 0;
    if (holds_together(cell))
        cir_column_set_number(made, i, count, count, count);
    else if (may_be_outside)
        cir_column_set_number(made, i, 0, count / (count + 1), 1);
    else
        cir_column_set_number(made, i, 1, 1, 1);
}

void cir_measure_sectors_hit(struct cir_column made, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        set_sectors_hit(made, i, cir_facts_cell(facts, CIR_FIELD_SECTOR, i), facts->definitions);
}

typedef bool sector_flag(const struct cir_sector *sector);

/* yes/no of a flag: together, one "yes" is enough; of candidates, each may be the one */
static void set_flag(struct cir_column made, size_t i, const struct cir_cell *cell, const struct cir_sector *sectors,
                     sector_flag *is)
{
    if (!is_known(cell)) {
        cir_column_set_yes_no(made, i, silence(cell), true, true);
        return;
    }
    bool may_be_yes = false;
    bool may_be_no = (cell->options & OUTSIDE) != 0;
    for (uint64_t rest = cell->options & ~OUTSIDE; rest != 0; rest &= rest - 1) {
        bool yes = is(&sectors[__builtin_ctzll(rest)]);
        may_be_yes |= yes;
        may_be_no |= !yes;
    }
    cir_column_set_yes_no(made, i, CIR_ANSWERED, may_be_no && !(holds_together(cell) && may_be_yes), may_be_yes);
}

static void make_flags(struct cir_column made, const struct cir_facts *facts, sector_flag *is)
{
    for (size_t i = 0; i < facts->count; i++)
        set_flag(made, i, cir_facts_cell(facts, CIR_FIELD_SECTOR, i), facts->definitions->sectors, is);
}

static bool is_critical(const struct cir_sector *sector)
{
    (void)sector; /* all sectors of the tables are */
    return true;
}

static bool is_life_critical(const struct cir_sector *sector)
{
    return sector->life_critical;
}

static bool serves_several_states(const struct cir_sector *sector)
{
    return sector->several_states;
}

void cir_measure_critical_sector(struct cir_column made, const struct cir_facts *facts)
{
    make_flags(made, facts, is_critical);
}

void cir_measure_life_critical(struct cir_column made, const struct cir_facts *facts)
{
    make_flags(made, facts, is_life_critical);
}

void cir_measure_several_states_served(struct cir_column made, const struct cir_facts *facts)
{
    make_flags(made, facts, serves_several_states);
}

/* the largest dependents_share of the sectors hit; of candidates the range and the mean */
static void set_dependents_share(struct cir_column made, size_t i, const struct cir_cell *cell,
                                 const struct cir_sector *sectors)
{
    bool together = holds_together(cell);
    uint64_t inside = cell->options & ~OUTSIDE;
    if (cell->state == CIR_CELL_NOT_APPLICABLE) {
        cir_column_set_not_applicable(made, i);
        return;
    }
    if (!is_known(cell) || inside == 0 || (!together && inside != cell->options)) {
        cir_column_set_unanswered(made, i, 0, 1);
        return;
    }
    double low = INFINITY;
    double high = 0;
    double sum = 0;
    for (uint64_t rest = inside; rest != 0; rest &= rest - 1) {
        double share = sectors[__builtin_ctzll(rest)].dependents_share;
        low = cir_lesser(low, share);
        high = cir_greater(high, share);
        sum += share;
    }
    if (together)
        cir_column_set_number(made, i, high, high, high);
    else
        cir_column_set_number(made, i, low, cir_within(sum / __builtin_popcountll(inside), low, high), high);
}

void cir_measure_dependents_share(struct cir_column made, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        set_dependents_share(made, i, cir_facts_cell(facts, CIR_FIELD_SECTOR, i), facts->definitions->sectors);
}

/* Hours: the strictest of the sectors hit; of candidates the range. */
static struct cir_figure tolerable_outage(const struct cir_cell *cell, const struct cir_sector *sectors)
{
    struct cir_figure figure = cir_figure_unanswered();
    if (cell->state == CIR_CELL_NOT_APPLICABLE)
        figure.answer = CIR_NOT_APPLICABLE;
    uint64_t inside = cell->options & ~OUTSIDE;
    bool together = holds_together(cell);
    if (!is_known(cell) || inside == 0 || (!together && inside != cell->options))
        return figure;
    double strictest = INFINITY;
    unsigned count = 0;
    for (uint64_t rest = inside; rest != 0; rest &= rest - 1) {
        double hours = sectors[__builtin_ctzll(rest)].tolerable_outage_h;
        strictest = cir_lesser(strictest, hours);
        if (!together)
            cir_figure_add(&figure, count++, hours);
    }
    return together ? cir_figure_of(strictest) : figure;
}

static void find_tolerable_outages(struct cir_figures *figures, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        if (facts->sectors[i] != CIR_SECTOR_OTHER)
            cir_figures_set_one(figures, i, facts->plan->tolerable_outages_h[facts->sectors[i]]);
        else
            cir_figures_set(figures, i,
                            tolerable_outage(cir_facts_cell(facts, CIR_FIELD_SECTOR, i), facts->definitions->sectors));
}

/* service_loss x duration_h / tolerable outage */
void cir_measure_service_outage_ratio(struct cir_column made, const struct cir_facts *facts)
{
    struct cir_figures tolerable;
    double low[CIR_BATCH], point[CIR_BATCH], high[CIR_BATCH];
    const struct cir_column lost = {.low = low, .point = point, .high = high};
    cir_columns_multiply(lost, cir_facts_field(facts, CIR_FIELD_SERVICE_LOSS),
                         cir_facts_field(facts, CIR_FIELD_DURATION_H), facts->count);
    find_tolerable_outages(&tolerable, facts);
    cir_columns_divide(made, lost, &tolerable, facts->count);
}
