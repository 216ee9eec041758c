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

bool cir_problem_suggests_value(const struct cir_problem *problem)
{
    switch (problem->code) {
    case CIR_PROBLEM_BAD_NUMBER:
    case CIR_PROBLEM_OUT_OF_RANGE:
    case CIR_PROBLEM_UNKNOWN_COUNTRY:
    case CIR_PROBLEM_UNKNOWN_SECTOR:
    case CIR_PROBLEM_UNKNOWN_CURRENCY:
    case CIR_PROBLEM_UNKNOWN_OPTION:
    case CIR_PROBLEM_MEASURE_UNKNOWN:
        return problem->suggestion[0] != '-';
    default:
        return false;
    }
}
