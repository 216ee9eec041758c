/** A log in blocks of whole records, so that memory does not grow with its length. */
#ifndef CIR_INTAKE_BLOCK_H
#define CIR_INTAKE_BLOCK_H

#include "base/text.h"
#include "intake/log_file.h"

enum { CIR_BLOCK_SIZE = 64 * 1024, CIR_RECORD_SIZE_MAX = 16 * 1024 * 1024 };

/** A block's memory is its holder's and is used again; a zeroed struct is ready. */
struct cir_block {
    char *data; /**< owned, on a page's edge */
    size_t capacity;
    struct cir_text text; /**< whole records; borrowed from data */
    uint64_t offset;      /**< of text in the log, in bytes of UTF-8 */
    uint64_t number;      /**< 0, 1, 2 ... */
};

struct cir_block_reader {
    struct cir_log_file *file; /**< borrowed */
    char delimiter;
    size_t max_field;
    char *carried; /**< owned: start of a record whose end was not read yet */
    size_t carried_size;
    size_t carried_capacity;
    uint64_t offset; /**< of the next block */
    uint64_t number;
    bool ended;
};

/** Start a reader behind the bytes given, which were read from the file already (the header's record taken off). */
enum cir_status cir_block_reader_init(struct cir_block_reader *reader, struct cir_log_file *file, char delimiter,
                                      size_t max_field, struct cir_text first, uint64_t offset,
                                      struct cir_error *error);

void cir_block_reader_free(struct cir_block_reader *reader);

/** Read the next block; not to be called by two threads at once.
 * @return CIR_OK; CIR_END; CIR_BAD_LOG when a record is larger than CIR_RECORD_SIZE_MAX; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_block_reader_next(struct cir_block_reader *reader, struct cir_block *block,
                                      struct cir_error *error);

void cir_block_free(struct cir_block *block);

#endif
