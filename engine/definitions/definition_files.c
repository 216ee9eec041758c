/* Which files are in use: the embedded ones, and over them, file by file, those of a folder. */
#include "base/file.h"
#include "definitions/definitions.h"
#include "definitions/embedded.h"
#include "definitions/folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* A link that leads back to its own folder must end somewhere; the tables lie three folders deep. */
enum { DEPTH_MAX = 8 };

/* A folder that is walked: `root` on the disk, `path` below it ("" or "datasets/"). */
struct walk {
    struct cir_definition_files *files;
    size_t capacity;
    size_t stray_capacity;
    const char *root;
    enum cir_status (*take)(struct walk *walk, const char *path, const char *name, int depth);
    const char *const *names; /* of the tables that the folder of a scheme may have; NULL: a tree is walked */
    struct cir_error *error;
};

static enum cir_status read_file(struct cir_arena *arena, const char *name, struct cir_text *text,
                                 struct cir_error *error)
{
    struct cir_buffer buffer = {0};
    enum cir_status status = cir_file_read(&buffer, name, error);
    if (status == CIR_OK) {
        *text = (struct cir_text){cir_arena_copy(arena, cir_buffer_text(&buffer)), buffer.size};
        if (text->data == NULL)
            status = cir_fail_memory(error);
    }
    cir_buffer_free(&buffer);
    return status;
}

static char *join(struct cir_arena *arena, const char *folder, const char *between, const char *name)
{
    size_t size = strlen(folder) + strlen(between) + strlen(name) + 1;
    char *joined = cir_arena_take(arena, size, 1);
    if (joined != NULL)
        snprintf(joined, size, "%s%s%s", folder, between, name);
    return joined;
}

static struct cir_definition_file *find(const struct cir_definition_files *files, const char *path)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->list[i].path, path) == 0)
            return &files->list[i];
    return NULL;
}

static enum cir_status add(struct walk *walk, const struct cir_definition_file *file)
{
    struct cir_definition_file *there = find(walk->files, file->path);
    if (there != NULL) {
        *there = *file;
        return CIR_OK;
    }
    struct cir_definition_file *list =
        cir_arena_grow(&walk->files->arena, walk->files->list, walk->files->count, &walk->capacity, sizeof *list);
    if (list == NULL)
        return cir_fail_memory(walk->error);
    walk->files->list = list;
    list[walk->files->count++] = *file;
    return CIR_OK;
}

static enum cir_status add_stray(struct walk *walk, const char *path, const char *origin)
{
    struct cir_definition_files *files = walk->files;
    struct cir_definition_file *list =
        cir_arena_grow(&files->arena, files->strays, files->stray_count, &walk->stray_capacity, sizeof *list);
    if (list == NULL)
        return cir_fail_memory(walk->error);
    files->strays = list;
    list[files->stray_count++] = (struct cir_definition_file){.path = path, .origin = origin};
    return CIR_OK;
}

static bool ends_in(const char *path, const char *end)
{
    size_t size = strlen(path);
    size_t end_size = strlen(end);
    return size > end_size && strcmp(path + size - end_size, end) == 0;
}

static bool ends_in_csv(const char *path)
{
    return ends_in(path, ".csv");
}

/* Below the folders of tables. */
static bool is_among_tables(const char *path)
{
    struct cir_text text = cir_text_of(path);
    return cir_text_starts_with(text, "sectors/") || cir_text_starts_with(text, "datasets/");
}

static enum cir_status add_file(struct walk *walk, const char *path, const char *origin)
{
    struct cir_definition_file file = {.path = path, .origin = origin};
    enum cir_status status = read_file(&walk->files->arena, origin, &file.text, walk->error);
    return status == CIR_OK ? add(walk, &file) : status;
}

static bool is_letter(const char *path)
{
    return cir_text_starts_with(cir_text_of(path), "datasets/letters/") && ends_in(path, ".txt");
}

/* MANIFEST.csv tells of the files of the project, not of the world: nothing is judged by it. */
static enum cir_status add_any(struct walk *walk, const char *path, const char *origin)
{
    if (is_letter(path))
        return add_file(walk, path, origin);
    if (!ends_in_csv(path) || strcmp(path, "datasets/MANIFEST.csv") == 0)
        return CIR_OK;
    return is_among_tables(path) ? add_file(walk, path, origin) : add_stray(walk, path, origin);
}

static enum cir_status walk_folder(struct walk *walk, const char *path, int depth);

