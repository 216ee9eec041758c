/** Text that is borrowed: a pointer and a size, not terminated. */
#ifndef CIR_BASE_TEXT_H
#define CIR_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct cir_text {
    const char *data; /**< borrowed; never NULL when size > 0 */
    size_t size;
};

/** For printf's "%.*s". */
#define CIR_TEXT_ARGS(text) (int)(text).size, (text).data

static inline struct cir_text cir_text_of(const char *string)
{
    return (struct cir_text){string, strlen(string)};
}

static inline bool cir_text_equal(struct cir_text a, struct cir_text b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

/** Order by bytes, the shorter before the longer that begins like it: below 0, 0 or above 0. */
static inline int cir_text_compare(struct cir_text a, struct cir_text b)
{
    size_t shared = a.size < b.size ? a.size : b.size;
    int order = shared > 0 ? memcmp(a.data, b.data, shared) : 0;
    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

static inline bool cir_text_is(struct cir_text text, const char *string)
{
    return cir_text_equal(text, cir_text_of(string));
}

/** Equal but for the case of ASCII letters. */
bool cir_text_equal_case(struct cir_text a, struct cir_text b);

bool cir_text_starts_with(struct cir_text text, const char *prefix);

/** Without blanks (space, tab) at both ends. */
struct cir_text cir_text_trim(struct cir_text text);

/** At most the first `most` bytes, cut where a character of UTF-8 ends. */
struct cir_text cir_text_cut(struct cir_text text, size_t most);

/** Take the part before the next `separator` off the front of *rest; false when nothing is left.
 * "a;b" gives "a", then "b"; "a;" gives "a", then ""; "" gives one empty part. */
bool cir_text_next(struct cir_text *part, struct cir_text *rest, char separator);

/** Number of bytes before the first that is not UTF-8 (RFC 3629: no surrogates, no overlong forms);
 * text.size when all are. */
size_t cir_text_valid_utf8(struct cir_text text);

#endif
