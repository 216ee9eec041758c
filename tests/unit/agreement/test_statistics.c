/* Published values, and others that R computes by the formulas in their plainest form:
 *
 *     wk <- function(t, x = seq(0, 1, length.out = nrow(t)), y = seq(0, 1, length.out = ncol(t))) {
 *         p <- t / sum(t); d <- outer(x, y, function(a, b) (a - b)^2)
 *         1 - sum(p * d) / sum(outer(rowSums(p), colSums(p)) * d) }
 *     rows <- function(t) data.frame(x = rep(as.vector(row(t)), t), y = rep(as.vector(col(t)), t))
 *     cor(rows(t)$x, rows(t)$y, method = "kendall")               # tau-b, where there are ties
 *     alpha <- function(R, ordinal) {                              # raters in rows, NA where one cannot tell
 *         v <- sort(unique(R[!is.na(R)])); o <- matrix(0, length(v), length(v))
 *         for (u in seq_len(ncol(R))) {
 *             w <- match(R[!is.na(R[, u]), u], v); m <- length(w)
 *             if (m > 1) for (i in 1:m) for (j in 1:m) if (i != j) o[w[i], w[j]] <- o[w[i], w[j]] + 1 / (m - 1) }
 *         n <- rowSums(o)
 *         d <- outer(seq_along(v), seq_along(v), Vectorize(function(c, k)
 *             if (ordinal) (sum(n[min(c, k):max(c, k)]) - (n[c] + n[k]) / 2)^2 else (v[c] - v[k])^2))
 *         1 - (sum(n) - 1) * sum(o * d) / sum(outer(n, n) * d) }
 */
#include "agreement/statistics.h"

#include "../base/random.h"
#include "tables.h"

#include <math.h>

static const double exact = 1e-11; /* R printed 12 figures */

static struct cir_cross_table cross(const struct cir_patterns *patterns, size_t first, size_t second)
{
    struct cir_cross_table table;
    double *rows = tables_rows(patterns);
    cir_cross_table_make(&table, patterns, rows, first, second);
    free(rows);
    return table;
}

static struct cir_alpha alpha_of(const struct cir_patterns *patterns)
{
    struct cir_common_scale scale;
    double *rows = tables_rows(patterns);
    cir_common_scale_make(&scale, patterns);
    struct cir_alpha alpha = cir_alpha(patterns, rows, &scale);
    free(rows);
    return alpha;
}

/* Income and job satisfaction of 96 men: Agresti (2002), "Categorical Data Analysis", table 2.8, with C = 1331,
 * D = 849. R: cor(..., method = "kendall") = 0.152352151347. */
static void test_statistics__tau_b_as_published(void)
{
    static const unsigned satisfaction[] = {1, 3, 10, 6, 2, 3, 10, 7, 1, 6, 14, 12, 0, 1, 9, 11};
    struct cir_patterns patterns = tables_of(satisfaction, 4, 4);
    struct cir_cross_table table = cross(&patterns, 0, 1);
    CU_ASSERT_EQUAL(cir_cross_table_total(&table), 96);
    CU_ASSERT_DOUBLE_EQUAL(cir_tau_b(&table), 0.152352151347, exact);
    /* By hand from the published C and D, and the margins 20 22 33 21 and 4 13 43 36. */
    double rows = (96.0 * 96 - (20.0 * 20 + 22 * 22 + 33 * 33 + 21 * 21)) / 2;
    double columns = (96.0 * 96 - (4.0 * 4 + 13 * 13 + 43 * 43 + 36 * 36)) / 2;
    CU_ASSERT_DOUBLE_EQUAL(cir_tau_b(&table), (1331 - 849) / sqrt(rows * columns), exact);
    cir_patterns_free(&patterns);
}

/* Agresti (2002), section 10.5, gives 0.78 for the weights 1 - (i - j)^2 / (I - 1)^2; wk() gives 0.783821871477. */
static void test_statistics__kappa_as_published(void)
{
    struct cir_patterns patterns = tables_of(tables_slides, 4, 4);
    struct cir_cross_table table = cross(&patterns, 0, 1);
    CU_ASSERT_DOUBLE_EQUAL(cir_kappa(&table), 0.78, 0.005);
    CU_ASSERT_DOUBLE_EQUAL(cir_kappa(&table), 0.783821871477, exact);
    CU_ASSERT_DOUBLE_EQUAL(cir_tau_b(&table), 0.715977225024, exact);
    cir_patterns_free(&patterns);
    /* 91 couples: Agresti (1990), from Hout, Duncan and Sobel (1987). wk() gives 0.332045586247. */
    static const unsigned couples[] = {7, 7, 2, 3, 2, 8, 3, 7, 1, 5, 4, 9, 2, 8, 9, 14};
    patterns = tables_of(couples, 4, 4);
    table = cross(&patterns, 0, 1);
    CU_ASSERT_DOUBLE_EQUAL(cir_kappa(&table), 0.332045586247, exact);
    cir_patterns_free(&patterns);
}

