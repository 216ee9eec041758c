#include "compare_view.h"
#include "listing.h"

enum { STATISTIC_DIGITS = 6 };

enum column {
    ITEM,
    FIRST,
    FIRST_LEVEL,
    FIRST_LABEL,
    FIRST_REASON,
    SECOND,
    SECOND_LEVEL,
    SECOND_LABEL,
    SECOND_REASON,
    ROWS,
    VALUE,
    LOW,
    HIGH,
    LINE,
    ID,
    COLUMNS
};

// clang-format off
static const struct listing_column columns[COLUMNS] = {
    [ITEM] = {"item", LISTING_WORDS},
    [FIRST] = {"first", LISTING_WORDS},
    [FIRST_LEVEL] = {"first_level", LISTING_NUMBER},
    [FIRST_LABEL] = {"first_label", LISTING_WORDS},
    [FIRST_REASON] = {"first_reason", LISTING_WORDS},
    [SECOND] = {"second", LISTING_WORDS},
    [SECOND_LEVEL] = {"second_level", LISTING_NUMBER},
    [SECOND_LABEL] = {"second_label", LISTING_WORDS},
    [SECOND_REASON] = {"second_reason", LISTING_WORDS},
    [ROWS] = {"rows", LISTING_NUMBER},
    [VALUE] = {"value", LISTING_NUMBER},
    [LOW] = {"low", LISTING_NUMBER},
    [HIGH] = {"high", LISTING_NUMBER},
    [LINE] = {"line", LISTING_NUMBER},
    [ID] = {"id", LISTING_WORDS},
};
// clang-format on

static void set_level(struct listing *listing, size_t column, const struct cir_scale *scale, size_t place)
{
    listing_set(listing, column, scale->name);
    listing_set_format(listing, column + 1, "%d", scale->levels[place]);
    listing_set(listing, column + 2, scale->labels[place]);
}

static void add_row(struct listing *listing, const char *item)
{
    listing_row(listing);
    listing_set(listing, ITEM, item);
}

static void add_estimate(struct listing *listing, const char *item, const struct cir_estimate *estimate, uint64_t rows)
{
    add_row(listing, item);
    listing_set_count(listing, ROWS, rows);
    listing_set_rounded(listing, VALUE, estimate->value, STATISTIC_DIGITS);
    listing_set_rounded(listing, LOW, estimate->low, STATISTIC_DIGITS);
    listing_set_rounded(listing, HIGH, estimate->high, STATISTIC_DIGITS);
}

static void add_scheme(struct listing *listing, const struct cir_comparison *comparison, size_t scheme)
{
    const struct cir_scale *scale = &comparison->scales[scheme];
    for (size_t i = 0; i < scale->count; i++) {
        add_row(listing, "level");
        set_level(listing, FIRST, scale, i);
        listing_set_count(listing, ROWS, comparison->levels[scheme][i]);
    }
    add_row(listing, "cannot-tell");
    listing_set(listing, FIRST, scale->name);
    listing_set_count(listing, ROWS, comparison->rows - comparison->told[scheme] - comparison->outside[scheme]);
    add_row(listing, "not-applicable");
    listing_set(listing, FIRST, scale->name);
    listing_set_count(listing, ROWS, comparison->outside[scheme]);
}

static void add_pair(struct listing *listing, const struct cir_comparison *comparison,
                     const struct cir_pair_agreement *pair)
{
    const struct cir_scale *first = &comparison->scales[pair->first];
    const struct cir_scale *second = &comparison->scales[pair->second];
    uint64_t rows = (uint64_t)cir_cross_table_total(&pair->table);
    for (size_t i = 0; i < first->count; i++)
        for (size_t j = 0; j < second->count; j++) {
            add_row(listing, "cell");
            set_level(listing, FIRST, first, i);
            set_level(listing, SECOND, second, j);
            listing_set_count(listing, ROWS, (uint64_t)pair->table.cells[i][j]);
        }
    add_row(listing, "not-applicable");
    listing_set(listing, FIRST, first->name);
    listing_set(listing, SECOND, second->name);
    listing_set_count(listing, ROWS, pair->outside);
    add_estimate(listing, "tau-b", &pair->tau_b, rows);
    listing_set(listing, FIRST, first->name);
    listing_set(listing, SECOND, second->name);
    add_estimate(listing, "kappa", &pair->kappa, rows);
    listing_set(listing, FIRST, first->name);
    listing_set(listing, SECOND, second->name);
}

static void add_disagreement(struct listing *listing, const struct cir_comparison *comparison,
                             const struct cir_disagreement *row)
{
    add_row(listing, "disagreement");
    set_level(listing, FIRST, &comparison->scales[row->higher.scheme], row->higher.place);
    listing_set(listing, FIRST_REASON, row->higher.reason);
    set_level(listing, SECOND, &comparison->scales[row->lower.scheme], row->lower.place);
    listing_set(listing, SECOND_REASON, row->lower.reason);
    listing_set_rounded(listing, VALUE, row->distance, STATISTIC_DIGITS);
    listing_set_count(listing, LINE, row->line);
    listing_set(listing, ID, row->id);
}

int compare_print_csv(const struct compare_view *view, FILE *out)
{
    const struct cir_comparison *comparison = view->comparison;
    const struct cir_agreement *agreement = &comparison->agreement;
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, COLUMNS, &arena);
    add_row(&listing, "rows");
    listing_set_count(&listing, ROWS, comparison->rows);
    add_row(&listing, "resamples");
    listing_set_count(&listing, VALUE, view->resampling.resamples);
    add_row(&listing, "seed");
    listing_set_count(&listing, VALUE, view->resampling.seed);
    for (size_t i = 0; i < comparison->scheme_count; i++)
        add_scheme(&listing, comparison, i);
    for (size_t i = 0; i < agreement->pair_count; i++)
        add_pair(&listing, comparison, &agreement->pairs[i]);
    add_estimate(&listing, "alpha-ordinal", &agreement->alpha_ordinal, comparison->paired);
    add_estimate(&listing, "alpha-interval", &agreement->alpha_interval, comparison->paired);
    for (size_t i = 0; i < comparison->top_count; i++)
        add_disagreement(&listing, comparison, &comparison->top[i]);
    int code = listing_print(&listing, LISTING_CSV, NULL, out);
    cir_arena_free(&arena);
    return code;
}
