#include "help.h"

#include "base/text.h"
#include "wrap.h"

#include <stdio.h>
#include <string.h>

enum { INDENT = 6 };

const char help_summary[] = "classifies cyber incidents against critical infrastructure by scale and severity";

const struct example help_environment[] = {
    {"NO_COLOR", "no colours on the screen, unless --color says otherwise"},
    {"ACCESSIBLE", "set to 1: as --plain"},
    {"TERM", "dumb: no colours and no repainting"},
    {"SOURCE_DATE_EPOCH", "the time that a run is recorded with, in seconds from 1970-01-01, instead of the clock"},
    {NULL, NULL},
};

static void print_wrapped(struct cir_text text, int indent)
{
    struct cir_buffer lines = {0};
    wrap_add(&lines, text, indent);
    fwrite(lines.data, 1, lines.size, stdout);
    cir_buffer_free(&lines);
}

static void print_paragraphs(const char *text)
{
    struct cir_text paragraph, rest = cir_text_of(text);
    while (cir_text_next(&paragraph, &rest, '\n')) {
        print_wrapped(paragraph, 0);
        putchar('\n');
    }
}

static void print_examples(const struct example *examples)
{
    puts("Examples:");
    for (; examples->line != NULL; examples++) {
        printf("  %s\n", examples->line);
        print_wrapped(cir_text_of(examples->meaning), INDENT);
    }
}

static void print_option(const struct option_row *row)
{
    if (row->letter != '\0')
        printf("  -%c, --%s", row->letter, row->name);
    else
        printf("      --%s", row->name);
    printf("%s%s\n", row->argument != NULL ? " " : "", row->argument != NULL ? row->argument : "");
    char line[512], choices[256] = "", preset[64] = "";
    if (row->choices != NULL) {
        snprintf(choices, sizeof choices, " [%s]", row->choices);
        for (char *c = choices; (c = strchr(c, ';')) != NULL;)
            *c = '|';
    }
    if (row->preset != NULL)
        snprintf(preset, sizeof preset, " (default: %s)", row->preset);
    snprintf(line, sizeof line, "%s%s%s", row->help, choices, preset);
    print_wrapped(cir_text_of(line), INDENT + 2);
}

int help_print_overview(void)
{
    printf("cirisk %s %s.\n\n", CIR_VERSION, help_summary);
    print_examples(command_first_examples());
    puts("\nUsage: cirisk COMMAND [OPTIONS] [ARGUMENTS]\n\nCommands:");
    for (const struct command *const *command = command_list(); *command != NULL; command++)
        printf("  %-10s  %s\n", (*command)->name, (*command)->summary);
    puts("\nOptions:\n  -h, --help     this help, or 'cirisk COMMAND --help' for that of a command\n"
         "      --version  the version\n\nExit codes:");
    for (int i = 0; i < EXIT_CODES; i++)
        printf("  %d  %s\n", command_exit_codes()[i].code, command_exit_codes()[i].meaning);
    return EXIT_CLEAN;
}

int help_print_command(const struct command *command)
{
    printf("cirisk %s: %s\n\n", command->name, command->summary);
    print_examples(command->examples);
    printf("\nUsage: cirisk %s [OPTIONS]%s%s\n\n", command->name, command->arguments[0] != '\0' ? " " : "",
           command->arguments);
    print_paragraphs(command->description);
    for (const struct option_group *group = command->groups; group->title != NULL; group++) {
        printf("%s:\n", group->title);
        for (size_t i = 0; i < group->count; i++)
            print_option(&group->rows[i]);
        putchar('\n');
    }
    puts("  -h, --help\n        this help");
    return EXIT_CLEAN;
}
