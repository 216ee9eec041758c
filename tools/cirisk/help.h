/** The same tables of commands and options, in every form that people read or a shell uses. All goes to stdout. */
#ifndef CIR_TOOLS_HELP_H
#define CIR_TOOLS_HELP_H

#include "command.h"

/** For the screen. @return exit code */
int help_print_overview(void);
int help_print_command(const struct command *command);

/** Columns, cells, verdict columns, problems and exit codes, as Markdown: docs/formats.md. */
int help_print_formats(void);

/** Every built-in scheme with its factors, options, levels, rules, criteria, columns and sources: docs/schemes.md. */
int help_print_schemes(void);

int help_print_man(void);  /**< docs/man/cirisk.1 */
int help_print_html(void); /**< docs/help.html */
int help_print_bash(void); /**< docs/completion/cirisk.bash */

/** What cirisk is, in one sentence. */
extern const char help_summary[];

/** Variables of the environment that matter; ends at the first without a line. */
extern const struct example help_environment[];

#endif
