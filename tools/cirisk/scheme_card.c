#include "scheme_card.h"

#include "command.h"
#include "measure_words.h"
#include "model/verdict.h"

#include <math.h>

const char scheme_folder[] = "datasets/schemes/";

const char *scheme_status_meaning(const struct cir_scheme *scheme)
{
    if (strcmp(scheme->status, "verified") == 0)
        return "the tables agree with their source";
    if (strcmp(scheme->status, "partly") == 0)
        return "not all of the tables could be compared with their source";
    return "the tables were not compared with a source";
}

void scheme_add_status(struct cir_buffer *buffer, const struct cir_scheme *scheme)
{
    cir_buffer_add_string(buffer, scheme->status);
    if (scheme->tables_of != NULL)
        cir_buffer_add_format(buffer, ", so say the tables of %s, not the built-in ones", scheme->tables_of);
}

static int print_head(const struct cir_scheme *scheme, struct catalogue *catalogue)
{
    struct listing card = catalogue_card(catalogue);
    struct cir_buffer status = {0};
    catalogue_card_add(&card, "scheme", scheme->name);
    catalogue_card_add(&card, "title", scheme->title);
    catalogue_card_add(&card, "version", scheme->version);
    catalogue_card_add(&card, "authority", scheme->authority);
    catalogue_card_add(&card, "source", scheme->source);
    scheme_add_status(&status, scheme);
    listing_row(&card);
    listing_set(&card, 0, "status");
    listing_set_buffer(&card, 1, &status);
    catalogue_card_add(&card, "SHA-256", scheme->sha256);
    catalogue_card_add(&card, "subject", scheme->subject_is_asset ? "asset" : "incident");
    if (*scheme->repealed_from != '\0')
        catalogue_card_add(&card, "repealed from", scheme->repealed_from);
    return catalogue_print(catalogue, &card);
}

