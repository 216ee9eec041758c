#include "catalogue_folders.h"

#include "command.h"
#include "say.h"

#include <stdio.h>
#include <string.h>

enum { NAME_SIZE = 256, PATH_SIZE = 4096 };

/* NAME of "PARENT/NAME/..."; empty where the path is another. */
static struct cir_text name_in(const char *path, const char *parent)
{
    if (!cir_text_starts_with(cir_text_of(path), parent))
        return (struct cir_text){0};
    struct cir_text rest = cir_text_of(path + strlen(parent)), name;
    return cir_text_next(&name, &rest, '/') && rest.size > 0 ? name : (struct cir_text){0};
}

/* Files are sorted by path. */
struct cir_text catalogue_folder_begun(const struct cir_definition_files *files, size_t number, const char *parent)
{
    struct cir_text name = name_in(files->list[number].path, parent);
    struct cir_text before = number > 0 ? name_in(files->list[number - 1].path, parent) : (struct cir_text){0};
    return cir_text_equal(name, before) ? (struct cir_text){0} : name;
}

/* The same, terminated; false where no folder begins. */
static bool begins_folder(char name[NAME_SIZE], const struct cir_definition_files *files, size_t number,
                          const char *parent)
{
    struct cir_text text = catalogue_folder_begun(files, number, parent);
    snprintf(name, NAME_SIZE, "%.*s", CIR_TEXT_ARGS(text));
    return text.size > 0;
}

/* ---- list ---- */

int catalogue_list_folders(struct catalogue *catalogue, struct listing *listing)
{
    const struct catalogue_actions *actions = catalogue->actions;
    char name[NAME_SIZE];
    struct cir_definition_files files = {0};
    struct cir_error error;
    if (cir_definition_files_open(&files, catalogue->options->definitions, &error) != CIR_OK)
        return say_error(&error);
    int code = EXIT_CLEAN;
    for (size_t i = 0; i < files.count && code == EXIT_CLEAN; i++)
        if (begins_folder(name, &files, i, actions->folder))
            code = actions->folders->add_row(listing, catalogue, name);
    if (code == EXIT_CLEAN)
        code = catalogue_print(catalogue, listing);
    cir_definition_files_close(&files);
    return code;
}

/* ---- export ---- */

/* Where the path ends in `end`, the length of what stands before it; else 0. */
static size_t size_before(const char *path, const char *end)
{
    size_t size = strlen(path), end_size = strlen(end);
    while (size > 0 && path[size - 1] == '/')
        size--;
    bool ends =
        size > end_size && path[size - end_size - 1] == '/' && strncmp(path + size - end_size, end, end_size) == 0;
    return ends ? size - end_size - 1 : 0;
}

/* A folder of one is no folder of definitions, and the other way round: say which it is.
 * @param end of the path of one that is laid over: "datasets/schemes/gge" */
static void say_how_used(const struct catalogue_folders *folders, const char *end, const char *folder)
{
    size_t over = size_before(folder, end);
    if (over > 0)
        fprintf(stderr, "they are used by --definitions %.*s\n", (int)over, folder);
    else
        fprintf(stderr, "they are used as %s %s%s; --definitions OVER wants them in OVER/%s\n", folders->option,
                strchr(folder, '/') == NULL ? "./" : "", folder, end);
}

int catalogue_export_one(const struct catalogue_actions *actions, const struct catalogue_options *options,
                         char *const *arguments)
{
    char prefix[NAME_SIZE];
    char table[NAME_SIZE + 32];
    struct cir_definition_files files = {0};
    struct cir_error error;
    snprintf(prefix, sizeof prefix, "%s%s/", actions->folder, arguments[0]);
    snprintf(table, sizeof table, "%s%s", prefix, actions->folders->table);
    if (cir_definition_files_open(&files, options->definitions, &error) != CIR_OK)
        return say_error(&error);
    int code = EXIT_USAGE;
    if (cir_definition_files_find(&files, table) == NULL)
        say(actions->command, "there is no %s '%s'; 'cirisk %s list' shows them all", actions->folders->one,
            arguments[0], actions->command);
    else
        code = catalogue_copy(actions, &files, prefix, strlen(prefix), arguments[1]);
    prefix[strlen(prefix) - 1] = '\0';
    if (code == EXIT_CLEAN)
        say_how_used(actions->folders, prefix, arguments[1]);
    cir_definition_files_close(&files);
    return code;
}

/* ---- lint ---- */

static void lint_one(struct folder_lint *lint, const char *name)
{
    struct cir_findings findings = lint_findings(&lint->report);
    struct cir_error error;
    enum cir_status status = lint->actions->folders->check(lint, name, &findings, &error);
    if (status != CIR_OK && lint->status == CIR_OK) {
        lint->status = status;
        lint->error = error;
    }
}

/* A table whose name is misspelt would be left out in silence. */
static void lint_file_name(struct folder_lint *lint, const struct cir_definition_file *file)
{
    struct cir_findings findings = lint_findings(&lint->report);
    struct cir_error finding;
    bool (*may_hold)(const char *) = lint->actions->folders->may_hold;
    if (may_hold == NULL ||
        (name_in(file->path, lint->actions->folder).size > 0 && may_hold(strrchr(file->path, '/') + 1)))
        return;
    (void)cir_fail(&finding, CIR_BAD_TABLE, (struct cir_place){.file = file->origin}, "there is no table of this name");
    findings.report(findings.context, &finding);
}

static size_t lint_files(struct folder_lint *lint, const struct cir_definition_files *files)
{
    char name[NAME_SIZE];
    size_t count = 0;
    for (size_t i = 0; i < files->count; i++) {
        if (!cir_text_starts_with(cir_text_of(files->list[i].path), lint->actions->folder))
            continue;
        lint_file_name(lint, &files->list[i]);
        if (begins_folder(name, files, i, lint->actions->folder))
            lint_one(lint, name);
        count++;
    }
    return count;
}

/* All there are, with the folder laid over them. */
static int lint_all(struct folder_lint *lint)
{
    struct cir_definition_files files = {0};
    size_t count = 0;
    lint->status = cir_definition_files_open(&files, lint->overlay, &lint->error);
    if (lint->status == CIR_OK)
        count = lint_files(lint, &files);
    cir_definition_files_close(&files);
    return lint_end(&lint->report, count, lint->status, &lint->error);
}

/* A copy of one, as export makes it. */
static int lint_copy(struct folder_lint *lint, const char *path)
{
    lint_one(lint, path);
    return lint_end(&lint->report, catalogue_count_tables(path), lint->status, &lint->error);
}

int catalogue_lint_folders(const struct catalogue_actions *actions, const struct catalogue_options *options,
                           const char *folder)
{
    char path[PATH_SIZE];
    if (folder != NULL) {
        int code = catalogue_path(path, sizeof path, folder);
        if (code != EXIT_CLEAN)
            return code;
    }
    bool is_one = folder != NULL && catalogue_count_tables(path) > 0; /* in the folder itself */
    struct folder_lint lint = {.actions = actions,
                               .overlay = folder != NULL && !is_one ? folder : options->definitions};
    struct cir_findings findings = lint_findings(&lint.report);
    lint.status = cir_definitions_load(&lint.definitions, lint.overlay, &findings, &lint.error);
    int code;
    if (lint.status != CIR_OK)
        code = lint_end(&lint.report, 0, lint.status, &lint.error);
    else
        code = is_one ? lint_copy(&lint, path) : lint_all(&lint);
    cir_definitions_free(lint.definitions);
    return code;
}
