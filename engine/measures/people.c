/* How many people, and how large a share of a State's people. */
#include "measures/derived.h"

/* Persons per unit: of several units of which one holds, the range over them. */
static struct cir_quantity persons_per_unit(const struct cir_facts *facts)
{
    const struct cir_cell *cell = &facts->cells[CIR_FIELD_PEOPLE_UNIT];
    if (cell->state == CIR_CELL_BLANK || cell->state == CIR_CELL_NOT_APPLICABLE)
        return cir_quantity_answered(1, 1, 1);
    const struct cir_range_row *units = facts->definitions->people_units;
    struct cir_quantity persons = {.answer = cell->state == CIR_CELL_KNOWN ? CIR_ANSWERED : CIR_UNANSWERED,
                                   .low = INFINITY};
    double sum = 0;
    unsigned count = 0;
    for (size_t i = 0; i < facts->definitions->people_unit_count; i++) {
        if (cell->state == CIR_CELL_KNOWN && (cell->options >> i & 1) == 0)
            continue;
        persons.low = cir_lesser(persons.low, units[i].low);
        persons.high = cir_greater(persons.high, units[i].high);
        sum += units[i].point;
        count++;
    }
    if (count == 0)
        return cir_quantity_unanswered(0, INFINITY);
    persons.point = cir_within(sum / count, persons.low, persons.high);
    return persons;
}

/* people_affected x persons per unit */
void cir_measure_people(struct cir_quantity *quantity, const struct cir_facts *facts)
{
    struct cir_quantity affected = cir_quantity_of_cell(&facts->cells[CIR_FIELD_PEOPLE_AFFECTED], 0, INFINITY);
    if (affected.answer != CIR_ANSWERED) {
        cir_quantity_store(quantity, affected);
        return;
    }
    cir_quantity_store(quantity, cir_quantity_product(affected, persons_per_unit(facts)));
}

static double population(const struct cir_country *country)
{
    return country->population;
}

/* people_share, or else min(people / population of the State hit, 1) */
void cir_measure_people_share(struct cir_quantity *quantity, const struct cir_facts *facts)
{
    struct cir_quantity given = cir_quantity_of_cell(&facts->cells[CIR_FIELD_PEOPLE_SHARE], 0, 1);
    if (given.answer == CIR_ANSWERED) {
        cir_quantity_store(quantity, given);
        return;
    }
    struct cir_quantity people = facts->quantities[CIR_MEASURE_PEOPLE];
    if (given.answer == CIR_NOT_APPLICABLE && people.answer != CIR_ANSWERED) {
        cir_quantity_store(quantity, given);
        return;
    }
    struct cir_figure figure;
    cir_country_figure(&figure, facts, population);
    struct cir_quantity share = cir_quantity_ratio(people, figure);
    if (share.low >= 1) {
        cir_quantity_store(quantity, cir_quantity_answered(1, 1, 1));
        return;
    }
    share.high = cir_lesser(share.high, 1);
    if (share.answer == CIR_ANSWERED)
        share.point = cir_lesser(share.point, 1);
    cir_quantity_store(quantity, share);
}

/* people x duration_h */
void cir_measure_user_hours(struct cir_quantity *quantity, const struct cir_facts *facts)
{
    struct cir_quantity hours = cir_quantity_of_cell(&facts->cells[CIR_FIELD_DURATION_H], 0, INFINITY);
    cir_quantity_store(quantity, cir_quantity_product(facts->quantities[CIR_MEASURE_PEOPLE], hours));
}
