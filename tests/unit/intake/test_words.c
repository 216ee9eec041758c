#include "intake/words.h"

#include "suite.h"

#include <stdio.h>

static struct cir_word_pair pair_of(const char *word)
{
    char room[3 * CIR_WORD_SIZE];
    int size = snprintf(room, sizeof room, "%16s", word);
    return cir_word_pair_load(room + size, strlen(word));
}

static bool finds(const struct cir_words *words, const char *word, uint64_t options)
{
    struct cir_cell cell = {.state = CIR_CELL_UNKNOWN};
    return cir_words_find(&cell, words, words->multiplier, pair_of(word)) && cell.options == options &&
           cell.state == CIR_CELL_KNOWN;
}

static void keep(struct cir_words *words, const char *word, uint64_t options)
{
    const struct cir_cell cell = {.state = CIR_CELL_KNOWN, .options = options};
    cir_words_keep(words, pair_of(word), &cell);
}

static void test_words__are_blank_at_first(void)
{
    struct cir_words words = {.count = 0};
    struct cir_cell cell = {.state = CIR_CELL_KNOWN};
    CU_ASSERT(cir_words_find(&cell, &words, words.multiplier, pair_of("")) && cell.state == CIR_CELL_BLANK);
    CU_ASSERT(!finds(&words, "x", 0));
    keep(&words, "x", 3);
    CU_ASSERT(cir_words_find(&cell, &words, words.multiplier, pair_of("")) && cell.state == CIR_CELL_BLANK);
}

static void test_words__tell_apart_what_is_alike(void)
{
    static const char *const alike[] = {
        "none",     "None",     "non",      "nonee",     "minor_critical",  "inor_critical",
        "critical", "_ritical", "12345678", "012345678", "1234567812345678"};
    struct cir_words words = {.count = 0};
    for (uint64_t i = 0; i < sizeof alike / sizeof alike[0]; i++)
        keep(&words, alike[i], i + 5);
    for (uint64_t i = 0; i < sizeof alike / sizeof alike[0]; i++)
        CU_ASSERT(finds(&words, alike[i], i + 5));
    CU_ASSERT(!finds(&words, "nones", 5));
    CU_ASSERT(!finds(&words, "2345678", 13));
}

/* Those that were kept stay, whatever comes. */
static void test_words__keep_the_first_ones(void)
{
    struct cir_words words = {.count = 0};
    char word[16];
    for (unsigned i = 0; i < 300; i++) {
        snprintf(word, sizeof word, "word-%u", i);
        keep(&words, word, i);
        CU_ASSERT(finds(&words, word, i) || words.is_full);
    }
    CU_ASSERT(words.is_full && words.count >= 16 && words.count <= CIR_WORDS_MAX);
    for (unsigned i = 0; i < 300; i++) {
        snprintf(word, sizeof word, "word-%u", i);
        CU_ASSERT_EQUAL(finds(&words, word, i), i < words.count);
    }
}

CIR_SUITE("words", {"are blank at first", test_words__are_blank_at_first},
          {"tell apart what is alike", test_words__tell_apart_what_is_alike},
          {"keep the first ones", test_words__keep_the_first_ones})
