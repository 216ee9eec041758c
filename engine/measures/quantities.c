#include "measures/quantities.h"

/* Nothing times something unbounded is nothing. */
static double times(double a, double b)
{
    return a == 0 || b == 0 ? 0 : a * b;
}

static struct cir_quantity joined(bool answered, double low, double point, double high)
{
    if (low == high)
        return cir_quantity_answered(low, low, low);
    if (!answered)
        return cir_quantity_unanswered(low, high);
    return cir_quantity_answered(low, cir_within(point, low, high), high);
}

struct cir_quantity cir_quantity_product(struct cir_quantity a, struct cir_quantity b)
{
    if (a.answer == CIR_NOT_APPLICABLE || b.answer == CIR_NOT_APPLICABLE)
        return cir_quantity_not_applicable();
    bool answered = a.answer == CIR_ANSWERED && b.answer == CIR_ANSWERED;
    return joined(answered, times(a.low, b.low), times(a.point, b.point), times(a.high, b.high));
}

struct cir_quantity cir_quantity_ratio(struct cir_quantity a, struct cir_figure figure)
{
    if (a.answer == CIR_NOT_APPLICABLE || figure.answer == CIR_NOT_APPLICABLE)
        return cir_quantity_not_applicable();
    bool answered = a.answer == CIR_ANSWERED && figure.answer == CIR_ANSWERED;
    double high = a.high == 0 ? 0 : a.high / figure.low;
    if (figure.low == figure.high)
        return joined(answered, a.low / figure.low, a.point / figure.low, high);
    double low = a.low == 0 ? 0 : a.low / figure.high;
    return joined(answered, low, times(a.point, figure.inverse), high);
}

void cir_figure_add(struct cir_figure *figure, unsigned count, double candidate)
{
    if (isnan(candidate) || (count > 0 && figure->answer != CIR_ANSWERED)) {
        *figure = cir_figure_unanswered();
    } else if (count == 0) {
        *figure = (struct cir_figure){CIR_ANSWERED, candidate, candidate, 1 / candidate};
    } else {
        figure->low = fmin(figure->low, candidate);
        figure->high = fmax(figure->high, candidate);
        figure->inverse += (1 / candidate - figure->inverse) / (count + 1);
    }
}
