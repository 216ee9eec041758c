#include "catalogue.h"
#include "command.h"
#include "network/network.h"
#include "network/own_layout.h"
#include "network_card.h"
#include "say.h"

#include <stdio.h>
#include <string.h>

static const char network_folder[] = "datasets/networks/";

/* NAME of "datasets/networks/NAME/..."; empty where the path is another. */
static struct cir_text name_in(const char *path)
{
    if (!cir_text_starts_with(cir_text_of(path), network_folder))
        return (struct cir_text){0};
    struct cir_text rest = cir_text_of(path + sizeof network_folder - 1), name;
    return cir_text_next(&name, &rest, '/') && rest.size > 0 ? name : (struct cir_text){0};
}

/* The name of the network that a file is the first of: files are sorted by path. Empty where it is not. */
static struct cir_text name_begun(const struct cir_definition_files *files, size_t number)
{
    struct cir_text name = name_in(files->list[number].path);
    struct cir_text before = number > 0 ? name_in(files->list[number - 1].path) : (struct cir_text){0};
    return cir_text_equal(name, before) ? (struct cir_text){0} : name;
}

/* ---- list ---- */

static void add_row(struct listing *listing, const struct cir_network *network)
{
    listing_row(listing);
    listing_set_format(listing, 0, "%s", network->name);
    listing_set_format(listing, 1, "%s", network->title);
    if (network->year > 0)
        listing_set_format(listing, 2, "%d", network->year);
    listing_set_format(listing, 3, "%s", network->unit);
    listing_set_format(listing, 4, "%zu", network->state_count);
    listing_set_format(listing, 5, "%zu", network->sector_count);
    listing_set_format(listing, 6, "%zu", network->node_count);
    listing_set_format(listing, 7, "%s", network->licence);
}

static int list_one(struct listing *listing, const struct catalogue *catalogue, struct cir_text text)
{
    struct cir_network *network = NULL;
    struct cir_error error;
    char name[256];
    snprintf(name, sizeof name, "%.*s", CIR_TEXT_ARGS(text));
    if (cir_network_load(&network, catalogue->definitions, catalogue->options->definitions, name, NULL, NULL, &error) !=
        CIR_OK)
        return say_error(&error);
    add_row(listing, network);
    cir_network_free(network);
    return EXIT_CLEAN;
}

