/** What was measured of some subjects, by columns, so that a processor takes several subjects at once.
 *
 * A column holds one measure. The answer stands in its numbers: `low` is NAN where the measure is not applicable, and
 * `point` is NAN where it is not answered (or not applicable). Of an option measure `low`, `point` and `high` are 0
 * otherwise, and `options` is 0 where it is not applicable. */
#ifndef CIR_MODEL_MEASURED_H
#define CIR_MODEL_MEASURED_H

#include "model/measure.h"
#include "model/quantity.h"
#include "model/row_impact.h"

#include <math.h>
#include <stddef.h>

/** Subjects that are judged together: so many that what is done once for all of them weighs little, so few that they
 * stay in the fastest cache. */
enum { CIR_BATCH = 64 };

/** A column of numbers that are taken several at once lies best where a line of the cache begins. */
enum { CIR_WIDE_ALIGN = 64 };

/** One measure, by subject; as struct cir_quantity. */
struct cir_column {
    double *low;
    double *point;
    double *high;
    uint64_t *options;
    unsigned char *together;
};

/** All measures of some subjects. */
struct cir_measured {
    double *numbers;         /**< of measure m: low at [3 m * stride], point and high behind it */
    uint64_t *options;       /**< of measure m at [m * stride] */
    unsigned char *together; /**< likewise */
    size_t stride;           /**< subjects that there is room for */
    size_t count;            /**< subjects that there are, at most CIR_BATCH */
    struct cir_row_impact
        *impacts; /**< borrowed, by subject: what the measure impact_states is taken from. NULL: nobody
                                         else wants them */
};

/** Room for CIR_BATCH subjects: owned, to be freed. @return false when memory is exhausted */
bool cir_measured_init(struct cir_measured *measured);

void cir_measured_free(struct cir_measured *measured);

static inline struct cir_column cir_measured_column(const struct cir_measured *measured, unsigned measure)
{
    const size_t at = measure * measured->stride;
    double *low = measured->numbers + 3 * at;
    return (struct cir_column){low, low + measured->stride, low + 2 * measured->stride, measured->options + at,
                               measured->together + at};
}

/** Subject i alone: borrowed. */
static inline struct cir_measured cir_measured_alone(const struct cir_measured *measured, size_t i)
{
    return (struct cir_measured){.numbers = measured->numbers + i,
                                 .options = measured->options + i,
                                 .together = measured->together + i,
                                 .stride = measured->stride,
                                 .count = 1};
}

static inline struct cir_quantity cir_column_get(struct cir_column column, size_t i)
{
    enum cir_answer answer = isnan(column.point[i]) ? CIR_UNANSWERED : CIR_ANSWERED;
    if (isnan(column.low[i]))
        return (struct cir_quantity){.answer = CIR_NOT_APPLICABLE, .point = NAN};
    return (struct cir_quantity){.answer = answer,
                                 .together = column.together[i] != 0,
                                 .low = column.low[i],
                                 .point = column.point[i],
                                 .high = column.high[i],
                                 .options = column.options[i]};
}

static inline void cir_column_set_number(struct cir_column column, size_t i, double low, double point, double high)
{
    column.low[i] = low;
    column.point[i] = point;
    column.high[i] = high;
}

static inline void cir_column_set_options(struct cir_column column, size_t i, enum cir_answer answer, uint64_t options,
                                          bool together)
{
    double low = answer == CIR_NOT_APPLICABLE ? NAN : 0;
    cir_column_set_number(column, i, low, answer == CIR_ANSWERED ? 0 : NAN, low);
    column.options[i] = options;
    column.together[i] = together;
}

static inline void cir_column_set(struct cir_column column, size_t i, const struct cir_quantity *quantity)
{
    bool applies = quantity->answer != CIR_NOT_APPLICABLE;
    cir_column_set_number(column, i, applies ? quantity->low : NAN,
                          quantity->answer == CIR_ANSWERED ? quantity->point : NAN, applies ? quantity->high : NAN);
    column.options[i] = applies ? quantity->options : 0;
    column.together[i] = quantity->together;
}

/** A single subject on its way into columns: large enough for all measures, some 9 KiB. */
struct cir_measured_single {
    double numbers[3 * CIR_MEASURES_MAX];
    uint64_t options[CIR_MEASURES_MAX];
    unsigned char together[CIR_MEASURES_MAX];
};

/** The columns of a single subject: borrowed. */
static inline struct cir_measured cir_measured_of_single(struct cir_measured_single *single)
{
    return (struct cir_measured){single->numbers, single->options, single->together, 1, 1, NULL};
}

#endif
