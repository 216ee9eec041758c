/** The hash of files of tables, whatever folder they lie in. */
#ifndef CIR_DEFINITIONS_FILES_HASH_H
#define CIR_DEFINITIONS_FILES_HASH_H

#include "base/sha256.h"

/** Add a file: its name, NUL, its size as 8 bytes from the lowest on, its content. */
void cir_files_hash_add(struct sha256_ctx *context, const char *name, struct cir_text text);

#endif
