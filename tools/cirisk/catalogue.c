#include "catalogue.h"

#include "command.h"
#include "output.h"
#include "say.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

// clang-format off
const struct option_row catalogue_rows[CATALOGUE_ROWS] = {
    {"definitions", 'D', OPTION_TEXT, offsetof(struct catalogue_options, definitions), "DIR", NULL, NULL, COMPLETE_FOLDER,
     "folder of tables laid over the built-in ones, file by file"},
    {"format", 'f', OPTION_CHOICE, offsetof(struct catalogue_options, format), "FORMAT", LISTING_FORMATS, "text", COMPLETE_NOTHING,
     "form of the lists"},
    {"lang", 'l', OPTION_CHOICE, offsetof(struct catalogue_options, language), "LANGUAGE", "ar;en;es;fr;ru;zh", "en", COMPLETE_NOTHING,
     "language of the names"},
};
// clang-format on

enum action { ACTION_LIST, ACTION_SHOW, ACTION_EXPORT, ACTION_LINT, ACTION_CHECK, ACTION_RANK };

static enum action action_of(const struct operands *operands)
{
    struct cir_text rest = cir_text_of(CATALOGUE_WORDS_NETWORKS), word;
    if (operands->count == 0)
        return ACTION_LIST;
    int action = 0;
    while (cir_text_next(&word, &rest, ';') && !cir_text_is(word, operands->list[0]))
        action++;
    return (enum action)action; /* options_read has refused any other word */
}

static bool check_arguments(const struct catalogue_actions *actions, enum action action, size_t count)
{
    static const char *const names[] = {[ACTION_LIST] = "list", [ACTION_SHOW] = "show",   [ACTION_EXPORT] = "export",
                                        [ACTION_LINT] = "lint", [ACTION_CHECK] = "check", [ACTION_RANK] = "rank"};
    const size_t most[] = {[ACTION_LIST] = 0, [ACTION_SHOW] = 1,  [ACTION_EXPORT] = actions->export_count,
                           [ACTION_LINT] = 1, [ACTION_CHECK] = 1, [ACTION_RANK] = 1};
    const char *const wanted[] = {[ACTION_LIST] = "no argument",
                                  [ACTION_SHOW] = "the code of one",
                                  [ACTION_EXPORT] = actions->export_arguments,
                                  [ACTION_LINT] = "at most a folder",
                                  [ACTION_CHECK] = "a name or a path",
                                  [ACTION_RANK] = "a name or a path"};
    if (count == most[action] || (action == ACTION_LINT && count == 0))
        return true;
    say(actions->command, "%s wants %s; see 'cirisk %s --help'", names[action], wanted[action], actions->command);
    return false;
}

/* list, show, check and rank: with the definitions loaded. */
static int run_loaded(const struct catalogue_actions *actions, const struct catalogue_values *values,
                      enum action action, const char *name)
{
    struct catalogue catalogue = {
        .actions = actions, .options = &values->options, .terminal = terminal_of(stdout, &values->terminal)};
    struct cir_error error;
    int code = EXIT_CLEAN;
    if (cir_definitions_load(&catalogue.definitions, values->options.definitions, NULL, &error) != CIR_OK)
        code = say_error(&error);
    else if (action == ACTION_LIST)
        code = actions->list(&catalogue);
    else if (action == ACTION_SHOW)
        code = actions->show(&catalogue, name);
    else
        code = action == ACTION_CHECK ? actions->check(&catalogue, name) : actions->rank(&catalogue, name);
    cir_arena_free(&catalogue.arena);
    cir_definitions_free(catalogue.definitions);
    return code;
}

int catalogue_run(const struct catalogue_actions *actions, const struct catalogue_values *values,
                  const struct operands *operands)
{
    enum action action = action_of(operands);
    size_t count = operands->count > 0 ? operands->count - 1 : 0;
    char *const *arguments = operands->list + 1;
    if (!check_arguments(actions, action, count))
        return EXIT_USAGE;
    switch (action) {
    case ACTION_LIST:
    case ACTION_SHOW:
    case ACTION_CHECK:
    case ACTION_RANK:
        return run_loaded(actions, values, action, action == ACTION_LIST ? NULL : arguments[0]);
    case ACTION_EXPORT:
        return actions->export(actions, &values->options, arguments);
    case ACTION_LINT:
        return actions->lint(actions, &values->options, count > 0 ? arguments[0] : NULL);
    }
    return EXIT_INTERNAL;
}

int catalogue_print(const struct catalogue *catalogue, struct listing *listing)
{
    return listing_print(listing, (enum listing_format)catalogue->options->format, &catalogue->terminal, stdout);
}

struct listing catalogue_card(struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {{"key", LISTING_WORDS}, {"value", LISTING_WRAP}};
    return listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
}

