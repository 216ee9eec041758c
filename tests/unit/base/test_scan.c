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
    if (cir_scan_width() >= CIR_SCAN_256)
        expect_words(cir_scan_256);
    if (cir_scan_width() >= CIR_SCAN_512)
        expect_words(cir_scan_512);
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

#ifdef CIR_SCAN_WIDE

CIR_SCAN_WIDEST static uint64_t formulas(const char *text)
{
    return cir_scan_formulas_512(text);
}

static void test_scan__finds_formulas(void)
{
    if (cir_scan_width() < CIR_SCAN_512)
        return;
    for (int first = 0; first <= UCHAR_MAX; first++) {
        char bytes[CIR_SCAN_WORD_SIZE];
        uint64_t expected = 0;
        for (int i = 0; i < CIR_SCAN_WORD_SIZE; i++) {
            bytes[i] = (char)((first + i) % (UCHAR_MAX + 1));
            bool begins = cir_formula_may_begin(bytes[i]) && bytes[i] != '\n' && bytes[i] != '\r';
            expected |= (uint64_t)begins << i;
        }
        CU_ASSERT_EQUAL(formulas(bytes), expected);
    }
}

CIR_SCAN_WIDEST static void cut(uint32_t pieces[][2], uint64_t bits, uint32_t base, uint32_t start)
{
    cir_scan_cut_512(pieces, bits, base, start);
}

static void expect_pieces(uint64_t bits, uint32_t base, uint32_t start)
{
    uint32_t pieces[CIR_SCAN_WORD_SIZE][2] = {{0}};
    size_t count = 0;
    cut(pieces, bits, base, start);
    for (uint32_t i = 0; i < CIR_SCAN_WORD_SIZE; i++) {
        if ((bits >> i & 1) == 0)
            continue;
        CU_ASSERT_EQUAL_FATAL(pieces[count][0], start);
        CU_ASSERT_EQUAL_FATAL(pieces[count][1], base + i - start);
        start = base + i + 1;
        count++;
    }
}

static void test_scan__cuts_at_every_bit(void)
{
    uint64_t random = 7;
    if (cir_scan_width() < CIR_SCAN_512)
        return;
    expect_pieces(UINT64_MAX, 640, 633);
    expect_pieces(1, 0, 0);
    for (int round = 0; round < 20000; round++) {
        uint64_t bits = (uint64_t)random_below(&random, UINT32_MAX) << 32 | random_below(&random, UINT32_MAX);
        bits &= round % 3 == 0 ? (uint64_t)random_below(&random, UINT32_MAX) << 17 : UINT64_MAX;
        expect_pieces(bits, 64 * (uint32_t)(round % 100), 64 * (uint32_t)(round % 100));
    }
}

#else

static void test_scan__cuts_at_every_bit(void) {}

#endif

CIR_SUITE("scan", {"finds what matters and nothing else", test_scan__finds_what_matters_and_nothing_else},
          {"finds the same on every machine", test_scan__finds_the_same_on_every_machine},
          {"looks at one word", test_scan__looks_at_one_word}, {"finds formulas", test_scan__finds_formulas},
          {"cuts at every bit", test_scan__cuts_at_every_bit})
