#include "temporary.h"

#include <CUnit/CUnit.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void name(char path[CIR_TEMPORARY_SIZE])
{
    const char *folder = getenv("TMPDIR");
    int size = snprintf(path, CIR_TEMPORARY_SIZE, "%s/cirisk-test-XXXXXX", folder != NULL ? folder : P_tmpdir);
    CU_ASSERT_FATAL(size > 0 && size < CIR_TEMPORARY_SIZE);
}

void cir_temporary_folder(char path[CIR_TEMPORARY_SIZE])
{
    name(path);
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(path));
}

void cir_temporary_file(char path[CIR_TEMPORARY_SIZE], const char *bytes, size_t size)
{
    name(path);
    int descriptor = mkstemp(path);
    CU_ASSERT_FATAL(descriptor >= 0);
    for (size_t at = 0; at < size;) {
        ssize_t written = write(descriptor, bytes + at, size - at);
        CU_ASSERT_FATAL(written > 0);
        at += (size_t)written;
    }
    close(descriptor);
}

void cir_temporary_write(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL_FATAL(fwrite(bytes, 1, size, file), size);
    CU_ASSERT_EQUAL_FATAL(fclose(file), 0);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

void cir_temporary_remove(const char *folder)
{
    enum { OPEN_FILES = 8 };
    CU_ASSERT_EQUAL_FATAL(nftw(folder, remove_entry, OPEN_FILES, FTW_DEPTH | FTW_PHYS), 0);
}
