/** The bytes of a log, as UTF-8: a file, a pipe, or standard input. */
#ifndef CIR_INTAKE_LOG_FILE_H
#define CIR_INTAKE_LOG_FILE_H

#include "base/error.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cir_log_file;

/** Open `path`, "-" for standard input.
 *
 * @param encoding NULL for UTF-8, whose bytes are handed on as they are and checked row by row; else a name that
 *        iconv knows, from which all bytes are converted
 * @return CIR_OK; CIR_NO_FILE (the system's words; a directory); CIR_BAD_USE (no such encoding); CIR_NO_MEMORY */
enum cir_status cir_log_file_open(struct cir_log_file **file, const char *path, const char *encoding,
                                  struct cir_error *error);

/** The same of bytes that are in memory, UTF-8.
 *
 * @param name what messages call it; borrowed
 * @param text borrowed as long as the file is open
 * @return CIR_OK; CIR_NO_MEMORY */
enum cir_status cir_log_file_open_text(struct cir_log_file **file, const char *name, struct cir_text text,
                                       struct cir_error *error);

void cir_log_file_close(struct cir_log_file *file);

/** What messages name: the path, or "standard input". */
const char *cir_log_file_name(const struct cir_log_file *file);

/** Bytes in all, 0 where that is not known before the end (a pipe). */
uint64_t cir_log_file_size(const struct cir_log_file *file);

/** Bytes read so far, as they stand in the file. */
uint64_t cir_log_file_taken(const struct cir_log_file *file);

/** Take a SHA-256 of the bytes as they stand in the file, from here on. */
void cir_log_file_hash(struct cir_log_file *file);

/** The hash so far, in hex: of the whole file once it was read to its end. */
void cir_log_file_sha256(const struct cir_log_file *file, char hex[65]);

/** Read up to `size` bytes into `data`; *taken less than size only at the end.
 * @return CIR_OK; CIR_NO_FILE; CIR_BAD_LOG where bytes are none of the declared encoding */
enum cir_status cir_log_file_read(struct cir_log_file *file, char *data, size_t size, size_t *taken,
                                  struct cir_error *error);

/** Refuse what is no log in UTF-8, by its first bytes: an XLSX or other ZIP, an old Excel file, gzip, UTF-16, a PDF.
 * @return CIR_OK, or CIR_BAD_LOG with what it is and what to do */
enum cir_status cir_log_file_recognise(const char *name, const char *data, size_t size, struct cir_error *error);

#endif
