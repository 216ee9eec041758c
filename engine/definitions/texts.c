#include "definitions/texts.h"

#include "definitions/row.h"

static void fill(struct cir_load *load, const struct cir_table *table, const struct cir_index *ids,
                 const char *(*texts)[CIR_LANGUAGES])
{
    struct cir_index seen = {0};
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        uint32_t number = cir_row_reference(load, row, "id", ids, "an id that has texts");
        unsigned language = cir_row_choice(load, row, "lang", CIR_LANGUAGE_CODES);
        const char *text = cir_row_text(load, row, "text");
        if (cir_row_unique(load, &seen, row, "id", "lang") && number != CIR_INDEX_NONE)
            texts[number][language] = text;
    }
}

static void check_languages(struct cir_load *load, const struct cir_table *table, const char *name,
                            const char *texts[CIR_LANGUAGES])
{
    struct cir_text language;
    struct cir_text rest = cir_text_of(CIR_LANGUAGE_CODES);
    for (size_t i = 0; cir_text_next(&language, &rest, ';'); i++) {
        if (texts[i] != NULL)
            continue;
        cir_load_report(load, (struct cir_place){.file = table->file}, "'%s' has no text in %.*s", name,
                        CIR_TEXT_ARGS(language));
        texts[i] = "";
    }
}

static bool has_any(const char *const texts[CIR_LANGUAGES])
{
    for (int i = 0; i < CIR_LANGUAGES; i++)
        if (texts[i] != NULL)
            return true;
    return false;
}

static const char *(*read_texts(struct cir_load *load, const struct cir_table *table, const struct cir_index *ids,
                                const char *const *names, size_t count, bool all))[CIR_LANGUAGES]
{
    const char *(*texts)[CIR_LANGUAGES] = cir_load_take(load, count, sizeof *texts);
    if (texts == NULL)
        return NULL;
    fill(load, table, ids, texts);
    for (size_t i = 0; i < count; i++)
        if (all || has_any(texts[i]))
            check_languages(load, table, names[i], texts[i]);
    return texts;
}

const char *(*cir_texts_read(struct cir_load *load, const struct cir_table *table, const struct cir_index *ids,
                             const char *const *names, size_t count))[CIR_LANGUAGES]
{
    return read_texts(load, table, ids, names, count, true);
}

const char *(*cir_texts_read_some(struct cir_load *load, const struct cir_table *table, const struct cir_index *ids,
                                  const char *const *names, size_t count))[CIR_LANGUAGES]
{
    return read_texts(load, table, ids, names, count, false);
}
