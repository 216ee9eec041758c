/** A file that is there whole or not at all. */
#ifndef CIR_PIPELINE_OUTPUT_FILE_H
#define CIR_PIPELINE_OUTPUT_FILE_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/sha256.h"
#include "model/file_seal.h"

#include <stdbool.h>

enum { CIR_OUTPUT_HELD = 4 };

/** A zeroed struct is a file that is not wanted: writing to it does nothing. */
struct cir_output_file {
    const char *path; /**< borrowed; NULL when not wanted */
    char *temporary;  /**< owned: what is written until it is whole; NULL where it is written in place */
    int descriptor;
    bool is_open;
    bool is_standard_output;
    struct cir_buffer
        held[CIR_OUTPUT_HELD]; /**< owned: given, and not written yet; behind those, memory to give back */
    size_t held_count;
    bool hashes;
    uint64_t size; /**< bytes given so far, where it hashes */
    struct sha256_ctx sha256;
};

/** Open for writing: "-" is standard output; what is no regular file (a device, a pipe) is written in place; all
 * else is written as PATH.part and renamed by cir_output_file_finish. NULL is allowed and not wanted.
 * @return CIR_OK; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_output_file_open(struct cir_output_file *file, const char *path, struct cir_error *error);

/** Take a SHA-256 of all that is written from here on; called before the first byte. */
void cir_output_file_hash(struct cir_output_file *file);

/** Size and hash of all that was written, where it was hashed and wanted; rows are left as they are. To be called before
 * cir_output_file_finish or after it. */
void cir_output_file_seal(struct cir_file_seal *seal, const struct cir_output_file *file);

/** Write all of it. @return CIR_OK; CIR_NO_FILE (a full disk, a closed pipe) */
enum cir_status cir_output_file_write(struct cir_output_file *file, struct cir_text text, struct cir_error *error);

/** As cir_output_file_write, of a whole buffer, which comes back empty, with other memory. Several are written at once,
 * which costs a system less; what is written in place (a pipe, a terminal) does not wait for that.
 * @return CIR_OK; CIR_NO_FILE, perhaps for what was given before */
enum cir_status cir_output_file_give(struct cir_output_file *file, struct cir_buffer *buffer, struct cir_error *error);

/** Close and take its name. @return CIR_OK; CIR_NO_FILE */
enum cir_status cir_output_file_finish(struct cir_output_file *file, struct cir_error *error);

/** Close and leave nothing behind; does nothing after cir_output_file_finish. */
void cir_output_file_abandon(struct cir_output_file *file);

#endif
