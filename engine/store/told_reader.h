/** A stored run, read row by row, with all that tables are made of.
 *
 * Errors as in run_reader.h. */
#ifndef CIR_STORE_TOLD_READER_H
#define CIR_STORE_TOLD_READER_H

#include "base/error.h"
#include "model/judged.h"
#include "model/told.h"

#include <stdint.h>

struct cir_told_reader;

/** What a pass over the run needs beside levels, reasons and facts. */
struct cir_told_needs {
    unsigned measures; /**< bit = number of the measure of the facts */
    unsigned schemes;  /**< bit = number of the scheme: its verdicts */
    bool scores;       /**< scores and axes */
    bool impacts;
    bool designations;
};

/** @param definitions by whose numbers States and sectors are told; borrowed
 *  @param run its number; 0: the last of the store
 *  @return as cir_run_reader_open; CIR_BAD_STORE also for a sector that the tables do not know */
enum cir_status cir_told_reader_open(struct cir_told_reader **reader, const char *file, uint64_t run,
                                     const struct cir_definitions *definitions, struct cir_error *error);

void cir_told_reader_close(struct cir_told_reader *reader);

const struct cir_scale *cir_told_reader_scales(const struct cir_told_reader *reader, size_t *count);

/** Name of the log that the run read. */
const char *cir_told_reader_input(const struct cir_told_reader *reader);

bool cir_told_reader_has_designations(const struct cir_told_reader *reader);
bool cir_told_reader_has_impacts(const struct cir_told_reader *reader);

/** Say what is needed, before the first row. */
enum cir_status cir_told_reader_start(struct cir_told_reader *reader, const struct cir_told_needs *needs,
                                      struct cir_error *error);

/** The next row; what is not needed is not set. Scores are as they are stored, to 9 decimals.
 * @return CIR_OK; CIR_END */
enum cir_status cir_told_reader_next(struct cir_told_reader *reader, struct cir_told_row *row, struct cir_error *error);

#endif
