/** Tables to be drawn, in all languages. */
#ifndef CIR_TESTS_SAMPLES_H
#define CIR_TESTS_SAMPLES_H

#include "figures/figure.h"

enum { SAMPLE_ROWS = 48, SAMPLE_COLUMNS = 24, SAMPLE_CELL_SIZE = 24 };

/** A table that can be changed before it is drawn; the members of `table` point into it. */
struct sample {
    struct cir_shown_table table;
    struct cir_shown_row rows[SAMPLE_ROWS];
    struct cir_shown_cell cells[SAMPLE_ROWS][SAMPLE_COLUMNS];
    struct cir_shown_column columns[SAMPLE_COLUMNS];
    char texts[SAMPLE_ROWS][SAMPLE_COLUMNS][SAMPLE_CELL_SIZE];
    struct cir_text notes[4];
    struct cir_text groups[2];
};

/** Sectors by levels, with a total column and a total row, a hidden and an unknown cell, two notes. */
void sample_levels(struct sample *sample, enum cir_language language);

/** Scale by severity, five by five, a note on a cell. */
void sample_matrix(struct sample *sample, enum cir_language language);

/** Years by levels; the last one is not whole. */
void sample_trend(struct sample *sample, enum cir_language language);

/** States by States. */
void sample_crossborder(struct sample *sample, enum cir_language language);

/** Twelve incidents with score intervals, levels and reasons; one end is open, one score is not known. */
void sample_intervals(struct sample *sample, enum cir_language language);

/** Four parts over sixteen moments, two of them with bands. */
void sample_recovery(struct sample *sample, enum cir_language language);

/** Ten assets by ten ranks. */
void sample_acceptability(struct sample *sample, enum cir_language language);

/** Write an interval into a cell, with its text. */
void sample_range(struct sample *sample, size_t row, size_t column, double low, double value, double high);

/** Write a number into a cell, with its text. */
void sample_set(struct sample *sample, size_t row, size_t column, double value);

/** Write a cell that is no number. */
void sample_mark(struct sample *sample, size_t row, size_t column, enum cir_shown_kind kind, const char *text);

/** Leave the last columns or rows out. */
void sample_cut(struct sample *sample, size_t rows, size_t columns);

/** What a figure tells of a cell when it is pointed at; lives until the next call. */
const char *sample_told(const struct sample *sample, size_t row, size_t column);

/** cir_figure_write with the tongue of the table. */
enum cir_status sample_draw(struct cir_buffer *svg, const struct sample *sample, enum cir_figure_kind kind,
                            const struct cir_figure_size *size, struct cir_error *error);

#endif
