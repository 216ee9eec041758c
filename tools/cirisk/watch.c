#include "watch.h"

#include "listing.h"
#include "say.h"

#include <inttypes.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { VALUE_SHOWN = 60 };

// clang-format off
const struct option_row watch_rows[WATCH_ROWS] = {
    {"max-errors", '\0', OPTION_COUNT, offsetof(struct watch_options, max_errors), "N", NULL, "20", COMPLETE_NOTHING,
     "most problems of rows, and most overrides that do not fit, to print; all are counted"},
    {"quiet", 'q', OPTION_FLAG, offsetof(struct watch_options, quiet), NULL, NULL, NULL, COMPLETE_NOTHING,
     "print nothing but what stops the run"},
};
// clang-format on

/* Set by a signal, which has no other way to tell; read by whichever thread reports progress. */
static atomic_bool interrupted;

static void on_interrupt(int number)
{
    (void)number;
    atomic_store(&interrupted, true);
}

struct watch watch_start(const struct watch_options *options, const struct terminal_options *screen, const char *file)
{
    struct terminal terminal = terminal_of(stderr, screen);
    return (struct watch){
        .options = options, .file = file, .terminal = terminal, .progress = progress_start(&terminal, options->quiet)};
}

static void add_place(struct cir_buffer *buffer, const char *file, const struct cir_problem *problem)
{
    say_add_visible(buffer, cir_text_of(file), 0);
    cir_buffer_add_format(buffer, ":%zu", problem->line);
    if (problem->column > 0)
        cir_buffer_add_format(buffer, ":%zu", problem->column);
    cir_buffer_add_format(buffer, ": %s: ", cir_problem_code(problem->code));
}

void watch_add_finding(struct cir_buffer *line, const struct cir_problem *problem)
{
    if (problem->field[0] != '\0') {
        say_add_visible(line, cir_text_of(problem->field), VALUE_SHOWN);
        cir_buffer_add_string(line, " '");
        say_add_visible(line, problem->value, VALUE_SHOWN);
        cir_buffer_add_string(line, "'");
    } else {
        cir_buffer_add_string(line, cir_problem_meaning(problem->code));
    }
    if (problem->expected[0] != '\0') {
        cir_buffer_add_string(line, "; expected ");
        say_add_visible(line, cir_text_of(problem->expected), 0);
    }
    if (problem->suggestion[0] != '\0') {
        bool is_value = cir_problem_suggests_value(problem);
        cir_buffer_add_string(line, is_value ? "; did you mean '" : "; ");
        say_add_visible(line, cir_text_of(problem->suggestion), 0);
        cir_buffer_add_string(line, is_value ? "'?" : "");
    }
}

void watch_add_problem(struct cir_buffer *line, const char *file, const struct cir_problem *problem)
{
    add_place(line, file, problem);
    watch_add_finding(line, problem);
}

/* Unless enough was said. */
static void say_problem(struct watch *watch, const char *file, const struct cir_problem *problem)
{
    struct cir_buffer line = {0};
    if (watch->options->quiet || watch->problems++ >= watch->options->max_errors)
        return;
    watch_add_problem(&line, file, problem);
    cir_buffer_add_char(&line, '\n');
    progress_clear(&watch->progress);
    if (!line.failed)
        fwrite(line.data, 1, line.size, stderr);
    cir_buffer_free(&line);
}

static void on_problem(void *context, const struct cir_problem *problem)
{
    struct watch *watch = context;
    say_problem(watch, watch->file, problem);
}

void watch_reject(struct watch *watch, const struct cir_register_reject *reject)
{
    for (size_t i = 0; i < reject->problem_count; i++)
        say_problem(watch, reject->file, &reject->problems[i]);
}

/* What stops the run is said even to those who want nothing else. */
static void on_misfit(void *context, const struct cir_error *error)
{
    struct watch *watch = context;
    if (watch->misfits++ >= watch->options->max_errors && watch->misfits > 1)
        return;
    progress_clear(&watch->progress);
    say_error(error);
}