/* The paper gives .815 for ordinal and .849 for interval data; alpha() gives 0.815387503755 and 0.849107142857. */
static void test_statistics__alpha_as_published(void)
{
    struct cir_patterns patterns = tables_krippendorff();
    struct cir_alpha alpha = alpha_of(&patterns);
    CU_ASSERT_DOUBLE_EQUAL(alpha.ordinal, 0.815, 0.0005);
    CU_ASSERT_DOUBLE_EQUAL(alpha.interval, 0.849, 0.0005);
    CU_ASSERT_DOUBLE_EQUAL(alpha.ordinal, 0.815387503755, exact);
    CU_ASSERT_DOUBLE_EQUAL(alpha.interval, 0.849107142857, exact);
    cir_patterns_free(&patterns);
}

/* A scheme of five levels against one of three. wk() gives 0.749548135797, cor() 0.706491001455. */
static const unsigned uneven[] = {40, 6, 1, 12, 20, 3, 2, 9, 5, 0, 4, 8, 0, 1, 14};

static void test_statistics__scales_of_different_lengths(void)
{
    struct cir_patterns patterns = tables_of(uneven, 5, 3);
    struct cir_cross_table table = cross(&patterns, 0, 1);
    CU_ASSERT_DOUBLE_EQUAL(cir_kappa(&table), 0.749548135797, exact);
    CU_ASSERT_DOUBLE_EQUAL(cir_tau_b(&table), 0.706491001455, exact);
    cir_patterns_free(&patterns);
    /* Five, three and four levels with gaps: alpha() of the positions gives 0.844386211071 and 0.850435441121. */
    static const uint8_t rows[][3] = {{0, 0, 0},      {1, 0, 1},      {2, 1, 1},      {3, 1, 3}, {4, 2, 3},
                                      {4, 2, UNTOLD}, {2, UNTOLD, 2}, {UNTOLD, 1, 2}, {1, 1, 0}, {0, 0, UNTOLD}};
    struct cir_patterns mixed = {.scheme_count = 3, .level_counts = {5, 3, 4}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        tables_add(&mixed, rows[i], 1);
    struct cir_alpha alpha = alpha_of(&mixed);
    CU_ASSERT_DOUBLE_EQUAL(alpha.ordinal, 0.844386211071, exact);
    CU_ASSERT_DOUBLE_EQUAL(alpha.interval, 0.850435441121, exact);
    cir_patterns_free(&mixed);
}

/* Moments of the positions in the rows of a table. */
static double concordance_correlation(const struct cir_cross_table *table)
{
    double n = cir_cross_table_total(table), x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < table->row_count; i++)
        for (size_t j = 0; j < table->column_count; j++) {
            double a = cir_place_position(i, table->row_count), b = cir_place_position(j, table->column_count);
            x += table->cells[i][j] * a / n;
            y += table->cells[i][j] * b / n;
            xx += table->cells[i][j] * a * a / n;
            yy += table->cells[i][j] * b * b / n;
            xy += table->cells[i][j] * a * b / n;
        }
    return 2 * (xy - x * y) / (xx - x * x + yy - y * y + (x - y) * (x - y));
}

/* tau-b by its definition: over every two rows. */
static double tau_b_of_pairs(const struct cir_cross_table *table)
{
    double balance = 0, first = 0, second = 0;
    for (size_t i = 0; i < table->row_count; i++)
        for (size_t j = 0; j < table->column_count; j++)
            for (size_t k = 0; k < table->row_count; k++)
                for (size_t l = 0; l < table->column_count; l++) {
                    double pairs = table->cells[i][j] * table->cells[k][l];
                    int a = (i > k) - (i < k), b = (j > l) - (j < l);
                    balance += pairs * a * b;
                    first += pairs * a * a;
                    second += pairs * b * b;
                }
    return balance / sqrt(first * second);
}

