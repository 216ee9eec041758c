#include "base/sha256.h"

void cir_sha256_hex(struct sha256_ctx *context, char hex[CIR_SHA256_HEX_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[2 * sizeof digest] = '\0';
}

void cir_sha256_text(struct cir_text text, char hex[CIR_SHA256_HEX_SIZE])
{
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, text.size, (const uint8_t *)text.data);
    cir_sha256_hex(&context, hex);
}
