#include "run_files.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/sha256.h"
#include "base/text.h"
#include "say.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024, FOLDER_DEPTH_MAX = 16 };

/* What is being collected. */
struct collecting {
    const struct command *command;
    struct run_files *inputs;
    struct run_files *outputs;
    struct cir_arena *arena;
};

struct run_file *run_files_find(const struct run_files *files, const char *name)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->list[i].name, name) == 0)
            return &files->list[i];
    return NULL;
}

struct run_file *run_files_add(struct run_files *files, const char *name, enum run_file_kind kind,
                               struct cir_arena *arena)
{
    struct run_file *list = cir_arena_grow(arena, files->list, files->count, &files->capacity, sizeof *list);
    const char *copy = cir_arena_copy(arena, cir_text_of(name));
    if (list == NULL || copy == NULL)
        return NULL;
    files->list = list;
    list[files->count] = (struct run_file){.name = copy, .kind = kind};
    return &list[files->count++];
}

/* ---- inputs ---- */

static int refuse(const struct collecting *collecting, const char *name, const char *why)
{
    struct cir_buffer line = {0};
    say_add_visible(&line, cir_text_of(name), 0);
    say(collecting->command->name, "--manifest: %.*s %s", CIR_TEXT_ARGS(cir_buffer_text(&line)), why);
    cir_buffer_free(&line);
    return EXIT_USAGE;
}

static int add_input(const struct collecting *collecting, const char *name, const struct stat *before)
{
    if (run_files_find(collecting->inputs, name) != NULL)
        return EXIT_CLEAN;
    if (!S_ISREG(before->st_mode))
        return refuse(collecting, name,
                      "is no regular file, so that nobody could read it again: write it to a file first");
    if (collecting->inputs->count == RUN_FILES_MAX)
        return refuse(collecting, name, "is one file too many for a manifest");
    struct run_file *file = run_files_add(collecting->inputs, name, RUN_FILE, collecting->arena);
    if (file == NULL)
        return say_no_memory();
    file->before = *before;
    return EXIT_CLEAN;
}

static int add_stream(const struct collecting *collecting)
{
    if (run_files_find(collecting->inputs, "-") != NULL)
        return EXIT_CLEAN;
    return run_files_add(collecting->inputs, "-", RUN_STREAM, collecting->arena) != NULL ? EXIT_CLEAN : say_no_memory();
}

