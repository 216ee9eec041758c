/* How many people, and how large a share of a State's people. */
#include "measures/derived.h"

#include "base/wide.h"

/* Persons per unit: of several units of which one holds, the range over them. */
static struct cir_quantity persons_per_unit(const struct cir_definitions *definitions, const struct cir_cell *cell)
{
    const struct cir_range_row *units = definitions->people_units;
    struct cir_quantity persons = {.answer = CIR_ANSWERED, .low = INFINITY};
    double sum = 0;
    unsigned count = 0;
    for (size_t k = 0; k < definitions->people_unit_count; k++) {
        if (cell->state == CIR_CELL_KNOWN && (cell->options >> k & 1) == 0)
            continue;
        persons.low = cir_lesser(persons.low, units[k].low);
        persons.high = cir_greater(persons.high, units[k].high);
        sum += units[k].point;
        count++;
    }
    persons.point = cell->state == CIR_CELL_KNOWN ? cir_within(sum / count, persons.low, persons.high) : NAN;
    return count > 0 ? persons : (struct cir_quantity){.point = NAN, .high = INFINITY};
}

static bool is_of_persons(const struct cir_cell *cell)
{
    return cell->state == CIR_CELL_BLANK || cell->state == CIR_CELL_NOT_APPLICABLE;
}

/* Persons per unit, by subject; false where all count persons. */
static bool find_units(struct cir_column units, const struct cir_facts *facts)
{
    bool any = false;
    for (size_t i = 0; i < facts->count; i++)
        any |= !is_of_persons(cir_facts_cell(facts, CIR_FIELD_PEOPLE_UNIT, i));
    for (size_t i = 0; any && i < facts->count; i++) {
        const struct cir_cell *cell = cir_facts_cell(facts, CIR_FIELD_PEOPLE_UNIT, i);
        struct cir_quantity persons = {.low = 1, .point = 1, .high = 1};
        if (!is_of_persons(cell))
            persons = persons_per_unit(facts->definitions, cell);
        cir_column_set_number(units, i, persons.low, persons.point, persons.high);
    }
    return any;
}

/* people_affected x persons per unit */
void cir_measure_people(struct cir_column made, const struct cir_facts *facts)
{
    double low[CIR_BATCH], point[CIR_BATCH], high[CIR_BATCH];
    const struct cir_column units = {.low = low, .point = point, .high = high};
    const struct cir_column affected = cir_facts_field(facts, CIR_FIELD_PEOPLE_AFFECTED);
    if (find_units(units, facts))
        cir_columns_multiply(made, affected, units, facts->count);
    else
        cir_columns_copy(made, affected, facts->count);
}

/* No more than all are hit; where the least is all, all are. */
CIR_WIDE static void hold_at_one(struct cir_column share, size_t count)
{
    double *restrict low = share.low;
    double *restrict point = share.point;
    double *restrict high = share.high;
    for (size_t i = 0; i < count; i++) {
        bool is_all = low[i] >= 1;
        low[i] = cir_lesser(low[i], 1);
        point[i] = is_all ? 1 : cir_lesser(point[i], 1);
        high[i] = cir_lesser(high[i], 1);
    }
}

/* people_share, or else min(people / population of the State hit, 1) */
void cir_measure_people_share(struct cir_column made, const struct cir_facts *facts)
{
    const struct cir_column people = cir_facts_measure(facts, CIR_MEASURE_PEOPLE);
    cir_columns_divide(made, people, facts->populations, facts->count);
    hold_at_one(made, facts->count);
    cir_columns_prefer(made, cir_facts_field(facts, CIR_FIELD_PEOPLE_SHARE), people, facts->count);
}

/* people x duration_h */
void cir_measure_user_hours(struct cir_column made, const struct cir_facts *facts)
{
    cir_columns_multiply(made, cir_facts_measure(facts, CIR_MEASURE_PEOPLE),
                         cir_facts_field(facts, CIR_FIELD_DURATION_H), facts->count);
}
