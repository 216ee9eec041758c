#include "measures/answers.h"

#include <math.h>

/* A number that may be anything is sought between these, in whatever unit: from seconds in hours to the product of a
 * large State in its own money. Beyond them no table of a scheme has a threshold; if one had, its field would be asked
 * for later than it deserves. */
static const double SOUGHT_LEAST = 1e-4;
static const double SOUGHT_MOST = 1e14;

static void add(struct cir_answers *answers, double share, double weight)
{
    answers->shares[answers->count] = share;
    answers->weights[answers->count++] = weight;
}

/* Of all answers together the weight is 1. */
static void weigh(struct cir_answers *answers)
{
    double sum = 0;
    for (size_t i = 0; i < answers->count; i++)
        sum += answers->weights[i];
    for (size_t i = 0; i < answers->count; i++)
        answers->weights[i] /= sum;
}

static void add_strips(struct cir_answers *answers, double from, double to)
{
    for (int i = 0; i < CIR_ANSWER_STRIPS; i++)
        add(answers, from + (to - from) * (i + 0.5) / CIR_ANSWER_STRIPS, 1);
}

static void add_values(struct cir_answers *answers)
{
    const struct cir_uncertainty *uncertainty = &answers->uncertainty;
    for (size_t i = 0; i < uncertainty->count; i++) {
        double from = cir_uncertainty_share(uncertainty, i);
        double to = cir_uncertainty_share(uncertainty, i + 1);
        add(answers, from + (to - from) / 2, to - from);
    }
}

static uint64_t lowest_bits(size_t count)
{
    return (UINT64_C(1) << count) - 1; /* of at most CIR_OPTIONS_MAX */
}

static void open_states(struct cir_answers *answers, bool has_none)
{
    for (unsigned i = 0; i < answers->definitions->country_count; i++)
        cir_states_add(&answers->open.states, i);
    answers->open.count = (uint16_t)answers->definitions->country_count;
    answers->has_none = has_none;
    answers->none.together = true;
}

static void open_number(struct cir_answers *answers, const struct cir_field *field, const struct cir_cell *cell)
{
    bool is_bound = cell->state == CIR_CELL_KNOWN;
    double greatest = cir_field_greatest(field);
    double least = is_bound ? cell->number.low : 0;
    double most = cir_lesser(greatest, cir_greater(SOUGHT_MOST, least));
    bool is_even = greatest <= SOUGHT_MOST;
    if (is_bound)
        most = cir_lesser(most, cell->number.high);
    answers->has_none = least == 0;
    if (!is_even)
        least = cir_lesser(cir_greater(least, SOUGHT_LEAST), most);
    answers->open.number.low = least;
    answers->open.number.high = most;
    answers->open.number.point = is_even ? least + (most - least) / 2 : sqrt(least) * sqrt(most);
    answers->is_sought = true;
}

static bool open_cell(struct cir_answers *answers, const struct cir_fields *fields, unsigned number,
                      const struct cir_cell *cell)
{
    const struct cir_field *field = &fields->list[number];
    answers->open = answers->none = (struct cir_cell){.state = CIR_CELL_KNOWN};
    if (number == CIR_FIELD_PEOPLE_UNIT)
        return false;
    switch (field->type) {
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
    case CIR_TYPE_SHARE:
    case CIR_TYPE_LOSS:
        open_number(answers, field, cell);
        return true;
    case CIR_TYPE_SECTORS:
    case CIR_TYPE_OPTION:
    case CIR_TYPE_OPTIONS:
    case CIR_TYPE_YESNO:
        answers->open.options = lowest_bits(field->option_count);
        return true;
    case CIR_TYPE_STATES:
        open_states(answers, number != CIR_FIELD_COUNTRY);
        return true;
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
    case CIR_TYPE_DATE:
    case CIR_TYPE_CURRENCY:
        break;
    }
    return false;
}

/* The ends are answers as well as what lies between them. */
static void seek(struct cir_answers *answers)
{
    if (answers->has_none)
        add(answers, 0, 1);
    for (int i = 0; i < CIR_ANSWERS_SOUGHT - 1; i++)
        add(answers, (double)i / (CIR_ANSWERS_SOUGHT - 2), 1);
}

static void list(struct cir_answers *answers)
{
    answers->count = 0;
    if (answers->is_sought) {
        seek(answers);
        return;
    }
    if (answers->has_none)
        add(answers, 0, 1); /* as the values together */
    if (answers->uncertainty.count > 0)
        add_values(answers);
    else
        add_strips(answers, 0, 1);
}

static bool is_open(const struct cir_cell *cell, const struct cir_field *field)
{
    if (cell->state == CIR_CELL_KNOWN)
        return cir_type_is_number(field->type) && cell->number.low < cell->number.high;
    return cell->state != CIR_CELL_NOT_APPLICABLE;
}

bool cir_answers_of(struct cir_answers *answers, const struct cir_definitions *definitions,
                    const struct cir_fields *fields, unsigned field, const struct cir_cell *cell)
{
    const struct cir_field *row = &fields->list[field];
    answers->definitions = definitions;
    answers->has_none = answers->is_sought = false;
    answers->open = *cell;
    if (!cir_uncertainty_of(&answers->uncertainty, row, cell, false) &&
        !(is_open(cell, row) && open_cell(answers, fields, field, cell) &&
          cir_uncertainty_of(&answers->uncertainty, row, &answers->open, false)))
        return false;
    list(answers);
    weigh(answers);
    return true;
}

void cir_answers_narrow(struct cir_answers *answers, size_t first, size_t last)
{
    double from = answers->shares[first];
    double to = answers->shares[last];
    answers->is_sought = false;
    answers->has_none = answers->has_none && first == 0;
    answers->count = 0;
    add(answers, from, answers->has_none ? CIR_ANSWER_STRIPS + 1 : 1);
    add_strips(answers, from, to);
    add(answers, to, 1);
    weigh(answers);
}

void cir_answers_get(struct cir_cell *answer, const struct cir_answers *answers, size_t i)
{
    if (answers->has_none && i == 0)
        *answer = answers->none;
    else
        cir_uncertainty_complete(answer, &answers->uncertainty, &answers->open, answers->shares[i],
                                 answers->definitions);
}