static int is_no_dot(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* As strcmp orders them, whatever the locale. */
static int compare_entries(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int add_folder(const struct collecting *collecting, const char *folder, unsigned depth);

// NOLINTNEXTLINE(misc-no-recursion): as deep as folders, at most FOLDER_DEPTH_MAX
static int add_entry(const struct collecting *collecting, const char *path, unsigned depth)
{
    struct stat found;
    if (stat(path, &found) != 0)
        return EXIT_CLEAN;
    if (S_ISDIR(found.st_mode))
        return add_folder(collecting, path, depth + 1);
    return add_input(collecting, path, &found);
}

// NOLINTNEXTLINE(misc-no-recursion): likewise
static int add_folder(const struct collecting *collecting, const char *folder, unsigned depth)
{
    struct dirent **entries;
    if (depth == FOLDER_DEPTH_MAX)
        return refuse(collecting, folder, "lies too deep, in 16 folders");
    int count = scandir(folder, &entries, is_no_dot, compare_entries);
    int code = EXIT_CLEAN;
    const char *slash = folder[0] != '\0' && folder[strlen(folder) - 1] == '/' ? "" : "/";
    for (int i = 0; i < count; i++) {
        struct cir_buffer path = {0};
        cir_buffer_add_format(&path, "%s%s%s", folder, slash, entries[i]->d_name);
        cir_buffer_add_char(&path, '\0');
        if (code == EXIT_CLEAN)
            code = path.failed ? say_no_memory() : add_entry(collecting, path.data, depth);
        cir_buffer_free(&path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return code;
}

static int add_read(const struct collecting *collecting, const char *name)
{
    if (strcmp(name, "-") == 0)
        return add_stream(collecting);
    return add_entry(collecting, name, 0);
}

/* Of names and folders only folders are files of the run; what else comes with the program is in the definitions hash. */
static int add_folders(const struct collecting *collecting, const char *names)
{
    struct cir_text rest = cir_text_of(names), name;
    int code = EXIT_CLEAN;
    while (code == EXIT_CLEAN && cir_text_next(&name, &rest, ',')) {
        char *path = strndup(name.data, name.size);
        if (path == NULL)
            return say_no_memory();
        if (strchr(path, '/') != NULL)
            code = add_read(collecting, path);
        free(path);
    }
    return code;
}

/* ---- outputs ---- */

static int add_output(const struct collecting *collecting, const char *name, enum run_file_kind kind)
{
    return run_files_add(collecting->outputs, name, kind, collecting->arena) != NULL ? EXIT_CLEAN : say_no_memory();
}

/* ---- both ---- */

static int add(const struct collecting *collecting, enum completion completion, const char *name)
{
    switch (completion) {
    case COMPLETE_FILE:
    case COMPLETE_FOLDER:
    case COMPLETE_MAPPING:
        return add_read(collecting, name);
    case COMPLETE_SCHEME:
    case COMPLETE_NETWORK:
        return add_folders(collecting, name);
    case COMPLETE_WRITTEN_FILE:
        return add_output(collecting, name, strcmp(name, "-") == 0 ? RUN_STREAM : RUN_FILE);
    case COMPLETE_WRITTEN_FOLDER:
        return add_output(collecting, name, RUN_FOLDER);
    case COMPLETE_WRITTEN_DATABASE:
        return add_output(collecting, name, RUN_DATABASE);
    case COMPLETE_NOTHING:
    case COMPLETE_COMMAND:
    case COMPLETE_CACHE:
    case COMPLETE_MANIFEST:
        break;
    }
    return EXIT_CLEAN;
}

int run_files_collect(struct run_files *inputs, struct run_files *outputs, const struct command *command,
                      const void *values, const struct operands *operands, struct cir_arena *arena)
{
    const struct collecting collecting = {command, inputs, outputs, arena};
    struct option_place places[OPTIONS_MAX];
    size_t count = options_list(places, command);
    int code = EXIT_CLEAN;
    size_t first = command->words != NULL ? 1 : 0; /* which is a word, not a file */
    for (size_t i = first; i < operands->count && code == EXIT_CLEAN; i++)
        code = add(&collecting, command->completion, operands->list[i]);
    for (size_t i = 0; i < count && code == EXIT_CLEAN; i++) {
        const char *name =
            places[i].row->kind == OPTION_TEXT ? *(const char *const *)((const char *)values + places[i].member) : NULL;
        if (name != NULL)
            code = add(&collecting, places[i].row->completion, name);
    }
    return code;
}

/* ---- hashing ---- */

static int read_hash(struct sha256_ctx *sha256, uint64_t *size, int descriptor, const char *path)
{
    uint8_t data[READ_SIZE];
    ssize_t got;
    while ((got = read(descriptor, data, sizeof data)) != 0) {
        struct cir_error error;
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            cir_fail_system(&error, path, errno);
            return say_error(&error);
        }
        sha256_update(sha256, (size_t)got, data);
        *size += (uint64_t)got;
    }
    return EXIT_CLEAN;
}

int run_file_seal(struct cir_file_seal *seal, const char *path)
{
    struct sha256_ctx sha256;
    struct cir_error error;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        cir_fail_system(&error, path, errno);
        return say_error(&error);
    }
    sha256_init(&sha256);
    seal->size = 0;
    int code = read_hash(&sha256, &seal->size, descriptor, path);
    close(descriptor);
    cir_sha256_hex(&sha256, seal->sha256);
    return code;
}
