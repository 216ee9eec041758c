#include "model/word.h"

#include <stdio.h>

static const struct {
    const char *id;
    const char *placeholders;
} words[CIR_WORD_COUNT] = {
#define CIR_WORD(symbol, id, placeholders) {id, placeholders},
#define CIR_COUNTED(symbol, id)
#include "model/words.def"
#undef CIR_WORD
#undef CIR_COUNTED
};

static const char *const nouns[CIR_COUNTED_COUNT] = {
#define CIR_WORD(symbol, id, placeholders)
#define CIR_COUNTED(symbol, id) id,
#include "model/words.def"
#undef CIR_WORD
#undef CIR_COUNTED
};

const char *cir_word_id(enum cir_word word)
{
    return words[word].id;
}

const char *cir_word_text_id(size_t text, char id[CIR_WORD_ID_SIZE])
{
    if (cir_word_text_is_counted(text))
        snprintf(id, CIR_WORD_ID_SIZE, "%s.%s", nouns[cir_word_text_noun(text)],
                 cir_plural_name(cir_word_text_plural(text)));
    else
        snprintf(id, CIR_WORD_ID_SIZE, "%s", words[text].id);
    return id;
}

const char *cir_word_text_placeholders(size_t text)
{
    return cir_word_text_is_counted(text) ? "count" : words[text].placeholders;
}
