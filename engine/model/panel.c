#include "model/panel.h"

static const struct {
    const char *name;
    const char *meaning;
} kinds[CIR_JUDGEMENT_KINDS] = {
#define CIR_JUDGEMENT_KIND(symbol, name, meaning) [CIR_JUDGEMENT_##symbol] = {name, meaning},
#include "model/judgement_kind.def"
#undef CIR_JUDGEMENT_KIND
};

const char *cir_judgement_kind_name(enum cir_judgement_kind kind)
{
    return kinds[kind].name;
}

const char *cir_judgement_kind_meaning(enum cir_judgement_kind kind)
{
    return kinds[kind].meaning;
}
