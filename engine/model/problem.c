#include "model/problem.h"

static const struct {
    const char *code;
    const char *meaning;
} problems[] = {
#define CIR_PROBLEM(symbol, code, meaning) [CIR_PROBLEM_##symbol] = {code, meaning},
#include "model/problem.def"
#undef CIR_PROBLEM
};

const char *cir_problem_code(enum cir_problem_code code)
{
    return problems[code].code;
}

const char *cir_problem_meaning(enum cir_problem_code code)
{
    return problems[code].meaning;
}
