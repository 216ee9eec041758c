#include "base/number.h"
#include "command.h"
#include "explain_view.h"
#include "listing.h"
#include "measure_words.h"
#include "say.h"
#include "scheme_card.h"
#include "sink/verdict_columns.h"

#include <math.h>
#include <stdio.h>

enum { LEVEL_DIGITS = 2 }; /* of levels in the mean */

/* A text under construction and the place where it is printed. */
struct page {
    const struct explain_view *view;
    const struct terminal *terminal;
    struct cir_arena arena;
};

static void add_percent(struct cir_buffer *text, double share)
{
    char digits[CIR_NUMBER_SIZE];
    cir_buffer_add(text, (struct cir_text){digits, cir_number_write(digits, 100 * share, 0)});
    cir_buffer_add_string(text, " %");
}

/* A value of 0 to 1. */
static void add_value(struct cir_buffer *text, double value)
{
    char digits[CIR_NUMBER_SIZE];
    cir_buffer_add(text, (struct cir_text){digits, cir_number_write(digits, value, 2)});
}

static void add_score(struct cir_buffer *text, const struct cir_scheme *scheme, double score)
{
    char digits[CIR_NUMBER_SIZE];
    cir_buffer_add(text, (struct cir_text){digits, cir_number_write(digits, score, scheme->digits)});
}

static void add_interval(struct cir_buffer *text, const struct cir_scheme *scheme, const struct cir_interval *score)
{
    if (isnan(score->point))
        cir_buffer_add_string(text, "cannot tell");
    else
        add_score(text, scheme, score->point);
    if (score->low == score->high)
        return;
    cir_buffer_add_string(text, " (");
    add_score(text, scheme, score->low);
    cir_buffer_add_string(text, " to ");
    add_score(text, scheme, score->high);
    cir_buffer_add_string(text, ")");
}

static void add_level(struct cir_buffer *text, const struct cir_scheme *scheme, int level)
{
    if (cir_level_is_told(level))
        cir_buffer_add_format(text, "%d ", level);
    cir_buffer_add_string(text, cir_verdict_label(scheme, level));
}

static int print_buffer(struct cir_buffer *text)
{
    bool failed = text->failed;
    if (!failed)
        fwrite(text->data, 1, text->size, stdout);
    cir_buffer_free(text);
    return failed ? say_no_memory() : EXIT_CLEAN;
}

static const char *reason_words(enum cir_reason_kind kind)
{
    static const char *const words[] = {
        [CIR_REASON_NONE] = "nothing lifts it above the lowest level",
        [CIR_REASON_FACTOR] = "decided by the factor ",
        [CIR_REASON_RULE] = "decided by the rule ",
        [CIR_REASON_MISSING] = "most missed: the factor ",
        [CIR_REASON_CRITERION] = "most missed: the criterion ",
        [CIR_REASON_OUTSIDE] = "outside the scope of the scheme by the criterion ",
        [CIR_REASON_OVERRIDE] = "decided by an ",
    };
    return words[kind];
}

/* Whether the levels hold only if the subject lies inside the scope. */
static bool may_not_apply(const struct explain_view *view)
{
    return view->explanation->scope == CIR_POSSIBLE && view->scheme->scope_use == CIR_SCOPE_APPLY;
}

/* What the facts give, where that is not told by the level alone: " (surely 2 moderate, at most 5 emergency)". */
static void add_computed(struct cir_buffer *text, const struct explain_view *view)
{
    const struct cir_verdict *verdict = &view->explanation->verdict;
    const struct cir_override *override = view_level_override(view);
    bool is_one = verdict->level_low == verdict->level_high;
    if (is_one && override == NULL && !may_not_apply(view))
        return;
    cir_buffer_add_string(text, " (");
    if (override != NULL) {
        cir_buffer_add_string(text, "the facts give ");
        add_level(text, view->scheme, override->old_level);
    }
    if (!is_one || may_not_apply(view)) {
        cir_buffer_add_string(text, override != NULL ? ", " : "");
        cir_buffer_add_format(text, "%s%s", may_not_apply(view) ? "if it applies: " : "", is_one ? "" : "surely ");
        add_level(text, view->scheme, verdict->level_low);
    }
    if (!is_one) {
        cir_buffer_add_string(text, ", at most ");
        add_level(text, view->scheme, verdict->level_high);
    }
    cir_buffer_add_char(text, ')');
}

