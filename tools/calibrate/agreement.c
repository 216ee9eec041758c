#include "agreement.h"

#include <math.h>
#include <stdlib.h>

/* One way to read an order out of a verdict. */
typedef struct place view(const struct cir_verdict *verdict);

static struct place exactly(double value)
{
    return (struct place){.scale = "scheme", .low = value, .high = value};
}

static struct place between(double low, double high)
{
    return (struct place){.scale = "scheme", .low = low, .high = high};
}

static struct place point(const struct cir_verdict *verdict)
{
    return exactly(verdict->score.point);
}

static struct place level(const struct cir_verdict *verdict)
{
    return exactly(verdict->level == CIR_LEVEL_UNKNOWN ? NAN : (double)verdict->level);
}

static struct place middle(const struct cir_verdict *verdict)
{
    return exactly((verdict->score.low + verdict->score.high) / 2);
}

static struct place low_end(const struct cir_verdict *verdict)
{
    return exactly(verdict->score.low);
}

static struct place high_end(const struct cir_verdict *verdict)
{
    return exactly(verdict->score.high);
}

static struct place level_low(const struct cir_verdict *verdict)
{
    return exactly(verdict->level_low);
}

static struct place level_high(const struct cir_verdict *verdict)
{
    return exactly(verdict->level_high);
}

static struct place score_interval(const struct cir_verdict *verdict)
{
    return between(verdict->score.low, verdict->score.high);
}

static struct place level_interval(const struct cir_verdict *verdict)
{
    return between(verdict->level_low, verdict->level_high);
}

static struct place coverage(const struct cir_verdict *verdict)
{
    return exactly(verdict->score.coverage);
}

static const struct {
    const char *name;
    view *place_of;
} views[] = {
    {"score", point},
    {"level", level},
    {"middle of the interval", middle},
    {"low end of the score", low_end},
    {"high end of the score", high_end},
    {"level_low", level_low},
    {"level_high", level_high},
    {"score, intervals apart", score_interval},
    {"levels apart", level_interval},
    {"coverage (a control)", coverage},
};

struct comparison {
    struct place *outside;
    struct place *inside;
    size_t *picks;
    double *values;
    gsl_rng *random;
};

/* Those that somebody put on a scale and that the view puts somewhere. */
static size_t fill(struct comparison *comparison, const struct subjects *subjects, view *place_of)
{
    size_t count = 0;
    for (size_t i = 0; i < subjects->count; i++) {
        struct place inside = place_of(&subjects->list[i].verdict);
        if (subjects->list[i].outside.scale == NULL || isnan(inside.low))
            continue;
        comparison->outside[count] = subjects->list[i].outside;
        comparison->inside[count++] = inside;
    }
    return count;
}

static void compare(struct report *report, struct comparison *comparison, size_t count,
                    const struct resampling *resampling)
{
    struct pairs pairs = pairs_count(comparison->inside, comparison->outside, NULL, count);
    struct bootstrap bootstrap = {NAN, NAN, 0};
    if (count >= AGREEMENT_INTERVAL_MIN) {
        gsl_rng_set(comparison->random, resampling->seed);
        bootstrap = pairs_bootstrap(comparison->inside, comparison->outside, count, comparison->random,
                                    resampling->resamples, comparison->values, comparison->picks);
    }
    if (20 * bootstrap.without > resampling->resamples)
        bootstrap = (struct bootstrap){NAN, NAN, bootstrap.without};
    report_count(report, count);
    report_count(report, pairs.agree);
    report_count(report, pairs.disagree);
    report_count(report, pairs.tied_first);
    report_count(report, pairs.tied_second);
    report_count(report, pairs.tied_both);
    report_count(report, pairs.not_comparable);
    report_number(report, pairs_tau_b(&pairs), 3);
    report_number(report, bootstrap.low, 3);
    report_number(report, bootstrap.high, 3);
}

static void free_comparison(struct comparison *comparison)
{
    free(comparison->outside);
    free(comparison->inside);
    free(comparison->picks);
    free(comparison->values);
    if (comparison->random != NULL)
        gsl_rng_free(comparison->random);
}

