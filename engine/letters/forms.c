#include "letters/forms.h"

#include "definitions/texts.h"

#include <stdio.h>
#include <stdlib.h>

static const char folder[] = "datasets/letters/";

enum { PATH_SIZE = 256 };

/* ---- what every language must have ---- */

static size_t count_alike(const struct cir_letter_template *template, const struct cir_letter_piece *piece, size_t end)
{
    size_t count = 0;
    for (size_t i = 0; i < end; i++)
        count += cir_letter_piece_is_alike(&template->pieces[i], piece);
    return count;
}

static void report_missing(struct cir_load *load, const struct cir_letter_template *template,
                           const struct cir_letter_template *other, const struct cir_letter_piece *piece)
{
    struct cir_buffer what = {0};
    cir_letter_piece_describe(&what, piece);
    load->no_memory = load->no_memory || what.failed;
    cir_load_report(load, (struct cir_place){.file = template->file}, "%.*s is missing, which stands in %s:%zu",
                    CIR_TEXT_ARGS(cir_buffer_text(&what)), other->file, piece->line);
    cir_buffer_free(&what);
}

/* Whether a language before `other` has this piece as often, so that its lack is reported already. */
static bool is_reported(const struct cir_letter_form *form, size_t other, const struct cir_letter_piece *piece,
                        size_t times)
{
    for (size_t i = 0; i < other; i++)
        if (count_alike(&form->languages[i], piece, form->languages[i].count) >= times)
            return true;
    return false;
}

static void compare(struct cir_load *load, const struct cir_letter_form *form, size_t language, size_t other)
{
    const struct cir_letter_template *template = &form->languages[language];
    const struct cir_letter_template *with = &form->languages[other];
    for (size_t i = 0; i < with->count; i++) {
        const struct cir_letter_piece *piece = &with->pieces[i];
        if (!cir_letter_piece_is_shared(piece))
            continue;
        size_t times = count_alike(with, piece, i + 1);
        if (times > count_alike(template, piece, template->count) && !is_reported(form, other, piece, times))
            report_missing(load, template, with, piece);
    }
}

static void compare_all(struct cir_load *load, const struct cir_letter_form *form)
{
    for (size_t i = 0; i < CIR_LANGUAGES; i++)
        for (size_t k = 0; k < CIR_LANGUAGES; k++)
            if (i != k)
                compare(load, form, i, k);
}

/* ---- files ---- */

static char *path_of(struct cir_load *load, const char *name, struct cir_text language)
{
    char *path = cir_load_take_scratch(load, PATH_SIZE, 1);
    if (path != NULL)
        snprintf(path, PATH_SIZE, "%s%s/%.*s.txt", folder, name, CIR_TEXT_ARGS(language));
    return path;
}

static void read_languages(struct cir_load *load, struct cir_letter_form *form, const char *name)
{
    struct cir_text language;
    struct cir_text rest = cir_text_of(CIR_LANGUAGE_CODES);
    for (size_t i = 0; cir_text_next(&language, &rest, ';'); i++) {
        const char *path = path_of(load, name, language);
        const struct cir_definition_file *file = path != NULL ? cir_definition_files_find(load->files, path) : NULL;
        if (file != NULL)
            cir_letter_template_read(load, &form->languages[i], file->origin, file->text);
        else if (path != NULL)
            cir_load_report(load, (struct cir_place){.file = path}, "the letter has no text in this language");
    }
}

static bool is_there(const struct cir_definition_files *files, const char *name)
{
    char prefix[PATH_SIZE];
    if ((size_t)snprintf(prefix, sizeof prefix, "%s%s/", folder, name) >= sizeof prefix - sizeof "ar.txt")
        return false;
    for (size_t i = 0; i < files->count; i++)
        if (cir_text_starts_with(cir_text_of(files->list[i].path), prefix))
            return true;
    return false;
}

static enum cir_status read_form(struct cir_letter_form *form, const struct cir_definition_files *files,
                                 const char *name, const struct cir_findings *findings, struct cir_error *error)
{
    if (!is_there(files, name))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "there is no letter '%.100s'; 'cirisk letters list' shows them all", name);
    struct cir_load load = {.files = files, .arena = &form->arena};
    read_languages(&load, form, name);
    if (cir_load_clean(&load))
        compare_all(&load, form);
    return cir_load_end(&load, findings, error);
}

enum cir_status cir_letter_form_load(struct cir_letter_form **form, const char *overlay, const char *name,
                                     const struct cir_findings *findings, struct cir_error *error)
{
    struct cir_definition_files files;
    *form = NULL;
    enum cir_status status = cir_definition_files_open(&files, overlay, error);
    if (status != CIR_OK)
        return status;
    struct cir_letter_form *filled = calloc(1, sizeof *filled);
    status = filled != NULL ? read_form(filled, &files, name, findings, error) : cir_fail_memory(error);
    cir_definition_files_close(&files);
    if (status == CIR_OK)
        *form = filled;
    else
        cir_letter_form_free(filled);
    return status;
}

void cir_letter_form_free(struct cir_letter_form *form)
{
    if (form == NULL)
        return;
    cir_arena_free(&form->arena);
    free(form);
}
