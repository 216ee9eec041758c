#include "folder_path.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

char *folder_path_of(const char *file)
{
    const char *slash = strrchr(file, '/');
    if (slash == NULL)
        return strdup(".");
    return strndup(file, slash == file ? 1 : (size_t)(slash - file));
}

/* Bytes of the folders that both paths begin with; each path is absolute and has no final '/' but "/" itself. */
static size_t shared_size(const char *a, const char *b)
{
    size_t shared = 0, i = 0;
    for (; a[i] != '\0' && a[i] == b[i]; i++)
        if (a[i] == '/')
            shared = i;
    bool a_ends = a[i] == '\0' || a[i] == '/', b_ends = b[i] == '\0' || b[i] == '/';
    return a_ends && b_ends && i > 1 ? i : shared;
}

static char *relative(const char *from, const char *to)
{
    struct cir_buffer path = {0};
    size_t shared = shared_size(from, to);
    for (const char *rest = from + shared; *rest != '\0'; rest++)
        if (*rest == '/' && rest[1] != '\0')
            cir_buffer_add_string(&path, path.size > 0 ? "/.." : "..");
    const char *rest = to + shared;
    rest += *rest == '/';
    if (*rest != '\0' && path.size > 0)
        cir_buffer_add_char(&path, '/');
    cir_buffer_add_string(&path, *rest != '\0' ? rest : path.size > 0 ? "" : ".");
    cir_buffer_add_char(&path, '\0');
    if (!path.failed)
        return path.data;
    cir_buffer_free(&path);
    return NULL;
}

char *folder_path_between(const char *file)
{
    char *folder = folder_path_of(file);
    char *from = folder != NULL ? realpath(folder, NULL) : NULL;
    char *to = realpath(".", NULL);
    char *path = from != NULL && to != NULL ? relative(from, to) : to != NULL ? strdup(to) : NULL;
    free(folder);
    free(from);
    free(to);
    return path;
}
