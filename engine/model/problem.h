/** What is wrong with a row, and where. Bad rows are data: every problem of a row is reported, and the row goes to
 * the rejects untouched. */
#ifndef CIR_MODEL_PROBLEM_H
#define CIR_MODEL_PROBLEM_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum cir_problem_code {
#define CIR_PROBLEM(symbol, code, meaning) CIR_PROBLEM_##symbol,
#include "model/problem.def"
#undef CIR_PROBLEM
    CIR_PROBLEM_COUNT
};

struct cir_problem {
    enum cir_problem_code code;
    size_t line;            /**< physical line of the cell, from 1 */
    size_t column;          /**< of the cell in the row, from 1; 0 when the whole row is meant */
    size_t byte;            /**< byte of the cell (or of the fault) in the input, from 0 */
    size_t row;             /**< data row, from 1; 0: of a figure; `byte` is not told then */
    const char *field;      /**< name of the input column; borrowed, "" for the whole row */
    struct cir_text value;  /**< the cell as it was read; borrowed */
    const char *expected;   /**< what would have been right; borrowed */
    const char *suggestion; /**< the nearest thing that is right, or what to do; "" where there is none; borrowed */
};

/** Put copies in the place of all that it borrows. @return false when memory is exhausted */
bool cir_problem_keep(struct cir_problem *problem, struct cir_arena *arena);

/** Stable code, such as "bad-date". */
const char *cir_problem_code(enum cir_problem_code code);

/** Sentence for people. */
const char *cir_problem_meaning(enum cir_problem_code code);

/** Whether the suggestion is a cell, rather than something to do or to know. */
bool cir_problem_suggests_value(const struct cir_problem *problem);

#endif
