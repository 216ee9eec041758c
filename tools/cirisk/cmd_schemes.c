#include "catalogue.h"
#include "command.h"
#include "measure_words.h"
#include "say.h"
#include "scheme_card.h"
#include "scheme_vectors.h"

#include <stdio.h>
#include <string.h>

static int load(struct cir_scheme **scheme, struct cir_fields *fields, struct catalogue *catalogue, const char *name)
{
    struct cir_error error;
    if (cir_fields_canonical(fields, catalogue->definitions, &error) != CIR_OK ||
        cir_scheme_load(scheme, catalogue->definitions, fields, catalogue->options->definitions, name, NULL, &error) !=
            CIR_OK)
        return say_error(&error);
    return EXIT_CLEAN;
}

static int list_one(struct listing *listing, struct catalogue *catalogue, struct cir_text text)
{
    struct cir_scheme *scheme = NULL;
    struct cir_fields fields = {0};
    char name[128];
    snprintf(name, sizeof name, "%.*s", CIR_TEXT_ARGS(text));
    int code = load(&scheme, &fields, catalogue, name);
    if (code == EXIT_CLEAN && scheme != NULL) {
        listing_row(listing);
        const char *cells[] = {scheme->name,   scheme->version, scheme->subject_is_asset ? "asset" : "incident",
                               scheme->status, scheme->title,   scheme->authority};
        for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
            listing_set_format(listing, i, "%s", cells[i]);
    }
    cir_scheme_free(scheme);
    return code;
}

