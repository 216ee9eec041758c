#include "measures/joint_plant.h"

static bool is_one(const struct cir_quantity *options)
{
    return options->together || (options->options & (options->options - 1)) == 0;
}

/* A part of which nothing is known may have any option, but none surely: what is sure of another part stays only
 * possible of the plant. */
static void join_options(struct cir_quantity *plant, const struct cir_quantity *part)
{
    bool is_sure = plant->answer == CIR_ANSWERED && part->answer == CIR_ANSWERED && is_one(plant) && is_one(part);
    plant->options |= part->options;
    plant->together = is_sure;
}

uint64_t cir_plant_sure_options(const struct cir_quantity *part)
{
    return part->answer == CIR_ANSWERED && is_one(part) ? part->options : 0;
}

void cir_plant_join(struct cir_quantity *plant, const struct cir_field *field, const struct cir_quantity *part)
{
    if (part->answer == CIR_NOT_APPLICABLE)
        return;
    if (plant->answer == CIR_NOT_APPLICABLE) {
        *plant = *part;
        return;
    }
    if (cir_type_is_number(field->type)) {
        plant->low += part->low;
        plant->point += part->point;
        plant->high += part->high;
    } else {
        join_options(plant, part);
    }
    if (part->answer == CIR_UNANSWERED)
        plant->answer = CIR_UNANSWERED;
}
