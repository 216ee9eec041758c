/* What is promised of every incident, tried on random ones: the interval of a half-known incident holds the score of
 * every completion; more harm never lowers a score; what is fully known has one score. */
#include "scoring/scoring.h"

#include "sample.h"
#include "unit/measures/facts.h"

#include "suite.h"

#include <gsl/gsl_rng.h>

enum { INCIDENTS = 400, COMPLETIONS = 12 };

static const double TOLERANCE = 1e-9;

/* The facts that the sample asks for. */
static const enum cir_field_number asked[] = {
    CIR_FIELD_COUNTRY,
    CIR_FIELD_OTHER_COUNTRIES,
    CIR_FIELD_SECTOR,
    CIR_FIELD_PEOPLE_AFFECTED,
    CIR_FIELD_PEOPLE_UNIT,
    CIR_FIELD_REACH,
    CIR_FIELD_ENTITIES_AFFECTED,
    CIR_FIELD_SERVICE_LOSS,
    CIR_FIELD_DURATION_H,
    CIR_FIELD_DEATHS,
    CIR_FIELD_INJURED,
    CIR_FIELD_PHYSICAL,
    CIR_FIELD_LOSS_USD,
    CIR_FIELD_RECORDS_AFFECTED,
    CIR_FIELD_INFORMATION,
    CIR_FIELD_RECOVERABILITY,
    CIR_FIELD_CRITICAL_PERIOD,
    CIR_FIELD_REPLICABILITY,
    CIR_FIELD_PEOPLE_SHARE,
};
enum { ASKED = sizeof asked / sizeof asked[0] };

static struct facts facts;
static struct sample sample;
static struct cir_measure_plan plan;
static gsl_rng *rng;

static double draw(double low, double high)
{
    return low + (high - low) * gsl_rng_uniform(rng);
}

static bool chance(double share)
{
    return gsl_rng_uniform(rng) < share;
}

/* Of a size that the factor tells apart: 0, or any decade. */
static double draw_amount(enum cir_field_number field)
{
    if (field == CIR_FIELD_SERVICE_LOSS || field == CIR_FIELD_PEOPLE_SHARE)
        return chance(0.2) ? 0 : gsl_rng_uniform(rng);
    if (chance(0.2))
        return 0;
    double largest = field == CIR_FIELD_LOSS_USD ? 11 : field == CIR_FIELD_DURATION_H ? 3 : 8;
    return floor(pow(10, draw(0, field == CIR_FIELD_DEATHS ? 3 : largest)));
}

static bool is_option(enum cir_field_number field)
{
    enum cir_type type = facts.list[field].type;
    return type == CIR_TYPE_OPTION || type == CIR_TYPE_OPTIONS || type == CIR_TYPE_YESNO;
}

/* One that holds, of those in `mask`. */
static uint64_t draw_option(uint64_t mask)
{
    unsigned long skip = gsl_rng_uniform_int(rng, (unsigned long)__builtin_popcountll(mask));
    for (; skip > 0; skip--)
        mask &= mask - 1;
    return mask & (~mask + 1);
}

static struct cir_cell draw_known(enum cir_field_number field)
{
    if (field == CIR_FIELD_COUNTRY)
        return cell_states(draw_option(0x3f), false);
    if (field == CIR_FIELD_OTHER_COUNTRIES)
        return cell_states(chance(0.4) ? 0 : gsl_rng_uniform_int(rng, 64), true);
    if (field == CIR_FIELD_SECTOR)
        return chance(0.1) ? cell_together(1U << POWER | 1U << SCHOOLS) : cell_one_of(draw_option(7));
    if (is_option(field))
        return cell_one_of(draw_option((UINT64_C(1) << facts.list[field].option_count) - 1));
    return cell_of(draw_amount(field));
}

/* Widen a known cell so that it still holds what it held. */
static struct cir_cell blur(enum cir_field_number field, struct cir_cell cell)
{
    if (field == CIR_FIELD_OTHER_COUNTRIES || (field == CIR_FIELD_SECTOR && cell.together))
        return cell_unknown();
    if (field == CIR_FIELD_COUNTRY)
        return cell_states(cell.states.bits[0] | draw_option(0x3f), false);
    if (field == CIR_FIELD_SECTOR)
        return cell_one_of(cell.options | draw_option(7));
    if (is_option(field))
        return cell_one_of(cell.options | draw_option((UINT64_C(1) << facts.list[field].option_count) - 1));
    double high = cell.number.high * draw(1, 20);
    bool is_share = field == CIR_FIELD_SERVICE_LOSS || field == CIR_FIELD_PEOPLE_SHARE;
    high = is_share ? fmin(high, 1) : high;
    double low = cell.number.low * draw(0, 1);
    return cell_range(low, draw(low, high), chance(0.2) && !is_share ? INFINITY : high);
}