static bool on_progress(void *context, uint64_t bytes, uint64_t size, uint64_t rows)
{
    struct watch *watch = context;
    progress_show(&watch->progress, bytes, size, rows);
    return !atomic_load(&interrupted);
}

struct cir_observer watch_observer(struct watch *watch)
{
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return (struct cir_observer){.context = watch, .problem = on_problem, .misfit = on_misfit, .progress = on_progress};
}

static void say_more(uint64_t seen, uint64_t shown)
{
    if (seen > shown)
        fprintf(stderr, "and %" PRIu64 " more; --max-errors N shows more\n", seen - shown);
}

void watch_end(struct watch *watch)
{
    progress_clear(&watch->progress);
    say_more(watch->problems, watch->options->max_errors);
    say_more(watch->misfits, watch->options->max_errors > 0 ? watch->options->max_errors : 1);
}

int watch_say_error(const struct watch *watch, const struct cir_error *error)
{
    return watch->misfits > 0 && error->status == CIR_BAD_OVERRIDE ? cir_status_exit_code(error->status)
                                                                   : say_error(error);
}

static void print_problems(const struct watch *watch, const struct cir_tally *tally)
{
    static const struct listing_column columns[] = {
        {"problem", LISTING_WORDS}, {"times", LISTING_NUMBER}, {"meaning", LISTING_WRAP}};
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    for (int i = 0; i < CIR_PROBLEM_COUNT; i++) {
        if (tally->problems[i] == 0)
            continue;
        listing_row(&listing);
        listing_set(&listing, 0, cir_problem_code((enum cir_problem_code)i));
        listing_set_format(&listing, 1, "%" PRIu64, tally->problems[i]);
        listing_set(&listing, 2, cir_problem_meaning((enum cir_problem_code)i));
    }
    fputc('\n', stderr);
    listing_print(&listing, LISTING_TEXT, &watch->terminal, stderr);
    cir_arena_free(&arena);
}

void watch_print_counts(const struct watch *watch, const struct cir_tally *tally)
{
    if (watch->options->quiet)
        return;
    fprintf(stderr, "rows %" PRIu64 " = scored %" PRIu64 " + rejected %" PRIu64 "\n", tally->rows, tally->scored,
            tally->rejected);
    if (tally->overrides > 0)
        fprintf(stderr, "overrides %" PRIu64 " in %" PRIu64 " rows\n", tally->overrides, tally->overridden);
    if (tally->rejected > 0)
        print_problems(watch, tally);
}

void watch_print_impacts(const struct watch *watch, const struct cir_tally *tally, const struct cir_network *network)
{
    if (watch->options->quiet)
        return;
    fprintf(stderr,
            "impacts %" PRIu64 ", by the network %s of %d in %s; not in it %" PRIu64 ", cannot tell %" PRIu64
            "; licence: %s\n",
            tally->impacts[CIR_IMPACT_TOLD], network->name, network->year, network->unit,
            tally->impacts[CIR_IMPACT_NOT_IN_NETWORK], tally->impacts[CIR_IMPACT_CANNOT_TELL], network->licence);
}

void watch_print_campaigns(const struct watch *watch, const struct cir_tally *tally, const struct cir_network *network)
{
    if (watch->options->quiet)
        return;
    fprintf(stderr, "campaigns %" PRIu64 ", of %" PRIu64 " incidents", tally->campaigns, tally->campaign_incidents);
    if (tally->undated > 0)
        fprintf(stderr, "; %" PRIu64 " of them without a date are in none", tally->undated);
    if (network != NULL)
        fprintf(stderr, "; impacts %" PRIu64 ", not in the network %" PRIu64 ", cannot tell %" PRIu64,
                tally->campaign_impacts[CIR_IMPACT_TOLD], tally->campaign_impacts[CIR_IMPACT_NOT_IN_NETWORK],
                tally->campaign_impacts[CIR_IMPACT_CANNOT_TELL]);
    fputc('\n', stderr);
}

