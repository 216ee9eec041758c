/** What the axes of an uncertain row are as functions of what is uncertain. Inside this stage only.
 *
 * The sum of the terms of an axis is a fixed part, of the factors that nothing uncertain moves, and what its uncertain
 * facts add. The value of the axis, raised to its exponent (its power), is a line of that sum, held between two others
 * where its point is held between its ends. */
#ifndef CIR_SCORING_AXIS_FRAME_H
#define CIR_SCORING_AXIS_FRAME_H

#include "scoring/standing_row.h"

/** The power of an axis as a function of the sum of its terms. */
struct cir_line {
    double slope;
    double start; /**< where the sum is 0 */
};

struct cir_axis_frame {
    double fixed;  /**< terms of the factors that nothing uncertain moves */
    double share;  /**< of a weighted axis: in the mean of the axes */
    double middle; /**< of a lift of which nothing is answered: its value, between its ends; NAN: not applicable */
    struct cir_line point;
    struct cir_line low; /**< the point is held between these */
    struct cir_line high;
    bool is_answered;
    bool is_moved;
    bool is_wide;    /**< nothing is known of what is not answered */
    bool is_free;    /**< the point lies between its ends whatever the facts are */
    bool ends_move;  /**< a factor that does not count may lie elsewhere than the row tells, and so may the ends */
    bool is_blurred; /**< a factor that is moved keeps a range of its own, and the ends are no functions of the sum */
};

struct cir_row_frame {
    double exponent; /**< of the total, whose power is the sum of share x power over the weighted axes */
    struct cir_axis_frame axes[CIR_AXES_MAX];
};

/** Whether the power of the total of a scheme is a weighted sum of the powers of its axes. */
bool cir_row_frame_serves(const struct cir_scheme *scheme);

/** Of a row that has a score.
 * @param moved factors that something uncertain moves, bit = number */
void cir_row_frame_make(struct cir_row_frame *frame, const struct cir_standing_row *standing, uint64_t moved);

/** The power of an axis where its terms, fixed ones and others, have this sum. */
double cir_axis_power(const struct cir_axis_frame *frame, double sum);

/** The value of an axis from its power. */
double cir_axis_root(const struct cir_scheme *scheme, const struct cir_axis *axis, double power);

enum cir_axis_shape { CIR_AXIS_STRAIGHT, CIR_AXIS_BENT, CIR_AXIS_UNTOLD };

/** An axis that follows one line from its least sum to its greatest follows it everywhere and is made free; else it is
 * bent. Untold: the line is no function of the sum. */
enum cir_axis_shape cir_axis_straighten(struct cir_axis_frame *frame, const struct cir_axis *axis, double least,
                                        double most);

/** The value that a factor counts with in the point of the score; NAN: with none. */
static inline double cir_counted_value(enum cir_unknown_policy policy, double point, double high, double applies)
{
    double open = policy == CIR_UNKNOWN_WORST ? high : policy == CIR_UNKNOWN_ZERO ? 0 : NAN;
    bool is_open = isnan(point) & (applies != 0);
    return is_open ? open : point;
}

#endif
