/** SHA-256 as text. */
#ifndef CIR_BASE_SHA256_H
#define CIR_BASE_SHA256_H

#include "base/text.h"

#include <nettle/sha2.h>

enum { CIR_SHA256_HEX_SIZE = 2 * SHA256_DIGEST_SIZE + 1 };

/** The hash of what the context was given, in lower-case hex; the context begins anew. */
void cir_sha256_hex(struct sha256_ctx *context, char hex[CIR_SHA256_HEX_SIZE]);

/** The hash of a whole text. */
void cir_sha256_text(struct cir_text text, char hex[CIR_SHA256_HEX_SIZE]);

#endif
