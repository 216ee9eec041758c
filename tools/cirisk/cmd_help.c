#include "command.h"
#include "help.h"
#include "say.h"

#include <string.h>

enum help_format { HELP_TEXT, HELP_MAN, HELP_HTML, HELP_BASH };

struct help_values {
    int format; /* an enum help_format */
};

// clang-format off
static const struct option_row help_rows[] = {
    {"format", 'f', OPTION_CHOICE, offsetof(struct help_values, format), "FORMAT", "text;man;html;bash", "text", COMPLETE_NOTHING,
     "man, html: the whole help as a page; bash: the completion for that shell"},
};
// clang-format on

static int print_topic(const char *topic)
{
    if (strcmp(topic, "formats") == 0)
        return help_print_formats();
    if (strcmp(topic, "all-schemes") == 0)
        return help_print_schemes();
    const struct command *command = command_find(topic);
    if (command != NULL)
        return help_print_command(command);
    say("help", "there is no command '%s'; see 'cirisk --help'", topic);
    return EXIT_USAGE;
}

static int run(const void *given, const struct operands *operands)
{
    const struct help_values *values = given;
    switch ((enum help_format)values->format) {
    case HELP_MAN:
        return help_print_man();
    case HELP_HTML:
        return help_print_html();
    case HELP_BASH:
        return help_print_bash();
    case HELP_TEXT:
        break;
    }
    return operands->count > 0 ? print_topic(operands->list[0]) : help_print_overview();
}

const struct command command_help = {
    .name = "help",
    .summary = "help on a command, the formats of files, or all schemes",
    .arguments = "[COMMAND | formats | all-schemes]",
    .least = 0,
    .most = 1,
    .completion = COMPLETE_COMMAND,
    .description = "Prints the help of a command; 'formats' prints the columns of a log, how cells are written, the "
                   "columns of a verdict and the codes of problems; 'all-schemes' prints all that the built-in "
                   "schemes ask, weigh and cite.",
    .examples =
        {
            {"cirisk help score", "as 'cirisk score --help'"},
            {"cirisk help formats | less", "the columns of a log, and how cells are written"},
            {"cirisk help all-schemes > schemes.md",
             "what every scheme asks and weighs, and by which source, as Markdown"},
            {"cirisk help --format bash > ~/.local/share/bash-completion/completions/cirisk", "completion for bash"},
        },
    .groups =
        {
            {"Form", help_rows, sizeof help_rows / sizeof help_rows[0], 0},
        },
    .options_size = sizeof(struct help_values),
    .run = run,
};