static bool make_comparison(struct comparison *comparison, size_t count, size_t resamples)
{
    comparison->outside = calloc(count + 1, sizeof *comparison->outside);
    comparison->inside = calloc(count + 1, sizeof *comparison->inside);
    comparison->picks = calloc(count + 1, sizeof *comparison->picks);
    comparison->values = calloc(resamples + 1, sizeof *comparison->values);
    comparison->random = gsl_rng_alloc(gsl_rng_mt19937);
    return comparison->outside != NULL && comparison->inside != NULL && comparison->picks != NULL &&
           comparison->values != NULL && comparison->random != NULL;
}

static enum cir_status compare_all(struct report *report, const char *title, const struct subjects *subjects,
                                   const struct resampling *resampling, struct cir_error *error)
{
    static const char *const columns[] = {"by",        "compared",   "agree",        "disagree",
                                          "tied here", "tied there", "tied in both", "not comparable",
                                          "tau-b",     "2.5 %",      "97.5 %"};
    struct comparison comparison = {0};
    enum cir_status status = CIR_OK;
    if (make_comparison(&comparison, subjects->count, resampling->resamples)) {
        report_start(report, title, columns, sizeof columns / sizeof columns[0]);
        for (size_t i = 0; i < sizeof views / sizeof views[0]; i++) {
            report_word(report, views[i].name);
            compare(report, &comparison, fill(&comparison, subjects, views[i].place_of), resampling);
        }
        report_end(report);
    } else {
        status = cir_fail_memory(error);
    }
    free_comparison(&comparison);
    return status;
}

static void report_range(struct report *report, double low, double high)
{
    struct cir_buffer text = {0};
    if (low == high)
        cir_buffer_add_format(&text, "%d", (int)low);
    else
        cir_buffer_add_format(&text, "%d to %d", (int)low, (int)high);
    cir_buffer_add_char(&text, '\0');
    report->text.failed = report->text.failed || text.failed;
    report_word(report, text.failed ? "" : text.data);
    cir_buffer_free(&text);
}

static void report_level(struct report *report, int level)
{
    if (level == CIR_LEVEL_UNKNOWN)
        report_word(report, "cannot-tell");
    else
        report_range(report, level, level);
}

static void list_declared(struct report *report, const struct subjects *subjects)
{
    static const char *const columns[] = {"id",   "scale", "declared",     "score",  "low",
                                          "high", "level", "level may be", "meaning"};
    report_start(report, "Landmarks that somebody declared (a higher number is graver)", columns,
                 sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < subjects->count; i++) {
        const struct subject *subject = &subjects->list[i];
        if (subject->meaning[0] == '\0')
            continue;
        report_word(report, subject->id);
        report_word(report, subject->outside.scale != NULL ? subject->outside.scale : "-");
        if (subject->outside.scale != NULL)
            report_range(report, subject->outside.low, subject->outside.high);
        else
            report_word(report, "-");
        report_number(report, subject->verdict.score.point, 1);
        report_number(report, subject->verdict.score.low, 1);
        report_number(report, subject->verdict.score.high, 1);
        report_level(report, subject->verdict.level);
        report_range(report, subject->verdict.level_low, subject->verdict.level_high);
        report_word(report, subject->meaning);
    }
    report_end(report);
}

static void count_declared(struct report *report, const struct subjects *subjects)
{
    static const char *const columns[] = {"landmarks", "count"};
    size_t placed = 0;
    for (size_t i = 0; i < subjects->count; i++)
        placed += subjects->list[i].outside.scale != NULL;
    report_start(report, "Official declarations", columns, sizeof columns / sizeof columns[0]);
    report_word(report, "all");
    report_count(report, subjects->rows);
    report_word(report, "rejected: left out");
    report_count(report, subjects->left_out);
    report_word(report, "without a declaration: left out");
    report_count(report, subjects->count - subjects->declared);
    report_word(report, "declared, but on no scale: left out");
    report_count(report, subjects->declared - placed);
    report_word(report, "on a scale");
    report_count(report, placed);
    report_end(report);
}

