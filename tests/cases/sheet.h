/** A CSV text as cells, read by libcsv: a judge that shares no code with the engine's own splitter and sinks. */
#ifndef CIR_TESTS_SHEET_H
#define CIR_TESTS_SHEET_H

#include "base/arena.h"
#include "base/buffer.h"

#include <stdbool.h>

struct sheet_row {
    struct cir_text *cells;
    size_t count;
};

struct sheet {
    struct cir_arena arena;
    struct sheet_row header;
    struct sheet_row *rows; /**< without the header */
    size_t row_count;
};

/** The test fails when the text is not CSV. The sheet does not borrow the text. */
void sheet_read(struct sheet *sheet, struct cir_text text, char delimiter);

void sheet_free(struct sheet *sheet);

/** Number of the column, SIZE_MAX where there is none. */
size_t sheet_column(const struct sheet *sheet, const char *name);

/** A cell by name; "" where the sheet or the row has none. Every cell is terminated. */
struct cir_text sheet_cell(const struct sheet *sheet, size_t row, const char *column);

/** Append a cell in quotes. */
void sheet_add_cell(struct cir_buffer *csv, struct cir_text cell);

#endif
