#include "designation/facts.h"

#include <float.h>
#include <math.h>

static struct cir_quantity number_of(const struct cir_field *field, const struct cir_cell *cell)
{
    if (cell->state == CIR_CELL_KNOWN)
        return (struct cir_quantity){
            .answer = CIR_ANSWERED, .low = cell->number.low, .point = cell->number.point, .high = cell->number.high};
    double greatest = cir_field_greatest(field);
    return (struct cir_quantity){
        .answer = CIR_UNANSWERED, .low = 0, .point = NAN, .high = greatest < DBL_MAX ? greatest : INFINITY};
}

static struct cir_quantity options_of(const struct cir_field *field, const struct cir_cell *cell)
{
    if (cell->state == CIR_CELL_KNOWN)
        return (struct cir_quantity){.answer = CIR_ANSWERED, .together = cell->together, .options = cell->options};
    return (struct cir_quantity){.answer = CIR_UNANSWERED, .options = (UINT64_C(1) << field->option_count) - 1};
}

struct cir_quantity cir_fact_of(const struct cir_field *field, const struct cir_cell *cell)
{
    if (cell->state == CIR_CELL_NOT_APPLICABLE || cir_type_is_text(field->type))
        return (struct cir_quantity){.answer = CIR_NOT_APPLICABLE, .low = NAN, .point = NAN, .high = NAN};
    return cir_type_is_number(field->type) ? number_of(field, cell) : options_of(field, cell);
}

/* A part of which nothing is known may have any option, but none surely: what is sure of another part stays only
 * possible of the plant. */
static void join_options(struct cir_quantity *fact, const struct cir_quantity *part)
{
    bool is_sure = fact->answer == CIR_ANSWERED && part->answer == CIR_ANSWERED &&
                   (fact->together || (fact->options & (fact->options - 1)) == 0) &&
                   (part->together || (part->options & (part->options - 1)) == 0);
    fact->options |= part->options;
    fact->together = is_sure;
}

void cir_fact_join(struct cir_quantity *fact, const struct cir_field *field, const struct cir_quantity *part)
{
    if (part->answer == CIR_NOT_APPLICABLE)
        return;
    if (fact->answer == CIR_NOT_APPLICABLE) {
        *fact = *part;
        return;
    }
    if (cir_type_is_number(field->type)) {
        fact->low += part->low;
        fact->point += part->point;
        fact->high += part->high;
    } else {
        join_options(fact, part);
    }
    if (part->answer == CIR_UNANSWERED)
        fact->answer = CIR_UNANSWERED;
}
