#include "diff_view.h"

#include "command.h"
#include "say.h"

#include <inttypes.h>

enum { ID_SHOWN = 40 };

struct page {
    const struct diff_view *view;
    const struct terminal *terminal;
    FILE *out;
    struct cir_arena arena;
};

/* ---- counts ---- */

struct counts {
    uint64_t all;
    uint64_t by[CIR_DIFF_STEPS]; /* moved by this step alone; of CIR_DIFF_NEW: by several together */
};

static void count(struct counts counts[CIR_DIFF_CHANGES], const struct cir_diff *diff, size_t scheme)
{
    for (size_t i = 0; i < diff->subject_count; i++) {
        const struct cir_diff_told *told = &diff->subjects[i].told[scheme];
        struct counts *of = &counts[cir_diff_change_of(diff, told)];
        of->all++;
        for (enum cir_diff_step step = CIR_DIFF_FACTS; step <= CIR_DIFF_WEIGHTS; step++)
            of->by[step] += cir_diff_moves(diff, told, step);
        of->by[CIR_DIFF_NEW] += cir_diff_moved_together(diff, told);
    }
}

static int print_counts(struct page *page, size_t scheme)
{
    static const struct listing_column columns[] = {{"change", LISTING_WORDS},   {"subjects", LISTING_NUMBER},
                                                    {"facts", LISTING_NUMBER},   {"method", LISTING_NUMBER},
                                                    {"weights", LISTING_NUMBER}, {"together", LISTING_NUMBER}};
    struct counts counts[CIR_DIFF_CHANGES] = {{0}};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    count(counts, page->view->diff, scheme);
    for (enum cir_diff_change change = 0; change < CIR_DIFF_CHANGES; change++) {
        listing_row(&listing);
        listing_set(&listing, 0, cir_diff_change_name(change));
        listing_set_count(&listing, 1, counts[change].all);
        const bool has_causes = change < CIR_DIFF_ENTERED || page->view->diff->is_list;
        for (enum cir_diff_step step = CIR_DIFF_FACTS; has_causes && step < CIR_DIFF_STEPS; step++)
            listing_set_count(&listing, (size_t)1 + step, counts[change].by[step]);
    }
    fprintf(page->out, "\n%s: what changed, and what moves it alone\n",
            cir_classifier_scheme(page->view->diff->new_classifier, scheme)->name);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

/* ---- subjects ---- */

static void set_level(struct listing *listing, size_t column, const char *label, int level)
{
    if (cir_level_is_told(level))
        listing_set_format(listing, column, "%d %s", level, label);
    else
        listing_set(listing, column, level == CIR_DIFF_ABSENT ? "-" : label);
}

static void add_row(struct listing *listing, const struct cir_diff *diff, const struct cir_diff_subject *subject,
                    size_t scheme)
{
    const struct cir_diff_told *told = &subject->told[scheme];
    listing_row(listing);
    listing_set_visible(listing, 0, subject->id, ID_SHOWN);
    diff_set_move(listing, 1, 4, diff, told);
    set_level(listing, 2, diff_label(diff, scheme, CIR_DIFF_OLD, told->levels[CIR_DIFF_OLD]),
              told->levels[CIR_DIFF_OLD]);
    set_level(listing, 3, diff_label(diff, scheme, CIR_DIFF_NEW, told->levels[CIR_DIFF_NEW]),
              told->levels[CIR_DIFF_NEW]);
    listing_set(listing, 5, subject->fields);
}

static int print_subjects(struct page *page, size_t scheme)
{
    static const struct listing_column columns[] = {{"id", LISTING_WORDS},       {"change", LISTING_WORDS},
                                                    {"old", LISTING_WORDS},      {"new", LISTING_WORDS},
                                                    {"moved by", LISTING_WORDS}, {"facts changed", LISTING_WRAP}};
    const struct cir_diff *diff = page->view->diff;
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t i = 0; i < diff->subject_count; i++)
        if (diff_is_shown(page->view, &diff->subjects[i].told[scheme]))
            add_row(&listing, diff, &diff->subjects[i], scheme);
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    fputc('\n', page->out);
    return listing_print(&listing, LISTING_TEXT, page->terminal, page->out);
}

static uint64_t count_lines(const struct cir_diff *diff, bool is_new)
{
    uint64_t lines = 0;
    for (size_t i = 0; i < diff->subject_count; i++)
        lines += (is_new ? diff->subjects[i].new_line : diff->subjects[i].old_line) > 0;
    return lines;
}

static void add_side(struct cir_buffer *text, const struct page *page, bool is_new)
{
    const struct diff_view *view = page->view;
    const struct cir_diff_side *side = is_new ? &view->diff->new_side : &view->diff->old_side;
    cir_buffer_add_string(text, is_new ? "new: " : "old: ");
    say_add_visible(text, cir_text_of(is_new ? view->new_name : view->old_name), 0);
    cir_buffer_add_format(text, ", %" PRIu64 " judged, %" PRIu64 " rejected", count_lines(view->diff, is_new),
                          side->rejected);
    if (side->contradicted > 0)
        cir_buffer_add_format(text, ", %" PRIu64 " recorded otherwise", side->contradicted);
    cir_buffer_add_char(text, '\n');
}

static int print_head(const struct page *page)
{
    struct cir_buffer text = {0};
    add_side(&text, page, false);
    add_side(&text, page, true);
    if (page->view->diff->same_definitions)
        cir_buffer_add_string(&text, "both by the same tables: only facts can move anything\n");
    bool failed = text.failed;
    if (!failed)
        fwrite(text.data, 1, text.size, page->out);
    cir_buffer_free(&text);
    return failed ? say_no_memory() : EXIT_CLEAN;
}

int diff_print_text(const struct diff_view *view, const struct terminal *terminal, FILE *out)
{
    struct page page = {.view = view, .terminal = terminal, .out = out};
    int code = print_head(&page);
    for (size_t i = 0; i < view->diff->scheme_count && code == EXIT_CLEAN; i++) {
        code = print_counts(&page, i);
        if (code == EXIT_CLEAN)
            code = print_subjects(&page, i);
    }
    cir_arena_free(&page.arena);
    return code;
}
