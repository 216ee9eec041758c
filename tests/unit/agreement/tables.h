/** Tables as patterns, for the suites of this folder. */
#ifndef CIR_TESTS_TABLES_H
#define CIR_TESTS_TABLES_H

#include "agreement/patterns.h"
#include "suite.h"

#include <stdlib.h>

enum { UNTOLD = CIR_PLACE_UNTOLD };

static inline void tables_add(struct cir_patterns *patterns, const uint8_t *places, unsigned rows)
{
    uint32_t number;
    for (unsigned i = 0; i < rows; i++)
        CU_ASSERT_TRUE_FATAL(cir_patterns_add(patterns, places, &number));
}

/* A cross-table of two schemes, cells row by row. */
static inline struct cir_patterns tables_of(const unsigned *cells, size_t row_count, size_t column_count)
{
    struct cir_patterns patterns = {.scheme_count = 2, .level_counts = {row_count, column_count}};
    for (size_t i = 0; i < row_count; i++)
        for (size_t j = 0; j < column_count; j++)
            tables_add(&patterns, (const uint8_t[]){(uint8_t)i, (uint8_t)j}, cells[i * column_count + j]);
    return patterns;
}

/* How many rows each pattern stands for, as the statistics want it; free it. */
static inline double *tables_rows(const struct cir_patterns *patterns)
{
    double *rows = calloc(patterns->count + 1, sizeof *rows);
    CU_ASSERT_PTR_NOT_NULL_FATAL(rows);
    for (size_t i = 0; i < patterns->count; i++)
        rows[i] = (double)patterns->list[i].rows;
    return rows;
}

/* Two pathologists on 118 slides: Landis and Koch (1977), Biometrics 33; Agresti (2002), "Categorical Data Analysis",
 * table 10.8. */
static const unsigned tables_slides[4 * 4] = {
    22, 2, 2,  0,  //
    5,  7, 14, 0,  //
    0,  2, 36, 0,  //
    0,  1, 17, 10, //
};

/* Four observers of twelve units, levels 1 to 5, 0 where there is none: Krippendorff (2011), "Computing Krippendorff's
 * Alpha-Reliability", section C. */
enum { TABLES_OBSERVERS = 4, TABLES_UNITS = 12 };
static const uint8_t tables_units[TABLES_OBSERVERS][TABLES_UNITS] = {
    {1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
    {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
    {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
    {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0},
};

static inline struct cir_patterns tables_krippendorff(void)
{
    struct cir_patterns patterns = {.scheme_count = TABLES_OBSERVERS, .level_counts = {5, 5, 5, 5}};
    for (size_t unit = 0; unit < TABLES_UNITS; unit++) {
        uint8_t places[TABLES_OBSERVERS];
        for (size_t i = 0; i < TABLES_OBSERVERS; i++)
            places[i] = tables_units[i][unit] > 0 ? (uint8_t)(tables_units[i][unit] - 1) : UNTOLD;
        tables_add(&patterns, places, 1);
    }
    return patterns;
}

#endif
