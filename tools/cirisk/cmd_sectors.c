#include "base/index.h"
#include "catalogue.h"
#include "command.h"
#include "say.h"

#include <math.h>

static const char *yes_no(bool is)
{
    return is ? "yes" : "no";
}

static int list(struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {{"sector", LISTING_WORDS},
                                                    {"name", LISTING_WRAP},
                                                    {"tolerable_outage_h", LISTING_NUMBER},
                                                    {"life_critical", LISTING_WORDS},
                                                    {"several_states", LISTING_WORDS},
                                                    {"paragraph", LISTING_WORDS}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    for (size_t i = 0; i < catalogue->definitions->sector_count; i++) {
        const struct cir_sector *sector = &catalogue->definitions->sectors[i];
        listing_row(&listing);
        listing_set(&listing, 0, sector->code);
        listing_set(&listing, 1, sector->names[catalogue->options->language]);
        listing_set_number(&listing, 2, sector->tolerable_outage_h);
        listing_set(&listing, 3, yes_no(sector->life_critical));
        listing_set(&listing, 4, yes_no(sector->several_states));
        listing_set(&listing, 5, sector->paragraph);
    }
    return catalogue_print(catalogue, &listing);
}

static void add_services(struct listing *card, const struct cir_definitions *definitions, unsigned sector)
{
    for (size_t i = 0; i < definitions->service_count; i++) {
        const struct cir_service *service = &definitions->services[i];
        if (service->sector != sector)
            continue;
        catalogue_card_add(card, "service", NULL);
        listing_set_format(card, 1, "%s: %s%s%s", service->code, service->name, service->unit[0] != '\0' ? ", in " : "",
                           service->unit);
    }
}

static void add_dependencies(struct listing *card, const struct cir_definitions *definitions, unsigned sector)
{
    for (size_t i = 0; i < definitions->dependency_count; i++) {
        const struct cir_dependency *need = &definitions->dependencies[i];
        if (need->sector != sector)
            continue;
        struct cir_buffer text = {0};
        cir_buffer_add_format(&text, "%s: criticality ", definitions->sectors[need->depends_on].code);
        listing_add_number(&text, need->criticality);
        if (!isnan(need->felt_after_h)) {
            cir_buffer_add_string(&text, ", felt after ");
            listing_add_number(&text, need->felt_after_h);
            cir_buffer_add_string(&text, " h");
        }
        catalogue_card_add(card, "depends on", NULL);
        listing_set_format(card, 1, "%.*s (%s)", CIR_TEXT_ARGS(cir_buffer_text(&text)), need->source);
        cir_buffer_free(&text);
    }
}

static void add_crosswalk(struct listing *card, const struct cir_definitions *definitions, unsigned sector)
{
    for (size_t i = 0; i < definitions->crosswalk_count; i++) {
        const struct cir_crosswalk *code = &definitions->crosswalk[i];
        if (code->sector != sector)
            continue;
        catalogue_card_add(card, "also known as", NULL);
        listing_set_format(card, 1, "%s:%s", code->system, code->code);
    }
}

static int show(struct catalogue *catalogue, const char *name)
{
    const struct cir_definitions *definitions = catalogue->definitions;
    uint32_t number = cir_definitions_sector(definitions, cir_text_of(name));
    if (number == CIR_SECTOR_NONE) {
        printf("%s is an industry code outside every sector\n", name);
        return EXIT_CLEAN;
    }
    if (number == CIR_INDEX_NONE) {
        say("sectors", "'%s' is no sector; 'cirisk sectors list' shows them all", name);
        return EXIT_USAGE;
    }
    const struct cir_sector *sector = &definitions->sectors[number];
    struct listing card = catalogue_card(catalogue);
    catalogue_card_add(&card, "sector", sector->code);
    catalogue_card_add(&card, "name", sector->names[catalogue->options->language]);
    catalogue_card_add(&card, "A/76/135", sector->paragraph);
    catalogue_card_add(&card, "tolerable outage, h", NULL);
    listing_set_number(&card, 1, sector->tolerable_outage_h);
    catalogue_card_add(&card, "life depends on it", yes_no(sector->life_critical));
    catalogue_card_add(&card, "may serve several States", yes_no(sector->several_states));
    catalogue_card_add(&card, "leaned on by others, 0 to 1", NULL);
    listing_set_number(&card, 1, sector->dependents_share);
    catalogue_card_add(&card, "source", sector->source);
    add_services(&card, definitions, number);
    add_dependencies(&card, definitions, number);
    add_crosswalk(&card, definitions, number);
    return catalogue_print(catalogue, &card);
}

static const struct catalogue_actions actions = {
    .command = "sectors",
    .folder = "sectors/",
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

const struct command command_sectors = {
    .name = "sectors",
    .summary = "the critical sectors: list, show, export, lint",
    .arguments = "[list | show CODE | export DIR | lint [DIR]]",
    .least = 0,
    .most = 2,
    .words = CATALOGUE_WORDS,
    .completion = COMPLETE_FOLDER,
    .description =
        "list (the default) prints all critical sectors; show prints one, by its code, an alias or an industry code "
        "such as naics:2211; export copies the tables into a folder to edit; lint finds every fault in the tables of "
        "such a folder. A folder of tables is used by --definitions.",
    .examples =
        {
            {"cirisk sectors", "all sectors"},
            {"cirisk sectors show naics:2211", "the sector of an industry code, with services and dependencies"},
            {"cirisk sectors export mine && cirisk sectors lint mine", "copy the tables, edit them, check them"},
            {"cirisk score log.csv --definitions mine -o scored.csv", "and score by them"},
        },
    .groups = CATALOGUE_GROUPS,
    .options_size = sizeof(struct catalogue_values),
    .run = run,
};
