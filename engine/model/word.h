/** Words of tables, figures, reports and letters, each with its text in the six languages.
 *
 * Which there are is said by words_AREA.def, what they are by datasets/words/AREA.csv. A counted noun has a text a
 * plural form, in rows "incident.one", "incident.other" ... */
#ifndef CIR_MODEL_WORD_H
#define CIR_MODEL_WORD_H

#include "model/plural.h"

enum cir_word {
#define CIR_WORD(symbol, id, placeholders) CIR_WORD_##symbol,
#define CIR_COUNTED(symbol, id)
#include "model/words.def"
#undef CIR_WORD
#undef CIR_COUNTED
    CIR_WORD_COUNT
};

enum cir_counted {
#define CIR_WORD(symbol, id, placeholders)
#define CIR_COUNTED(symbol, id) CIR_COUNTED_##symbol,
#include "model/words.def"
#undef CIR_WORD
#undef CIR_COUNTED
    CIR_COUNTED_COUNT
};

/** Texts are numbered: words first, then the plural forms of each counted noun. */
enum { CIR_WORD_TEXTS = CIR_WORD_COUNT + CIR_COUNTED_COUNT * CIR_PLURALS };

enum cir_digits {
    CIR_DIGITS_LATN, /**< 0123456789 */
    CIR_DIGITS_ARAB, /**< ٠١٢٣٤٥٦٧٨٩ */
    CIR_DIGITS_COUNT
};

/** How a language writes numbers and lists with digits of a kind: row of datasets/words/number_forms.csv. Patterns hold
 * {0} and {1}. */
struct cir_number_form {
    enum cir_digits digits;
    bool is_usual; /**< the digits that the language is written with where nobody asks for others */
    const char *decimal;
    const char *group;
    unsigned least_grouped; /**< digits of the smallest whole number that is grouped */
    const char *minus;
    const char *percent;     /**< {0} is the number of hundredths */
    const char *range;       /**< {0} to {1} */
    const char *list_pair;   /**< of two items */
    const char *list_start;  /**< of more: {0} the first, {1} the rest */
    const char *list_middle; /**< {0} the one before, {1} the rest */
    const char *list_end;    /**< {0} the last but one, {1} the last */
    const char *before; /**< `;` list of beginnings of the last item that the next two patterns go with; "": none */
    const char *pair_before; /**< in place of list_pair: in Spanish "Francia e Italia" */
    const char *end_before;  /**< in place of list_end */
};

/** Where a text stands. */
struct cir_word_place {
    const char *file; /**< that of the overlay, or the path of the table; NULL: the text is not there */
    size_t line;
};

struct cir_words {
    const char *(*texts)[CIR_LANGUAGES];            /**< CIR_WORD_TEXTS; NULL where a plural form has none */
    struct cir_word_place (*places)[CIR_LANGUAGES]; /**< likewise */
    const struct cir_number_form *forms[CIR_LANGUAGES][CIR_DIGITS_COUNT]; /**< NULL where not written so */
    char sha256[65];                                                      /**< over the tables of words, in hex */
};

enum { CIR_WORD_ID_SIZE = 80 };

/** The id of a word in the tables: "not-known". */
const char *cir_word_id(enum cir_word word);

/** The id of a text in the tables: "not-known", "incident.few". @return `id` */
const char *cir_word_text_id(size_t text, char id[CIR_WORD_ID_SIZE]);

/** `;` list of the names that a text holds as {name}; "" where there are none. */
const char *cir_word_text_placeholders(size_t text);

static inline bool cir_word_text_is_counted(size_t text)
{
    return text >= CIR_WORD_COUNT;
}

/** Of a text of a counted noun. */
static inline enum cir_counted cir_word_text_noun(size_t text)
{
    return (enum cir_counted)((text - CIR_WORD_COUNT) / CIR_PLURALS);
}

static inline enum cir_plural cir_word_text_plural(size_t text)
{
    return (enum cir_plural)((text - CIR_WORD_COUNT) % CIR_PLURALS);
}

/** Number of the text of a counted noun. */
static inline size_t cir_word_counted_text(enum cir_counted counted, enum cir_plural plural)
{
    return (size_t)CIR_WORD_COUNT + (size_t)counted * CIR_PLURALS + (size_t)plural;
}

#endif
