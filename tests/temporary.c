#include "temporary.h"

#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void cir_temporary_folder(char path[CIR_TEMPORARY_SIZE])
{
    CU_ASSERT_FATAL(cir_temporary_name(path, "test"));
    CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(path));
}

void cir_temporary_file(char path[CIR_TEMPORARY_SIZE], const char *bytes, size_t size)
{
    CU_ASSERT_FATAL(cir_temporary_name(path, "test"));
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

void cir_temporary_remove(const char *folder)
{
    CU_ASSERT_FATAL(cir_temporary_remove_all(folder));
}
