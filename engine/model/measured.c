#include "model/measured.h"

#include <stdlib.h>

bool cir_measured_init(struct cir_measured *measured)
{
    const size_t places = (size_t)CIR_MEASURES_MAX * CIR_BATCH;
    *measured = (struct cir_measured){.stride = CIR_BATCH};
    measured->numbers = aligned_alloc(CIR_WIDE_ALIGN, 3 * places * sizeof *measured->numbers);
    measured->options = aligned_alloc(CIR_WIDE_ALIGN, places * sizeof *measured->options);
    measured->together = calloc(places, sizeof *measured->together);
    if (measured->numbers != NULL && measured->options != NULL && measured->together != NULL)
        return true;
    cir_measured_free(measured);
    return false;
}

void cir_measured_free(struct cir_measured *measured)
{
    free(measured->numbers);
    free(measured->options);
    free(measured->together);
    *measured = (struct cir_measured){0};
}
