#include "base/text.h"

#include <stdint.h>
#include <unistr.h>

static unsigned char lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c;
}

bool cir_text_equal_case(struct cir_text a, struct cir_text b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (lower((unsigned char)a.data[i]) != lower((unsigned char)b.data[i]))
            return false;
    return true;
}

bool cir_text_starts_with(struct cir_text text, const char *prefix)
{
    size_t size = strlen(prefix);
    return text.size >= size && memcmp(text.data, prefix, size) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

struct cir_text cir_text_trim(struct cir_text text)
{
    while (text.size > 0 && is_blank(text.data[0])) {
        text.data++;
        text.size--;
    }
    while (text.size > 0 && is_blank(text.data[text.size - 1]))
        text.size--;
    return text;
}

bool cir_text_next(struct cir_text *part, struct cir_text *rest, char separator)
{
    if (rest->data == NULL)
        return false;
    const char *end = rest->size > 0 ? memchr(rest->data, separator, rest->size) : NULL;
    size_t size = end != NULL ? (size_t)(end - rest->data) : rest->size;
    *part = (struct cir_text){rest->data, size};
    *rest = end != NULL ? (struct cir_text){end + 1, rest->size - size - 1} : (struct cir_text){NULL, 0};
    return true;
}

static bool is_ascii_word(const char *data)
{
    uint64_t word;
    memcpy(&word, data, sizeof word);
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

/* Logs are mostly ASCII, and what is not stands together: eight bytes at a time prove the rest. A letter that is cut off
 * by an ASCII byte is as bad as one at the end. */
size_t cir_text_valid_utf8(struct cir_text text)
{
    size_t first = 0;
    size_t end = text.size;
    while (first + 8 <= end && is_ascii_word(text.data + first))
        first += 8;
    while (end >= first + 8 && is_ascii_word(text.data + end - 8))
        end -= 8;
    if (first == end)
        return text.size;
    const uint8_t *bad = u8_check((const uint8_t *)text.data + first, end - first);
    return bad != NULL ? (size_t)((const char *)bad - text.data) : text.size;
}
