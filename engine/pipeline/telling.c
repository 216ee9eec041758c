#include "pipeline/telling.h"

#include "sink/summary.h"

enum cir_status cir_telling_init(struct cir_telling *telling, const struct cir_definitions *definitions,
                                 const struct cir_fields *fields, struct cir_error *error)
{
    unsigned numbers[CIR_TOLD_MEASURES];
    for (size_t i = 0; i < CIR_TOLD_MEASURES; i++)
        numbers[i] = cir_told_measure_list()[i].number;
    cir_measure_plan_of(&telling->plan, definitions, fields, numbers, CIR_TOLD_MEASURES);
    return cir_measured_init(&telling->measured) ? CIR_OK : cir_fail_memory(error);
}

void cir_telling_free(struct cir_telling *telling)
{
    cir_measured_free(&telling->measured);
}

void cir_telling_measure(struct cir_telling *telling, const struct cir_incidents *incidents, size_t count)
{
    telling->measured.count = count;
    cir_measures_compute(&telling->plan, incidents->cells, &telling->measured);
}

/* Several that hold together, or one. */
static bool is_sure(const struct cir_cell *cell)
{
    return cell->state == CIR_CELL_KNOWN && (cell->together || cell->count <= 1);
}

/* Of a list of States hit the first is the one hit first, and the rest are others. */
static void tell_states(struct cir_told_facts *facts, const struct cir_cell *country, const struct cir_cell *others)
{
    bool is_hit = is_sure(country) && country->count > 0;
    facts->country = is_hit ? country->first : CIR_INDEX_NONE;
    facts->others_known = is_sure(others) || (is_hit && country->count > 1);
    facts->others = (struct cir_states){0};
    if (is_hit)
        cir_states_add_all(&facts->others, &country->states);
    if (is_sure(others))
        cir_states_add_all(&facts->others, &others->states);
    if (is_hit)
        facts->others.bits[facts->country / 64] &= ~(UINT64_C(1) << facts->country % 64);
}

/* The strictest of what may be meant. */
static unsigned tell_tlp(const struct cir_cell *cell)
{
    unsigned tlp = 0;
    if (cell->state == CIR_CELL_KNOWN)
        for (uint64_t rest = cell->options; rest != 0; rest >>= 1)
            tlp++;
    return tlp;
}

static struct cir_range range_of(struct cir_column column, size_t i)
{
    struct cir_quantity quantity = cir_column_get(column, i);
    if (quantity.answer != CIR_ANSWERED)
        return (struct cir_range){NAN, NAN, NAN};
    return (struct cir_range){quantity.low, quantity.point, quantity.high};
}

void cir_telling_tell(struct cir_told_facts *facts, const struct cir_telling *telling,
                      const struct cir_incidents *incidents, size_t i)
{
    const struct cir_cell *date = &cir_incidents_cells(incidents, CIR_FIELD_DATE)[i];
    bool is_dated = date->state == CIR_CELL_KNOWN;
    *facts = (struct cir_told_facts){.title = {"", 0}, .service = {"", 0}};
    tell_states(facts, &cir_incidents_cells(incidents, CIR_FIELD_COUNTRY)[i],
                &cir_incidents_cells(incidents, CIR_FIELD_OTHER_COUNTRIES)[i]);
    facts->sectors = cir_tally_sectors(&cir_incidents_cells(incidents, CIR_FIELD_SECTOR)[i]);
    facts->first_h = is_dated ? date->number.low : (double)NAN;
    facts->last_h = is_dated ? date->number.high : (double)NAN;
    facts->tlp = tell_tlp(&cir_incidents_cells(incidents, CIR_FIELD_TLP)[i]);
    for (size_t k = 0; k < CIR_TOLD_MEASURES; k++)
        facts->measures[k] = range_of(cir_measured_column(&telling->measured, cir_told_measure_list()[k].number), i);
}
