/* A row is taken apart once: the factors that nothing uncertain moves are a fixed sum, and the uncertain facts fall into
 * groups that share no factor and no criterion. Each group is measured on a grid of completions; what comes of it is a
 * list of outcomes (what is true, what lifts), each with the pieces of its sums. Outcomes of different groups are
 * independent, so every combination of them has its probability, and a distribution of the whole sum. */
#include "scoring/probability.h"

#include "base/wide.h"
#include "scoring/aggregate.h"
#include "scoring/distribution.h"
#include "scoring/rules.h"

#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    GROUPS_MAX = CIR_LATTICE_PARTS,
    FACTS_MAX = 64, /* of a row that comes apart */
    GROUP_FACTS_MAX = 8,
    OUTCOMES_MAX = 64,      /* of a group */
    PIECES_MAX = 1024,      /* of a row */
    COMBINATIONS_MAX = 512, /* of outcomes */
    LINES_MAX = 256,        /* of a group: lines along which one fact changes and the others stand still */
    STRIPS = 7,             /* values that stand for a continuum beside another one */
    PARTS_LONE = 16,        /* pieces of a line where there are few lines */
    PARTS = 8,              /* where there are many */
    VALUES_MAX = 8,         /* factors of a group whose powers are followed between two points */
    CUT = 16,               /* parts that a piece with a jump in it is cut into, */
    CUTS = 3,               /* again and again: the place of the jump is found to 1 / (16 * 16^3) of the fact */
    COMPLETIONS_MAX = 8192,
    SOBOL_DIMENSIONS = 40, /* all that GSL has */
    DRAWS = 4096,
};

static const double ROUNDING = 1e-12; /* as of bands, see scoring/aggregate.c */

/* A value of an axis, raised to its exponent, as a function of the sum of its terms: a line. */
struct line {
    double slope;
    double start; /* where the sum is 0 */
};

/* The sum of an axis: what stands still, and what becomes of the whole. */
struct axis_frame {
    double fixed;  /* terms of the factors that nothing uncertain moves */
    double share;  /* of a weighted axis: in the mean of the axes */
    double middle; /* of a lift of which nothing is answered: its value, between its ends; NAN: not applicable */
    struct line point;
    struct line low; /* the point is held between these */
    struct line high;
    bool is_answered;
    bool is_moved;
    bool is_wide;    /* nothing is known of what is not answered */
    bool is_free;    /* the point lies between its ends whatever the facts are */
    bool ends_move;  /* a factor that does not count may lie elsewhere than the row tells, and so may the ends */
    bool is_blurred; /* a factor that is moved keeps a range of its own, and the ends are no functions of the sum */
};

/* What a completion comes to, as far as the facts of a group move it. */
struct point {
    double sums[CIR_AXES_MAX]; /* of terms */
    double values[VALUES_MAX]; /* of the first factors of the group, in their order */
    uint64_t certain[CIR_TRUTH_WORDS];
    uint64_t possible[CIR_TRUTH_WORDS];
    uint64_t jumps; /* differs where a function of steps is on another step */
};

/* Of a mass that is spread from one sum of each axis to another, half of it on either side of one between. */
struct piece {
    double mass;
    double from[CIR_AXES_MAX];
    double middle[CIR_AXES_MAX];
    double to[CIR_AXES_MAX];
    unsigned next; /* of its outcome; CIR_INDEX_NONE */
};

/* Completions of a group that differ in nothing but the sums of the weighted axes. */
struct outcome {
    double mass;
    double least[CIR_AXES_MAX];
    double most[CIR_AXES_MAX];
    uint64_t certain[CIR_TRUTH_WORDS];
    uint64_t possible[CIR_TRUTH_WORDS];
    unsigned pieces; /* the first; CIR_INDEX_NONE */
};

/* Uncertain facts that share factors or criteria with each other and not with any other group. */
struct group {
    uint64_t facts;
    struct cir_moves moves; /* only what is open in this row */
    bool is_single;         /* each outcome has one value of each sum */
    size_t outcome_count;
    struct outcome outcomes[OUTCOMES_MAX];
};

struct cir_probability {
    struct cir_scoring trial; /* of draws */
    /* of the subjects in hand */
    struct cir_factor_values factors[CIR_FACTORS_MAX];
    struct cir_scoring *scoring;
    const struct cir_scheme *scheme;
    gsl_qrng *sequence; /* owned */
    /* of the row in hand */
    double power; /* of the total, that is a sum */
    struct axis_frame axes[CIR_AXES_MAX];
    uint64_t open_criteria[CIR_TRUTH_WORDS];
    double lowest[CIR_FACTORS_MAX];  /* of a factor that is moved: the greatest of its low ends, */
    double highest[CIR_FACTORS_MAX]; /* the least of its high ends */
    size_t group_count;
    struct group groups[GROUPS_MAX];
    size_t piece_count;
    struct piece pieces[PIECES_MAX];
    size_t completions;
    struct cir_distribution sum;
    struct cir_distribution part;
    struct cir_distribution axis_sum;
    struct cir_distribution spare;
    double shares[CIR_FIELDS_MAX][CIR_BATCH]; /* of draws */
    struct cir_verdict verdicts[CIR_BATCH];   /* likewise */
    bool separates;                           /* of the scheme: the power of the total is a weighted sum */
    bool is_told;                             /* the row has a score */
    bool is_bent;                             /* an axis of it is no line */
};

/* ---- what may move what ---- */

static bool has(const uint64_t *set, unsigned number)
{
    return (set[number / 64] >> (number % 64) & 1) != 0;
}

void cir_moves_make(struct cir_moves *moves, const struct cir_scheme *scheme, const bool *changes)
{
    *moves = (struct cir_moves){.factors = 0};
    for (unsigned i = 0; i < scheme->factor_count; i++)
        for (size_t k = 0; k < scheme->factors[i].input_count; k++)
            moves->factors |= (uint64_t)changes[scheme->factors[i].inputs[k].measure] << i;
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &scheme->criteria[i];
        bool moved = changes[criterion->measure] ||
                     (criterion->filter_measure != CIR_INDEX_NONE && changes[criterion->filter_measure]);
        moves->criteria[i / 64] |= (uint64_t)moved << (i % 64);
    }
}

void cir_moves_mark(bool *measures, const struct cir_scheme *scheme, const struct cir_moves *moves)
{
    for (unsigned i = 0; i < scheme->factor_count; i++)
        for (size_t k = 0; k < scheme->factors[i].input_count && (moves->factors >> i & 1) != 0; k++)
            measures[scheme->factors[i].inputs[k].measure] = true;
    for (unsigned i = 0; i < scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &scheme->criteria[i];
        if (!has(moves->criteria, i))
            continue;
        measures[criterion->measure] = true;
        if (criterion->filter_measure != CIR_INDEX_NONE)
            measures[criterion->filter_measure] = true;
    }
}

static bool moves_meet(const struct cir_moves *a, const struct cir_moves *b)
{
    uint64_t common = a->factors & b->factors;
    for (int word = 0; word < CIR_TRUTH_WORDS; word++)
        common |= a->criteria[word] & b->criteria[word];
    return common != 0;
}

static void moves_add(struct cir_moves *to, const struct cir_moves *from)
{
    to->factors |= from->factors;
    for (int word = 0; word < CIR_TRUTH_WORDS; word++)
        to->criteria[word] |= from->criteria[word];
}

/* ---- life ---- */

enum cir_status cir_probability_new(struct cir_probability **probability, struct cir_error *error)
{
    *probability = NULL;
    struct cir_probability *made = aligned_alloc(CIR_WIDE_ALIGN, sizeof *made);
    if (made == NULL)
        return cir_fail_memory(error);
    made->sequence = gsl_qrng_alloc(gsl_qrng_sobol, SOBOL_DIMENSIONS);
    if (made->sequence == NULL) {
        cir_probability_free(made);
        return cir_fail_memory(error);
    }
    *probability = made;
    return CIR_OK;
}

