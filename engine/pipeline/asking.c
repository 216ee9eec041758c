#include "pipeline/asking.h"

#include "measures/answers.h"
#include "model/quantity.h"
#include "pipeline/classifier_parts.h"
#include "scoring/scoring.h"

#include <stdlib.h>
#include <xxhash.h>

/* What a verdict leaves open. */
struct outcome {
    size_t level_low; /* places among the bands */
    size_t level_high;
    enum cir_truth applies;
    double score_low; /* 0 in a scheme of rules alone */
    double score_high;
};

/* The subject, tried with one answer after the other. */
struct trial {
    const struct cir_classifier *classifier;       /* borrowed */
    const struct cir_cell *subject;                /* borrowed */
    struct cir_cell *cells;                        /* owned; of field f and answer i: [f * CIR_BATCH + i] */
    struct cir_measured measured;                  /* owned */
    struct cir_scoring *scoring;                   /* owned */
    struct cir_measure_plan measures;              /* of the scheme in hand */
    bool is_exact[CIR_MEASURES_MAX];               /* by measure of the scheme: the subject tells it to the point */
    struct cir_question questions[CIR_FIELDS_MAX]; /* those that are open */
    struct cir_answers answers[CIR_FIELDS_MAX];    /* to each of them */
    size_t count;
    struct outcome outcomes[CIR_ANSWERS_MAX];
    struct cir_verdict verdicts[CIR_BATCH];
};

/* Sums differ in their last bits: what is removed is told in these steps, so that equals are equal. */
static const double STEP = 1e-9;

static enum cir_status make_trial(struct trial **trial, const struct cir_classifier *classifier,
                                  const struct cir_cell *subject, struct cir_error *error)
{
    size_t fields = cir_classifier_fields(classifier)->count;
    *trial = calloc(1, sizeof **trial);
    if (*trial == NULL)
        return cir_fail_memory(error);
    (*trial)->classifier = classifier;
    (*trial)->subject = subject;
    (*trial)->cells = calloc(fields * CIR_BATCH, sizeof *(*trial)->cells);
    (*trial)->scoring = aligned_alloc(CIR_WIDE_ALIGN, sizeof *(*trial)->scoring);
    if ((*trial)->cells == NULL || (*trial)->scoring == NULL || !cir_measured_init(&(*trial)->measured))
        return cir_fail_memory(error);
    for (size_t i = 0; i < fields * CIR_BATCH; i++)
        (*trial)->cells[i] = subject[i / CIR_BATCH];
    return CIR_OK;
}

static void free_trial(struct trial *trial)
{
    if (trial == NULL)
        return;
    cir_measured_free(&trial->measured);
    free(trial->scoring);
    free(trial->cells);
    free(trial);
}

static struct outcome outcome_of(const struct cir_scheme *scheme, const struct cir_verdict *verdict,
                                 enum cir_truth applies)
{
    bool is_scored = scheme->factor_count > 0 && applies != CIR_FALSE;
    return (struct outcome){
        .level_low = cir_verdict_band(scheme, verdict->level_low),
        .level_high = cir_verdict_band(scheme, verdict->level_high),
        .applies = applies,
        .score_low = is_scored ? verdict->score.low : 0,
        .score_high = is_scored ? verdict->score.high : 0,
    };
}

static bool is_same(const struct outcome *a, const struct outcome *b)
{
    return a->level_low == b->level_low && a->level_high == b->level_high && a->applies == b->applies &&
           a->score_low == b->score_low && a->score_high == b->score_high;
}

/* Outcomes more than one that are possible. */
static double open_levels(const struct outcome *outcome)
{
    return (double)(outcome->level_high - outcome->level_low) + (outcome->applies == CIR_POSSIBLE ? 1 : 0);
}

static double open_score(const struct outcome *outcome)
{
    return outcome->score_high - outcome->score_low;
}

static void judge(struct trial *trial, const struct cir_scheme *scheme, struct outcome *outcomes, size_t count)
{
    trial->measured.count = count;
    cir_measures_compute(&trial->measures, trial->cells, &trial->measured);
    cir_scoring_judge(trial->scoring, &trial->measured, trial->verdicts, 1);
    for (size_t i = 0; i < count; i++)
        outcomes[i] = outcome_of(scheme, &trial->verdicts[i], cir_scoring_ruling(trial->scoring, i)->scope.applies);
}

static void put_back(struct trial *trial, unsigned field)
{
    for (size_t i = 0; i < CIR_BATCH; i++)
        trial->cells[(size_t)field * CIR_BATCH + i] = trial->subject[field];
}

