/** What may move what: the factors and criteria that rest on some measures. */
#ifndef CIR_SCORING_MOVES_H
#define CIR_SCORING_MOVES_H

#include "scoring/scoring.h"

/** What a change of some measures may move in a scheme: sets of factors and criteria, bit = number. */
struct cir_moves {
    uint64_t factors;
    uint64_t criteria[CIR_TRUTH_WORDS];
};

/** @param changes by measure number */
void cir_moves_make(struct cir_moves *moves, const struct cir_scheme *scheme, const bool *changes);

/** Mark the measures that those factors and criteria are made from. */
void cir_moves_mark(bool *measures, const struct cir_scheme *scheme, const struct cir_moves *moves);

/** Whether anything is moved at all. */
bool cir_moves_any(const struct cir_moves *moves);

/** Whether anything is moved by both. */
bool cir_moves_meet(const struct cir_moves *a, const struct cir_moves *b);

void cir_moves_add(struct cir_moves *to, const struct cir_moves *from);

#endif
