/* One page that needs nothing beside it: headings for screen readers, no script, prints in black. */

#include "help.h"

#include "base/text.h"

#include <stdio.h>

static void print_text(struct cir_text text)
{
    for (size_t i = 0; i < text.size; i++) {
        switch (text.data[i]) {
        case '&':
            fputs("&amp;", stdout);
            break;
        case '<':
            fputs("&lt;", stdout);
            break;
        case '>':
            fputs("&gt;", stdout);
            break;
        case '"':
            fputs("&quot;", stdout);
            break;
        default:
            putchar(text.data[i]);
        }
    }
}

static void print_element(const char *name, const char *text)
{
    printf("<%s>", name);
    print_text(cir_text_of(text));
    printf("</%s>\n", name);
}

static void print_pairs(const struct example *pairs)
{
    puts("<dl>");
    for (; pairs->line != NULL; pairs++) {
        fputs("<dt><code>", stdout);
        print_text(cir_text_of(pairs->line));
        fputs("</code></dt>\n", stdout);
        print_element("dd", pairs->meaning);
    }
    puts("</dl>");
}

static void print_choices(const char *choices)
{
    struct cir_text word, rest = cir_text_of(choices);
    const char *before = " One of ";
    while (cir_text_next(&word, &rest, ';')) {
        printf("%s<code>%.*s</code>", before, CIR_TEXT_ARGS(word));
        before = ", ";
    }
    putchar('.');
}

static void print_option(const struct command *command, const struct option_row *row)
{
    printf("<dt id=\"%s-%s\"><code>", command->name, row->name);
    if (row->letter != '\0')
        printf("-%c</code>, <code>", row->letter);
    printf("--%s", row->name);
    if (row->argument != NULL)
        printf(" %s", row->argument);
    fputs("</code></dt>\n<dd>", stdout);
    print_text(cir_text_of(row->help));
    putchar('.');
    if (row->choices != NULL)
        print_choices(row->choices);
    if (row->preset != NULL)
        printf(" Default: <code>%s</code>.", row->preset);
    puts("</dd>");
}

static void print_command(const struct command *command)
{
    printf("<section>\n<h2 id=\"%s\">cirisk %s</h2>\n<p><code>cirisk %s [OPTIONS]%s", command->name, command->name,
           command->name, command->arguments[0] != '\0' ? " " : "");
    print_text(cir_text_of(command->arguments));
    puts("</code></p>");
    struct cir_text paragraph, rest = cir_text_of(command->description);
    while (cir_text_next(&paragraph, &rest, '\n')) {
        fputs("<p>", stdout);
        print_text(paragraph);
        puts("</p>");
    }
    puts("<h3>Examples</h3>");
    print_pairs(command->examples);
    for (const struct option_group *group = command->groups; group->title != NULL; group++) {
        printf("<h3>%s</h3>\n<dl>\n", group->title);
        for (size_t i = 0; i < group->count; i++)
            print_option(command, &group->rows[i]);
        puts("</dl>");
    }
    puts("</section>");
}

static void print_contents(void)
{
    puts("<nav aria-label=\"Commands\">\n<ul>");
    for (const struct command *const *command = command_list(); *command != NULL; command++) {
        printf("<li><a href=\"#%s\">%s</a>: ", (*command)->name, (*command)->name);
        print_text(cir_text_of((*command)->summary));
        puts("</li>");
    }
    puts("</ul>\n</nav>");
}

static void print_exit_codes(void)
{
    puts("<h2 id=\"exit-codes\">Exit codes</h2>\n<table>\n"
         "<thead><tr><th scope=\"col\">code</th><th scope=\"col\">meaning</th></tr></thead>\n<tbody>");
    for (int i = 0; i < EXIT_CODES; i++) {
        printf("<tr><th scope=\"row\">%d</th><td>", command_exit_codes()[i].code);
        print_text(cir_text_of(command_exit_codes()[i].meaning));
        puts("</td></tr>");
    }
    puts("</tbody>\n</table>");
}

int help_print_html(void)
{
    printf("<!DOCTYPE html>\n<!-- Written by cirisk help --format html; do not edit. -->\n<html lang=\"en\">\n<head>\n"
           "<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<title>cirisk %s</title>\n<style>\n"
           "body { font-family: sans-serif; line-height: 1.5; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }\n"
           "code { font-size: 1em; }\ndt { margin-top: .6rem; }\ndd { margin-left: 2rem; }\n"
           "th, td { text-align: left; padding: .2rem .8rem .2rem 0; }\n</style>\n</head>\n<body>\n<main>\n"
           "<h1>cirisk %s</h1>\n<p>",
           CIR_VERSION, CIR_VERSION);
    printf("cirisk %s.</p>\n<h2>Examples</h2>\n", help_summary);
    print_pairs(command_first_examples());
    puts("<h2>Commands</h2>");
    print_contents();
    for (const struct command *const *command = command_list(); *command != NULL; command++)
        print_command(*command);
    print_exit_codes();
    puts("<h2 id=\"environment\">Environment</h2>");
    print_pairs(help_environment);
    puts("</main>\n</body>\n</html>");
    return EXIT_CLEAN;
}
