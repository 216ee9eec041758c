/* Any bytes as a table of definitions. */
#include "input.h"

#include "definitions/table.h"

static const char columns[] = "code,value,source";

static void use(const struct cir_table *table)
{
    size_t line = 1;
    for (size_t i = 0; i < table->row_count; i++) {
        if (table->rows[i].line <= line)
            fuzz_expect("rows stand on rising lines behind the header");
        line = table->rows[i].line;
        for (size_t k = 0; k < table->column_count; k++)
            if (table->rows[i].cells[k].text == NULL || table->rows[i].cells[k].line < line)
                fuzz_expect("every row has every cell");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cir_definition_file file = {"fuzz.csv", {size > 0 ? (const char *)data : "", size}, "fuzz.csv"};
    struct cir_definition_files files = {.list = &file, .count = 1};
    struct cir_arena arena = {0};
    struct cir_load load = {.files = &files, .arena = &arena};
    struct cir_table table = {0};
    struct cir_error error = {0};
    cir_table_read(&load, &table, "fuzz.csv", columns, true);
    use(&table); /* the rows that are there are whole, whatever else was found */
    enum cir_status status = cir_load_end(&load, NULL, &error);
    if (status != CIR_OK && (status != CIR_BAD_TABLE || error.message[0] == '\0'))
        fuzz_expect("a table that is refused is told why");
    cir_arena_free(&arena);
    return 0;
}
