/** A small result: to a file or to standard output, as --output says. */
#ifndef CIR_TOOLS_OUTPUT_H
#define CIR_TOOLS_OUTPUT_H

#include "base/buffer.h"
#include "options.h"
#include "terminal.h"

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>

struct output_file_options {
    const char *output;
};

enum { OUTPUT_ROWS = 1 };
extern const struct option_row output_file_rows[OUTPUT_ROWS];

/** Write all of `text` to the file of this name, or to standard output when it is "-". An existing file is replaced, and
 * only by the whole text.
 * @return exit code; what is wrong is said */
int output_write(const char *path, const struct cir_buffer *text);

/** Write what `print` prints, all of which is made before a file is touched.
 * @param print gets the context; what it returns, unless EXIT_CLEAN, is returned, and nothing is written
 * @return exit code; what is wrong is said */
int output_print(const char *path, int (*print)(const void *context, FILE *out), const void *context);

/** Print a document, which is given away; NULL and what is not whole is memory that was exhausted.
 * @return exit code; what is wrong is said */
int output_json(json_t *document, FILE *out);

/** A share or a statistic, null of NAN: rounded to six decimals, which are fewer figures than mathematical libraries
 * differ in. */
json_t *output_json_number(double value);

/** The screen that an output of this name is made for: what goes to a file has 80 columns and no colours. */
struct terminal output_terminal(const char *path, const struct terminal_options *options);

/** What is read, and must not be overwritten by what comes of it. */
struct output_input {
    const char *path; /**< "-" is standard input; NULL: none is read */
    const char *name; /**< what it is, as "the register" */
};

/** Whether each output is a file of its own, and none of the files that are read, under whatever name; what is wrong is
 * said.
 * @param outputs "-" is standard output; NULL: none is written
 * @return EXIT_CLEAN or EXIT_USAGE */
int output_check(const char *command, const char *const *outputs, size_t output_count,
                 const struct output_input *inputs, size_t input_count);

/** As output_write; a file that exists is refused. */
int output_write_new(const char *path, struct cir_text text);

#endif
