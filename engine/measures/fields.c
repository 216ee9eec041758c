/* A plain field as a measure. */
#include "measures/derived.h"

#include "base/wide.h"

#include <assert.h>

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

static void take_options(struct cir_column made, const struct cir_cell *cells, size_t count, uint64_t possible)
{
    for (size_t i = 0; i < count; i++)
        if (cells[i].state == CIR_CELL_KNOWN)
            cir_column_set_options(made, i, CIR_ANSWERED, cells[i].options, cells[i].together);
        else if (cells[i].state == CIR_CELL_NOT_APPLICABLE)
            cir_column_set_options(made, i, CIR_NOT_APPLICABLE, 0, false);
        else
            cir_column_set_options(made, i, CIR_UNANSWERED, possible, false);
}

/* What is not answered lies between `least` and `most`. Without branches: what a cell holds is as good as random to a
 * processor. */
CIR_WIDE static void take_numbers(struct cir_column made, const struct cir_cell *cells, size_t count, double least,
                                  double most)
{
    double *restrict low = made.low;
    double *restrict point = made.point;
    double *restrict high = made.high;
    for (size_t i = 0; i < count; i++) {
        bool is_known = cells[i].state == CIR_CELL_KNOWN;
        bool applies = cells[i].state != CIR_CELL_NOT_APPLICABLE;
        low[i] = is_known ? cells[i].number.low : applies ? least : NAN;
        point[i] = is_known ? cells[i].number.point : NAN;
        high[i] = is_known ? cells[i].number.high : applies ? most : NAN;
    }
}

void cir_field_column(struct cir_column made, const struct cir_facts *facts, unsigned field_number)
{
    const struct cir_field *field = &facts->fields->list[field_number];
    const struct cir_cell *cells = cir_facts_cell(facts, field_number, 0);
    switch (field->type) {
    case CIR_TYPE_DATE:
        take_numbers(made, cells, facts->count, -INFINITY, INFINITY);
        break;
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
        take_numbers(made, cells, facts->count, 0, INFINITY);
        break;
    case CIR_TYPE_SHARE:
    case CIR_TYPE_LOSS:
        take_numbers(made, cells, facts->count, 0, 1);
        break;
    case CIR_TYPE_SECTORS:
    case CIR_TYPE_OPTION:
    case CIR_TYPE_OPTIONS:
    case CIR_TYPE_YESNO:
        take_options(made, cells, facts->count, possible_options(facts, field));
        break;
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
    case CIR_TYPE_STATES:
    case CIR_TYPE_CURRENCY:
        assert(false); /* no scheme can ask for it: the lint refuses that */
    }
}
