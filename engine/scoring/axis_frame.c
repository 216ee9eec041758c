#include "scoring/axis_frame.h"

#include "scoring/aggregate.h"

/* With one weighted axis the total is that axis, whatever its exponent. */
bool cir_row_frame_serves(const struct cir_scheme *scheme)
{
    bool same = true;
    size_t weighted = 0;
    for (size_t i = 0; i < scheme->axis_count; i++) {
        if (scheme->axes[i].kind != CIR_AXIS_WEIGHT)
            continue;
        weighted++;
        same = same && scheme->axes[i].exponent == scheme->exponent;
    }
    return weighted == 1 || same;
}

double cir_axis_root(const struct cir_scheme *scheme, const struct cir_axis *axis, double power)
{
    if (scheme->normalise_span)
        return cir_lesser(cir_greater(power, 0), 1);
    return axis->exponent == 2 ? sqrt(power) : pow(power, 1 / axis->exponent);
}

/* ---- one axis ---- */

/* Weights, and sums of the ends, of the factors of an axis that count in its point, and of those that do not. */
struct ends {
    double weight;
    double low;
    double high;
};

static void add_ends(struct ends *ends, double weight, double low, double high)
{
    ends->weight += weight;
    ends->low += low;
    ends->high += high;
}

/* All that the factors of an axis come to. */
struct axis_ends {
    struct ends open;    /* of what does not count in the point */
    struct ends counted; /* of what does */
    struct ends blur;    /* how far the ends of what counts, and is not moved, lie from its point */
};

/* Where what does not count lies wholly within what counts, the point lies between the ends: sufficient, not necessary. */
static bool lies_within(const struct ends *open, const struct ends *counted)
{
    return open->weight == 0 || counted->weight == 0 ||
           (open->low * counted->weight <= counted->low * open->weight &&
            open->high * counted->weight >= counted->high * open->weight);
}

/* Of the ends, what counts and is moved has become exact. */
static void draw_lines(struct cir_axis_frame *frame, const struct axis_ends *ends)
{
    double weight = ends->open.weight + ends->counted.weight;
    frame->is_answered = ends->counted.weight > 0;
    frame->is_free = lies_within(&ends->open, &ends->counted);
    frame->is_wide = ends->open.low <= 0 && ends->open.high >= ends->open.weight;
    frame->point = (struct cir_line){1 / ends->counted.weight, 0};
    frame->low = (struct cir_line){1 / weight, (ends->open.low + ends->blur.low) / weight};
    frame->high = (struct cir_line){1 / weight, (ends->open.high + ends->blur.high) / weight};
}

static void add_factor(struct cir_axis_frame *frame, struct axis_ends *ends, const struct cir_standing_row *standing,
                       unsigned number, bool is_moved)
{
    const struct cir_scheme *scheme = standing->scheme;
    const struct cir_factor *factor = &scheme->factors[number];
    const struct cir_factor_values *values = &standing->factors[number];
    size_t row = standing->row->subject;
    double value = cir_counted_value(scheme->unknown, values->point[row], values->high[row], values->applies[row]);
    double weight = factor->weight * (scheme->normalise_span ? factor->greatest - factor->least : 1);
    frame->is_moved = frame->is_moved || is_moved;
    if (values->applies[row] == 0)
        return;
    double low = cir_factor_term(scheme, factor, values->low[row]);
    double high = cir_factor_term(scheme, factor, values->high[row]);
    add_ends(isnan(value) ? &ends->open : &ends->counted, weight, low, high);
    if (isnan(value) || is_moved)
        return;
    double term = cir_factor_term(scheme, factor, value);
    frame->fixed += term;
    add_ends(&ends->blur, 0, low - term, high - term);
}

static void frame_axis(struct cir_axis_frame *frame, const struct cir_standing_row *standing,
                       const struct cir_axis *axis, uint64_t moved)
{
    struct axis_ends ends = {.open = {0}};
    *frame = (struct cir_axis_frame){.middle = NAN};
    for (unsigned i = axis->first_factor; i < axis->first_factor + axis->factor_count; i++)
        add_factor(frame, &ends, standing, i, (moved >> i & 1) != 0);
    draw_lines(frame, &ends);
    if (axis->kind == CIR_AXIS_LIFT && !frame->is_answered && ends.open.weight > 0)
        frame->middle = (cir_axis_root(standing->scheme, axis, ends.open.low / ends.open.weight) +
                         cir_axis_root(standing->scheme, axis, ends.open.high / ends.open.weight)) /
                        2;
}

/* ---- all axes ---- */

void cir_row_frame_make(struct cir_row_frame *frame, const struct cir_standing_row *standing, uint64_t moved)
{
    const struct cir_scheme *scheme = standing->scheme;
    double weight = 0;
    size_t weighted = 0;
    double exponent = 1;
    for (size_t i = 0; i < scheme->axis_count; i++) {
        frame_axis(&frame->axes[i], standing, &scheme->axes[i], moved);
        if (scheme->axes[i].kind != CIR_AXIS_WEIGHT)
            continue;
        weighted++;
        exponent = scheme->axes[i].exponent;
        weight += frame->axes[i].is_answered ? scheme->axes[i].weight : 0;
    }
    frame->exponent = scheme->normalise_span ? 1 : weighted == 1 ? exponent : scheme->exponent;
    for (size_t i = 0; i < scheme->axis_count; i++)
        if (scheme->axes[i].kind == CIR_AXIS_WEIGHT && frame->axes[i].is_answered)
            frame->axes[i].share = scheme->axes[i].weight / weight;
}

/* ---- lines ---- */

static double on_line(struct cir_line line, double sum)
{
    return line.start + line.slope * sum;
}

double cir_axis_power(const struct cir_axis_frame *frame, double sum)
{
    double point = on_line(frame->point, sum);
    return frame->is_free ? point : cir_lesser(cir_greater(point, on_line(frame->low, sum)), on_line(frame->high, sum));
}

/* Which of the three lines an axis follows at a sum. */
static const struct cir_line *line_at(const struct cir_axis_frame *frame, double sum)
{
    const struct cir_line *line = on_line(frame->point, sum) < on_line(frame->low, sum) ? &frame->low : &frame->point;
    return on_line(*line, sum) > on_line(frame->high, sum) ? &frame->high : line;
}

/* A lift without an answer counts at its middle, which moves with its ends; a weighted axis without one may hold the
 * point of the score between its ends. */
static bool is_told_unanswered(const struct cir_axis_frame *frame, const struct cir_axis *axis)
{
    return axis->kind == CIR_AXIS_WEIGHT ? frame->is_wide : !frame->is_moved;
}

enum cir_axis_shape cir_axis_straighten(struct cir_axis_frame *frame, const struct cir_axis *axis, double least,
                                        double most)
{
    if (frame->ends_move)
        return CIR_AXIS_UNTOLD;
    if (!frame->is_answered)
        return is_told_unanswered(frame, axis) ? CIR_AXIS_STRAIGHT : CIR_AXIS_UNTOLD;
    if (frame->is_free)
        return CIR_AXIS_STRAIGHT;
    if (frame->is_blurred)
        return CIR_AXIS_UNTOLD;
    const struct cir_line *line = line_at(frame, least);
    if (line != line_at(frame, most))
        return CIR_AXIS_BENT;
    frame->point = *line;
    frame->is_free = true;
    return CIR_AXIS_STRAIGHT;
}