static void add_score_and_coverage(struct cir_buffer *text, const struct cir_scheme *scheme,
                                   const struct cir_verdict *verdict)
{
    if (scheme->factor_count > 0) {
        cir_buffer_add_string(text, "\n  score     ");
        add_interval(text, scheme, &verdict->score);
        cir_buffer_add_string(text, " of ");
        listing_add_number(text, scheme->score_max);
    }
    cir_buffer_add_string(text, "\n  coverage  ");
    add_percent(text, verdict->score.coverage);
    cir_buffer_add_string(text, " of what the scheme asks is answered");
}

/* What would be said without the network: "3 significant, score 62 (33.1 to 88.9)". */
static void add_without_network(struct cir_buffer *text, const struct explain_view *view)
{
    const struct cir_verdict *verdict = view->without_network;
    if (verdict == NULL || verdict->level == CIR_LEVEL_NOT_APPLICABLE)
        return;
    cir_buffer_add_string(text, "  network   without it: ");
    add_level(text, view->scheme, verdict->level);
    if (view->scheme->factor_count > 0) {
        cir_buffer_add_string(text, ", score ");
        add_interval(text, view->scheme, &verdict->score);
    }
    cir_buffer_add_char(text, '\n');
}

/* Of a scheme that is built in its name and version say enough. */
static void add_tables(struct cir_buffer *text, const struct cir_scheme *scheme)
{
    if (scheme->tables_of != NULL) {
        cir_buffer_add_string(text, "  status    ");
        scheme_add_status(text, scheme);
        cir_buffer_add_format(text, "\n  tables    SHA-256 %s\n", scheme->sha256);
    }
}

static int print_verdict(const struct page *page)
{
    const struct cir_scheme *scheme = page->view->scheme;
    const struct cir_verdict *verdict = &page->view->explanation->verdict;
    struct cir_buffer text = {0};
    cir_buffer_add_format(&text, "%s %s: %s\n", scheme->name, scheme->version, scheme->title);
    add_tables(&text, scheme);
    cir_buffer_add_string(&text, "  level     ");
    add_level(&text, scheme, verdict->level);
    add_computed(&text, page->view);
    if (verdict->level != CIR_LEVEL_NOT_APPLICABLE)
        add_score_and_coverage(&text, scheme, verdict);
    cir_buffer_add_format(&text, "\n  reason    %s%s\n", reason_words(verdict->reason),
                          cir_verdict_reason(verdict, scheme));
    add_without_network(&text, page->view);
    return print_buffer(&text);
}

static void add_probability(struct listing *listing, const struct page *page, int level, double probability)
{
    struct cir_buffer name = {0}, digits = {0};
    char number[CIR_NUMBER_SIZE];
    if (!(probability > 0))
        return;
    add_level(&name, page->view->scheme, level);
    cir_buffer_add(&digits, (struct cir_text){number, cir_number_write(number, probability, CIR_PROBABILITY_DIGITS)});
    listing_row(listing);
    listing_set_buffer(listing, 0, &name);
    listing_set_buffer(listing, 1, &digits);
}

static int print_probabilities(struct page *page)
{
    static const struct listing_column columns[] = {{"level", LISTING_WORDS}, {"probability", LISTING_NUMBER}};
    const struct cir_scheme *scheme = page->view->scheme;
    const struct cir_probabilities *probabilities = page->view->probabilities;
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    if (probabilities == NULL)
        return EXIT_CLEAN;
    for (size_t band = 0; band < scheme->band_count; band++)
        add_probability(&listing, page, scheme->bands[band].level, probabilities->bands[band]);
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    add_probability(&listing, page, CIR_LEVEL_UNKNOWN, probabilities->cannot_tell);
    puts("\nHow likely, while what was not answered stays as it is");
    return listing_print(&listing, LISTING_TEXT, page->terminal, stdout);
}

