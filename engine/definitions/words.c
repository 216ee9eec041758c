/* The words: each in six languages, each counted noun in the forms that its language has. */
#include "model/word.h"

#include "base/nearest.h"
#include "definitions/families.h"
#include "definitions/files_hash.h"
#include "definitions/texts.h"
#include "definitions/word_parts.h"
#include "definitions/word_text.h"

enum { FIRST = CIR_TABLE_FIRST_OF_WORDS, AREAS = CIR_TABLE_NUMBER_FORMS - FIRST };

static const unsigned word_areas[CIR_WORD_COUNT] = {
#define CIR_WORD(symbol, id, placeholders) CIR_WORD_AREA - FIRST,
#define CIR_COUNTED(symbol, id)
#include "model/words.def"
#undef CIR_WORD
#undef CIR_COUNTED
};

static const unsigned noun_areas[CIR_COUNTED_COUNT] = {
#define CIR_WORD(symbol, id, placeholders)
#define CIR_COUNTED(symbol, id) CIR_WORD_AREA - FIRST,
#include "model/words.def"
#undef CIR_WORD
#undef CIR_COUNTED
};

static unsigned area_of(size_t text)
{
    return cir_word_text_is_counted(text) ? noun_areas[cir_word_text_noun(text)] : word_areas[text];
}

/* ---- ids ---- */

/* The ids of each area, with the numbers of their texts. */
static void fill_ids(struct cir_load *load, struct cir_index ids[AREAS])
{
    for (size_t i = 0; i < CIR_WORD_TEXTS; i++) {
        char id[CIR_WORD_ID_SIZE];
        const char *key = cir_arena_copy(&load->scratch, cir_text_of(cir_word_text_id(i, id)));
        if (key == NULL || !cir_index_insert(&ids[area_of(i)], &load->scratch, cir_text_of(key), (uint32_t)i, NULL)) {
            load->no_memory = true;
            return;
        }
    }
}

/* ---- texts ---- */

static enum cir_plural_need need_of(size_t text, enum cir_language language)
{
    return cir_word_text_is_counted(text) ? cir_plural_need_of(language, cir_word_text_plural(text))
                                          : CIR_PLURAL_NEEDED;
}

static uint32_t text_of(struct cir_load *load, const struct cir_row *row, const struct cir_index *ids)
{
    struct cir_text id = cir_text_of(cir_row_raw(row, "id"));
    uint32_t text = cir_index_find(ids, id);
    if (text != CIR_INDEX_NONE)
        return text;
    struct cir_text nearest = cir_nearest_key(ids, id);
    bool is_near = nearest.size > 0;
    cir_row_report(load, row, "id", "'%.100s' is no word of this table%s%.*s%s", id.data,
                   is_near ? "; did you mean '" : "", CIR_TEXT_ARGS(nearest), is_near ? "'?" : "");
    return CIR_INDEX_NONE;
}

static void check_text(struct cir_load *load, const struct cir_row *row, size_t text, enum cir_language language)
{
    if (need_of(text, language) == CIR_PLURAL_NEVER)
        cir_row_report(load, row, "id", "'%s' is no plural form of %s", cir_row_raw(row, "id"),
                       cir_row_raw(row, "lang"));
    bool may_leave_out =
        cir_word_text_is_counted(text) && cir_plural_is_one_number(language, cir_word_text_plural(text));
    cir_word_text_check(load, row, language, cir_word_text_placeholders(text), !may_leave_out);
}

/* The files that the tables were read from are closed before the words are used. */
static const char *keep_name(struct cir_load *load, const char *file)
{
    const char *kept = cir_arena_copy(load->arena, cir_text_of(file));
    load->no_memory = load->no_memory || kept == NULL;
    return kept;
}

