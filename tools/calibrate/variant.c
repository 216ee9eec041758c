#include "variant.h"

size_t variant_weight_count(const struct cir_scheme *scheme)
{
    return scheme->factor_count + scheme->axis_count;
}

const char *variant_weight_name(const struct cir_scheme *scheme, size_t weight)
{
    return weight < scheme->factor_count ? scheme->factors[weight].name
                                         : scheme->axes[weight - scheme->factor_count].name;
}

static double axis_weight(const struct cir_axis *axis)
{
    return axis->kind == CIR_AXIS_LIFT ? axis->lift_high - axis->lift_low : axis->weight;
}

double variant_weight(const struct cir_scheme *scheme, size_t weight)
{
    return weight < scheme->factor_count ? scheme->factors[weight].weight
                                         : axis_weight(&scheme->axes[weight - scheme->factor_count]);
}

void variant_start(struct variant *variant, const struct cir_scheme *scheme)
{
    variant->scheme = *scheme;
    for (size_t i = 0; i < scheme->factor_count; i++)
        variant->factors[i] = scheme->factors[i];
    variant->scheme.factors = variant->factors;
}

void variant_multiply(struct variant *variant, size_t weight, double multiplier)
{
    if (weight < variant->scheme.factor_count) {
        variant->factors[weight].weight *= multiplier;
        return;
    }
    struct cir_axis *axis = &variant->scheme.axes[weight - variant->scheme.factor_count];
    if (axis->kind == CIR_AXIS_LIFT)
        axis->lift_low = cir_greater(0, axis->lift_high - axis_weight(axis) * multiplier);
    else
        axis->weight *= multiplier;
}

void variant_set_exponents(struct variant *variant, double within, double between)
{
    variant->scheme.exponent = between;
    for (size_t i = 0; i < variant->scheme.axis_count; i++)
        if (variant->scheme.axes[i].kind == CIR_AXIS_WEIGHT)
            variant->scheme.axes[i].exponent = within;
}
