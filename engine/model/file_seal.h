/** What a file held, as the bytes went by: who has the file can check it with sha256sum. */
#ifndef CIR_MODEL_FILE_SEAL_H
#define CIR_MODEL_FILE_SEAL_H

#include <stdint.h>

struct cir_file_seal {
    uint64_t size;   /**< bytes */
    uint64_t rows;   /**< data rows; 0 where it has none */
    char sha256[65]; /**< in hex; "": the file was not read or written */
};

#endif
