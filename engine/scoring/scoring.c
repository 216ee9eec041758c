#include "scoring/aggregate.h"
#include "scoring/rules.h"
#include "scoring/scope.h"

#include <string.h>

enum { RULING_PLACES = 4 };

static int higher(int a, int b)
{
    return a > b ? a : b;
}

/* Words of the sets of criteria that are in use. */
static size_t truth_words(const struct cir_scheme *scheme)
{
    return (scheme->criterion_count + 63) / 64;
}

static bool factor_changes(const struct cir_factor *factor, const bool *changes)
{
    bool any = changes == NULL;
    for (size_t i = 0; i < factor->input_count && !any; i++)
        any = changes[factor->inputs[i].measure];
    return any;
}

static bool criterion_changes(const struct cir_criterion *criterion, const bool *changes)
{
    return changes == NULL || changes[criterion->measure] ||
           (criterion->filter_measure != CIR_INDEX_NONE && changes[criterion->filter_measure]);
}

static void add_factor(struct cir_sums *sums, const struct cir_scheme *scheme, unsigned number,
                       const struct cir_measured *measured)
{
    struct cir_factor_values values;
    cir_factor_evaluate_all(&values, &scheme->factors[number], measured);
    cir_sums_add(sums, scheme, number, &values, measured->count);
}

static void settle_factor(struct cir_scoring *scoring, unsigned number, const struct cir_measured *first)
{
    struct cir_factor_values values;
    cir_factor_evaluate_all(&values, &scoring->scheme->factors[number], first);
    cir_sums_add(&scoring->settled, scoring->scheme, number, &values, 1);
}

/* ---- rules ---- */

static inline uint64_t hash_truths(const struct cir_scoring *scoring, size_t i)
{
    const struct cir_truth_columns *truths = &scoring->truths;
    uint64_t hash = 0;
    for (size_t word = 0; word < truth_words(scoring->scheme); word++)
        hash = (hash ^ truths->certain[word][i] ^ truths->possible[word][i] << 1) * UINT64_C(0x9e3779b97f4a7c15);
    return hash >> 32;
}

static inline bool is_ruling_of(const struct cir_ruling *ruling, const struct cir_scoring *scoring, size_t i)
{
    bool same = ruling->is_made;
    for (size_t word = 0; word < truth_words(scoring->scheme); word++)
        same = same && ruling->certain[word] == scoring->truths.certain[word][i] &&
               ruling->possible[word] == scoring->truths.possible[word][i];
    return same;
}

static void make_ruling(struct cir_ruling *ruling, const struct cir_scoring *scoring, size_t i)
{
    const struct cir_scheme *scheme = scoring->scheme;
    struct cir_truths truths;
    cir_truths_at(&truths, scheme, &scoring->truths, i);
    memcpy(ruling->certain, truths.certain, sizeof ruling->certain);
    memcpy(ruling->possible, truths.possible, sizeof ruling->possible);
    ruling->levels = cir_rules_evaluate(scheme, &truths);
    ruling->scope = cir_scope_rule(scheme, &truths);
    ruling->is_made = true;
    ruling->is_missed_known = false;
    ruling->is_told = false;
}

/* Sought only where it is asked for: it takes longer than all the rest. */
static unsigned criterion_missed(struct cir_ruling *ruling, const struct cir_scoring *scoring, size_t i)
{
    if (!ruling->is_missed_known) {
        struct cir_truths truths;
        cir_truths_at(&truths, scoring->scheme, &scoring->truths, i);
        ruling->missed = cir_criterion_missed_most(scoring->scheme, &truths);
        ruling->is_missed_known = true;
    }
    return ruling->missed;
}

/* A ruling lies at one of a few places; where all are taken by others, it takes the first. */
static __attribute__((noinline)) struct cir_ruling *seek_ruling(struct cir_scoring *scoring, size_t i, uint64_t hash)
{
    struct cir_ruling *ruling = &scoring->rulings[hash % CIR_RULINGS];
    for (uint64_t k = 0; k < RULING_PLACES; k++) {
        struct cir_ruling *place = &scoring->rulings[(hash + k) % CIR_RULINGS];
        if (is_ruling_of(place, scoring, i))
            return place;
        if (!place->is_made) {
            ruling = place;
            break;
        }
    }
    make_ruling(ruling, scoring, i);
    return ruling;
}

