/** What the commands on definitions share: list, show, export, lint, and of networks check and rank. */
#ifndef CIR_TOOLS_CATALOGUE_H
#define CIR_TOOLS_CATALOGUE_H

#include "definitions/definitions.h"
#include "listing.h"
#include "options.h"
#include "run_record.h"
#include "terminal.h"

#include <stdint.h>

struct catalogue_options {
    const char *definitions;
    int format;   /**< an enum listing_format */
    int language; /**< an enum cir_language */
    int layout;   /**< of networks alone: an enum cir_network_layout */
    int layer;    /**< of `networks rank` alone, as what follows: an enum cir_impact_layer */
    uint64_t orders;
    uint64_t top;
};

struct catalogue_values {
    struct catalogue_options options;
    struct manifest_options manifest; /* of 'cirisk networks' alone */
    struct terminal_options terminal;
};

enum { CATALOGUE_ROWS = 3 };
extern const struct option_row catalogue_rows[CATALOGUE_ROWS];

// clang-format off
#define CATALOGUE_WORDS "list;show;export;lint"
#define CATALOGUE_WORDS_NETWORKS CATALOGUE_WORDS ";check;rank"
#define CATALOGUE_GROUPS {{"Definitions", catalogue_rows, CATALOGUE_ROWS, offsetof(struct catalogue_values, options)}, \
                          {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct catalogue_values, terminal)}}
// clang-format on

struct catalogue_actions;

/** The definitions in use, open for a command. */
struct catalogue {
    const struct catalogue_actions *actions; /**< of the command */
    const struct catalogue_options *options;
    struct terminal terminal; /**< what stdout is */
    struct cir_arena arena;   /**< of listings */
    struct cir_definitions *definitions;
};

/** What a kind of definitions does for each word; each returns an exit code.
 * @param arguments those behind the word */
struct catalogue_actions {
    const char *command;
    const char *folder;                      /**< where they lie: "sectors/" */
    const struct catalogue_folders *folders; /**< what is so of those that are a folder each; NULL: they are not */
    const char *export_arguments;
    size_t export_count;
    int (*list)(struct catalogue *catalogue);
    int (*show)(struct catalogue *catalogue, const char *name);
    int (*check)(struct catalogue *catalogue, const char *name); /**< NULL where the command has no such word */
    int (*rank)(struct catalogue *catalogue, const char *name);  /**< likewise */
    int (*export)(const struct catalogue_actions *actions, const struct catalogue_options *options,
                  char *const *arguments);
    int (*lint)(const struct catalogue_actions *actions, const struct catalogue_options *options, const char *folder);
};

int catalogue_run(const struct catalogue_actions *actions, const struct catalogue_values *values,
                  const struct operands *operands);

/** Print a listing in the format asked for. */
int catalogue_print(const struct catalogue *catalogue, struct listing *listing);

/** The rows "key, value" of one thing shown. */
struct listing catalogue_card(struct catalogue *catalogue);
void catalogue_card_add(struct listing *card, const char *key, const char *value);

/** `export` of a whole folder of definitions: below DIR as below the top of the project. */
int catalogue_export_folder(const struct catalogue_actions *actions, const struct catalogue_options *options,
                            char *const *arguments);

/** Copy the definitions whose path begins with `prefix` into `folder`, under what follows the first `cut` bytes of
 * their path. Nothing is overwritten. */
int catalogue_copy(const struct catalogue_actions *actions, const struct cir_definition_files *files,
                   const char *prefix, size_t cut, const char *folder);

/** What was given, as the library takes it: a folder is told from a name by its '/'; where a person leaves it out, the
 * folder itself tells.
 * @return exit code; one that does not fit into `size` is refused */
int catalogue_path(char *path, size_t size, const char *given);

/** Number of tables in a folder; 0 where there is none. */
size_t catalogue_count_tables(const char *path);

/** `lint` of all tables but the schemes, with `folder` (may be NULL) laid over them. */
int catalogue_lint_tables(const struct catalogue_actions *actions, const struct catalogue_options *options,
                          const char *folder);

/** Counts and says each finding. */
struct lint_report {
    size_t findings;
};

struct cir_findings lint_findings(struct lint_report *lint);

/** Last line of a lint: what was found in how many files.
 * @param error of the load that ended with `status`
 * @return exit code */
int lint_end(const struct lint_report *lint, size_t files, enum cir_status status, const struct cir_error *error);

#endif
