#include "measures/quantities.h"

void cir_figure_add(struct cir_figure *figure, unsigned count, double candidate)
{
    if (isnan(candidate) || (count > 0 && figure->answer != CIR_ANSWERED)) {
        *figure = cir_figure_unanswered();
    } else if (count == 0) {
        *figure = (struct cir_figure){CIR_ANSWERED, candidate, candidate, 1 / candidate};
    } else {
        figure->low = cir_lesser(figure->low, candidate);
        figure->high = cir_greater(figure->high, candidate);
        figure->inverse += (1 / candidate - figure->inverse) / (count + 1);
    }
}