/* Any value that the cell allows. */
static struct cir_cell complete(enum cir_field_number field, struct cir_cell cell)
{
    if (cell.state != CIR_CELL_KNOWN)
        return draw_known(field);
    if (field == CIR_FIELD_COUNTRY)
        return cell_states(draw_option(cell.states.bits[0]), false);
    if (field == CIR_FIELD_OTHER_COUNTRIES || cell.together)
        return cell;
    if (is_option(field) || field == CIR_FIELD_SECTOR)
        return cell_one_of(draw_option(cell.options));
    double high = isinf(cell.number.high) ? cell.number.low + draw_amount(field) : cell.number.high;
    double ends[] = {cell.number.low, high, draw(cell.number.low, high)};
    return cell_of(ends[gsl_rng_uniform_int(rng, 3)]);
}

/* A blank cell of these means what the others tell: it stays blank, as a completion must agree with them. */
static bool is_told_by_others(enum cir_field_number field)
{
    return field == CIR_FIELD_REACH || field == CIR_FIELD_PEOPLE_SHARE || field == CIR_FIELD_RECORDS_AFFECTED;
}

static struct cir_verdict judge(const struct cir_cell *cells)
{
    struct cir_verdict verdict;
    cir_measures_compute_single(&plan, cells, facts.quantities);
    cir_score(&sample.scheme, facts.quantities, &verdict);
    return verdict;
}

static void start(void)
{
    facts_init(&facts);
    sample_init(&sample);
    const struct cir_scheme *schemes[] = {&sample.scheme};
    cir_measure_plan_make(&plan, &facts.definitions, &facts.fields, schemes, 1, NULL);
    rng = gsl_rng_alloc(gsl_rng_mt19937);
    CU_ASSERT_PTR_NOT_NULL_FATAL(rng);
}

static void draw_incident(struct cir_cell *cells, double share_unknown, double share_blurred)
{
    for (size_t i = 0; i < ASKED; i++) {
        cells[asked[i]] = chance(share_unknown) ? cell_unknown() : draw_known(asked[i]);
        if (cells[asked[i]].state == CIR_CELL_KNOWN && chance(share_blurred))
            cells[asked[i]] = blur(asked[i], cells[asked[i]]);
    }
    if (chance(0.5))
        cells[CIR_FIELD_PEOPLE_SHARE] = cell_unknown();
}

static void complete_incident(struct cir_cell *cells)
{
    for (size_t i = 0; i < ASKED; i++)
        if (cells[asked[i]].state == CIR_CELL_KNOWN || !is_told_by_others(asked[i]))
            cells[asked[i]] = complete(asked[i], cells[asked[i]]);
}

static bool holds(struct cir_interval outer, struct cir_interval inner)
{
    return outer.low <= inner.low + TOLERANCE && inner.high <= outer.high + TOLERANCE;
}

static bool is_in_order(const struct cir_verdict *verdict)
{
    bool score = isnan(verdict->score.point) ||
                 (verdict->score.low <= verdict->score.point && verdict->score.point <= verdict->score.high);
    bool level = verdict->level == CIR_LEVEL_UNKNOWN ||
                 (verdict->level_low <= verdict->level && verdict->level <= verdict->level_high);
    return score && level && verdict->score.coverage >= 0 && verdict->score.coverage <= 1 + TOLERANCE;
}

