#include "scoring/fact_groups.h"

#include "scoring/rules.h"

#include <string.h>

/* The criteria on which a level of the row hangs. */
static void find_open_criteria(uint64_t open[CIR_TRUTH_WORDS], const struct cir_standing_row *standing)
{
    const struct cir_scheme *scheme = standing->scheme;
    const struct cir_truth_columns *truths = &standing->scoring->truths;
    size_t row = standing->row->subject;
    uint64_t any = 0;
    memset(open, 0, CIR_TRUTH_WORDS * sizeof *open);
    for (unsigned word = 0; word * (size_t)64 < scheme->criterion_count; word++)
        any |= truths->possible[word][row] & ~truths->certain[word][row];
    if (any == 0)
        return;
    struct cir_truths known;
    cir_truths_at(&known, scheme, truths, row);
    cir_rules_open(open, scheme, &known, cir_scoring_ruling(standing->scoring, row)->levels.low);
}

/* What is open in this row: factors that are not exact, criteria on which a level hangs. */
static struct cir_moves open_moves(const struct cir_standing_row *standing, const uint64_t *open_criteria,
                                   const struct cir_moves *moves)
{
    struct cir_moves open = {.factors = 0};
    size_t row = standing->row->subject;
    for (uint64_t rest = moves->factors; rest != 0; rest &= rest - 1) {
        unsigned number = (unsigned)__builtin_ctzll(rest);
        const struct cir_factor_values *values = &standing->factors[number];
        bool is_open =
            values->applies[row] != 0 && (values->low[row] != values->high[row] || isnan(values->point[row]));
        open.factors |= (uint64_t)is_open << number;
    }
    for (int word = 0; word < CIR_TRUTH_WORDS; word++)
        open.criteria[word] = moves->criteria[word] & open_criteria[word];
    return open;
}

/* A fact joins the groups with which it meets, which become one. */
static bool add_fact(struct cir_fact_groups *groups, unsigned fact, const struct cir_moves *moves)
{
    struct cir_fact_group made = {UINT64_C(1) << fact, *moves};
    size_t kept = 0;
    for (size_t i = 0; i < groups->count; i++) {
        const struct cir_fact_group *group = &groups->list[i];
        if (!cir_moves_meet(&group->moves, moves)) {
            groups->list[kept++] = *group;
            continue;
        }
        made.facts |= group->facts;
        cir_moves_add(&made.moves, &group->moves);
    }
    if (kept == CIR_FACT_GROUPS_MAX)
        return false;
    groups->list[kept++] = made;
    groups->count = kept;
    return true;
}

bool cir_fact_groups_find(struct cir_fact_groups *groups, const struct cir_standing_row *standing)
{
    const struct cir_random_row *row = standing->row;
    uint64_t open_criteria[CIR_TRUTH_WORDS];
    groups->count = 0;
    if (row->fact_count > CIR_ROW_FACTS_MAX)
        return false;
    find_open_criteria(open_criteria, standing);
    for (unsigned i = 0; i < row->fact_count; i++) {
        struct cir_moves open = open_moves(standing, open_criteria, row->facts[i].moves);
        if (cir_moves_any(&open) && !add_fact(groups, i, &open))
            return false;
    }
    return true;
}

uint64_t cir_fact_groups_factors(const struct cir_fact_groups *groups)
{
    uint64_t factors = 0;
    for (size_t i = 0; i < groups->count; i++)
        factors |= groups->list[i].moves.factors;
    return factors;
}