static struct cir_patterns random_table(uint64_t *state)
{
    unsigned cells[CIR_LEVELS_MAX * CIR_LEVELS_MAX];
    size_t row_count = 2 + random_below(state, CIR_LEVELS_MAX - 1);
    size_t column_count = 2 + random_below(state, CIR_LEVELS_MAX - 1);
    for (size_t i = 0; i < row_count * column_count; i++)
        cells[i] = random_below(state, 4) == 0 ? random_below(state, 40) : 0;
    cells[0]++; /* no scheme gives one level only */
    cells[row_count * column_count - 1]++;
    return tables_of(cells, row_count, column_count);
}

static void test_statistics__random_tables_keep_the_laws(void)
{
    uint64_t state = 2385;
    for (int i = 0; i < 200; i++) {
        struct cir_patterns patterns = random_table(&state);
        struct cir_cross_table table = cross(&patterns, 0, 1);
        struct cir_cross_table turned = cross(&patterns, 1, 0);
        double tau = cir_tau_b(&table), kappa = cir_kappa(&table);
        CU_ASSERT(tau >= -1 && tau <= 1 && kappa <= 1);
        CU_ASSERT_DOUBLE_EQUAL(tau, cir_tau_b(&turned), exact);
        CU_ASSERT_DOUBLE_EQUAL(kappa, cir_kappa(&turned), exact);
        CU_ASSERT_DOUBLE_EQUAL(tau, tau_b_of_pairs(&table), exact);
        CU_ASSERT_DOUBLE_EQUAL(kappa, concordance_correlation(&table), exact);
        cir_patterns_free(&patterns);
    }
}

/* All rows told alike, by all schemes: 1 whatever the statistic; the order turned round: tau-b is -1. */
static void test_statistics__full_agreement_is_1(void)
{
    struct cir_patterns patterns = {.scheme_count = 3, .level_counts = {6, 6, 6}};
    for (uint8_t level = 0; level < 6; level++)
        tables_add(&patterns, (const uint8_t[]){level, level, level == 2 ? UNTOLD : level}, 3U + level);
    struct cir_cross_table table = cross(&patterns, 0, 1);
    struct cir_alpha alpha = alpha_of(&patterns);
    CU_ASSERT_DOUBLE_EQUAL(cir_tau_b(&table), 1, exact);
    CU_ASSERT_EQUAL(cir_kappa(&table), 1);
    CU_ASSERT_EQUAL(alpha.ordinal, 1);
    CU_ASSERT_EQUAL(alpha.interval, 1);
    CU_ASSERT_EQUAL(cir_cross_table_total(&table), 3 + 4 + 5 + 6 + 7 + 8);
    table = cross(&patterns, 0, 2);
    CU_ASSERT_EQUAL(cir_cross_table_total(&table), 3 + 4 + 6 + 7 + 8); /* the untold are in no cell */
    CU_ASSERT_EQUAL(cir_kappa(&table), 1);
    cir_patterns_free(&patterns);
    static const unsigned opposed[] = {0, 0, 5, 0, 7, 0, 2, 0, 0};
    patterns = tables_of(opposed, 3, 3);
    table = cross(&patterns, 0, 1);
    CU_ASSERT_DOUBLE_EQUAL(cir_tau_b(&table), -1, exact);
    CU_ASSERT(cir_kappa(&table) < 0);
    cir_patterns_free(&patterns);
}

static struct cir_patterns permuted(uint8_t (*rows)[4], size_t count, const size_t *order, bool backwards)
{
    struct cir_patterns patterns = {.scheme_count = 4};
    static const size_t level_counts[] = {6, 3, 5, 6};
    for (size_t j = 0; j < 4; j++)
        patterns.level_counts[j] = level_counts[order[j]];
    for (size_t i = 0; i < count; i++) {
        uint8_t places[4];
        for (size_t j = 0; j < 4; j++)
            places[j] = rows[backwards ? count - 1 - i : i][order[j]];
        tables_add(&patterns, places, 1);
    }
    return patterns;
}

