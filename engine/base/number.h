/** Numbers as text, strictly and whatever the locale: '.' is the decimal sign, nothing may follow, no hex, no
 * "inf" or "nan", no thousands separators. */
#ifndef CIR_BASE_NUMBER_H
#define CIR_BASE_NUMBER_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Read a decimal number ("12", "-0.5", "1.2e5"), correctly rounded.
 * @return false when the whole text is not one, or it is out of the range of a double */
bool cir_number_read(struct cir_text text, double *value);

/** The hundredth of a finite number as its figures have it, correctly rounded: of 0.0006 it is 0.000006, where a division
 * of what 0.0006 is in binary misses that by a bit. */
double cir_number_hundredth(double value);

/** Read a whole number without sign. */
bool cir_number_read_count(struct cir_text text, uint64_t *value);

enum { CIR_NUMBER_SIZE = 32, CIR_NUMBER_DIGITS_MAX = 9 };

/** Write `value` with at most `digits` decimals (0..9), half away from zero, trailing zeros dropped: 62.5, 70, 0.
 * `value` is finite and below 1e9 in size; `out` has room for CIR_NUMBER_SIZE bytes and is not terminated.
 * @return bytes written */
size_t cir_number_write(char *out, double value, int digits);

/** Write a finite `value` with as few digits as read back as the same value: 62.5, 1200000, 2.385e-07. `out` has room
 * for CIR_NUMBER_SIZE bytes and is not terminated.
 * @return bytes written */
size_t cir_number_write_exact(char *out, double value);

/** Write a finite `value` correctly rounded to `figures` (1..17) significant figures, trailing zeros dropped: 62.5,
 * 1200000, 2.385e-7. `out` as above.
 * @return bytes written */
size_t cir_number_write_figures(char *out, double value, int figures);

/** Write a whole number. @return bytes written, at most 20 */
size_t cir_number_write_count(char *out, uint64_t value);

#endif
