#include "sheet.h"

#include <CUnit/CUnit.h>
#include <csv.h>
#include <stdint.h>

struct reading {
    struct sheet *sheet;
    size_t row_capacity;
    struct sheet_row row; /* in the making */
    size_t cell_capacity;
};

static void take_cell(void *data, size_t size, void *context)
{
    struct reading *reading = context;
    struct cir_arena *arena = &reading->sheet->arena;
    struct sheet_row *row = &reading->row;
    row->cells = cir_arena_grow(arena, row->cells, row->count, &reading->cell_capacity, sizeof *row->cells);
    CU_ASSERT_PTR_NOT_NULL_FATAL(row->cells);
    if (row->cells == NULL)
        return;
    struct cir_text text = {size > 0 ? data : "", size};
    row->cells[row->count++] = (struct cir_text){cir_arena_copy(arena, text), size};
}

static void take_row(int end, void *context)
{
    (void)end;
    struct reading *reading = context;
    struct sheet *sheet = reading->sheet;
    if (sheet->header.count == 0) {
        sheet->header = reading->row;
    } else {
        sheet->rows =
            cir_arena_grow(&sheet->arena, sheet->rows, sheet->row_count, &reading->row_capacity, sizeof *sheet->rows);
        CU_ASSERT_PTR_NOT_NULL_FATAL(sheet->rows);
        if (sheet->rows == NULL)
            return;
        sheet->rows[sheet->row_count++] = reading->row;
    }
    reading->row = (struct sheet_row){0};
    reading->cell_capacity = 0;
}

/* Blanks at the ends of a cell belong to it. */
static int is_no_space(unsigned char c)
{
    (void)c;
    return 0;
}

void sheet_read(struct sheet *sheet, struct cir_text text, char delimiter)
{
    struct csv_parser parser;
    struct reading reading = {.sheet = sheet};
    *sheet = (struct sheet){0};
    CU_ASSERT_EQUAL_FATAL(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
    csv_set_delim(&parser, (unsigned char)delimiter);
    csv_set_space_func(&parser, is_no_space);
    CU_ASSERT_EQUAL(csv_parse(&parser, text.data, text.size, take_cell, take_row, &reading), text.size);
    CU_ASSERT_EQUAL(csv_fini(&parser, take_cell, take_row, &reading), 0);
    csv_free(&parser);
}

void sheet_free(struct sheet *sheet)
{
    cir_arena_free(&sheet->arena);
    *sheet = (struct sheet){0};
}

size_t sheet_column(const struct sheet *sheet, const char *name)
{
    for (size_t i = 0; i < sheet->header.count; i++)
        if (cir_text_is(sheet->header.cells[i], name))
            return i;
    return SIZE_MAX;
}

struct cir_text sheet_cell(const struct sheet *sheet, size_t row, const char *column)
{
    size_t number = sheet_column(sheet, column);
    if (row >= sheet->row_count || number >= sheet->rows[row].count)
        return (struct cir_text){"", 0};
    return sheet->rows[row].cells[number];
}

void sheet_add_cell(struct cir_buffer *csv, struct cir_text cell)
{
    cir_buffer_add_char(csv, '"');
    for (size_t i = 0; i < cell.size; i++) {
        if (cell.data[i] == '"')
            cir_buffer_add_char(csv, '"');
        cir_buffer_add_char(csv, cell.data[i]);
    }
    cir_buffer_add_char(csv, '"');
}
