#include "cache_folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A path of the environment counts only where it is absolute. */
static char *below(const char *variable, const char *folder)
{
    const char *parent = getenv(variable);
    if (parent == NULL || parent[0] != '/')
        return NULL;
    size_t size = strlen(parent) + strlen(folder) + 1;
    char *path = malloc(size);
    if (path != NULL)
        snprintf(path, size, "%s%s", parent, folder);
    return path;
}

char *cache_folder(const char *given)
{
    if (given != NULL)
        return strcmp(given, "none") != 0 ? strdup(given) : NULL;
    char *path = below("XDG_CACHE_HOME", "/cirisk");
    return path != NULL ? path : below("HOME", "/.cache/cirisk");
}
