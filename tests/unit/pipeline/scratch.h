/** Files for a test, in a folder of its own that is gone afterwards. */
#ifndef CIR_TESTS_SCRATCH_H
#define CIR_TESTS_SCRATCH_H

#include "base/buffer.h"

/** Make the folder; the test fails when it cannot. */
void scratch_open(void);

/** Remove the folder with all that is in it. */
void scratch_close(void);

/** Path of a file in the folder; lives until the 8th call after it. */
const char *scratch_path(const char *name);

void scratch_write(const char *name, struct cir_text text);

/** Contents of a file; the caller frees the buffer. Empty when there is no such file. */
struct cir_buffer scratch_read(const char *name);

bool scratch_has(const char *name);

/** Number of files in the folder. */
size_t scratch_count(void);

/** A log of `rows` rows as they come in real life: quoted cells, doubled quotes, line ends in cells, unknowns, ranges;
 * with `flaws`, also broken quotes, bad cells and repeated ids. Rows [first, first + rows) of one endless log. */
void scratch_log(struct cir_buffer *log, size_t first, size_t rows, bool flaws);

#endif
