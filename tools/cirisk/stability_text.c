#include "command.h"
#include "listing.h"
#include "say.h"
#include "stability/list.h"
#include "stability/stability.h"
#include "stability_view.h"

enum { DIGITS = 3, ERROR_DIGITS = 4, NAME_SHOWN = 40, MOVED_SHOWN = 10 };

/* A text under construction and the place where it is printed. */
struct page {
    const struct stability_view *view;
    const struct cir_list_stability *result;
    const struct terminal *terminal;
    FILE *out;
    struct cir_arena arena;
};

static void set_share(struct listing *listing, size_t column, const struct told_share *share)
{
    char text[CIR_NUMBER_SIZE];
    listing_set_format(listing, column, "%.*s", (int)stability_write_share(text, share), text);
}

static void set_asset(struct listing *listing, size_t column, const struct page *page, size_t alternative)
{
    listing_set_visible(listing, column, page->result->assets.names[alternative], NAME_SHOWN);
}

static void set_criterion(struct listing *listing, size_t column, const struct page *page, size_t criterion)
{
    listing_set_visible(listing, column, page->result->criteria.list[criterion].code, NAME_SHOWN);
}

/* ---- what was asked ---- */

static int print_head(const struct page *page)
{
    static const char *const laws[] = {[CIR_WEIGHTS_UNIFORM] = "any weights alike",
                                       [CIR_WEIGHTS_DIRICHLET] = "around those given (Dirichlet)",
                                       [CIR_WEIGHTS_ORDERED] = "any that keep the order given",
                                       [CIR_WEIGHTS_FIXED] = "as given in every draw"};
    const struct cir_list_stability *result = page->result;
    const struct cir_stability_question *question = &result->question;
    const struct stability_counts counts = stability_count(page->view);
    struct cir_buffer text = {0};
    cir_buffer_add_format(&text, "%zu assets of ", result->assets.count);
    say_add_visible(&text, cir_text_of(page->view->source), 0);
    cir_buffer_add_format(&text, " by %zu criteria; the list is ", result->criteria.count);
    if (question->list_size > 0)
        cir_buffer_add_format(&text, "the %zu best\n", question->list_size);
    else {
        cir_buffer_add_string(&text, "who scores above ");
        listing_add_number(&text, question->line);
        cir_buffer_add_char(&text, '\n');
    }
    cir_buffer_add_format(
        &text, "%llu draws, seed %llu; weights: %s%s\n", (unsigned long long)result->stability.draws,
        (unsigned long long)question->seed, laws[question->weights.law],
        question->weights.has_intervals && question->weights.law != CIR_WEIGHTS_FIXED ? ", within intervals" : "");
    cir_buffer_add_format(&text, "On the list in every draw: %zu, in some: %zu, in none: %zu\n\n", counts.always,
                          counts.sometimes, counts.never);
    bool failed = text.failed;
    if (!failed)
        fwrite(text.data, 1, text.size, page->out);
    cir_buffer_free(&text);
    return failed ? say_no_memory() : EXIT_CLEAN;
}

