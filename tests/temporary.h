/** Files and folders for a test, in $TMPDIR or else /tmp; the test removes them. Whatever cannot be done fails it for
 * good. */
#ifndef CIR_TESTS_TEMPORARY_H
#define CIR_TESTS_TEMPORARY_H

#include "temporary_folder.h"

#include <stddef.h>

/** Make an empty folder.
 * @param path gets its name */
void cir_temporary_folder(char path[CIR_TEMPORARY_SIZE]);

/** Make a file of these bytes; likewise. */
void cir_temporary_file(char path[CIR_TEMPORARY_SIZE], const char *bytes, size_t size);

/** Write a file whose path is given, over whatever was there. */
void cir_temporary_write(const char *path, const char *bytes, size_t size);

/** Remove a folder and all below it. */
void cir_temporary_remove(const char *folder);

#endif
