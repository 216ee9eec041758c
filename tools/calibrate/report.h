/** Tables as text for people, or as one CSV of table, row, column, value. */
#ifndef CALIBRATE_REPORT_H
#define CALIBRATE_REPORT_H

#include <base/buffer.h>
#include <cirisk.h>

enum { REPORT_COLUMNS_MAX = 16 };

/** A zeroed struct writes text. Memory that ran out shows in text.failed. */
struct report {
    bool csv;
    struct cir_buffer text; /**< all that was written */
    const char *title;
    const char *const *columns;
    size_t column_count;
    struct cir_arena arena; /**< cells of the table in hand */
    const char **cells;     /**< header first */
    size_t cell_count;
    size_t cell_capacity;
};

/** Begin a table; the first column names its rows. Borrowed until report_end. */
void report_start(struct report *report, const char *title, const char *const *columns, size_t column_count);

/** The next cell: rows follow one another. NAN is written "-". */
void report_word(struct report *report, const char *word);
void report_count(struct report *report, size_t count);
void report_number(struct report *report, double number, int digits);

/** Write the table. */
void report_end(struct report *report);

/** A line beside the tables; left out of the CSV. */
void report_say(struct report *report, const char *line);

void report_free(struct report *report);

#endif