static int print_criteria(struct page *page)
{
    static const struct listing_column columns[] = {{"criterion", LISTING_WORDS},
                                                    {"worst", LISTING_NUMBER},
                                                    {"best", LISTING_NUMBER},
                                                    {"mean weight", LISTING_NUMBER}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t j = 0; j < page->result->criteria.count; j++) {
        listing_row(&listing);
        set_criterion(&listing, 0, page, j);
        listing_set_number(&listing, 1, page->result->scales[j].worst);
        listing_set_number(&listing, 2, page->result->scales[j].best);
        listing_set_rounded(&listing, 3, page->result->mean_weights[j], DIGITS);
    }
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

/* ---- a close look ---- */

static int print_shares(struct page *page)
{
    static const struct listing_column columns[] = {
        {"asset", LISTING_WRAP},   {"place", LISTING_NUMBER}, {"score", LISTING_NUMBER},
        {"listed", LISTING_WORDS}, {"share", LISTING_NUMBER}, {"+-", LISTING_NUMBER},
        {"ranks", LISTING_NUMBER}, {"to", LISTING_NUMBER},    {"confidence", LISTING_NUMBER}};
    const struct cir_list_stability *result = page->result;
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t k = 0; k < result->look_count; k++) {
        const struct cir_close_look *look = &result->looks[k];
        const size_t i = look->alternative;
        const struct told_share share = stability_share(page->view, i);
        const struct told_share confidence = {look->confidence, look->confidence_error};
        const struct cir_rank_span ranks = cir_rank_span_of(&result->stability, i, result->assets.count);
        listing_row(&listing);
        set_asset(&listing, 0, page, i);
        listing_set_count(&listing, 1, result->list.ranks[i] + 1);
        listing_set_rounded(&listing, 2, result->list.scores[i], DIGITS);
        listing_set(&listing, 3, cir_list_has(&result->list, i) ? "yes" : "no");
        set_share(&listing, 4, &share);
        listing_set_rounded(&listing, 5, share.error, ERROR_DIGITS);
        listing_set_count(&listing, 6, ranks.first + 1);
        listing_set_count(&listing, 7, ranks.last + 1);
        set_share(&listing, 8, &confidence);
    }
    fprintf(page->out,
            "\nThe %zu whose place is the least sure: share of draws on the list, and ranks of 90 %% of them\n",
            result->look_count);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

static void set_flips(struct listing *listing, const struct page *page, const struct cir_close_look *look)
{
    const size_t none = page->result->criteria.count;
    const struct cir_flip *weight = &look->by_weight;
    const struct cir_flip *fact = &look->by_fact;
    set_asset(listing, 0, page, look->alternative);
    if (weight->criterion < none) {
        set_criterion(listing, 1, page, weight->criterion);
        listing_set_rounded(listing, 2, weight->from, DIGITS);
        listing_set_rounded(listing, 3, weight->to, DIGITS);
    }
    if (fact->criterion < none) {
        set_criterion(listing, 4, page, fact->criterion);
        listing_set_number(listing, 5, stability_fact(page->view, fact->criterion, fact->from));
        listing_set_number(listing, 6, stability_fact(page->view, fact->criterion, fact->to));
    }
}

static int print_flips(struct page *page)
{
    static const struct listing_column columns[] = {
        {"asset", LISTING_WRAP},    {"weight of", LISTING_WORDS}, {"from", LISTING_NUMBER}, {"to", LISTING_NUMBER},
        {"fact of", LISTING_WORDS}, {"from", LISTING_NUMBER},     {"to", LISTING_NUMBER}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t k = 0; k < page->result->look_count; k++) {
        listing_row(&listing);
        set_flips(&listing, page, &page->result->looks[k]);
    }
    fputs("\nThe least change of one weight, or of one fact, beyond which it changes sides\n", page->out);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

static void add_central(struct cir_buffer *text, const struct page *page, size_t alternative)
{
    char digits[CIR_NUMBER_SIZE];
    for (size_t j = 0; j < page->result->criteria.count; j++) {
        const struct told_share weight = stability_central(page->view, alternative, j);
        cir_buffer_add_string(text, j > 0 ? ", " : "");
        say_add_visible(text, cir_text_of(page->result->criteria.list[j].code), NAME_SHOWN);
        cir_buffer_add_format(text, " %.*s", (int)stability_write_share(digits, &weight), digits);
    }
}

static int print_central(struct page *page)
{
    static const struct listing_column columns[] = {{"asset", LISTING_WRAP}, {"weights", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t k = 0; k < page->result->look_count; k++) {
        const size_t i = page->result->looks[k].alternative;
        struct cir_buffer text = {0};
        if (page->result->stability.listed[i] > 0)
            add_central(&text, page, i);
        listing_row(&listing);
        set_asset(&listing, 0, page, i);
        listing_set_buffer(&listing, 1, &text);
    }
    fputs("\nWho would put it on the list: the mean of the weights that do\n", page->out);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

static int print_pairs(struct page *page)
{
    static const struct listing_column columns[] = {
        {"asset", LISTING_WRAP}, {"stands above", LISTING_WRAP}, {"share", LISTING_NUMBER}, {"+-", LISTING_NUMBER}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t k = 0; k + 1 < page->result->look_count; k++) {
        const struct told_share win = stability_win(page->view, k, k + 1);
        listing_row(&listing);
        set_asset(&listing, 0, page, page->result->looks[k].alternative);
        set_asset(&listing, 1, page, page->result->looks[k + 1].alternative);
        set_share(&listing, 2, &win);
        listing_set_rounded(&listing, 3, win.error, ERROR_DIGITS);
    }
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    fputs("\nTwo at a time, each with the next\n", page->out);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

/* ---- without one expert ---- */

static void set_moved(struct listing *listing, size_t column, const struct page *page, const size_t *moved,
                      size_t count)
{
    struct cir_buffer text = {0};
    for (size_t i = 0; i < count && i < MOVED_SHOWN; i++) {
        cir_buffer_add_string(&text, i > 0 ? ", " : "");
        say_add_visible(&text, cir_text_of(page->result->assets.names[moved[i]]), NAME_SHOWN);
    }
    if (count == 0)
        cir_buffer_add_string(&text, "nobody");
    if (count > MOVED_SHOWN)
        cir_buffer_add_format(&text, " and %zu more", count - MOVED_SHOWN);
    listing_set_buffer(listing, column, &text);
}

static int print_without(struct page *page)
{
    static const struct listing_column columns[] = {
        {"without", LISTING_WORDS}, {"enter", LISTING_WRAP}, {"leave", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t e = 0; e < page->result->without_count; e++) {
        const struct cir_without_expert *without = &page->result->without[e];
        listing_row(&listing);
        listing_set_visible(&listing, 0, without->expert, NAME_SHOWN);
        if (!without->is_told) {
            listing_set(&listing, 1, "cannot tell: no weights without the expert");
            continue;
        }
        set_moved(&listing, 1, page, without->entered, without->entered_count);
        set_moved(&listing, 2, page, without->left, without->left_count);
    }
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    fputs("\nThe list without one of the experts\n", page->out);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

int stability_print_text(const struct stability_view *view, const struct terminal *terminal, FILE *out)
{
    static int (*const parts[])(struct page * page) = {print_shares, print_flips, print_central, print_pairs};
    struct page page = {.view = view, .result = view->result, .terminal = terminal, .out = out};
    int code = print_head(&page);
    if (code == EXIT_CLEAN)
        code = print_criteria(&page);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && code == EXIT_CLEAN && view->result->look_count > 0; i++)
        code = parts[i](&page);
    if (code == EXIT_CLEAN)
        code = print_without(&page);
    cir_arena_free(&page.arena);
    return code;
}
