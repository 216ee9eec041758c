/** What the fuzz harnesses share. A broken promise aborts, so that a fuzzer keeps the input. */
#ifndef CIR_FUZZ_INPUT_H
#define CIR_FUZZ_INPUT_H

#include "base/text.h"

#include <stdint.h>

/** Every harness defines it; libFuzzer, or replay.c, calls it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FUZZ_PATH_SIZE = 32 };

/** A file in memory that holds `text`, and a path by which it can be opened. @return its descriptor, to be closed */
int fuzz_file(struct cir_text text, char path[FUZZ_PATH_SIZE]);

/** A folder of this program's own, in $TMPDIR or else /tmp: made when it is first asked for, and gone with all that is in
 * it when the program ends. */
const char *fuzz_folder(void);

/** Abort with the promise that was broken; NULL is none. */
void fuzz_expect(const char *broken_promise);

#endif
