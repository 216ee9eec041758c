/** What the command says on stderr. */
#ifndef CIR_TOOLS_SAY_H
#define CIR_TOOLS_SAY_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"

#include <stdio.h>

/** One line "cirisk: ..." or "cirisk COMMAND: ..." (command may be NULL). */
void say(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** An error of the library, in the form that editors jump by: "log.csv:4:3: what".
 * @return the exit code that belongs to it */
int say_error(const struct cir_error *error);

/** That memory is exhausted. @return the exit code that belongs to it */
int say_no_memory(void);

/** Append text that comes from outside so that it can neither command the terminal nor turn it around: control
 * characters and marks of direction come out as \x1b and \u202e. Cut at `most` characters, 0: not. */
void say_add_visible(struct cir_buffer *buffer, struct cir_text text, size_t most);

/** Flush and see whether all of it was written; says so if not.
 * @return EXIT_CLEAN or EXIT_FILES */
int say_written(FILE *file, const char *name);

#endif
