/** A folder that a test or a fuzz harness has to itself, below $TMPDIR or, where that says nothing, /tmp. */
#ifndef CIR_TESTS_TEMPORARY_FOLDER_H
#define CIR_TESTS_TEMPORARY_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

enum { CIR_TEMPORARY_SIZE = 256 };

/** A name that mkdtemp or mkstemp completes.
 * @param kind who makes it, such as "test"
 * @return false where it does not fit */
bool cir_temporary_name(char path[CIR_TEMPORARY_SIZE], const char *kind);

/** Remove a folder and all below it. @return false where something stays */
bool cir_temporary_remove_all(const char *folder);

#endif
