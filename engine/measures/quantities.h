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
    double inverse; /**< mean of 1 / figure over the candidates, NAN unless answered */
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

/** The number of a cell; unanswered it lies between `least` and `most`. */
static inline struct cir_quantity cir_quantity_of_cell(const struct cir_cell *cell, double least, double most)
{
    switch (cell->state) {
    case CIR_CELL_KNOWN:
        return cir_quantity_answered(cell->number.low, cell->number.point, cell->number.high);
    case CIR_CELL_NOT_APPLICABLE:
        return cir_quantity_not_applicable();
    case CIR_CELL_BLANK:
    case CIR_CELL_UNKNOWN:
        break;
    }
    return cir_quantity_unanswered(least, most);
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

static inline struct cir_quantity cir_joined(bool answered, double low, double point, double high)
{
    if (low == high)
        return cir_quantity_answered(low, low, low);
    if (!answered)
        return cir_quantity_unanswered(low, high);
    return cir_quantity_answered(low, cir_within(point, low, high), high);
}

/** a x b */
static inline struct cir_quantity cir_quantity_product(struct cir_quantity a, struct cir_quantity b)
{
    if (a.answer == CIR_NOT_APPLICABLE || b.answer == CIR_NOT_APPLICABLE)
        return cir_quantity_not_applicable();
    bool answered = a.answer == CIR_ANSWERED && b.answer == CIR_ANSWERED;
    return cir_joined(answered, cir_times(a.low, b.low), cir_times(a.point, b.point), cir_times(a.high, b.high));
}

/** a / figure */
static inline struct cir_quantity cir_quantity_ratio(struct cir_quantity a, struct cir_figure figure)
{
    if (a.answer == CIR_NOT_APPLICABLE || figure.answer == CIR_NOT_APPLICABLE)
        return cir_quantity_not_applicable();
    bool answered = a.answer == CIR_ANSWERED && figure.answer == CIR_ANSWERED;
    double high = a.high == 0 ? 0 : a.high / figure.low;
    if (figure.low == figure.high)
        return cir_joined(answered, a.low / figure.low, a.point / figure.low, high);
    double low = a.low == 0 ? 0 : a.low / figure.high;
    return cir_joined(answered, low, cir_times(a.point, figure.inverse), high);
}

static inline struct cir_figure cir_figure_unanswered(void)
{
    return (struct cir_figure){CIR_UNANSWERED, 0, INFINITY, NAN};
}

/** The figure widened by one more candidate, NAN for one that no table knows; `count` candidates are in it. */
void cir_figure_add(struct cir_figure *figure, unsigned count, double candidate);

#endif
