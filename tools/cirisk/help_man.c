/* A page in man(7) macros. */

#include "help.h"

#include "base/text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Text that roff must not read as its own: backslashes, minus signs to be copied, a dot or quote in front. */
static void print_text(struct cir_text text, bool verbatim)
{
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == '\\')
            fputs("\\e", stdout);
        else if (c == '-' && (verbatim || (i + 1 < text.size && text.data[i + 1] == '-') || i == 0 ||
                              text.data[i - 1] == '-' || text.data[i - 1] == '\''))
            fputs("\\-", stdout);
        else if (c == '\'')
            fputs("\\(aq", stdout);
        else if (c == '.' && i == 0)
            fputs("\\&.", stdout);
        else if (c == '~')
            fputs("\\(ti", stdout);
        else if (c == '^')
            fputs("\\(ha", stdout);
        else
            putchar(c);
    }
}

static void print_line(const char *text, bool verbatim)
{
    print_text(cir_text_of(text), verbatim);
    putchar('\n');
}

static void print_examples(const struct example *examples)
{
    for (; examples->line != NULL; examples++) {
        fputs(".TP\n.B ", stdout);
        print_line(examples->line, true);
        print_line(examples->meaning, false);
    }
}

static void print_choices(const char *choices)
{
    struct cir_text word, rest = cir_text_of(choices);
    const char *before = "One of ";
    while (cir_text_next(&word, &rest, ';')) {
        printf("%s\\fB", before);
        print_text(word, true);
        fputs("\\fR", stdout);
        before = ", ";
    }
    puts(".");
}

static void print_option(const struct option_row *row)
{
    fputs(".TP\n", stdout);
    if (row->letter != '\0')
        printf("\\fB\\-%c\\fR, ", row->letter);
    fputs("\\fB\\-\\-", stdout);
    print_text(cir_text_of(row->name), true);
    fputs("\\fR", stdout);
    if (row->argument != NULL)
        printf(" \\fI%s\\fR", row->argument);
    putchar('\n');
    print_text(cir_text_of(row->help), false);
    puts(".");
    if (row->choices != NULL)
        print_choices(row->choices);
    if (row->preset != NULL) {
        fputs("Default: \\fB", stdout);
        print_text(cir_text_of(row->preset), true);
        puts("\\fR.");
    }
}

static void print_command(const struct command *command)
{
    printf(".SS %s\n.B cirisk %s\n[\\fIOPTIONS\\fR]%s", command->name, command->name,
           command->arguments[0] != '\0' ? " " : "");
    print_line(command->arguments, true);
    struct cir_text paragraph, rest = cir_text_of(command->description);
    while (cir_text_next(&paragraph, &rest, '\n')) {
        puts(".PP");
        print_text(paragraph, false);
        putchar('\n');
    }
    for (const struct option_group *group = command->groups; group->title != NULL; group++) {
        printf(".PP\n%s:\n", group->title);
        for (size_t i = 0; i < group->count; i++)
            print_option(&group->rows[i]);
    }
    puts(".PP\nExamples:");
    print_examples(command->examples);
}

int help_print_man(void)
{
    printf(".\\\" Written by cirisk help --format man; do not edit.\n"
           ".TH CIRISK 1 \"\" \"cirisk %s\" \"User commands\"\n.SH NAME\ncirisk \\- %s\n"
           ".SH SYNOPSIS\n.B cirisk\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n.SH EXAMPLES\n",
           CIR_VERSION, help_summary);
    print_examples(command_first_examples());
    puts(".SH COMMANDS\nOptions stand anywhere on the command line; \\fB\\-\\-\\fR ends them. "
         "Every command has \\fB\\-\\-help\\fR.");
    for (const struct command *const *command = command_list(); *command != NULL; command++)
        print_command(*command);
    puts(".SH \"EXIT STATUS\"");
    for (int i = 0; i < EXIT_CODES; i++) {
        printf(".TP\n.B %d\n", command_exit_codes()[i].code);
        print_line(command_exit_codes()[i].meaning, false);
    }
    puts(".SH ENVIRONMENT");
    print_examples(help_environment);
    puts(".SH \"SEE ALSO\"\n\\fBcirisk help formats\\fR prints the columns of a log, how cells are written, the "
         "columns of a verdict and the codes of problems; \\fBcirisk help all\\-schemes\\fR all that the built-in "
         "schemes ask, "
         "weigh and cite.");
    return EXIT_CLEAN;
}
