/** A record into its cells, where it stands.
 *
 * RFC 4180 with what real files do: any of LF, CRLF and lone CR ends a record. Quoting rules are checked, not
 * trusted: a record that breaks them is given as one physical line with the problem named, and the next record
 * starts on the next line, so that one stray quote costs one row and not the rest of the file. */
#ifndef CIR_INTAKE_SPLIT_H
#define CIR_INTAKE_SPLIT_H

#include "base/text.h"
#include "model/problem.h"

#include <stdint.h>

/** One cell of a record, where it stands in the block. */
struct cir_span {
    uint32_t start; /**< from the start of the record; of a quoted cell, behind its quote */
    uint32_t size;  /**< without the quotes */
    bool quoted;
    bool escaped; /**< holds doubled quotes: the text is read through cir_span_text */
};

struct cir_record {
    struct cir_text text; /**< with neither line end nor, at the start of the file, the BOM; borrowed from the block */
    struct cir_span *spans; /**< borrowed: valid until the next record of the same splitter */
    size_t count;
    size_t line;  /**< physical line on which it starts, from 1 at the start of the block */
    size_t lines; /**< physical lines it covers */
    bool is_bad;
    enum cir_problem_code problem; /**< when is_bad */
    size_t problem_at;             /**< byte of the fault in text */
};

#endif