static void add_factor(struct listing *listing, const struct page *page, const struct cir_contribution *contribution)
{
    const struct explain_view *view = page->view;
    const struct cir_factor *factor = &view->scheme->factors[contribution->factor];
    unsigned measure = view_input(view, contribution)->measure;
    struct cir_buffer facts = {0}, quantity = {0}, value = {0}, share = {0};
    view_add_facts(&facts, view, measure);
    cir_buffer_add_format(&quantity, "%s: ", measure_name(view->fields, measure));
    measure_add_quantity(&quantity, view->fields, measure, &cir_subject_quantities(view->subject)[measure]);
    add_value(&value, contribution->value.low);
    if (contribution->value.low != contribution->value.high) {
        cir_buffer_add_string(&value, "..");
        add_value(&value, contribution->value.high);
    }
    if (!isnan(contribution->share))
        add_percent(&share, contribution->share);
    listing_row(listing);
    listing_set(listing, 0, factor->name);
    listing_set_buffer(listing, 1, &facts);
    listing_set_buffer(listing, 2, &quantity);
    listing_set_buffer(listing, 3, &value);
    listing_set_number(listing, 4, factor->weight);
    listing_set_buffer(listing, 5, &share);
    if (contribution->value.answer != CIR_ANSWERED)
        listing_color(listing, "gray");
}

static int print_axis_head(const struct page *page, size_t number)
{
    const struct cir_scheme *scheme = page->view->scheme;
    const struct cir_axis *axis = &scheme->axes[number];
    struct cir_buffer text = {0};
    cir_buffer_add_format(&text, "\n%s ", axis->name);
    add_interval(&text, scheme, &page->view->explanation->verdict.axes[number]);
    cir_buffer_add_string(&text, ", answered ");
    add_percent(&text, page->view->explanation->verdict.axes[number].coverage);
    if (axis->kind == CIR_AXIS_WEIGHT) {
        cir_buffer_add_string(&text, ", weight ");
        listing_add_number(&text, axis->weight);
    } else {
        cir_buffer_add_string(&text, ", multiplies the score by ");
        listing_add_number(&text, axis->lift_low);
        cir_buffer_add_string(&text, " to ");
        listing_add_number(&text, axis->lift_high);
    }
    cir_buffer_add_char(&text, '\n');
    return print_buffer(&text);
}

static int print_axis(struct page *page, size_t number)
{
    static const struct listing_column columns[] = {{"factor", LISTING_WORDS},  {"facts", LISTING_WRAP},
                                                    {"measure", LISTING_WRAP},  {"value", LISTING_NUMBER},
                                                    {"weight", LISTING_NUMBER}, {"share", LISTING_NUMBER}};
    const struct cir_axis *axis = &page->view->scheme->axes[number];
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (unsigned i = 0; i < axis->factor_count; i++)
        add_factor(&listing, page, &page->view->explanation->contributions[axis->first_factor + i]);
    int code = print_axis_head(page, number);
    return code == EXIT_CLEAN ? listing_print(&listing, LISTING_TEXT, page->terminal, stdout) : code;
}

static const char *criterion_word(const void *context, unsigned number)
{
    const struct explain_view *view = context;
    return truth_word(view->explanation->criteria[number]);
}

static const char *group_word(const void *context, unsigned number)
{
    return truth_word(view_group(context, number));
}