void cir_probability_free(struct cir_probability *probability)
{
    if (probability == NULL)
        return;
    if (probability->sequence != NULL)
        gsl_qrng_free(probability->sequence);
    free(probability);
}

/* With one weighted axis the total is that axis, whatever its exponent. */
static bool separates(const struct cir_scheme *scheme)
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

void cir_probability_start(struct cir_probability *probability, struct cir_scoring *scoring,
                           const struct cir_measured *measured)
{
    const struct cir_scheme *scheme = scoring->scheme;
    probability->scoring = scoring;
    probability->scheme = scheme;
    probability->separates = separates(scheme);
    for (unsigned i = 0; i < scheme->factor_count; i++)
        cir_factor_evaluate_all(&probability->factors[i], &scheme->factors[i], measured);
}

void cir_probabilities_sure(struct cir_probabilities *probabilities, const struct cir_scheme *scheme, int level)
{
    bool is_told = level >= 0;
    for (size_t band = 0; band < scheme->band_count; band++)
        probabilities->bands[band] = !is_told ? NAN : scheme->bands[band].level == level ? 1 : 0;
    probabilities->cannot_tell = is_told ? 0 : NAN;
}

static void clear(struct cir_probabilities *probabilities, const struct cir_scheme *scheme)
{
    for (size_t band = 0; band < scheme->band_count; band++)
        probabilities->bands[band] = 0;
    probabilities->cannot_tell = 0;
}

static void add_mass(struct cir_probabilities *probabilities, const struct cir_scheme *scheme, int level, double mass)
{
    size_t band = cir_verdict_band(scheme, level);
    if (band < scheme->band_count)
        probabilities->bands[band] += mass;
    else
        probabilities->cannot_tell += mass;
}

/* Masses are sums: they are made to be 1 together. Where nothing is told there is nothing to tell. */
static void finish(struct cir_probabilities *probabilities, const struct cir_scheme *scheme)
{
    double told = 0;
    for (size_t band = 0; band < scheme->band_count; band++)
        told += probabilities->bands[band];
    double sum = told + probabilities->cannot_tell;
    if (!(told > 0)) {
        cir_probabilities_sure(probabilities, scheme, CIR_LEVEL_UNKNOWN);
        return;
    }
    for (size_t band = 0; band < scheme->band_count; band++)
        probabilities->bands[band] /= sum;
    probabilities->cannot_tell /= sum;
}

/* No completion leaves the levels that the ends of the row tell: what a lattice put beyond belongs to the nearest. */
static void fold(struct cir_probabilities *probabilities, const struct cir_scheme *scheme,
                 const struct cir_verdict *verdict)
{
    for (size_t band = 0; band < scheme->band_count; band++) {
        int level = scheme->bands[band].level;
        double mass = probabilities->bands[band];
        int nearest = level < verdict->level_low ? verdict->level_low : verdict->level_high;
        if (level >= verdict->level_low && level <= verdict->level_high)
            continue;
        probabilities->bands[band] = 0;
        add_mass(probabilities, scheme, nearest, mass);
    }
}

/* ---- the frame of a row ---- */

/* The value that a factor counts with in the point of the score; NAN: with none. */
static double counted_value(const struct cir_scheme *scheme, double point, double high, double applies)
{
    if (!isnan(point) || applies == 0)
        return point;
    return scheme->unknown == CIR_UNKNOWN_WORST ? high : scheme->unknown == CIR_UNKNOWN_ZERO ? 0 : NAN;
}

/* A mean, from the sum of its powers. */
static double root_of(const struct cir_scheme *scheme, const struct cir_axis *axis, double power)
{
    if (scheme->normalise_span)
        return cir_lesser(cir_greater(power, 0), 1);
    return axis->exponent == 2 ? sqrt(power) : pow(power, 1 / axis->exponent);
}

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

/* Where what does not count lies wholly within what counts, the point lies between the ends: sufficient, not necessary. */
static bool lies_within(const struct ends *open, const struct ends *counted)
{
    return open->weight == 0 || counted->weight == 0 ||
           (open->low * counted->weight <= counted->low * open->weight &&
            open->high * counted->weight >= counted->high * open->weight);
}

/* Of the ends, what counts and is moved has become exact. */
static void draw_lines(struct axis_frame *frame, const struct ends *open, const struct ends *counted,
                       const struct ends *blur)
{
    double weight = open->weight + counted->weight;
    frame->is_answered = counted->weight > 0;
    frame->is_free = lies_within(open, counted);
    frame->is_wide = open->low <= 0 && open->high >= open->weight;
    frame->point = (struct line){1 / counted->weight, 0};
    frame->low = (struct line){1 / weight, (open->low + blur->low) / weight};
    frame->high = (struct line){1 / weight, (open->high + blur->high) / weight};
}

static void frame_axis(struct cir_probability *probability, size_t number, size_t row, uint64_t moved)
{
    const struct cir_scheme *scheme = probability->scheme;
    const struct cir_axis *axis = &scheme->axes[number];
    struct axis_frame *frame = &probability->axes[number];
    struct ends open = {0}, counted = {0}, blur = {0};
    *frame = (struct axis_frame){.middle = NAN};
    for (unsigned i = axis->first_factor; i < axis->first_factor + axis->factor_count; i++) {
        const struct cir_factor *factor = &scheme->factors[i];
        const struct cir_factor_values *values = &probability->factors[i];
        double value = counted_value(scheme, values->point[row], values->high[row], values->applies[row]);
        double weight = factor->weight * (scheme->normalise_span ? factor->greatest - factor->least : 1);
        bool is_moved = (moved >> i & 1) != 0;
        frame->is_moved = frame->is_moved || is_moved;
        if (values->applies[row] == 0)
            continue;
        double low = cir_factor_term(scheme, factor, values->low[row]);
        double high = cir_factor_term(scheme, factor, values->high[row]);
        add_ends(isnan(value) ? &open : &counted, weight, low, high);
        if (isnan(value) || is_moved)
            continue;
        double term = cir_factor_term(scheme, factor, value);
        frame->fixed += term;
        add_ends(&blur, 0, low - term, high - term);
    }
    draw_lines(frame, &open, &counted, &blur);
    if (axis->kind == CIR_AXIS_LIFT && !frame->is_answered && open.weight > 0)
        frame->middle =
            (root_of(scheme, axis, open.low / open.weight) + root_of(scheme, axis, open.high / open.weight)) / 2;
}

/* What the sum of each axis counts, where the row has a score. */
static void frame_axes(struct cir_probability *probability, size_t row, uint64_t moved)
{
    const struct cir_scheme *scheme = probability->scheme;
    double weight = 0;
    size_t weighted = 0;
    double exponent = 1;
    for (size_t i = 0; i < scheme->axis_count; i++) {
        frame_axis(probability, i, row, moved);
        if (scheme->axes[i].kind != CIR_AXIS_WEIGHT)
            continue;
        weighted++;
        exponent = scheme->axes[i].exponent;
        weight += probability->axes[i].is_answered ? scheme->axes[i].weight : 0;
    }
    probability->power = scheme->normalise_span ? 1 : weighted == 1 ? exponent : scheme->exponent;
    for (size_t i = 0; i < scheme->axis_count; i++)
        if (scheme->axes[i].kind == CIR_AXIS_WEIGHT && probability->axes[i].is_answered)
            probability->axes[i].share = scheme->axes[i].weight / weight;
}

static double on_line(struct line line, double sum)
{
    return line.start + line.slope * sum;
}

/* The value of an axis, raised to its exponent. */
static double axis_power(const struct axis_frame *frame, double sum)
{
    double point = on_line(frame->point, sum);
    return frame->is_free ? point : cir_lesser(cir_greater(point, on_line(frame->low, sum)), on_line(frame->high, sum));
}