static void try_answers(struct trial *trial, const struct cir_scheme *scheme, unsigned field,
                        const struct cir_answers *answers)
{
    for (size_t first = 0; first < answers->count; first += CIR_BATCH) {
        size_t rest = answers->count - first;
        size_t count = rest < CIR_BATCH ? rest : CIR_BATCH;
        for (size_t i = 0; i < count; i++)
            cir_answers_get(&trial->cells[(size_t)field * CIR_BATCH + i], answers, first + i);
        judge(trial, scheme, &trial->outcomes[first], count);
    }
    put_back(trial, field);
}

/* To the range between the last answer that is as good as the first and the first that is as good as the last. False
 * where all are alike. */
static bool narrow(struct cir_answers *answers, const struct outcome *outcomes)
{
    size_t end = answers->count - 1;
    size_t first = 0;
    size_t last = end;
    while (first < end && is_same(&outcomes[first + 1], &outcomes[0]))
        first++;
    if (first == end)
        return false;
    while (last > first + 1 && is_same(&outcomes[last - 1], &outcomes[end]))
        last--;
    cir_answers_narrow(answers, first, last);
    return true;
}

static double removed(double before, double after)
{
    return cir_greater(round((before - after) / STEP), 0) * STEP;
}

/* The answers, and what each of them leaves open. */
static void ask_field(struct trial *trial, const struct cir_scheme *scheme, struct cir_question *question,
                      struct cir_answers *answers, const struct outcome *as_is)
{
    double levels = 0;
    double score = 0;
    try_answers(trial, scheme, question->field, answers);
    if (answers->is_sought && narrow(answers, trial->outcomes))
        try_answers(trial, scheme, question->field, answers);
    for (size_t i = 0; i < answers->count; i++) {
        levels += answers->weights[i] * open_levels(&trial->outcomes[i]);
        score += answers->weights[i] * open_score(&trial->outcomes[i]);
    }
    question->levels = removed(open_levels(as_is), levels);
    question->score = removed(open_score(as_is), score);
}

/* ---- all at random ---- */

/* Draw number `number` of an answer: the same in each run. */
static void draw_answer(struct cir_cell *cell, const struct cir_answers *answers, unsigned field, size_t number,
                        unsigned copy)
{
    const uint64_t key[] = {field, number, copy};
    double left = (double)(XXH3_64bits(key, sizeof key) >> 11) * 0x1p-53;
    size_t chosen = 0;
    while (chosen + 1 < answers->count && left >= answers->weights[chosen])
        left -= answers->weights[chosen++];
    cir_answers_get(cell, answers, chosen);
}

static void draw_answers(struct trial *trial, size_t question, size_t first, unsigned copy)
{
    unsigned field = trial->questions[question].field;
    for (size_t i = 0; i < CIR_BATCH; i++)
        draw_answer(&trial->cells[(size_t)field * CIR_BATCH + i], &trial->answers[question], field, first + i, copy);
}

/* Its place among the bands; what is not settled counts half way. */
static double middle_level(const struct outcome *outcome)
{
    return ((double)outcome->level_low + (double)outcome->level_high) / 2;
}

/* A batch of draws of all answers; then each answer is drawn anew, alone. */
static void spread_batch(struct trial *trial, const struct cir_scheme *scheme, size_t first)
{
    struct outcome drawn[CIR_BATCH];
    for (size_t k = 0; k < trial->count; k++)
        draw_answers(trial, k, first, 0);
    judge(trial, scheme, drawn, CIR_BATCH);
    for (size_t k = 0; k < trial->count; k++) {
        draw_answers(trial, k, first, 1);
        judge(trial, scheme, trial->outcomes, CIR_BATCH);
        for (size_t i = 0; i < CIR_BATCH; i++)
            trial->questions[k].spread +=
                fabs(middle_level(&trial->outcomes[i]) - middle_level(&drawn[i])) / CIR_ASKING_DRAWS;
        draw_answers(trial, k, first, 0);
    }
}

static void find_spreads(struct trial *trial, const struct cir_scheme *scheme)
{
    for (size_t first = 0; first < CIR_ASKING_DRAWS; first += CIR_BATCH)
        spread_batch(trial, scheme, first);
    for (size_t k = 0; k < trial->count; k++)
        put_back(trial, trial->questions[k].field);
}

/* ---- the list ---- */

static bool is_before(const struct cir_question *a, const struct cir_question *b)
{
    if (a->levels != b->levels)
        return a->levels > b->levels;
    if (a->score != b->score)
        return a->score > b->score;
    return a->spread > b->spread;
}