static int print_rules(struct page *page)
{
    static const struct listing_column columns[] = {
        {"rule", LISTING_WORDS}, {"level", LISTING_NUMBER}, {"holds", LISTING_WORDS}, {"because", LISTING_WRAP}};
    const struct explain_view *view = page->view;
    const struct condition_words words = {criterion_word, group_word, view};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t i = 0; i < view->scheme->rule_count; i++) {
        const struct cir_rule *rule = &view->scheme->rules[i];
        struct cir_buffer because = {0};
        scheme_add_conditions(&because, view->scheme, rule, &words);
        listing_row(&listing);
        listing_set(&listing, 0, rule->name);
        listing_set_format(&listing, 1, "%d", rule->level);
        listing_set(&listing, 2, truth_word(view->explanation->rules[i]));
        listing_set_buffer(&listing, 3, &because);
    }
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    puts("\nRules");
    return listing_print(&listing, LISTING_TEXT, page->terminal, stdout);
}

/* Those of the scope, or all others. */
static int print_criteria_of(struct page *page, const char *title, bool of_scope)
{
    static const struct listing_column columns[] = {
        {"criterion", LISTING_WORDS}, {"asks", LISTING_WRAP}, {"holds", LISTING_WORDS}, {"facts", LISTING_WRAP}};
    const struct explain_view *view = page->view;
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (unsigned i = 0; i < view->scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &view->scheme->criteria[i];
        if (view_is_of_scope(view, i) != of_scope)
            continue;
        struct cir_buffer asks = {0}, facts = {0};
        measure_add_criterion(&asks, view->fields, criterion, "|");
        view_add_facts(&facts, view, criterion->measure);
        listing_row(&listing);
        listing_set(&listing, 0, criterion->name);
        listing_set_buffer(&listing, 1, &asks);
        listing_set(&listing, 2, truth_word(view->explanation->criteria[i]));
        listing_set_buffer(&listing, 3, &facts);
    }
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    printf("\n%s\n", title);
    return listing_print(&listing, LISTING_TEXT, page->terminal, stdout);
}

static int print_criteria(struct page *page)
{
    return print_criteria_of(page, "Criteria", false);
}

static int print_scope(struct page *page)
{
    static const struct listing_column columns[] = {
        {"rule", LISTING_WORDS}, {"holds", LISTING_WORDS}, {"--scope", LISTING_WORDS}, {"because", LISTING_WRAP}};
    const struct explain_view *view = page->view;
    const struct condition_words words = {criterion_word, group_word, view};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    struct cir_buffer because = {0};
    if (view->scheme->scope == NULL)
        return EXIT_CLEAN;
    scheme_add_conditions(&because, view->scheme, view->scheme->scope, &words);
    listing_row(&listing);
    listing_set(&listing, 0, view->scheme->scope->name);
    listing_set(&listing, 1, truth_word(view->explanation->scope));
    listing_set(&listing, 2, view_scope_use(view));
    listing_set_buffer(&listing, 3, &because);
    puts("\nScope: of whom the scheme speaks");
    int code = listing_print(&listing, LISTING_TEXT, page->terminal, stdout);
    return code == EXIT_CLEAN ? print_criteria_of(page, "Criteria of the scope", true) : code;
}

static int print_changes(struct page *page, const char *title, const struct cir_counterfactual *changes, size_t count)
{
    static const struct listing_column columns[] = {
        {"to level", LISTING_WORDS}, {"if", LISTING_WORDS}, {"were", LISTING_WRAP}};
    const struct explain_view *view = page->view;
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t i = 0; i < count; i++) {
        struct cir_buffer level = {0}, what = {0};
        add_level(&level, view->scheme, changes[i].level);
        view_add_what_if(&what, view, &changes[i]);
        listing_row(&listing);
        listing_set_buffer(&listing, 0, &level);
        listing_set(&listing, 1, view->scheme->factors[changes[i].factor].name);
        listing_set_buffer(&listing, 2, &what);
    }
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    printf("\n%s\n", title);
    return listing_print(&listing, LISTING_TEXT, page->terminal, stdout);
}

static void set_level_count(struct listing *listing, size_t column, double levels)
{
    char digits[CIR_NUMBER_SIZE];
    size_t size = cir_number_write(digits, levels, LEVEL_DIGITS);
    listing_set_format(listing, column, "%.*s", (int)size, digits);
}

