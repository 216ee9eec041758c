#include "definitions/files_hash.h"

static void add_hashed(struct sha256_ctx *context, struct cir_text text)
{
    sha256_update(context, text.size, (const uint8_t *)text.data);
}

void cir_files_hash_add(struct sha256_ctx *context, const char *name, struct cir_text text)
{
    char size[8];
    for (size_t k = 0; k < sizeof size; k++)
        size[k] = (char)((uint64_t)text.size >> (8 * k) & 0xFF);
    add_hashed(context, (struct cir_text){name, strlen(name) + 1});
    add_hashed(context, (struct cir_text){size, sizeof size});
    add_hashed(context, text);
}
