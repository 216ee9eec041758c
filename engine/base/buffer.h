/** Bytes that grow: the output of a block of rows. */
#ifndef CIR_BASE_BUFFER_H
#define CIR_BASE_BUFFER_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/** A zeroed struct is an empty buffer. After memory ran out `failed` stays set and additions do nothing, so that
 * a writer checks once, at the end. */
struct cir_buffer {
    char *data; /**< owned */
    size_t size;
    size_t capacity;
    bool failed;
};

/** Room for `more` bytes at data + size; false when memory is exhausted. */
bool cir_buffer_reserve(struct cir_buffer *buffer, size_t more);

void cir_buffer_add(struct cir_buffer *buffer, struct cir_text text);
void cir_buffer_add_char(struct cir_buffer *buffer, char c);
void cir_buffer_add_string(struct cir_buffer *buffer, const char *string);

/** As printf; not for %f, %e, %g, whose decimal sign is the locale's: see cir_number_write. */
void cir_buffer_add_format(struct cir_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

struct cir_text cir_buffer_text(const struct cir_buffer *buffer);

/** Empty it, keep the memory. */
void cir_buffer_clear(struct cir_buffer *buffer);

void cir_buffer_free(struct cir_buffer *buffer);

#endif