/* Places on a scale that the scheme's bands answer to themselves can be compared one by one. */
static void meet_bands(struct report *report, const struct subjects *subjects, const struct cir_scheme *scheme)
{
    static const char *const columns[] = {"id", "declared", "level", "level may be", "verdict"};
    report_start(report, "Declared levels of the US schema (ciss) beside the levels that the bands answer to", columns,
                 sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < subjects->count; i++) {
        const struct subject *subject = &subjects->list[i];
        const struct cir_verdict *verdict = &subject->verdict;
        const struct place *outside = &subject->outside;
        if (outside->scale == NULL || strcmp(outside->scale, "ciss") != 0 || verdict->level == CIR_LEVEL_UNKNOWN)
            continue;
        int here = scheme->bands[cir_verdict_band(scheme, verdict->level)].ppd41;
        int least = scheme->bands[cir_verdict_band(scheme, verdict->level_low)].ppd41;
        int most = scheme->bands[cir_verdict_band(scheme, verdict->level_high)].ppd41;
        report_word(report, subject->id);
        report_range(report, outside->low, outside->high);
        report_range(report, here, here);
        report_range(report, least, most);
        report_word(report, here >= outside->low && here <= outside->high    ? "agrees"
                            : least <= outside->high && most >= outside->low ? "disagrees, could agree"
                                                                             : "disagrees");
    }
    report_end(report);
}

enum cir_status agreement_declared(struct report *report, const struct subjects *subjects,
                                   const struct cir_scheme *scheme, const struct resampling *resampling,
                                   struct cir_error *error)
{
    count_declared(report, subjects);
    list_declared(report, subjects);
    meet_bands(report, subjects, scheme);
    return compare_all(report, "Order of the declared landmarks, pairs within one scale", subjects, resampling, error);
}

/* What is known of the rows of one rating. */
struct rating_row {
    size_t count;
    size_t told;
    double low, high, level_low, coverage; /* sums */
    double most_coverage;
};

static struct rating_row sum_rating(const struct subjects *subjects, double rank)
{
    struct rating_row row = {0};
    for (size_t i = 0; i < subjects->count; i++) {
        const struct cir_verdict *verdict = &subjects->list[i].verdict;
        if (subjects->list[i].outside.low != rank)
            continue;
        row.count++;
        row.told += verdict->level != CIR_LEVEL_UNKNOWN;
        row.low += verdict->score.low;
        row.high += verdict->score.high;
        row.level_low += verdict->level_low;
        row.coverage += verdict->score.coverage;
        row.most_coverage = cir_greater(row.most_coverage, verdict->score.coverage);
    }
    return row;
}

static void report_rating(struct report *report, const struct rating_row *row)
{
    double count = (double)row->count;
    report_count(report, row->count);
    report_count(report, row->told);
    report_number(report, row->low / count, 1);
    report_number(report, row->high / count, 1);
    report_number(report, row->level_low / count, 2);
    report_number(report, row->coverage / count, 2);
    report_number(report, row->most_coverage, 2);
}

static const struct subject *next_rating(const struct subjects *subjects, double above)
{
    const struct subject *next = NULL;
    for (size_t i = 0; i < subjects->count; i++) {
        const struct subject *subject = &subjects->list[i];
        if (subject->outside.low > above && (next == NULL || subject->outside.low < next->outside.low))
            next = subject;
    }
    return next;
}

static void count_rated(struct report *report, const struct subjects *subjects)
{
    static const char *const columns[] = {"rows", "count"};
    report_start(report, "Rated rows", columns, sizeof columns / sizeof columns[0]);
    report_word(report, "of the log");
    report_count(report, subjects->rows);
    report_word(report, "rated");
    report_count(report, subjects->count + subjects->left_out);
    report_word(report, "of an id that repeats, or rejected: left out");
    report_count(report, subjects->left_out);
    report_word(report, "compared");
    report_count(report, subjects->count);
    report_end(report);
}

enum cir_status agreement_rated(struct report *report, const struct subjects *subjects,
                                const struct resampling *resampling, struct cir_error *error)
{
    count_rated(report, subjects);
    static const char *const columns[] = {"rating",    "rows",           "level told",    "mean low",
                                          "mean high", "mean level_low", "mean coverage", "most coverage"};
    report_start(report, "Rated rows: what the scheme knows of them", columns, sizeof columns / sizeof columns[0]);
    for (const struct subject *of = next_rating(subjects, -INFINITY); of != NULL;
         of = next_rating(subjects, of->outside.low)) {
        struct rating_row row = sum_rating(subjects, of->outside.low);
        report_word(report, of->meaning);
        report_rating(report, &row);
    }
    report_end(report);
    return compare_all(report, "Order of the rated rows", subjects, resampling, error);
}
