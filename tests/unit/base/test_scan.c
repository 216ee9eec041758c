#include "suite.h"

#include "base/scan.h"
#include "random.h"

#include <stdbool.h>
#include <string.h>

/* One byte after the other. */
static struct cir_scan_word expected_word(const char *bytes, char delimiter)
{
    struct cir_scan_word word = {0};
    for (int i = 0; i < CIR_SCAN_WORD_SIZE; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        uint64_t bit = UINT64_C(1) << i;
        word.delimiters |= bytes[i] == delimiter ? bit : 0;
        word.marks |= byte == '"' || (byte <= '\r' && bytes[i] != delimiter) ? bit : 0;
        word.not_ascii |= byte > 127 ? bit : 0;
    }
    return word;
}

static bool same(struct cir_scan_word a, struct cir_scan_word b)
{
    return a.delimiters == b.delimiters && a.marks == b.marks && a.not_ascii == b.not_ascii;
}

typedef struct cir_scan_word scan_function(const char *text, char delimiter);

/* Every byte at every place, by delimiters of all kinds. */
static void expect_words(scan_function *scan)
{
    static const char delimiters[] = {',', ';', '\t', '|', '\0', 'a', (char)0xef};
    uint64_t random = 11;
    for (int round = 0; round < 60000; round++) {
        char bytes[CIR_SCAN_WORD_SIZE];
        char delimiter = delimiters[random_below(&random, sizeof delimiters)];
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (char)random_below(&random, round % 2 == 0 ? 256 : 64);
        if (!same(scan(bytes, delimiter), expected_word(bytes, delimiter)))
            CU_FAIL("another word");
    }
}

static void test_scan__finds_what_matters_and_nothing_else(void)
{
    expect_words(cir_scan);
}

static void test_scan__finds_the_same_on_every_machine(void)
{
    expect_words(cir_scan_plain);
#ifdef CIR_SCAN_WIDE
    if (cir_scan_is_wide())
        expect_words(cir_scan_wide);
#endif
}

/* A word may stand at any place in memory, and nothing beyond it is looked at. */
static void test_scan__looks_at_one_word(void)
{
    for (size_t at = 0; at < CIR_SCAN_WORD_SIZE; at++) {
        char bytes[3 * CIR_SCAN_WORD_SIZE];
        memset(bytes, '"', sizeof bytes);
        memset(bytes + at, ',', CIR_SCAN_WORD_SIZE);
        CU_ASSERT_TRUE(same(cir_scan(bytes + at, ','), (struct cir_scan_word){.delimiters = UINT64_MAX}));
    }
}

CIR_SUITE("scan", {"finds what matters and nothing else", test_scan__finds_what_matters_and_nothing_else},
          {"finds the same on every machine", test_scan__finds_the_same_on_every_machine},
          {"looks at one word", test_scan__looks_at_one_word})
