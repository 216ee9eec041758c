/* Text that comes from elsewhere, held between isolates so that it cannot change the order of what stands around it. */
#include "tongue/tongue.h"

#include <unictype.h>
#include <unistr.h>

enum { FIRST_ISOLATE = 0x2066, LAST_ISOLATE = 0x2068, POP_ISOLATE = 0x2069 };

/* Byte by byte, as a reader of the source would be misled by the characters themselves. */
static const char first_strong_isolate[] = {'\xE2', '\x81', '\xA8', '\0'}; /* U+2068 */
static const char from_right_isolate[] = {'\xE2', '\x81', '\xA7', '\0'};   /* U+2067 */
static const char pop_isolate[] = {'\xE2', '\x81', '\xA9', '\0'};          /* U+2069 */

static bool opens_isolate(ucs4_t character)
{
    return character >= FIRST_ISOLATE && character <= LAST_ISOLATE;
}

/* The character at the front of the rest, taken off; U+FFFD for what is not UTF-8. */
static struct cir_text next_character(struct cir_text *rest, ucs4_t *character)
{
    int size = u8_mbtouc(character, (const uint8_t *)rest->data, rest->size);
    struct cir_text taken = {rest->data, (size_t)size};
    *rest = (struct cir_text){rest->data + size, rest->size - (size_t)size};
    return taken;
}

static bool is_from_right(ucs4_t character)
{
    int category = uc_bidi_category(character);
    return category == UC_BIDI_R || category == UC_BIDI_AL;
}

static bool turns_direction(ucs4_t character)
{
    return (character >= 0x202A && character <= 0x202E) || opens_isolate(character) || character == POP_ISOLATE;
}

/* Plain text from the left stands in a language from the left as it is. */
static bool needs_isolation(const struct cir_tongue *tongue, struct cir_text text)
{
    bool needs = cir_tongue_from_right(tongue->language);
    for (ucs4_t character; !needs && text.size > 0;) {
        (void)next_character(&text, &character);
        needs = is_from_right(character) || turns_direction(character);
    }
    return needs;
}

/* An end of an isolate that the text did not open would end ours; an isolate that it leaves open would go on behind it. */
static void add_balanced(struct cir_buffer *buffer, struct cir_text text)
{
    size_t open = 0;
    for (ucs4_t character; text.size > 0;) {
        struct cir_text taken = next_character(&text, &character);
        bool is_stray = character == POP_ISOLATE && open == 0;
        open += opens_isolate(character);
        open -= character == POP_ISOLATE && !is_stray;
        cir_buffer_add(buffer, is_stray ? cir_text_of("\uFFFD") : taken);
    }
    for (; open > 0; open--)
        cir_buffer_add_string(buffer, pop_isolate);
}

/* Whether all its letters stand in isolates of its own, as in "(gge)" held in: what reads it looks past those, and would
 * take it to be from the left. */
static bool is_of_isolates(struct cir_text text)
{
    size_t open = 0;
    bool has_isolate = false;
    for (ucs4_t character; text.size > 0;) {
        (void)next_character(&text, &character);
        int category = uc_bidi_category(character);
        if (open == 0 && (category == UC_BIDI_L || category == UC_BIDI_R || category == UC_BIDI_AL))
            return false;
        has_isolate = has_isolate || opens_isolate(character);
        open += opens_isolate(character);
        open -= character == POP_ISOLATE && open > 0;
    }
    return has_isolate;
}

void cir_tongue_add_isolated(struct cir_buffer *buffer, const struct cir_tongue *tongue, struct cir_text text)
{
    if (!needs_isolation(tongue, text)) {
        cir_buffer_add(buffer, text);
        return;
    }
    bool goes_by_language = cir_tongue_from_right(tongue->language) && is_of_isolates(text);
    cir_buffer_add_string(buffer, goes_by_language ? from_right_isolate : first_strong_isolate);
    add_balanced(buffer, text);
    cir_buffer_add_string(buffer, pop_isolate);
}
