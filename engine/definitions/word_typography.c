/* What a typesetter would mend: spaces, signs of punctuation, letters that look like those of another script. */
#include "definitions/word_text.h"

#include <unictype.h>
#include <unistr.h>

enum { NO_BREAK_SPACE = 0x00A0, NARROW_NO_BREAK_SPACE = 0x202F, WIDE_SPACE = 0x3000, OPENING = 0xAB, CLOSING = 0xBB };

/* A text that is gone through: a character with its neighbours, 0 at the ends. */
struct reading {
    struct cir_load *load;
    const struct cir_row *row;
    enum cir_language language;
    ucs4_t before;
    ucs4_t character;
    ucs4_t next;
    bool in_placeholder;
    bool has_own_letter;  /* of the script of the language */
    bool has_small_latin; /* abbreviations such as UTC have none */
    bool has_mixed_letters;
};

static void report(const struct reading *reading, const char *what)
{
    cir_row_report(reading->load, reading->row, "text", "%s", what);
}

/* ---- spaces and controls ---- */

static bool is_no_break(ucs4_t character)
{
    return character == NO_BREAK_SPACE || character == NARROW_NO_BREAK_SPACE;
}

static bool is_space(ucs4_t character)
{
    return character == ' ' || character == WIDE_SPACE || is_no_break(character);
}

static void check_space(const struct reading *reading)
{
    if (reading->before == 0 && is_space(reading->character))
        report(reading, "a space stands at its start");
    else if (reading->next == 0 && is_space(reading->character))
        report(reading, "a space stands at its end");
    else if (is_space(reading->before) && is_space(reading->character))
        report(reading, "two spaces stand side by side");
}

/* Embeddings, overrides and isolates, of which the program puts its own. */
static bool turns_direction(ucs4_t character)
{
    return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

static void check_control(const struct reading *reading)
{
    const ucs4_t character = reading->character;
    if (character < ' ' || (character >= 0x7F && character < NO_BREAK_SPACE))
        cir_row_report(reading->load, reading->row, "text", "holds the control character U+%04X", (unsigned)character);
    else if (turns_direction(character))
        cir_row_report(reading->load, reading->row, "text",
                       "holds U+%04X, which turns the direction; the program sets its own", (unsigned)character);
}

/* ---- punctuation ---- */

/* A sign of the kind of ':' that is punctuation; in "TLP:AMBER" it is none. */
static bool ends_clause(ucs4_t next)
{
    return next == 0 || is_space(next) || next == ')' || next == CLOSING;
}

static bool is_french_high_sign(ucs4_t character)
{
    return character == ':' || character == ';' || character == '?' || character == '!' || character == CLOSING;
}

static void check_french(const struct reading *reading)
{
    const ucs4_t character = reading->character;
    if (is_french_high_sign(character) && ends_clause(reading->next) && !is_no_break(reading->before))
        cir_row_report(reading->load, reading->row, "text", "no no-break space (U+00A0 or U+202F) stands before '%s'",
                       character == CLOSING ? "»" : (const char[]){(char)character, '\0'});
    if (character == OPENING && !is_no_break(reading->next))
        report(reading, "no no-break space (U+00A0 or U+202F) stands behind '«'");
}

/* A language whose punctuation is its own. */
struct punctuation {
    const char *foreign; /* one byte each */
    const char *const *own;
};

static const struct punctuation *punctuation_of(enum cir_language language)
{
    static const char *const arabic_signs[] = {"،", "؛", "؟"};
    static const char *const chinese_signs[] = {"，", "；", "？", "：", "！"};
    static const struct punctuation arabic = {",;?", arabic_signs};
    static const struct punctuation chinese = {",;?:!", chinese_signs};
    return language == CIR_AR ? &arabic : language == CIR_ZH ? &chinese : NULL;
}

static void check_own_sign(const struct reading *reading)
{
    const struct punctuation *punctuation = punctuation_of(reading->language);
    const ucs4_t character = reading->character;
    if (punctuation == NULL || character == 0 || character > '~')
        return;
    const char *sign = strchr(punctuation->foreign, (int)character);
    bool follows = reading->before == '}' || reading->before > '~';
    if (sign != NULL && follows)
        cir_row_report(reading->load, reading->row, "text", "'%c' stands where '%s' is written", *sign,
                       punctuation->own[sign - punctuation->foreign]);
}

/* ---- letters ---- */

static bool is_of_script(ucs4_t character, const char *name)
{
    return uc_is_script(character, uc_script_byname(name));
}

static const char *script_of(enum cir_language language)
{
    static const char *const scripts[CIR_LANGUAGES] = {"Arabic", "Latin", "Latin", "Latin", "Cyrillic", "Han"};
    return scripts[language];
}

/* Letters of Persian and Urdu that look like those of Arabic. */
static bool is_not_arabic(ucs4_t character)
{
    return character == 0x06CC || character == 0x06A9 || character == 0x06C1 || character == 0x06D2;
}

static bool mixes(ucs4_t one, ucs4_t other)
{
    return is_of_script(one, "Latin") && is_of_script(other, "Cyrillic");
}

static void note_letter(struct reading *reading)
{
    const ucs4_t character = reading->character;
    reading->has_own_letter = reading->has_own_letter || is_of_script(character, script_of(reading->language));
    reading->has_small_latin = reading->has_small_latin || (character >= 'a' && character <= 'z');
    reading->has_mixed_letters =
        reading->has_mixed_letters || mixes(reading->before, character) || mixes(character, reading->before);
    if (reading->language == CIR_AR && is_not_arabic(character))
        cir_row_report(reading->load, reading->row, "text", "holds U+%04X, which is no letter of Arabic",
                       (unsigned)character);
}

static void check_letters(const struct reading *reading)
{
    if (reading->has_mixed_letters)
        report(reading, "a word holds letters of Latin and of Cyrillic, which look alike");
    if (reading->has_small_latin && !reading->has_own_letter)
        report(reading, "is not written in the script of its language");
}

/* ---- all ---- */

static void check_character(struct reading *reading)
{
    check_space(reading);
    check_control(reading);
    check_own_sign(reading);
    if (reading->language == CIR_FR)
        check_french(reading);
    reading->in_placeholder = reading->character == '{' || (reading->in_placeholder && reading->before != '}');
    if (!reading->in_placeholder)
        note_letter(reading);
}

/* The table is UTF-8. */
void cir_word_typography_check(struct cir_load *load, const struct cir_row *row, enum cir_language language)
{
    struct reading reading = {.load = load, .row = row, .language = language};
    const uint8_t *at = u8_next(&reading.next, (const uint8_t *)cir_row_raw(row, "text"));
    while (at != NULL) {
        reading.before = reading.character;
        reading.character = reading.next;
        at = u8_next(&reading.next, at);
        reading.next = at != NULL ? reading.next : 0;
        check_character(&reading);
    }
    check_letters(&reading);
}