static int list(struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {
        {"network", LISTING_WORDS}, {"title", LISTING_WRAP},     {"year", LISTING_NUMBER},  {"unit", LISTING_WORDS},
        {"states", LISTING_NUMBER}, {"sectors", LISTING_NUMBER}, {"nodes", LISTING_NUMBER}, {"licence", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    struct cir_definition_files files = {0};
    struct cir_error error;
    if (cir_definition_files_open(&files, catalogue->options->definitions, &error) != CIR_OK)
        return say_error(&error);
    int code = EXIT_CLEAN;
    for (size_t i = 0; i < files.count && code == EXIT_CLEAN; i++) {
        struct cir_text name = name_begun(&files, i);
        if (name.size > 0)
            code = list_one(&listing, catalogue, name);
    }
    if (code == EXIT_CLEAN)
        code = catalogue_print(catalogue, &listing);
    cir_definition_files_close(&files);
    return code;
}

/* ---- show and check ---- */

/* All that is wrong with a network is said, not the first alone. */
static int with_network(struct catalogue *catalogue, const char *name,
                        int (*print)(const struct cir_network *network, struct catalogue *catalogue))
{
    char path[4096];
    struct lint_report report = {0};
    struct cir_findings findings = lint_findings(&report);
    struct cir_network *network = NULL;
    struct cir_error error;
    int code = catalogue_path(path, sizeof path, name);
    if (code != EXIT_CLEAN)
        return code;
    const struct cir_network_options options = {.layout = (enum cir_network_layout)catalogue->options->layout};
    enum cir_status status = cir_network_load(&network, catalogue->definitions, catalogue->options->definitions, path,
                                              &options, &findings, &error);
    if (status == CIR_OK)
        code = print(network, catalogue);
    else
        code = report.findings > 0 ? cir_status_exit_code(status) : say_error(&error);
    cir_network_free(network);
    return code;
}

static int show(struct catalogue *catalogue, const char *name)
{
    return with_network(catalogue, name, network_card_print);
}

static int check(struct catalogue *catalogue, const char *name)
{
    return with_network(catalogue, name, network_check_print);
}

/* ---- export ---- */

static int export(const struct catalogue_actions *actions, const struct catalogue_options *options,
                  char *const *arguments)
{
    char prefix[256];
    struct cir_definition_files files = {0};
    struct cir_error error;
    snprintf(prefix, sizeof prefix, "%s%s/", network_folder, arguments[0]);
    if (cir_definition_files_open(&files, options->definitions, &error) != CIR_OK)
        return say_error(&error);
    char table[sizeof prefix + sizeof "nodes.csv"];
    snprintf(table, sizeof table, "%snodes.csv", prefix);
    int code = EXIT_USAGE;
    if (cir_definition_files_find(&files, table) == NULL)
        say("networks", "there is no network '%s'; 'cirisk networks list' shows them all", arguments[0]);
    else
        code = catalogue_copy(actions, &files, prefix, strlen(prefix), arguments[1]);
    cir_definition_files_close(&files);
    return code;
}

/* ---- lint ---- */

/* A lint in progress: the tables that networks refer to are loaded once. */
struct network_lint {
    struct lint_report report;
    struct cir_definitions *definitions;
    const char *overlay;
    enum cir_status status; /* the first that was not CIR_OK */
    struct cir_error error;
};

static void lint_one(struct network_lint *lint, const char *name)
{
    struct cir_findings findings = lint_findings(&lint->report);
    struct cir_network *network = NULL;
    struct cir_error error;
    enum cir_status status =
        cir_network_load(&network, lint->definitions, lint->overlay, name, NULL, &findings, &error);
    cir_network_free(network);
    if (status != CIR_OK && lint->status == CIR_OK) {
        lint->status = status;
        lint->error = error;
    }
}

static bool is_table(const char *path)
{
    const char *slash = strrchr(path, '/');
    for (size_t i = 0; cir_network_files[i] != NULL; i++)
        if (name_in(path).size > 0 && strcmp(slash + 1, cir_network_files[i]) == 0)
            return true;
    return false;
}

/* A table whose name is misspelt would be left out in silence. */
static void lint_name(struct network_lint *lint, const struct cir_definition_file *file)
{
    struct cir_findings findings = lint_findings(&lint->report);
    struct cir_error finding;
    if (is_table(file->path))
        return;
    (void)cir_fail(&finding, CIR_BAD_TABLE, (struct cir_place){.file = file->origin}, "there is no table of this name");
    findings.report(findings.context, &finding);
}

static size_t lint_files(struct network_lint *lint, const struct cir_definition_files *files)
{
    size_t count = 0;
    for (size_t i = 0; i < files->count; i++) {
        if (!cir_text_starts_with(cir_text_of(files->list[i].path), network_folder))
            continue;
        struct cir_text text = name_begun(files, i);
        char name[256];
        snprintf(name, sizeof name, "%.*s", CIR_TEXT_ARGS(text));
        lint_name(lint, &files->list[i]);
        if (text.size > 0)
            lint_one(lint, name);
        count++;
    }
    return count;
}

static bool is_laid_over(const struct cir_definition_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->list[i].origin, files->list[i].path) != 0)
            return true;
    return false;
}

/* All networks there are, with the folder laid over them. */
static int lint_all(struct network_lint *lint)
{
    struct cir_definition_files files = {0};
    size_t count = 0;
    lint->status = cir_definition_files_open(&files, lint->overlay, &lint->error);
    if (lint->status == CIR_OK && lint->overlay != NULL && !is_laid_over(&files))
        lint->status = cir_fail(&lint->error, CIR_BAD_TABLE, (struct cir_place){.file = lint->overlay},
                                "holds no table: expected %sNAME/*.csv below it", network_folder);
    if (lint->status == CIR_OK)
        count = lint_files(lint, &files);
    cir_definition_files_close(&files);
    return lint_end(&lint->report, count, lint->status, &lint->error);
}

