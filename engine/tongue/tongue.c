#include "tongue/tongue.h"

static const char *const codes[CIR_LANGUAGES] = {
    [CIR_AR] = "ar", [CIR_EN] = "en", [CIR_ES] = "es", [CIR_FR] = "fr", [CIR_RU] = "ru", [CIR_ZH] = "zh"};

static const char *const digit_names[CIR_DIGITS_COUNT] = {[CIR_DIGITS_LATN] = "latn", [CIR_DIGITS_ARAB] = "arab"};

static const struct cir_number_form *usual_form(const struct cir_number_form *const forms[CIR_DIGITS_COUNT])
{
    const struct cir_number_form *usual = NULL;
    for (size_t i = 0; i < CIR_DIGITS_COUNT; i++)
        if (forms[i] != NULL && forms[i]->is_usual)
            usual = forms[i];
    return usual;
}

struct cir_tongue cir_tongue_of(const struct cir_definitions *definitions, enum cir_language language)
{
    return (struct cir_tongue){definitions, language, usual_form(definitions->words->forms[language])};
}

bool cir_tongue_find_digits(struct cir_text name, enum cir_digits *digits)
{
    for (int i = 0; i < CIR_DIGITS_COUNT; i++)
        if (cir_text_is(name, digit_names[i])) {
            *digits = (enum cir_digits)i;
            return true;
        }
    return false;
}

bool cir_tongue_set_digits(struct cir_tongue *tongue, enum cir_digits digits)
{
    const struct cir_number_form *form = tongue->definitions->words->forms[tongue->language][digits];
    if (form == NULL)
        return false;
    tongue->form = form;
    return true;
}

const char *cir_tongue_code(enum cir_language language)
{
    return codes[language];
}

bool cir_tongue_from_right(enum cir_language language)
{
    return language == CIR_AR;
}

bool cir_tongue_find(struct cir_text code, enum cir_language *language)
{
    for (int i = 0; i < CIR_LANGUAGES; i++)
        if (cir_text_is(code, codes[i])) {
            *language = (enum cir_language)i;
            return true;
        }
    return false;
}

struct cir_text cir_tongue_word(const struct cir_tongue *tongue, enum cir_word word)
{
    return cir_text_of(tongue->definitions->words->texts[word][tongue->language]);
}

bool cir_tongue_tlp_meaning(const struct cir_tongue *tongue, struct cir_text label, struct cir_text *meaning)
{
    static const struct {
        const char *label; /* behind its prefix */
        const char *option;
        enum cir_word meaning;
    } labels[] = {{"RED", "red", CIR_WORD_TLP_RED},
                  {"AMBER+STRICT", "amber-strict", CIR_WORD_TLP_AMBER_STRICT},
                  {"AMBER", "amber", CIR_WORD_TLP_AMBER},
                  {"GREEN", "green", CIR_WORD_TLP_GREEN},
                  {"CLEAR", "clear", CIR_WORD_TLP_CLEAR}};
    static const char prefix[] = "TLP:";
    if (label.size >= sizeof prefix - 1 &&
        cir_text_equal_case((struct cir_text){label.data, sizeof prefix - 1}, cir_text_of(prefix)))
        label = (struct cir_text){label.data + sizeof prefix - 1, label.size - (sizeof prefix - 1)};
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (cir_text_equal_case(label, cir_text_of(labels[i].label)) || cir_text_is(label, labels[i].option)) {
            *meaning = cir_tongue_word(tongue, labels[i].meaning);
            return true;
        }
    return false;
}
