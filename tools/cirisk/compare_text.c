#include "base/number.h"
#include "command.h"
#include "compare_view.h"
#include "listing.h"
#include "say.h"

#include <math.h>

enum { STATISTIC_DIGITS = 3, ID_SHOWN = 40 };

/* A text under construction and the place where it is printed. */
struct page {
    const struct compare_view *view;
    const struct cir_comparison *comparison;
    const struct terminal *terminal;
    FILE *out;
    struct cir_arena arena;
};

/* As "3 severe". */
static void add_level(struct cir_buffer *text, const struct cir_scale *scale, size_t place)
{
    cir_buffer_add_format(text, "%d", scale->levels[place]);
    if (scale->labels[place][0] != '\0')
        cir_buffer_add_char(text, ' ');
    say_add_visible(text, cir_text_of(scale->labels[place]), 0);
}

/* Whether positions are compared rather than levels. */
static bool has_lengths(const struct cir_comparison *comparison)
{
    for (size_t i = 1; i < comparison->scheme_count; i++)
        if (comparison->scales[i].count != comparison->scales[0].count)
            return true;
    return false;
}

static void set_statistic(struct listing *listing, size_t column, double value)
{
    if (isnan(value))
        listing_set(listing, column, "undefined");
    else
        listing_set_rounded(listing, column, value, STATISTIC_DIGITS);
}

static void set_estimate(const struct page *page, struct listing *listing, size_t column,
                         const struct cir_estimate *estimate)
{
    set_statistic(listing, column, estimate->value);
    if (page->view->resampling.resamples == 0)
        return;
    set_statistic(listing, column + 1, estimate->low);
    set_statistic(listing, column + 2, estimate->high);
}

/* What people call a scheme: its name, made harmless. */
static const char *name_of(struct page *page, size_t scheme)
{
    struct cir_buffer text = {0};
    say_add_visible(&text, cir_text_of(page->comparison->scales[scheme].name), 0);
    const char *name = text.failed ? NULL : cir_arena_copy(&page->arena, cir_buffer_text(&text));
    cir_buffer_free(&text);
    return name != NULL ? name : "";
}

static int print_head(const struct page *page)
{
    const struct cir_comparison *comparison = page->comparison;
    struct cir_buffer text = {0};
    cir_buffer_add_format(&text, "%llu %s of ", (unsigned long long)comparison->rows,
                          comparison->rows == 1 ? "row" : "rows");
    say_add_visible(&text, cir_text_of(page->view->source), 0);
    cir_buffer_add_format(&text, ", judged by %zu schemes: %llu told by two or more, %llu on which they differ\n\n",
                          comparison->scheme_count, (unsigned long long)comparison->paired,
                          (unsigned long long)comparison->differing);
    bool failed = text.failed;
    if (!failed)
        fwrite(text.data, 1, text.size, page->out);
    cir_buffer_free(&text);
    return failed ? say_no_memory() : EXIT_CLEAN;
}

static int print_schemes(struct page *page)
{
    static const struct listing_column columns[] = {{"scheme", LISTING_WORDS},          {"levels", LISTING_NUMBER},
                                                    {"told", LISTING_NUMBER},           {"cannot tell", LISTING_NUMBER},
                                                    {"not applicable", LISTING_NUMBER}, {"scale", LISTING_WORDS}};
    const struct cir_comparison *comparison = page->comparison;
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t i = 0; i < comparison->scheme_count; i++) {
        listing_row(&listing);
        listing_set(&listing, 0, name_of(page, i));
        listing_set_count(&listing, 1, comparison->scales[i].count);
        listing_set_count(&listing, 2, comparison->told[i]);
        listing_set_count(&listing, 3, comparison->rows - comparison->told[i] - comparison->outside[i]);
        listing_set_count(&listing, 4, comparison->outside[i]);
        listing_set(&listing, 5, comparison->scales[i].is_seen ? "the levels that came up" : "of the scheme");
    }
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

/* A row of a cross-table with its sum behind it. */
static void add_counts(struct listing *listing, const double *counts, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        listing_set_count(listing, i + 1, (uint64_t)counts[i]);
        sum += counts[i];
    }
    listing_set_count(listing, count + 1, (uint64_t)sum);
}

static const char *level_of(struct page *page, const struct cir_scale *scale, size_t place)
{
    struct cir_buffer text = {0};
    add_level(&text, scale, place);
    const char *level = text.failed ? NULL : cir_arena_copy(&page->arena, cir_buffer_text(&text));
    cir_buffer_free(&text);
    return level != NULL ? level : "";
}

static void print_table_title(struct page *page, const struct cir_pair_agreement *pair, uint64_t rows)
{
    const char *first = name_of(page, pair->first);
    const char *second = name_of(page, pair->second);
    if (rows == 0)
        fprintf(page->out, "\n%s and %s: no row that both can tell", first, second);
    else
        fprintf(page->out, "\n%s down, %s across: %llu rows that both can tell, %llu left out", first, second,
                (unsigned long long)rows, (unsigned long long)(page->comparison->rows - rows));
    if (pair->outside > 0)
        fprintf(page->out, "; %llu are not applicable to one or both", (unsigned long long)pair->outside);
    fputc('\n', page->out);
}