/* Nearly all lie at their first place. */
static inline struct cir_ruling *ruling_of(struct cir_scoring *scoring, size_t i)
{
    uint64_t hash = hash_truths(scoring, i);
    struct cir_ruling *first = &scoring->rulings[hash % CIR_RULINGS];
    return is_ruling_of(first, scoring, i) ? first : seek_ruling(scoring, i, hash);
}

const struct cir_ruling *cir_scoring_ruling(struct cir_scoring *scoring, size_t i)
{
    return ruling_of(scoring, i);
}

/* ---- verdicts ---- */

/* Levels by the bands alone: of all subjects, and of one. */
struct band_levels {
    int low[CIR_BATCH];
    int point[CIR_BATCH];
    int high[CIR_BATCH];
};

struct bands_of_one {
    int low, point, high;
};

static void settle_levels(struct cir_verdict *verdict, const struct cir_scheme *scheme,
                          const struct bands_of_one *bands, const struct cir_rule_levels *rules)
{
    verdict->level_low = higher(bands->low, rules->low);
    verdict->level_high = higher(bands->high, rules->high);
    verdict->level = CIR_LEVEL_UNKNOWN;
    bool lifts = scheme->factor_count > 0 && rules->low > scheme->bands[0].level;
    if (!isnan(verdict->score.point))
        verdict->level = higher(bands->point, rules->low);
    else if (lifts || verdict->level_low == verdict->level_high)
        verdict->level = verdict->level_low; /* without a score, a rule that surely holds still lifts */
}

/* A weighted axis of which nothing is known is what keeps the score from being told. */
static bool is_silent(const struct cir_verdict *verdict, const struct cir_scheme *scheme, size_t axis)
{
    return scheme->axes[axis].kind == CIR_AXIS_WEIGHT && isnan(verdict->axes[axis].point);
}

/* The factor that is missed most, on a silent axis if there is one; of equals the first. */
static unsigned factor_missed(const struct cir_scoring *scoring, size_t i, const struct cir_verdict *verdict)
{
    const struct cir_scheme *scheme = scoring->scheme;
    bool any_silent = false;
    double most = 0;
    unsigned factor = CIR_INDEX_NONE;
    for (size_t axis = 0; axis < scheme->axis_count; axis++) {
        const struct cir_axis_sums *sums = &scoring->sums.axes[axis];
        bool silent = is_silent(verdict, scheme, axis) && sums->missed_reach[i] > 0;
        if (silent < any_silent || !(sums->missed_reach[i] > most || silent > any_silent))
            continue;
        any_silent = silent;
        most = sums->missed_reach[i];
        factor = (unsigned)sums->missed[i];
    }
    return factor;
}

static void settle_missed(struct cir_verdict *verdict, const struct cir_scoring *scoring, size_t i,
                          struct cir_ruling *ruling)
{
    unsigned factor = factor_missed(scoring, i, verdict);
    unsigned criterion = factor == CIR_INDEX_NONE ? criterion_missed(ruling, scoring, i) : CIR_INDEX_NONE;
    if (factor == CIR_INDEX_NONE && criterion == CIR_INDEX_NONE)
        return;
    verdict->reason = factor != CIR_INDEX_NONE ? CIR_REASON_MISSING : CIR_REASON_CRITERION;
    verdict->reason_number = factor != CIR_INDEX_NONE ? factor : criterion;
}

/* The leading factor stands already; a rule takes its place when it lifted the level. */
static void settle_reason(struct cir_verdict *verdict, const struct bands_of_one *bands,
                          const struct cir_rule_levels *rules)
{
    int level = isnan(verdict->score.point) ? bands->low : bands->point;
    if (rules->rule != CIR_INDEX_NONE && rules->low > level) {
        verdict->reason = CIR_REASON_RULE;
        verdict->reason_number = rules->rule;
    }
}

static void judge_factors(struct cir_scoring *scoring, const struct cir_measured *measured)
{
    cir_sums_begin(&scoring->sums, &scoring->settled, scoring->scheme);
    for (size_t i = 0; i < scoring->factor_count; i++)
        add_factor(&scoring->sums, scoring->scheme, scoring->factors[i], measured);
}

