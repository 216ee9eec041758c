#include "catalogue_folders.h"
#include "command.h"
#include "network/network.h"
#include "network/own_layout.h"
#include "network_card.h"
#include "say.h"

#include <string.h>

/* ---- list ---- */

static void add_cells(struct listing *listing, const struct cir_network *network)
{
    listing_row(listing);
    listing_set_format(listing, 0, "%s", network->name);
    listing_set_format(listing, 1, "%s", network->title);
    if (network->year > 0)
        listing_set_format(listing, 2, "%d", network->year);
    listing_set_format(listing, 3, "%s", network->unit);
    listing_set_count(listing, 4, network->state_count);
    listing_set_count(listing, 5, network->sector_count);
    listing_set_count(listing, 6, network->node_count);
    listing_set_format(listing, 7, "%s", network->licence);
}

static int add_row(struct listing *listing, struct catalogue *catalogue, const char *name)
{
    struct cir_network *network = NULL;
    struct cir_error error;
    if (cir_network_load(&network, catalogue->definitions, catalogue->options->definitions, name, NULL, NULL, &error) !=
        CIR_OK)
        return say_error(&error);
    add_cells(listing, network);
    cir_network_free(network);
    return EXIT_CLEAN;
}

static int list(struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {
        {"network", LISTING_WORDS}, {"title", LISTING_WRAP},     {"year", LISTING_NUMBER},  {"unit", LISTING_WORDS},
        {"states", LISTING_NUMBER}, {"sectors", LISTING_NUMBER}, {"nodes", LISTING_NUMBER}, {"licence", LISTING_ASIDE}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    return catalogue_list_folders(catalogue, &listing);
}

/* ---- show, check and rank ---- */

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
    if (status == CIR_OK) {
        record_definitions("", catalogue->definitions->sha256, network);
        code = print(network, catalogue);
    } else
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

static int rank(struct catalogue *catalogue, const char *name)
{
    return with_network(catalogue, name, network_rank_print);
}

/* ---- lint ---- */

static enum cir_status check_folder(const struct folder_lint *lint, const char *name,
                                    const struct cir_findings *findings, struct cir_error *error)
{
    struct cir_network *network = NULL;
    enum cir_status status = cir_network_load(&network, lint->definitions, lint->overlay, name, NULL, findings, error);
    cir_network_free(network);
    return status;
}

static bool may_hold(const char *file)
{
    for (size_t i = 0; cir_network_files[i] != NULL; i++)
        if (strcmp(file, cir_network_files[i]) == 0)
            return true;
    return false;
}

// clang-format off
static const struct option_row network_rows[] = {
    {"layout", '\0', OPTION_CHOICE, offsetof(struct catalogue_options, layout), "LAYOUT", CIR_NETWORK_LAYOUT_WORDS, "any", COMPLETE_NOTHING,
     NETWORK_LAYOUT_HELP},
    {"layer", '\0', OPTION_CHOICE, offsetof(struct catalogue_options, layer), "LAYER", "upstream;money;functional", "money", COMPLETE_NOTHING,
     "rank: who loses by whom; upstream: suppliers without orders; money: buyers, by shares of cost, the low end; functional: buyers, by what they cannot do without, the high end"},
    {"orders", '\0', OPTION_COUNT, offsetof(struct catalogue_options, orders), "N", NULL, "3", COMPLETE_NOTHING,
     "rank: how many dependencies in a row the functional layer follows, 1 to 100"},
    {"top", 'n', OPTION_COUNT, offsetof(struct catalogue_options, top), "N", NULL, "10", COMPLETE_NOTHING,
     "rank: nodes of each list in text, at most 10000; csv and json hold all"},
};
// clang-format on

static const struct catalogue_folders folders = {
    .one = "network",
    .table = "nodes.csv",
    .option = "--network",
    .add_row = add_row,
    .check = check_folder,
    .may_hold = may_hold,
};

static const struct catalogue_actions actions = {
    .command = "networks",
    .folder = "datasets/networks/",
    .folders = &folders,
    .export_arguments = "the name of a network and a folder to write to",
    .export_count = 2,
    .list = list,
    .show = show,
    .check = check,
    .rank = rank,
    .export = catalogue_export_one,
    .lint = catalogue_lint_folders,
};

/* The others list what there is, or write a folder that only its name on the command line tells. */
static bool makes_result(const struct operands *operands)
{
    const char *word = operands->count > 0 ? operands->list[0] : "list";
    return strcmp(word, "check") == 0 || strcmp(word, "rank") == 0;
}

static int run(const void *given, const struct operands *operands)
{
    const struct catalogue_values *values = given;
    if (values->manifest.manifest != NULL && !makes_result(operands)) {
        say("networks", "--manifest is of check and rank");
        return EXIT_USAGE;
    }
    return catalogue_run(&actions, values, operands);
}

const struct command command_networks = {
    .name = "networks",
    .summary = "the networks that impacts run over: list, show, check, rank, export, lint",
    .arguments = "[list | show NAME | check NAME|PATH | rank NAME|PATH | export NAME DIR | lint [DIR]]",
    .least = 0,
    .most = 3,
    .words = CATALOGUE_WORDS_NETWORKS,
    .completion = COMPLETE_FOLDER,
    .description =
        "list (the default) prints all networks of dependencies; show prints one: its States, sectors, greatest nodes, "
        "pairs of sectors that no table rates; check prints how one looks as a whole, which of its sectors are none of "
        "ours and how much output they hold, and ends with exit code 1 where "
        "it deserves a look: no sector of the table is one of ours, nodes that buy more than they make, nodes that "
        "neither buy nor sell, a row out of balance "
        "by more than 0.001 of its output, and takes files as others publish them too; rank tells how far nodes lean "
        "on each "
        "other: by overall influence, by overall dependency, and by what all others lose in a year without the node "
        "(docs/method.md, section 17, says what the indices do not tell); export copies the tables of one "
        "into a folder to edit; lint finds every "
        "fault in such a folder, or in all networks with a folder of definitions laid over the built-in ones. A folder "
        "is used as a network wherever one is asked for, written with a '/': --network ./mine.",
    .examples =
        {
            {"cirisk networks", "all networks"},
            {"cirisk networks show wiod2011", "what a network holds, and where its figures are from"},
            {"cirisk networks check ./mine", "whether a network of one's own adds up"},
            {"cirisk networks check ./ICIO2021_2018.csv", "the same of a table of the OECD"},
            {"cirisk networks rank wiod2011 --layer functional --top 5",
             "on whom most others lean, and who leans most"},
            {"cirisk networks export wiod2011 mine && cirisk networks lint mine",
             "copy the tables, edit them, check them"},
            {"cirisk impact --network ./mine --shock DEU:energy=0.10@24h", "and ask what an outage does in it"},
        },
    .groups = {{"Definitions", catalogue_rows, CATALOGUE_ROWS, offsetof(struct catalogue_values, options)},
               {"Networks", network_rows, sizeof network_rows / sizeof network_rows[0],
                offsetof(struct catalogue_values, options)},
               MANIFEST_GROUP(struct catalogue_values),
               {"Screen", terminal_rows, TERMINAL_ROWS, offsetof(struct catalogue_values, terminal)}},
    .options_size = sizeof(struct catalogue_values),
    .run = run,
};
