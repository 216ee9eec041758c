#include "uncertain_row.h"

#include "scoring/fact_grid.h"

#include <stdlib.h>
#include <string.h>

struct cir_quantity exact(double value)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .low = value, .point = value, .high = value};
}

struct cir_quantity unanswered(double low, double high)
{
    return (struct cir_quantity){.answer = CIR_UNANSWERED, .low = low, .point = NAN, .high = high};
}

struct cir_quantity of_options(enum cir_answer answer, uint64_t options)
{
    return (struct cir_quantity){.answer = answer, .point = answer == CIR_ANSWERED ? 0 : NAN, .options = options};
}

uint64_t nth_option(uint64_t options, double share)
{
    size_t n = (size_t)(share * __builtin_popcountll(options));
    for (; n > 0; n--)
        options &= options - 1;
    return options & (~options + 1);
}

struct uncertain_fact number_fact(unsigned measure, double low, double high)
{
    return (struct uncertain_fact){.low = low, .high = high, .measures = {measure}, .factors = {1}, .measure_count = 1};
}

struct uncertain_fact option_fact(unsigned measure, uint64_t options)
{
    return (struct uncertain_fact){.options = options, .measures = {measure}, .factors = {1}, .measure_count = 1};
}

/* ---- life ---- */

void uncertain_row_setup(struct uncertain_row *row)
{
    row->scoring = aligned_alloc(CIR_WIDE_ALIGN, sizeof *row->scoring);
    CU_ASSERT_TRUE_FATAL(row->scoring != NULL && cir_measured_init(&row->as_is) && cir_measured_init(&row->completed));
    uncertain_row_clear(row);
}

void uncertain_row_teardown(struct uncertain_row *row)
{
    cir_measured_free(&row->as_is);
    cir_measured_free(&row->completed);
    free(row->scoring);
}

void uncertain_row_clear(struct uncertain_row *row)
{
    row->fact_count = 0;
    for (unsigned i = 0; i < CIR_MEASURES_MAX; i++)
        row->base[i] = unanswered(0, INFINITY);
    row->base[CIR_MEASURE_REACH] = of_options(CIR_UNANSWERED, 0x1f);
    row->base[CIR_MEASURE_LIFE_CRITICAL] = row->base[CIR_MEASURE_CRITICAL_SECTOR] = of_options(CIR_UNANSWERED, 3);
    row->base[FIELD_MEASURE(PHYSICAL)] = of_options(CIR_UNANSWERED, 7);
    row->base[FIELD_MEASURE(INFORMATION)] = of_options(CIR_UNANSWERED, 0xff);
    row->base[FIELD_MEASURE(RECOVERABILITY)] = row->base[FIELD_MEASURE(REPLICABILITY)] =
        of_options(CIR_UNANSWERED, 0xf);
    row->base[FIELD_MEASURE(CRITICAL_PERIOD)] = of_options(CIR_UNANSWERED, 3);
    row->base[FIELD_MEASURE(SERVICE_LOSS)] = unanswered(0, 1);
}

/* ---- completions ---- */

static struct cir_quantity quantity_at(const struct uncertain_fact *fact, size_t k, double share)
{
    return fact->options == 0 ? exact(fact->low * pow(fact->high / fact->low, share) * fact->factors[k])
                              : of_options(CIR_ANSWERED, nth_option(fact->options, share));
}

static void complete(void *context, const unsigned *facts, size_t fact_count, double (*shares)[CIR_BATCH], size_t count,
                     bool is_whole, struct cir_measured *measured)
{
    struct uncertain_row *row = context;
    (void)is_whole;
    row->completed.count = count;
    for (unsigned measure = 0; measure < CIR_MEASURES_MAX; measure++)
        for (size_t i = 0; i < count; i++)
            cir_column_set(cir_measured_column(&row->completed, measure), i, &row->base[measure]);
    for (size_t n = 0; n < fact_count; n++) {
        const struct uncertain_fact *fact = &row->facts[facts[n]];
        for (size_t k = 0; k < fact->measure_count; k++)
            for (size_t i = 0; i < count; i++) {
                struct cir_quantity quantity = quantity_at(fact, k, shares[n][i]);
                cir_column_set(cir_measured_column(&row->completed, fact->measures[k]), i, &quantity);
            }
    }
    *measured = row->completed;
}

