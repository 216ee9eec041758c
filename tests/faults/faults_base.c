#include "suite.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/csv_reader.h"
#include "base/file.h"
#include "base/index.h"
#include "faults.h"

#include <stdio.h>

static enum cir_status fill_arena(void *context, struct cir_error *error)
{
    (void)context;
    struct cir_arena arena = {0};
    bool is_whole = true;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 60 && is_whole; i++) {
            char *piece = cir_arena_take(&arena, 1000, 1);
            is_whole = piece != NULL;
            if (is_whole)
                memset(piece, 'x', 1000);
        }
        cir_arena_reset(&arena);
    }
    cir_arena_free(&arena);
    return is_whole ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status fill_index(void *context, struct cir_error *error)
{
    (void)context;
    static char keys[500][8];
    struct cir_arena arena = {0};
    struct cir_index index = {0};
    uint32_t count = 0;
    for (; count < 500; count++) {
        snprintf(keys[count], sizeof keys[count], "k%u", count);
        if (!cir_index_insert(&index, &arena, cir_text_of(keys[count]), count, NULL))
            break;
    }
    /* What was inserted before memory ran out is still there. */
    for (uint32_t i = 0; i < count; i++)
        CU_ASSERT_EQUAL(cir_index_find(&index, cir_text_of(keys[i])), i);
    cir_arena_free(&arena);
    return count == 500 ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status grow_array(void *context, struct cir_error *error)
{
    (void)context;
    struct cir_arena arena = {0};
    size_t *array = NULL;
    size_t capacity = 0;
    size_t count = 0;
    for (; count < 20000; count++) {
        size_t *grown = cir_arena_grow(&arena, array, count, &capacity, sizeof *array);
        if (grown == NULL)
            break;
        array = grown;
        array[count] = count;
    }
    for (size_t i = 0; i < count; i++)
        CU_ASSERT_EQUAL(array[i], i);
    cir_arena_free(&arena);
    return count == 20000 ? CIR_OK : cir_fail_memory(error);
}

static enum cir_status write_buffer(void *context, struct cir_error *error)
{
    (void)context;
    struct cir_buffer buffer = {0};
    for (int i = 0; i < 2000; i++) {
        cir_buffer_add_string(&buffer, "INC-0017,");
        cir_buffer_add_format(&buffer, "%04d", i);
        cir_buffer_add_char(&buffer, '\n');
    }
    bool failed = buffer.failed;
    CU_ASSERT(failed || buffer.size == (size_t)2000 * 14);
    cir_buffer_free(&buffer);
    return failed ? cir_fail_memory(error) : CIR_OK;
}

static enum cir_status read_file(void *context, struct cir_error *error)
{
    (void)context;
    struct cir_buffer buffer = {0};
    enum cir_status status = cir_file_read(&buffer, CIR_SOURCE_DIR "/sectors/crosswalk.csv", error);
    CU_ASSERT(status != CIR_OK || cir_text_starts_with(cir_buffer_text(&buffer), "system,code,sector"));
    cir_buffer_free(&buffer);
    return status;
}

static bool count_bytes(void *context, struct cir_text cell)
{
    size_t *size = context;
    *size += cell.size;
    return true;
}

static bool pass_over(void *context)
{
    (void)context;
    return true;
}

/* Long cells, so that libcsv asks for more and more. */
static enum cir_status read_csv(void *context, struct cir_error *error)
{
    enum { CELLS = 4, CELL_SIZE = 3000 };
    static char line[CELLS * (CELL_SIZE + 1)];
    struct cir_csv_reader reader;
    size_t size = 0;
    (void)context;
    memset(line, 'x', sizeof line);
    for (size_t i = 1; i <= CELLS; i++)
        line[i * (CELL_SIZE + 1) - 1] = i < CELLS ? ',' : '\n';
    cir_csv_reader_open(&reader, (struct cir_csv_taker){count_bytes, pass_over, &size}, ',');
    enum cir_status status = cir_csv_reader_feed(&reader, (struct cir_text){line, sizeof line});
    if (status == CIR_OK)
        status = cir_csv_reader_finish(&reader);
    CU_ASSERT(status != CIR_OK || size == (size_t)CELLS * CELL_SIZE);
    cir_csv_reader_close(&reader);
    return status == CIR_NO_MEMORY ? cir_fail_memory(error) : status;
}

static void test_base__survives_without_memory(void)
{
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, fill_arena, NULL) > 4);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, fill_index, NULL) > 4);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, grow_array, NULL) > 4);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, write_buffer, NULL) > 4);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, read_file, NULL) > 1);
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, read_csv, NULL) > 4);
}

static void test_base__says_that_a_file_cannot_be_read(void)
{
    CU_ASSERT(cir_fault_run(CIR_FAULT_READ, read_file, NULL) > 3);
}

CIR_SUITE("faults of base", {"survives without memory", test_base__survives_without_memory},
          {"says that a file cannot be read", test_base__says_that_a_file_cannot_be_read})
