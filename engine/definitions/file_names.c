/* Files of tables that nobody would read. Left out in silence, a misspelt table would leave the built-in one in force. */
#include "definitions/file_names.h"

#include "base/nearest.h"
#include "definitions/texts.h"

static const char *const tables[] = {
#define CIR_DEFINITION_TABLE(symbol, path, columns) path,
#include "definitions/definition_table.def"
#undef CIR_DEFINITION_TABLE
};

static const char *const scheme_tables[] = {
#define CIR_SCHEME_TABLE(symbol, file, required, columns) file,
#include "definitions/scheme_table.def"
#undef CIR_SCHEME_TABLE
    "vectors.csv",
};

enum {
    TABLE_COUNT = sizeof tables / sizeof tables[0],
    SCHEME_TABLE_COUNT = sizeof scheme_tables / sizeof *scheme_tables
};

static const char schemes[] = "datasets/schemes/";

static bool is_one_of(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static struct cir_text nearest_of(const char *const *names, size_t count, const char *name)
{
    struct cir_nearest nearest = cir_nearest_start(cir_text_of(name));
    for (size_t i = 0; i < count; i++)
        cir_nearest_offer(&nearest, cir_text_of(names[i]));
    return nearest.found;
}

static void report_name(struct cir_load *load, const char *origin, struct cir_text nearest)
{
    bool is_near = nearest.size > 0;
    cir_load_report(load, (struct cir_place){.file = origin}, "there is no table of this name%s%.*s%s",
                    is_near ? "; did you mean '" : "", CIR_TEXT_ARGS(nearest), is_near ? "'?" : "");
}

/* ---- schemes ---- */

/* The folder of "datasets/schemes/NAME/file", with its '/'. */
static struct cir_text folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return (struct cir_text){path, slash != NULL ? (size_t)(slash + 1 - path) : 0};
}

static bool has_scheme(const struct cir_definition_files *files, struct cir_text folder)
{
    for (size_t i = 0; i < files->count; i++)
        if (cir_text_equal(folder_of(files->list[i].path), folder) &&
            strcmp(files->list[i].path + folder.size, "scheme.csv") == 0)
            return true;
    return false;
}

/* The nearest folder that is a scheme: it has a scheme.csv. */
static struct cir_text nearest_scheme(const struct cir_definition_files *files, struct cir_text folder)
{
    struct cir_nearest nearest = cir_nearest_start(folder);
    for (size_t i = 0; i < files->count; i++) {
        struct cir_text other = folder_of(files->list[i].path);
        if (cir_text_starts_with(other, schemes) && strcmp(files->list[i].path + other.size, "scheme.csv") == 0)
            cir_nearest_offer(&nearest, other);
    }
    return nearest.found;
}

static void check_scheme(struct cir_load *load, const struct cir_definition_file *file)
{
    struct cir_text folder = folder_of(file->path);
    const char *name = file->path + folder.size;
    if (!is_one_of(scheme_tables, SCHEME_TABLE_COUNT, name)) {
        report_name(load, file->origin, nearest_of(scheme_tables, SCHEME_TABLE_COUNT, name));
    } else if (!has_scheme(load->files, folder)) {
        struct cir_text nearest = nearest_scheme(load->files, folder);
        bool is_near = nearest.size > 0;
        cir_load_report(load, (struct cir_place){.file = file->origin},
                        "a table of no scheme: there is no %.*sscheme.csv%s%.*s%s", CIR_TEXT_ARGS(folder),
                        is_near ? "; did you mean '" : "", CIR_TEXT_ARGS(nearest), is_near ? "'?" : "");
    }
}

/* What is nearly called as a table that is read from the folder that was added. */
static void check_added(struct cir_load *load, const char *const *names, size_t count)
{
    for (size_t i = 0; i < load->files->stray_count; i++) {
        const struct cir_definition_file *file = &load->files->strays[i];
        const char *name = file->path + folder_of(file->path).size;
        struct cir_text nearest = nearest_of(names, count, name);
        if (nearest.size > 0 && !is_one_of(names, count, name))
            report_name(load, file->origin, nearest);
    }
}

