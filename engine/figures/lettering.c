#include "figures/lettering.h"

#include <stdint.h>
#include <unicase.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

/* In hundredths of the size, from ' ' to '~'. */
// clang-format off
static const unsigned char ascii_widths[] = {
    28, 28, 41, 65, 57, 89, 73, 22, 33, 33, 55, 58, 28, 33, 28, 37, 57, 57, 57, 57, 57, 57, 57, 57, 57, 57, 28, 28, 58, 58, 58, 56,
    102, 67, 67, 72, 73, 67, 61, 78, 74, 34, 50, 67, 56, 91, 76, 78, 67, 78, 72, 67, 61, 73, 67, 94, 67, 67, 61, 33, 37, 33, 57, 56,
    33, 56, 61, 50, 61, 56, 34, 61, 62, 26, 26, 53, 26, 93, 62, 60, 61, 61, 41, 50, 36, 62, 51, 79, 53, 51, 50, 38, 55, 38, 58,
};
// clang-format on

enum { ASCII_FIRST = ' ', ASCII_LAST = '~' };

/* Scripts of which letters are much alike in width, in hundredths of the size; measured on words of them. */
struct script_width {
    ucs4_t first;
    ucs4_t last;
    double small;
    double capital;
};

static const struct script_width script_widths[] = {
    {0x00A0, 0x00A0, 28, 28}, {0x00B7, 0x00B7, 28, 28}, {0x00C0, 0x024F, 58, 72}, {0x0370, 0x03FF, 60, 72},
    {0x0400, 0x052F, 60, 70}, {0x0590, 0x05FF, 58, 58}, {0x0600, 0x06FF, 50, 50}, {0x0750, 0x08FF, 50, 50},
    {0x2009, 0x200A, 20, 20}, {0x202F, 0x202F, 20, 20}, {0xFB50, 0xFEFF, 50, 50},
};

static const double wide = 100, otherwise = 80, bold_factor = 1.08;

/* Sums of widths differ in their last bits, as they are made: a text as wide as its room has room. */
static const double slack = 0.01;

static bool is_capital(ucs4_t letter)
{
    return uc_tolower(letter) != letter;
}

static double letter_width(ucs4_t letter)
{
    if (letter >= ASCII_FIRST && letter <= ASCII_LAST)
        return ascii_widths[letter - ASCII_FIRST];
    int columns = uc_width(letter, "UTF-8");
    if (columns != 1)
        return columns == 2 ? wide : 0;
    for (size_t i = 0; i < sizeof script_widths / sizeof script_widths[0]; i++)
        if (letter >= script_widths[i].first && letter <= script_widths[i].last)
            return is_capital(letter) ? script_widths[i].capital : script_widths[i].small;
    return otherwise;
}

/* Takes the first letter off the text. */
static ucs4_t take_letter(struct cir_text *text)
{
    ucs4_t letter = 0xFFFD;
    int bytes = u8_mbtouc(&letter, (const uint8_t *)text->data, text->size);
    size_t taken = bytes > 0 ? (size_t)bytes : 1;
    text->data += taken;
    text->size -= taken;
    return letter;
}

static double scale(struct cir_lettering lettering)
{
    return lettering.size / 100 * (lettering.bold ? bold_factor : 1);
}

double cir_text_width(struct cir_text text, struct cir_lettering lettering)
{
    double width = 0;
    while (text.size > 0)
        width += letter_width(take_letter(&text));
    return width * scale(lettering);
}

/* ---- lines ---- */

/* A text on its way into lines. */
struct breaking {
    const char *breaks; /* by byte, as u8_possible_linebreaks tells them */
    struct cir_text text;
    size_t at; /* where the line at hand begins */
    double scale;
};

/* What a line holds. */
struct line_end {
    size_t end;
    bool is_split;
};

/* As much as `width` has room for: to the last place where a line may break, or else to the last letter. */
static struct line_end find_end(const struct breaking *breaking, double width)
{
    struct cir_text rest = {breaking->text.data + breaking->at, breaking->text.size - breaking->at};
    size_t last_break = 0;
    double used = 0;
    for (size_t at = breaking->at; rest.size > 0; at = breaking->text.size - rest.size) {
        bool may_break = at > breaking->at && breaking->breaks[at] == UC_BREAK_POSSIBLE;
        last_break = may_break ? at : last_break;
        ucs4_t letter = take_letter(&rest);
        used += letter_width(letter) * breaking->scale;
        if (used > width + slack && letter != ' ' && at > breaking->at)
            return last_break > 0 ? (struct line_end){last_break, false} : (struct line_end){at, true};
    }
    return (struct line_end){breaking->text.size, false};
}

static struct cir_text line_of(const struct breaking *breaking, size_t end)
{
    return cir_text_trim((struct cir_text){breaking->text.data + breaking->at, end - breaking->at});
}

static void add_line(struct cir_lines *lines, struct breaking *breaking, double width, size_t most)
{
    struct line_end end = find_end(breaking, width);
    if (lines->count + 1 == most && end.end < breaking->text.size) {
        double dots = letter_width(0x2026) * breaking->scale;
        end = find_end(breaking, width > dots ? width - dots : 0);
        lines->is_cut = true;
    }
    lines->is_split = lines->is_split || end.is_split;
    lines->list[lines->count++] = line_of(breaking, end.end);
    breaking->at = end.end;
}

bool cir_lines_break(struct cir_lines *lines, struct cir_arena *arena, struct cir_text text,
                     struct cir_lettering lettering, double width, size_t most)
{
    *lines = (struct cir_lines){.count = 0};
    char *breaks = cir_arena_take(arena, text.size + 1, 1);
    if (breaks == NULL)
        return false;
    u8_possible_linebreaks((const uint8_t *)text.data, text.size, "UTF-8", breaks);
    struct breaking breaking = {breaks, text, 0, scale(lettering)};
    while (breaking.at < text.size && lines->count < most)
        add_line(lines, &breaking, width, most);
    return true;
}
