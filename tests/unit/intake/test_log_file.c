#include "suite.h"
#include "temporary.h"

#include "base/buffer.h"
#include "intake/block.h"
#include "intake/log_file.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[CIR_TEMPORARY_SIZE];

/* Read all, `step` bytes at a time, and hold the file to its word that only the last is short. */
static enum cir_status read_all(struct cir_buffer *out, struct cir_log_file *file, size_t step, struct cir_error *error)
{
    size_t taken = step;
    while (taken == step) {
        CU_ASSERT_TRUE_FATAL(cir_buffer_reserve(out, step));
        enum cir_status status = cir_log_file_read(file, out->data + out->size, step, &taken, error);
        if (status != CIR_OK)
            return status;
        CU_ASSERT_FATAL(taken <= step);
        out->size += taken;
    }
    return CIR_OK;
}

static enum cir_status read_as(struct cir_buffer *out, const char *encoding, size_t step, struct cir_error *error)
{
    struct cir_log_file *file = NULL;
    enum cir_status status = cir_log_file_open(&file, path, encoding, error);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    status = read_all(out, file, step, error);
    cir_log_file_close(file);
    return status;
}

static void test_log_file__reads_what_is_in_memory(void)
{
    static const char text[] = "id,title\nA-1,\xc3\x9c\n";
    for (size_t step = 1; step < 9; step++) {
        struct cir_log_file *file = NULL;
        struct cir_buffer out = {0};
        CU_ASSERT_EQUAL_FATAL(cir_log_file_open_text(&file, "a name", cir_text_of(text), NULL), CIR_OK);
        CU_ASSERT_STRING_EQUAL(cir_log_file_name(file), "a name");
        CU_ASSERT_EQUAL(cir_log_file_size(file), sizeof text - 1);
        CU_ASSERT_EQUAL(read_all(&out, file, step, NULL), CIR_OK);
        CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&out), text));
        CU_ASSERT_EQUAL(cir_log_file_taken(file), sizeof text - 1);
        cir_log_file_close(file);
        cir_buffer_free(&out);
    }
}

static void expect_text(const char *bytes, size_t size, const char *encoding, const char *text)
{
    for (size_t step = 1; step < 9; step++) {
        struct cir_buffer out = {0};
        cir_temporary_file(path, bytes, size);
        CU_ASSERT_EQUAL(read_as(&out, encoding, step, NULL), CIR_OK);
        if (!cir_text_is(cir_buffer_text(&out), text))
            CU_FAIL(text);
        cir_buffer_free(&out);
        unlink(path);
    }
}

static void test_log_file__hands_utf8_on_as_it_is(void)
{
    expect_text("id\r\nZ\xc3\xbcrich\xff\n", 13, NULL, "id\r\nZ\xc3\xbcrich\xff\n");
    expect_text("\xef\xbb\xbfid\n", 6, "UTF-8", "\xef\xbb\xbfid\n");
    expect_text("", 0, NULL, "");
}

static void test_log_file__converts_a_declared_encoding(void)
{
    expect_text("Z\xfcrich,\xe9t\xe9\n", 11, "ISO-8859-1", "Z\xc3\xbcrich,\xc3\xa9t\xc3\xa9\n");
    expect_text("5 \x80\n", 4, "WINDOWS-1252", "5 \xe2\x82\xac\n");
    expect_text("\xff\xfei\0d\0\n\0\xfc\0", 10, "UTF-16", "id\n\xc3\xbc");
    expect_text("\xfe\xff\0i\0d\0\n\0\xfc", 10, "UTF-16", "id\n\xc3\xbc");
    expect_text("i\0d\0\n\0=\xd8\x00\xde", 10, "UTF-16LE", "id\n\xf0\x9f\x98\x80");
    expect_text("\0i\0d\0\n", 6, "UTF-16BE", "id\n");
    expect_text("", 0, "ISO-8859-1", "");
}

/* Some converters hold a letter back, to see whether a mark follows. */
static void test_log_file__gets_what_a_converter_held_back(void)
{
    expect_text("a\x88\x66", 3, "BIG5-HKSCS", "a\xc3\x8a");
}

/* Characters of two and three bytes end everywhere but where the room ends: not one byte may be lost. */
static void test_log_file__fills_the_room_whatever_its_characters(void)
{
    enum { LETTERS = 3 * CIR_BLOCK_SIZE };
    char *bytes = malloc(LETTERS);
    for (int shift = 0; shift < 2; shift++) {
        memset(bytes, 0xe9, LETTERS);
        memset(bytes, 'x', (size_t)shift);
        cir_temporary_file(path, bytes, LETTERS);
        struct cir_buffer out = {0};
        CU_ASSERT_EQUAL(read_as(&out, "ISO-8859-1", CIR_BLOCK_SIZE, NULL), CIR_OK);
        CU_ASSERT_EQUAL(out.size, (size_t)2 * LETTERS - (size_t)shift);
        CU_ASSERT_EQUAL(cir_text_valid_utf8(cir_buffer_text(&out)), out.size);
        cir_buffer_free(&out);
        unlink(path);
    }
    free(bytes);
}