/* ---- completions of a group ---- */

static void set_open_ends(struct cir_probability *probability, unsigned factor, const struct cir_factor_values *values,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        probability->lowest[factor] = cir_greater(probability->lowest[factor], values->low[i]);
        probability->highest[factor] = cir_lesser(probability->highest[factor], values->high[i]);
    }
}

static bool has_steps(const struct cir_factor *factor)
{
    bool any = false;
    for (size_t i = 0; i < factor->input_count; i++)
        any = any || factor->inputs[i].function == CIR_FUNCTION_STEPS;
    return any;
}

/* What a factor adds to the points; false where a completion is answered and the row is not, or the other way round:
 * what the sums are divided by would change. */
static bool add_factor(struct cir_probability *probability, unsigned number, size_t place, size_t row,
                       const struct cir_factor_values *values, size_t count, struct point *points)
{
    const struct cir_scheme *scheme = probability->scheme;
    const struct cir_factor *factor = &scheme->factors[number];
    const struct cir_factor_values *as_is = &probability->factors[number];
    struct axis_frame *frame = &probability->axes[factor->axis];
    bool jumps = has_steps(factor);
    bool is_answered = !isnan(as_is->point[row]);
    bool same = true;
    for (size_t i = 0; i < count; i++) {
        same = same && !isnan(values->point[i]) == is_answered && values->applies[i] == as_is->applies[row];
        double value = counted_value(scheme, values->point[i], values->high[i], values->applies[i]);
        if (place < VALUES_MAX)
            points[i].values[place] = value;
        if (isnan(value) && (values->low[i] != as_is->low[row] || values->high[i] != as_is->high[row]))
            frame->ends_move = true;
        if (!probability->is_told || isnan(value))
            continue;
        double term = cir_factor_term(scheme, factor, value);
        points[i].sums[factor->axis] += term;
        if (values->low[i] != values->high[i])
            frame->is_blurred = true;
        if (jumps)
            points[i].jumps = points[i].jumps * 31 + cir_bits_of(value);
    }
    return same;
}

static void add_truths(struct cir_probability *probability, const struct group *group,
                       const struct cir_measured *measured, struct point *points)
{
    const struct cir_scheme *scheme = probability->scheme;
    struct cir_truth_columns columns;
    for (unsigned word = 0; word < CIR_TRUTH_WORDS; word++) {
        if (group->moves.criteria[word] == 0)
            continue;
        memset(columns.certain[word], 0, sizeof columns.certain[word]);
        memset(columns.possible[word], 0, sizeof columns.possible[word]);
        for (uint64_t rest = group->moves.criteria[word]; rest != 0; rest &= rest - 1)
            cir_criterion_add(&columns, scheme, word * 64 + (unsigned)__builtin_ctzll(rest), measured);
        for (size_t i = 0; i < measured->count; i++) {
            points[i].certain[word] = columns.certain[word][i];
            points[i].possible[word] = columns.possible[word][i];
        }
    }
}

static size_t list_facts(unsigned *list, uint64_t facts)
{
    size_t count = 0;
    for (; facts != 0; facts &= facts - 1)
        list[count++] = (unsigned)__builtin_ctzll(facts);
    return count;
}

static bool complete(struct cir_probability *probability, const struct cir_random_row *row, const struct group *group,
                     double (*shares)[CIR_BATCH], size_t count, struct point *points)
{
    struct cir_measured measured;
    unsigned facts[FACTS_MAX];
    bool same = true;
    probability->completions += count;
    if (probability->completions > COMPLETIONS_MAX)
        return false;
    row->completer->complete(row->completer->context, facts, list_facts(facts, group->facts), shares, count, false,
                             &measured);
    memset(points, 0, count * sizeof *points);
    size_t place = 0;
    for (uint64_t rest = group->moves.factors; rest != 0; rest &= rest - 1) {
        unsigned number = (unsigned)__builtin_ctzll(rest);
        struct cir_factor_values values;
        cir_factor_evaluate_all(&values, &probability->scheme->factors[number], &measured);
        if (!probability->is_told)
            set_open_ends(probability, number, &values, count);
        same = add_factor(probability, number, place++, row->subject, &values, count, points) && same;
    }
    add_truths(probability, group, &measured, points);
    return same;
}

/* ---- outcomes of a group ---- */

static bool is_same(const uint64_t *a, const uint64_t *b)
{
    return memcmp(a, b, CIR_TRUTH_WORDS * sizeof *a) == 0;
}

/* The sums of the lifts are a part of what a completion comes to; of single values those of the other axes, too, as
 * exact values may matter. */
static bool is_same_sums(const struct cir_probability *probability, const double *a, const double *b, bool all)
{
    bool same = true;
    for (size_t i = 0; i < probability->scheme->axis_count; i++)
        same = same && (a[i] == b[i] || (!all && probability->scheme->axes[i].kind == CIR_AXIS_WEIGHT));
    return same;
}

static struct outcome *outcome_of(const struct cir_probability *probability, struct group *group,
                                  const struct point *point)
{
    for (size_t i = group->outcome_count; i > 0; i--) {
        struct outcome *outcome = &group->outcomes[i - 1];
        if (is_same(outcome->certain, point->certain) && is_same(outcome->possible, point->possible) &&
            is_same_sums(probability, outcome->least, point->sums, group->is_single))
            return outcome;
    }
    if (group->outcome_count == OUTCOMES_MAX)
        return NULL;
    struct outcome *made = &group->outcomes[group->outcome_count++];
    *made = (struct outcome){.pieces = CIR_INDEX_NONE};
    memcpy(made->least, point->sums, sizeof made->least);
    memcpy(made->most, point->sums, sizeof made->most);
    memcpy(made->certain, point->certain, sizeof made->certain);
    memcpy(made->possible, point->possible, sizeof made->possible);
    return made;
}

static bool is_joined(const struct cir_probability *probability, const struct point *a, const struct point *b)
{
    return a->jumps == b->jumps && is_same(a->certain, b->certain) && is_same(a->possible, b->possible) &&
           is_same_sums(probability, a->sums, b->sums, false);
}

/* Values follow the logarithm of what they are made from, as a rule in a line, but their powers do not: where they move
 * farther than this between two points, the sums in the middle are taken from the values in the middle. */
static const double FAR = 0.0125;

static bool powers_bend(const struct cir_probability *probability, const struct group *group, const struct point *from,
                        const struct point *to)
{
    bool bent = false;
    size_t place = 0;
    for (uint64_t rest = group->moves.factors; rest != 0; rest &= rest - 1, place++) {
        const struct cir_factor *factor = &probability->scheme->factors[__builtin_ctzll(rest)];
        if (place == VALUES_MAX)
            return false;
        bent = bent || (probability->scheme->axes[factor->axis].exponent != 1 &&
                        fabs(to->values[place] - from->values[place]) > FAR);
    }
    return bent && !probability->scheme->normalise_span;
}

static void sum_middle(double *sums, const struct cir_probability *probability, const struct group *group,
                       const struct point *from, const struct point *to)
{
    size_t place = 0;
    for (size_t i = 0; i < probability->scheme->axis_count; i++)
        sums[i] = (from->sums[i] + to->sums[i]) / 2;
    if (!powers_bend(probability, group, from, to))
        return;
    for (uint64_t rest = group->moves.factors; rest != 0; rest &= rest - 1, place++) {
        const struct cir_factor *factor = &probability->scheme->factors[__builtin_ctzll(rest)];
        double a = from->values[place];
        double b = to->values[place];
        if (isnan(a) || isnan(b))
            continue;
        sums[factor->axis] +=
            cir_factor_term(probability->scheme, factor, (a + b) / 2) -
            (cir_factor_term(probability->scheme, factor, a) + cir_factor_term(probability->scheme, factor, b)) / 2;
    }
}

