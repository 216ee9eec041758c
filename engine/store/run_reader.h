/** A stored run, read row by row: the levels that its schemes gave.
 *
 * Functions that fail return CIR_BAD_STORE, with the file's name and what SQLite or the system says, or
 * CIR_NO_MEMORY. */
#ifndef CIR_STORE_RUN_READER_H
#define CIR_STORE_RUN_READER_H

#include "base/error.h"
#include "model/judged.h"

#include <stdint.h>

struct cir_run_reader;
struct cir_store;

/** @param run its number; 0: the last of the store
 *  @return also CIR_BAD_STORE for a file that is not there, is no store or holds no run, CIR_BAD_USE where it holds no
 *          run of this number. The caller owns *reader */
enum cir_status cir_run_reader_open(struct cir_run_reader **reader, const char *file, uint64_t run,
                                    struct cir_error *error);

void cir_run_reader_close(struct cir_run_reader *reader);

/** The scales of the schemes of the run, in its order; live as long as the reader. */
const struct cir_scale *cir_run_reader_scales(const struct cir_run_reader *reader, size_t *count);

/** Number of the run. */
int64_t cir_run_reader_number(const struct cir_run_reader *reader);

/** The store that it lies in: for queries within this folder. */
struct cir_store *cir_run_reader_store(const struct cir_run_reader *reader);

/** The next row, one level a scheme.
 * @return CIR_OK; CIR_END */
enum cir_status cir_run_reader_next(struct cir_run_reader *reader, struct cir_judged_row *row, struct cir_error *error);

#endif
