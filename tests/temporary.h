/** Files and folders for a test, in $TMPDIR or else /tmp; the test removes them. */
#ifndef CIR_TESTS_TEMPORARY_H
#define CIR_TESTS_TEMPORARY_H

#include <stddef.h>

enum { CIR_TEMPORARY_SIZE = 256 };

/** Make an empty folder; the test fails for good when it cannot.
 * @param path gets its name */
void cir_temporary_folder(char path[CIR_TEMPORARY_SIZE]);

/** Take a folder away with all that is in it. */
void cir_temporary_remove(const char *path);

/** Make a file of these bytes; likewise. */
void cir_temporary_file(char path[CIR_TEMPORARY_SIZE], const char *bytes, size_t size);

#endif
