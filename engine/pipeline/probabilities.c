#include "pipeline/probabilities.h"

#include "measures/uncertainty.h"
#include "pipeline/classifier_parts.h"
#include "scoring/level_masses.h"
#include "scoring/probability.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

/* What one column moves in one scheme, and what it takes to measure that. */
struct reach {
    struct cir_moves moves;
    struct cir_measure_plan measures; /* of all that makes the factors and criteria which it moves */
    unsigned reads[CIR_FIELDS_MAX];   /* fields that these are made from */
    size_t read_count;
};

enum { FIELD_WORDS = CIR_FIELDS_MAX / 64 };

struct cir_probability_setup {
    const struct cir_classifier *classifier; /* borrowed */
    const struct cir_measure_plan *measures; /* borrowed */
    size_t scheme_count;
    unsigned fields[CIR_FIELDS_MAX]; /* columns that may be uncertain and move something in some scheme */
    size_t field_count;
    struct reach **reaches; /* owned; of scheme s and fields[k]: [s * field_count + k]; NULL where it moves nothing */
    bool counts_days[CIR_SCHEMES_MAX]; /* the scheme asks how many days lie between dates */
    unsigned reads[CIR_FIELDS_MAX];    /* fields that any measure is made from */
    size_t read_count;
};

struct cir_probability_work {
    const struct cir_probability_setup *setup;
    struct cir_probability *probability; /* owned */
    struct cir_cell *cells;              /* owned; completions: of field f and completion i: [f * CIR_BATCH + i] */
    size_t standing[CIR_FIELDS_MAX];     /* of field f: how many of them hold its cell as it stands */
    struct cir_measured measured;        /* owned; of the completions */
    uint64_t uncertain[CIR_BATCH][FIELD_WORDS]; /* by subject: bit = place in setup->fields */
    /* the row in hand, under one scheme */
    const struct cir_judged_batch *batch;
    size_t subject;
    struct cir_random_fact facts[CIR_FIELDS_MAX];
    struct cir_uncertainty uncertainties[CIR_FIELDS_MAX]; /* by fact */
    unsigned fact_fields[CIR_FIELDS_MAX];                 /* by fact */
    const struct reach *fact_reaches[CIR_FIELDS_MAX];     /* by fact */
    size_t fact_count;
};

/* ---- the setup ---- */

static bool may_be_uncertain(enum cir_type type)
{
    return type != CIR_TYPE_TEXT && type != CIR_TYPE_ID && type != CIR_TYPE_CURRENCY;
}

static size_t list_reads(unsigned *reads, const struct cir_measure_plan *measures, const struct cir_fields *fields)
{
    size_t count = 0;
    for (unsigned field = 0; field < fields->count; field++) {
        bool is_read = false;
        for (size_t i = 0; i < measures->count && !is_read; i++)
            is_read = cir_measure_reads(measures->list[i], fields, field);
        if (is_read)
            reads[count++] = field;
    }
    return count;
}

/* NULL in *reach where the field moves nothing in the scheme. */
static bool make_reach(struct reach **reach, const struct cir_probability_setup *setup, const struct cir_scheme *scheme,
                       unsigned field)
{
    const struct cir_fields *fields = cir_classifier_fields(setup->classifier);
    bool changes[CIR_MEASURES_MAX] = {false};
    bool is_needed[CIR_MEASURES_MAX] = {false};
    struct cir_moves moves;
    *reach = NULL;
    for (size_t i = 0; i < setup->measures->count; i++)
        changes[setup->measures->list[i]] = cir_measure_reads(setup->measures->list[i], fields, field);
    cir_moves_make(&moves, scheme, changes);
    cir_moves_mark(is_needed, scheme, &moves);
    bool moves_any = moves.factors != 0;
    for (int word = 0; word < CIR_TRUTH_WORDS; word++)
        moves_any = moves_any || moves.criteria[word] != 0;
    if (!moves_any)
        return true;
    struct reach *made = malloc(sizeof *made);
    if (made == NULL)
        return false;
    made->moves = moves;
    cir_measure_plan_narrow(setup->measures, is_needed, &made->measures);
    made->read_count = list_reads(made->reads, &made->measures, fields);
    *reach = made;
    return true;
}

static bool asks_days(const struct cir_scheme *scheme)
{
    bool days[CIR_MEASURES_MAX] = {[CIR_MEASURE_INTERVAL_DAYS] = true};
    struct cir_moves moves;
    cir_moves_make(&moves, scheme, days);
    bool any = moves.factors != 0;
    for (int word = 0; word < CIR_TRUTH_WORDS; word++)
        any = any || moves.criteria[word] != 0;
    return any;
}

static bool make_reaches(struct cir_probability_setup *setup)
{
    setup->reaches = calloc(setup->scheme_count * setup->field_count + 1, sizeof(struct reach *));
    bool made = setup->reaches != NULL;
    for (size_t scheme = 0; scheme < setup->scheme_count; scheme++)
        for (size_t k = 0; k < setup->field_count && made; k++)
            made = make_reach(&setup->reaches[scheme * setup->field_count + k], setup,
                              cir_classifier_scheme(setup->classifier, scheme), setup->fields[k]);
    return made;
}

