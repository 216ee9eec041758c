#include "suite.h"
#include "temporary.h"

#include "base/buffer.h"
#include "intake/block.h"
#include "intake/header.h"
#include "intake/split.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_FIELD = 1 << 20 };

static char path[CIR_TEMPORARY_SIZE];

/* What came of reading a log block by block. */
struct outcome {
    enum cir_status status;
    struct cir_error error;
    struct cir_buffer text; /* of all blocks */
    size_t blocks;
    size_t records;
    size_t bad;
};

static void take_block(struct outcome *outcome, const struct cir_block *block, struct cir_splitter *splitter,
                       uint64_t offset)
{
    struct cir_text rest = block->text;
    struct cir_record record;
    CU_ASSERT_EQUAL(block->number, outcome->blocks);
    CU_ASSERT_EQUAL(block->offset, offset + outcome->text.size);
    while (cir_splitter_next(splitter, &record, &rest, NULL) == CIR_OK) {
        outcome->records++;
        outcome->bad += record.is_bad;
    }
    cir_buffer_add(&outcome->text, block->text);
    outcome->blocks++;
}

static void read_blocks(struct outcome *outcome, struct cir_log_file *file, const struct cir_header *header)
{
    struct cir_block_reader reader;
    struct cir_block block = {0};
    struct cir_splitter splitter = {.delimiter = header->delimiter, .max_field = MAX_FIELD};
    outcome->status = cir_block_reader_init(&reader, file, header->delimiter, MAX_FIELD, header->rest,
                                            header->rest_offset, &outcome->error);
    while (outcome->status == CIR_OK &&
           (outcome->status = cir_block_reader_next(&reader, &block, &outcome->error)) == CIR_OK)
        take_block(outcome, &block, &splitter, header->rest_offset);
    if (outcome->status == CIR_END)
        CU_ASSERT_EQUAL(cir_block_reader_next(&reader, &block, &outcome->error), CIR_END);
    cir_splitter_free(&splitter);
    cir_block_free(&block);
    cir_block_reader_free(&reader);
}

static struct outcome read_log(const char *name, const char *encoding)
{
    struct outcome outcome = {0};
    struct cir_log_file *file = NULL;
    struct cir_header header;
    CU_ASSERT_EQUAL_FATAL(cir_log_file_open(&file, name, encoding, NULL), CIR_OK);
    outcome.status = cir_header_read(&header, file, '\0', MAX_FIELD, &outcome.error);
    if (outcome.status == CIR_OK)
        read_blocks(&outcome, file, &header);
    cir_header_free(&header);
    cir_log_file_close(file);
    return outcome;
}

static struct outcome read_text(struct cir_text text, const char *encoding)
{
    cir_temporary_file(path, text.data, text.size);
    struct outcome outcome = read_log(path, encoding);
    unlink(path);
    return outcome;
}

static void add_rows(struct cir_buffer *log, int rows)
{
    for (int i = 0; i < rows; i++)
        cir_buffer_add_format(log, i % 7 == 3 ? "INC-%07d,\"two\r\nlines, %d\"\r\n" : "INC-%07d,title %d\r\n", i, i);
}

static void test_block__gives_a_log_whole(void)
{
    enum { ROWS = 60000 };
    struct cir_buffer log = {0};
    cir_buffer_add_string(&log, "id,title\r\n");
    add_rows(&log, ROWS);
    struct outcome outcome = read_text(cir_buffer_text(&log), NULL);
    CU_ASSERT_EQUAL(outcome.status, CIR_END);
    CU_ASSERT_EQUAL(outcome.records, ROWS);
    CU_ASSERT_EQUAL(outcome.bad, 0);
    CU_ASSERT(outcome.blocks > 4);
    CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&outcome.text), (struct cir_text){log.data + 10, log.size - 10}));
    cir_buffer_free(&outcome.text);
    cir_buffer_free(&log);
}

static struct cir_text piped;

static void *write_pipe(void *context)
{
    int descriptor = *(const int *)context;
    struct cir_text left = piped;
    while (left.size > 0) {
        ssize_t written = write(descriptor, left.data, left.size < 3000 ? left.size : 3000);
        if (written < 0)
            break;
        left = (struct cir_text){left.data + written, left.size - (size_t)written};
    }
    close(descriptor);
    return NULL;
}

static void test_block__gives_the_same_through_a_pipe(void)
{
    int ends[2];
    struct cir_buffer log = {0};
    cir_buffer_add_string(&log, "id,title\n");
    add_rows(&log, 30000);
    piped = cir_buffer_text(&log);
    CU_ASSERT_EQUAL_FATAL(pipe(ends), 0);
    pthread_t writer;
    CU_ASSERT_EQUAL_FATAL(pthread_create(&writer, NULL, write_pipe, &ends[1]), 0);
    char input[32];
    snprintf(input, sizeof input, "/dev/fd/%d", ends[0]);
    struct outcome through_pipe = read_log(input, NULL);
    pthread_join(writer, NULL);
    close(ends[0]);
    CU_ASSERT_EQUAL(through_pipe.records, 30000);
    CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&through_pipe.text), (struct cir_text){log.data + 9, log.size - 9}));
    cir_buffer_free(&through_pipe.text);
    cir_buffer_free(&log);
}

