/** A command of cirisk: one file, one constant, one option table.
 *
 * To add a command:
 *   1. write cmd_NAME.c, which exports `const struct command command_NAME`, and list it in CMakeLists.txt;
 *   2. declare the constant below and put it in its place in commands.c;
 *   3. give it a golden test in tests/golden/ for each exit code that it can have;
 *   4. build the target `update-docs`, which writes docs/man/cirisk.1, docs/help.html and docs/completion/cirisk.bash
 *      anew. */
#ifndef CIR_TOOLS_COMMAND_H
#define CIR_TOOLS_COMMAND_H

#include "options.h"

#include <stddef.h>

enum { EXIT_CLEAN, EXIT_FINDINGS, EXIT_USAGE, EXIT_FILES, EXIT_DEFINITIONS, EXIT_INTERNAL };

enum { EXAMPLES_MAX = 12, GROUPS_MAX = 10 };

struct example {
    const char *line;
    const char *meaning;
};

struct command {
    const char *name;
    const char *summary;   /**< one line for the list of commands, no final stop */
    const char *arguments; /**< as in "cirisk NAME [OPTIONS] ARGUMENTS" */
    size_t least;          /**< number of arguments */
    size_t most;
    const char *words;                      /**< `;` list that the first argument is one of; NULL: anything */
    enum completion completion;             /**< of the arguments */
    const char *description;                /**< paragraphs, one a line */
    struct example examples[EXAMPLES_MAX];  /**< ends at the first without a line */
    struct option_group groups[GROUPS_MAX]; /**< ends at the first without a title */
    size_t options_size;                    /**< of the command's struct */

    /** @param values the command's struct, filled by options_read
     * @return exit code */
    int (*run)(const void *values, const struct operands *operands);
};

extern const struct command command_check;
extern const struct command command_compare;
extern const struct command command_countries;
extern const struct command command_designate;
extern const struct command command_diff;
extern const struct command command_explain;
extern const struct command command_figure;
extern const struct command command_help;
extern const struct command command_impact;
extern const struct command command_letters;
extern const struct command command_map;
extern const struct command command_networks;
extern const struct command command_panel;
extern const struct command command_report;
extern const struct command command_schemes;
extern const struct command command_score;
extern const struct command command_sectors;
extern const struct command command_stability;
extern const struct command command_table;
extern const struct command command_template;
extern const struct command command_verify;
extern const struct command command_words;

/** All commands in the order of the help, NULL behind the last. */
const struct command *const *command_list(void);

/** The command of this name, or NULL. */
const struct command *command_find(const char *name);

/** Run a command line.
 * @param arguments arguments[0] is the name of the command; they may be reordered
 * @return exit code */
int command_run(const struct command *command, int argument_count, char **arguments);

/** What every command ends with. */
struct exit_code {
    int code;
    const char *meaning;
};

enum { EXIT_CODES = EXIT_INTERNAL + 1 };
const struct exit_code *command_exit_codes(void);

/** Examples that the help of cirisk itself leads with; ends at the first without a line. */
const struct example *command_first_examples(void);

#endif
