/* How many people, and how large a share of a State's people. */
#include "measures/derived.h"

/* Persons per unit: of several units of which one holds, the range over them. */
static struct cir_quantity persons_per_unit(const struct cir_facts *facts, size_t i)
{
    const struct cir_cell *cell = cir_facts_cell(facts, CIR_FIELD_PEOPLE_UNIT, i);
    if (cell->state == CIR_CELL_BLANK || cell->state == CIR_CELL_NOT_APPLICABLE)
        return cir_quantity_answered(1, 1, 1);
    const struct cir_range_row *units = facts->definitions->people_units;
    struct cir_quantity persons = {.answer = cell->state == CIR_CELL_KNOWN ? CIR_ANSWERED : CIR_UNANSWERED,
                                   .low = INFINITY};
    double sum = 0;
    unsigned count = 0;
    for (size_t k = 0; k < facts->definitions->people_unit_count; k++) {
        if (cell->state == CIR_CELL_KNOWN && (cell->options >> k & 1) == 0)
            continue;
        persons.low = cir_lesser(persons.low, units[k].low);
        persons.high = cir_greater(persons.high, units[k].high);
        sum += units[k].point;
        count++;
    }
    if (count == 0)
        return cir_quantity_unanswered(0, INFINITY);
    persons.point = cir_within(sum / count, persons.low, persons.high);
    return persons;
}

/* people_affected x persons per unit */
static struct cir_quantity people(const struct cir_facts *facts, size_t i)
{
    struct cir_quantity affected =
        cir_quantity_of_cell(cir_facts_cell(facts, CIR_FIELD_PEOPLE_AFFECTED, i), 0, INFINITY);
    if (affected.answer != CIR_ANSWERED)
        return affected;
    return cir_quantity_product(affected, persons_per_unit(facts, i));
}

void cir_measure_people(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], people(facts, i));
}

/* people_share, or else min(people / population of the State hit, 1) */
static struct cir_quantity people_share(const struct cir_facts *facts, size_t i)
{
    struct cir_quantity given = cir_quantity_of_cell(cir_facts_cell(facts, CIR_FIELD_PEOPLE_SHARE, i), 0, 1);
    if (given.answer == CIR_ANSWERED)
        return given;
    struct cir_quantity persons = *cir_facts_measure(facts, CIR_MEASURE_PEOPLE, i);
    if (given.answer == CIR_NOT_APPLICABLE && persons.answer != CIR_ANSWERED)
        return given;
    struct cir_figure figure = cir_country_figure(facts, i, facts->plan->populations);
    struct cir_quantity share = cir_quantity_ratio(persons, figure);
    if (share.low >= 1)
        return cir_quantity_answered(1, 1, 1);
    share.high = cir_lesser(share.high, 1);
    if (share.answer == CIR_ANSWERED)
        share.point = cir_lesser(share.point, 1);
    return share;
}

void cir_measure_people_share(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], people_share(facts, i));
}

/* people x duration_h */
static struct cir_quantity user_hours(const struct cir_facts *facts, size_t i)
{
    struct cir_quantity hours = cir_quantity_of_cell(cir_facts_cell(facts, CIR_FIELD_DURATION_H, i), 0, INFINITY);
    return cir_quantity_product(*cir_facts_measure(facts, CIR_MEASURE_PEOPLE, i), hours);
}

void cir_measure_user_hours(struct cir_quantity *quantities, const struct cir_facts *facts)
{
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], user_hours(facts, i));
}
