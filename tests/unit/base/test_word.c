#include "suite.h"

#include "base/number.h"
#include "base/word.h"
#include "random.h"

#include <stdlib.h>

/* In memory of its own size, so that a read beyond it shows. */
static void test_word__starts_with_what_the_text_starts_with(void)
{
    for (size_t size = 0; size <= 20; size++) {
        char *bytes = malloc(size + (size == 0));
        CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
        uint64_t expected = 0;
        for (size_t i = 0; i < size; i++) {
            bytes[i] = (char)(0xf1 - 7 * i);
            expected |= i < CIR_WORD_SIZE ? (uint64_t)(unsigned char)bytes[i] << i * 8 : 0;
        }
        CU_ASSERT_EQUAL(cir_word_start((struct cir_text){bytes, size}), expected);
        free(bytes);
    }
    CU_ASSERT_EQUAL(cir_word_start((struct cir_text){NULL, 0}), 0);
}

static void test_word__finds_the_first_zero(void)
{
    CU_ASSERT_EQUAL(cir_word_zeros(UINT64_C(0xff01807f20aa5501)), 0);
    for (unsigned place = 0; place < CIR_WORD_SIZE; place++) {
        uint64_t word = UINT64_C(0x0101010101010101) & ~(UINT64_C(0xff) << place * 8);
        CU_ASSERT_EQUAL((unsigned)__builtin_ctzll(cir_word_zeros(word)) / 8, place);
    }
}

static void test_word__reads_the_numbers_of_up_to_eight_digits(void)
{
    uint64_t random = 161803;
    for (int i = 0; i < 20000; i++) {
        char text[CIR_WORD_SIZE + 1];
        size_t size = 1 + random_below(&random, CIR_WORD_SIZE);
        uint64_t number = 0;
        for (size_t k = 0; k < CIR_WORD_SIZE; k++)
            text[k] = (char)('0' + random_below(&random, 10));
        text[CIR_WORD_SIZE] = '\0';
        CU_ASSERT_TRUE(cir_word_number(&number, cir_word_load(text), size));
        text[size] = '\0';
        CU_ASSERT_EQUAL(number, strtoull(text, NULL, 10));
    }
}

static void test_word__knows_every_byte_that_is_no_digit(void)
{
    for (unsigned byte = 0; byte < 256; byte++)
        for (unsigned place = 0; place < CIR_WORD_SIZE; place++) {
            uint64_t word = cir_word_of('9') & ~(UINT64_C(0xff) << place * 8);
            uint64_t number = 0;
            word |= (uint64_t)byte << place * 8;
            bool is_digit = byte >= '0' && byte <= '9';
            CU_ASSERT_EQUAL(cir_word_number(&number, word, CIR_WORD_SIZE), is_digit);
            CU_ASSERT_EQUAL(place == 0 || cir_word_number(&number, word, place), true);
        }
}

/* Whatever stands before the text does not count. */
static void test_word__reads_decimals_that_end_somewhere(void)
{
    static const char signs[] = "0123456789012345678901234567890123456789..../-'e >";
    uint64_t random = 57721;
    unsigned taken = 0;
    for (int i = 0; i < 100000; i++) {
        char text[2 * CIR_WORD_SIZE];
        size_t size = random_below(&random, CIR_WORD_SIZE + 1);
        double value = -1;
        for (size_t k = 0; k < sizeof text; k++)
            text[k] = signs[random_below(&random, sizeof signs - 1)];
        const char *start = text + sizeof text - size;
        const char *point = memchr(start, '.', size);
        size_t digits = 0;
        for (size_t k = 0; k < size; k++)
            digits += start[k] >= '0' && start[k] <= '9';
        bool is_decimal = digits + (point != NULL) == size && point != text + sizeof text - 1;
        CU_ASSERT_EQUAL_FATAL(cir_word_decimal(&value, cir_word_figures(text + sizeof text, size)), is_decimal);
        double expected = 0;
        if (is_decimal && size > 0)
            CU_ASSERT_TRUE(cir_number_read((struct cir_text){start, size}, &expected));
        CU_ASSERT(!is_decimal || value == expected);
        taken += is_decimal;
    }
    CU_ASSERT(taken > 10000);
}

static void test_word__takes_no_other_byte_for_a_point(void)
{
    for (unsigned byte = 0; byte < 256; byte++)
        for (size_t place = 0; place < CIR_WORD_SIZE; place++) {
            char text[CIR_WORD_SIZE];
            double value = 0;
            memset(text, '7', sizeof text);
            text[place] = (char)byte;
            bool is_point = byte == '.' && place < CIR_WORD_SIZE - 1;
            CU_ASSERT_EQUAL(cir_word_decimal(&value, cir_word_figures(text + sizeof text, sizeof text)),
                            is_point || (byte >= '0' && byte <= '9'));
        }
}

static void test_word__pairs_hold_the_end_of_a_text(void)
{
    char bytes[3 * CIR_WORD_SIZE];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(0xf1 - 7 * i);
    for (size_t size = 0; size <= sizeof(struct cir_word_pair); size++) {
        char expected[sizeof(struct cir_word_pair)] = {0};
        memcpy(expected + sizeof expected - size, bytes + sizeof bytes - size, size);
        struct cir_word_pair pair = cir_word_pair_load(bytes + sizeof bytes, size);
        CU_ASSERT_EQUAL(pair.before, cir_word_load(expected));
        CU_ASSERT_EQUAL(pair.last, cir_word_load(expected + CIR_WORD_SIZE));
    }
}

static void test_word__compares_texts_of_any_length(void)
{
    char one[32];
    char two[32];
    memset(one, 'x', sizeof one);
    for (size_t size = 0; size <= sizeof one; size++) {
        memcpy(two, one, sizeof one);
        memset(two + size, 'y', sizeof two - size); /* what is behind does not count */
        CU_ASSERT_TRUE(cir_word_equal(one, two, size));
        for (size_t i = 0; i < size; i++) {
            two[i] = 'y';
            CU_ASSERT_FALSE(cir_word_equal(one, two, size));
            two[i] = 'x';
        }
    }
}

CIR_SUITE("word", {"starts with what the text starts with", test_word__starts_with_what_the_text_starts_with},
          {"finds the first zero", test_word__finds_the_first_zero},
          {"reads the numbers of up to eight digits", test_word__reads_the_numbers_of_up_to_eight_digits},
          {"knows every byte that is no digit", test_word__knows_every_byte_that_is_no_digit},
          {"reads decimals that end somewhere", test_word__reads_decimals_that_end_somewhere},
          {"takes no other byte for a point", test_word__takes_no_other_byte_for_a_point},
          {"pairs hold the end of a text", test_word__pairs_hold_the_end_of_a_text},
          {"compares texts of any length", test_word__compares_texts_of_any_length})
