/* Shown tables, written while memory runs out. */
#include "suite.h"

#include "faults.h"
#include "hostile.h"
#include "writers/write_table.h"

/* Written into `file`: a plain table, and a hostile one, of which most texts are copied. */
static enum cir_status write_both(enum cir_table_format format, struct cir_buffer *file, struct cir_error *error)
{
    struct full_table full;
    const struct cir_writing writing = {.screen_columns = 60};
    hostile_table(&full, cir_text_of("{a <b>\xE2\x80\xAE\n| c}"), CIR_AR);
    const struct cir_shown_table *const tables[] = {&toy_table, &full.table};
    return cir_write_tables(format, file, tables, 2, &writing, error);
}

struct work {
    enum cir_table_format format;
    struct cir_text whole; /* what a run without a fault gives */
};

static enum cir_status write_again(void *context, struct cir_error *error)
{
    const struct work *work = context;
    struct cir_buffer file = {0};
    enum cir_status status = write_both(work->format, &file, error);
    CU_ASSERT(status != CIR_OK || cir_text_equal(cir_buffer_text(&file), work->whole));
    cir_buffer_free(&file);
    return status;
}

static void test_tables__survive_without_memory(void)
{
    for (unsigned format = 0; format < CIR_TABLE_FORMATS; format++) {
        struct cir_buffer whole = {0};
        CU_ASSERT_EQUAL_FATAL(write_both(format, &whole, NULL), CIR_OK);
        struct work work = {format, cir_buffer_text(&whole)};
        CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, write_again, &work) > 20);
        cir_buffer_free(&whole);
    }
}

CIR_SUITE("faults of tables", {"survive without memory", test_tables__survive_without_memory})
