/** What an attacker works out: bounds of hidden counts from all that is shown, by linear programming. */
#ifndef CIR_TESTS_SIMPLEX_H
#define CIR_TESTS_SIMPLEX_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { SIMPLEX_ROWS_MAX = 64, SIMPLEX_COLUMNS_MAX = 160 };

/** sum a_ij x_j = b_i, x >= 0. */
struct simplex {
    size_t rows;
    size_t columns;
    double a[SIMPLEX_ROWS_MAX][SIMPLEX_COLUMNS_MAX];
    double b[SIMPLEX_ROWS_MAX];
};

struct tableau {
    size_t rows;
    size_t columns; /* with one artificial variable a row */
    double cells[SIMPLEX_ROWS_MAX + 1][SIMPLEX_COLUMNS_MAX + SIMPLEX_ROWS_MAX + 1];
    size_t basis[SIMPLEX_ROWS_MAX];
};

static const double SIMPLEX_SMALL = 1e-9;

static void simplex_pivot(struct tableau *tableau, size_t row, size_t column)
{
    double pivot = tableau->cells[row][column];
    for (size_t j = 0; j <= tableau->columns; j++)
        tableau->cells[row][j] /= pivot;
    for (size_t i = 0; i <= tableau->rows; i++) {
        double factor = tableau->cells[i][column];
        if (i == row || factor == 0)
            continue;
        for (size_t j = 0; j <= tableau->columns; j++)
            tableau->cells[i][j] -= factor * tableau->cells[row][j];
    }
    tableau->basis[row] = column;
}

/* Least of the last row's objective, by Bland's rule. @return false: it has no bound */
static bool simplex_run(struct tableau *tableau, size_t usable)
{
    for (;;) {
        size_t column = 0;
        size_t best = tableau->rows;
        while (column < usable && tableau->cells[tableau->rows][column] >= -SIMPLEX_SMALL)
            column++;
        if (column == usable)
            return true;
        for (size_t i = 0; i < tableau->rows; i++) {
            double cell = tableau->cells[i][column];
            if (cell <= SIMPLEX_SMALL)
                continue;
            double ratio = tableau->cells[i][tableau->columns] / cell;
            double least =
                best < tableau->rows ? tableau->cells[best][tableau->columns] / tableau->cells[best][column] : INFINITY;
            if (ratio < least - SIMPLEX_SMALL ||
                (ratio < least + SIMPLEX_SMALL && best < tableau->rows && tableau->basis[i] < tableau->basis[best]))
                best = i;
        }
        if (best == tableau->rows)
            return false;
        simplex_pivot(tableau, best, column);
    }
}

/* The least (sign 1) or the greatest (sign -1) that x_k can be; INFINITY where nothing bounds it, NAN where nothing
 * fits. */
static inline double simplex_bound(const struct simplex *system, size_t k, double sign)
{
    static struct tableau tableau;
    memset(&tableau, 0, sizeof tableau);
    tableau.rows = system->rows;
    tableau.columns = system->columns + system->rows;
    for (size_t i = 0; i < system->rows; i++) {
        double turn = system->b[i] < 0 ? -1 : 1;
        for (size_t j = 0; j < system->columns; j++)
            tableau.cells[i][j] = turn * system->a[i][j];
        tableau.cells[i][system->columns + i] = 1;
        tableau.cells[i][tableau.columns] = turn * system->b[i];
        tableau.basis[i] = system->columns + i;
        for (size_t j = 0; j <= tableau.columns; j++)
            if (j < system->columns || j == tableau.columns)
                tableau.cells[system->rows][j] -= tableau.cells[i][j];
    }
    if (!simplex_run(&tableau, system->columns) || tableau.cells[tableau.rows][tableau.columns] < -1e-6)
        return NAN;
    for (size_t i = 0; i < tableau.rows; i++) /* artificial variables leave, or their row says nothing */
        for (size_t j = 0; j < system->columns && tableau.basis[i] >= system->columns; j++)
            if (fabs(tableau.cells[i][j]) > 1e-7)
                simplex_pivot(&tableau, i, j);
    memset(tableau.cells[tableau.rows], 0, sizeof tableau.cells[0]);
    tableau.cells[tableau.rows][k] = sign;
    for (size_t i = 0; i < tableau.rows; i++) {
        double factor = tableau.basis[i] < system->columns ? tableau.cells[tableau.rows][tableau.basis[i]] : 0;
        for (size_t j = 0; j <= tableau.columns && factor != 0; j++)
            tableau.cells[tableau.rows][j] -= factor * tableau.cells[i][j];
    }
    if (!simplex_run(&tableau, system->columns))
        return INFINITY;
    return -sign * tableau.cells[tableau.rows][tableau.columns];
}

#endif