static void fill_area(struct cir_load *load, const struct cir_table *table, const struct cir_index *ids,
                      struct cir_words *filled)
{
    struct cir_index seen = {0};
    const char *file = keep_name(load, table->file);
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        uint32_t text = text_of(load, row, ids);
        enum cir_language language = (enum cir_language)cir_row_choice(load, row, "lang", CIR_LANGUAGE_CODES);
        const char *shown = cir_row_text(load, row, "text");
        if (!cir_row_unique(load, &seen, row, "id", "lang") || text == CIR_INDEX_NONE)
            continue;
        check_text(load, row, text, language);
        filled->texts[text][language] = shown;
        filled->places[text][language] = (struct cir_word_place){file, row->line};
    }
}

static void check_there(struct cir_load *load, const char *file, size_t text, const char *texts[CIR_LANGUAGES])
{
    char id[CIR_WORD_ID_SIZE];
    struct cir_text language;
    struct cir_text rest = cir_text_of(CIR_LANGUAGE_CODES);
    for (int i = 0; cir_text_next(&language, &rest, ';'); i++)
        if (texts[i] == NULL && need_of(text, (enum cir_language)i) == CIR_PLURAL_NEEDED)
            cir_load_report(load, (struct cir_place){.file = file}, "'%s' has no text in %.*s",
                            cir_word_text_id(text, id), CIR_TEXT_ARGS(language));
}

static void fill_texts(struct cir_load *load, const struct cir_table *tables, struct cir_words *filled)
{
    struct cir_index ids[AREAS] = {0};
    fill_ids(load, ids);
    filled->texts = cir_load_take(load, CIR_WORD_TEXTS, sizeof *filled->texts);
    filled->places = cir_load_take(load, CIR_WORD_TEXTS, sizeof *filled->places);
    if (filled->texts == NULL || filled->places == NULL)
        return;
    for (size_t i = 0; i < AREAS; i++)
        fill_area(load, &tables[FIRST + i], &ids[i], filled);
    for (size_t i = 0; i < CIR_WORD_TEXTS; i++)
        check_there(load, tables[FIRST + area_of(i)].file, i, filled->texts[i]);
}

/* ---- load ---- */

/* Files are sorted by path. */
static void hash_words(const struct cir_definition_files *files, char hex[65])
{
    struct sha256_ctx context;
    sha256_init(&context);
    for (size_t i = 0; i < files->count; i++)
        if (cir_text_starts_with(cir_text_of(files->list[i].path), "datasets/words/"))
            cir_files_hash_add(&context, files->list[i].path, files->list[i].text);
    cir_sha256_hex(&context, hex);
}

static void fill(struct cir_load *load, struct cir_table *tables, struct cir_words *filled)
{
    struct cir_index sources = {0};
    cir_sources_fill(load, &tables[CIR_TABLE_DATASET_SOURCES], &sources);
    fill_texts(load, tables, filled);
    cir_number_forms_fill(load, &tables[CIR_TABLE_NUMBER_FORMS], &sources, filled);
    hash_words(load->files, filled->sha256);
}

static enum cir_status load_files(struct cir_definitions *definitions, const struct cir_definition_files *files,
                                  const struct cir_findings *findings, struct cir_error *error)
{
    struct cir_load load = {.files = files, .arena = &definitions->arena};
    struct cir_table tables[CIR_TABLE_COUNT];
    struct cir_words *filled = cir_load_take(&load, 1, sizeof *filled);
    cir_definition_tables_read(&load, tables, CIR_TABLE_DATASET_SOURCES, CIR_TABLE_DATASET_SOURCES + 1);
    cir_definition_tables_read(&load, tables, FIRST, CIR_TABLE_COUNT);
    if (cir_load_clean(&load))
        fill(&load, tables, filled);
    enum cir_status status = cir_load_end(&load, findings, error);
    if (status == CIR_OK)
        definitions->words = filled;
    return status;
}

enum cir_status cir_words_load(struct cir_definitions *definitions, const char *overlay,
                               const struct cir_findings *findings, struct cir_error *error)
{
    struct cir_definition_files files;
    enum cir_status status = cir_definition_files_open(&files, overlay, error);
    if (status != CIR_OK)
        return status;
    status = load_files(definitions, &files, findings, error);
    cir_definition_files_close(&files);
    return status;
}
