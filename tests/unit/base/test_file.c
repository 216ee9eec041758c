#include "suite.h"
#include "temporary.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char path[CIR_TEMPORARY_SIZE];

static void test_file__is_read_whole(void)
{
    enum { SIZE = 200000 };
    static char bytes[SIZE];
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = (char)(i % 251);
    cir_temporary_file(path, bytes, SIZE);
    struct cir_buffer buffer = {0};
    CU_ASSERT_EQUAL(cir_file_read(&buffer, path, NULL), CIR_OK);
    CU_ASSERT_TRUE(cir_text_equal(cir_buffer_text(&buffer), (struct cir_text){bytes, SIZE}));
    unlink(path);
    cir_buffer_free(&buffer);
}

static void test_file__is_put_behind_what_is_there(void)
{
    cir_temporary_file(path, "target,source\n", 14);
    struct cir_buffer buffer = {0};
    cir_buffer_add_string(&buffer, "first;");
    CU_ASSERT_EQUAL(cir_file_read(&buffer, path, NULL), CIR_OK);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&buffer), "first;target,source\n"));
    unlink(path);
    cir_buffer_free(&buffer);
}

static void test_file__may_be_empty(void)
{
    cir_temporary_file(path, "", 0);
    struct cir_buffer buffer = {0};
    CU_ASSERT_EQUAL(cir_file_read(&buffer, path, NULL), CIR_OK);
    CU_ASSERT_EQUAL(buffer.size, 0);
    unlink(path);
    cir_buffer_free(&buffer);
}

static void test_file__that_is_absent_is_said_so(void)
{
    struct cir_buffer buffer = {0};
    struct cir_error error;
    CU_ASSERT_EQUAL(cir_file_read(&buffer, "/nonexistent/mapping.csv", &error), CIR_NO_FILE);
    CU_ASSERT_STRING_EQUAL(error.file, "/nonexistent/mapping.csv");
    CU_ASSERT_STRING_EQUAL(error.message, "No such file or directory");
    cir_buffer_free(&buffer);
}

static void test_file__that_is_a_directory_is_refused(void)
{
    struct cir_buffer buffer = {0};
    struct cir_error error;
    CU_ASSERT_EQUAL(cir_file_read(&buffer, "/", &error), CIR_NO_FILE);
    CU_ASSERT_STRING_EQUAL(error.message, "Is a directory");
    cir_buffer_free(&buffer);
}

CIR_SUITE("file", {"is read whole", test_file__is_read_whole},
          {"is put behind what is there", test_file__is_put_behind_what_is_there},
          {"may be empty", test_file__may_be_empty},
          {"that is absent is said so", test_file__that_is_absent_is_said_so},
          {"that is a directory is refused", test_file__that_is_a_directory_is_refused})
