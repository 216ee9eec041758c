#include "model/fact_law.h"

static const struct {
    const char *name;
    const char *first;
    const char *second;
} laws[CIR_FACT_LAW_KINDS] = {
#define CIR_FACT_LAW(symbol, name, first, second, meaning) [CIR_FACT_##symbol] = {name, first, second},
#include "model/fact_law.def"
#undef CIR_FACT_LAW
};

const char *cir_fact_law_name(enum cir_fact_law_kind kind)
{
    return laws[kind].name;
}

const char *cir_fact_law_first(enum cir_fact_law_kind kind)
{
    return laws[kind].first;
}

const char *cir_fact_law_second(enum cir_fact_law_kind kind)
{
    return laws[kind].second;
}