struct cir_verdict uncertain_row_verdict_at(struct uncertain_row *row, const struct cir_scheme *scheme,
                                            const double *shares)
{
    struct cir_quantity quantities[CIR_MEASURES_MAX];
    struct cir_verdict verdict;
    memcpy(quantities, row->base, sizeof quantities);
    for (size_t n = 0; n < row->fact_count; n++)
        for (size_t k = 0; k < row->facts[n].measure_count; k++)
            quantities[row->facts[n].measures[k]] = quantity_at(&row->facts[n], k, shares[n]);
    cir_score(scheme, quantities, &verdict);
    return verdict;
}

/* ---- as it stands ---- */

static void stand(struct uncertain_row *row)
{
    for (size_t n = 0; n < row->fact_count; n++) {
        const struct uncertain_fact *fact = &row->facts[n];
        for (size_t k = 0; k < fact->measure_count; k++) {
            double low = fact->low * fact->factors[k];
            double high = fact->high * fact->factors[k];
            row->base[fact->measures[k]] =
                fact->options != 0 ? of_options(CIR_ANSWERED, fact->options)
                                   : (struct cir_quantity){CIR_ANSWERED, false, low, sqrt(low * high), high, 0};
        }
    }
}

static void describe(struct uncertain_row *row, const struct cir_scheme *scheme)
{
    for (size_t n = 0; n < row->fact_count; n++) {
        bool changes[CIR_MEASURES_MAX] = {false};
        size_t count = (size_t)__builtin_popcountll(row->facts[n].options);
        for (size_t k = 0; k < row->facts[n].measure_count; k++)
            changes[row->facts[n].measures[k]] = true;
        cir_moves_make(&row->moves[n], scheme, changes);
        row->random_facts[n] = (struct cir_random_fact){.moves = &row->moves[n], .value_count = count};
        for (size_t i = 0; i <= count; i++)
            row->random_facts[n].shares[i] = count > 0 ? (double)i / (double)count : 0;
    }
}

void uncertain_row_judge(struct uncertain_row *row, const struct cir_scheme *scheme)
{
    stand(row);
    describe(row, scheme);
    row->as_is.count = 1;
    for (unsigned measure = 0; measure < CIR_MEASURES_MAX; measure++)
        cir_column_set(cir_measured_column(&row->as_is, measure), 0, &row->base[measure]);
    cir_scoring_start(row->scoring, scheme, &row->as_is, NULL);
    cir_scoring_judge(row->scoring, &row->as_is, &row->verdict, 1);
    for (unsigned i = 0; i < scheme->factor_count; i++)
        cir_factor_evaluate_all(&row->factors[i], &scheme->factors[i], &row->as_is);
    row->completer = (struct cir_completer){row, complete};
    row->random = (struct cir_random_row){0, &row->verdict, row->random_facts, row->fact_count, &row->completer, 2385};
}

struct cir_standing_row uncertain_row_standing(const struct uncertain_row *row, const struct cir_scheme *scheme)
{
    return (struct cir_standing_row){&row->random, scheme, row->scoring, row->factors,
                                     !isnan(row->verdict.score.point)};
}

bool uncertain_row_take_apart(struct uncertain_row *row, const struct cir_scheme *scheme, struct cir_row_apart *apart)
{
    uncertain_row_judge(row, scheme);
    apart->standing = uncertain_row_standing(row, scheme);
    apart->pieces.count = 0;
    apart->is_bent = false;
    if (!cir_fact_groups_find(&apart->groups, &apart->standing))
        return false;
    uint64_t moved = cir_fact_groups_factors(&apart->groups);
    cir_row_frame_make(&apart->frame, &apart->standing, moved);
    cir_measuring_start(&apart->measuring, &apart->standing, &apart->frame, moved);
    bool done = true;
    for (size_t i = 0; i < apart->groups.count && done; i++)
        done = cir_fact_grid_measure(apart, i);
    return done;
}

struct cir_combination first_combination(const struct cir_row_apart *apart)
{
    struct cir_combination combination = {.mass = 1};
    for (size_t i = 0; i < apart->groups.count; i++)
        combination.outcomes[i] = &apart->outcomes[i].list[0];
    return combination;
}