/* Each é takes two bytes of UTF-8, so that blocks are full at a byte where none ends. */
static void test_block__loses_nothing_of_a_converted_log(void)
{
    enum { ROWS = 120000 };
    struct cir_buffer log = {0};
    cir_buffer_add_string(&log, "id,title\n");
    for (int i = 0; i < ROWS; i++)
        cir_buffer_add_format(&log, "%d,\xe9\xe9\xe9\xe9\n", i);
    struct outcome outcome = read_text(cir_buffer_text(&log), "ISO-8859-1");
    CU_ASSERT_EQUAL(outcome.status, CIR_END);
    CU_ASSERT_EQUAL(outcome.records, ROWS);
    CU_ASSERT_EQUAL(outcome.text.size, log.size - 9 + 4UL * ROWS);
    cir_buffer_free(&outcome.text);
    cir_buffer_free(&log);
}

static void test_block__may_be_one_record_larger_than_a_block(void)
{
    struct cir_buffer log = {0};
    cir_buffer_add_string(&log, "id,title\nA-1,\"");
    for (int i = 0; i < 90000; i++)
        cir_buffer_add_string(&log, "a line\n");
    cir_buffer_add_string(&log, "\"\nA-2,b\n");
    struct outcome outcome = read_text(cir_buffer_text(&log), NULL);
    CU_ASSERT_EQUAL(outcome.status, CIR_END);
    CU_ASSERT_EQUAL(outcome.records, 2);
    CU_ASSERT_EQUAL(outcome.bad, 0);
    cir_buffer_free(&outcome.text);
    cir_buffer_free(&log);
}

static void test_block__gives_up_a_cell_that_nothing_closes(void)
{
    enum { ROWS = 200000 };
    struct cir_buffer log = {0};
    cir_buffer_add_string(&log, "id,title\nA-1,\"open\n");
    for (int i = 0; i < ROWS; i++)
        cir_buffer_add_format(&log, "B-%06d,x\n", i);
    struct outcome outcome = read_text(cir_buffer_text(&log), NULL);
    CU_ASSERT_EQUAL(outcome.status, CIR_END);
    CU_ASSERT_EQUAL(outcome.records, ROWS + 1);
    CU_ASSERT_EQUAL(outcome.bad, 1);
    cir_buffer_free(&outcome.text);
    cir_buffer_free(&log);
}

static void test_block__refuses_a_row_beyond_all_measure(void)
{
    struct cir_buffer log = {0};
    cir_buffer_add_string(&log, "id,title\nA-1,x\n");
    CU_ASSERT_TRUE_FATAL(cir_buffer_reserve(&log, CIR_RECORD_SIZE_MAX * 5UL / 4));
    memset(log.data + log.size, 'x', CIR_RECORD_SIZE_MAX * 5UL / 4);
    log.size += CIR_RECORD_SIZE_MAX * 5UL / 4;
    struct outcome outcome = read_text(cir_buffer_text(&log), NULL);
    CU_ASSERT_EQUAL(outcome.status, CIR_BAD_LOG);
    CU_ASSERT_EQUAL(outcome.records, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(outcome.error.message, "byte 15 is larger than 16 MiB"));
    CU_ASSERT_STRING_EQUAL(outcome.error.file, path);
    cir_buffer_free(&outcome.text);
    cir_buffer_free(&log);
}

static void test_block__ends_at_once_behind_a_header_alone(void)
{
    struct outcome outcome = read_text(cir_text_of("id,title\n"), NULL);
    CU_ASSERT_EQUAL(outcome.status, CIR_END);
    CU_ASSERT_EQUAL(outcome.blocks, 0);
    cir_buffer_free(&outcome.text);
    outcome = read_text(cir_text_of("id,title\n\r\n\n"), NULL);
    CU_ASSERT_EQUAL(outcome.status, CIR_END);
    CU_ASSERT_EQUAL(outcome.records, 0);
    cir_buffer_free(&outcome.text);
}

static void test_block__needs_no_line_end_behind_the_last_row(void)
{
    struct outcome outcome = read_text(cir_text_of("id,title\rA-1,x\rA-2,\"y"), NULL);
    CU_ASSERT_EQUAL(outcome.status, CIR_END);
    CU_ASSERT_EQUAL(outcome.records, 2);
    CU_ASSERT_EQUAL(outcome.bad, 1);
    cir_buffer_free(&outcome.text);
}

CIR_SUITE("block", {"gives a log whole", test_block__gives_a_log_whole},
          {"gives the same through a pipe", test_block__gives_the_same_through_a_pipe},
          {"loses nothing of a converted log", test_block__loses_nothing_of_a_converted_log},
          {"may be one record larger than a block", test_block__may_be_one_record_larger_than_a_block},
          {"gives up a cell that nothing closes", test_block__gives_up_a_cell_that_nothing_closes},
          {"refuses a row beyond all measure", test_block__refuses_a_row_beyond_all_measure},
          {"ends at once behind a header alone", test_block__ends_at_once_behind_a_header_alone},
          {"needs no line end behind the last row", test_block__needs_no_line_end_behind_the_last_row})