static void test_log_file__says_which_byte_is_not_of_the_encoding(void)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *encoding;
        const char *message;
    } cases[] = {
        {"id\nZ\xfcrich\n", 10, "US-ASCII", "byte 5 is not of the declared encoding"},
        {"i\0d\0\n", 5, "UTF-16LE", "byte 5 is not of the declared encoding"},
        {"i\0=\xd8", 4, "UTF-16LE", "byte 3 is not of the declared encoding"},
        {"i\0\0\xdc"
         "d\0",
         6, "UTF-16LE", "byte 3 is not of the declared encoding"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cir_error error = {0};
        struct cir_buffer out = {0};
        cir_temporary_file(path, cases[i].bytes, cases[i].size);
        CU_ASSERT_EQUAL(read_as(&out, cases[i].encoding, 4096, &error), CIR_BAD_LOG);
        CU_ASSERT_STRING_EQUAL(error.message, cases[i].message);
        CU_ASSERT_STRING_EQUAL(error.file, path);
        cir_buffer_free(&out);
        unlink(path);
    }
}

static void test_log_file__refuses_an_encoding_that_there_is_not(void)
{
    struct cir_log_file *file = NULL;
    struct cir_error error;
    cir_temporary_file(path, "id\n", 3);
    CU_ASSERT_EQUAL(cir_log_file_open(&file, path, "latin-99", &error), CIR_BAD_USE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "'latin-99'"));
    CU_ASSERT_PTR_NULL(file);
    unlink(path);
}

static void test_log_file__refuses_what_cannot_be_read(void)
{
    struct cir_log_file *file = NULL;
    struct cir_error error;
    CU_ASSERT_EQUAL(cir_log_file_open(&file, "/nonexistent/log.csv", NULL, &error), CIR_NO_FILE);
    CU_ASSERT_STRING_EQUAL(error.message, "No such file or directory");
    CU_ASSERT_STRING_EQUAL(error.file, "/nonexistent/log.csv");
    CU_ASSERT_EQUAL(cir_log_file_open(&file, "/tmp", NULL, &error), CIR_NO_FILE);
    CU_ASSERT_STRING_EQUAL(error.message, "Is a directory");
    CU_ASSERT_PTR_NULL(file);
    cir_log_file_close(NULL);
}

static void *write_in_pieces(void *context)
{
    int descriptor = open(context, O_WRONLY);
    for (int i = 0; i < 100; i++) {
        (void)!write(descriptor, "INC-0017,2015\n", 14);
        if (i % 25 == 0)
            usleep(2000);
    }
    close(descriptor);
    return NULL;
}

static void test_log_file__reads_a_pipe_to_its_end(void)
{
    char name[CIR_TEMPORARY_SIZE];
    cir_temporary_folder(name);
    char fifo[CIR_TEMPORARY_SIZE + 8];
    snprintf(fifo, sizeof fifo, "%s/fifo", name);
    CU_ASSERT_EQUAL_FATAL(mkfifo(fifo, 0600), 0);
    pthread_t writer;
    CU_ASSERT_EQUAL_FATAL(pthread_create(&writer, NULL, write_in_pieces, fifo), 0);
    struct cir_log_file *file = NULL;
    struct cir_buffer out = {0};
    CU_ASSERT_EQUAL_FATAL(cir_log_file_open(&file, fifo, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_log_file_size(file), 0);
    CU_ASSERT_EQUAL(read_all(&out, file, 1000, NULL), CIR_OK);
    CU_ASSERT_EQUAL(out.size, 1400);
    CU_ASSERT_EQUAL(cir_log_file_taken(file), 1400);
    pthread_join(writer, NULL);
    cir_log_file_close(file);
    cir_buffer_free(&out);
    unlink(fifo);
    rmdir(name);
}

static void test_log_file__reads_standard_input_and_leaves_it_open(void)
{
    int before = dup(STDIN_FILENO);
    cir_temporary_file(path, "id,date\n", 8);
    int descriptor = open(path, O_RDONLY);
    dup2(descriptor, STDIN_FILENO);
    close(descriptor);
    struct cir_log_file *file = NULL;
    struct cir_buffer out = {0};
    CU_ASSERT_EQUAL_FATAL(cir_log_file_open(&file, "-", NULL, NULL), CIR_OK);
    CU_ASSERT_STRING_EQUAL(cir_log_file_name(file), "standard input");
    CU_ASSERT_EQUAL(read_all(&out, file, 64, NULL), CIR_OK);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&out), "id,date\n"));
    cir_log_file_close(file);
    CU_ASSERT(fcntl(STDIN_FILENO, F_GETFD) >= 0);
    if (before >= 0) {
        dup2(before, STDIN_FILENO);
        close(before);
    }
    cir_buffer_free(&out);
    unlink(path);
}

