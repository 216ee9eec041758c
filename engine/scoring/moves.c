#include "scoring/moves.h"

static bool has(const uint64_t *set, unsigned number)
{
    return (set[number / 64] >> (number % 64) & 1) != 0;
}

void cir_moves_make(struct cir_moves *moves, const struct cir_scheme *scheme, const bool *changes)
{
    *moves = (struct cir_moves){.factors = 0};
    for (unsigned i = 0; i < scheme->factor_count; i++)
        for (size_t k = 0; k < scheme->factors[i].input_count; k++)
            moves->factors |= (uint64_t)changes[scheme->factors[i].inputs[k].measure] << i;
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &scheme->criteria[i];
        bool moved = changes[criterion->measure] ||
                     (criterion->filter_measure != CIR_INDEX_NONE && changes[criterion->filter_measure]);
        moves->criteria[i / 64] |= (uint64_t)moved << (i % 64);
    }
}

void cir_moves_mark(bool *measures, const struct cir_scheme *scheme, const struct cir_moves *moves)
{
    for (unsigned i = 0; i < scheme->factor_count; i++)
        for (size_t k = 0; k < scheme->factors[i].input_count && (moves->factors >> i & 1) != 0; k++)
            measures[scheme->factors[i].inputs[k].measure] = true;
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &scheme->criteria[i];
        if (!has(moves->criteria, i))
            continue;
        measures[criterion->measure] = true;
        if (criterion->filter_measure != CIR_INDEX_NONE)
            measures[criterion->filter_measure] = true;
    }
}

bool cir_moves_any(const struct cir_moves *moves)
{
    return cir_moves_meet(moves, moves);
}

bool cir_moves_meet(const struct cir_moves *a, const struct cir_moves *b)
{
    uint64_t common = a->factors & b->factors;
    for (int word = 0; word < CIR_TRUTH_WORDS; word++)
        common |= a->criteria[word] & b->criteria[word];
    return common != 0;
}

void cir_moves_add(struct cir_moves *to, const struct cir_moves *from)
{
    to->factors |= from->factors;
    for (int word = 0; word < CIR_TRUTH_WORDS; word++)
        to->criteria[word] |= from->criteria[word];
}
