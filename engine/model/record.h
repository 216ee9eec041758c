/** A record of a CSV file, split into its cells where it stands. */
#ifndef CIR_MODEL_RECORD_H
#define CIR_MODEL_RECORD_H

#include "base/text.h"
#include "model/problem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CIR_SPAN_SIZE_MAX = (1 << 30) - 1 };

/** One cell, where it stands in the record. */
struct cir_span {
    uint32_t start;     /**< from the start of the record; of a quoted cell, behind its quote */
    uint32_t size : 30; /**< without the quotes; a record is far smaller */
    bool quoted : 1;
    bool escaped : 1; /**< holds doubled quotes, which its text does not */
};

struct cir_record {
    struct cir_text text;   /**< without its line end; borrowed from the block */
    struct cir_span *spans; /**< borrowed: valid until the same splitter is asked again */
    uint32_t count;
    uint32_t line;         /**< physical line on which it starts, from 1 at the start of the block */
    uint32_t lines;        /**< physical lines that it covers */
    bool is_plain;         /**< sure to be ASCII without NUL; false may be wrong */
    bool may_hold_formula; /**< false: no cell begins with a byte of cir_formula_may_begin; true may be wrong */
    bool is_bad;
    enum cir_problem_code problem; /**< when is_bad */
    uint32_t problem_at;           /**< byte of the fault in text */
};

#endif
