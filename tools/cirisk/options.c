#include "options.h"

#include "base/name_list.h"
#include "base/nearest.h"
#include "base/number.h"
#include "base/text.h"
#include "command.h"
#include "say.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { ROWS_MAX = OPTIONS_MAX, FIRST_VALUE = 256, HELP_VALUE = FIRST_VALUE + ROWS_MAX };

/* The table of a command as getopt_long wants it. A row's value is FIRST_VALUE + its number. */
struct parser {
    const struct command *command;
    struct option_place options[ROWS_MAX];
    size_t count;
    struct option longs[ROWS_MAX + 2];
    char letters[2 * ROWS_MAX + 4];
};

size_t options_list(struct option_place places[OPTIONS_MAX], const struct command *command)
{
    size_t count = 0;
    for (const struct option_group *group = command->groups; group->title != NULL; group++)
        for (size_t i = 0; i < group->count; i++)
            places[count++] = (struct option_place){&group->rows[i], group->member + group->rows[i].member};
    return count;
}

static void parser_fill(struct parser *parser, const struct command *command)
{
    parser->command = command;
    parser->count = options_list(parser->options, command);
    char *letter = parser->letters;
    *letter++ = ':'; /* a missing argument is told apart from an unknown option */
    *letter++ = 'h';
    for (size_t i = 0; i < parser->count; i++) {
        const struct option_row *row = parser->options[i].row;
        parser->longs[i] = (struct option){row->name, row->argument != NULL, NULL, FIRST_VALUE + (int)i};
        if (row->letter == '\0')
            continue;
        *letter++ = row->letter;
        if (row->argument != NULL)
            *letter++ = ':';
    }
    parser->longs[parser->count] = (struct option){"help", no_argument, NULL, HELP_VALUE};
}

/* Number of the row that a value of getopt_long means; ROWS_MAX when none. */
static size_t parser_row(const struct parser *parser, int value)
{
    if (value >= FIRST_VALUE && value < FIRST_VALUE + (int)parser->count)
        return (size_t)(value - FIRST_VALUE);
    for (size_t i = 0; i < parser->count; i++)
        if (value != '?' && value != '\0' && parser->options[i].row->letter == value)
            return i;
    return ROWS_MAX;
}

static bool read_choice(int *choice, const char *choices, const char *argument, struct cir_text *nearest)
{
    struct cir_nearest search = cir_nearest_start(cir_text_of(argument));
    struct cir_text rest = cir_text_of(choices), name;
    for (int i = 0; cir_text_next(&name, &rest, ';'); i++) {
        if (cir_text_is(name, argument)) {
            *choice = i;
            return true;
        }
        cir_nearest_offer(&search, name);
    }
    *nearest = search.found;
    return false;
}

static bool read_character(char *character, const char *argument)
{
    if (strcmp(argument, "tab") == 0) {
        *character = '\t';
        return true;
    }
    *character = argument[0];
    return argument[0] > 0 && argument[1] == '\0';
}

static bool refuse(const struct command *command, const struct option_row *row, const char *argument,
                   const char *expected, struct cir_text nearest)
{
    if (nearest.size > 0)
        say(command->name, "--%s '%s' is not %s; did you mean '%.*s'?", row->name, argument, expected,
            CIR_TEXT_ARGS(nearest));
    else
        say(command->name, "--%s '%s' is not %s", row->name, argument, expected);
    return false;
}

static void list_choices(char *list, size_t size, const char *choices)
{
    struct cir_text rest = cir_text_of(choices), name;
    const char *before = strchr(choices, ';') != NULL ? "one of " : "";
    struct cir_name_list names = {.text = list, .size = size, .used = (size_t)snprintf(list, size, "%s", before)};
    while (cir_text_next(&name, &rest, ';'))
        cir_name_list_add(&names, name);
}

static bool add_text(struct option_texts *texts, const char *argument)
{
    if (texts->count == OPTION_TEXTS_MAX)
        return false;
    texts->list[texts->count++] = argument;
    return true;
}