void watch_print_gate(const struct watch *watch, const char *gate, uint64_t incidents, const uint64_t *campaigns)
{
    if (watch->options->quiet)
        return;
    fprintf(stderr, "\n--fail-on %s: incidents %" PRIu64, gate, incidents);
    if (campaigns != NULL)
        fprintf(stderr, ", campaigns %" PRIu64, *campaigns);
    fputc('\n', stderr);
}

static const char *column_label(const struct cir_definitions *definitions, size_t column)
{
    switch (column) {
    case CIR_TALLY_NONE:
        return "outside all";
    case CIR_TALLY_UNKNOWN:
        return "not known";
    case CIR_TALLY_TOTAL:
        return "all incidents";
    case CIR_TALLY_CAMPAIGNS:
        return "all campaigns";
    default:
        return definitions->sectors[column].code;
    }
}

static uint64_t column_sum(const struct cir_level_table *table, size_t column)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < CIR_OUTCOMES_MAX; i++)
        sum += table->counts[i][column];
    return sum;
}

static bool has_several_sectors(const struct cir_level_table *table)
{
    uint64_t sum = 0;
    for (size_t column = 0; column < CIR_TALLY_TOTAL; column++)
        sum += column_sum(table, column);
    return sum != column_sum(table, CIR_TALLY_TOTAL);
}

/* All levels; "cannot-tell" and "not-applicable" only where they were met. */
static size_t list_outcomes(size_t *outcomes, const struct cir_scheme *scheme, const struct cir_level_table *table)
{
    size_t count = 0;
    for (size_t i = 0; i < cir_verdict_outcomes(scheme); i++)
        if (i < scheme->band_count || table->counts[i][CIR_TALLY_TOTAL] + table->counts[i][CIR_TALLY_CAMPAIGNS] > 0)
            outcomes[count++] = i;
    return count;
}

/* Sectors as rows, outcomes as columns, the sum last. */
static void fill_levels(struct listing *listing, const struct cir_level_table *table, const size_t *outcomes,
                        size_t outcome_count, const struct cir_definitions *definitions)
{
    for (size_t column = 0; column < CIR_TALLY_COLUMNS; column++) {
        uint64_t sum = column_sum(table, column);
        if (sum == 0)
            continue;
        listing_row(listing);
        listing_set(listing, 0, column_label(definitions, column));
        for (size_t i = 0; i < outcome_count; i++)
            listing_set_format(listing, i + 1, "%" PRIu64, table->counts[outcomes[i]][column]);
        listing_set_format(listing, outcome_count + 1, "%" PRIu64, sum);
    }
}

static void print_levels_of(const struct watch *watch, const struct cir_scheme *scheme,
                            const struct cir_level_table *table, const struct cir_definitions *definitions)
{
    struct listing_column columns[CIR_OUTCOMES_MAX + 2] = {{"sector", LISTING_WORDS}};
    size_t outcomes[CIR_OUTCOMES_MAX];
    size_t count = list_outcomes(outcomes, scheme, table);
    for (size_t i = 0; i < count; i++)
        columns[i + 1] =
            (struct listing_column){cir_verdict_label(scheme, cir_verdict_level(scheme, outcomes[i])), LISTING_NUMBER};
    columns[count + 1] = (struct listing_column){"sum", LISTING_NUMBER};
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, count + 2, &arena);
    fill_levels(&listing, table, outcomes, count, definitions);
    fprintf(stderr, "\n%s %s: incidents by sector and level\n", scheme->name, scheme->version);
    listing_print(&listing, LISTING_TEXT, &watch->terminal, stderr);
    if (has_several_sectors(table))
        fputs("An incident that hit several sectors counts in each; the line of all incidents counts it once.\n",
              stderr);
    cir_arena_free(&arena);
}

void watch_print_levels(const struct watch *watch, const struct cir_tally *tally,
                        const struct cir_definitions *definitions)
{
    if (watch->options->quiet || tally->scored == 0)
        return;
    for (size_t i = 0; i < tally->scheme_count; i++)
        print_levels_of(watch, tally->schemes[i], &tally->tables[i], definitions);
}
