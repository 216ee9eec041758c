/* cirisk: classifies cyber incidents against critical infrastructure by scale and severity. */

#include "base/nearest.h"
#include "command.h"
#include "help.h"
#include "say.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static int unknown_command(const char *name)
{
    struct cir_nearest search = cir_nearest_start(cir_text_of(name));
    for (const struct command *const *command = command_list(); *command != NULL; command++)
        cir_nearest_offer(&search, cir_text_of((*command)->name));
    cir_nearest_offer(&search, cir_text_of("--help"));
    cir_nearest_offer(&search, cir_text_of("--version"));
    const char *kind = name[0] == '-' ? "option" : "command";
    if (search.found.size > 0)
        say(NULL, "unknown %s '%s'; did you mean '%.*s'?", kind, name, CIR_TEXT_ARGS(search.found));
    else
        say(NULL, "unknown %s '%s'; see 'cirisk --help'", kind, name);
    return EXIT_USAGE;
}

static int run(int argument_count, char **arguments)
{
    if (argument_count < 2) {
        say(NULL, "a command is missing; see 'cirisk --help'");
        return EXIT_USAGE;
    }
    const char *name = arguments[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        return help_print_overview();
    if (strcmp(name, "--version") == 0) {
        puts("cirisk " CIR_VERSION);
        return EXIT_CLEAN;
    }
    const struct command *command = command_find(name);
    if (command == NULL)
        return unknown_command(name);
    return command_run(command, argument_count - 1, arguments + 1);
}

int main(int argument_count, char **arguments)
{
    /* Widths of characters in tables; numbers and messages stay those of the C locale. */
    setlocale(LC_CTYPE, "C.UTF-8");
    /* A closed pipe is an error of writing like any other, and said. */
    signal(SIGPIPE, SIG_IGN);
    int code = run(argument_count, arguments);
    int written = say_written(stdout, "standard output");
    return code == EXIT_CLEAN ? written : code;
}