static void insert(struct cir_questions *questions, const struct cir_question *question)
{
    size_t place = questions->count++;
    for (; place > 0 && is_before(question, &questions->list[place - 1]); place--)
        questions->list[place] = questions->list[place - 1];
    questions->list[place] = *question;
}

static bool is_number(unsigned measure, const struct cir_fields *fields)
{
    if (measure < CIR_MEASURE_DERIVED)
        return cir_measure_list()[measure].kind == CIR_MEASURE_NUMBER;
    return measure < CIR_MEASURE_STATE_SETS && cir_type_is_number(fields->list[measure - CIR_MEASURE_DERIVED].type);
}

static bool is_exact(const struct cir_quantity *quantity, bool is_number)
{
    if (quantity->answer != CIR_ANSWERED)
        return quantity->answer == CIR_NOT_APPLICABLE;
    if (is_number)
        return quantity->low == quantity->high;
    return quantity->together || __builtin_popcountll(quantity->options) == 1;
}

/* Whether the field makes a measure that is open. Else it has been asked by another name: of whom 238500 people in a
 * State of 83 million were hit, nobody asks the share. */
static bool makes_open(const struct trial *trial, unsigned measure, unsigned field)
{
    return measure != CIR_INDEX_NONE && !trial->is_exact[measure] &&
           cir_measure_reads(measure, trial->measures.fields, field);
}

static bool is_open(const struct trial *trial, const struct cir_scheme *scheme, unsigned field)
{
    bool is = false;
    for (size_t i = 0; i < scheme->factor_count && !is; i++)
        for (size_t k = 0; k < scheme->factors[i].input_count && !is; k++)
            is = makes_open(trial, scheme->factors[i].inputs[k].measure, field);
    for (size_t i = 0; i < scheme->criterion_count && !is; i++)
        is = makes_open(trial, scheme->criteria[i].measure, field) ||
             makes_open(trial, scheme->criteria[i].filter_measure, field);
    return is;
}

static void find_exact(struct trial *trial)
{
    for (size_t i = 0; i < trial->measures.count; i++) {
        unsigned measure = trial->measures.list[i];
        const struct cir_quantity quantity = cir_column_get(cir_measured_column(&trial->measured, measure), 0);
        trial->is_exact[measure] = is_exact(&quantity, is_number(measure, trial->measures.fields));
    }
}

static void find_questions(struct trial *trial, const struct cir_scheme *scheme, const struct outcome *as_is)
{
    const struct cir_definitions *definitions = cir_classifier_definitions(trial->classifier);
    const struct cir_fields *fields = cir_classifier_fields(trial->classifier);
    trial->count = 0;
    for (unsigned field = 0; field < fields->count; field++) {
        struct cir_answers *answers = &trial->answers[trial->count];
        if (!is_open(trial, scheme, field) ||
            !cir_answers_of(answers, definitions, fields, field, &trial->subject[field]))
            continue;
        trial->questions[trial->count] = (struct cir_question){.field = field};
        ask_field(trial, scheme, &trial->questions[trial->count++], answers, as_is);
    }
}

static void ask_scheme(struct trial *trial, const struct cir_scheme *scheme, struct cir_questions *questions)
{
    struct outcome as_is;
    cir_measure_plan_make(&trial->measures, cir_classifier_definitions(trial->classifier),
                          cir_classifier_fields(trial->classifier), &scheme, 1,
                          cir_classifier_measures(trial->classifier)->impacts);
    cir_scoring_start(trial->scoring, scheme, &trial->measured, NULL);
    judge(trial, scheme, &as_is, 1);
    find_exact(trial);
    questions->levels = open_levels(&as_is);
    questions->count = 0;
    if (open_levels(&as_is) == 0 && open_score(&as_is) == 0)
        return;
    find_questions(trial, scheme, &as_is);
    find_spreads(trial, scheme);
    for (size_t k = 0; k < trial->count; k++) {
        const struct cir_question *question = &trial->questions[k];
        if (question->levels > 0 || question->score > 0 || question->spread > 0)
            insert(questions, question);
    }
}

enum cir_status cir_ask(struct cir_questions *questions, const struct cir_classifier *classifier,
                        const struct cir_cell *cells, struct cir_error *error)
{
    struct trial *trial = NULL;
    enum cir_status status = make_trial(&trial, classifier, cells, error);
    for (size_t i = 0; i < cir_classifier_scheme_count(classifier) && status == CIR_OK; i++)
        ask_scheme(trial, cir_classifier_scheme(classifier, i), &questions[i]);
    free_trial(trial);
    return status;
}
