/** How the cells of several incidents become one: the rule of each field. */
#ifndef CIR_MODEL_MERGE_H
#define CIR_MODEL_MERGE_H

#include "base/date.h"

enum cir_merge_rule {
#define CIR_MERGE(symbol, name, types, meaning) CIR_MERGE_##symbol,
#include "model/merge.def"
#undef CIR_MERGE
    CIR_MERGE_COUNT
};

struct cir_merge {
    enum cir_merge_rule rule;
    unsigned of; /**< number of the field whose cells are merged: mostly the field itself */
    /** Of sums and counts: only incidents of one root cause within this time count together; zero: all do */
    struct cir_period within;
};

#endif