static void add_question(struct listing *listing, const struct page *page, size_t place)
{
    const struct explain_view *view = page->view;
    const struct cir_question *question = &view->questions->list[place];
    const struct cir_field *field = &view->fields->list[question->field];
    struct cir_buffer score = {0};
    if (view->scheme->factor_count > 0)
        add_score(&score, view->scheme, question->score);
    listing_row(listing);
    listing_set_count(listing, 0, place + 1);
    listing_set(listing, 1, field->name);
    set_level_count(listing, 2, question->levels);
    listing_set_buffer(listing, 3, &score);
    set_level_count(listing, 4, question->spread);
    listing_set(listing, 5, field->meaning);
}

static int print_questions(struct page *page)
{
    static const struct listing_column columns[] = {
        {"", LISTING_NUMBER},      {"column", LISTING_WORDS},       {"levels", LISTING_NUMBER},
        {"score", LISTING_NUMBER}, {"with others", LISTING_NUMBER}, {"question", LISTING_WRAP}};
    const struct cir_questions *questions = page->view->questions;
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t i = 0; i < questions->count; i++)
        add_question(&listing, page, i);
    if (listing.row_count == 0)
        return EXIT_CLEAN;
    puts("\nWhat to ask next: how many levels, and how much of the score, an answer removes");
    return listing_print(&listing, LISTING_TEXT, page->terminal, stdout);
}

static int print_sources(struct page *page)
{
    static const struct listing_column columns[] = {
        {"", LISTING_WORDS}, {"name", LISTING_WORDS}, {"source", LISTING_WRAP}};
    const struct explain_view *view = page->view;
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &page->arena);
    for (size_t i = 0; i < view->scheme->factor_count; i++) {
        listing_row(&listing);
        listing_set(&listing, 0, "factor");
        listing_set(&listing, 1, view->scheme->factors[i].name);
        listing_set(&listing, 2, view_input(view, &view->explanation->contributions[i])->source);
    }
    if (view->scheme->scope != NULL) {
        listing_row(&listing);
        listing_set(&listing, 0, "scope");
        listing_set(&listing, 1, view->scheme->scope->name);
        listing_set(&listing, 2, view->scheme->scope->source);
    }
    for (size_t i = 0; i < view->scheme->rule_count; i++) {
        listing_row(&listing);
        listing_set(&listing, 0, "rule");
        listing_set(&listing, 1, view->scheme->rules[i].name);
        listing_set(&listing, 2, view->scheme->rules[i].source);
    }
    puts("\nSources");
    return listing_print(&listing, LISTING_TEXT, page->terminal, stdout);
}

/* What the scheme makes of a subject that it speaks of. */
static int print_judgement(struct page *page)
{
    const struct cir_explanation *explanation = page->view->explanation;
    int code = EXIT_CLEAN;
    for (size_t i = 0; i < page->view->scheme->axis_count && code == EXIT_CLEAN; i++)
        code = print_axis(page, i);
    if (code == EXIT_CLEAN)
        code = print_rules(page);
    if (code == EXIT_CLEAN)
        code = print_criteria(page);
    if (code == EXIT_CLEAN)
        code = print_changes(page, "What would raise the level", explanation->raise, explanation->raise_count);
    if (code == EXIT_CLEAN)
        code = print_changes(page, "What would lower the level", explanation->lower, explanation->lower_count);
    return code == EXIT_CLEAN ? print_questions(page) : code;
}

int explain_print_text(const struct explain_view *view, const struct terminal *terminal)
{
    struct page page = {.view = view, .terminal = terminal};
    int code = print_verdict(&page);
    if (code == EXIT_CLEAN)
        code = print_probabilities(&page);
    if (code == EXIT_CLEAN)
        code = print_scope(&page);
    if (code == EXIT_CLEAN && view->explanation->verdict.level != CIR_LEVEL_NOT_APPLICABLE)
        code = print_judgement(&page);
    if (code == EXIT_CLEAN)
        code = print_sources(&page);
    cir_arena_free(&page.arena);
    return code;
}
