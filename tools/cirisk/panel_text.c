#include "base/number.h"
#include "command.h"
#include "listing.h"
#include "panel_view.h"
#include "say.h"

#include <math.h>

enum { DIGITS = 3 };

/* A text under construction and the place where it is printed. */
struct page {
    const struct panel_view *view;
    const struct cir_panel *panel;
    const struct cir_round *round;
    const struct terminal *terminal;
    FILE *out;
    struct cir_arena arena;
};

static void set_change(struct listing *listing, size_t column, double value)
{
    char digits[CIR_NUMBER_SIZE];
    if (!isnan(value))
        listing_set_format(listing, column, "%s%.*s", value > 0 ? "+" : "",
                           (int)cir_number_write(digits, value, DIGITS), digits);
}

static void print_head(const struct page *page)
{
    static const char *const groups[] = {[CIR_AGGREGATE_JUDGEMENTS] = "geometric means of the judgements",
                                         [CIR_AGGREGATE_PRIORITIES] = "geometric means of the experts' weights",
                                         [CIR_AGGREGATE_MEAN] =
                                             "arithmetic means of the weights of experts who judged all criteria"};
    fprintf(page->out, "Round %u of a panel of %zu experts on %zu criteria: weights of %zu told\n", page->round->number,
            page->round->expert_count, page->round->criteria_count, page->round->told);
    fprintf(page->out, "Pairs by %s; the group by %s\n\n",
            page->view->method == CIR_PAIRWISE_EIGENVECTOR ? "the principal eigenvector" : "geometric means of rows",
            groups[page->view->aggregation]);
}