static bool add_piece(struct cir_probability *probability, struct group *group, double mass, const struct point *from,
                      const struct point *to)
{
    struct outcome *outcome = outcome_of(probability, group, from);
    if (outcome == NULL || probability->piece_count == PIECES_MAX)
        return false;
    outcome->mass += mass;
    if (group->is_single)
        return true;
    struct piece *piece = &probability->pieces[probability->piece_count];
    piece->mass = mass;
    piece->next = outcome->pieces;
    outcome->pieces = (unsigned)probability->piece_count++;
    sum_middle(piece->middle, probability, group, from, to);
    for (size_t i = 0; i < probability->scheme->axis_count; i++) {
        piece->from[i] = from->sums[i];
        piece->to[i] = to->sums[i];
        outcome->least[i] = cir_lesser(outcome->least[i], cir_lesser(from->sums[i], to->sums[i]));
        outcome->most[i] = cir_greater(outcome->most[i], cir_greater(from->sums[i], to->sums[i]));
    }
    return true;
}

/* Where a value moves so far between two points, it is not trusted to move in a line. */
static const double STEEP = 0.15;

static bool is_steep(const struct group *group, const struct point *from, const struct point *to)
{
    size_t count = (size_t)__builtin_popcountll(group->moves.factors);
    bool steep = false;
    for (size_t i = 0; i < count && i < VALUES_MAX; i++)
        steep = steep || fabs(to->values[i] - from->values[i]) > STEEP;
    return steep;
}

/* A stretch of a line: one fact goes from one share of its distribution to another, the others stand still. */
struct stretch {
    double shares[GROUP_FACTS_MAX]; /* of the facts of the group, in their order */
    size_t moving;                  /* the one that changes */
    double from;
    double to;
    double mass;
};

static bool add_stretch(struct cir_probability *probability, const struct cir_random_row *row, struct group *group,
                        const struct stretch *stretch, const struct point *from, const struct point *to, int cuts);

/* The place of a jump is sought: each part that still has one is cut again. */
static bool cut_stretch(struct cir_probability *probability, const struct cir_random_row *row, struct group *group,
                        const struct stretch *stretch, const struct point *from, const struct point *to, int cuts)
{
    double shares[GROUP_FACTS_MAX][CIR_BATCH];
    struct point points[CUT + 1];
    double step = (stretch->to - stretch->from) / CUT;
    size_t facts = (size_t)__builtin_popcountll(group->facts);
    for (size_t fact = 0; fact < facts; fact++)
        for (size_t i = 0; i < CUT - 1; i++)
            shares[fact][i] = fact == stretch->moving ? stretch->from + step * (double)(i + 1) : stretch->shares[fact];
    if (!complete(probability, row, group, shares, CUT - 1, &points[1]))
        return false;
    points[0] = *from;
    points[CUT] = *to;
    bool added = true;
    for (size_t i = 0; i < CUT && added; i++) {
        struct stretch part = *stretch;
        part.from = stretch->from + step * (double)i;
        part.to = part.from + step;
        part.mass = stretch->mass / CUT;
        added = add_stretch(probability, row, group, &part, &points[i], &points[i + 1], cuts + 1);
    }
    return added;
}

static bool add_stretch(struct cir_probability *probability, const struct cir_random_row *row, struct group *group,
                        const struct stretch *stretch, const struct point *from, const struct point *to, int cuts)
{
    if (is_joined(probability, from, to) && (cuts == CUTS || !is_steep(group, from, to)))
        return add_piece(probability, group, stretch->mass, from, to);
    if (cuts < CUTS)
        return cut_stretch(probability, row, group, stretch, from, to, cuts);
    return add_piece(probability, group, stretch->mass / 2, from, from) &&
           add_piece(probability, group, stretch->mass / 2, to, to);
}

/* ---- the grid of a group ---- */

/* Lines along which the last continuum of the group changes, a line for each combination of values of the others; of
 * a group of sets alone, each line is a single completion. */
struct grid {
    const struct cir_random_fact *facts[GROUP_FACTS_MAX];
    size_t fact_count;
    size_t moving; /* fact_count: none */
    size_t lines;
    size_t parts; /* of a line; 0 of a single completion */
};

static size_t values_of(const struct cir_random_fact *fact)
{
    return fact->value_count > 0 ? fact->value_count : STRIPS;
}

static bool make_grid(struct grid *grid, const struct cir_random_row *row, const struct group *group)
{
    *grid = (struct grid){.lines = 1};
    for (uint64_t rest = group->facts; rest != 0; rest &= rest - 1) {
        if (grid->fact_count == GROUP_FACTS_MAX)
            return false;
        grid->facts[grid->fact_count++] = &row->facts[__builtin_ctzll(rest)];
    }
    grid->moving = grid->fact_count;
    for (size_t i = 0; i < grid->fact_count; i++)
        if (grid->facts[i]->value_count == 0)
            grid->moving = i;
    for (size_t i = 0; i < grid->fact_count; i++) {
        if (grid->facts[i]->value_count > CIR_RANDOM_VALUES_MAX)
            return false;
        if (i != grid->moving)
            grid->lines *= values_of(grid->facts[i]);
        if (grid->lines > LINES_MAX)
            return false;
    }
    if (grid->moving < grid->fact_count)
        grid->parts = grid->lines * (PARTS_LONE + 1) <= CIR_BATCH ? PARTS_LONE : PARTS;
    return true;
}

/* Where a line stands: each of the facts that stand still has one of its values, or the middle of a strip. */
static struct stretch line_of(const struct grid *grid, size_t line)
{
    struct stretch stretch = {.moving = grid->moving, .from = 0, .to = 1, .mass = 1};
    for (size_t i = 0; i < grid->fact_count; i++) {
        const struct cir_random_fact *fact = grid->facts[i];
        if (i == grid->moving)
            continue;
        size_t value = line % values_of(fact);
        line /= values_of(fact);
        double low = fact->value_count > 0 ? fact->shares[value] : (double)value / STRIPS;
        double high = fact->value_count > 0 ? fact->shares[value + 1] : (double)(value + 1) / STRIPS;
        stretch.shares[i] = (low + high) / 2;
        stretch.mass *= high - low;
    }
    return stretch;
}

static bool add_line(struct cir_probability *probability, const struct cir_random_row *row, struct group *group,
                     const struct grid *grid, const struct stretch *line, const struct point *points)
{
    bool added = true;
    if (grid->parts == 0)
        return add_piece(probability, group, line->mass, points, points);
    for (size_t i = 0; i < grid->parts && added; i++) {
        struct stretch part = *line;
        part.from = (double)i / (double)grid->parts;
        part.to = (double)(i + 1) / (double)grid->parts;
        part.mass = line->mass / (double)grid->parts;
        added = add_stretch(probability, row, group, &part, &points[i], &points[i + 1], 0);
    }
    return added;
}

/* As many lines as go into a batch, from `first` on. */
static bool add_lines(struct cir_probability *probability, const struct cir_random_row *row, struct group *group,
                      const struct grid *grid, size_t first, size_t count)
{
    double shares[GROUP_FACTS_MAX][CIR_BATCH];
    struct point points[CIR_BATCH];
    size_t nodes = grid->parts + 1;
    for (size_t k = 0; k < count; k++) {
        struct stretch line = line_of(grid, first + k);
        for (size_t fact = 0; fact < grid->fact_count; fact++)
            for (size_t i = 0; i < nodes; i++)
                shares[fact][k * nodes + i] =
                    fact == grid->moving ? (double)i / (double)grid->parts : line.shares[fact];
    }
    bool added = complete(probability, row, group, shares, count * nodes, points);
    for (size_t k = 0; k < count && added; k++) {
        struct stretch line = line_of(grid, first + k);
        added = add_line(probability, row, group, grid, &line, &points[k * nodes]);
    }
    return added;
}

