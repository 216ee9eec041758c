/* A plain field as a quantity. */
#include "measures/derived.h"

static uint64_t first_options(size_t count)
{
    return count >= 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
}

/* All that the cell of an option field could hold. */
static uint64_t possible_options(const struct cir_facts *facts, const struct cir_field *field)
{
    if (field->type == CIR_TYPE_SECTORS)
        return first_options(facts->definitions->sector_count) | UINT64_C(1) << CIR_SECTOR_NONE;
    return field->type == CIR_TYPE_YESNO ? first_options(2) : first_options(field->option_count);
}

static struct cir_quantity options_of_cell(const struct cir_facts *facts, const struct cir_field *field,
                                           const struct cir_cell *cell)
{
    if (cell->state == CIR_CELL_KNOWN)
        return cir_quantity_options(CIR_ANSWERED, cell->options, cell->together);
    if (cell->state == CIR_CELL_NOT_APPLICABLE)
        return cir_quantity_not_applicable();
    return cir_quantity_options(CIR_UNANSWERED, possible_options(facts, field), false);
}

static struct cir_quantity field_quantity(const struct cir_facts *facts, const struct cir_field *field,
                                          const struct cir_cell *cell)
{
    switch (field->type) {
    case CIR_TYPE_DATE:
        return cir_quantity_of_cell(cell, -INFINITY, INFINITY);
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
        return cir_quantity_of_cell(cell, 0, INFINITY);
    case CIR_TYPE_SHARE:
    case CIR_TYPE_LOSS:
        return cir_quantity_of_cell(cell, 0, 1);
    case CIR_TYPE_SECTORS:
    case CIR_TYPE_OPTION:
    case CIR_TYPE_OPTIONS:
    case CIR_TYPE_YESNO:
        return options_of_cell(facts, field, cell);
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
    case CIR_TYPE_STATES:
    case CIR_TYPE_CURRENCY:
        break;
    }
    return cir_quantity_unanswered(0, INFINITY); /* no scheme can ask them: the lint refuses it */
}

void cir_field_quantities(struct cir_quantity *quantities, const struct cir_facts *facts, unsigned field_number)
{
    const struct cir_field *field = &facts->fields->list[field_number];
    for (size_t i = 0; i < facts->count; i++)
        cir_quantity_store(&quantities[i], field_quantity(facts, field, cir_facts_cell(facts, field_number, i)));
}
