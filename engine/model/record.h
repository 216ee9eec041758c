/** A record of a CSV file, split into its cells where it stands. */
#ifndef CIR_MODEL_RECORD_H
#define CIR_MODEL_RECORD_H

#include "base/text.h"
#include "model/problem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** One cell, where it stands in the record. */
struct cir_span {
    uint32_t start; /**< from the start of the record; of a quoted cell, behind its quote */
    uint32_t size;  /**< without the quotes */
    bool quoted;
    bool escaped; /**< holds doubled quotes, which its text does not */
};

struct cir_record {
    struct cir_text text;   /**< without its line end; borrowed from the block */
    struct cir_span *spans; /**< borrowed: valid until the next record of the same splitter */
    size_t count;
    size_t line;  /**< physical line on which it starts, from 1 at the start of the block */
    size_t lines; /**< physical lines that it covers */
    bool is_bad;
    enum cir_problem_code problem; /**< when is_bad */
    size_t problem_at;             /**< byte of the fault in text */
};

#endif
