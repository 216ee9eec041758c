#include "temporary_folder.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

bool cir_temporary_name(char path[CIR_TEMPORARY_SIZE], const char *kind)
{
    const char *folder = getenv("TMPDIR");
    if (folder == NULL || *folder == '\0')
        folder = P_tmpdir;
    int size = snprintf(path, CIR_TEMPORARY_SIZE, "%s/cirisk-%s-XXXXXX", folder, kind);
    return size > 0 && size < CIR_TEMPORARY_SIZE;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

bool cir_temporary_remove_all(const char *folder)
{
    enum { OPEN_FILES = 8 };
    return nftw(folder, remove_entry, OPEN_FILES, FTW_DEPTH | FTW_PHYS) == 0;
}
