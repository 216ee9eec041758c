#include "network/published_file.h"

#include "base/buffer.h"
#include "suite.h"
#include "temporary.h"

#include <unistd.h>

/* What was read of a file, and how it ended. */
struct run {
    struct cir_arena arena;
    struct cir_load load;
    struct cir_csv_reader csv;
    struct sha256_ctx hash;
    struct cir_buffer cells; /* each behind a '|' */
    size_t cells_most;
    enum cir_status status;
    struct cir_error error; /* the first finding */
};

static bool take_cell(void *context, struct cir_text cell)
{
    struct run *run = context;
    cir_buffer_add_char(&run->cells, '|');
    cir_buffer_add(&run->cells, cell);
    return --run->cells_most > 0;
}

static bool take_end(void *context)
{
    (void)context;
    return true;
}

static void feed(struct run *run, const char *bytes, size_t size, size_t cells_most)
{
    char path[CIR_TEMPORARY_SIZE];
    cir_temporary_file(path, bytes, size);
    *run = (struct run){.load.arena = &run->arena, .cells_most = cells_most};
    sha256_init(&run->hash);
    cir_csv_reader_open(&run->csv, (struct cir_csv_taker){take_cell, take_end, run}, ',');
    run->status = cir_published_feed(&run->load, &run->csv, &run->hash, path, NULL);
    cir_csv_reader_close(&run->csv);
    (void)cir_load_end(&run->load, NULL, &run->error);
    unlink(path);
}

static void run_free(struct run *run)
{
    cir_buffer_free(&run->cells);
    cir_arena_free(&run->arena);
}

static void test_published_file__passes_over_a_byte_order_mark_at_its_start(void)
{
    static const char text[] = "\xEF\xBB\xBF"
                               "a,\xEF\xBB\xBF"
                               "b\n2.385,c";
    struct run run;
    feed(&run, text, sizeof text - 1, SIZE_MAX);
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&run.cells), "|a|\xEF\xBB\xBF"
                                                            "b|2.385|c"));
    run_free(&run);
}

/* Longer than what is read at once, in cells of seven bytes. */
static void test_published_file__is_read_and_hashed_piece_by_piece(void)
{
    enum { LINES = 40000, LINE_SIZE = 7 };
    static char text[LINES * LINE_SIZE];
    struct sha256_ctx hash;
    char expected[CIR_SHA256_HEX_SIZE];
    char found[CIR_SHA256_HEX_SIZE];
    struct run run;
    for (size_t i = 0; i < LINES; i++)
        memcpy(text + i * LINE_SIZE, "12.385\n", LINE_SIZE);
    feed(&run, text, sizeof text, SIZE_MAX);
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT_EQUAL(run.cells.size, sizeof text);
    CU_ASSERT_EQUAL(run.csv.line, LINES + 1);
    sha256_init(&hash);
    sha256_update(&hash, sizeof text, (const uint8_t *)text);
    cir_sha256_hex(&hash, expected);
    cir_sha256_hex(&run.hash, found);
    CU_ASSERT_STRING_EQUAL(found, expected);
    run_free(&run);
}

static const struct {
    const char *bytes;
    size_t size;
    size_t line, column;
    const char *says;
} refusals[] = {
    {"a,b\nc,\0d\n", 9, 2, 0, "NUL"},
    {"\0", 1, 1, 0, "NUL"},
    {"a,b\nc,d\"e\n", 10, 2, 2, "a quote where none may stand, or that is not closed"},
    {"a,b\nc,\"d", 8, 2, 2, "a quote where none may stand, or that is not closed"},
};

static void test_published_file__says_where_it_is_no_csv(void)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct run run;
        feed(&run, refusals[i].bytes, refusals[i].size, SIZE_MAX);
        CU_ASSERT_EQUAL(run.status, CIR_BAD_TABLE);
        CU_ASSERT_STRING_EQUAL(run.error.message, refusals[i].says);
        CU_ASSERT_EQUAL(run.error.line, refusals[i].line);
        CU_ASSERT_EQUAL(run.error.column, refusals[i].column);
        run_free(&run);
    }
}

static void test_published_file__is_left_when_its_taker_has_enough(void)
{
    struct run run;
    feed(&run, "a,b\nc,\0d\n", 9, 2);
    CU_ASSERT_EQUAL(run.status, CIR_OK);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&run.cells), "|a|b"));
    run_free(&run);
}

static void test_published_file__that_is_absent_is_said_so(void)
{
    struct run run = {.load.arena = &run.arena};
    CU_ASSERT_EQUAL(cir_published_feed(&run.load, &run.csv, &run.hash, "/nonexistent/table.csv", &run.error),
                    CIR_NO_FILE);
    CU_ASSERT_STRING_EQUAL(run.error.file, "/nonexistent/table.csv");
}

CIR_SUITE("published_file",
          {"passes over a byte order mark at its start",
           test_published_file__passes_over_a_byte_order_mark_at_its_start},
          {"is read and hashed piece by piece", test_published_file__is_read_and_hashed_piece_by_piece},
          {"says where it is no CSV", test_published_file__says_where_it_is_no_csv},
          {"is left when its taker has enough", test_published_file__is_left_when_its_taker_has_enough},
          {"that is absent is said so", test_published_file__that_is_absent_is_said_so})
