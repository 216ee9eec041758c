#include "model/plural.h"

const char *cir_plural_name(enum cir_plural plural)
{
    static const char *const names[CIR_PLURALS] = {"zero", "one", "two", "few", "many", "other"};
    return names[plural];
}

static bool is_within(uint64_t number, uint64_t least, uint64_t most)
{
    return number >= least && number <= most;
}

static enum cir_plural plural_of_arabic(uint64_t count)
{
    if (count <= 2)
        return count == 0 ? CIR_PLURAL_ZERO : count == 1 ? CIR_PLURAL_ONE : CIR_PLURAL_TWO;
    if (is_within(count % 100, 3, 10))
        return CIR_PLURAL_FEW;
    return is_within(count % 100, 11, 99) ? CIR_PLURAL_MANY : CIR_PLURAL_OTHER;
}

static enum cir_plural plural_of_russian(uint64_t count)
{
    bool is_teen = is_within(count % 100, 11, 14);
    if (!is_teen && count % 10 == 1)
        return CIR_PLURAL_ONE;
    return !is_teen && is_within(count % 10, 2, 4) ? CIR_PLURAL_FEW : CIR_PLURAL_MANY;
}

/* Whole millions are "de" millions in words: un millón de incidentes. */
static enum cir_plural plural_of_romance(uint64_t count, bool is_one)
{
    if (is_one)
        return CIR_PLURAL_ONE;
    return count != 0 && count % 1000000 == 0 ? CIR_PLURAL_MANY : CIR_PLURAL_OTHER;
}

enum cir_plural cir_plural_of(enum cir_language language, uint64_t count)
{
    switch (language) {
    case CIR_AR:
        return plural_of_arabic(count);
    case CIR_EN:
        return count == 1 ? CIR_PLURAL_ONE : CIR_PLURAL_OTHER;
    case CIR_ES:
        return plural_of_romance(count, count == 1);
    case CIR_FR:
        return plural_of_romance(count, count <= 1);
    case CIR_RU:
        return plural_of_russian(count);
    case CIR_ZH:
    case CIR_LANGUAGES:
        break;
    }
    return CIR_PLURAL_OTHER;
}

enum cir_plural_need cir_plural_need_of(enum cir_language language, enum cir_plural plural)
{
    static const enum cir_plural_need needs[CIR_LANGUAGES][CIR_PLURALS] = {
        [CIR_AR] = {CIR_PLURAL_NEEDED, CIR_PLURAL_NEEDED, CIR_PLURAL_NEEDED, CIR_PLURAL_NEEDED, CIR_PLURAL_NEEDED},
        [CIR_EN] = {[CIR_PLURAL_ONE] = CIR_PLURAL_NEEDED},
        [CIR_ES] = {[CIR_PLURAL_ONE] = CIR_PLURAL_NEEDED, [CIR_PLURAL_MANY] = CIR_PLURAL_OPTIONAL},
        [CIR_FR] = {[CIR_PLURAL_ONE] = CIR_PLURAL_NEEDED, [CIR_PLURAL_MANY] = CIR_PLURAL_OPTIONAL},
        [CIR_RU] = {[CIR_PLURAL_ONE] = CIR_PLURAL_NEEDED,
                    [CIR_PLURAL_FEW] = CIR_PLURAL_NEEDED,
                    [CIR_PLURAL_MANY] = CIR_PLURAL_NEEDED},
    };
    return plural == CIR_PLURAL_OTHER ? CIR_PLURAL_NEEDED : needs[language][plural];
}

bool cir_plural_is_one_number(enum cir_language language, enum cir_plural plural)
{
    if (plural == CIR_PLURAL_ONE)
        return language == CIR_AR || language == CIR_EN || language == CIR_ES;
    return language == CIR_AR && (plural == CIR_PLURAL_ZERO || plural == CIR_PLURAL_TWO);
}