static int list(struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {{"scheme", LISTING_WORDS},  {"version", LISTING_WORDS},
                                                    {"subject", LISTING_WORDS}, {"status", LISTING_WORDS},
                                                    {"title", LISTING_WRAP},    {"authority", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    struct cir_definition_files files = {0};
    struct cir_error error;
    if (cir_definition_files_open(&files, catalogue->options->definitions, &error) != CIR_OK)
        return say_error(&error);
    int code = EXIT_CLEAN;
    for (size_t i = 0; i < files.count && code == EXIT_CLEAN; i++) {
        struct cir_text name = scheme_name_in(files.list[i].path);
        if (name.size > 0)
            code = list_one(&listing, catalogue, name);
    }
    if (code == EXIT_CLEAN)
        code = catalogue_print(catalogue, &listing);
    cir_definition_files_close(&files);
    return code;
}

static int show(struct catalogue *catalogue, const char *name)
{
    char path[4096];
    struct cir_scheme *scheme = NULL;
    struct cir_fields fields = {0};
    if (catalogue->options->format != LISTING_TEXT) {
        say("schemes", "show prints text; 'cirisk schemes export %s DIR' copies the tables", name);
        return EXIT_USAGE;
    }
    int code = catalogue_path(path, sizeof path, name);
    if (code == EXIT_CLEAN)
        code = load(&scheme, &fields, catalogue, path);
    if (code == EXIT_CLEAN)
        code = scheme_card_print(scheme, &fields, catalogue);
    cir_scheme_free(scheme);
    return code;
}

static int export(const struct catalogue_actions *actions, const struct catalogue_options *options,
                  char *const *arguments)
{
    char prefix[256];
    struct cir_definition_files files = {0};
    struct cir_error error;
    snprintf(prefix, sizeof prefix, "%s%s/", scheme_folder, arguments[0]);
    if (cir_definition_files_open(&files, options->definitions, &error) != CIR_OK)
        return say_error(&error);
    char table[sizeof prefix + sizeof "scheme.csv"];
    snprintf(table, sizeof table, "%sscheme.csv", prefix);
    int code = EXIT_USAGE;
    if (cir_definition_files_find(&files, table) == NULL)
        say("schemes", "there is no scheme '%s'; 'cirisk schemes list' shows them all", arguments[0]);
    else
        code = catalogue_copy(actions, &files, prefix, strlen(prefix), arguments[1]);
    cir_definition_files_close(&files);
    return code;
}

/* A lint in progress: the tables that schemes refer to are loaded once. */
struct scheme_lint {
    struct lint_report report;
    struct cir_definitions *definitions;
    const char *overlay;
    enum cir_status status; /* the first that was not CIR_OK */
    struct cir_error error;
};

static void lint_one(struct scheme_lint *lint, const char *name)
{
    struct cir_findings findings = lint_findings(&lint->report);
    struct cir_fields fields = {0};
    struct cir_scheme *scheme = NULL;
    struct cir_error error;
    enum cir_status status = cir_fields_canonical(&fields, lint->definitions, &error);
    if (status == CIR_OK)
        status = cir_scheme_load(&scheme, lint->definitions, &fields, lint->overlay, name, &findings, &error);
    cir_scheme_free(scheme);
    if (status == CIR_OK)
        status = scheme_vectors_check(name, lint->overlay, &findings, &error);
    if (status != CIR_OK && lint->status == CIR_OK) {
        lint->status = status;
        lint->error = error;
    }
}

static size_t lint_built_in(struct scheme_lint *lint, const struct cir_definition_files *files)
{
    size_t count = 0;
    for (size_t i = 0; i < files->count; i++) {
        struct cir_text name = scheme_name_in(files->list[i].path);
        count += cir_text_starts_with(cir_text_of(files->list[i].path), scheme_folder);
        char text[128];
        snprintf(text, sizeof text, "%.*s", CIR_TEXT_ARGS(name));
        if (name.size > 0)
            lint_one(lint, text);
    }
    return count;
}

static int lint_schemes(struct scheme_lint *lint, const char *folder)
{
    size_t count = 0;
    if (folder != NULL) {
        char path[4096];
        int code = catalogue_path(path, sizeof path, folder);
        if (code != EXIT_CLEAN)
            return code;
        lint_one(lint, path);
        count = catalogue_count_tables(folder);
    } else {
        struct cir_definition_files files = {0};
        lint->status = cir_definition_files_open(&files, lint->overlay, &lint->error);
        if (lint->status == CIR_OK)
            count = lint_built_in(lint, &files);
        cir_definition_files_close(&files);
    }
    return lint_end(&lint->report, count, lint->status, &lint->error);
}

static int lint(const struct catalogue_actions *actions, const struct catalogue_options *options, const char *folder)
{
    (void)actions;
    struct scheme_lint lint = {.overlay = options->definitions};
    if (cir_definitions_load(&lint.definitions, lint.overlay, NULL, &lint.error) != CIR_OK)
        return say_error(&lint.error);
    int code = lint_schemes(&lint, folder);
    cir_definitions_free(lint.definitions);
    return code;
}

static const struct catalogue_actions actions = {
    .command = "schemes",
    .folder = scheme_folder,
    .export_arguments = "the name of a scheme and a folder to write to",
    .export_count = 2,
    .list = list,
    .show = show,
    .export = export,
    .lint = lint,
};

static int run(const void *values, const struct operands *operands)
{
    return catalogue_run(&actions, values, operands);
}

const struct command command_schemes = {
    .name = "schemes",
    .summary = "the schemes that logs are scored by: list, show, export, lint",
    .arguments = "[list | show NAME | export NAME DIR | lint [DIR]]",
    .least = 0,
    .most = 3,
    .words = CATALOGUE_WORDS,
    .completion = COMPLETE_FOLDER,
    .description =
        "list (the default) prints all schemes; show prints one with its levels, factors and rules; export copies its "
        "tables into a folder to edit; lint finds every fault in the tables of such a folder, and judges its "
        "vectors.csv. A folder is used as a scheme wherever a scheme is asked for, written with a '/': --schemes "
        "./mine.",
    .examples =
        {
            {"cirisk schemes", "all schemes"},
            {"cirisk schemes show gge", "what a scheme weighs, and from where on which level holds"},
            {"cirisk schemes export gge mine && cirisk schemes lint mine", "copy the tables, edit them, check them"},
            {"cirisk score log.csv --schemes gge,./mine -o scored.csv", "and set the two side by side"},
        },
    .groups = CATALOGUE_GROUPS,
    .options_size = sizeof(struct catalogue_values),
    .run = run,
};
