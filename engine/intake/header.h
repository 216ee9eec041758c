/** The first record of a log: which columns it has, and by which delimiter. */
#ifndef CIR_INTAKE_HEADER_H
#define CIR_INTAKE_HEADER_H

#include "base/arena.h"
#include "intake/block.h"
#include "intake/log_file.h"
#include "model/record.h"

struct cir_header {
    struct cir_arena arena;
    char delimiter;
    bool has_bom;
    struct cir_text *columns; /**< names as they stand, quotes taken off; "" where nameless */
    size_t column_count;
    struct cir_record record; /**< the header as it stood, for the output: without BOM and line end */
    struct cir_text rest;     /**< what was read behind it: the start of the first block */
    uint64_t rest_offset;     /**< of rest in the log */
    size_t lines;             /**< physical lines that the header and empty lines before it cover */
};

/** Read the header.
 *
 * @param delimiter '\0' to find it out: the one of , ; TAB | that stands outside quotes in the header; where several
 *        do, the one by which the next rows have as many cells as the header; where that is not one either, refused
 * @return CIR_OK; CIR_BAD_USE for a delimiter that is a line end or a quote; CIR_BAD_LOG for an empty file, a broken header, what is no log, an unclear delimiter; CIR_NO_FILE;
 *         CIR_NO_MEMORY. *header is to be freed also after a failure */
enum cir_status cir_header_read(struct cir_header *header, struct cir_log_file *file, char delimiter, size_t max_field,
                                struct cir_error *error);

void cir_header_free(struct cir_header *header);

#endif
