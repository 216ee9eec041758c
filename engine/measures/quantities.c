#include "measures/quantities.h"

#include "base/wide.h"

#include <string.h>

/* Nothing times something unbounded is nothing. */
static inline double times(double a, double b)
{
    bool is_nothing = (a == 0) | (b == 0);
    return is_nothing ? 0 : a * b;
}

/* Nothing is nothing, whatever it is divided by. */
static inline double over(double a, double b)
{
    return a == 0 ? 0 : a / b;
}

/* What is made of several: not applicable where one of them is, answered where all are or where the ends meet. */
struct joined {
    double low, point, high;
};

static inline struct joined join(double low, double point, double high, bool applies, bool is_answered)
{
    bool is_exact = low == high;
    point = is_exact ? low : cir_within(point, low, high);
    bool has_point = is_answered | is_exact;
    point = has_point ? point : NAN;
    return (struct joined){applies ? low : NAN, applies ? point : NAN, applies ? high : NAN};
}

/* Of what a loop writes a compiler has to know that it is nothing that the loop reads, else it takes one subject after
 * the other; it believes that of parameters alone. */
CIR_WIDE static void multiply(double *restrict low, double *restrict point, double *restrict high, struct cir_column a,
                              struct cir_column b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool applies = !isnan(a.low[i]) & !isnan(b.low[i]);
        bool is_answered = !isnan(a.point[i]) & !isnan(b.point[i]);
        struct joined product = join(times(a.low[i], b.low[i]), times(a.point[i], b.point[i]),
                                     times(a.high[i], b.high[i]), applies, is_answered);
        low[i] = product.low;
        point[i] = product.point;
        high[i] = product.high;
    }
}

void cir_columns_multiply(struct cir_column made, struct cir_column a, struct cir_column b, size_t count)
{
    multiply(made.low, made.point, made.high, a, b, count);
}

/* A figure of which nothing is known lies between 0 and INFINITY and has a NAN inverse. */
CIR_WIDE static void divide(double *restrict low, double *restrict point, double *restrict high, struct cir_column a,
                            const struct cir_figures *figures, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double least = figures->low[i];
        double most = figures->high[i];
        bool applies = !isnan(a.low[i]) & !isnan(least);
        bool is_one = least == most;
        bool is_answered = (is_one | !isnan(figures->inverse[i])) & !isnan(a.point[i]);
        double at_point = is_one ? a.point[i] / least : times(a.point[i], figures->inverse[i]);
        struct joined ratio = join(over(a.low[i], most), at_point, over(a.high[i], least), applies, is_answered);
        low[i] = ratio.low;
        point[i] = ratio.point;
        high[i] = ratio.high;
    }
}

void cir_columns_divide(struct cir_column made, struct cir_column a, const struct cir_figures *figures, size_t count)
{
    divide(made.low, made.point, made.high, a, figures, count);
}

CIR_WIDE static void prefer(double *restrict low, double *restrict point, double *restrict high,
                            struct cir_column given, struct cir_column other, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool is_not_applicable = isnan(given.low[i]) & isnan(other.point[i]);
        bool takes_given = is_not_applicable | !isnan(given.point[i]);
        low[i] = takes_given ? given.low[i] : low[i];
        point[i] = takes_given ? given.point[i] : point[i];
        high[i] = takes_given ? given.high[i] : high[i];
    }
}

void cir_columns_prefer(struct cir_column made, struct cir_column given, struct cir_column other, size_t count)
{
    prefer(made.low, made.point, made.high, given, other, count);
}

void cir_columns_copy(struct cir_column made, struct cir_column a, size_t count)
{
    memcpy(made.low, a.low, count * sizeof *made.low);
    memcpy(made.point, a.point, count * sizeof *made.point);
    memcpy(made.high, a.high, count * sizeof *made.high);
}

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
