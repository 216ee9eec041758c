/** Statuses, and errors that say where.
 *
 * Functions that can fail return an `enum cir_status` and describe the failure in a `struct cir_error` of the
 * caller's, passed last; NULL is allowed. Nothing is allocated, nothing is global. */
#ifndef CIR_BASE_ERROR_H
#define CIR_BASE_ERROR_H

#include <stddef.h>

enum cir_status {
#define CIR_STATUS(symbol, name, exit_code, text) CIR_##symbol,
#include "base/status.def"
#undef CIR_STATUS
};

/** A place in a file. Lines and columns count from 1; 0 means that the place is not known that closely. */
struct cir_place {
    const char *file; /**< borrowed; copied into the error by cir_fail */
    size_t line;
    size_t column;
};

enum { CIR_ERROR_FILE_SIZE = 256, CIR_ERROR_MESSAGE_SIZE = 512 };

struct cir_error {
    enum cir_status status;
    size_t line;
    size_t column;
    char file[CIR_ERROR_FILE_SIZE];
    char message[CIR_ERROR_MESSAGE_SIZE]; /**< one line, no final stop; says what was found and what was expected */
};

/** Fill `error` (if not NULL) and return `status`, so that a refusal stays one line. Longer texts are cut. */
enum cir_status cir_fail(struct cir_error *error, enum cir_status status, struct cir_place place, const char *format,
                         ...) __attribute__((format(printf, 4, 5)));

/** The refusal of every allocation. */
enum cir_status cir_fail_memory(struct cir_error *error);

/** NO_FILE with the system's own words for `error_number`: "log.csv: Permission denied". */
enum cir_status cir_fail_system(struct cir_error *error, const char *file, int error_number);

/** Symbol in lower case, such as "bad_table". */
const char *cir_status_name(enum cir_status status);

/** Sentence for people. */
const char *cir_status_text(enum cir_status status);

/** Exit code of a command that ends with this status: 0 clean, 1 findings, 2 usage, 3 input or output,
 * 4 definitions, 5 internal. */
int cir_status_exit_code(enum cir_status status);

#endif
