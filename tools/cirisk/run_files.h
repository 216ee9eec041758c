/** The files of a run, as the option table of its command declares them. */
#ifndef CIR_TOOLS_RUN_FILES_H
#define CIR_TOOLS_RUN_FILES_H

#include "base/arena.h"
#include "command.h"
#include "model/file_seal.h"
#include "options.h"

#include <stdbool.h>
#include <sys/stat.h>

enum run_file_kind { RUN_FILE, RUN_FOLDER, RUN_DATABASE, RUN_STREAM };

struct run_file {
    const char *name; /**< as given; of a file in a folder that is read, FOLDER/FILE */
    enum run_file_kind kind;
    bool is_sealed;
    bool has_rows;
    struct stat before; /**< of an input, when the run began */
    struct cir_file_seal seal;
};

/** A list in the arena. */
struct run_files {
    struct run_file *list;
    size_t count;
    size_t capacity;
};

/** The file of this name, or NULL. */
struct run_file *run_files_find(const struct run_files *files, const char *name);

/** Add one; the name is copied. @return NULL when memory is exhausted */
struct run_file *run_files_add(struct run_files *files, const char *name, enum run_file_kind kind,
                               struct cir_arena *arena);

/** Find what a command line reads and writes; outputs of a folder are found when they are written.
 *
 * What is named and does not exist is left for the command to refuse. A folder that is read is all its files, in the order
 * of their names.
 * @return exit code; what cannot be recorded (a pipe, more than RUN_FILES_MAX files) is said */
enum { RUN_FILES_MAX = 20000 };
int run_files_collect(struct run_files *inputs, struct run_files *outputs, const struct command *command,
                      const void *values, const struct operands *operands, struct cir_arena *arena);

/** Hash a file by reading it. @return exit code; what is wrong is said */
int run_file_seal(struct cir_file_seal *seal, const char *path);

#endif