static int print_table(struct page *page, const struct cir_pair_agreement *pair)
{
    const struct cir_scale *first = &page->comparison->scales[pair->first];
    const struct cir_scale *second = &page->comparison->scales[pair->second];
    struct listing_column columns[CIR_LEVELS_MAX + 2] = {{name_of(page, pair->first), LISTING_WORDS}};
    double sums[CIR_LEVELS_MAX] = {0};
    uint64_t rows = (uint64_t)cir_cross_table_total(&pair->table);
    print_table_title(page, pair, rows);
    if (rows == 0)
        return EXIT_CLEAN;
    for (size_t j = 0; j < second->count; j++)
        columns[j + 1] = (struct listing_column){level_of(page, second, j), LISTING_NUMBER};
    columns[second->count + 1] = (struct listing_column){"all", LISTING_NUMBER};
    struct listing listing = listing_start(columns, second->count + 2, &page->arena);
    for (size_t i = 0; i < first->count; i++) {
        listing_row(&listing);
        listing_set(&listing, 0, level_of(page, first, i));
        add_counts(&listing, pair->table.cells[i], second->count);
        for (size_t j = 0; j < second->count; j++)
            sums[j] += pair->table.cells[i][j];
    }
    listing_row(&listing);
    listing_set(&listing, 0, "all");
    add_counts(&listing, sums, second->count);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

static int print_pairs(struct page *page)
{
    static const struct listing_column columns[] = {
        {"schemes", LISTING_WRAP}, {"rows", LISTING_NUMBER},  {"tau-b", LISTING_NUMBER}, {"from", LISTING_NUMBER},
        {"to", LISTING_NUMBER},    {"kappa", LISTING_NUMBER}, {"from", LISTING_NUMBER},  {"to", LISTING_NUMBER}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t i = 0; i < page->comparison->agreement.pair_count; i++) {
        const struct cir_pair_agreement *pair = &page->comparison->agreement.pairs[i];
        listing_row(&listing);
        listing_set_format(&listing, 0, "%s, %s", name_of(page, pair->first), name_of(page, pair->second));
        listing_set_count(&listing, 1, (uint64_t)cir_cross_table_total(&pair->table));
        set_estimate(page, &listing, 2, &pair->tau_b);
        set_estimate(page, &listing, 5, &pair->kappa);
    }
    fputs("\nAgreement of two: Kendall's tau-b (same order) and quadratic-weighted kappa (same level)\n", page->out);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

static int print_alpha(struct page *page)
{
    static const struct listing_column columns[] = {{"distance", LISTING_WORDS},
                                                    {"rows", LISTING_NUMBER},
                                                    {"alpha", LISTING_NUMBER},
                                                    {"from", LISTING_NUMBER},
                                                    {"to", LISTING_NUMBER}};
    const struct cir_agreement *agreement = &page->comparison->agreement;
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    listing_row(&listing);
    listing_set(&listing, 0, "ordinal");
    listing_set_count(&listing, 1, page->comparison->paired);
    set_estimate(page, &listing, 2, &agreement->alpha_ordinal);
    listing_row(&listing);
    listing_set(&listing, 0, "interval");
    listing_set_count(&listing, 1, page->comparison->paired);
    set_estimate(page, &listing, 2, &agreement->alpha_interval);
    fputs("\nAgreement of all: Krippendorff's alpha\n", page->out);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

static void print_notes(const struct page *page)
{
    const struct cir_resampling *resampling = &page->view->resampling;
    fputc('\n', page->out);
    if (has_lengths(page->comparison))
        fputs("Scales of different lengths are compared by position: 0 for the lowest level, 1 for the highest.\n",
              page->out);
    if (resampling->resamples > 0)
        fprintf(page->out, "from, to: 95 %% of %zu bootstrap resamples of the rows, seed %llu.\n",
                resampling->resamples, (unsigned long long)resampling->seed);
    fputs("1 is full agreement, 0 what chance would give; undefined: no row, or one level only, to go by.\n",
          page->out);
}

static void set_side(struct listing *listing, size_t column, const struct page *page, const struct cir_side *side)
{
    struct cir_buffer text = {0};
    say_add_visible(&text, cir_text_of(page->comparison->scales[side->scheme].name), 0);
    cir_buffer_add_string(&text, " ");
    add_level(&text, &page->comparison->scales[side->scheme], side->place);
    listing_set_buffer(listing, column, &text);
    say_add_visible(&text, cir_text_of(side->reason), 0);
    listing_set_buffer(listing, column + 1, &text);
}

static int print_top(struct page *page)
{
    static const struct listing_column columns[] = {
        {"line", LISTING_NUMBER},  {"id", LISTING_WRAP},    {"apart", LISTING_NUMBER}, {"higher", LISTING_WRAP},
        {"because", LISTING_WRAP}, {"lower", LISTING_WRAP}, {"because", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t i = 0; i < page->comparison->top_count; i++) {
        const struct cir_disagreement *row = &page->comparison->top[i];
        struct cir_buffer id = {0};
        say_add_visible(&id, cir_text_of(row->id), ID_SHOWN);
        listing_row(&listing);
        listing_set_count(&listing, 0, row->line);
        listing_set_buffer(&listing, 1, &id);
        set_statistic(&listing, 2, row->distance);
        set_side(&listing, 3, page, &row->higher);
        set_side(&listing, 5, page, &row->lower);
    }
    if (page->comparison->top_count == 0)
        return EXIT_CLEAN;
    fputs("\nThe greatest disagreement\n", page->out);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

int compare_print_text(const struct compare_view *view, const struct terminal *terminal, FILE *out)
{
    struct page page = {.view = view, .comparison = view->comparison, .terminal = terminal, .out = out};
    int code = print_head(&page);
    if (code == EXIT_CLEAN)
        code = print_schemes(&page);
    for (size_t i = 0; i < view->comparison->agreement.pair_count && code == EXIT_CLEAN; i++)
        code = print_table(&page, &view->comparison->agreement.pairs[i]);
    if (code == EXIT_CLEAN)
        code = print_pairs(&page);
    if (code == EXIT_CLEAN)
        code = print_alpha(&page);
    if (code == EXIT_CLEAN) {
        print_notes(&page);
        code = print_top(&page);
    }
    cir_arena_free(&page.arena);
    return code;
}
