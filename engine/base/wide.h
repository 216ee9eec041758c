/** Loops that a processor may take by wider steps than the one that the program was built for.
 *
 * A function marked CIR_WIDE is compiled for several kinds of processor, and the one at hand chooses when the program
 * starts. It does the same operations in the same order on each, so that the bits are the same, too. CMake defines
 * CIR_WIDE_CLONES where compiler and system can do it (GCC or Clang on x86-64 with ifunc); elsewhere the mark is empty. */
#ifndef CIR_BASE_WIDE_H
#define CIR_BASE_WIDE_H

#include <stdint.h>
#include <string.h>

#ifdef CIR_WIDE_CLONES
#define CIR_WIDE __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CIR_WIDE
#endif

static inline uint64_t cir_bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline double cir_double_of(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/** log(x) of a finite, normal x > 0, within 1 unit in the last place; meaningless of anything else. Inline and without
 * a branch, so that it can stand in such a loop; and with the same bits on every machine, which no two versions of a C
 * library promise.
 *
 *     x = 2^k (1 + f), sqrt(1/2) < 1 + f < sqrt(2);  s = f / (2 + f)
 *     log(1 + f) = 2 atanh(s) = f - (f^2/2 - s (f^2/2 + R)),  R = s^2 (L1 + s^2 (L2 + ...))
 *
 * Reduction, splitting of ln 2 and the minimax coefficients L1 to L7 (error below 2^-58): Sun Microsystems, fdlibm 5.3,
 * e_log.c. */
static inline double cir_log(double x)
{
    static const double ln2_high = 6.93147180369123816490e-01; /* its last 32 bits are 0: k times it is exact */
    static const double ln2_low = 1.90821492927058770002e-10;
    const uint64_t sqrt_half = UINT64_C(0x3fe6a09e667f3bcd);
    const uint64_t one = UINT64_C(0x3ff0000000000000);
    const uint64_t fraction = UINT64_C(0x000fffffffffffff);
    const uint64_t two_52 = UINT64_C(0x4330000000000000); /* an integer below 2^52 is made a double by its last bits */
    uint64_t bits = cir_bits_of(x) + (one - sqrt_half);
    double k = cir_double_of((bits >> 52) | two_52) - (4503599627370496.0 + 1023.0);
    double f = cir_double_of((bits & fraction) + sqrt_half) - 1.0;
    double s = f / (2.0 + f);
    double z = s * s;
    double w = z * z;
    double even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    double odd = z * (6.666666666666735130e-01 +
                      w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
    double half = 0.5 * f * f;
    return k * ln2_high - ((half - (s * (half + (even + odd)) + k * ln2_low)) - f);
}

#endif
