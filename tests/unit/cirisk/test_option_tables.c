/* What the option tables of all commands promise to the record of a run. */
#include "suite.h"

#include "command.h"
#include "options.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool names_file(const struct option_row *row)
{
    return row->argument != NULL && (strstr(row->argument, "FILE") != NULL || strstr(row->argument, "DIR") != NULL ||
                                     strstr(row->argument, ".csv") != NULL);
}

static bool is_file(enum completion completion)
{
    return completion != COMPLETE_NOTHING && completion != COMPLETE_COMMAND;
}

static bool is_written(enum completion completion)
{
    return completion == COMPLETE_WRITTEN_FILE || completion == COMPLETE_WRITTEN_FOLDER ||
           completion == COMPLETE_WRITTEN_DATABASE;
}

static void fail_option(const struct command *command, const struct option_row *row, const char *why)
{
    fprintf(stderr, "cirisk %s --%s %s\n", command->name, row->name, why);
    CU_FAIL("an option table");
}

static void test_option_tables__tell_of_each_file_whether_it_is_read_or_written(void)
{
    struct option_place places[OPTIONS_MAX];
    size_t files = 0;
    for (const struct command *const *command = command_list(); *command != NULL; command++) {
        size_t count = options_list(places, *command);
        for (size_t i = 0; i < count; i++) {
            files += is_file(places[i].row->completion) ? 1 : 0;
            if (names_file(places[i].row) && !is_file(places[i].row->completion))
                fail_option(*command, places[i].row, "names a file, and does not tell what becomes of it");
            if (is_file(places[i].row->completion) && places[i].row->kind != OPTION_TEXT)
                fail_option(*command, places[i].row, "names a file, and is no text");
        }
    }
    CU_ASSERT_TRUE(files > 40);
}

/* A word for writing, or an option of output, is of a file that is written; a file that is read has none. */
static void test_option_tables__call_written_what_is_written(void)
{
    static const char *const written[] = {"output",    "rejects",  "sign-off",  "returns", "thresholds",
                                          "campaigns", "feedback", "arguments", "guide"};
    struct option_place places[OPTIONS_MAX];
    size_t found = 0;
    for (const struct command *const *command = command_list(); *command != NULL; command++) {
        size_t count = options_list(places, *command);
        for (size_t i = 0; i < count; i++) {
            const struct option_row *row = places[i].row;
            for (size_t k = 0; k < sizeof written / sizeof written[0]; k++)
                if (strcmp(row->name, written[k]) == 0 && !is_written(row->completion))
                    fail_option(*command, row, "is written");
            found += is_written(row->completion) ? 1 : 0;
            bool is_output = strncmp(row->help, "where ", strlen("where ")) == 0 ||
                             strstr(row->help, "is added to") != NULL ||
                             strncmp(row->help, "write ", strlen("write ")) == 0;
            if (is_file(row->completion) && is_output && !is_written(row->completion))
                fail_option(*command, row, "is written, says its help");
        }
    }
    CU_ASSERT_TRUE(found > 15);
}

/* These make no result of inputs, or are about to: `template` starts empty files, `check` writes nothing, `verify` repeats
 * what has a manifest; the others show and copy what comes with the program. */
static bool needs_none(const struct command *command)
{
    static const char *const names[] = {"template",  "check",   "verify", "help",   "sectors",
                                        "countries", "schemes", "words",  "letters"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(command->name, names[i]) == 0)
            return true;
    return false;
}

static void test_option_tables__give_each_result_a_manifest(void)
{
    struct option_place places[OPTIONS_MAX];
    for (const struct command *const *command = command_list(); *command != NULL; command++) {
        size_t count = options_list(places, *command), manifests = 0;
        for (size_t i = 0; i < count; i++)
            manifests += places[i].row->completion == COMPLETE_MANIFEST ? 1 : 0;
        size_t wanted = needs_none(*command) ? 0 : 1;
        if (manifests != wanted)
            fprintf(stderr, "cirisk %s: %zu options of a manifest\n", (*command)->name, manifests);
        CU_ASSERT_EQUAL(manifests, wanted);
    }
}

static void test_option_tables__name_each_option_once(void)
{
    struct option_place places[OPTIONS_MAX];
    for (const struct command *const *command = command_list(); *command != NULL; command++) {
        size_t count = options_list(places, *command);
        for (size_t i = 0; i < count; i++)
            for (size_t k = 0; k < i; k++) {
                const struct option_row *a = places[i].row, *b = places[k].row;
                if (strcmp(a->name, b->name) == 0 || (a->letter != '\0' && a->letter == b->letter))
                    fail_option(*command, a, "is there twice");
            }
    }
}

CIR_SUITE("option tables",
          {"tell of each file whether it is read or written",
           test_option_tables__tell_of_each_file_whether_it_is_read_or_written},
          {"call written what is written", test_option_tables__call_written_what_is_written},
          {"give each result a manifest", test_option_tables__give_each_result_a_manifest},
          {"name each option once", test_option_tables__name_each_option_once})