static void judge_criteria(struct cir_scoring *scoring, const struct cir_measured *measured)
{
    struct cir_truth_columns *truths = &scoring->truths;
    for (size_t word = 0; word < truth_words(scoring->scheme); word++)
        for (size_t i = 0; i < measured->count; i++) {
            truths->certain[word][i] = scoring->settled_truths.certain[word][0];
            truths->possible[word][i] = scoring->settled_truths.possible[word][0];
        }
    for (size_t i = 0; i < scoring->criterion_count; i++)
        cir_criterion_add(truths, scoring->scheme, scoring->criteria[i], measured);
}

static void set_no_score(struct cir_verdict *verdict, const struct cir_scheme *scheme, double coverage)
{
    const struct cir_interval none = {NAN, NAN, NAN, NAN};
    verdict->score = (struct cir_interval){NAN, NAN, NAN, coverage};
    for (size_t i = 0; i < scheme->axis_count; i++)
        verdict->axes[i] = none;
    verdict->reason = CIR_REASON_NONE;
    verdict->reason_number = 0;
}

static void make_scores(struct cir_totals *totals, struct band_levels *bands, const struct cir_scoring *scoring,
                        size_t count)
{
    const struct cir_scheme *scheme = scoring->scheme;
    cir_totals_make(totals, scheme, &scoring->sums, count);
    cir_band_levels(bands->low, scheme, totals->score.low, count);
    cir_band_levels(bands->point, scheme, totals->score.point, count);
    cir_band_levels(bands->high, scheme, totals->score.high, count);
}

static void set_outside(struct cir_verdict *verdict, const struct cir_scheme *scheme, unsigned criterion)
{
    set_no_score(verdict, scheme, NAN);
    verdict->level = verdict->level_low = verdict->level_high = CIR_LEVEL_NOT_APPLICABLE;
    verdict->reason = CIR_REASON_OUTSIDE;
    verdict->reason_number = criterion;
}

/* A level told of what may lie outside the scope could be a false alarm, and none told at all a false all-clear. */
static void hold_back(struct cir_verdict *verdict, unsigned criterion)
{
    verdict->level = CIR_LEVEL_UNKNOWN;
    verdict->score.point = NAN;
    verdict->reason = CIR_REASON_CRITERION;
    verdict->reason_number = criterion;
}

/* Inside the scope, or perhaps; the score stands already. */
static inline void settle(struct cir_verdict *verdict, const struct cir_scoring *scoring, size_t i,
                          const struct bands_of_one *bands, struct cir_ruling *ruling)
{
    settle_levels(verdict, scoring->scheme, bands, &ruling->levels);
    if (ruling->scope.applies == CIR_POSSIBLE)
        hold_back(verdict, ruling->scope.criterion);
    else if (verdict->level == CIR_LEVEL_UNKNOWN)
        settle_missed(verdict, scoring, i, ruling);
    else
        settle_reason(verdict, bands, &ruling->levels);
}

static void judge_scores(struct cir_scoring *scoring, size_t count, struct cir_verdict *verdicts, size_t step)
{
    const struct cir_scheme *scheme = scoring->scheme;
    struct cir_totals totals;
    struct band_levels bands;
    make_scores(&totals, &bands, scoring, count);
    for (size_t i = 0; i < count; i++) {
        struct cir_verdict *verdict = &verdicts[i * step];
        struct cir_ruling *ruling = ruling_of(scoring, i);
        const struct bands_of_one of_one = {bands.low[i], bands.point[i], bands.high[i]};
        if (ruling->scope.applies == CIR_FALSE) {
            set_outside(verdict, scheme, ruling->scope.criterion);
            continue;
        }
        cir_totals_at(&totals, i, scheme, verdict);
        settle(verdict, scoring, i, &of_one, ruling);
    }
}

/* There is no score, and the bands give nothing but the lowest level. */
static void rule(struct cir_verdict *verdict, const struct cir_scoring *scoring, size_t i, struct cir_ruling *ruling)
{
    const struct cir_scheme *scheme = scoring->scheme;
    const int lowest = scheme->bands[0].level;
    const struct bands_of_one bands = {lowest, lowest, lowest};
    struct cir_truths truths;
    if (ruling->scope.applies == CIR_FALSE) {
        set_outside(verdict, scheme, ruling->scope.criterion);
        return;
    }
    cir_truths_at(&truths, scheme, &scoring->truths, i);
    set_no_score(verdict, scheme, cir_rules_coverage(scheme, &truths));
    settle(verdict, scoring, i, &bands, ruling);
}

