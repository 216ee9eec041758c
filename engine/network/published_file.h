/** A file that others publish, on its way to those who know what its cells mean. */
#ifndef CIR_NETWORK_PUBLISHED_FILE_H
#define CIR_NETWORK_PUBLISHED_FILE_H

#include "base/csv_reader.h"
#include "base/sha256.h"
#include "definitions/load.h"

/** Feed a file to a reader that was opened, in pieces, until its taker wants no more. A byte order mark is passed over.
 *
 * @param hash gets every byte that is fed
 * @return CIR_OK; CIR_BAD_TABLE: it is no CSV or holds NUL, and the load has the finding; CIR_NO_FILE; CIR_NO_MEMORY */
enum cir_status cir_published_feed(struct cir_load *load, struct cir_csv_reader *csv, struct sha256_ctx *hash,
                                   const char *path, struct cir_error *error);

#endif