enum cir_status cir_probability_setup_new(struct cir_probability_setup **setup, const struct cir_classifier *classifier,
                                          const struct cir_measure_plan *measures, const bool *changes,
                                          struct cir_error *error)
{
    const struct cir_fields *fields = cir_classifier_fields(classifier);
    *setup = NULL;
    struct cir_probability_setup *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->classifier = classifier;
    made->measures = measures;
    made->scheme_count = cir_classifier_scheme_count(classifier);
    made->read_count = list_reads(made->reads, measures, fields);
    for (size_t i = 0; i < made->read_count; i++)
        if (changes[made->reads[i]] && may_be_uncertain(fields->list[made->reads[i]].type))
            made->fields[made->field_count++] = made->reads[i];
    for (size_t i = 0; i < made->scheme_count; i++)
        made->counts_days[i] = asks_days(cir_classifier_scheme(classifier, i));
    if (!make_reaches(made)) {
        cir_probability_setup_free(made);
        return cir_fail_memory(error);
    }
    *setup = made;
    return CIR_OK;
}

void cir_probability_setup_free(struct cir_probability_setup *setup)
{
    if (setup == NULL)
        return;
    for (size_t i = 0; setup->reaches != NULL && i < setup->scheme_count * setup->field_count; i++)
        free(setup->reaches[i]);
    free(setup->reaches);
    free(setup);
}

