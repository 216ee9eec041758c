#include "definitions/word_text.h"

#include "base/nearest.h"
#include "definitions/texts.h"

#include <unistr.h>

enum { NO_BREAK_SPACE = 0x00A0, NARROW_NO_BREAK_SPACE = 0x202F };

/* ---- placeholders ---- */

static bool is_listed(const char *list, struct cir_text name, struct cir_text *nearest)
{
    struct cir_nearest search = cir_nearest_start(name);
    struct cir_text item;
    struct cir_text rest = cir_text_of(list);
    bool found = false;
    while (cir_text_next(&item, &rest, ';')) {
        found = found || (item.size > 0 && cir_text_equal(item, name));
        cir_nearest_offer(&search, item);
    }
    *nearest = search.found;
    return found;
}

static void check_name(struct cir_load *load, const struct cir_row *row, const char *placeholders, struct cir_text name)
{
    struct cir_text nearest;
    if (is_listed(placeholders, name, &nearest))
        return;
    bool is_near = nearest.size > 0;
    cir_row_report(load, row, "text", "{%.*s} is no placeholder of '%s'%s%.*s%s", CIR_TEXT_ARGS(cir_text_cut(name, 60)),
                   cir_row_raw(row, "id"), is_near ? "; did you mean {" : "", CIR_TEXT_ARGS(nearest),
                   is_near ? "}?" : "");
}

/* The next {name} of the rest. @return false when there is none, or one that is not closed, which is reported */
static bool next_placeholder(struct cir_load *load, const struct cir_row *row, const char **rest, struct cir_text *name)
{
    const char *open = strpbrk(*rest, "{}");
    if (open == NULL)
        return false;
    const char *close = *open == '{' ? strpbrk(open + 1, "{}") : NULL;
    if (close == NULL || *close == '{') {
        cir_row_report(load, row, "text", "'%c' stands alone; a placeholder is written {name}", *open);
        return false;
    }
    *name = (struct cir_text){open + 1, (size_t)(close - open - 1)};
    *rest = close + 1;
    return true;
}

static void check_placeholders(struct cir_load *load, const struct cir_row *row, const char *placeholders)
{
    const char *rest = cir_row_raw(row, "text");
    struct cir_text name;
    while (next_placeholder(load, row, &rest, &name))
        check_name(load, row, placeholders, name);
}

static bool holds(const char *text, struct cir_text name)
{
    for (const char *open = strchr(text, '{'); open != NULL; open = strchr(open + 1, '{'))
        if (strncmp(open + 1, name.data, name.size) == 0 && open[1 + name.size] == '}')
            return true;
    return false;
}

static void check_all_there(struct cir_load *load, const struct cir_row *row, const char *placeholders)
{
    struct cir_text name;
    struct cir_text rest = cir_text_of(placeholders);
    while (cir_text_next(&name, &rest, ';'))
        if (name.size > 0 && !holds(cir_row_raw(row, "text"), name))
            cir_row_report(load, row, "text", "the placeholder {%.*s} is missing", CIR_TEXT_ARGS(name));
}

/* ---- typography ---- */

static bool is_space(ucs4_t character)
{
    return character == ' ' || character == NO_BREAK_SPACE || character == NARROW_NO_BREAK_SPACE || character == 0x3000;
}

/* Embeddings, overrides and isolates, of which the program puts its own. */
static bool turns_direction(ucs4_t character)
{
    return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

static void check_character(struct cir_load *load, const struct cir_row *row, ucs4_t character)
{
    if (character < ' ' || (character >= 0x7F && character < NO_BREAK_SPACE))
        cir_row_report(load, row, "text", "holds the control character U+%04X", (unsigned)character);
    else if (turns_direction(character))
        cir_row_report(load, row, "text", "holds U+%04X, which turns the direction; the program sets its own",
                       (unsigned)character);
}

static bool is_french_high_sign(ucs4_t character)
{
    return character == ':' || character == ';' || character == '?' || character == '!' || character == 0xBB;
}

/* What follows a sign of the kind of ':' that is punctuation; in "TLP:AMBER" it is none. */
static bool ends_clause(ucs4_t next)
{
    return next == 0 || is_space(next) || next == ')' || next == 0xBB;
}

static bool is_no_break(ucs4_t character)
{
    return character == NO_BREAK_SPACE || character == NARROW_NO_BREAK_SPACE;
}

static void check_french(struct cir_load *load, const struct cir_row *row, ucs4_t before, ucs4_t character, ucs4_t next)
{
    if (is_french_high_sign(character) && ends_clause(next) && !is_no_break(before))
        cir_row_report(load, row, "text", "no no-break space (U+00A0 or U+202F) stands before '%s'",
                       character == 0xBB ? "»" : (const char[]){(char)character, '\0'});
    if (character == 0xAB && !is_no_break(next))
        cir_row_report(load, row, "text", "no no-break space (U+00A0 or U+202F) stands behind '«'");
}

static void check_ends(struct cir_load *load, const struct cir_row *row, ucs4_t first, ucs4_t last)
{
    if (is_space(first) || is_space(last))
        cir_row_report(load, row, "text", "a space stands at its %s", is_space(first) ? "start" : "end");
}

/* The table is UTF-8. */
static void check_characters(struct cir_load *load, const struct cir_row *row, enum cir_language language)
{
    const uint8_t *at = (const uint8_t *)cir_row_raw(row, "text");
    ucs4_t first = 0;
    ucs4_t before = 0;
    ucs4_t character = 0;
    ucs4_t next = 0;
    const uint8_t *rest = u8_next(&character, at);
    for (first = character; rest != NULL; before = character, character = next) {
        rest = u8_next(&next, rest);
        next = rest != NULL ? next : 0;
        check_character(load, row, character);
        if (language == CIR_FR)
            check_french(load, row, before, character, next);
    }
    check_ends(load, row, first, before);
}

void cir_word_text_check(struct cir_load *load, const struct cir_row *row, enum cir_language language,
                         const char *placeholders, bool all)
{
    check_placeholders(load, row, placeholders);
    if (all)
        check_all_there(load, row, placeholders);
    check_characters(load, row, language);
}