void catalogue_card_add(struct listing *card, const char *key, const char *value)
{
    listing_row(card);
    listing_set(card, 0, key);
    listing_set(card, 1, value);
}

static int refuse_file(const char *path, int error_number)
{
    struct cir_error error;
    cir_fail_system(&error, path, error_number);
    return say_error(&error);
}

int catalogue_path(char *path, size_t size, const char *given)
{
    DIR *folder = strchr(given, '/') == NULL ? opendir(given) : NULL;
    if (folder != NULL)
        closedir(folder);
    if (snprintf(path, size, "%s%s", folder != NULL ? "./" : "", given) >= (int)size)
        return refuse_file(given, ENAMETOOLONG);
    return EXIT_CLEAN;
}

size_t catalogue_count_tables(const char *path)
{
    size_t count = 0;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        const char *suffix = strrchr(entry->d_name, '.');
        count += suffix != NULL && strcmp(suffix, ".csv") == 0;
    }
    closedir(folder);
    return count;
}

/* Make every folder on the way to a file. */
static int make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        int made = mkdir(path, 0777);
        int error_number = errno;
        if (made != 0 && error_number != EEXIST)
            return refuse_file(path, error_number);
        *slash = '/';
    }
    return EXIT_CLEAN;
}

static int copy_file(const char *folder, const char *name, struct cir_text text)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        return refuse_file(folder, ENAMETOOLONG);
    int code = make_folders(path);
    return code == EXIT_CLEAN ? output_write_new(path, text) : code;
}

int catalogue_copy(const struct catalogue_actions *actions, const struct cir_definition_files *files,
                   const char *prefix, size_t cut, const char *folder)
{
    size_t copied = 0;
    for (size_t i = 0; i < files->count; i++) {
        const struct cir_definition_file *file = &files->list[i];
        if (!cir_text_starts_with(cir_text_of(file->path), prefix))
            continue;
        int code = copy_file(folder, file->path + cut, file->text);
        if (code != EXIT_CLEAN)
            return code;
        copied++;
    }
    fprintf(stderr, "%zu files written to %s; after editing, check them: cirisk %s lint %s\n", copied, folder,
            actions->command, folder);
    return EXIT_CLEAN;
}

int catalogue_export_folder(const struct catalogue_actions *actions, const struct catalogue_options *options,
                            char *const *arguments)
{
    struct cir_definition_files files = {0};
    struct cir_error error;
    if (cir_definition_files_open(&files, options->definitions, &error) != CIR_OK)
        return say_error(&error);
    int code = catalogue_copy(actions, &files, actions->folder, 0, arguments[0]);
    if (code == EXIT_CLEAN)
        fprintf(stderr, "they are used by --definitions %s\n", arguments[0]);
    cir_definition_files_close(&files);
    return code;
}

static void report(void *context, const struct cir_error *finding)
{
    struct lint_report *lint = context;
    lint->findings++;
    say_error(finding);
}

struct cir_findings lint_findings(struct lint_report *lint)
{
    return (struct cir_findings){report, lint};
}

int lint_end(const struct lint_report *lint, size_t files, enum cir_status status, const struct cir_error *error)
{
    if (lint->findings > 0) {
        fprintf(stderr, "%zu %s found in %zu %s\n", lint->findings, lint->findings == 1 ? "fault" : "faults", files,
                files == 1 ? "file" : "files");
        return EXIT_DEFINITIONS;
    }
    if (status != CIR_OK)
        return say_error(error);
    printf("no fault found in %zu %s\n", files, files == 1 ? "file" : "files");
    return EXIT_CLEAN;
}

static size_t count_files(const struct cir_definition_files *files, const char *folder)
{
    size_t count = 0;
    for (size_t i = 0; i < files->count; i++) {
        const struct cir_definition_file *file = &files->list[i];
        count += folder == NULL || strcmp(file->origin, file->path) != 0;
    }
    return count;
}

int catalogue_lint_tables(const struct catalogue_actions *actions, const struct catalogue_options *options,
                          const char *folder)
{
    (void)actions; /* tables refer to each other: all are looked at, whatever the command */
    const char *overlay = folder != NULL ? folder : options->definitions;
    struct cir_definition_files files = {0};
    struct cir_error error;
    if (cir_definition_files_open(&files, overlay, &error) != CIR_OK)
        return say_error(&error);
    size_t count = count_files(&files, folder);
    cir_definition_files_close(&files);
    struct lint_report lint = {0};
    struct cir_findings findings = lint_findings(&lint);
    struct cir_definitions *definitions = NULL;
    enum cir_status status = cir_definitions_load(&definitions, overlay, &findings, &error);
    if (status == CIR_OK)
        status = cir_words_load(definitions, overlay, &findings, &error);
    cir_definitions_free(definitions);
    return lint_end(&lint, count, status, &error);
}
