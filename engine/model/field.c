#include "model/field.h"

#include "base/number.h"

#include <float.h>

double cir_field_greatest(const struct cir_field *field)
{
    double greatest = DBL_MAX;
    if (field->type == CIR_TYPE_SHARE || field->type == CIR_TYPE_LOSS)
        return 1;
    if (field->type == CIR_TYPE_NUMBER && field->unit[0] >= '0' && field->unit[0] <= '9') {
        const char *dots = strstr(field->unit, "..");
        if (dots != NULL)
            (void)cir_number_read(cir_text_of(dots + 2), &greatest);
    }
    return greatest;
}
