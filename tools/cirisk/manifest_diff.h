/** What differs between two manifests, and the command line that tells what differs between their runs. */
#ifndef CIR_TOOLS_MANIFEST_DIFF_H
#define CIR_TOOLS_MANIFEST_DIFF_H

#include "base/arena.h"
#include "listing.h"

#include <jansson.h>
#include <stdbool.h>

struct manifest_pair {
    const char *old_path;
    const char *new_path;
    json_t *old_manifest; /**< owned, as the other one */
    json_t *new_manifest;
    bool wants_all; /**< also what is the same */
    struct listing *listing;
    size_t differences; /**< found so far */
};

/** Fill the listing: tool, command, definitions, inputs, options, outputs, counts, exit code. Names of files are compared
 * by their place on the command line, times and folders not at all. */
void manifest_diff_fill(struct manifest_pair *pair);

/** Columns of the listing. */
enum { MANIFEST_DIFF_COLUMNS = 4 };
extern const struct listing_column manifest_diff_columns[MANIFEST_DIFF_COLUMNS];

enum { MANIFEST_DIFF_ARGUMENTS_MAX = 32 };

/** The command line of 'cirisk diff' for the logs, or registers, of both runs.
 * @param arguments gets it, NULL behind the last; in the arena
 * @param why gets why there is none
 * @return how many; 0 where the runs cannot be held against each other so */
int manifest_diff_arguments(char *arguments[MANIFEST_DIFF_ARGUMENTS_MAX], const char **why,
                            const struct manifest_pair *pair, struct cir_arena *arena);

#endif
