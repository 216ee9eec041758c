#include "catalogue_folders.h"
#include "command.h"
#include "letters/forms.h"
#include "say.h"

#include <string.h>

static const char all_fields[] = "fields";

/* ---- list ---- */

/* The title; where it hangs on a switch, one after the other. */
static void add_title(struct cir_buffer *text, const struct cir_letter_template *template)
{
    bool is_first = true;
    for (size_t i = 1; i < template->count && template->pieces[i].kind != CIR_PIECE_BLOCK; i++) {
        if (template->pieces[i].kind != CIR_PIECE_WORDS)
            continue;
        cir_buffer_add_string(text, is_first ? "" : " / ");
        cir_buffer_add(text, template->pieces[i].text);
        is_first = false;
    }
}

static size_t count_pieces(const struct cir_letter_template *template, enum cir_letter_piece_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < template->count; i++)
        count += template->pieces[i].kind == kind;
    return count;
}

static int add_row(struct listing *listing, struct catalogue *catalogue, const char *name)
{
    struct cir_letter_form *form = NULL;
    struct cir_error error;
    if (cir_letter_form_load(&form, catalogue->options->definitions, name, NULL, &error) != CIR_OK)
        return say_error(&error);
    const struct cir_letter_template *template = &form->languages[catalogue->options->language];
    struct cir_buffer title = {0};
    add_title(&title, template);
    listing_row(listing);
    listing_set_format(listing, 0, "%s", name);
    listing_set_number(listing, 1, (double)count_pieces(template, CIR_PIECE_FILLED));
    listing_set_number(listing, 2, (double)count_pieces(template, CIR_PIECE_BLANK));
    listing_set_format(listing, 3, "%.*s", CIR_TEXT_ARGS(cir_buffer_text(&title)));
    listing->failed = listing->failed || title.failed;
    cir_buffer_free(&title);
    cir_letter_form_free(form);
    return EXIT_CLEAN;
}

static int list(struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {
        {"letter", LISTING_WORDS}, {"fields", LISTING_NUMBER}, {"blanks", LISTING_NUMBER}, {"title", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    return catalogue_list_folders(catalogue, &listing);
}

/* ---- show ---- */

static const char *kind_word(enum cir_letter_field_kind kind)
{
    static const char *const words[] = {[CIR_LETTER_INCIDENT_FIELD] = "incident",
                                        [CIR_LETTER_ATTRIBUTION_FIELD] = "attribution",
                                        [CIR_LETTER_GIVEN_FIELD] = "given",
                                        [CIR_LETTER_MADE_FIELD] = "made"};
    return words[kind];
}

static void add_name(struct listing *listing, const char *kind, const struct cir_letter_name *name)
{
    listing_row(listing);
    listing_set(listing, 0, name->name);
    listing_set(listing, 1, kind);
    listing_set(listing, 2, name->meaning);
}

/* Whether a letter has such a piece; all letters together have every one. */
static bool has_piece(const struct cir_letter_template *template, bool is_switch, unsigned number)
{
    if (template == NULL)
        return true;
    for (size_t i = 0; i < template->count; i++) {
        const struct cir_letter_piece *piece = &template->pieces[i];
        bool asks = piece->kind == CIR_PIECE_IF || piece->kind == CIR_PIECE_UNLESS;
        if (piece->number == number && (is_switch ? asks : piece->kind == CIR_PIECE_FILLED))
            return true;
    }
    return false;
}

static int print_names(struct catalogue *catalogue, const struct cir_letter_template *template)
{
    static const struct listing_column columns[] = {
        {"name", LISTING_WORDS}, {"kind", LISTING_WORDS}, {"meaning", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    for (unsigned i = 0; i < CIR_LETTER_FIELD_COUNT; i++)
        if (has_piece(template, false, i))
            add_name(&listing, kind_word(cir_letter_field_name(i)->kind), cir_letter_field_name(i));
    for (unsigned i = 0; i < CIR_LETTER_SWITCH_COUNT; i++)
        if (has_piece(template, true, i))
            add_name(&listing, "switch", cir_letter_switch_name(i));
    return catalogue_print(catalogue, &listing);
}

static int show(struct catalogue *catalogue, const char *name)
{
    struct cir_letter_form *form = NULL;
    struct cir_error error;
    if (strcmp(name, all_fields) == 0)
        return print_names(catalogue, NULL);
    if (cir_letter_form_load(&form, catalogue->options->definitions, name, NULL, &error) != CIR_OK)
        return say_error(&error);
    int code = print_names(catalogue, &form->languages[catalogue->options->language]);
    cir_letter_form_free(form);
    return code;
}

/* ---- lint ---- */

static enum cir_status check_letter(const struct folder_lint *lint, const char *name,
                                    const struct cir_findings *findings, struct cir_error *error)
{
    struct cir_letter_form *form = NULL;
    enum cir_status status = cir_letter_form_load(&form, lint->overlay, name, findings, error);
    cir_letter_form_free(form);
    return status;
}

static const struct catalogue_folders folders = {
    .one = "letter", .table = "en.txt", .option = "--definitions", .add_row = add_row, .check = check_letter};

static const struct catalogue_actions actions = {
    .command = "letters",
    .folder = "datasets/letters/",
    .folders = &folders,
    .export_arguments = "a folder to write to",
    .export_count = 1,
    .list = list,
    .show = show,
    .export = catalogue_export_folder,
    .lint = catalogue_lint_folders,
};

static int run(const void *values, const struct operands *operands)
{
    return catalogue_run(&actions, values, operands);
}

const struct command command_letters = {
    .name = "letters",
    .summary = "the letters that 'template' fills: list, show, export, lint",
    .arguments = "[list | show NAME | show fields | export DIR | lint [DIR]]",
    .least = 0,
    .most = 2,
    .words = CATALOGUE_WORDS,
    .completion = COMPLETE_FOLDER,
    .description =
        "list (the default) prints all letters; show prints what one says of an incident and of itself, and show "
        "fields "
        "all that any can say; export copies their texts, a file a language, into a folder to edit; lint finds every "
        "fault in the letters of such a folder: a name that nobody knows, a condition that is not ended, a language "
        "that "
        "is missing or lacks what another has. A folder of letters is used by --definitions.",
    .examples =
        {
            {"cirisk letters", "all letters"},
            {"cirisk letters show fields", "the names that stand between braces"},
            {"cirisk letters export mine && cirisk letters lint mine", "copy the texts, edit them, check them"},
            {"cirisk template request --definitions mine", "and write by them"},
        },
    .groups = CATALOGUE_GROUPS,
    .options_size = sizeof(struct catalogue_values),
    .run = run,
};
