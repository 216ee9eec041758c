#include "report.h"

#include <math.h>
#include <stdio.h>

static void add_cell(struct report *report, const char *cell)
{
    const char **cells =
        cir_arena_grow(&report->arena, report->cells, report->cell_count, &report->cell_capacity, sizeof *cells);
    const char *copy = cir_arena_copy(&report->arena, cir_text_of(cell));
    if (cells == NULL || copy == NULL) {
        report->text.failed = true;
        return;
    }
    report->cells = cells;
    report->cells[report->cell_count++] = copy;
}

void report_start(struct report *report, const char *title, const char *const *columns, size_t column_count)
{
    report->title = title;
    report->columns = columns;
    report->column_count = column_count;
    for (size_t i = 0; i < column_count; i++)
        add_cell(report, columns[i]);
}

void report_word(struct report *report, const char *word)
{
    add_cell(report, word);
}

void report_count(struct report *report, size_t count)
{
    char cell[32];
    snprintf(cell, sizeof cell, "%zu", count);
    add_cell(report, cell);
}

/* The program never sets a locale: the decimal sign is '.'. */
void report_number(struct report *report, double number, int digits)
{
    char cell[64];
    snprintf(cell, sizeof cell, "%.*f", digits, number);
    add_cell(report, isnan(number) ? "-" : cell);
}

static void add_padded(struct cir_buffer *text, const char *cell, size_t width)
{
    cir_buffer_add_string(text, cell);
    for (size_t size = strlen(cell); size < width + 2; size++)
        cir_buffer_add_char(text, ' ');
}

static void write_text(struct report *report)
{
    size_t widths[REPORT_COLUMNS_MAX] = {0};
    for (size_t i = 0; i < report->cell_count; i++) {
        size_t size = strlen(report->cells[i]);
        size_t *width = &widths[i % report->column_count];
        *width = size > *width ? size : *width;
    }
    cir_buffer_add_format(&report->text, "\n%s\n", report->title);
    for (size_t i = 0; i < report->cell_count; i++) {
        size_t column = i % report->column_count;
        if (column + 1 < report->column_count) {
            add_padded(&report->text, report->cells[i], widths[column]);
        } else {
            cir_buffer_add_string(&report->text, report->cells[i]);
            cir_buffer_add_char(&report->text, '\n');
        }
    }
}

static void add_quoted(struct cir_buffer *text, const char *cell, char end)
{
    cir_buffer_add_char(text, '"');
    for (const char *c = cell; *c != '\0'; c++) {
        if (*c == '"')
            cir_buffer_add_char(text, '"');
        cir_buffer_add_char(text, *c);
    }
    cir_buffer_add_char(text, '"');
    cir_buffer_add_char(text, end);
}

static void write_csv(struct report *report)
{
    if (report->text.size == 0)
        cir_buffer_add_string(&report->text, "table,row,column,value\n");
    for (size_t i = report->column_count; i < report->cell_count; i++) {
        size_t column = i % report->column_count;
        if (column == 0)
            continue;
        add_quoted(&report->text, report->title, ',');
        add_quoted(&report->text, report->cells[i - column], ',');
        add_quoted(&report->text, report->columns[column], ',');
        add_quoted(&report->text, report->cells[i], '\n');
    }
}

void report_end(struct report *report)
{
    if (report->csv)
        write_csv(report);
    else
        write_text(report);
    cir_arena_free(&report->arena);
    report->arena = (struct cir_arena){0};
    report->cells = NULL;
    report->cell_count = 0;
    report->cell_capacity = 0;
}

void report_say(struct report *report, const char *line)
{
    if (!report->csv)
        cir_buffer_add_format(&report->text, "%s\n", line);
}

void report_free(struct report *report)
{
    cir_arena_free(&report->arena);
    cir_buffer_free(&report->text);
    *report = (struct report){0};
}
