#include "stability_view.h"

#include "stability/stability.h"

#include <math.h>

static struct told_share share_of(uint64_t hits, uint64_t draws)
{
    return (struct told_share){(double)hits / (double)draws, cir_share_error(hits, draws)};
}

struct told_share stability_share(const struct stability_view *view, size_t alternative)
{
    return share_of(view->result->stability.listed[alternative], view->result->stability.draws);
}

struct told_share stability_win(const struct stability_view *view, size_t a, size_t b)
{
    return share_of(view->result->wins[a * view->result->look_count + b], view->result->stability.draws);
}

struct told_share stability_central(const struct stability_view *view, size_t alternative, size_t criterion)
{
    const struct cir_list_stability *result = view->result;
    const double listed = result->stability.listed[alternative];
    const double weight = cir_stability_central(&result->stability, &result->question, alternative, criterion);
    return (struct told_share){weight, sqrt(weight * (1 - weight) / listed)};
}

size_t stability_write_share(char *out, const struct told_share *share)
{
    return isnan(share->value) ? 0 : cir_number_write(out, share->value, cir_told_decimals(share->error));
}

double stability_round(const struct told_share *share)
{
    const double scale = pow(10, isnan(share->error) ? 0 : cir_told_decimals(share->error));
    return round(share->value * scale) / scale;
}

double stability_fact(const struct stability_view *view, size_t criterion, double place)
{
    const struct cir_scale_ends *scale = &view->result->scales[criterion];
    return scale->worst + place * (scale->best - scale->worst);
}

void stability_add_fact(struct cir_buffer *text, double value)
{
    enum { FIGURES = 9 };
    char digits[CIR_NUMBER_SIZE];
    if (isfinite(value))
        cir_buffer_add(text, (struct cir_text){digits, cir_number_write_figures(digits, value, FIGURES)});
}

struct stability_counts stability_count(const struct stability_view *view)
{
    const struct cir_stability *stability = &view->result->stability;
    struct stability_counts counts = {0};
    for (size_t i = 0; i < view->result->assets.count; i++)
        if (stability->listed[i] == stability->draws)
            counts.always++;
        else if (stability->listed[i] == 0)
            counts.never++;
        else
            counts.sometimes++;
    return counts;
}

const char *stability_law_name(enum cir_weight_law law)
{
    static const char *const names[] = {[CIR_WEIGHTS_UNIFORM] = "uniform",
                                        [CIR_WEIGHTS_DIRICHLET] = "dirichlet",
                                        [CIR_WEIGHTS_ORDERED] = "ordered",
                                        [CIR_WEIGHTS_FIXED] = "fixed"};
    return names[law];
}
