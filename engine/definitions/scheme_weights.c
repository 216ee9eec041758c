#include "definitions/definitions.h"

#include <string.h>

static const struct cir_axis *find_axis(const struct cir_scheme *scheme, const char *name)
{
    for (size_t i = 0; i < scheme->axis_count; i++)
        if (strcmp(scheme->axes[i].name, name) == 0)
            return &scheme->axes[i];
    return NULL;
}

/* A factor of the same name may stand on several axes. */
static const struct cir_factor *find_factor(const struct cir_scheme *scheme, const char *axis, const char *name)
{
    for (size_t i = 0; i < scheme->factor_count; i++)
        if (strcmp(scheme->factors[i].name, name) == 0 && strcmp(scheme->axes[scheme->factors[i].axis].name, axis) == 0)
            return &scheme->factors[i];
    return NULL;
}

static void take_axis(struct cir_axis *axis, const struct cir_axis *from)
{
    if (from == NULL || from->kind != axis->kind)
        return;
    axis->weight = from->weight;
    axis->lift_low = from->lift_low;
    axis->lift_high = from->lift_high;
}

void cir_scheme_take_weights(struct cir_scheme *scheme, const struct cir_scheme *from)
{
    for (size_t i = 0; i < scheme->axis_count; i++)
        take_axis(&scheme->axes[i], find_axis(from, scheme->axes[i].name));
    for (size_t i = 0; i < scheme->factor_count; i++) {
        struct cir_factor *factor = &scheme->factors[i];
        const struct cir_factor *other = find_factor(from, scheme->axes[factor->axis].name, factor->name);
        factor->weight = other != NULL ? other->weight : factor->weight;
    }
}
