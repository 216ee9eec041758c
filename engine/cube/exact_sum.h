/** Sums whose order does not matter: two doubles hold some 106 bits, and what is shown is rounded to fewer. */
#ifndef CIR_CUBE_EXACT_SUM_H
#define CIR_CUBE_EXACT_SUM_H

/** A zeroed struct is 0. The sum is high + low, |low| <= half a unit in the last place of high. */
struct cir_exact_sum {
    double high;
    double low;
};

/** Add a finite number. T. J. Dekker (1971), "A floating-point technique for extending the available precision",
 * Numerische Mathematik 18; D. E. Knuth, The Art of Computer Programming 2, 4.2.2, theorem B. */
void cir_exact_sum_add(struct cir_exact_sum *sum, double value);

void cir_exact_sum_join(struct cir_exact_sum *sum, const struct cir_exact_sum *other);

/** Rounded to 12 significant digits, so that parts added in another order give the same bits. INFINITY where the sum is
 * past the range of a double. */
double cir_exact_sum_value(const struct cir_exact_sum *sum);

#endif
