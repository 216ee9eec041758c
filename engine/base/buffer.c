#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_CAPACITY = 256 };

bool cir_buffer_reserve(struct cir_buffer *buffer, size_t more)
{
    if (buffer->failed || more <= buffer->capacity - buffer->size)
        return !buffer->failed;
    size_t capacity = buffer->capacity > 0 ? buffer->capacity : FIRST_CAPACITY;
    while (capacity - buffer->size < more && capacity < SIZE_MAX / 2)
        capacity *= 2;
    char *data = realloc(buffer->data, capacity);
    buffer->failed = data == NULL || capacity - buffer->size < more;
    if (data != NULL) {
        buffer->data = data;
        buffer->capacity = capacity;
    }
    return !buffer->failed;
}

void cir_buffer_add(struct cir_buffer *buffer, struct cir_text text)
{
    if (text.size == 0 || !cir_buffer_reserve(buffer, text.size))
        return;
    memcpy(buffer->data + buffer->size, text.data, text.size);
    buffer->size += text.size;
}

void cir_buffer_add_char(struct cir_buffer *buffer, char c)
{
    cir_buffer_add(buffer, (struct cir_text){&c, 1});
}

void cir_buffer_add_string(struct cir_buffer *buffer, const char *string)
{
    cir_buffer_add(buffer, cir_text_of(string));
}

void cir_buffer_add_format(struct cir_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (size < 0 || !cir_buffer_reserve(buffer, (size_t)size + 1))
        return;
    va_start(arguments, format);
    vsnprintf(buffer->data + buffer->size, (size_t)size + 1, format, arguments);
    va_end(arguments);
    buffer->size += (size_t)size;
}

struct cir_text cir_buffer_text(const struct cir_buffer *buffer)
{
    return (struct cir_text){buffer->data, buffer->size};
}

void cir_buffer_clear(struct cir_buffer *buffer)
{
    buffer->size = 0;
}

void cir_buffer_free(struct cir_buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct cir_buffer){0};
}
