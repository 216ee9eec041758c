#include "base/index.h"
#include "catalogue.h"
#include "command.h"
#include "say.h"

static const char *region_name(const struct catalogue *catalogue, unsigned region)
{
    if (region == CIR_INDEX_NONE)
        return "";
    return catalogue->definitions->regions[region].names[catalogue->options->language];
}

/* "eu27, eea": the groups that a State is of. */
static void add_groups(struct listing *listing, size_t column, const struct catalogue *catalogue, unsigned country)
{
    struct cir_buffer text = {0};
    for (size_t i = 0; i < catalogue->definitions->group_count; i++) {
        const struct cir_state_group *group = &catalogue->definitions->groups[i];
        if (cir_states_has(&group->states, country))
            cir_buffer_add_format(&text, "%s%s", text.size > 0 ? ", " : "", group->code);
    }
    listing_set_buffer(listing, column, &text);
}

static int list(struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {{"alpha2", LISTING_WORDS},      {"alpha3", LISTING_WORDS},
                                                    {"name", LISTING_WRAP},         {"region", LISTING_WORDS},
                                                    {"population", LISTING_NUMBER}, {"gdp_usd", LISTING_NUMBER},
                                                    {"currency", LISTING_WORDS},    {"groups", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    for (size_t i = 0; i < catalogue->definitions->country_count; i++) {
        const struct cir_country *country = &catalogue->definitions->countries[i];
        listing_row(&listing);
        listing_set(&listing, 0, country->alpha2);
        listing_set(&listing, 1, country->alpha3);
        listing_set(&listing, 2, country->names[catalogue->options->language]);
        listing_set(&listing, 3, region_name(catalogue, country->region));
        listing_set_number(&listing, 4, country->population);
        listing_set_number(&listing, 5, country->gdp_usd);
        listing_set(&listing, 6, country->currency);
        add_groups(&listing, 7, catalogue, (unsigned)i);
    }
    return catalogue_print(catalogue, &listing);
}

static void add_year(struct listing *card, const char *key, double value, int year)
{
    struct cir_buffer text = {0};
    if (year > 0) {
        listing_add_number(&text, value);
        cir_buffer_add_format(&text, " (%d)", year);
    }
    catalogue_card_add(card, key, NULL);
    listing_set_format(card, 1, "%.*s", CIR_TEXT_ARGS(cir_buffer_text(&text)));
    cir_buffer_free(&text);
}

static int show_group(struct catalogue *catalogue, const struct cir_state_group *group)
{
    const struct cir_definitions *definitions = catalogue->definitions;
    struct listing card = catalogue_card(catalogue);
    struct cir_buffer members = {0};
    for (unsigned i = 0; i < definitions->country_count; i++)
        if (cir_states_has(&group->states, i))
            cir_buffer_add_format(&members, "%s%s", members.size > 0 ? ", " : "", definitions->countries[i].alpha3);
    catalogue_card_add(&card, "group", group->code);
    catalogue_card_add(&card, "States", NULL);
    listing_set_format(&card, 1, "%u", cir_states_count(&group->states));
    catalogue_card_add(&card, "members", NULL);
    listing_set_buffer(&card, 1, &members);
    catalogue_card_add(&card, "source", group->source);
    return catalogue_print(catalogue, &card);
}

static int show(struct catalogue *catalogue, const char *name)
{
    uint32_t group = cir_index_find(&catalogue->definitions->group_index, cir_text_of(name));
    if (group != CIR_INDEX_NONE)
        return show_group(catalogue, &catalogue->definitions->groups[group]);
    uint32_t number = cir_definitions_country(catalogue->definitions, cir_text_of(name));
    if (number == CIR_INDEX_NONE) {
        say("countries", "no table knows '%s'; 'cirisk countries list' shows all countries", name);
        return EXIT_USAGE;
    }
    const struct cir_country *country = &catalogue->definitions->countries[number];
    struct listing card = catalogue_card(catalogue);
    catalogue_card_add(&card, "country", country->alpha2);
    catalogue_card_add(&card, "alpha-3", country->alpha3);
    catalogue_card_add(&card, "numeric", country->numeric);
    catalogue_card_add(&card, "name", country->names[catalogue->options->language]);
    catalogue_card_add(&card, "region", region_name(catalogue, country->region));
    catalogue_card_add(&card, "subregion", region_name(catalogue, country->subregion));
    catalogue_card_add(&card, "groups", NULL);
    add_groups(&card, 1, catalogue, number);
    add_year(&card, "population", country->population, country->population_year);
    add_year(&card, "GDP, USD a year", country->gdp_usd, country->gdp_year);
    catalogue_card_add(&card, "currency", country->currency);
    catalogue_card_add(&card, "source", country->source);
    return catalogue_print(catalogue, &card);
}

static const struct catalogue_actions actions = {
    .command = "countries",
    .folder = "datasets/countries/",
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

const struct command command_countries = {
    .name = "countries",
    .summary = "the countries and areas, and groups of them: list, show, export, lint",
    .arguments = "[list | show NAME | export DIR | lint [DIR]]",
    .least = 0,
    .most = 2,
    .words = CATALOGUE_WORDS,
    .completion = COMPLETE_FOLDER,
    .description =
        "list (the default) prints all countries and areas of UN M49, with the groups that each is of; show prints "
        "one, by ISO 3166 code or any name that a log may use, or a group with its members; export copies the tables "
        "into a folder to edit; lint finds every fault in the tables of such a "
        "folder. A folder of tables is used by --definitions.",
    .examples =
        {
            {"cirisk countries --lang fr", "all countries, with their names in French"},
            {"cirisk countries show Ukraine", "one, with population and GDP and the years of both"},
            {"cirisk countries show nato", "a group: its members and where they are told"},
            {"cirisk countries --format csv > countries.csv", "for a spreadsheet"},
        },
    .groups = CATALOGUE_GROUPS,
    .options_size = sizeof(struct catalogue_values),
    .run = run,
};