enum cir_status cir_probability_work_new(struct cir_probability_work **work, const struct cir_probability_setup *setup,
                                         const struct cir_measured *measured, struct cir_error *error)
{
    size_t fields = cir_classifier_fields(setup->classifier)->count;
    *work = NULL;
    struct cir_probability_work *made = calloc(1, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->setup = setup;
    made->cells = calloc(fields * CIR_BATCH, sizeof *made->cells);
    if (made->cells == NULL || !cir_measured_init(&made->measured)) {
        cir_probability_work_free(made);
        return cir_fail_memory(error);
    }
    enum cir_status status = cir_probability_new(&made->probability, error);
    if (status != CIR_OK) {
        cir_probability_work_free(made);
        return status;
    }
    for (unsigned measure = 0; measure < CIR_MEASURES_MAX; measure++) {
        const struct cir_quantity quantity = cir_column_get(cir_measured_column(measured, measure), 0);
        for (size_t i = 0; i < CIR_BATCH; i++)
            cir_column_set(cir_measured_column(&made->measured, measure), i, &quantity);
    }
    *work = made;
    return CIR_OK;
}

void cir_probability_work_free(struct cir_probability_work *work)
{
    if (work == NULL)
        return;
    cir_probability_free(work->probability);
    cir_measured_free(&work->measured);
    free(work->cells);
    free(work);
}

/* ---- completions ---- */

static const struct cir_cell *cell_of(const struct cir_judged_batch *batch, unsigned field, size_t subject)
{
    return &batch->cells[field * batch->stride + subject];
}

/* Copies of a cell as it stands are kept while the row is in hand. */
static void forget_standing(struct cir_probability_work *work)
{
    for (size_t k = 0; k < work->setup->read_count; k++)
        work->standing[work->setup->reads[k]] = 0;
}

static void stand_still(struct cir_probability_work *work, const unsigned *fields, size_t field_count, size_t count)
{
    for (size_t k = 0; k < field_count; k++) {
        struct cir_cell *cells = &work->cells[(size_t)fields[k] * CIR_BATCH];
        const struct cir_cell *cell = cell_of(work->batch, fields[k], work->subject);
        for (size_t i = work->standing[fields[k]]; i < count; i++)
            cells[i] = *cell;
        work->standing[fields[k]] = count > work->standing[fields[k]] ? count : work->standing[fields[k]];
    }
}

static void complete_fact(struct cir_probability_work *work, unsigned fact, const double *shares, size_t count)
{
    unsigned field = work->fact_fields[fact];
    const struct cir_definitions *definitions = cir_classifier_definitions(work->setup->classifier);
    const struct cir_cell *cell = cell_of(work->batch, field, work->subject);
    struct cir_cell *cells = &work->cells[(size_t)field * CIR_BATCH];
    work->standing[field] = CIR_BATCH; /* not to be written over */
    for (size_t i = 0; i < count; i++)
        if (i > 0 && shares[i] == shares[i - 1])
            cells[i] = cells[i - 1];
        else
            cir_uncertainty_complete(&cells[i], &work->uncertainties[fact], cell, shares[i], definitions);
}

static void compute(struct cir_probability_work *work, const struct cir_measure_plan *measures, size_t count)
{
    work->measured.count = count;
    cir_measures_compute(measures, work->cells, &work->measured);
}

/* Each fact has measured all that it moves with others: whichever comes last, all have been completed before. */
static void complete(void *context, const unsigned *facts, size_t fact_count, double (*shares)[CIR_BATCH], size_t count,
                     bool is_whole, struct cir_measured *measured)
{
    struct cir_probability_work *work = context;
    const struct cir_probability_setup *setup = work->setup;
    for (size_t k = 0; k < fact_count; k++)
        complete_fact(work, facts[k], shares[k], count);
    if (is_whole)
        stand_still(work, setup->reads, setup->read_count, count);
    for (size_t k = 0; k < fact_count && !is_whole; k++)
        stand_still(work, work->fact_reaches[facts[k]]->reads, work->fact_reaches[facts[k]]->read_count, count);
    if (is_whole)
        compute(work, setup->measures, count);
    for (size_t k = 0; k < fact_count && !is_whole; k++)
        compute(work, &work->fact_reaches[facts[k]]->measures, count);
    for (size_t k = 0; k < fact_count; k++)
        work->standing[work->fact_fields[facts[k]]] = 0;
    *measured = work->measured;
}

/* ---- rows ---- */

static bool take_fact(struct cir_probability_work *work, size_t scheme, size_t place)
{
    const struct cir_probability_setup *setup = work->setup;
    const struct reach *reach = setup->reaches[scheme * setup->field_count + place];
    unsigned field = setup->fields[place];
    const struct cir_field *type = &cir_classifier_fields(setup->classifier)->list[field];
    struct cir_random_fact *fact = &work->facts[work->fact_count];
    struct cir_uncertainty *uncertainty = &work->uncertainties[work->fact_count];
    bool counts_days = setup->counts_days[scheme];
    if (reach == NULL ||
        !cir_uncertainty_of(uncertainty, type, cell_of(work->batch, field, work->subject), !counts_days))
        return false;
    fact->moves = &reach->moves;
    /* a date of which days and years matter at once has no values that could be listed */
    fact->value_count = counts_days && uncertainty->years > 1 ? CIR_RANDOM_VALUES_MAX + 1 : uncertainty->count;
    for (size_t i = 0; i <= fact->value_count && fact->value_count <= CIR_RANDOM_VALUES_MAX; i++)
        fact->shares[i] = cir_uncertainty_share(uncertainty, i);
    work->fact_fields[work->fact_count] = field;
    work->fact_reaches[work->fact_count] = reach;
    return true;
}

static void take_facts(struct cir_probability_work *work, size_t scheme)
{
    work->fact_count = 0;
    for (size_t word = 0; word < FIELD_WORDS; word++)
        for (uint64_t rest = work->uncertain[work->subject][word]; rest != 0; rest &= rest - 1)
            work->fact_count += take_fact(work, scheme, word * 64 + (size_t)__builtin_ctzll(rest)) ? 1 : 0;
}

/* Returns whether any subject has an uncertain cell. */
static bool find_uncertain(struct cir_probability_work *work, const struct cir_judged_batch *batch)
{
    const struct cir_probability_setup *setup = work->setup;
    bool any_days = false;
    bool any = false;
    for (size_t i = 0; i < setup->scheme_count; i++)
        any_days = any_days || setup->counts_days[i];
    for (size_t i = 0; i < batch->subject_count; i++)
        memset(work->uncertain[batch->subjects[i]], 0, sizeof work->uncertain[0]);
    for (size_t k = 0; k < setup->field_count; k++) {
        const struct cir_field *field = &cir_classifier_fields(setup->classifier)->list[setup->fields[k]];
        for (size_t i = 0; i < batch->subject_count; i++) {
            struct cir_uncertainty uncertainty;
            size_t subject = batch->subjects[i];
            bool is = cir_uncertainty_of(&uncertainty, field, cell_of(batch, setup->fields[k], subject), !any_days);
            work->uncertain[subject][k / 64] |= (uint64_t)is << (k % 64);
            any = any || is;
        }
    }
    return any;
}

static void work_out_row(struct cir_probability_work *work, size_t scheme, const struct cir_verdict *verdict,
                         struct cir_probabilities *probabilities)
{
    const struct cir_completer completer = {work, complete};
    take_facts(work, scheme);
    if (work->fact_count == 0) {
        cir_probabilities_sure(probabilities, cir_classifier_scheme(work->setup->classifier, scheme), verdict->level);
        return;
    }
    forget_standing(work);
    struct cir_text id = work->batch->ids[work->subject];
    const struct cir_random_row row = {
        .subject = work->subject,
        .verdict = verdict,
        .facts = work->facts,
        .fact_count = work->fact_count,
        .completer = &completer,
        .seed = XXH3_64bits(id.data, id.size),
    };
    cir_probability_find(work->probability, &row, probabilities);
}

void cir_probability_work_out(struct cir_probability_work *work, const struct cir_judged_batch *batch,
                              struct cir_probabilities *probabilities)
{
    size_t scheme_count = work->setup->scheme_count;
    bool any = find_uncertain(work, batch);
    work->batch = batch;
    for (size_t scheme = 0; scheme < scheme_count; scheme++) {
        if (any)
            cir_probability_start(work->probability, &batch->scorings[scheme], batch->measured);
        for (size_t i = 0; i < batch->subject_count; i++) {
            size_t place = batch->subjects[i] * scheme_count + scheme;
            work->subject = batch->subjects[i];
            work_out_row(work, scheme, &batch->verdicts[place], &probabilities[place]);
        }
    }
}
