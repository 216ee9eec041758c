/** How quantities are made and joined: interval arithmetic in which not knowing stays visible.
 *
 * Every join keeps low <= point <= high, and the ends hold for every completion of what is not known. A join is
 * answered when all its parts are, or when its ends meet all the same (nothing times anything is nothing); it is
 * not applicable when one of its parts is. */
#ifndef CIR_MEASURES_QUANTITIES_H
#define CIR_MEASURES_QUANTITIES_H

#include "model/cell.h"
#include "model/quantity.h"

#include <math.h>

/** A figure of the tables by which a quantity is divided: a population, a yearly product, a tolerable outage.
 * Several candidates make a range of it. */
struct cir_figure {
    enum cir_answer answer;
    double low;     /**< > 0, or 0 when nothing is known */
    double high;    /**< INFINITY when nothing is known */
    double inverse; /**< mean of 1 / figure over several candidates; not set of one */
};

/** Member by member: a copy of the whole would wait until all that was just written has reached the cache, which took
 * half the time of all measures. */
static inline void cir_quantity_store(struct cir_quantity *quantity, struct cir_quantity made)
{
    quantity->answer = made.answer;
    quantity->together = made.together;
    quantity->low = made.low;
    quantity->point = made.point;
    quantity->high = made.high;
    quantity->options = made.options;
}

static inline struct cir_quantity cir_quantity_answered(double low, double point, double high)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .low = low, .point = point, .high = high};
}

static inline struct cir_quantity cir_quantity_unanswered(double low, double high)
{
    return (struct cir_quantity){.answer = CIR_UNANSWERED, .low = low, .point = NAN, .high = high};
}

static inline struct cir_quantity cir_quantity_not_applicable(void)
{
    return (struct cir_quantity){.answer = CIR_NOT_APPLICABLE, .point = NAN};
}

static inline struct cir_quantity cir_quantity_options(enum cir_answer answer, uint64_t options, bool together)
{
    return (struct cir_quantity){.answer = answer, .point = NAN, .options = options, .together = together};
}

/** Several candidates make a range whose point is a mean: rounding must not push it out. */
static inline double cir_within(double value, double low, double high)
{
    return cir_lesser(cir_greater(value, low), high);
}

/** The number of a cell; unanswered it lies between `least` and `most`. Without branches: what a cell holds is as good
 * as random to a processor. */
static inline struct cir_quantity cir_quantity_of_cell(const struct cir_cell *cell, double least, double most)
{
    bool is_known = cell->state == CIR_CELL_KNOWN;
    struct cir_quantity quantity = cir_quantity_unanswered(least, most);
    quantity.answer = is_known ? CIR_ANSWERED : quantity.answer;
    quantity.answer = cell->state == CIR_CELL_NOT_APPLICABLE ? CIR_NOT_APPLICABLE : quantity.answer;
    quantity.low = is_known ? cell->number.low : quantity.low;
    quantity.point = is_known ? cell->number.point : quantity.point;
    quantity.high = is_known ? cell->number.high : quantity.high;
    return quantity;
}

/** The yes/no of two flags: whether no is possible, whether yes is. */
static inline struct cir_quantity cir_quantity_yes_no(enum cir_answer answer, bool may_be_no, bool may_be_yes)
{
    return cir_quantity_options(answer, (may_be_no ? 1U : 0U) | (may_be_yes ? 2U : 0U), false);
}

/* Nothing times something unbounded is nothing. */
static inline double cir_times(double a, double b)
{
    return a == 0 || b == 0 ? 0 : a * b;
}

/* What is made of several: not applicable where one of them is, answered where all are or where the ends meet. */
static inline struct cir_quantity cir_joined(enum cir_answer a, enum cir_answer b, double low, double point,
                                             double high)
{
    bool is_exact = low == high;
    bool is_answered = is_exact || (a == CIR_ANSWERED && b == CIR_ANSWERED);
    bool is_not_applicable = a == CIR_NOT_APPLICABLE || b == CIR_NOT_APPLICABLE;
    point = is_exact ? low : cir_within(point, low, high);
    return (struct cir_quantity){
        .answer = is_not_applicable ? CIR_NOT_APPLICABLE
                  : is_answered     ? CIR_ANSWERED
                                    : CIR_UNANSWERED,
        .low = low,
        .point = is_answered && !is_not_applicable ? point : NAN,
        .high = high,
    };
}

/** a x b */
static inline struct cir_quantity cir_quantity_product(struct cir_quantity a, struct cir_quantity b)
{
    return cir_joined(a.answer, b.answer, cir_times(a.low, b.low), cir_times(a.point, b.point),
                      cir_times(a.high, b.high));
}

/** a / figure */
static inline struct cir_quantity cir_quantity_ratio(struct cir_quantity a, struct cir_figure figure)
{
    bool is_one = figure.low == figure.high;
    double low = a.low == 0 ? 0 : a.low / figure.high;
    double point = is_one ? a.point / figure.low : cir_times(a.point, figure.inverse);
    double high = a.high == 0 ? 0 : a.high / figure.low;
    return cir_joined(a.answer, figure.answer, low, point, high);
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

#endif