static int print_criteria(struct page *page)
{
    static const struct listing_column columns[] = {
        {"criterion", LISTING_WORDS}, {"weight", LISTING_NUMBER},  {"but one: from", LISTING_NUMBER},
        {"to", LISTING_NUMBER},       {"experts", LISTING_NUMBER}, {"least", LISTING_NUMBER},
        {"q1", LISTING_NUMBER},       {"median", LISTING_NUMBER},  {"q3", LISTING_NUMBER},
        {"most", LISTING_NUMBER},     {"change", LISTING_NUMBER}};
    struct listing listing =
        listing_start(columns, sizeof columns / sizeof columns[0] - (page->view->round == 0), &page->arena);
    for (size_t i = 0; i < page->round->criteria_count; i++) {
        const struct cir_round_criterion *criterion = &page->round->criteria[i];
        const double values[] = {criterion->weight, criterion->low, criterion->high};
        const double spread[] = {criterion->spread.least, criterion->spread.first, criterion->spread.median,
                                 criterion->spread.third, criterion->spread.greatest};
        listing_row(&listing);
        listing_set_visible(&listing, 0, page->panel->criteria.list[i].code, 0);
        for (size_t k = 0; k < sizeof values / sizeof values[0]; k++)
            listing_set_rounded(&listing, 1 + k, values[k], DIGITS);
        listing_set_count(&listing, 4, criterion->spread.count);
        for (size_t k = 0; k < sizeof spread / sizeof spread[0]; k++)
            listing_set_rounded(&listing, 5 + k, spread[k], DIGITS);
        if (page->view->round > 0)
            set_change(&listing, 10, criterion->change);
    }
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

static void set_answers(struct listing *listing, const struct cir_round_expert *expert)
{
    const struct cir_panel_answers *answers = expert->answers;
    if (answers == NULL)
        return;
    listing_set(listing, 1, cir_judgement_kind_name(answers->kind));
    listing_set_count(listing, 2, answers->given);
    listing_set_count(listing, 3, answers->blank);
    listing_set_count(listing, 4, answers->cannot);
}

static int print_experts(struct page *page)
{
    static const struct listing_column columns[] = {
        {"expert", LISTING_WORDS}, {"kind", LISTING_WORDS}, {"answers", LISTING_NUMBER},
        {"blank", LISTING_NUMBER}, {"?", LISTING_NUMBER},   {"CR", LISTING_NUMBER},
        {"apart", LISTING_NUMBER}, {"tau", LISTING_NUMBER}, {"moved", LISTING_NUMBER}};
    struct listing listing =
        listing_start(columns, sizeof columns / sizeof columns[0] - (page->view->round == 0), &page->arena);
    for (size_t i = 0; i < page->round->expert_count; i++) {
        const uint32_t number = page->panel->order[i];
        const struct cir_round_expert *expert = &page->round->experts[number];
        listing_row(&listing);
        listing_set_visible(&listing, 0, panel_expert(page->view, number), 0);
        set_answers(&listing, expert);
        listing_set_rounded(&listing, 5, expert->consistency.ratio, DIGITS);
        listing_set_rounded(&listing, 6, expert->distance, DIGITS);
        listing_set_rounded(&listing, 7, expert->tau, DIGITS);
        if (page->view->round > 0)
            listing_set_rounded(&listing, 8, expert->change, DIGITS);
        if (panel_has_flag(expert))
            listing_color(&listing, "red");
    }
    fputs("\nExperts: how consistent (CR), how far from the others (apart), in how like an order (tau)\n", page->out);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

static int print_remarks(struct page *page)
{
    static const struct listing_column columns[] = {{"expert", LISTING_WORDS}, {"remarks", LISTING_WRAP}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t i = 0; i < page->round->expert_count; i++) {
        const uint32_t number = page->panel->order[i];
        struct cir_buffer remarks = {0};
        panel_add_remarks(&remarks, page->view, number);
        if (remarks.size > 0) {
            listing_row(&listing);
            listing_set_visible(&listing, 0, panel_expert(page->view, number), 0);
            listing_set_buffer(&listing, 1, &remarks);
        }
        listing.failed = listing.failed || remarks.failed;
        cir_buffer_free(&remarks);
    }
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    fputc('\n', page->out);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

static void add_statistic(struct listing *listing, const char *name, double value, size_t experts)
{
    listing_row(listing);
    listing_set(listing, 0, name);
    if (isnan(value))
        listing_set(listing, 1, "undefined");
    listing_set_rounded(listing, 1, value, DIGITS);
    listing_set_count(listing, 2, experts);
}

static int print_agreement(struct page *page)
{
    static const struct listing_column columns[] = {
        {"statistic", LISTING_WORDS}, {"value", LISTING_NUMBER}, {"experts", LISTING_NUMBER}, {"means", LISTING_WRAP}};
    const struct cir_round *round = page->round;
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    add_statistic(&listing, "consensus", round->consensus.value, round->consensus.experts);
    listing_set(&listing, 3, panel_consensus_word(page->view, round->consensus.value));
    add_statistic(&listing, "Kendall's W", round->concordance.w, round->concordance.experts);
    if (!isnan(round->concordance.p)) {
        char p[CIR_NUMBER_SIZE];
        listing_set_format(&listing, 3, "by chance as alike with probability %.*s",
                           (int)cir_number_write(p, round->concordance.p, 4), p);
    }
    add_statistic(&listing, "alpha, ordinal", round->alpha.ordinal, round->told);
    add_statistic(&listing, "alpha, interval", round->alpha.interval, round->told);
    add_statistic(&listing, "CR of the group", round->consistency.ratio, round->told);
    fputs("\nAgreement: 1 is full, 0 what chance would give (consensus: what the scale allows)\n", page->out);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

static int print_rounds(struct page *page)
{
    static const struct listing_column columns[] = {{"round", LISTING_NUMBER},       {"told", LISTING_NUMBER},
                                                    {"dropped out", LISTING_NUMBER}, {"joined", LISTING_NUMBER},
                                                    {"W", LISTING_NUMBER},           {"alpha", LISTING_NUMBER},
                                                    {"consensus", LISTING_NUMBER},   {"weight moved", LISTING_NUMBER}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    if (page->panel->round_count < 2)
        return EXIT_CLEAN;
    for (size_t i = 0; i < page->panel->round_count; i++) {
        const struct cir_round *round = &page->panel->rounds[i];
        listing_row(&listing);
        listing_set_count(&listing, 0, round->number);
        listing_set_count(&listing, 1, round->told);
        if (i > 0) {
            listing_set_count(&listing, 2, round->dropped);
            listing_set_count(&listing, 3, round->joined);
        }
        listing_set_rounded(&listing, 4, round->concordance.w, DIGITS);
        listing_set_rounded(&listing, 5, round->alpha.interval, DIGITS);
        listing_set_rounded(&listing, 6, round->consensus.value, DIGITS);
        listing_set_rounded(&listing, 7, round->change, DIGITS);
    }
    fputs("\nRounds\n", page->out);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

int panel_print_text(const struct panel_view *view, const struct terminal *terminal, FILE *out)
{
    struct page page = {
        .view = view, .panel = view->panel, .round = panel_round(view), .terminal = terminal, .out = out};
    print_head(&page);
    int code = print_criteria(&page);
    if (code == EXIT_CLEAN)
        code = print_experts(&page);
    if (code == EXIT_CLEAN)
        code = print_remarks(&page);
    if (code == EXIT_CLEAN)
        code = print_agreement(&page);
    if (code == EXIT_CLEAN)
        code = print_rounds(&page);
    cir_arena_free(&page.arena);
    return code;
}