static void test_log_file__knows_its_size_and_hash(void)
{
    struct cir_log_file *file = NULL;
    struct cir_buffer out = {0};
    char sha256[65];
    cir_temporary_file(path, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56);
    CU_ASSERT_EQUAL_FATAL(cir_log_file_open(&file, path, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_log_file_size(file), 56);
    CU_ASSERT_EQUAL(cir_log_file_taken(file), 0);
    cir_log_file_hash(file);
    cir_log_file_sha256(file, sha256);
    CU_ASSERT_STRING_EQUAL(sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CU_ASSERT_EQUAL(read_all(&out, file, 5, NULL), CIR_OK);
    cir_log_file_sha256(file, sha256); /* FIPS 180-2, example B.2 */
    CU_ASSERT_STRING_EQUAL(sha256, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CU_ASSERT_EQUAL(cir_log_file_taken(file), 56);
    cir_log_file_close(file);
    cir_buffer_free(&out);
    unlink(path);
}

static void test_log_file__hashes_the_bytes_as_they_stand(void)
{
    struct cir_log_file *file = NULL;
    struct cir_buffer out = {0};
    char sha256[65];
    cir_temporary_file(path, "a\0b\0c\0", 6);
    CU_ASSERT_EQUAL_FATAL(cir_log_file_open(&file, path, "UTF-16LE", NULL), CIR_OK);
    cir_log_file_hash(file);
    CU_ASSERT_EQUAL(read_all(&out, file, 100, NULL), CIR_OK);
    cir_log_file_sha256(file, sha256);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&out), "abc"));
    CU_ASSERT_STRING_EQUAL(sha256, "13e228567e8249fce53337f25d7970de3bd68ab2653424c7b8f9fd05e33caedf");
    CU_ASSERT_EQUAL(cir_log_file_taken(file), 6);
    cir_log_file_close(file);
    cir_buffer_free(&out);
    unlink(path);
}

static void test_log_file__recognises_what_is_no_log(void)
{
    static const struct {
        const char *bytes;
        size_t size;
        const char *words;
    } kinds[] = {
        {"PK\3\4\24\0", 6, "ZIP"},
        {"\xd0\xcf\x11\xe0\xa1\xb1", 6, "Excel"},
        {"\x1f\x8b\x08", 3, "gzip"},
        {"%PDF-1.7", 8, "PDF"},
        {"SQLite format 3\0\x10", 17, "SQLite"},
        {"\xff\xfei\0d\0", 6, "--encoding UTF-16"},
        {"\xfe\xff\0i\0d", 6, "--encoding UTF-16"},
        {"i\0d\0,\0", 6, "UTF-16LE"},
        {"\0i\0d\0,", 6, "UTF-16BE"},
    };
    static const struct {
        const char *bytes;
        size_t size;
    } logs[] = {{"", 0}, {"P", 1}, {"PK", 2}, {"id", 2}, {"id,date", 7}, {"\xef\xbb\xbfid", 5}, {"a\0bc", 4}};
    struct cir_error error;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        CU_ASSERT_EQUAL(cir_log_file_recognise("log.csv", kinds[i].bytes, kinds[i].size, &error), CIR_BAD_LOG);
        CU_ASSERT_STRING_EQUAL(error.file, "log.csv");
        if (strstr(error.message, kinds[i].words) == NULL)
            CU_FAIL(kinds[i].words);
    }
    for (size_t i = 0; i < sizeof logs / sizeof logs[0]; i++)
        CU_ASSERT_EQUAL(cir_log_file_recognise("log.csv", logs[i].bytes, logs[i].size, &error), CIR_OK);
}

CIR_SUITE("log_file", {"reads what is in memory", test_log_file__reads_what_is_in_memory},
          {"hands UTF-8 on as it is", test_log_file__hands_utf8_on_as_it_is},
          {"converts a declared encoding", test_log_file__converts_a_declared_encoding},
          {"gets what a converter held back", test_log_file__gets_what_a_converter_held_back},
          {"fills the room whatever its characters", test_log_file__fills_the_room_whatever_its_characters},
          {"says which byte is not of the encoding", test_log_file__says_which_byte_is_not_of_the_encoding},
          {"refuses an encoding that there is not", test_log_file__refuses_an_encoding_that_there_is_not},
          {"refuses what cannot be read", test_log_file__refuses_what_cannot_be_read},
          {"reads a pipe to its end", test_log_file__reads_a_pipe_to_its_end},
          {"reads standard input and leaves it open", test_log_file__reads_standard_input_and_leaves_it_open},
          {"knows its size and hash", test_log_file__knows_its_size_and_hash},
          {"hashes the bytes as they stand", test_log_file__hashes_the_bytes_as_they_stand},
          {"recognises what is no log", test_log_file__recognises_what_is_no_log})
