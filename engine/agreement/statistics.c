#include "agreement/statistics.h"

#include <math.h>

void cir_cross_table_make(struct cir_cross_table *table, const struct cir_patterns *patterns, const double *rows,
                          size_t first, size_t second)
{
    *table = (struct cir_cross_table){.row_count = patterns->level_counts[first],
                                      .column_count = patterns->level_counts[second]};
    for (size_t i = 0; i < patterns->count; i++) {
        const uint8_t *places = patterns->list[i].places;
        if (cir_place_is_told(places[first]) && cir_place_is_told(places[second]))
            table->cells[places[first]][places[second]] += rows[i];
    }
}

/* The sums of a cross-table by row and by column. */
struct margins {
    double rows[CIR_LEVELS_MAX];
    double columns[CIR_LEVELS_MAX];
    double total;
};

static struct margins margins_of(const struct cir_cross_table *table)
{
    struct margins margins = {0};
    for (size_t i = 0; i < table->row_count; i++)
        for (size_t j = 0; j < table->column_count; j++) {
            margins.rows[i] += table->cells[i][j];
            margins.columns[j] += table->cells[i][j];
            margins.total += table->cells[i][j];
        }
    return margins;
}

double cir_cross_table_total(const struct cir_cross_table *table)
{
    return margins_of(table).total;
}

/* Pairs ordered alike less pairs ordered against each other. */
static double concordance(const struct cir_cross_table *table, const struct margins *margins)
{
    double above[CIR_LEVELS_MAX] = {0}; /* by column: rows of the table's lower levels of the first scheme */
    double above_total = 0;
    double sum = 0;
    for (size_t i = 0; i < table->row_count; i++) {
        double left = 0;
        for (size_t j = 0; j < table->column_count; j++) {
            double right = above_total - left - above[j];
            sum += table->cells[i][j] * (left - right);
            left += above[j];
        }
        for (size_t j = 0; j < table->column_count; j++)
            above[j] += table->cells[i][j];
        above_total += margins->rows[i];
    }
    return sum;
}

/* Pairs that the sums of one scheme do not leave tied. */
static double untied_pairs(const double *sums, size_t count, double total)
{
    double squares = 0;
    for (size_t i = 0; i < count; i++)
        squares += sums[i] * sums[i];
    return (total * total - squares) / 2;
}

double cir_tau_b(const struct cir_cross_table *table)
{
    struct margins margins = margins_of(table);
    double first = untied_pairs(margins.rows, table->row_count, margins.total);
    double second = untied_pairs(margins.columns, table->column_count, margins.total);
    /* Two roots: the product of the pairs of many rows would lose its last figures. */
    return first > 0 && second > 0 ? concordance(table, &margins) / (sqrt(first) * sqrt(second)) : (double)NAN;
}

double cir_kappa(const struct cir_cross_table *table)
{
    struct margins margins = margins_of(table);
    double observed = 0;
    double expected = 0;
    for (size_t i = 0; i < table->row_count; i++)
        for (size_t j = 0; j < table->column_count; j++) {
            double distance = cir_place_position(i, table->row_count) - cir_place_position(j, table->column_count);
            observed += table->cells[i][j] * distance * distance;
            expected += margins.rows[i] * margins.columns[j] * distance * distance;
        }
    return expected > 0 ? 1 - margins.total * observed / expected : (double)NAN;
}

/* Keeps the positions rising and each only once. */
static void add_position(struct cir_common_scale *scale, double position)
{
    size_t at = 0;
    while (at < scale->count && scale->positions[at] < position)
        at++;
    if (at < scale->count && scale->positions[at] == position)
        return;
    for (size_t i = scale->count++; i > at; i--)
        scale->positions[i] = scale->positions[i - 1];
    scale->positions[at] = position;
}

static uint8_t find_position(const struct cir_common_scale *scale, double position)
{
    uint8_t at = 0;
    while (scale->positions[at] != position)
        at++;
    return at;
}

void cir_common_scale_make(struct cir_common_scale *scale, const struct cir_patterns *patterns)
{
    scale->count = 0;
    for (size_t scheme = 0; scheme < patterns->scheme_count; scheme++)
        for (size_t place = 0; place < patterns->level_counts[scheme]; place++)
            add_position(scale, cir_place_position(place, patterns->level_counts[scheme]));
    for (size_t scheme = 0; scheme < patterns->scheme_count; scheme++)
        for (size_t place = 0; place < patterns->level_counts[scheme]; place++)
            scale->places[scheme][place] =
                find_position(scale, cir_place_position(place, patterns->level_counts[scheme]));
}

/* Krippendorff's matrix of coincidences: how often two values met in a row. */
struct coincidences {
    size_t count;
    double cells[CIR_COMMON_LEVELS_MAX][CIR_COMMON_LEVELS_MAX];
    double sums[CIR_COMMON_LEVELS_MAX];
    double total;
};

static void add_row(struct coincidences *coincidences, const uint8_t *values, size_t count, double rows)
{
    double share = rows / (double)(count - 1);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++)
            if (i != j)
                coincidences->cells[values[i]][values[j]] += share;
        coincidences->sums[values[i]] += rows;
    }
    coincidences->total += rows * (double)count;
}

static void count_coincidences(struct coincidences *coincidences, const struct cir_patterns *patterns,
                               const double *rows, const struct cir_common_scale *scale)
{
    for (size_t i = 0; i < patterns->count; i++) {
        uint8_t values[CIR_SCHEMES_MAX];
        size_t count = 0;
        for (size_t scheme = 0; scheme < patterns->scheme_count; scheme++)
            if (cir_place_is_told(patterns->list[i].places[scheme]))
                values[count++] = scale->places[scheme][patterns->list[i].places[scheme]];
        if (count > 1 && rows[i] > 0)
            add_row(coincidences, values, count, rows[i]);
    }
}

static double alpha_of(const struct coincidences *coincidences, const double *values)
{
    double observed = 0;
    double expected = 0;
    for (size_t c = 0; c < coincidences->count; c++)
        for (size_t k = 0; k < coincidences->count; k++) {
            double distance = values[c] - values[k];
            observed += coincidences->cells[c][k] * distance * distance;
            expected += coincidences->sums[c] * coincidences->sums[k] * distance * distance;
        }
    return expected > 0 ? 1 - (coincidences->total - 1) * observed / expected : (double)NAN;
}

struct cir_alpha cir_alpha(const struct cir_patterns *patterns, const double *rows,
                           const struct cir_common_scale *scale)
{
    struct coincidences coincidences = {.count = scale->count};
    double ranks[CIR_COMMON_LEVELS_MAX];
    double below = 0;
    count_coincidences(&coincidences, patterns, rows, scale);
    for (size_t i = 0; i < scale->count; i++) {
        ranks[i] = below + coincidences.sums[i] / 2;
        below += coincidences.sums[i];
    }
    return (struct cir_alpha){.ordinal = alpha_of(&coincidences, ranks),
                              .interval = alpha_of(&coincidences, scale->positions)};
}