static void check_completions(enum cir_unknown_policy unknown)
{
    start();
    sample.scheme.unknown = unknown;
    size_t narrowed = 0;
    for (int i = 0; i < INCIDENTS; i++) {
        struct cir_cell cells[FIELD_COUNT] = {0};
        draw_incident(cells, 0.3, 0.4);
        struct cir_verdict open = judge(cells);
        CU_ASSERT(is_in_order(&open));
        for (int j = 0; j < COMPLETIONS; j++) {
            struct cir_cell filled[FIELD_COUNT];
            memcpy(filled, cells, sizeof filled);
            complete_incident(filled);
            struct cir_verdict closed = judge(filled);
            CU_ASSERT(is_in_order(&closed));
            CU_ASSERT(holds(open.score, closed.score));
            for (size_t axis = 0; axis < sample.scheme.axis_count; axis++)
                CU_ASSERT(holds(open.axes[axis], closed.axes[axis]));
            CU_ASSERT(open.level_low <= closed.level_low && closed.level_high <= open.level_high);
            narrowed += closed.score.high - closed.score.low < open.score.high - open.score.low;
        }
    }
    CU_ASSERT(narrowed > INCIDENTS * COMPLETIONS / 2);
    gsl_rng_free(rng);
}

static void test_completions__lie_within_the_interval(void)
{
    check_completions(CIR_UNKNOWN_BOUNDS);
    check_completions(CIR_UNKNOWN_WORST);
    check_completions(CIR_UNKNOWN_ZERO);
    check_completions(CIR_UNKNOWN_REFUSE);
}

/* Where nothing is left to derive without an answer, all three agree to the last bit. */
static void test_completions__known_facts_have_one_score(void)
{
    start();
    for (int i = 0; i < INCIDENTS; i++) {
        struct cir_cell cells[FIELD_COUNT] = {0};
        for (size_t j = 0; j < ASKED; j++)
            cells[asked[j]] = draw_known(asked[j]);
        cells[CIR_FIELD_PEOPLE_UNIT] = cell_one_of(1U << PERSONS);
        if (cells[CIR_FIELD_COUNTRY].first == DATE_PALM) /* no figures of it are known */
            cells[CIR_FIELD_COUNTRY] = cell_state(ELM);
        struct cir_verdict verdict = judge(cells);
        CU_ASSERT(verdict.score.low == verdict.score.point && verdict.score.point == verdict.score.high);
        CU_ASSERT(verdict.level_low == verdict.level && verdict.level == verdict.level_high);
        CU_ASSERT_DOUBLE_EQUAL(verdict.score.coverage, 1, TOLERANCE);
    }
    gsl_rng_free(rng);
}

static void check_same(const struct cir_verdict *verdict, const struct cir_verdict *alone)
{
    CU_ASSERT_EQUAL(verdict->level, alone->level);
    CU_ASSERT_EQUAL(verdict->level_low, alone->level_low);
    CU_ASSERT_EQUAL(verdict->level_high, alone->level_high);
    CU_ASSERT_EQUAL(verdict->reason, alone->reason);
    CU_ASSERT_EQUAL(verdict->reason_number, alone->reason_number);
    CU_ASSERT(holds(verdict->score, alone->score) && holds(alone->score, verdict->score));
    CU_ASSERT(isnan(alone->score.point) ? isnan(verdict->score.point)
                                        : fabs(verdict->score.point - alone->score.point) < TOLERANCE);
}

/* The facts that change, drawn anew; the others as they are. */
static void draw_changed(struct cir_cell *cells, const struct cir_cell *first, const bool *changes)
{
    struct cir_cell other[FIELD_COUNT] = {0};
    memcpy(cells, first, FIELD_COUNT * sizeof *cells);
    draw_incident(other, 0.3, 0.4);
    for (size_t field = 0; field < FIELD_COUNT; field++)
        if (changes[field])
            cells[field] = other[field];
}

static void put_cells(struct cir_cell *columns, const struct cir_cell *cells)
{
    for (size_t field = 0; field < FIELD_COUNT; field++)
        columns[field * CIR_BATCH] = cells[field];
}

/* Facts that stay while the others change are judged once, and many subjects at a time; neither must make a
 * difference. */