/* Between steps a sum may not be taken for linear where the steps go with something else that moves. */
static bool may_be_cut(const struct cir_scheme *scheme, const struct group *group)
{
    for (uint64_t rest = group->moves.factors; rest != 0; rest &= rest - 1) {
        const struct cir_factor *factor = &scheme->factors[__builtin_ctzll(rest)];
        bool is_smooth = false;
        for (size_t i = 0; i < factor->input_count; i++)
            is_smooth = is_smooth || factor->inputs[i].function == CIR_FUNCTION_LINEAR ||
                        factor->inputs[i].function == CIR_FUNCTION_LOG;
        if (is_smooth && has_steps(factor))
            return false;
    }
    return true;
}

static bool work_out(struct cir_probability *probability, const struct cir_random_row *row, struct group *group)
{
    struct grid grid;
    if (!make_grid(&grid, row, group))
        return false;
    group->is_single = grid.parts == 0;
    if (!group->is_single && !may_be_cut(probability->scheme, group))
        return false;
    size_t at_once = CIR_BATCH / (grid.parts + 1);
    for (size_t first = 0; first < grid.lines; first += at_once) {
        size_t left = grid.lines - first;
        if (!add_lines(probability, row, group, &grid, first, left < at_once ? left : at_once))
            return false;
    }
    /* a continuum that moves no sum is as good as a set */
    bool is_single = true;
    for (size_t i = 0; i < group->outcome_count; i++)
        is_single = is_single && is_same_sums(probability, group->outcomes[i].least, group->outcomes[i].most, true);
    group->is_single = is_single;
    return true;
}

/* ---- groups ---- */

/* What is open in this row: factors that are not exact, criteria on which a level hangs. */
static struct cir_moves open_moves(const struct cir_probability *probability, size_t row, const struct cir_moves *moves)
{
    struct cir_moves open = {.factors = 0};
    for (uint64_t rest = moves->factors; rest != 0; rest &= rest - 1) {
        unsigned number = (unsigned)__builtin_ctzll(rest);
        const struct cir_factor_values *values = &probability->factors[number];
        bool is_open =
            values->applies[row] != 0 && (values->low[row] != values->high[row] || isnan(values->point[row]));
        open.factors |= (uint64_t)is_open << number;
    }
    for (int word = 0; word < CIR_TRUTH_WORDS; word++)
        open.criteria[word] = moves->criteria[word] & probability->open_criteria[word];
    return open;
}

static bool moves_nothing(const struct cir_moves *moves)
{
    return !moves_meet(moves, moves);
}

/* A fact joins the groups with which it meets, which become one. */
static bool add_fact(struct cir_probability *probability, unsigned fact, const struct cir_moves *moves)
{
    uint64_t facts = UINT64_C(1) << fact;
    struct cir_moves joined = *moves;
    size_t kept = 0;
    for (size_t i = 0; i < probability->group_count; i++) {
        struct group *group = &probability->groups[i];
        if (moves_meet(&group->moves, moves)) {
            facts |= group->facts;
            moves_add(&joined, &group->moves);
            continue;
        }
        struct group *to = &probability->groups[kept++];
        to->facts = group->facts;
        to->moves = group->moves;
    }
    if (kept == GROUPS_MAX)
        return false;
    struct group *made = &probability->groups[kept++];
    made->facts = facts;
    made->moves = joined;
    made->outcome_count = 0;
    probability->group_count = kept;
    return true;
}

static bool find_groups(struct cir_probability *probability, const struct cir_random_row *row)
{
    probability->group_count = 0;
    if (row->fact_count > FACTS_MAX)
        return false;
    for (unsigned i = 0; i < row->fact_count; i++) {
        struct cir_moves open = open_moves(probability, row->subject, row->facts[i].moves);
        if (!moves_nothing(&open) && !add_fact(probability, i, &open))
            return false;
    }
    return true;
}

static void find_open_criteria(struct cir_probability *probability, size_t row)
{
    const struct cir_scheme *scheme = probability->scheme;
    const struct cir_truth_columns *truths = &probability->scoring->truths;
    uint64_t open = 0;
    for (unsigned word = 0; word < CIR_TRUTH_WORDS; word++) {
        bool used = word * (size_t)64 < scheme->criterion_count;
        probability->open_criteria[word] = 0;
        open |= used ? truths->possible[word][row] & ~truths->certain[word][row] : 0;
    }
    if (open == 0)
        return;
    struct cir_truths known;
    cir_truths_at(&known, scheme, truths, row);
    cir_rules_open(probability->open_criteria, scheme, &known,
                   cir_scoring_ruling(probability->scoring, row)->levels.low);
}

/* ---- combinations ---- */

/* One outcome of each group. */
struct combination {
    const struct outcome *outcomes[GROUPS_MAX];
    double mass;
};

/* Levels by the rules: those of the row, where nothing that matters is open. */
static struct cir_rule_levels rule_levels(const struct cir_probability *probability, size_t row,
                                          const struct combination *combination)
{
    const struct cir_scheme *scheme = probability->scheme;
    struct cir_truth_columns columns;
    struct cir_truths truths;
    uint64_t any = 0;
    for (size_t i = 0; i < probability->group_count; i++)
        for (int word = 0; word < CIR_TRUTH_WORDS; word++)
            any |= probability->groups[i].moves.criteria[word];
    if (any == 0)
        return cir_scoring_ruling(probability->scoring, row)->levels;
    for (unsigned word = 0; word * (size_t)64 < scheme->criterion_count; word++) {
        uint64_t certain = probability->scoring->truths.certain[word][row];
        uint64_t possible = probability->scoring->truths.possible[word][row];
        for (size_t i = 0; i < probability->group_count; i++) {
            uint64_t moved = probability->groups[i].moves.criteria[word];
            certain = (certain & ~moved) | combination->outcomes[i]->certain[word];
            possible = (possible & ~moved) | combination->outcomes[i]->possible[word];
        }
        columns.certain[word][0] = certain;
        columns.possible[word][0] = possible;
    }
    cir_truths_at(&truths, scheme, &columns, 0);
    return cir_rules_evaluate(scheme, &truths);
}

/* The product of the lifts; of one that the row does not answer, as the score takes it. */
static double lift_of(const struct cir_probability *probability, const struct combination *combination)
{
    const struct cir_scheme *scheme = probability->scheme;
    double product = 1;
    for (size_t number = 0; number < scheme->axis_count; number++) {
        const struct cir_axis *axis = &scheme->axes[number];
        const struct axis_frame *frame = &probability->axes[number];
        if (axis->kind != CIR_AXIS_LIFT)
            continue;
        double sum = frame->fixed;
        for (size_t i = 0; i < probability->group_count; i++)
            sum += combination->outcomes[i]->least[number];
        double value = frame->is_answered ? root_of(scheme, axis, axis_power(frame, sum)) : frame->middle;
        if (isnan(value))
            continue; /* not applicable: lifts nothing */
        product *= axis->lift_low + (axis->lift_high - axis->lift_low) * value;
    }
    return product;
}

/* The power of the total from the sums of all axes, or a part of it from parts of them. */
static double total_power(const struct cir_probability *probability, const double *sums)
{
    double total = 0;
    for (size_t i = 0; i < probability->scheme->axis_count; i++)
        if (probability->axes[i].share > 0)
            total += probability->axes[i].share * axis_power(&probability->axes[i], sums[i]);
    return total;
}

/* Sums of what is not spread. */
static void add_singles(const struct cir_probability *probability, const struct combination *combination, double *sums)
{
    for (size_t axis = 0; axis < probability->scheme->axis_count; axis++) {
        sums[axis] = probability->axes[axis].fixed;
        for (size_t i = 0; i < probability->group_count; i++)
            sums[axis] += probability->groups[i].is_single ? combination->outcomes[i]->least[axis] : 0;
    }
}

/* The power of the total along a piece of the one group that is spread, of the axes that something moves. */
struct range {
    double from;
    double middle;
    double to;
};