void cir_file_names_check_scheme(struct cir_load *load)
{
    check_added(load, scheme_tables, SCHEME_TABLE_COUNT);
}

void cir_file_names_check_folder(struct cir_load *load, const char *const *names)
{
    size_t count = 0;
    while (names[count] != NULL)
        count++;
    check_added(load, names, count);
}

/* ---- all ---- */

static const char letters[] = "datasets/letters/";

/* Letters are datasets/letters/NAME/LANG.txt. */
static bool is_letter(const char *path)
{
    struct cir_text rest = cir_text_of(path + strlen(letters));
    struct cir_text name;
    struct cir_text language;
    struct cir_text languages = cir_text_of(CIR_LANGUAGE_CODES);
    (void)cir_text_next(&name, &rest, '/');
    while (name.size > 0 && cir_text_next(&language, &languages, ';'))
        if (cir_text_equal(cir_text_cut(rest, language.size), language) &&
            cir_text_is((struct cir_text){rest.data + language.size, rest.size - language.size}, ".txt"))
            return true;
    return false;
}

static void check_letter(struct cir_load *load, const struct cir_definition_file *file)
{
    if (!is_letter(file->path))
        cir_load_report(load, (struct cir_place){.file = file->origin},
                        "no letter is read from here; expected %sNAME/LANG.txt, where LANG is one of %s", letters,
                        CIR_LANGUAGE_CODES);
}

/* Tables of these are read where one asks for them by name. */
static bool is_read_on_demand(const char *path)
{
    static const char *const folders[] = {"datasets/mappings/", "datasets/incidents/", "datasets/networks/"};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        if (cir_text_starts_with(cir_text_of(path), folders[i]))
            return true;
    return false;
}

static void check_table(struct cir_load *load, const struct cir_definition_file *file)
{
    if (cir_text_starts_with(cir_text_of(file->path), schemes))
        check_scheme(load, file);
    else if (cir_text_starts_with(cir_text_of(file->path), letters))
        check_letter(load, file);
    else if (!is_one_of(tables, TABLE_COUNT, file->path) && !is_read_on_demand(file->path))
        report_name(load, file->origin, nearest_of(tables, TABLE_COUNT, file->path));
}

static bool is_laid_over(const struct cir_definition_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->list[i].origin, files->list[i].path) != 0)
            return true;
    return false;
}

/* Whether it lies beside the two folders of tables and is meant to lie in one: it is called as a table of a scheme, or its
 * folder is nearly called as one of them. */
static bool is_misplaced(const char *path)
{
    static const char *const tops[] = {"sectors", "datasets"};
    const char *slash = strchr(path, '/');
    if (slash == NULL)
        return is_one_of(scheme_tables, SCHEME_TABLE_COUNT, path);
    struct cir_nearest nearest = cir_nearest_start((struct cir_text){path, (size_t)(slash - path)});
    for (size_t i = 0; i < sizeof tops / sizeof tops[0]; i++)
        cir_nearest_offer(&nearest, cir_text_of(tops[i]));
    return nearest.found.size > 0;
}

static void check_strays(struct cir_load *load, bool all)
{
    for (size_t i = 0; i < load->files->stray_count; i++) {
        const struct cir_definition_file *file = &load->files->strays[i];
        if (all || is_misplaced(file->path))
            cir_load_report(load, (struct cir_place){.file = file->origin},
                            "no table is read from here; expected below it: sectors/ or datasets/");
    }
}

void cir_file_names_check(struct cir_load *load, const char *overlay)
{
    for (size_t i = 0; i < load->files->count; i++)
        check_table(load, &load->files->list[i]);
    bool is_idle = overlay != NULL && !is_laid_over(load->files);
    if (is_idle)
        cir_load_report(load, (struct cir_place){.file = overlay},
                        "no table is laid over: expected sectors/*.csv, datasets/*.csv, datasets/schemes/NAME/*.csv, "
                        "datasets/letters/NAME/*.txt; the "
                        "folder of one scheme is given as --schemes, written with a '/'");
    check_strays(load, is_idle);
}