static void test_statistics__alpha_knows_no_order(void)
{
    enum { ROWS = 400 };
    static uint8_t rows[ROWS][4];
    static const size_t straight[] = {0, 1, 2, 3}, mixed[] = {2, 0, 3, 1}, level_counts[] = {6, 3, 5, 6};
    uint64_t state = 2385;
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < 4; j++)
            rows[i][j] =
                random_below(&state, 5) == 0 ? UNTOLD : (uint8_t)random_below(&state, (unsigned)level_counts[j]);
    struct cir_patterns patterns = permuted(rows, ROWS, straight, false);
    struct cir_patterns others = permuted(rows, ROWS, mixed, true);
    struct cir_alpha alpha = alpha_of(&patterns), other = alpha_of(&others);
    CU_ASSERT_DOUBLE_EQUAL(alpha.ordinal, other.ordinal, exact);
    CU_ASSERT_DOUBLE_EQUAL(alpha.interval, other.interval, exact);
    CU_ASSERT_DOUBLE_EQUAL(alpha.interval, 0, 0.1); /* drawn independently */
    cir_patterns_free(&patterns);
    cir_patterns_free(&others);
}

/* Nothing is told apart where one level came up, and nothing at all where there are no rows. */
static void test_statistics__undefined_where_nothing_is_told_apart(void)
{
    static const unsigned one_level[] = {0, 0, 0, 4, 9, 2, 0, 0, 0};
    struct cir_patterns patterns = tables_of(one_level, 3, 3);
    struct cir_cross_table table = cross(&patterns, 0, 1);
    CU_ASSERT_TRUE(isnan(cir_tau_b(&table)));
    CU_ASSERT_DOUBLE_EQUAL(cir_kappa(&table), 0, exact); /* no better than chance, which is sure of that level */
    cir_patterns_free(&patterns);
    static const unsigned one_cell[] = {0, 0, 0, 0, 9, 0, 0, 0, 0};
    patterns = tables_of(one_cell, 3, 3);
    table = cross(&patterns, 0, 1);
    CU_ASSERT_TRUE(isnan(cir_tau_b(&table)));
    CU_ASSERT_TRUE(isnan(cir_kappa(&table)));
    CU_ASSERT_TRUE(isnan(alpha_of(&patterns).ordinal));
    CU_ASSERT_TRUE(isnan(alpha_of(&patterns).interval));
    cir_patterns_free(&patterns);
    struct cir_patterns none = {.scheme_count = 2, .level_counts = {6, 2}};
    table = cross(&none, 0, 1);
    CU_ASSERT_TRUE(isnan(cir_tau_b(&table)) && isnan(cir_kappa(&table)));
    CU_ASSERT_TRUE(isnan(alpha_of(&none).ordinal) && isnan(alpha_of(&none).interval));
    /* Rows told by one scheme alone say nothing of agreement. */
    tables_add(&none, (const uint8_t[]){5, UNTOLD}, 17);
    tables_add(&none, (const uint8_t[]){UNTOLD, 1}, 4);
    CU_ASSERT_TRUE(isnan(alpha_of(&none).interval));
    cir_patterns_free(&none);
}

/* A scheme of every length there is: the common scale has room. */
static void test_statistics__common_scale_holds_all_lengths(void)
{
    struct cir_patterns patterns = {.scheme_count = CIR_SCHEMES_MAX};
    struct cir_common_scale scale;
    for (size_t i = 0; i < CIR_SCHEMES_MAX; i++)
        patterns.level_counts[i] = i + 1;
    cir_common_scale_make(&scale, &patterns);
    CU_ASSERT_EQUAL(scale.count, CIR_COMMON_LEVELS_MAX);
    for (size_t i = 1; i < scale.count; i++)
        CU_ASSERT(scale.positions[i - 1] < scale.positions[i]);
    for (size_t i = 0; i < CIR_SCHEMES_MAX; i++)
        for (size_t place = 0; place < patterns.level_counts[i]; place++)
            CU_ASSERT_EQUAL(scale.positions[scale.places[i][place]], cir_place_position(place, i + 1));
}

CIR_SUITE("statistics", {"tau-b as published", test_statistics__tau_b_as_published},
          {"kappa as published", test_statistics__kappa_as_published},
          {"alpha as published", test_statistics__alpha_as_published},
          {"scales of different lengths", test_statistics__scales_of_different_lengths},
          {"random tables keep the laws", test_statistics__random_tables_keep_the_laws},
          {"full agreement is 1", test_statistics__full_agreement_is_1},
          {"alpha knows no order", test_statistics__alpha_knows_no_order},
          {"undefined where nothing is told apart", test_statistics__undefined_where_nothing_is_told_apart},
          {"common scale holds all lengths", test_statistics__common_scale_holds_all_lengths})
