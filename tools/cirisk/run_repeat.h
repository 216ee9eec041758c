/** A run that is repeated, by its manifest, into a temporary folder: nothing is written anywhere else. */
#ifndef CIR_TOOLS_RUN_REPEAT_H
#define CIR_TOOLS_RUN_REPEAT_H

#include "base/arena.h"
#include "command.h"
#include "options.h"

#include <jansson.h>

enum { REPEAT_FOLDER_SIZE = 256, REPEAT_ARGUMENTS_MAX = 1024 };

/** An output of the run, and the file that the repeat writes in its place. */
struct repeat_output {
    const char *name;
    const char *path;
};

struct repeat {
    struct cir_arena arena;
    const struct command *command;
    char folder[REPEAT_FOLDER_SIZE]; /**< "": none was made */
    char *arguments[REPEAT_ARGUMENTS_MAX + 1];
    int argument_count;
    struct repeat_output outputs[OPTIONS_MAX];
    size_t output_count;
    int exit_code;    /**< of the repeat */
    json_t *manifest; /**< of the repeat, owned; NULL where it failed */
};

/** Make the command line anew, with a file of the temporary folder for each output.
 *
 * The caller has to have gone to the folder that the run was made in, and calls repeat_free whatever is returned.
 * @param manifest that manifest_parse has passed
 * @param name of the manifest in messages
 * @return EXIT_CLEAN; EXIT_USAGE where there is no such command or option, or an output is one of the inputs; EXIT_FILES;
 *         what is wrong is said */
int repeat_prepare(struct repeat *repeat, const json_t *manifest, const char *name);

/** Run it in a process of its own, as at the time that the manifest tells. What it says is shown where it fails.
 * @return EXIT_CLEAN where it came to its end, whatever its exit code; what is wrong is said */
int repeat_run(struct repeat *repeat, const json_t *manifest);

/** The file that holds what the repeat wrote to the output of this name; "-" is standard output. NULL: none. Lies in the
 * arena. */
const char *repeat_path(struct repeat *repeat, const char *name);

/** Take the folder away, and all in it. */
void repeat_free(struct repeat *repeat);

#endif
