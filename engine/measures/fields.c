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

void cir_field_quantity(struct cir_quantity *quantity, const struct cir_facts *facts, unsigned field_number)
{
    const struct cir_field *field = &facts->fields->list[field_number];
    const struct cir_cell *cell = &facts->cells[field_number];
    switch (field->type) {
    case CIR_TYPE_DATE:
        cir_quantity_store(quantity, cir_quantity_of_cell(cell, -INFINITY, INFINITY));
        return;
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
        cir_quantity_store(quantity, cir_quantity_of_cell(cell, 0, INFINITY));
        return;
    case CIR_TYPE_SHARE:
    case CIR_TYPE_LOSS:
        cir_quantity_store(quantity, cir_quantity_of_cell(cell, 0, 1));
        return;
    case CIR_TYPE_SECTORS:
    case CIR_TYPE_OPTION:
    case CIR_TYPE_OPTIONS:
    case CIR_TYPE_YESNO:
        cir_quantity_store(quantity, options_of_cell(facts, field, cell));
        return;
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
    case CIR_TYPE_STATES:
    case CIR_TYPE_CURRENCY:
        break;
    }
    cir_quantity_store(quantity,
                       cir_quantity_unanswered(0, INFINITY)); /* no scheme can ask them: the lint refuses it */
}
