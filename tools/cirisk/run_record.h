/** The record of a run: what it read, what it wrote, and by what. It becomes the manifest (docs/manifests.md).
 *
 * A process is one run and has one record. Which files are read and written the option table of the command says (enum
 * completion), so that no command can forget one: whatever is not told here while the run has its bytes in hand is hashed
 * when it ends. Without --manifest nothing is recorded, and all functions but record_name do nothing. */
#ifndef CIR_TOOLS_RUN_RECORD_H
#define CIR_TOOLS_RUN_RECORD_H

#include "base/text.h"
#include "command.h"
#include "model/file_seal.h"
#include "options.h"
#include "pipeline/classifier.h"

#include <stdbool.h>

struct manifest_options {
    const char *manifest;
};

/** The group of options of a command that makes a result of inputs. */
enum { MANIFEST_ROWS = 1 };
extern const struct option_row manifest_rows[MANIFEST_ROWS];
#define MANIFEST_GROUP(type)                                                                                           \
    {                                                                                                                  \
        "Record", manifest_rows, MANIFEST_ROWS, offsetof(type, manifest)                                               \
    }

/** Before the command runs: find its files, refuse what could not be recorded, and put taps on the standard streams.
 * @return exit code; what is wrong is said */
int record_begin(const struct command *command, const void *values, const struct operands *operands);

/** After it: write the manifest, if the run is whole (EXIT_CLEAN or EXIT_FINDINGS).
 * @param code of the command
 * @return `code`, or what went wrong with the record */
int record_end(int code);

/** Whether a record is made: only then it is worth to hash what goes by. */
bool record_is_on(void);

/** A file that the run has read whole; name as on the command line, "-" for standard input. */
void record_input(const char *name, const struct cir_file_seal *seal);

/** A file that the run has written; one in a folder of the command line need not be named there itself. */
void record_output(const char *name, const struct cir_file_seal *seal);

/** The same, of a text that was written whole. */
void record_output_text(const char *name, struct cir_text text);

/** A database that a run was added to: as it grows from run to run its bytes say nothing. */
void record_database(const char *name);

/** Data rows of a file that was read, or written, where it has such. */
void record_input_rows(const char *name, uint64_t rows);
void record_output_rows(const char *name, uint64_t rows);

/** rows = scored + rejected */
void record_counts(uint64_t rows, uint64_t scored, uint64_t rejected);

/** Definitions, schemes and network that judged.
 * @param role what they are to the run where it has several, such as "old"; "" where it has one */
void record_classifier(const char *role, const struct cir_classifier *classifier);

/** The same where no classifier is made.
 * @param sha256 the definitions hash
 * @param network NULL where none was used */
void record_definitions(const char *role, const char *sha256, const struct cir_network *network);

/** When a run is repeated, its outputs go to other files, and are called by their names all the same. Both borrowed. */
void record_rename(const char *path, const char *name);

/** What an output is called by who asked for it: `path` itself, but for a run that is repeated. */
const char *record_name(const char *path);

#endif
