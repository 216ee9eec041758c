/* One command line, from its words to its exit code, with the record of the run around it. */
#include "base/buffer.h"
#include "command.h"
#include "help.h"
#include "run_record.h"
#include "say.h"

#include <stdlib.h>
#include <string.h>

static const char plain_characters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,:=@%+";

/* One word as a shell would read it. */
static void add_word(struct cir_buffer *line, const char *word)
{
    cir_buffer_add_char(line, ' ');
    if (word[0] != '\0' && word[strspn(word, plain_characters)] == '\0') {
        cir_buffer_add_string(line, word);
        return;
    }
    cir_buffer_add_char(line, '\'');
    for (; *word != '\0'; word++)
        cir_buffer_add_string(line, *word == '\'' ? "'\\''" : (const char[]){*word, '\0'});
    cir_buffer_add_char(line, '\'');
}

static void join_words(struct cir_buffer *line, int argument_count, char **arguments)
{
    cir_buffer_add_string(line, "cirisk");
    for (int i = 0; i < argument_count; i++)
        add_word(line, arguments[i]);
    cir_buffer_add_char(line, '\0');
}

int command_run(const struct command *command, int argument_count, char **arguments)
{
    void *values = calloc(1, command->options_size);
    struct cir_buffer words = {0};
    join_words(&words, argument_count, arguments); /* before the options are reordered */
    if (values == NULL || words.failed) {
        free(values);
        cir_buffer_free(&words);
        say(command->name, "memory is exhausted");
        return EXIT_INTERNAL;
    }
    struct operands operands = {.words = words.data};
    int code = EXIT_USAGE;
    switch (options_read(command, argument_count, arguments, values, &operands)) {
    case OPTIONS_RUN:
        code = record_begin(command, values, &operands);
        if (code == EXIT_CLEAN)
            code = command->run(values, &operands);
        code = record_end(code);
        break;
    case OPTIONS_HELP:
        code = help_print_command(command);
        break;
    case OPTIONS_WRONG:
        break;
    }
    free(values);
    cir_buffer_free(&words);
    return code;
}
