#include "listing.h"
#include "panel_view.h"

#include <math.h>

enum { CSV_DIGITS = 6 };

enum column { ITEM, ROUND, CRITERION, EXPERT, VALUE, LOW, HIGH, COUNT, WORDS, COLUMNS };

// clang-format off
static const struct listing_column columns[COLUMNS] = {
    [ITEM] = {"item", LISTING_WORDS},
    [ROUND] = {"round", LISTING_NUMBER},
    [CRITERION] = {"criterion", LISTING_WORDS},
    [EXPERT] = {"expert", LISTING_WORDS},
    [VALUE] = {"value", LISTING_NUMBER},
    [LOW] = {"low", LISTING_NUMBER},
    [HIGH] = {"high", LISTING_NUMBER},
    [COUNT] = {"count", LISTING_NUMBER},
    [WORDS] = {"words", LISTING_WORDS},
};
// clang-format on

/* The table under construction. */
struct table {
    const struct panel_view *view;
    const struct cir_round *round;
    struct listing listing;
};

static void set_value(struct table *table, enum column column, double value)
{
    listing_set_rounded(&table->listing, column, value, CSV_DIGITS);
}

static void add_row(struct table *table, const char *item, double value)
{
    listing_row(&table->listing);
    listing_set(&table->listing, ITEM, item);
    listing_set_format(&table->listing, ROUND, "%u", table->round->number);
    set_value(table, VALUE, value);
}

static void set_count(struct table *table, size_t count)
{
    listing_set_count(&table->listing, COUNT, count);
}

static void add_criterion(struct table *table, size_t i)
{
    const struct cir_round_criterion *criterion = &table->round->criteria[i];
    const struct {
        const char *item;
        double value;
        double low;
        double high;
    } rows[] = {{"weight", criterion->weight, criterion->low, criterion->high},
                {"quartiles", criterion->spread.median, criterion->spread.first, criterion->spread.third},
                {"range", criterion->spread.median, criterion->spread.least, criterion->spread.greatest},
                {"change", criterion->change, NAN, NAN}};
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
        add_row(table, rows[k].item, rows[k].value);
        listing_set(&table->listing, CRITERION, table->view->panel->criteria.list[i].code);
        set_value(table, LOW, rows[k].low);
        set_value(table, HIGH, rows[k].high);
        set_count(table, criterion->spread.count);
    }
}

static void add_of_expert(struct table *table, const char *item, uint32_t number, double value)
{
    add_row(table, item, value);
    listing_set(&table->listing, EXPERT, panel_expert(table->view, number));
}

static void add_expert(struct table *table, uint32_t number)
{
    const struct cir_round_expert *expert = &table->round->experts[number];
    struct cir_buffer remarks = {0};
    add_of_expert(table, "expert", number, NAN);
    listing_set(&table->listing, WORDS, panel_state_name(expert->state));
    set_count(table, expert->answers != NULL ? expert->answers->given : 0);
    for (size_t i = 0; i < table->round->criteria_count; i++) {
        add_of_expert(table, "expert-weight", number, expert->weights[i]);
        listing_set(&table->listing, CRITERION, table->view->panel->criteria.list[i].code);
    }
    for (size_t i = 0; i < table->round->criteria_count && expert->without != NULL; i++) {
        add_of_expert(table, "weight-without", number, expert->without[i]);
        listing_set(&table->listing, CRITERION, table->view->panel->criteria.list[i].code);
    }
    add_of_expert(table, "consistency-ratio", number, expert->consistency.ratio);
    add_of_expert(table, "lambda-max", number, expert->consistency.lambda_max);
    add_of_expert(table, "distance", number, expert->distance);
    add_of_expert(table, "tau", number, expert->tau);
    add_of_expert(table, "expert-change", number, expert->change);
    add_of_expert(table, "remarks", number, NAN);
    panel_add_remarks(&remarks, table->view, number);
    listing_set_buffer(&table->listing, WORDS, &remarks);
}

static void add_agreement(struct table *table)
{
    const struct cir_round *round = table->round;
    add_row(table, "consensus", round->consensus.value);
    set_count(table, round->consensus.experts);
    listing_set(&table->listing, WORDS, panel_consensus_word(table->view, round->consensus.value));
    add_row(table, "kendall-w", round->concordance.w);
    set_count(table, round->concordance.experts);
    add_row(table, "kendall-chi-squared", round->concordance.chi_squared);
    add_row(table, "kendall-p", round->concordance.p);
    add_row(table, "alpha-ordinal", round->alpha.ordinal);
    add_row(table, "alpha-interval", round->alpha.interval);
    add_row(table, "group-consistency-ratio", round->consistency.ratio);
    add_row(table, "told", NAN);
    set_count(table, round->told);
    add_row(table, "dropped-out", NAN);
    set_count(table, round->dropped);
    add_row(table, "joined", NAN);
    set_count(table, round->joined);
    add_row(table, "group-change", round->change);
}

int panel_print_csv(const struct panel_view *view, FILE *out)
{
    struct cir_arena arena = {0};
    const struct terminal none = {0};
    struct table table = {view, panel_round(view), listing_start(columns, COLUMNS, &arena)};
    for (size_t i = 0; i < table.round->criteria_count; i++)
        add_criterion(&table, i);
    for (size_t i = 0; i < table.round->expert_count; i++)
        add_expert(&table, view->panel->order[i]);
    for (size_t i = 0; i <= view->round; i++) {
        table.round = &view->panel->rounds[i];
        add_agreement(&table);
    }
    int code = listing_print(&table.listing, LISTING_CSV, &none, out);
    cir_arena_free(&arena);
    return code;
}
