#include "model/field.h"

#include "base/number.h"

#include <float.h>

bool cir_type_is_number(enum cir_type type)
{
    switch (type) {
    case CIR_TYPE_DATE:
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
    case CIR_TYPE_SHARE:
    case CIR_TYPE_LOSS:
        return true;
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
    case CIR_TYPE_STATES:
    case CIR_TYPE_SECTORS:
    case CIR_TYPE_OPTION:
    case CIR_TYPE_OPTIONS:
    case CIR_TYPE_YESNO:
    case CIR_TYPE_CURRENCY:
        break;
    }
    return false;
}

bool cir_type_is_text(enum cir_type type)
{
    return type == CIR_TYPE_TEXT || type == CIR_TYPE_ID;
}

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
