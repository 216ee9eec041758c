/* docs/schemes.md: the built-in schemes, printed from their tables. */

#include "catalogue_folders.h"
#include "definitions/definitions.h"
#include "help.h"
#include "markdown.h"
#include "say.h"
#include "scheme_card.h"
#include "scheme_chapter.h"

#include <stdio.h>

static const char head[] =
    "<!-- Written by cirisk help all-schemes; do not edit. -->\n"
    "# The schemes of cirisk\n\n"
    "What every built-in scheme asks, how it weighs, and by which source, as its tables in `datasets/schemes/` have "
    "it. "
    "The formats of the tables are in [tables.md](tables.md), the arithmetic and the measures that are no columns in "
    "[method.md](method.md), the columns of a log in [formats.md](formats.md). To write one of your own: "
    "[adding-a-scheme.md](adding-a-scheme.md).\n\n"
    "## Contents\n\n"
    "- [Overview](#overview)\n";

static const char overview_head[] =
    "\n## Overview\n\n"
    "Status says how well the tables agree with their source. Own columns are those that a scheme asks for beside the "
    "usual ones of a log.\n\n";

/* The page under construction: one pass over the schemes fills its parts. */
struct book {
    struct cir_definition_files files;
    struct cir_definitions *definitions;
    struct cir_buffer contents; /* and at the end the overview */
    struct markdown_table overview;
    struct cir_buffer chapters;
};

/* Lines of a table behind its header; line ends within quotes are none. */
static size_t count_rows(const struct cir_definition_file *file)
{
    size_t lines = 0;
    bool is_quoted = false;
    for (size_t i = 0; file != NULL && i < file->text.size; i++) {
        is_quoted ^= file->text.data[i] == '"';
        lines += !is_quoted && file->text.data[i] == '\n';
    }
    return lines > 0 ? lines - 1 : 0;
}

static void read_tables(struct cir_load *load, struct scheme_chapter *chapter)
{
    static const struct {
        const char *file;
        const char *columns;
    } shapes[CIR_SCHEME_TABLE_COUNT] = {
#define CIR_SCHEME_TABLE(symbol, file, required, columns) [CIR_SCHEME_##symbol] = {file, columns},
#include "definitions/scheme_table.def"
#undef CIR_SCHEME_TABLE
    };
    char path[256];
    for (size_t i = 0; i < CIR_SCHEME_TABLE_COUNT; i++) {
        snprintf(path, sizeof path, "%s%s/%s", scheme_folder, chapter->scheme->name, shapes[i].file);
        cir_table_read(load, &chapter->tables[i], path, shapes[i].columns, false);
    }
    cir_table_read(load, &chapter->sources, "datasets/sources.csv", shapes[CIR_SCHEME_SOURCES].columns, true);
    snprintf(path, sizeof path, "%s%s/vectors.csv", scheme_folder, chapter->scheme->name);
    chapter->vectors = count_rows(cir_definition_files_find(load->files, path));
}

static enum cir_status add_chapter(struct book *book, const struct cir_scheme *scheme, const struct cir_fields *fields,
                                   struct cir_error *error)
{
    struct cir_arena arena = {0};
    struct cir_load load = {.files = &book->files, .arena = &arena};
    struct scheme_chapter chapter = {.scheme = scheme, .fields = fields, .arena = &arena};
    read_tables(&load, &chapter);
    if (cir_load_clean(&load)) {
        cir_buffer_add_format(&book->contents, "- [%s](#%s): ", scheme->name, scheme->name);
        markdown_add_text(&book->contents, cir_text_of(scheme->title));
        cir_buffer_add_char(&book->contents, '\n');
        scheme_chapter_add_overview(&book->overview, &chapter);
        scheme_chapter_add(&book->chapters, &chapter);
    }
    enum cir_status status = cir_load_end(&load, NULL, error);
    cir_arena_free(&arena);
    return status;
}

static enum cir_status add_scheme(struct book *book, struct cir_text name, struct cir_error *error)
{
    char terminated[128];
    struct cir_fields fields = {0};
    struct cir_scheme *scheme = NULL;
    snprintf(terminated, sizeof terminated, "%.*s", CIR_TEXT_ARGS(name));
    enum cir_status status = cir_fields_canonical(&fields, book->definitions, error);
    if (status == CIR_OK)
        status = cir_scheme_load(&scheme, book->definitions, &fields, NULL, terminated, NULL, error);
    if (status == CIR_OK)
        status = add_chapter(book, scheme, &fields, error);
    cir_scheme_free(scheme);
    return status;
}

static enum cir_status fill(struct book *book, struct cir_error *error)
{
    enum cir_status status = cir_definitions_load(&book->definitions, NULL, NULL, error);
    if (status == CIR_OK)
        status = cir_definition_files_open(&book->files, NULL, error);
    for (size_t i = 0; i < book->files.count && status == CIR_OK; i++) {
        struct cir_text name = catalogue_folder_begun(&book->files, i, scheme_folder);
        if (name.size > 0)
            status = add_scheme(book, name, error);
    }
    cir_buffer_add_string(&book->contents, overview_head);
    markdown_add_table(&book->contents, &book->overview);
    if (status == CIR_OK && (book->contents.failed || book->chapters.failed))
        status = cir_fail_memory(error);
    return status;
}

int help_print_schemes(void)
{
    struct book book = {.overview.columns = SCHEME_OVERVIEW};
    struct cir_error error;
    enum cir_status status = fill(&book, &error);
    if (status == CIR_OK) {
        fputs(head, stdout);
        fwrite(book.contents.data, 1, book.contents.size, stdout);
        fwrite(book.chapters.data, 1, book.chapters.size, stdout);
    }
    cir_buffer_free(&book.contents);
    cir_buffer_free(&book.chapters);
    cir_definition_files_close(&book.files);
    cir_definitions_free(book.definitions);
    return status == CIR_OK ? EXIT_CLEAN : say_error(&error);
}
