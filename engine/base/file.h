/** Whole files that are small: tables, mappings. */
#ifndef CIR_BASE_FILE_H
#define CIR_BASE_FILE_H

#include "base/buffer.h"
#include "base/error.h"

/** Append the bytes of a file. @return CIR_OK; CIR_NO_FILE with the system's words; CIR_NO_MEMORY */
enum cir_status cir_file_read(struct cir_buffer *buffer, const char *path, struct cir_error *error);

#endif