/* A copy of one network, as export makes it. */
static int lint_copy(struct network_lint *lint, const char *path)
{
    lint_one(lint, path);
    return lint_end(&lint->report, catalogue_count_tables(path), lint->status, &lint->error);
}

static int lint(const struct catalogue_actions *actions, const struct catalogue_options *options, const char *folder)
{
    char path[4096];
    (void)actions;
    if (folder != NULL) {
        int code = catalogue_path(path, sizeof path, folder);
        if (code != EXIT_CLEAN)
            return code;
    }
    bool is_one = folder != NULL && catalogue_count_tables(path) > 0; /* in the folder itself */
    struct network_lint lint = {.overlay = folder != NULL && !is_one ? folder : options->definitions};
    struct cir_findings findings = lint_findings(&lint.report);
    lint.status = cir_definitions_load(&lint.definitions, lint.overlay, &findings, &lint.error);
    int code;
    if (lint.status != CIR_OK)
        code = lint_end(&lint.report, 0, lint.status, &lint.error);
    else
        code = is_one ? lint_copy(&lint, path) : lint_all(&lint);
    cir_definitions_free(lint.definitions);
    return code;
}

// clang-format off
static const struct option_row network_rows[] = {
    {"layout", '\0', OPTION_CHOICE, offsetof(struct catalogue_options, layout), "LAYOUT", CIR_NETWORK_LAYOUT_WORDS, "any", COMPLETE_NOTHING,
     NETWORK_LAYOUT_HELP},
};
// clang-format on

static const struct catalogue_actions actions = {
    .command = "networks",
    .folder = network_folder,
    .export_arguments = "the name of a network and a folder to write to",
    .export_count = 2,
    .list = list,
    .show = show,
    .check = check,
    .export = export,
    .lint = lint,
};

static int run(const void *values, const struct operands *operands)
{
    return catalogue_run(&actions, values, operands);
}

const struct command command_networks = {
    .name = "networks",
    .summary = "the networks that impacts run over: list, show, check, export, lint",
    .arguments = "[list | show NAME | check NAME|PATH | export NAME DIR | lint [DIR]]",
    .least = 0,
    .most = 3,
    .words = CATALOGUE_WORDS_CHECK,
    .completion = COMPLETE_FOLDER,
    .description =
        "list (the default) prints all networks of dependencies; show prints one: its States, sectors, greatest nodes, "
        "pairs of sectors that no table rates; check prints how one looks as a whole, which of its sectors are none of "
        "ours and how much output they hold, and ends with exit code 1 where "
        "it deserves a look: no sector of the table is one of ours, nodes that buy more than they make, nodes that "
        "neither buy nor sell, a row out of balance "
        "by more than 0.001 of its output, and takes files as others publish them too; export copies the tables of one "
        "into a folder to edit; lint finds every "
        "fault in such a folder, or in all networks with a folder of definitions laid over the built-in ones. A folder "
        "is used as a network wherever one is asked for, written with a '/': --network ./mine.",
    .examples =
        {
            {"cirisk networks", "all networks"},
            {"cirisk networks show wiod2011", "what a network holds, and where its figures are from"},
            {"cirisk networks check ./mine", "whether a network of one's own adds up"},
            {"cirisk networks check ./ICIO2021_2018.csv", "the same of a table of the OECD"},
            {"cirisk networks export wiod2011 mine && cirisk networks lint mine",
             "copy the tables, edit them, check them"},
            {"cirisk impact --network ./mine --shock DEU:energy=0.10@24h", "and ask what an outage does in it"},
        },
    .groups = {{"Definitions", catalogue_rows, CATALOGUE_ROWS, offsetof(struct catalogue_values, options)},
               {"Networks", network_rows, sizeof network_rows / sizeof network_rows[0],
                offsetof(struct catalogue_values, options)},
               {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct catalogue_values, terminal)}},
    .options_size = sizeof(struct catalogue_values),
    .run = run,
};