static void check_batch(const struct cir_cell *first)
{
    struct cir_measured measured;
    static struct cir_cell columns[FIELD_COUNT * CIR_BATCH];
    static struct cir_scoring scoring;
    struct cir_measure_plan settled;
    struct cir_measure_plan live;
    struct cir_verdict verdicts[CIR_BATCH * 2];
    struct cir_verdict alone[CIR_BATCH];
    bool changes[FIELD_COUNT] = {false};
    bool measure_changes[CIR_MEASURES_MAX] = {false};
    for (size_t i = 0; i < ASKED; i++)
        changes[asked[i]] = chance(0.5);
    cir_measure_plan_split(&plan, changes, &settled, &live);
    CU_ASSERT_EQUAL(settled.count + live.count, plan.count);
    for (size_t i = 0; i < live.count; i++)
        measure_changes[live.list[i]] = true;
    CU_ASSERT_TRUE_FATAL(cir_measured_init(&measured));
    measured.count = gsl_rng_uniform_int(rng, CIR_BATCH) + 1;
    for (size_t i = 0; i < measured.count; i++)
        put_cells(columns + i, first);
    cir_measures_compute(&settled, columns, &measured);
    cir_scoring_start(&scoring, &sample.scheme, &measured, measure_changes);
    for (size_t i = 0; i < measured.count; i++) {
        struct cir_cell cells[FIELD_COUNT];
        draw_changed(cells, first, changes);
        put_cells(columns + i, cells);
        alone[i] = judge(cells);
    }
    cir_measures_compute(&live, columns, &measured);
    for (int round = 0; round < 2; round++) { /* what is kept from the first must not change the second */
        cir_scoring_judge(&scoring, &measured, verdicts, 2);
        for (size_t i = 0; i < measured.count; i++)
            check_same(&verdicts[i * 2], &alone[i]);
    }
    cir_measured_free(&measured);
}

static void test_completions__a_batch_is_judged_as_each_alone(void)
{
    start();
    for (int i = 0; i < INCIDENTS; i++) {
        struct cir_cell cells[FIELD_COUNT] = {0};
        draw_incident(cells, 0.3, 0.4);
        check_batch(cells);
    }
    gsl_rng_free(rng);
}

/* Fields whose larger number or later option is never less harm. */
static const enum cir_field_number harms[] = {
    CIR_FIELD_PEOPLE_AFFECTED,  CIR_FIELD_REACH,         CIR_FIELD_ENTITIES_AFFECTED,
    CIR_FIELD_SERVICE_LOSS,     CIR_FIELD_DURATION_H,    CIR_FIELD_DEATHS,
    CIR_FIELD_INJURED,          CIR_FIELD_PHYSICAL,      CIR_FIELD_LOSS_USD,
    CIR_FIELD_RECORDS_AFFECTED, CIR_FIELD_INFORMATION,   CIR_FIELD_RECOVERABILITY,
    CIR_FIELD_CRITICAL_PERIOD,  CIR_FIELD_REPLICABILITY,
};

static struct cir_cell worsen(enum cir_field_number field, struct cir_cell cell)
{
    if (!is_option(field)) {
        double more = field == CIR_FIELD_SERVICE_LOSS ? fmin(cell.number.point * 1.5, 1) : cell.number.point * 30 + 1;
        return cell_of(more);
    }
    uint64_t worst = UINT64_C(1) << (facts.list[field].option_count - 1);
    return cell_one_of(cell.options < worst ? cell.options << 1 : cell.options);
}

static void test_completions__more_harm_never_scores_less(void)
{
    start();
    size_t rose = 0;
    for (int i = 0; i < INCIDENTS; i++) {
        struct cir_cell cells[FIELD_COUNT] = {0};
        for (size_t j = 0; j < ASKED; j++)
            cells[asked[j]] = draw_known(asked[j]);
        struct cir_verdict before = judge(cells);
        for (size_t j = 0; j < sizeof harms / sizeof harms[0]; j++) {
            struct cir_cell kept = cells[harms[j]];
            cells[harms[j]] = worsen(harms[j], kept);
            struct cir_verdict after = judge(cells);
            cells[harms[j]] = kept;
            CU_ASSERT(after.score.point >= before.score.point - TOLERANCE);
            CU_ASSERT(after.score.low >= before.score.low - TOLERANCE);
            CU_ASSERT(after.score.high >= before.score.high - TOLERANCE);
            CU_ASSERT(after.level >= before.level);
            rose += after.score.point > before.score.point + TOLERANCE;
        }
    }
    CU_ASSERT(rose > INCIDENTS);
    gsl_rng_free(rng);
}

CIR_SUITE("completions", {"lie within the interval", test_completions__lie_within_the_interval},
          {"settled facts are judged once", test_completions__a_batch_is_judged_as_each_alone},
          {"known facts have one score", test_completions__known_facts_have_one_score},
          {"more harm never scores less", test_completions__more_harm_never_scores_less})
