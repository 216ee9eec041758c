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

static bool keep(const char **string, struct cir_arena *arena)
{
    *string = cir_arena_copy(arena, cir_text_of(*string));
    return *string != NULL;
}

bool cir_problem_keep(struct cir_problem *problem, struct cir_arena *arena)
{
    problem->value.data = cir_arena_copy(arena, problem->value);
    return problem->value.data != NULL && keep(&problem->field, arena) && keep(&problem->expected, arena) &&
           keep(&problem->suggestion, arena);
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