static struct range piece_range(const struct cir_probability *probability, const struct piece *piece,
                                const double *singles)
{
    struct range range = {0, 0, 0};
    for (size_t i = 0; i < probability->scheme->axis_count; i++) {
        const struct axis_frame *frame = &probability->axes[i];
        if (!frame->is_moved || !(frame->share > 0))
            continue;
        range.from += frame->share * axis_power(frame, singles[i] + piece->from[i]);
        range.middle += frame->share * axis_power(frame, singles[i] + piece->middle[i]);
        range.to += frame->share * axis_power(frame, singles[i] + piece->to[i]);
    }
    return range;
}

/* The same of the other axes. */
static double power_at_rest(const struct cir_probability *probability, const double *singles)
{
    double total = 0;
    for (size_t i = 0; i < probability->scheme->axis_count; i++)
        if (!probability->axes[i].is_moved && probability->axes[i].share > 0)
            total += probability->axes[i].share * axis_power(&probability->axes[i], singles[i]);
    return total;
}

/* Share of a piece at or above a value: where the parabola through its three places crosses it. */
static double range_above(const struct range *range, double value)
{
    double low = cir_lesser(range->from, range->to);
    double high = cir_greater(range->from, range->to);
    if (value <= low || value > high)
        return value <= low ? 1 : 0;
    double bend = 2 * (range->from - 2 * range->middle + range->to);
    double slope = range->to - range->from - bend;
    double below = range->from - value;
    double root = sqrt(cir_greater(slope * slope - 4 * bend * below, 0));
    /* the root between the ends, in the form that does not cancel */
    double place = -2 * below / (slope + (range->to > range->from ? root : -root));
    place = cir_lesser(cir_greater(place, 0), 1);
    return range->to > range->from ? 1 - place : place;
}

/* Probabilities that the bands are reached, from what the power of the total needs for each. */
struct reached {
    double needed[CIR_LEVELS_MAX];
    double probability[CIR_LEVELS_MAX];
};

static void reach_by_pieces(const struct cir_probability *probability, const struct outcome *outcome,
                            const double *singles, struct reached *reached)
{
    size_t bands = probability->scheme->band_count;
    double at_rest = power_at_rest(probability, singles);
    for (size_t band = 0; band < bands; band++)
        reached->probability[band] = 0;
    for (unsigned at = outcome->pieces; at != CIR_INDEX_NONE; at = probability->pieces[at].next) {
        const struct piece *piece = &probability->pieces[at];
        struct range range = piece_range(probability, piece, singles);
        for (size_t band = 0; band < bands; band++)
            reached->probability[band] +=
                piece->mass / outcome->mass * range_above(&range, reached->needed[band] - at_rest);
    }
}

/* The part of the total that is spread, where several groups make it. */
static double spread_power(const struct cir_probability *probability, const double *sums)
{
    double total = 0;
    for (size_t i = 0; i < probability->scheme->axis_count; i++)
        if (probability->axes[i].share > 0)
            total += probability->axes[i].share * probability->axes[i].point.slope * sums[i];
    return total;
}

static void reach_by_sum(const struct cir_probability *probability, double total, struct reached *reached)
{
    for (size_t band = 0; band < probability->scheme->band_count; band++)
        reached->probability[band] =
            cir_distribution_above(&probability->sum, reached->needed[band] - total) / probability->sum.masses[0];
}

static void reach_at_once(const struct cir_probability *probability, const double *singles, struct reached *reached)
{
    double total = total_power(probability, singles);
    for (size_t band = 0; band < probability->scheme->band_count; band++)
        reached->probability[band] = total >= reached->needed[band] ? 1 : 0;
}

static double power_of(double value, double exponent)
{
    return exponent == 2 ? value * value : pow(value, exponent);
}

static void set_needed(const struct cir_probability *probability, double lift, struct reached *reached)
{
    const struct cir_scheme *scheme = probability->scheme;
    reached->needed[0] = -INFINITY;
    for (size_t band = 1; band < scheme->band_count; band++) {
        double edge = scheme->bands[band].low / scheme->score_max - ROUNDING;
        reached->needed[band] = edge <= 0 ? -INFINITY : power_of(edge / lift, probability->power);
    }
}

/* Without a score a rule that surely lifts still gives the level, which is that of the low end; else the level is told
 * only where the ends agree. False where this cannot be seen from the ends of all completions together. */
static bool add_untold(const struct cir_probability *probability, const struct combination *combination,
                       const struct cir_interval *ends, int rule_level, struct cir_probabilities *probabilities)
{
    const struct cir_scheme *scheme = probability->scheme;
    int low = cir_band_level(scheme, ends->low);
    int high = cir_band_level(scheme, ends->high);
    if (rule_level > scheme->bands[0].level) {
        add_mass(probabilities, scheme, rule_level, combination->mass);
        return low <= rule_level;
    }
    add_mass(probabilities, scheme, CIR_LEVEL_UNKNOWN, combination->mass);
    return low < high;
}

/* The greatest low end and the least high end that any completion gives the score. */
static struct cir_interval ends_of_all(const struct cir_probability *probability, size_t row)
{
    struct cir_factor_value values[CIR_FACTORS_MAX];
    struct cir_verdict verdict;
    uint64_t moved = 0;
    for (size_t i = 0; i < probability->group_count; i++)
        moved |= probability->groups[i].moves.factors;
    for (unsigned i = 0; i < probability->scheme->factor_count; i++) {
        values[i] = cir_factor_values_at(&probability->factors[i], row);
        if ((moved >> i & 1) != 0) {
            values[i].low = probability->lowest[i];
            values[i].high = probability->highest[i];
        }
    }
    cir_aggregate_values(probability->scheme, values, &verdict);
    return verdict.score;
}

/* The distribution of what is spread, where it is a sum. */
static void make_sum(struct cir_probability *probability, const struct combination *combination)
{
    double range = 0;
    size_t made = 0;
    for (size_t i = 0; i < probability->group_count; i++)
        if (!probability->groups[i].is_single)
            range += spread_power(probability, combination->outcomes[i]->most) -
                     spread_power(probability, combination->outcomes[i]->least);
    for (size_t i = 0; i < probability->group_count; i++) {
        if (probability->groups[i].is_single)
            continue;
        struct cir_distribution *part = made == 0 ? &probability->sum : &probability->part;
        cir_distribution_start(part, spread_power(probability, combination->outcomes[i]->least),
                               spread_power(probability, combination->outcomes[i]->most), range / CIR_LATTICE_STEPS);
        for (unsigned at = combination->outcomes[i]->pieces; at != CIR_INDEX_NONE; at = probability->pieces[at].next) {
            const struct piece *piece = &probability->pieces[at];
            double middle = spread_power(probability, piece->middle);
            cir_distribution_add(part, piece->mass / 2, spread_power(probability, piece->from), middle);
            cir_distribution_add(part, piece->mass / 2, middle, spread_power(probability, piece->to));
        }
        if (made++ == 0)
            continue;
        cir_distribution_sum(&probability->spare, &probability->sum, part);
        probability->sum = probability->spare;
    }
    cir_distribution_cumulate(&probability->sum);
}

/* ---- several groups, and an axis that is bent ---- */

/* What a group moves along one axis. */
static double spread_along(const struct outcome *outcome, size_t axis)
{
    return outcome->most[axis] - outcome->least[axis];
}

