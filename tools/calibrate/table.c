#include "table.h"

#include <csv.h>
#include <errno.h>
#include <stdio.h>

struct reading {
    struct table *table;
    size_t row_capacity;
    struct table_row row; /* in the making */
    size_t cell_capacity;
    bool failed;
};

static void take_cell(void *data, size_t size, void *context)
{
    struct reading *reading = context;
    struct cir_arena *arena = &reading->table->arena;
    struct table_row *row = &reading->row;
    const char **cells = cir_arena_grow(arena, row->cells, row->count, &reading->cell_capacity, sizeof *row->cells);
    const char *cell = cir_arena_copy(arena, (struct cir_text){size > 0 ? data : "", size});
    if (cells == NULL || cell == NULL) {
        reading->failed = true;
        return;
    }
    row->cells = cells;
    row->cells[row->count++] = cell;
}

static void take_row(int end, void *context)
{
    (void)end;
    struct reading *reading = context;
    struct table *table = reading->table;
    struct table_row *rows =
        cir_arena_grow(&table->arena, table->rows, table->row_count, &reading->row_capacity, sizeof *table->rows);
    if (rows == NULL) {
        reading->failed = true;
        return;
    }
    table->rows = rows;
    table->rows[table->row_count++] = reading->row;
    reading->row = (struct table_row){0};
    reading->cell_capacity = 0;
}

static enum cir_status parse(struct reading *reading, FILE *file, const char *path, struct cir_error *error)
{
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return cir_fail_memory(error);
    char chunk[1 << 16];
    bool is_csv = true;
    for (size_t size; is_csv && (size = fread(chunk, 1, sizeof chunk, file)) > 0;)
        is_csv = csv_parse(&parser, chunk, size, take_cell, take_row, reading) == size;
    is_csv = csv_fini(&parser, take_cell, take_row, reading) == 0 && is_csv;
    csv_free(&parser);
    if (ferror(file))
        return cir_fail_system(error, path, EIO);
    if (reading->failed)
        return cir_fail_memory(error);
    if (!is_csv || reading->table->row_count == 0)
        return cir_fail(error, CIR_BAD_LOG, (struct cir_place){.file = path}, "expected CSV with a header");
    return CIR_OK;
}

enum cir_status table_read(struct table *table, const char *path, struct cir_error *error)
{
    *table = (struct table){0};
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return cir_fail_system(error, path, errno);
    struct reading reading = {.table = table};
    enum cir_status status = parse(&reading, file, path, error);
    fclose(file);
    return status;
}

void table_free(struct table *table)
{
    cir_arena_free(&table->arena);
    *table = (struct table){0};
}

const char *table_cell(const struct table *table, size_t row, const char *column)
{
    const struct table_row *header = &table->rows[0];
    for (size_t i = 0; i < header->count; i++)
        if (strcmp(header->cells[i], column) == 0)
            return row < table->row_count && i < table->rows[row].count ? table->rows[row].cells[i] : "";
    return "";
}