static int print_levels(const struct cir_scheme *scheme, struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {
        {"level", LISTING_NUMBER}, {"label", LISTING_WORDS}, {"from_score", LISTING_NUMBER}, {"text", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    for (size_t i = 0; i < scheme->band_count; i++) {
        const struct cir_band *band = &scheme->bands[i];
        uint32_t label = cir_index_find(&scheme->label_index, cir_text_of(band->label));
        listing_row(&listing);
        listing_set_format(&listing, 0, "%d", band->level);
        listing_set(&listing, 1, band->label);
        listing_set_number(&listing, 2, band->low);
        if (label != CIR_INDEX_NONE)
            listing_set(&listing, 3, scheme->labels[label].texts[catalogue->options->language]);
    }
    for (unsigned i = 0; i < CIR_UNTOLD_COUNT; i++) {
        if (i == CIR_UNTOLD_NOT_APPLICABLE && scheme->scope == NULL)
            continue;
        listing_row(&listing);
        listing_set(&listing, 1, cir_untold_label((enum cir_untold)i));
        listing_set(&listing, 3, catalogue->definitions->untold_texts[i][catalogue->options->language]);
    }
    printf("\nLevels%s\n", scheme->factor_count > 0 ? ", and the score from which they hold" : "");
    return catalogue_print(catalogue, &listing);
}

static void add_input(struct listing *listing, const struct cir_scheme *scheme, const struct cir_factor *factor,
                      const struct cir_input *input, const struct cir_fields *fields)
{
    struct cir_buffer how = {0};
    measure_add_input(&how, fields, input);
    bool is_first = input == factor->inputs;
    listing_row(listing);
    listing_set(listing, 0, is_first ? factor->name : "  or");
    listing_set(listing, 1, is_first ? scheme->axes[factor->axis].name : "");
    listing_set_number(listing, 2, is_first ? factor->weight : NAN);
    listing_set(listing, 3, measure_name(fields, input->measure));
    listing_set_buffer(listing, 4, &how);
    listing_set(listing, 5, input->source);
}

static int print_factors(const struct cir_scheme *scheme, const struct cir_fields *fields, struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {{"factor", LISTING_WORDS},  {"axis", LISTING_WORDS},
                                                    {"weight", LISTING_NUMBER}, {"measure", LISTING_WORDS},
                                                    {"value", LISTING_WRAP},    {"source", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    for (size_t i = 0; i < scheme->factor_count; i++)
        for (size_t input = 0; input < scheme->factors[i].input_count; input++)
            add_input(&listing, scheme, &scheme->factors[i], &scheme->factors[i].inputs[input], fields);
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    printf("\nFactors, and how a measure becomes a value\n");
    return catalogue_print(catalogue, &listing);
}

static void add_name(struct cir_buffer *buffer, const char *name, const char *word, bool *is_first)
{
    cir_buffer_add_string(buffer, *is_first ? "" : ", ");
    cir_buffer_add_string(buffer, name);
    if (word != NULL)
        cir_buffer_add_format(buffer, " (%s)", word);
    *is_first = false;
}

static unsigned count_names(const struct cir_condition *condition)
{
    unsigned count = (unsigned)__builtin_popcountll(condition->groups);
    for (size_t i = 0; i < CIR_CRITERIA_MAX / 64; i++)
        count += (unsigned)__builtin_popcountll(condition->criteria[i]);
    return count;
}

static void add_condition(struct cir_buffer *buffer, const struct cir_scheme *scheme,
                          const struct cir_condition *condition, const struct condition_words *words)
{
    bool is_first = true;
    unsigned count = count_names(condition);
    if (count > 1 && condition->at_least == 1)
        cir_buffer_add_string(buffer, "any of: ");
    else if (count > 1 && condition->at_least == count)
        cir_buffer_add_string(buffer, "all of: ");
    else if (count > 1)
        cir_buffer_add_format(buffer, "at least %u of: ", condition->at_least);
    for (unsigned i = 0; i < scheme->criterion_count; i++)
        if ((condition->criteria[i / 64] >> (i % 64) & 1) != 0)
            add_name(buffer, scheme->criteria[i].name, words != NULL ? words->criterion(words->context, i) : NULL,
                     &is_first);
    for (unsigned i = 0; i < scheme->group_count; i++)
        if ((condition->groups >> i & 1) != 0)
            add_name(buffer, scheme->groups[i].name, words != NULL ? words->group(words->context, i) : NULL, &is_first);
}

void scheme_add_conditions(struct cir_buffer *buffer, const struct cir_scheme *scheme, const struct cir_rule *rule,
                           const struct condition_words *words)
{
    for (size_t i = 0; i < rule->clause_count; i++) {
        cir_buffer_add_string(buffer, i > 0 ? "; or " : "");
        for (size_t j = 0; j < rule->clauses[i].condition_count; j++) {
            cir_buffer_add_string(buffer, j > 0 ? " and " : "");
            add_condition(buffer, scheme, &rule->clauses[i].conditions[j], words);
        }
    }
}

static int print_scope(const struct cir_scheme *scheme, struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {
        {"rule", LISTING_WORDS}, {"when", LISTING_WRAP}, {"source", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    struct cir_buffer when = {0};
    if (scheme->scope == NULL)
        return EXIT_CLEAN;
    scheme_add_conditions(&when, scheme, scheme->scope, NULL);
    listing_row(&listing);
    listing_set(&listing, 0, scheme->scope->name);
    listing_set_buffer(&listing, 1, &when);
    listing_set(&listing, 2, scheme->scope->source);
    printf("\nScope: of whom the scheme speaks\n");
    return catalogue_print(catalogue, &listing);
}

static int print_rules(const struct cir_scheme *scheme, struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {
        {"rule", LISTING_WORDS}, {"level", LISTING_NUMBER}, {"when", LISTING_WRAP}, {"source", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    for (size_t i = 0; i < scheme->rule_count; i++) {
        const struct cir_rule *rule = &scheme->rules[i];
        struct cir_buffer when = {0};
        scheme_add_conditions(&when, scheme, rule, NULL);
        listing_row(&listing);
        listing_set(&listing, 0, rule->name);
        listing_set_format(&listing, 1, "%d", rule->level);
        listing_set_buffer(&listing, 2, &when);
        listing_set(&listing, 3, rule->source);
    }
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    printf("\nRules: the highest level whose rule holds\n");
    return catalogue_print(catalogue, &listing);
}

static int print_facilities(const struct cir_scheme *scheme, struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {
        {"facility", LISTING_WORDS}, {"number", LISTING_WORDS}, {"sector", LISTING_WORDS}, {"meaning", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    for (size_t i = 0; i < scheme->facility_count; i++) {
        listing_row(&listing);
        listing_set(&listing, 0, scheme->facilities[i].name);
        listing_set(&listing, 1, scheme->facilities[i].number);
        listing_set(&listing, 2, scheme->facilities[i].sector);
        listing_set(&listing, 3, scheme->facilities[i].meaning);
    }
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    printf("\nFacilities: each has the criteria that begin with its name\n");
    return catalogue_print(catalogue, &listing);
}

static int print_criteria(const struct cir_scheme *scheme, const struct cir_fields *fields, struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {
        {"criterion", LISTING_WORDS}, {"group", LISTING_WORDS}, {"holds_when", LISTING_WRAP}, {"source", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    for (size_t i = 0; i < scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &scheme->criteria[i];
        struct cir_buffer when = {0};
        measure_add_criterion(&when, fields, criterion, "|");
        listing_row(&listing);
        listing_set(&listing, 0, criterion->name);
        listing_set(&listing, 1, criterion->group != CIR_INDEX_NONE ? scheme->groups[criterion->group].name : "");
        listing_set_buffer(&listing, 2, &when);
        listing_set(&listing, 3, criterion->source);
    }
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    printf("\nCriteria\n");
    return catalogue_print(catalogue, &listing);
}

static int print_columns(const struct cir_fields *fields, struct catalogue *catalogue)
{
    static const struct listing_column columns[] = {{"column", LISTING_WORDS}, {"question", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &catalogue->arena);
    for (size_t i = CIR_FIELD_CANONICAL; i < fields->count; i++) {
        listing_row(&listing);
        listing_set(&listing, 0, fields->list[i].name);
        listing_set(&listing, 1, fields->list[i].meaning);
    }
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    printf("\nColumns that it asks for beside the usual ones\n");
    return catalogue_print(catalogue, &listing);
}

int scheme_card_print(const struct cir_scheme *scheme, const struct cir_fields *fields, struct catalogue *catalogue)
{
    int code = print_head(scheme, catalogue);
    if (code == EXIT_CLEAN)
        code = print_scope(scheme, catalogue);
    if (code == EXIT_CLEAN)
        code = print_levels(scheme, catalogue);
    if (code == EXIT_CLEAN)
        code = print_factors(scheme, fields, catalogue);
    if (code == EXIT_CLEAN)
        code = print_rules(scheme, catalogue);
    if (code == EXIT_CLEAN)
        code = print_facilities(scheme, catalogue);
    if (code == EXIT_CLEAN)
        code = print_criteria(scheme, fields, catalogue);
    if (code == EXIT_CLEAN)
        code = print_columns(fields, catalogue);
    return code;
}
