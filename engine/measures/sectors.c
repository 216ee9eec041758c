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
static struct cir_quantity sectors_hit(const struct cir_facts *facts, size_t i)
{
    const struct cir_cell *cell = cir_facts_cell(facts, CIR_FIELD_SECTOR, i);
    if (!is_known(cell))
        return silence(cell) == CIR_NOT_APPLICABLE
                   ? cir_quantity_not_applicable()
                   : cir_quantity_unanswered(0, (double)facts->definitions->sector_count);
    double count = __builtin_popcountll(cell->options & ~OUTSIDE);
    if (holds_together(cell))
        return cir_quantity_answered(count, count, count);
    bool may_be_outside = (cell->options & OUTSIDE) != 0;
    return cir_quantity_answered(may_be_outside ? 0 : 1, may_be_outside ? count / (count + 1) : 1, 1);
}

void cir_measure_sectors_hit(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], sectors_hit(facts, i));
}

/* yes/no of a flag: together, one "yes" is enough; of candidates, each may be the one */
static struct cir_quantity flag(const struct cir_facts *facts, size_t i, bool (*is)(const struct cir_sector *sector))
{
    const struct cir_cell *cell = cir_facts_cell(facts, CIR_FIELD_SECTOR, i);
    if (!is_known(cell))
        return cir_quantity_yes_no(silence(cell), true, true);
    bool may_be_yes = false;
    bool may_be_no = (cell->options & OUTSIDE) != 0;
    for (uint64_t rest = cell->options & ~OUTSIDE; rest != 0; rest &= rest - 1) {
        bool yes = is(&facts->definitions->sectors[__builtin_ctzll(rest)]);
        may_be_yes |= yes;
        may_be_no |= !yes;
    }
    return cir_quantity_yes_no(CIR_ANSWERED, may_be_no && !(holds_together(cell) && may_be_yes), may_be_yes);
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

static struct cir_quantity critical_sector(const struct cir_facts *facts, size_t i)
{
    return flag(facts, i, is_critical);
}

void cir_measure_critical_sector(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], critical_sector(facts, i));
}

static struct cir_quantity life_critical(const struct cir_facts *facts, size_t i)
{
    return flag(facts, i, is_life_critical);
}

void cir_measure_life_critical(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], life_critical(facts, i));
}

static struct cir_quantity several_states_served(const struct cir_facts *facts, size_t i)
{
    return flag(facts, i, serves_several_states);
}

void cir_measure_several_states_served(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], several_states_served(facts, i));
}

/* the largest dependents_share of the sectors hit; of candidates the range and the mean */
static struct cir_quantity dependents_share(const struct cir_facts *facts, size_t i)
{
    const struct cir_cell *cell = cir_facts_cell(facts, CIR_FIELD_SECTOR, i);
    if (silence(cell) == CIR_NOT_APPLICABLE)
        return cir_quantity_not_applicable();
    bool together = holds_together(cell);
    uint64_t inside = cell->options & ~OUTSIDE;
    if (!is_known(cell) || inside == 0 || (!together && inside != cell->options))
        return cir_quantity_unanswered(0, 1);
    double low = INFINITY;
    double high = 0;
    double sum = 0;
    for (uint64_t rest = inside; rest != 0; rest &= rest - 1) {
        double share = facts->definitions->sectors[__builtin_ctzll(rest)].dependents_share;
        low = cir_lesser(low, share);
        high = cir_greater(high, share);
        sum += share;
    }
    if (together)
        return cir_quantity_answered(high, high, high);
    return cir_quantity_answered(low, cir_within(sum / __builtin_popcountll(inside), low, high), high);
}

void cir_measure_dependents_share(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], dependents_share(facts, i));
}

/* Hours: the strictest of the sectors hit; of candidates the range. */
static struct cir_figure tolerable_outage(const struct cir_facts *facts, size_t i)
{
    const struct cir_cell *cell = cir_facts_cell(facts, CIR_FIELD_SECTOR, i);
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
        double hours = facts->definitions->sectors[__builtin_ctzll(rest)].tolerable_outage_h;
        strictest = cir_lesser(strictest, hours);
        if (!together)
            cir_figure_add(&figure, count++, hours);
    }
    return together ? cir_figure_of(strictest) : figure;
}

/* service_loss x duration_h / tolerable outage */
static struct cir_quantity service_outage_ratio(const struct cir_facts *facts, size_t i)
{
    struct cir_quantity loss = cir_quantity_of_cell(cir_facts_cell(facts, CIR_FIELD_SERVICE_LOSS, i), 0, 1);
    struct cir_quantity hours = cir_quantity_of_cell(cir_facts_cell(facts, CIR_FIELD_DURATION_H, i), 0, INFINITY);
    return cir_quantity_ratio(cir_quantity_product(loss, hours), tolerable_outage(facts, i));
}

void cir_measure_service_outage_ratio(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], service_outage_ratio(facts, i));
}
