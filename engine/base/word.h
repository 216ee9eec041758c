/** Eight bytes of text at once.
 *
 * A word holds the first byte of the text in its lowest place whatever the machine, so that steps on all its bytes
 * are steps on one number. */
#ifndef CIR_BASE_WORD_H
#define CIR_BASE_WORD_H

#include "base/text.h"

#include <stddef.h>
#include <stdint.h>

enum { CIR_WORD_SIZE = 8 };

/** A word of eight times this byte. */
static inline uint64_t cir_word_of(unsigned char byte)
{
    return UINT64_C(0x0101010101010101) * byte;
}

/** The CIR_WORD_SIZE bytes at `at`. */
static inline uint64_t cir_word_load(const char *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/** The start of a text; zeros behind its end. Reads nothing but the text: the two halves of a short one overlap. */
static inline uint64_t cir_word_start(struct cir_text text)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    uint64_t word = 0;
    if (text.size >= CIR_WORD_SIZE)
        return cir_word_load(text.data);
    if (text.size >= 4) {
        uint32_t low;
        uint32_t high;
        memcpy(&low, bytes, sizeof low);
        memcpy(&high, bytes + text.size - sizeof high, sizeof high);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        low = __builtin_bswap32(low);
        high = __builtin_bswap32(high);
#endif
        return low | (uint64_t)high << (text.size - sizeof high) * 8;
    }
    if (text.size > 0)
        word = bytes[0] | (uint64_t)bytes[text.size / 2] << text.size / 2 * 8 |
               (uint64_t)bytes[text.size - 1] << (text.size - 1) * 8;
    return word;
}

/** Ones in the last bytes of a word: at place CIR_WORD_SIZE + n, those of n bytes. */
static const char cir_word_tails[4 * CIR_WORD_SIZE] = {
    // clang-format off
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
    // clang-format on
};

/** A text of up to two words: its last bytes, and those before them; zeros before its start. */
struct cir_word_pair {
    uint64_t before;
    uint64_t last;
};

/** The `size` bytes that end at `end`. Two words before `end` are read, whatever the size. */
static inline struct cir_word_pair cir_word_pair_load(const char *end, size_t size)
{
    return (struct cir_word_pair){
        cir_word_load(end - 2 * (ptrdiff_t)CIR_WORD_SIZE) & cir_word_load(cir_word_tails + size),
        cir_word_load(end - CIR_WORD_SIZE) & cir_word_load(cir_word_tails + size + CIR_WORD_SIZE)};
}

/** The high bit of every byte of `word` that is 0, exact up to the lowest; 0 when there is none. */
static inline uint64_t cir_word_zeros(uint64_t word)
{
    return (word - cir_word_of(1)) & ~word & cir_word_of(0x80);
}

/** Whether every byte of `values` is 0..9. */
static inline bool cir_word_is_digits(uint64_t values)
{
    return (((values + cir_word_of(0x80 - 10)) | values) & cir_word_of(0x80)) == 0;
}

/** The number whose decimal digits are the bytes of `values`, each 0..9, the last in the highest place. */
static inline uint64_t cir_word_join(uint64_t values)
{
    /* Neighbours are joined: to pairs, then both pairs of a half, then both halves. */
    uint64_t pairs = values * 10 + (values >> 8);
    const uint64_t every_other = UINT64_C(0x000000ff000000ff);
    const uint64_t first_pairs = UINT64_C(100) + (UINT64_C(1000000) << 32);
    const uint64_t second_pairs = UINT64_C(1) + (UINT64_C(10000) << 32);
    return ((pairs & every_other) * first_pairs + (pairs >> 16 & every_other) * second_pairs) >> 32;
}

/** The same, by numbers of 32 bits, of which a processor multiplies several at once. */
static inline int32_t cir_word_join_short(uint64_t values)
{
    uint64_t pairs = values * 10 + (values >> 8);
    uint32_t first = (uint32_t)pairs;
    uint32_t last = (uint32_t)(pairs >> 32);
    return (int32_t)((first & 0xff) * 1000000 + (first >> 16 & 0xff) * 10000 + (last & 0xff) * 100 +
                     (last >> 16 & 0xff));
}

/** The number that the first `size` bytes of a word write, 1 <= size <= CIR_WORD_SIZE.
 * @return false when one of them is no digit */
static inline bool cir_word_number(uint64_t *number, uint64_t word, size_t size)
{
    /* What lies behind the digits is shifted out, and zeros come before them. */
    uint64_t digits = (word ^ cir_word_of('0')) << (CIR_WORD_SIZE - size) * 8;
    *number = cir_word_join(digits);
    return cir_word_is_digits(digits);
}

/** The `size` bytes, at most CIR_WORD_SIZE, that end at `end`, as figures: each less '0', and zeros before them. A word
 * before `end` is read, whatever the size. */
static inline uint64_t cir_word_figures(const char *end, size_t size)
{
    return (cir_word_load(end - CIR_WORD_SIZE) ^ cir_word_of('0')) &
           cir_word_load(cir_word_tails + size + CIR_WORD_SIZE);
}

/** The number that figures write: digits and at most one point, not at the end; 0 of none. Nothing here is a branch or
 * a table, so that a loop of it can take several at once.
 * @return false when they are anything else */
static inline bool cir_word_decimal(double *number, uint64_t figures)
{
    const uint64_t last = UINT64_C(1) << (CIR_WORD_SIZE - 1) * 8;
    const unsigned char point = '.' ^ '0'; /* unlike a digit it has this bit: */
    const uint64_t no_digit = cir_word_of(0x10) & (last - 1);
    uint64_t marks = figures & no_digit;
    uint64_t place = (marks & -marks) / 0x10;
    uint64_t values = figures ^ place * point; /* leaves 0, or else was no point */
    uint64_t room = cir_word_of(0x80 - 10) + place * 9;
    uint64_t high = ((values + room) | values) & cir_word_of(0x80);
    /* What is before the point moves up into its place. */
    uint64_t before = values & (place - (place != 0 ? 1 : 0));
    values += (before << 8) - before;
    /* A digit 1 in the place of the point writes what to divide by; in the last one, 1. */
    uint64_t scale = place | (place == 0 ? last : 0);
    *number = (double)cir_word_join_short(values) / (double)cir_word_join_short(scale);
    return high == 0;
}

/** Whether `size` bytes at `a` and `b` are the same: for short texts, where a call would cost more. */
static inline bool cir_word_equal(const char *a, const char *b, size_t size)
{
    for (; size > CIR_WORD_SIZE; size -= CIR_WORD_SIZE, a += CIR_WORD_SIZE, b += CIR_WORD_SIZE)
        if (cir_word_load(a) != cir_word_load(b))
            return false;
    return cir_word_start((struct cir_text){a, size}) == cir_word_start((struct cir_text){b, size});
}

#endif
