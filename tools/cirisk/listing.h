/** A table of texts, for the screen or for another program. */
#ifndef CIR_TOOLS_LISTING_H
#define CIR_TOOLS_LISTING_H

#include "base/arena.h"
#include "base/buffer.h"
#include "terminal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum listing_format { LISTING_TEXT, LISTING_CSV, LISTING_JSON };
#define LISTING_FORMATS "text;csv;json"

enum listing_kind {
    LISTING_WORDS,
    LISTING_WRAP,   /**< words, and lists a|b and a;b, that go on in the next line where the screen is too narrow */
    LISTING_NUMBER, /**< right-aligned; a number in JSON, null where empty */
    LISTING_ASIDE,  /**< words that would leave the others no room on the screen: in CSV and JSON alone */
};

struct listing_column {
    const char *name;
    enum listing_kind kind;
};

/** Most columns that a listing has. */
enum { LISTING_COLUMNS_MAX = 64 };

struct listing {
    const struct listing_column *columns; /**< borrowed */
    size_t column_count;
    struct cir_arena *arena; /**< holds rows and copies of cells */
    const char **cells;      /**< row by row */
    const char **colors;     /**< by row, NULL: none */
    size_t row_count;
    size_t capacity;
    size_t color_capacity;
    bool is_divided; /**< on the screen columns that find no room stand in a table below, behind the first column */
    bool failed;     /**< memory is exhausted: additions do nothing, printing refuses */
};

struct listing listing_start(const struct listing_column *columns, size_t column_count, struct cir_arena *arena);

/** Add an empty row and fill its cells from the left. Cells are borrowed; NULL is an empty one. */
void listing_row(struct listing *listing);
void listing_set(struct listing *listing, size_t column, const char *cell);

/** A copy of the text, kept in the arena. */
void listing_set_text(struct listing *listing, size_t column, struct cir_text text);

/** As printf, kept in the arena, of at most 511 bytes. Not for %f, %e, %g. */
void listing_set_format(struct listing *listing, size_t column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** The whole text, kept in the arena; the buffer is given back. */
void listing_set_buffer(struct listing *listing, size_t column, struct cir_buffer *text);

/** A number with four significant digits; empty when it is NAN. */
void listing_set_number(struct listing *listing, size_t column, double value);

/** A number below 1e9 in size with at most so many decimals; empty when it is NAN. */
void listing_set_rounded(struct listing *listing, size_t column, double value, int decimals);

void listing_set_count(struct listing *listing, size_t column, uint64_t count);

/** Text that comes from outside, as say_add_visible shows it; cut at `most` characters, 0: not. */
void listing_set_visible(struct listing *listing, size_t column, const char *text, size_t most);

/** Colour of the last row: a name that the terminal library knows, such as "red". */
void listing_color(struct listing *listing, const char *color);

/** Print it.
 * @param terminal what `out` is
 * @return exit code */
int listing_print(struct listing *listing, enum listing_format format, const struct terminal *terminal, FILE *out);

/** Append a number with at most four significant digits, "unbounded" for INFINITY. */
void listing_add_number(struct cir_buffer *buffer, double value);

#endif