/* Of all subjects of which the same is true a scheme of rules alone says the same. */
static void tell(struct cir_ruling *ruling, const struct cir_scoring *scoring, size_t i)
{
    struct cir_verdict verdict;
    rule(&verdict, scoring, i, ruling);
    ruling->told = (struct cir_told){verdict.level,         verdict.level_low, verdict.level_high,
                                     verdict.reason_number, verdict.reason,    verdict.score.coverage};
    ruling->is_told = true;
}

static void judge_rules(struct cir_scoring *scoring, size_t count, struct cir_verdict *verdicts, size_t step)
{
    for (size_t i = 0; i < count; i++) {
        struct cir_verdict *verdict = &verdicts[i * step];
        struct cir_ruling *ruling = ruling_of(scoring, i);
        if (!ruling->is_told)
            tell(ruling, scoring, i);
        const struct cir_told *told = &ruling->told;
        set_no_score(verdict, scoring->scheme, told->coverage);
        verdict->level = told->level;
        verdict->level_low = told->level_low;
        verdict->level_high = told->level_high;
        verdict->reason_number = told->reason_number;
        verdict->reason = told->reason;
    }
}

static void judge(struct cir_scoring *scoring, const struct cir_measured *measured, struct cir_verdict *verdicts,
                  size_t step)
{
    judge_factors(scoring, measured);
    judge_criteria(scoring, measured);
    if (scoring->scheme->factor_count > 0)
        judge_scores(scoring, measured->count, verdicts, step);
    else
        judge_rules(scoring, measured->count, verdicts, step);
}

static void copy_verdict(struct cir_verdict *to, const struct cir_verdict *from, const struct cir_scheme *scheme)
{
    memcpy(to, from, offsetof(struct cir_verdict, axes) + scheme->axis_count * sizeof from->axes[0]);
}

void cir_scoring_judge(struct cir_scoring *scoring, const struct cir_measured *measured, struct cir_verdict *verdicts,
                       size_t step)
{
    if (!scoring->is_settled)
        judge(scoring, measured, verdicts, step);
    else
        for (size_t i = 0; i < measured->count; i++)
            copy_verdict(&verdicts[i * step], &scoring->settled_verdict, scoring->scheme);
}

void cir_scoring_start(struct cir_scoring *scoring, const struct cir_scheme *scheme,
                       const struct cir_measured *measured, const bool *changes)
{
    const struct cir_measured first = cir_measured_alone(measured, 0);
    scoring->scheme = scheme;
    scoring->factor_count = 0;
    scoring->criterion_count = 0;
    for (size_t word = 0; word < truth_words(scheme); word++)
        scoring->settled_truths.certain[word][0] = scoring->settled_truths.possible[word][0] = 0;
    for (size_t i = 0; i < CIR_RULINGS; i++)
        scoring->rulings[i].is_made = false;
    cir_sums_clear(&scoring->settled, scheme);
    for (unsigned i = 0; i < scheme->factor_count; i++)
        if (factor_changes(&scheme->factors[i], changes))
            scoring->factors[scoring->factor_count++] = i;
        else
            settle_factor(scoring, i, &first);
    for (unsigned i = 0; i < scheme->criterion_count; i++)
        if (criterion_changes(&scheme->criteria[i], changes))
            scoring->criteria[scoring->criterion_count++] = i;
        else
            cir_criterion_add(&scoring->settled_truths, scheme, i, &first);
    scoring->is_settled = scoring->factor_count == 0 && scoring->criterion_count == 0;
    if (scoring->is_settled)
        judge(scoring, &first, &scoring->settled_verdict, 1);
}

void cir_score(const struct cir_scheme *scheme, const struct cir_quantity *quantities, struct cir_verdict *verdict)
{
    struct cir_scoring scoring;
    struct cir_measured_single single;
    const struct cir_measured measured = cir_measured_of_single(&single);
    for (unsigned i = 0; i < CIR_MEASURES_MAX; i++)
        cir_column_set(cir_measured_column(&measured, i), 0, &quantities[i]);
    cir_scoring_start(&scoring, scheme, &measured, NULL);
    cir_scoring_judge(&scoring, &measured, verdict, 1);
}
