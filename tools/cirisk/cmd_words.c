#include "base/nearest.h"
#include "catalogue.h"
#include "command.h"
#include "definitions/texts.h"
#include "model/word.h"
#include "say.h"

#include <string.h>

static int load(struct catalogue *catalogue)
{
    struct cir_error error;
    enum cir_status status = cir_words_load(catalogue->definitions, catalogue->options->definitions, NULL, &error);
    return status == CIR_OK ? EXIT_CLEAN : say_error(&error);
}

/* "datasets/words/common.csv:12", where a text stands. */
static void set_place(struct listing *listing, size_t column, const struct cir_word_place *place)
{
    listing_set_format(listing, column, "%s:%zu", place->file, place->line);
}

static int list(struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {
        {"word", LISTING_WORDS}, {"text", LISTING_WRAP}, {"place", LISTING_WORDS}};
    int code = load(catalogue);
    if (code != EXIT_CLEAN)
        return code;
    const int language = catalogue->options->language;
    const struct cir_words *words = catalogue->definitions->words;
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    for (size_t i = 0; i < CIR_WORD_TEXTS; i++) {
        if (words->texts[i][language] == NULL)
            continue;
        char id[CIR_WORD_ID_SIZE];
        listing_row(&listing);
        listing_set_format(&listing, 0, "%s", cir_word_text_id(i, id));
        listing_set(&listing, 1, words->texts[i][language]);
        set_place(&listing, 2, &words->places[i][language]);
    }
    return catalogue_print(catalogue, &listing);
}

static void add_text(struct listing *listing, const struct cir_words *words, size_t text, int language)
{
    char id[CIR_WORD_ID_SIZE];
    struct cir_text code = {0};
    struct cir_text rest = cir_text_of(CIR_LANGUAGE_CODES);
    for (int i = 0; i <= language; i++)
        (void)cir_text_next(&code, &rest, ';');
    listing_row(listing);
    listing_set_format(listing, 0, "%s", cir_word_text_id(text, id));
    listing_set_format(listing, 1, "%.*s", CIR_TEXT_ARGS(code));
    listing_set(listing, 2, words->texts[text][language]);
    set_place(listing, 3, &words->places[text][language]);
}

/* The word that a text is of: of "incident.few" it is "incident". */
static struct cir_text word_of(size_t text, char id[CIR_WORD_ID_SIZE])
{
    struct cir_text word;
    struct cir_text rest = cir_text_of(cir_word_text_id(text, id));
    (void)cir_text_next(&word, &rest, '.');
    return word;
}

static bool is_of(size_t text, const char *name)
{
    char id[CIR_WORD_ID_SIZE];
    return cir_text_is(word_of(text, id), name) || strcmp(cir_word_text_id(text, id), name) == 0;
}

static int refuse(struct catalogue *catalogue, const char *name)
{
    struct cir_nearest nearest = cir_nearest_start(cir_text_of(name));
    for (size_t i = 0; i < CIR_WORD_TEXTS; i++) {
        char id[CIR_WORD_ID_SIZE];
        const char *word = cir_arena_copy(&catalogue->arena, word_of(i, id));
        if (word != NULL)
            cir_nearest_offer(&nearest, cir_text_of(word));
    }
    bool is_near = nearest.found.size > 0;
    say("words", "'%s' is no word%s%.*s%s; 'cirisk words list' shows them all", name, is_near ? "; did you mean '" : "",
        CIR_TEXT_ARGS(nearest.found), is_near ? "'?" : "");
    return EXIT_USAGE;
}

static int show(struct catalogue *catalogue, const char *name)
{
    static const struct listing_column columns[] = {
        {"word", LISTING_WORDS}, {"lang", LISTING_WORDS}, {"text", LISTING_WRAP}, {"place", LISTING_WORDS}};
    int code = load(catalogue);
    if (code != EXIT_CLEAN)
        return code;
    const struct cir_words *words = catalogue->definitions->words;
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    size_t shown = 0;
    for (size_t i = 0; i < CIR_WORD_TEXTS; i++)
        for (int language = 0; is_of(i, name) && language < CIR_LANGUAGES; language++)
            if (words->texts[i][language] != NULL) {
                add_text(&listing, words, i, language);
                shown++;
            }
    if (shown > 0)
        return catalogue_print(catalogue, &listing);
    return refuse(catalogue, name);
}

static const struct catalogue_actions actions = {
    .command = "words",
    .folder = "datasets/words/",
    .export_arguments = "a folder to write to",
    .export_count = 1,
    .list = list,
    .show = show,
    .export = catalogue_export_folder,
    .lint = catalogue_lint_tables,
};

static int run(const void *values, const struct operands *operands)
{
    return catalogue_run(&actions, values, operands);
}

const struct command command_words = {
    .name = "words",
    .summary = "the words of tables, figures, reports and letters: list, show, export, lint",
    .arguments = "[list | show WORD | export DIR | lint [DIR]]",
    .least = 0,
    .most = 2,
    .words = CATALOGUE_WORDS,
    .completion = COMPLETE_FOLDER,
    .description =
        "list (the default) prints all words in one language, and the place of each; show prints one in all six; "
        "export "
        "copies the tables of words into a folder to edit; lint finds every fault in the tables of such a folder: a "
        "text "
        "that is missing, a placeholder that is missing or that nobody fills, a plural form that the language needs. A "
        "folder of tables is used by --definitions. Wording changes no verdict, and no hash of the definitions.",
    .examples =
        {
            {"cirisk words --lang fr", "all words in French"},
            {"cirisk words show incident", "one in all languages, in each of its plural forms"},
            {"cirisk words export mine && cirisk words lint mine", "copy the tables, edit them, check them"},
            {"cirisk words list --definitions mine --lang ar", "the words that are used with them"},
        },
    .groups = CATALOGUE_GROUPS,
    .options_size = sizeof(struct catalogue_values),
    .run = run,
};
