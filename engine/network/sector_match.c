#include "network/sector_match.h"

#include <stdio.h>

/* No table joins as many as RANGE_MAX: a longer range is a slip, and costs too much to ask about. */
enum { CODE_SIZE = 32, DIGITS_MAX = 4, RANGE_MAX = 100 };

/* Sectors that may be meant: a bit each. */
struct search {
    const struct cir_definitions *definitions;
    const char *systems;
    uint64_t sectors;
};

static uint32_t find_own(const struct cir_definitions *definitions, const char *code)
{
    for (uint32_t i = 0; i < definitions->sector_count; i++)
        if (strcmp(definitions->sectors[i].code, code) == 0)
            return i;
    return CIR_INDEX_NONE;
}

/* ---- a division ---- */

static void add(struct search *search, uint32_t sector)
{
    if (sector < CIR_SECTOR_NONE)
        search->sectors |= UINT64_C(1) << sector;
}

static void add_classes(struct search *search, struct cir_text system, const char *division)
{
    for (size_t i = 0; i < search->definitions->crosswalk_count; i++) {
        const struct cir_crosswalk *row = &search->definitions->crosswalk[i];
        if (cir_text_is(system, row->system) && cir_text_starts_with(cir_text_of(row->code), division))
            add(search, row->sector);
    }
}

/* Letters change their meaning from one revision to the next, and classes of both stand in the crosswalk: of a section
 * only what is said of it as a whole counts. */
static bool has_classes(const char *division)
{
    return division[1] != '\0';
}

static void add_division(struct search *search, const char *division)
{
    struct cir_text system;
    struct cir_text rest = cir_text_of(search->systems);
    while (cir_text_next(&system, &rest, ',')) {
        char code[2 * CODE_SIZE];
        int size = snprintf(code, sizeof code, "%.*s:%s", CIR_TEXT_ARGS(system), division);
        uint32_t sector = cir_definitions_sector(search->definitions, (struct cir_text){code, (size_t)size});
        if (sector == CIR_INDEX_NONE)
            continue;
        if (sector == CIR_SECTOR_NONE && has_classes(division))
            add_classes(search, system, division);
        add(search, sector);
        return;
    }
}

/* ---- a code ---- */

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static size_t count_digits(const char *at)
{
    return strspn(at, "0123456789");
}

/* "C10" gives 10 and its two digits; *at moves behind it. */
static bool take_number(const char **at, unsigned *number, size_t *digits)
{
    if (is_capital(**at))
        ++*at;
    *digits = count_digits(*at);
    *number = 0;
    for (size_t i = 0; i < *digits && i < DIGITS_MAX; i++)
        *number = *number * 10 + (unsigned)((*at)[i] - '0');
    *at += *digits;
    return *digits >= 2 && *digits <= DIGITS_MAX;
}

static void add_numbers(struct search *search, unsigned first, unsigned last, size_t digits)
{
    for (unsigned number = first; number <= last; number++) {
        char division[CODE_SIZE];
        snprintf(division, sizeof division, "%0*u", (int)digits, number);
        add_division(search, division);
    }
}

/* "10" or "10T12", all from the first to the last. False when it is neither. */
static bool add_range(struct search *search, const char **at)
{
    unsigned first;
    unsigned last;
    size_t digits;
    size_t last_digits;
    if (!take_number(at, &first, &digits))
        return false;
    last = first;
    last_digits = digits;
    if (**at == 'T' || **at == '-') {
        ++*at;
        if (!take_number(at, &last, &last_digits))
            return false;
    }
    bool is_range = last_digits == digits && first <= last && last - first < RANGE_MAX;
    if (is_range)
        add_numbers(search, first, last, digits);
    return is_range;
}

/* Divisions one by one: "05_06" names two, "10T12" and "37-E39" all from the first to the last. False when it is no such
 * code. */
static bool add_divisions(struct search *search, const char *code)
{
    const char *at = code;
    bool is_code = add_range(search, &at);
    while (is_code && *at == '_') {
        at++;
        is_code = add_range(search, &at);
    }
    return is_code && *at == '\0';
}

static bool add_section(struct search *search, const char *code)
{
    if (!is_capital(code[0]) || code[1] != '\0')
        return false;
    add_division(search, code);
    return true;
}

static uint32_t only_one(uint64_t sectors)
{
    bool is_one = sectors != 0 && (sectors & (sectors - 1)) == 0;
    return is_one ? (uint32_t)__builtin_ctzll(sectors) : CIR_INDEX_NONE;
}

uint32_t cir_sector_match(const struct cir_definitions *definitions, const char *systems, const char *code)
{
    uint32_t own = find_own(definitions, code);
    struct search search = {definitions, systems, 0};
    if (own != CIR_INDEX_NONE || systems == NULL)
        return own;
    if (!add_section(&search, code) && !add_divisions(&search, code))
        return CIR_INDEX_NONE;
    return only_one(search.sectors);
}
