#include "suite.h"
#include "temporary.h"

#include "base/buffer.h"
#include "faults.h"
#include "intake/block.h"
#include "intake/header.h"
#include "intake/ids.h"
#include "intake/split.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROWS = 20000, MAX_FIELD = 1 << 20 };

/* A log of several blocks that lies in a file, and how it is written. */
struct log {
    char path[CIR_TEMPORARY_SIZE];
    const char *encoding;
};

static void write_log(struct log *log)
{
    cir_temporary_file(log->path, NULL, 0);
    FILE *file = fopen(log->path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("id;\"title, \"\"long\"\"\";loss\n", file);
    for (int i = 0; i < ROWS; i++)
        fprintf(file, "INC-%06d;\"a \"\"title\"\"\nof two lines\";\xe9\n", i);
    fclose(file);
}

static enum cir_status count_rows(size_t *rows, const struct cir_block *block, const struct cir_header *header,
                                  struct cir_error *error)
{
    struct cir_splitter splitter = {.delimiter = header->delimiter, .max_field = MAX_FIELD};
    struct cir_record record;
    struct cir_text rest = block->text;
    enum cir_status status = CIR_OK;
    while ((status = cir_splitter_next(&splitter, &record, &rest, error)) == CIR_OK)
        *rows += !record.is_bad && record.count == header->column_count;
    cir_splitter_free(&splitter);
    return status;
}

static enum cir_status read_rows(size_t *rows, struct cir_log_file *file, const struct cir_header *header,
                                 struct cir_error *error)
{
    struct cir_block_reader reader;
    struct cir_block block = {0};
    enum cir_status status =
        cir_block_reader_init(&reader, file, header->delimiter, MAX_FIELD, header->rest, header->rest_offset, error);
    while (status == CIR_OK && (status = cir_block_reader_next(&reader, &block, error)) == CIR_OK) {
        status = count_rows(rows, &block, header, error);
        status = status == CIR_END ? CIR_OK : status;
    }
    cir_block_free(&block);
    cir_block_reader_free(&reader);
    return status == CIR_END ? CIR_OK : status;
}

static enum cir_status read_log(void *context, struct cir_error *error)
{
    const struct log *log = context;
    struct cir_log_file *file = NULL;
    struct cir_header header = {0};
    size_t rows = 0;
    enum cir_status status = cir_log_file_open(&file, log->path, log->encoding, error);
    if (status == CIR_OK)
        status = cir_header_read(&header, file, '\0', MAX_FIELD, error);
    if (status == CIR_OK)
        status = read_rows(&rows, file, &header, error);
    CU_ASSERT(status != CIR_OK || (rows == ROWS && header.column_count == 3 && header.delimiter == ';'));
    cir_header_free(&header);
    cir_log_file_close(file);
    return status;
}

/* Blocks kept as hashes and as bits; a block that could not be admitted is admitted again. */
static enum cir_status admit_ids(void *context, struct cir_error *error)
{
    (void)context;
    enum { BLOCK = 30000, BLOCKS = 12 };
    static char names[BLOCK][16];
    static struct cir_repeat repeats[BLOCK];
    struct cir_ids *ids = cir_ids_new();
    struct cir_id_list list = {0};
    size_t repeat_count = 0;
    bool is_whole = ids != NULL;
    for (unsigned block = 0; is_whole && block < BLOCKS; block++) {
        cir_id_list_clear(&list);
        for (uint32_t i = 0; is_whole && i < BLOCK; i++) {
            int size = snprintf(names[i], sizeof names[i], "%c-%07u", "AB"[block % 2], block * BLOCK + i);
            is_whole = cir_id_list_add(&list, (struct cir_text){names[i], (size_t)size}, i + 1, i);
        }
        is_whole = is_whole && cir_ids_admit(ids, &list, (uint64_t)block * BLOCK, repeats, &repeat_count);
        CU_ASSERT(!is_whole || repeat_count == 0);
    }
    if (is_whole) {
        is_whole = cir_ids_admit(ids, &list, (uint64_t)BLOCKS * BLOCK, repeats, &repeat_count);
        CU_ASSERT(!is_whole || repeat_count == BLOCK);
    }
    cir_id_list_free(&list);
    cir_ids_free(ids);
    return is_whole ? CIR_OK : cir_fail_memory(error);
}

static void run(enum cir_fault_kind kind, const char *encoding, unsigned runs_min)
{
    struct log log = {.encoding = encoding};
    write_log(&log);
    CU_ASSERT(cir_fault_run(kind, read_log, &log) >= runs_min);
    unlink(log.path);
}

static void test_reader__survives_without_memory(void)
{
    run(CIR_FAULT_MEMORY, NULL, 16);
    run(CIR_FAULT_MEMORY, "ISO-8859-1", 20);
}

static void test_reader__says_that_a_log_cannot_be_read(void)
{
    run(CIR_FAULT_READ, NULL, 8);
    run(CIR_FAULT_READ, "ISO-8859-1", 20);
}

static void test_reader__admits_ids_without_memory(void)
{
    CU_ASSERT(cir_fault_run(CIR_FAULT_MEMORY, admit_ids, NULL) >= 20);
}

CIR_SUITE("faults of the reader", {"survives without memory", test_reader__survives_without_memory},
          {"says that a log cannot be read", test_reader__says_that_a_log_cannot_be_read},
          {"admits ids without memory", test_reader__admits_ids_without_memory})
