/** How quantities are made and joined: interval arithmetic in which not knowing stays visible.
 *
 * Every join keeps low <= point <= high, and the ends hold for every completion of what is not known. A join is
 * answered when all its parts are, or when its ends meet all the same (nothing times anything is nothing); it is
 * not applicable when one of its parts is. Joins go over columns (model/measured.h), without branches. */
#ifndef CIR_MEASURES_QUANTITIES_H
#define CIR_MEASURES_QUANTITIES_H

#include "model/cell.h"
#include "model/measured.h"

/** A figure of the tables by which a quantity is divided: a population, a yearly product, a tolerable outage.
 * Several candidates make a range of it. */
struct cir_figure {
    enum cir_answer answer;
    double low;     /**< > 0, or 0 when nothing is known */
    double high;    /**< INFINITY when nothing is known */
    double inverse; /**< mean of 1 / figure over several candidates; not set of one */
};

/** Figures by subject. */
struct cir_figures {
    _Alignas(CIR_WIDE_ALIGN) double low[CIR_BATCH]; /**< NAN: not applicable */
    _Alignas(CIR_WIDE_ALIGN) double high[CIR_BATCH];
    _Alignas(CIR_WIDE_ALIGN) double inverse[CIR_BATCH]; /**< of several candidates and of none; else not used */
};

/** Several candidates make a range whose point is a mean: rounding must not push it out. */
static inline double cir_within(double value, double low, double high)
{
    return cir_lesser(cir_greater(value, low), high);
}

/** made = a x b */
void cir_columns_multiply(struct cir_column made, struct cir_column a, struct cir_column b, size_t count);

/** made = a / figures */
void cir_columns_divide(struct cir_column made, struct cir_column a, const struct cir_figures *figures, size_t count);

/** made = what is given, where that is answered, or is not applicable and neither is the other answered, from which
 * `made` was made; else it stays. */
void cir_columns_prefer(struct cir_column made, struct cir_column given, struct cir_column other, size_t count);

/** made = a, of numbers */
void cir_columns_copy(struct cir_column made, struct cir_column a, size_t count);

static inline void cir_figures_set(struct cir_figures *figures, size_t i, struct cir_figure figure)
{
    figures->low[i] = figure.answer == CIR_NOT_APPLICABLE ? NAN : figure.low;
    figures->high[i] = figure.high;
    figures->inverse[i] = figure.inverse;
}

/** A single figure, NAN for one that no table knows. */
static inline void cir_figures_set_one(struct cir_figures *figures, size_t i, double figure)
{
    figures->low[i] = isnan(figure) ? 0 : figure;
    figures->high[i] = isnan(figure) ? INFINITY : figure;
    figures->inverse[i] = NAN;
}

static inline struct cir_figure cir_figure_unanswered(void)
{
    return (struct cir_figure){CIR_UNANSWERED, 0, INFINITY, NAN};
}

/** A single figure, NAN for one that no table knows. */
static inline struct cir_figure cir_figure_of(double figure)
{
    return isnan(figure) ? cir_figure_unanswered() : (struct cir_figure){CIR_ANSWERED, figure, figure, NAN};
}

/** The figure widened by one more candidate, NAN for one that no table knows; `count` candidates are in it. */
void cir_figure_add(struct cir_figure *figure, unsigned count, double candidate);

static inline void cir_column_set_unanswered(struct cir_column column, size_t i, double low, double high)
{
    cir_column_set_number(column, i, low, NAN, high);
}

static inline void cir_column_set_not_applicable(struct cir_column column, size_t i)
{
    cir_column_set_number(column, i, NAN, NAN, NAN);
}

/** The yes/no of two flags: whether no is possible, whether yes is. */
static inline void cir_column_set_yes_no(struct cir_column column, size_t i, enum cir_answer answer, bool may_be_no,
                                         bool may_be_yes)
{
    uint64_t options = (may_be_no ? 1U : 0U) | (may_be_yes ? 2U : 0U);
    cir_column_set_options(column, i, answer, answer == CIR_NOT_APPLICABLE ? 0 : options, false);
}

#endif
