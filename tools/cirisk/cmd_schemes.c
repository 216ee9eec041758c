#include "catalogue_folders.h"
#include "command.h"
#include "say.h"
#include "scheme_card.h"
#include "scheme_vectors.h"

static int load(struct cir_scheme **scheme, struct cir_fields *fields, struct catalogue *catalogue, const char *name)
{
    struct cir_error error;
    if (cir_fields_canonical(fields, catalogue->definitions, &error) != CIR_OK ||
        cir_scheme_load(scheme, catalogue->definitions, fields, catalogue->options->definitions, name, NULL, &error) !=
            CIR_OK)
        return say_error(&error);
    return EXIT_CLEAN;
}

static int add_row(struct listing *listing, struct catalogue *catalogue, const char *name)
{
    struct cir_scheme *scheme = NULL;
    struct cir_fields fields = {0};
    int code = load(&scheme, &fields, catalogue, name);
    if (code == EXIT_CLEAN && scheme != NULL) {
        listing_row(listing);
        const char *cells[] = {scheme->name,     scheme->version,       scheme->subject_is_asset ? "asset" : "incident",
                               scheme->status,   scheme->repealed_from, scheme->title,
                               scheme->authority};
        for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
            listing_set_format(listing, i, "%s", cells[i]);
    }
    cir_scheme_free(scheme);
    return code;
}

static int list(struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {{"scheme", LISTING_WORDS},        {"version", LISTING_WORDS},
                                                    {"subject", LISTING_WORDS},       {"status", LISTING_WORDS},
                                                    {"repealed_from", LISTING_WORDS}, {"title", LISTING_WRAP},
                                                    {"authority", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    return catalogue_list_folders(catalogue, &listing);
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

static enum cir_status check_folder(const struct folder_lint *lint, const char *name,
                                    const struct cir_findings *findings, struct cir_error *error)
{
    struct cir_fields fields = {0};
    struct cir_scheme *scheme = NULL;
    enum cir_status status = cir_fields_canonical(&fields, lint->definitions, error);
    if (status == CIR_OK)
        status = cir_scheme_load(&scheme, lint->definitions, &fields, lint->overlay, name, findings, error);
    cir_scheme_free(scheme);
    if (status == CIR_OK)
        status = scheme_vectors_check(name, lint->overlay, findings, error);
    return status;
}

static const struct catalogue_folders folders = {
    .one = "scheme", .table = "scheme.csv", .option = "--schemes", .add_row = add_row, .check = check_folder};

static const struct catalogue_actions actions = {
    .command = "schemes",
    .folder = scheme_folder,
    .folders = &folders,
    .export_arguments = "the name of a scheme and a folder to write to",
    .export_count = 2,
    .list = list,
    .show = show,
    .export = catalogue_export_one,
    .lint = catalogue_lint_folders,
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