/* The sum of one axis, of the groups that are spread along it. */
static void make_axis_sum(struct cir_probability *probability, const struct combination *combination, size_t axis)
{
    double range = 0;
    size_t made = 0;
    for (size_t i = 0; i < probability->group_count; i++)
        range += probability->groups[i].is_single ? 0 : spread_along(combination->outcomes[i], axis);
    for (size_t i = 0; i < probability->group_count; i++) {
        const struct outcome *outcome = combination->outcomes[i];
        if (probability->groups[i].is_single || !(spread_along(outcome, axis) > 0))
            continue;
        struct cir_distribution *part = made == 0 ? &probability->axis_sum : &probability->part;
        cir_distribution_start(part, outcome->least[axis], outcome->most[axis], range / CIR_LATTICE_STEPS);
        for (unsigned at = outcome->pieces; at != CIR_INDEX_NONE; at = probability->pieces[at].next) {
            const struct piece *piece = &probability->pieces[at];
            cir_distribution_add(part, piece->mass / 2, piece->from[axis], piece->middle[axis]);
            cir_distribution_add(part, piece->mass / 2, piece->middle[axis], piece->to[axis]);
        }
        if (made++ == 0)
            continue;
        cir_distribution_sum(&probability->spare, &probability->axis_sum, part);
        probability->axis_sum = probability->spare;
    }
}

/* What the sum of an axis comes to in the power of the total: each point of the lattice stands for a step. */
static void add_axis_sum(struct cir_distribution *part, const struct cir_probability *probability, size_t axis,
                         double single, double step)
{
    const struct axis_frame *frame = &probability->axes[axis];
    const struct cir_distribution *sums = &probability->axis_sum;
    double half = sums->step / 2;
    double first = single + sums->origin - half;
    double last = single + sums->origin + sums->step * (double)sums->count;
    cir_distribution_start(part, frame->share * axis_power(frame, first), frame->share * axis_power(frame, last), step);
    for (size_t i = 0; i < sums->count; i++) {
        double place = single + sums->origin + sums->step * (double)i;
        cir_distribution_add(part, sums->masses[i], frame->share * axis_power(frame, place - half),
                             frame->share * axis_power(frame, place + half));
    }
}

/* Of an axis along which something is spread, how far the power of the total may go; 0 of others. */
static double axis_range(const struct cir_probability *probability, const struct combination *combination, size_t axis,
                         double single)
{
    const struct axis_frame *frame = &probability->axes[axis];
    double least = single;
    double most = single;
    for (size_t i = 0; i < probability->group_count; i++) {
        if (probability->groups[i].is_single)
            continue;
        least += combination->outcomes[i]->least[axis];
        most += combination->outcomes[i]->most[axis];
    }
    return least < most ? frame->share * (axis_power(frame, most) - axis_power(frame, least)) : 0;
}

/* The distribution of the power of the total, axis by axis: no group is spread along two of them. Returns what is not
 * spread of it. */
static double make_bent_sum(struct cir_probability *probability, const struct combination *combination,
                            const double *singles)
{
    double fixed = 0;
    double range = 0;
    size_t made = 0;
    for (size_t axis = 0; axis < probability->scheme->axis_count; axis++)
        range += axis_range(probability, combination, axis, singles[axis]);
    for (size_t axis = 0; axis < probability->scheme->axis_count; axis++) {
        const struct axis_frame *frame = &probability->axes[axis];
        if (!(axis_range(probability, combination, axis, singles[axis]) > 0)) {
            fixed += frame->share > 0 ? frame->share * axis_power(frame, singles[axis]) : 0;
            continue;
        }
        make_axis_sum(probability, combination, axis);
        struct cir_distribution *part = made == 0 ? &probability->sum : &probability->part;
        add_axis_sum(part, probability, axis, singles[axis], range / (CIR_LATTICE_STEPS - 8));
        if (made++ == 0)
            continue;
        cir_distribution_sum(&probability->spare, &probability->sum, part);
        probability->sum = probability->spare;
    }
    cir_distribution_cumulate(&probability->sum);
    return fixed;
}

static bool is_along_one_axis(const struct cir_probability *probability, const struct group *group)
{
    size_t axes = 0;
    for (size_t axis = 0; axis < probability->scheme->axis_count; axis++) {
        bool is_spread = false;
        for (size_t i = 0; i < group->outcome_count; i++)
            is_spread = is_spread || spread_along(&group->outcomes[i], axis) > 0;
        axes += is_spread ? 1 : 0;
    }
    return axes <= 1;
}

static void add_scored(struct cir_probability *probability, const struct combination *combination, size_t spread_count,
                       int rule_level, struct cir_probabilities *probabilities)
{
    const struct cir_scheme *scheme = probability->scheme;
    double singles[CIR_AXES_MAX];
    struct reached reached;
    set_needed(probability, lift_of(probability, combination), &reached);
    add_singles(probability, combination, singles);
    if (spread_count == 0)
        reach_at_once(probability, singles, &reached);
    else if (spread_count > 1 && probability->is_bent)
        reach_by_sum(probability, make_bent_sum(probability, combination, singles), &reached);
    else if (spread_count > 1)
        reach_by_sum(probability, total_power(probability, singles), &reached);
    for (size_t i = 0; i < probability->group_count && spread_count == 1; i++)
        if (!probability->groups[i].is_single)
            reach_by_pieces(probability, combination->outcomes[i], singles, &reached);
    for (size_t band = 0; band < scheme->band_count; band++) {
        int level = scheme->bands[band].level;
        double next = band + 1 < scheme->band_count ? reached.probability[band + 1] : 0;
        add_mass(probabilities, scheme, level > rule_level ? level : rule_level,
                 combination->mass * (reached.probability[band] - next));
    }
}

/* Number of the combination of the groups that are spread (or of those that are not) from a number in mixed radix. */
static size_t choose(const struct cir_probability *probability, struct combination *combination, bool spread,
                     size_t number)
{
    for (size_t i = 0; i < probability->group_count; i++) {
        const struct group *group = &probability->groups[i];
        if (group->is_single == spread)
            continue;
        combination->outcomes[i] = &group->outcomes[number % group->outcome_count];
        number /= group->outcome_count;
    }
    return number;
}

static size_t count_combinations(const struct cir_probability *probability, bool spread)
{
    size_t count = 1;
    for (size_t i = 0; i < probability->group_count && count <= COMBINATIONS_MAX; i++)
        if (probability->groups[i].is_single != spread)
            count *= probability->groups[i].outcome_count;
    return count;
}

static bool add_combination(struct cir_probability *probability, size_t row, struct combination *combination,
                            size_t spread_count, const struct cir_interval *ends,
                            struct cir_probabilities *probabilities)
{
    const struct cir_scheme *scheme = probability->scheme;
    combination->mass = 1;
    for (size_t i = 0; i < probability->group_count; i++)
        combination->mass *= combination->outcomes[i]->mass;
    struct cir_rule_levels levels = rule_levels(probability, row, combination);
    if (scheme->factor_count == 0)
        add_mass(probabilities, scheme, levels.low == levels.high ? levels.low : CIR_LEVEL_UNKNOWN, combination->mass);
    else if (!probability->is_told)
        return add_untold(probability, combination, ends, levels.low, probabilities);
    else
        add_scored(probability, combination, spread_count, levels.low, probabilities);
    return true;
}

static bool mix(struct cir_probability *probability, size_t row, struct cir_probabilities *probabilities)
{
    size_t of_spread = count_combinations(probability, true);
    size_t of_single = count_combinations(probability, false);
    size_t spread_count = 0;
    struct cir_interval ends = {0};
    struct combination combination;
    if (of_spread * of_single > COMBINATIONS_MAX)
        return false;
    for (size_t i = 0; i < probability->group_count; i++)
        spread_count += probability->groups[i].is_single ? 0 : 1;
    if (!probability->is_told && probability->scheme->factor_count > 0)
        ends = ends_of_all(probability, row);
    bool added = true;
    for (size_t i = 0; i < of_spread && added; i++) {
        (void)choose(probability, &combination, true, i);
        if (spread_count > 1 && !probability->is_bent)
            make_sum(probability, &combination);
        for (size_t k = 0; k < of_single && added; k++) {
            (void)choose(probability, &combination, false, k);
            added = add_combination(probability, row, &combination, spread_count, &ends, probabilities);
        }
    }
    return added;
}