static bool store(const struct command *command, const struct option_row *row, void *member, const char *argument)
{
    struct cir_text nearest = {0};
    char choices[256];
    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)member = true;
        return true;
    case OPTION_TEXT:
        *(const char **)member = argument;
        return true;
    case OPTION_TEXTS:
        return add_text(member, argument) || refuse(command, row, argument, "one of at most 64", nearest);
    case OPTION_COUNT:
        return cir_number_read_count(cir_text_of(argument), member) ||
               refuse(command, row, argument, "a whole number", nearest);
    case OPTION_CHOICE:
        if (read_choice(member, row->choices, argument, &nearest))
            return true;
        list_choices(choices, sizeof choices, row->choices);
        return refuse(command, row, argument, choices, nearest);
    case OPTION_CHARACTER:
        return read_character(member, argument) ||
               refuse(command, row, argument, "one ASCII character or the word tab", nearest);
    }
    return false;
}

static void *parser_member(const struct parser *parser, void *values, size_t row)
{
    return (char *)values + parser->options[row].member;
}

static bool store_presets(const struct parser *parser, void *values)
{
    for (size_t i = 0; i < parser->count; i++) {
        const struct option_row *row = parser->options[i].row;
        if (row->preset != NULL && !store(parser->command, row, parser_member(parser, values, i), row->preset))
            return false;
    }
    return true;
}

/* getopt_long keeps no word of its own for what is wrong: find out from what it left behind. */
static void say_unknown(const struct parser *parser, const char *given)
{
    const char *command = parser->command->name;
    size_t row = parser_row(parser, optopt);
    if (row < ROWS_MAX && optopt >= FIRST_VALUE) {
        say(command, "option '--%s' takes no argument", parser->options[row].row->name);
        return;
    }
    if (optopt != 0 && optopt < FIRST_VALUE) {
        say(command, "unknown option '-%c'; see 'cirisk %s --help'", optopt, command);
        return;
    }
    size_t size = strcspn(given, "=");
    struct cir_nearest search = cir_nearest_start((struct cir_text){given + 2, size > 2 ? size - 2 : 0});
    for (size_t i = 0; i < parser->count; i++)
        cir_nearest_offer(&search, cir_text_of(parser->options[i].row->name));
    if (search.found.size > 0)
        say(command, "unknown option '%.*s'; did you mean '--%.*s'?", (int)size, given, CIR_TEXT_ARGS(search.found));
    else
        say(command, "unknown option '%.*s'; see 'cirisk %s --help'", (int)size, given, command);
}

static bool check_word(const struct command *command, const char *given)
{
    struct cir_text nearest;
    char choices[256];
    int place = 0;
    if (read_choice(&place, command->words, given, &nearest))
        return true;
    list_choices(choices, sizeof choices, command->words);
    if (nearest.size > 0)
        say(command->name, "'%s' is not %s; did you mean '%.*s'?", given, choices, CIR_TEXT_ARGS(nearest));
    else
        say(command->name, "'%s' is not %s", given, choices);
    return false;
}

static bool check_operands(const struct command *command, const struct operands *operands)
{
    if (operands->count < command->least)
        say(command->name, "%s is missing; see 'cirisk %s --help'", command->arguments, command->name);
    else if (operands->count > command->most)
        say(command->name, "'%s' is one argument too many; see 'cirisk %s --help'", operands->list[command->most],
            command->name);
    else
        return command->words == NULL || operands->count == 0 || check_word(command, operands->list[0]);
    return false;
}

enum options_outcome options_read(const struct command *command, int argument_count, char **arguments, void *values,
                                  struct operands *operands)
{
    struct parser parser = {0};
    parser_fill(&parser, command);
    if (!store_presets(&parser, values))
        return OPTIONS_WRONG;
    opterr = 0;
    optind = 0; /* GNU: start afresh */
    int value;
    while ((value = getopt_long(argument_count, arguments, parser.letters, parser.longs, NULL)) != -1) {
        if (value == HELP_VALUE || value == 'h')
            return OPTIONS_HELP;
        size_t number = parser_row(&parser, value == ':' ? optopt : value);
        if (number == ROWS_MAX) {
            say_unknown(&parser, arguments[optind - 1]);
            return OPTIONS_WRONG;
        }
        const struct option_row *row = parser.options[number].row;
        if (value == ':') {
            say(command->name, "option '--%s' needs %s", row->name, row->argument);
            return OPTIONS_WRONG;
        }
        if (!store(command, row, parser_member(&parser, values, number), optarg))
            return OPTIONS_WRONG;
    }
    operands->list = arguments + optind;
    operands->count = (size_t)(argument_count - optind);
    return check_operands(command, operands) ? OPTIONS_RUN : OPTIONS_WRONG;
}
