#include "figures/coordinate.h"

#include "base/number.h"

#include <math.h>

enum { DECIMALS = 2, FARTHEST = 1000000 };

void cir_coordinate_add(struct cir_buffer *buffer, double value)
{
    char digits[CIR_NUMBER_SIZE];
    double place = fabs(value) >= 0.005 ? fmax(-FARTHEST, fmin(value, FARTHEST)) : 0;
    cir_buffer_add(buffer, (struct cir_text){digits, cir_number_write(digits, place, DECIMALS)});
}

void cir_coordinate_add_attribute(struct cir_buffer *buffer, const char *name, double value)
{
    cir_buffer_add_format(buffer, " %s=\"", name);
    cir_coordinate_add(buffer, value);
    cir_buffer_add_char(buffer, '"');
}
