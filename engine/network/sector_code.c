#include "network/sector_code.h"

#include <ctype.h>
#include <stdio.h>

enum { CODE_SIZE = 256, DIGITS_LEAST = 2, DIGITS_MOST = 4, DECIMAL = 10 };

const char cir_industry_any_system[] = "isic,nace;isic31;wiod2013;exiobase";

/* Divisions, or groups or classes of one, from the first to the last: "C10T12". Their numbers tell them apart; letters of
 * sections are another in each edition. */
struct divisions {
    size_t digits; /* 0: the code is none */
    unsigned first;
    unsigned last;
};

/* A code that is being asked about. */
struct asked {
    const struct cir_definitions *definitions;
    struct cir_text code;
    bool is_name;
    struct divisions divisions;
    uint64_t is;    /* sectors of ours that it is, by number */
    uint64_t holds; /* sectors of ours that it is or holds */
    bool is_told;   /* a row says what it holds, and need not be guessed from codes below */
};

static bool is_letter(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- how codes are written ---- */

/* Read "C10" or "10" off the front of *code. @return its digits, 0 where none is there */
static size_t read_division(const char **code, unsigned *number)
{
    size_t digits = 0;
    *code += is_letter(**code);
    for (*number = 0; is_digit(**code) && digits <= DIGITS_MOST; digits++)
        *number = *number * DECIMAL + (unsigned)(*(*code)++ - '0');
    return digits >= DIGITS_LEAST && digits <= DIGITS_MOST ? digits : 0;
}

/* Behind the divisions there may be letters that name them: "C15T16FOD", "C24A". */
static bool is_end(const char *code)
{
    while (is_letter(*code))
        code++;
    return *code == '\0';
}

static bool is_between(char c)
{
    return c == '_' || c == 'T' || c == 't' || c == '-';
}

static struct divisions read_divisions(const char *code)
{
    const struct divisions none = {0};
    struct divisions divisions;
    divisions.digits = read_division(&code, &divisions.first);
    divisions.last = divisions.first;
    if (divisions.digits == 0 || is_end(code))
        return divisions;
    if (!is_between(*code++) || read_division(&code, &divisions.last) != divisions.digits || !is_end(code))
        return none;
    return divisions.last > divisions.first ? divisions : none;
}

/* Words have small letters side by side; "AtB" and "i40.11.a" do not. */
static bool is_name(const char *code)
{
    for (; *code != '\0'; code++)
        if (islower((unsigned char)code[0]) && islower((unsigned char)code[1]))
            return true;
    return false;
}

static struct asked ask(const struct cir_definitions *definitions, const char *code)
{
    const char *end = strchr(code, ';');
    struct asked asked = {.definitions = definitions,
                          .code = {code, end != NULL ? (size_t)(end - code) : strlen(code)},
                          .is_name = is_name(code)};
    if (!asked.is_name)
        asked.divisions = read_divisions(code);
    return asked;
}

/* ---- rows of the crosswalk ---- */

static void add_sector(struct asked *asked, uint32_t sector)
{
    uint64_t bit = sector < CIR_SECTOR_NONE ? UINT64_C(1) << sector : 0;
    asked->is |= bit;
    asked->holds |= bit;
}

static void add_row(struct asked *asked, const struct cir_crosswalk *row)
{
    add_sector(asked, row->sector);
    asked->holds |= row->holds;
    asked->is_told = asked->is_told || row->holds != 0;
}

/* The row for a code or its beginning; NULL: none is there. */
static const struct cir_crosswalk *find_row(const struct cir_definitions *definitions, struct cir_text system,
                                            struct cir_text code)
{
    char name[CODE_SIZE];
    int size = snprintf(name, sizeof name, "%.*s:%.*s", CIR_TEXT_ARGS(system), CIR_TEXT_ARGS(code));
    return (size_t)size < sizeof name ? cir_definitions_crosswalk(definitions, cir_text_of(name)) : NULL;
}

/* The row for the code as it stands. */
static const struct cir_crosswalk *find_whole(const struct asked *asked, struct cir_text system)
{
    const struct cir_crosswalk *row = find_row(asked->definitions, system, asked->code);
    return row != NULL && strlen(row->code) == asked->code.size ? row : NULL;
}

static const struct cir_crosswalk *find_division(const struct asked *asked, struct cir_text system, unsigned number)
{
    char code[DIGITS_MOST + 1];
    int size = snprintf(code, sizeof code, "%0*u", (int)asked->divisions.digits, number);
    return find_row(asked->definitions, system, (struct cir_text){code, (size_t)size});
}

static void add_divisions(struct asked *asked, struct cir_text system)
{
    for (unsigned number = asked->divisions.first; number <= asked->divisions.last; number++) {
        const struct cir_crosswalk *row = find_division(asked, system, number);
        if (row != NULL)
            add_row(asked, row);
    }
}

static void add_by_system(struct asked *asked, struct cir_text system)
{
    const struct cir_crosswalk *row = find_whole(asked, system);
    if (row == NULL && asked->divisions.digits == 0 && !asked->is_name)
        row = find_row(asked->definitions, system, asked->code);
    if (row != NULL)
        add_row(asked, row);
    else if (asked->divisions.digits > 0)
        add_divisions(asked, system);
}

/* ---- codes below a code ---- */

static bool is_class_of(const char *code, const struct divisions *divisions)
{
    char start[CODE_SIZE];
    unsigned number;
    code += is_letter(*code);
    snprintf(start, sizeof start, "%.*s", (int)divisions->digits, code);
    const char *end = start;
    return read_division(&end, &number) == divisions->digits && *end == '\0' && number >= divisions->first &&
           number <= divisions->last;
}

/* "i40.11" by "i40.11.a"; not "c1" by "c17", which is another number, nor "K" by "K61", which may be of another edition. */
static bool is_continued(struct cir_text code, const char *longer)
{
    return code.size > 1 && strlen(longer) > code.size && strncmp(longer, code.data, code.size) == 0 &&
           !(is_digit(code.data[code.size - 1]) && is_digit(longer[code.size]));
}

static bool is_below(const struct asked *asked, const struct cir_crosswalk *row)
{
    if (asked->divisions.digits > 0)
        return is_class_of(row->code, &asked->divisions);
    return !asked->is_name && is_continued(asked->code, row->code);
}

static bool is_in_list(struct cir_text list, const char *word)
{
    struct cir_text part;
    while (cir_text_next(&part, &list, ','))
        if (cir_text_is(part, word))
            return true;
    return false;
}

static uint64_t find_below(const struct asked *asked, struct cir_text systems)
{
    uint64_t sectors = 0;
    for (size_t i = 0; i < asked->definitions->crosswalk_count; i++) {
        const struct cir_crosswalk *row = &asked->definitions->crosswalk[i];
        if (row->sector != CIR_SECTOR_NONE && is_in_list(systems, row->system) && is_below(asked, row))
            sectors |= UINT64_C(1) << row->sector;
    }
    return sectors;
}

/* ---- industries ---- */

static bool is_one(uint64_t sectors)
{
    return sectors != 0 && (sectors & (sectors - 1)) == 0;
}

struct cir_industry cir_industry_of_code(const struct cir_definitions *definitions, struct cir_text systems,
                                         const char *code)
{
    struct asked asked = ask(definitions, code);
    struct cir_text rest = systems;
    struct cir_text system;
    uint32_t own = cir_definitions_sector(definitions, cir_text_of(code));
    if (own < CIR_SECTOR_NONE)
        return (struct cir_industry){.sector = own};
    while (asked.is == 0 && cir_text_next(&system, &rest, ','))
        add_by_system(&asked, system);
    uint64_t below = find_below(&asked, systems);
    if (asked.is == 0 && !asked.is_told && asked.divisions.digits > 0 && is_one(below))
        asked.is = below;
    uint64_t holds = asked.holds | below;
    if (!is_one(asked.is))
        return (struct cir_industry){.sector = CIR_INDEX_NONE, .holds = holds};
    return (struct cir_industry){.sector = (uint32_t)__builtin_ctzll(asked.is), .holds = holds & ~asked.is};
}

/* ---- systems ---- */

/* A letter alone says nothing of a longer code: sections have the same in many systems. */
static bool is_known_in(const struct asked *asked, struct cir_text system)
{
    if (find_whole(asked, system) != NULL)
        return true;
    if (asked->divisions.digits > 0)
        return find_division(asked, system, asked->divisions.first) != NULL &&
               find_division(asked, system, asked->divisions.last) != NULL;
    const struct cir_crosswalk *row = asked->is_name ? NULL : find_row(asked->definitions, system, asked->code);
    return row != NULL && strlen(row->code) > 1;
}

static size_t count_known(const struct cir_definitions *definitions, struct cir_text systems,
                          const struct cir_raw_node *nodes, size_t count)
{
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        struct asked asked = ask(definitions, nodes[i].sector);
        struct cir_text rest = systems;
        struct cir_text system;
        bool is_known = false;
        while (!is_known && cir_text_next(&system, &rest, ','))
            is_known = is_known_in(&asked, system);
        known += is_known;
    }
    return known;
}

struct cir_text cir_industry_systems(const struct cir_definitions *definitions, const char *alternatives,
                                     const struct cir_raw_node *nodes, size_t count)
{
    struct cir_text rest = cir_text_of(alternatives != NULL ? alternatives : "");
    struct cir_text best = {0};
    struct cir_text systems;
    size_t most = 0;
    while (cir_text_next(&systems, &rest, ';')) {
        size_t known = count_known(definitions, systems, nodes, count);
        if (best.data == NULL || known > most) {
            best = systems;
            most = known;
        }
    }
    return best;
}
