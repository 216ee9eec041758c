#include "report/policy.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>

static void add_hash(struct cir_buffer *policy, struct cir_text text)
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    char encoded[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)];
    sha256_init(&context);
    sha256_update(&context, text.size, (const uint8_t *)text.data);
    sha256_digest(&context, sizeof digest, digest);
    base64_encode_raw(encoded, sizeof digest, digest);
    cir_buffer_add_string(policy, "'sha256-");
    cir_buffer_add(policy, (struct cir_text){encoded, sizeof encoded});
    cir_buffer_add_char(policy, '\'');
}

void cir_report_add_policy(struct cir_buffer *policy, struct cir_text style, struct cir_text script)
{
    cir_buffer_add_string(policy, "default-src 'none'; style-src ");
    add_hash(policy, style);
    cir_buffer_add_string(policy, "; script-src ");
    add_hash(policy, script);
    cir_buffer_add_string(policy, "; img-src data:; base-uri 'none'; form-action 'none'");
}