static enum cir_status walk_entry(struct walk *walk, const char *path, const char *name, int depth)
{
    struct cir_arena *arena = &walk->files->arena;
    const char *inner = join(arena, path, "", name);
    const char *origin = inner != NULL ? join(arena, walk->root, "/", inner) : NULL;
    if (origin == NULL)
        return cir_fail_memory(walk->error);
    struct stat status;
    if (stat(origin, &status) != 0)
        return cir_fail_system(walk->error, origin, errno);
    if (S_ISDIR(status.st_mode)) {
        const char *folder = join(arena, inner, "", "/");
        return folder != NULL ? walk_folder(walk, folder, depth + 1) : cir_fail_memory(walk->error);
    }
    return add_any(walk, inner, origin);
}

static enum cir_status walk_entries(struct walk *walk, DIR *stream, const char *path, int depth)
{
    struct dirent *entry;
    enum cir_status status = CIR_OK;
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): the stream is this call's own */
    while (status == CIR_OK && (errno = 0, entry = readdir(stream)) != NULL)
        if (entry->d_name[0] != '.')
            status = walk->take(walk, path, entry->d_name, depth);
    if (status == CIR_OK && errno != 0)
        status = cir_fail_system(walk->error, walk->root, errno);
    return status;
}

static enum cir_status walk_folder(struct walk *walk, const char *path, int depth)
{
    const char *name = join(&walk->files->arena, walk->root, "/", path);
    if (name == NULL)
        return cir_fail_memory(walk->error);
    if (depth > DEPTH_MAX)
        return cir_fail_system(walk->error, name, ELOOP);
    DIR *stream = opendir(name);
    if (stream == NULL)
        return cir_fail_system(walk->error, name, errno);
    enum cir_status status = walk_entries(walk, stream, path, depth);
    closedir(stream);
    return status;
}

static enum cir_status add_embedded(struct walk *walk)
{
    enum cir_status status = CIR_OK;
    for (size_t i = 0; status == CIR_OK && i < cir_embedded_file_count; i++) {
        const struct cir_embedded_file *embedded = &cir_embedded_files[i];
        struct cir_definition_file file = {.path = embedded->path,
                                           .text = {embedded->start, (size_t)(embedded->end - embedded->start)},
                                           .origin = embedded->path};
        status = add(walk, &file);
    }
    return status;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(((const struct cir_definition_file *)a)->path, ((const struct cir_definition_file *)b)->path);
}

static enum cir_status finish(struct cir_definition_files *files, enum cir_status status)
{
    if (status != CIR_OK)
        cir_definition_files_close(files);
    else if (files->count > 0)
        qsort(files->list, files->count, sizeof *files->list, compare_paths);
    return status;
}

enum cir_status cir_definition_files_open(struct cir_definition_files *files, const char *overlay,
                                          struct cir_error *error)
{
    *files = (struct cir_definition_files){0};
    struct walk walk = {.files = files, .root = overlay, .take = walk_entry, .error = error};
    enum cir_status status = add_embedded(&walk);
    if (status == CIR_OK && overlay != NULL)
        status = walk_folder(&walk, "", 0);
    return finish(files, status);
}

static bool is_named(const char *const *names, const char *name)
{
    for (; *names != NULL; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

/* Of a folder that holds nothing but tables; the path of a file says where it lies. */
static enum cir_status take_entry(struct walk *walk, const char *path, const char *name, int depth)
{
    (void)path, (void)depth;
    bool is_table = is_named(walk->names, name);
    if (!is_table && !ends_in_csv(name))
        return CIR_OK;
    const char *origin = join(&walk->files->arena, walk->root, "/", name);
    if (origin == NULL)
        return cir_fail_memory(walk->error);
    return is_table ? add_file(walk, origin, origin) : add_stray(walk, origin, origin);
}

enum cir_status cir_definition_files_add_folder(struct cir_definition_files *files, const char *folder,
                                                const char *const *names, struct cir_error *error)
{
    struct walk walk = {
        .files = files, .capacity = files->count, .root = folder, .take = take_entry, .names = names, .error = error};
    files->strays = NULL;
    files->stray_count = 0;
    DIR *stream = opendir(folder);
    if (stream == NULL)
        return cir_fail_system(error, folder, errno);
    enum cir_status status = walk_entries(&walk, stream, "", 0);
    closedir(stream);
    return status;
}

void cir_definition_files_close(struct cir_definition_files *files)
{
    cir_arena_free(&files->arena);
    *files = (struct cir_definition_files){0};
}

const struct cir_definition_file *cir_definition_files_find(const struct cir_definition_files *files, const char *path)
{
    return find(files, path);
}