/* ---- bent axes ---- */

/* Which of the three lines an axis follows at a sum. */
static const struct line *line_at(const struct axis_frame *frame, double sum)
{
    const struct line *line = on_line(frame->point, sum) < on_line(frame->low, sum) ? &frame->low : &frame->point;
    return on_line(*line, sum) > on_line(frame->high, sum) ? &frame->high : line;
}

/* Where an axis follows one line from its least sum to its greatest, it follows it everywhere. Else it is bent. False
 * where the line cannot be told. */
static bool straighten(struct cir_probability *probability, size_t number, size_t *bent)
{
    struct axis_frame *frame = &probability->axes[number];
    double least = frame->fixed;
    double most = frame->fixed;
    /* a lift without an answer counts at its middle, which moves with its ends; a weighted axis without one may hold the
     * point of the score between its ends */
    if (frame->ends_move)
        return false;
    if (!frame->is_answered)
        return probability->scheme->axes[number].kind == CIR_AXIS_WEIGHT ? frame->is_wide : !frame->is_moved;
    if (frame->is_free)
        return true;
    if (frame->is_blurred)
        return false;
    for (size_t i = 0; i < probability->group_count; i++) {
        const struct group *group = &probability->groups[i];
        double group_least = INFINITY;
        double group_most = -INFINITY;
        for (size_t k = 0; k < group->outcome_count; k++) {
            group_least = cir_lesser(group_least, group->outcomes[k].least[number]);
            group_most = cir_greater(group_most, group->outcomes[k].most[number]);
        }
        least += group_least;
        most += group_most;
    }
    const struct line *line = line_at(frame, least);
    if (line != line_at(frame, most)) {
        ++*bent;
        return true;
    }
    frame->point = *line;
    frame->is_free = true;
    return true;
}

static bool straighten_all(struct cir_probability *probability)
{
    size_t spread = 0;
    size_t bent = 0;
    bool told = true;
    bool is_apart = true;
    for (size_t i = 0; i < probability->scheme->axis_count; i++)
        told = straighten(probability, i, &bent) && told;
    for (size_t i = 0; i < probability->group_count; i++) {
        spread += probability->groups[i].is_single ? 0 : 1;
        is_apart =
            is_apart && (probability->groups[i].is_single || is_along_one_axis(probability, &probability->groups[i]));
    }
    probability->is_bent = bent > 0;
    return told && (bent == 0 || spread <= 1 || is_apart);
}

/* ---- the two ways ---- */

static bool frame(struct cir_probability *probability, const struct cir_random_row *row)
{
    uint64_t moved = 0;
    for (size_t i = 0; i < probability->group_count; i++)
        moved |= probability->groups[i].moves.factors;
    probability->is_told = !isnan(row->verdict->score.point);
    probability->is_bent = false;
    probability->piece_count = 0;
    probability->completions = 0;
    for (uint64_t rest = moved; rest != 0; rest &= rest - 1) {
        probability->lowest[__builtin_ctzll(rest)] = 0;
        probability->highest[__builtin_ctzll(rest)] = 1;
    }
    if (probability->is_told)
        frame_axes(probability, row->subject, moved);
    return !probability->is_told || probability->separates;
}

/* Whether an uncertain fact may settle the scope, which is open. */
static bool moves_scope(const struct cir_probability *probability, const struct cir_random_row *row)
{
    const struct cir_scheme *scheme = probability->scheme;
    uint64_t open[CIR_TRUTH_WORDS];
    uint64_t moved = 0;
    struct cir_truths known;
    cir_truths_at(&known, scheme, &probability->scoring->truths, row->subject);
    cir_rule_open(open, scheme, &known, scheme->scope);
    for (size_t i = 0; i < row->fact_count; i++)
        for (int word = 0; word < CIR_TRUTH_WORDS; word++)
            moved |= row->facts[i].moves->criteria[word] & open[word];
    return moved != 0;
}

bool cir_probability_compute(struct cir_probability *probability, const struct cir_random_row *row,
                             struct cir_probabilities *probabilities)
{
    const struct cir_scheme *scheme = probability->scheme;
    const struct cir_verdict *verdict = row->verdict;
    if (probability->scoring->is_settled) {
        cir_probabilities_sure(probabilities, scheme, verdict->level);
        return true;
    }
    enum cir_truth applies = cir_scoring_ruling(probability->scoring, row->subject)->scope.applies;
    if (applies == CIR_POSSIBLE && moves_scope(probability, row))
        return false;
    if (applies != CIR_TRUE || verdict->level_low == verdict->level_high) {
        cir_probabilities_sure(probabilities, scheme, verdict->level);
        return true;
    }
    find_open_criteria(probability, row->subject);
    if (!find_groups(probability, row))
        return false;
    if (probability->group_count == 0) {
        cir_probabilities_sure(probabilities, scheme, verdict->level);
        return true;
    }
    if (!frame(probability, row))
        return false;
    for (size_t i = 0; i < probability->group_count; i++)
        if (!work_out(probability, row, &probability->groups[i]))
            return false;
    if (probability->is_told && !straighten_all(probability))
        return false;
    clear(probabilities, scheme);
    if (!mix(probability, row->subject, probabilities))
        return false;
    fold(probabilities, scheme, verdict);
    finish(probabilities, scheme);
    return true;
}

/* A well mixed number of a seed and a place. */
static uint64_t mix_bits(uint64_t bits)
{
    bits += UINT64_C(0x9e3779b97f4a7c15);
    bits = (bits ^ bits >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94d049bb133111eb);
    return bits ^ bits >> 31;
}

static double fraction(uint64_t bits)
{
    return (double)(bits >> 11) * 0x1p-53;
}

/* Draw `number` of fact `fact`: the sequence, moved round by an offset that is the row's own; beyond its dimensions,
 * numbers that are as good as random. */
static double draw(const double *sequence, unsigned fact, size_t number, uint64_t seed)
{
    uint64_t own = mix_bits(seed ^ mix_bits(fact));
    if (fact >= SOBOL_DIMENSIONS)
        return fraction(mix_bits(own + number));
    double sum = sequence[fact] + fraction(own);
    return sum < 1 ? sum : sum - 1;
}

void cir_probability_draw(struct cir_probability *probability, const struct cir_random_row *row,
                          struct cir_probabilities *probabilities)
{
    const struct cir_scheme *scheme = probability->scheme;
    unsigned facts[CIR_FIELDS_MAX];
    for (unsigned fact = 0; fact < row->fact_count; fact++)
        facts[fact] = fact;
    memcpy(&probability->trial, probability->scoring, sizeof probability->trial);
    gsl_qrng_init(probability->sequence);
    clear(probabilities, scheme);
    for (size_t first = 0; first < DRAWS; first += CIR_BATCH) {
        struct cir_measured measured;
        for (size_t i = 0; i < CIR_BATCH; i++) {
            double sequence[SOBOL_DIMENSIONS];
            gsl_qrng_get(probability->sequence, sequence);
            for (unsigned fact = 0; fact < row->fact_count; fact++)
                probability->shares[fact][i] = draw(sequence, fact, first + i, row->seed);
        }
        row->completer->complete(row->completer->context, facts, row->fact_count, probability->shares, CIR_BATCH, true,
                                 &measured);
        cir_scoring_judge(&probability->trial, &measured, probability->verdicts, 1);
        for (size_t i = 0; i < CIR_BATCH; i++)
            add_mass(probabilities, scheme, probability->verdicts[i].level, 1);
    }
    finish(probabilities, scheme);
}

void cir_probability_find(struct cir_probability *probability, const struct cir_random_row *row,
                          struct cir_probabilities *probabilities)
{
    if (!cir_probability_compute(probability, row, probabilities))
        cir_probability_draw(probability, row, probabilities);
}
