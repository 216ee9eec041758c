/* Completion for bash: the words of every command and option, put into one function. */

#include "help.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

static void print_words(const char *list)
{
    struct cir_text word, rest = cir_text_of(list);
    const char *before = "";
    while (cir_text_next(&word, &rest, ';')) {
        printf("%s%.*s", before, CIR_TEXT_ARGS(word));
        before = " ";
    }
}

static void print_commands(void)
{
    for (const struct command *const *command = command_list(); *command != NULL; command++)
        printf("%s ", (*command)->name);
}

/* The action that completes an argument, NULL where the shell has nothing to offer. */
static const char *action_of(enum completion completion)
{
    switch (completion) {
    case COMPLETE_FILE:
    case COMPLETE_MAPPING:
    case COMPLETE_WRITTEN_FILE:
    case COMPLETE_WRITTEN_DATABASE:
    case COMPLETE_MANIFEST:
        return "compgen -f -- \"$word\"";
    case COMPLETE_FOLDER:
    case COMPLETE_NETWORK:
    case COMPLETE_CACHE:
    case COMPLETE_WRITTEN_FOLDER:
        return "compgen -d -- \"$word\"";
    case COMPLETE_SCHEME:
        return "compgen -W \"$(cirisk schemes --format csv 2>/dev/null | tail -n +2 | cut -d, -f1)\" -- \"$word\"";
    case COMPLETE_COMMAND:
        return "compgen -W \"$commands formats all-schemes\" -- \"$word\"";
    case COMPLETE_NOTHING:
        break;
    }
    return NULL;
}

static void print_argument(const struct command *command, const struct option_row *row)
{
    const char *action = action_of(row->completion);
    if (row->argument == NULL)
        return;
    printf("    %s:--%s", command->name, row->name);
    if (row->letter != '\0')
        printf("|%s:-%c", command->name, row->letter);
    if (row->choices != NULL) {
        fputs(") found=$(compgen -W \"", stdout);
        print_words(row->choices);
        puts("\" -- \"$word\") ;;");
    } else if (action != NULL) {
        printf(") found=$(%s) ;;\n", action);
    } else {
        puts(") found= ;;");
    }
}

static void print_option_names(const struct command *command)
{
    printf("    %s) options=\"--help", command->name);
    for (const struct option_group *group = command->groups; group->title != NULL; group++)
        for (size_t i = 0; i < group->count; i++)
            printf(" --%s", group->rows[i].name);
    fputs("\"; words=\"", stdout);
    if (command->words != NULL)
        print_words(command->words);
    printf("\" ;;\n");
}

static void print_operands(const struct command *command)
{
    const char *action = action_of(command->completion);
    if (action != NULL)
        printf("          %s) found=$(%s) ;;\n", command->name, action);
}

static void each_option(void (*print)(const struct command *command, const struct option_row *row))
{
    for (const struct command *const *command = command_list(); *command != NULL; command++)
        for (const struct option_group *group = (*command)->groups; group->title != NULL; group++)
            for (size_t i = 0; i < group->count; i++)
                print(*command, &group->rows[i]);
}

static void each_command(void (*print)(const struct command *command))
{
    for (const struct command *const *command = command_list(); *command != NULL; command++)
        print(*command);
}

int help_print_bash(void)
{
    fputs("# Completion of cirisk for bash. Written by cirisk help --format bash; do not edit.\n"
          "_cirisk() {\n"
          "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]}\n"
          "  local found= options= words= commands=\"",
          stdout);
    print_commands();
    fputs("\"\n"
          "  local IFS=$' \\t\\n'\n"
          "  if ((COMP_CWORD == 1)); then\n"
          "    COMPREPLY=($(compgen -W \"$commands--help --version\" -- \"$word\"))\n"
          "    return\n"
          "  fi\n"
          "  case $command in\n",
          stdout);
    each_command(print_option_names);
    fputs("    *) return ;;\n"
          "  esac\n"
          "  case $command:$before in\n",
          stdout);
    each_option(print_argument);
    fputs("    *)\n"
          "      if [[ $word == -* ]]; then\n"
          "        found=$(compgen -W \"$options\" -- \"$word\")\n"
          "      elif [[ -n $words ]] && ((COMP_CWORD == 2)); then\n"
          "        found=$(compgen -W \"$words\" -- \"$word\")\n"
          "      else\n"
          "        case $command in\n",
          stdout);
    each_command(print_operands);
    fputs("        esac\n"
          "      fi ;;\n"
          "  esac\n"
          "  IFS=$'\\n'\n"
          "  COMPREPLY=($found)\n"
          "}\n"
          "complete -o filenames -F _cirisk cirisk\n",
          stdout);
    return EXIT_CLEAN;
}
