#include "suite.h"

#include "base/buffer.h"
#include "base/number.h"

static void test_buffer__holds_what_was_added(void)
{
    struct cir_buffer buffer = {0};
    CU_ASSERT_EQUAL(cir_buffer_text(&buffer).size, 0);
    cir_buffer_add(&buffer, (struct cir_text){"INC-0017,", 9});
    cir_buffer_add_string(&buffer, "energy");
    cir_buffer_add_char(&buffer, ';');
    cir_buffer_add(&buffer, (struct cir_text){NULL, 0});
    cir_buffer_add_format(&buffer, "%s:%zu", "water", (size_t)2385);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&buffer), "INC-0017,energy;water:2385"));
    CU_ASSERT_FALSE(buffer.failed);
    cir_buffer_free(&buffer);
    CU_ASSERT_PTR_NULL(buffer.data);
}

static void test_buffer__grows_as_needed(void)
{
    struct cir_buffer buffer = {0};
    for (unsigned i = 0; i < 100000; i++)
        cir_buffer_add_char(&buffer, (char)(i % 253));
    CU_ASSERT_EQUAL_FATAL(buffer.size, 100000);
    for (unsigned i = 0; i < 100000; i++)
        if (buffer.data[i] != (char)(i % 253))
            CU_FAIL("a byte was lost");
    cir_buffer_free(&buffer);
}

static void test_buffer__formats_across_its_capacity(void)
{
    struct cir_buffer buffer = {0};
    for (int i = 0; i < 300; i++)
        cir_buffer_add_format(&buffer, "%03d|", i);
    CU_ASSERT_EQUAL_FATAL(buffer.size, 1200);
    CU_ASSERT_TRUE(cir_text_is((struct cir_text){buffer.data + 1192, 8}, "298|299|"));
    cir_buffer_add_format(&buffer, "%s", "");
    CU_ASSERT_EQUAL(buffer.size, 1200);
    cir_buffer_free(&buffer);
}

static void test_buffer__reserves_room_that_may_be_written(void)
{
    struct cir_buffer buffer = {0};
    cir_buffer_add_string(&buffer, "loss,");
    CU_ASSERT_TRUE(cir_buffer_reserve(&buffer, CIR_NUMBER_SIZE));
    buffer.size += cir_number_write(buffer.data + buffer.size, 62.5, 2);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&buffer), "loss,62.5"));
    CU_ASSERT_TRUE(cir_buffer_reserve(&buffer, 1 << 20));
    memset(buffer.data + buffer.size, 'x', 1 << 20);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&buffer), "loss,62.5"));
    cir_buffer_free(&buffer);
}

static void test_buffer__is_emptied_and_keeps_its_memory(void)
{
    struct cir_buffer buffer = {0};
    cir_buffer_add_string(&buffer, "a row that is written");
    const char *data = buffer.data;
    cir_buffer_clear(&buffer);
    CU_ASSERT_EQUAL(cir_buffer_text(&buffer).size, 0);
    cir_buffer_add_string(&buffer, "the next");
    CU_ASSERT_PTR_EQUAL(buffer.data, data);
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&buffer), "the next"));
    cir_buffer_free(&buffer);
}

static void test_buffer__adds_nothing_after_a_failure(void)
{
    struct cir_buffer buffer = {0};
    cir_buffer_add_string(&buffer, "kept");
    buffer.failed = true;
    cir_buffer_add_string(&buffer, "lost");
    cir_buffer_add_char(&buffer, 'x');
    cir_buffer_add_format(&buffer, "%d", 5);
    CU_ASSERT_FALSE(cir_buffer_reserve(&buffer, 1));
    CU_ASSERT_TRUE(cir_text_is(cir_buffer_text(&buffer), "kept"));
    cir_buffer_clear(&buffer);
    CU_ASSERT_TRUE(buffer.failed);
    cir_buffer_free(&buffer);
    CU_ASSERT_FALSE(buffer.failed);
}

CIR_SUITE("buffer", {"holds what was added", test_buffer__holds_what_was_added},
          {"grows as needed", test_buffer__grows_as_needed},
          {"formats across its capacity", test_buffer__formats_across_its_capacity},
          {"reserves room that may be written", test_buffer__reserves_room_that_may_be_written},
          {"is emptied and keeps its memory", test_buffer__is_emptied_and_keeps_its_memory},
          {"adds nothing after a failure", test_buffer__adds_nothing_after_a_failure})
