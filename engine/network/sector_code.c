#include "network/sector_code.h"

#include <stdio.h>

enum { CODE_SIZE = 64, DIGITS_LEAST = 2, DIGITS_MOST = 4, DECIMAL = 10 };

/* Divisions, or groups or classes of one, from the first to the last: "C10T12". Their numbers tell them apart; letters of
 * sections are another in each edition. */
struct divisions {
    size_t digits;
    unsigned first;
    unsigned last;
};

/* What a code and others with it are: none of ours so far, one, or several. */
struct meaning {
    uint32_t sector;
    bool is_several;
};

static bool is_letter(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Read "C10" or "10" off the front of *code. @return its digits, 0 where none is there */
static size_t read_division(const char **code, unsigned *number)
{
    size_t digits = 0;
    *code += is_letter(**code);
    for (*number = 0; is_digit(**code) && digits <= DIGITS_MOST; digits++)
        *number = *number * DECIMAL + (unsigned)(*(*code)++ - '0');
    return digits >= DIGITS_LEAST && digits <= DIGITS_MOST ? digits : 0;
}

static bool read_divisions(struct divisions *divisions, const char *code)
{
    divisions->digits = read_division(&code, &divisions->first);
    divisions->last = divisions->first;
    if (divisions->digits == 0 || *code == '\0')
        return divisions->digits > 0;
    if (*code != '_' && *code != 'T' && *code != '-')
        return false;
    code++;
    return read_division(&code, &divisions->last) == divisions->digits && *code == '\0' &&
           divisions->last > divisions->first;
}

static void add(struct meaning *meaning, uint32_t sector)
{
    if (sector == CIR_SECTOR_NONE || sector == CIR_INDEX_NONE)
        return;
    meaning->is_several = meaning->is_several || (meaning->sector != CIR_INDEX_NONE && meaning->sector != sector);
    meaning->sector = sector;
}

static void add_code(struct meaning *meaning, const struct cir_definitions *definitions, struct cir_text system,
                     const char *code)
{
    char name[CODE_SIZE];
    if ((size_t)snprintf(name, sizeof name, "%.*s:%s", CIR_TEXT_ARGS(system), code) < sizeof name)
        add(meaning, cir_definitions_sector(definitions, cir_text_of(name)));
}

static void add_divisions(struct meaning *meaning, const struct cir_definitions *definitions, struct cir_text system,
                          const struct divisions *divisions)
{
    char code[CODE_SIZE];
    for (unsigned number = divisions->first; number <= divisions->last; number++) {
        snprintf(code, sizeof code, "%0*u", (int)divisions->digits, number);
        add_code(meaning, definitions, system, code);
    }
}

static bool is_in_list(const char *list, const char *word)
{
    struct cir_text rest = cir_text_of(list);
    struct cir_text part;
    while (rest.size > 0 && cir_text_next(&part, &rest, ','))
        if (cir_text_is(part, word))
            return true;
    return false;
}

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

static void add_classes(struct meaning *meaning, const struct cir_definitions *definitions, const char *systems,
                        const struct divisions *divisions)
{
    for (size_t i = 0; i < definitions->crosswalk_count; i++) {
        const struct cir_crosswalk *row = &definitions->crosswalk[i];
        if (is_in_list(systems, row->system) && is_class_of(row->code, divisions))
            add(meaning, row->sector);
    }
}

static void add_by_system(struct meaning *meaning, const struct cir_definitions *definitions, const char *systems,
                          const char *code, const struct divisions *divisions)
{
    struct cir_text rest = cir_text_of(systems);
    struct cir_text system;
    while (meaning->sector == CIR_INDEX_NONE && rest.size > 0 && cir_text_next(&system, &rest, ','))
        if (divisions != NULL)
            add_divisions(meaning, definitions, system, divisions);
        else
            add_code(meaning, definitions, system, code);
}

uint32_t cir_sector_of_code(const struct cir_definitions *definitions, const char *systems, const char *code)
{
    struct meaning meaning = {.sector = CIR_INDEX_NONE};
    struct divisions divisions;
    bool is_divisions = read_divisions(&divisions, code);
    add(&meaning, cir_definitions_sector(definitions, cir_text_of(code)));
    if (systems != NULL)
        add_by_system(&meaning, definitions, systems, code, is_divisions ? &divisions : NULL);
    if (systems != NULL && is_divisions && meaning.sector == CIR_INDEX_NONE)
        add_classes(&meaning, definitions, systems, &divisions);
    return meaning.is_several ? CIR_INDEX_NONE : meaning.sector;
}
