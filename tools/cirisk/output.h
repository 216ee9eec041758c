/** A small result: to a file or to standard output, as --output says. */
#ifndef CIR_TOOLS_OUTPUT_H
#define CIR_TOOLS_OUTPUT_H

#include "base/buffer.h"
#include "options.h"

#include <stdbool.h>
#include <sys/stat.h>

struct output_file_options {
    const char *output;
};

enum { OUTPUT_ROWS = 1 };
extern const struct option_row output_file_rows[OUTPUT_ROWS];

/** Write all of `text` to the file of this name, or to standard output when it is "-". An existing file is replaced.
 * @return exit code; what is wrong is said */
int output_write(const char *path, const struct cir_buffer *text);

/** Whether an output of this name ("-" is standard output) would overwrite that regular file. */
bool output_is_file(const char *path, const struct stat *file);

/** As output_write; a file that exists is refused. */
int output_write_new(const char *path, struct cir_text text);

#endif
