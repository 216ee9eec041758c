/** Find the bytes of a text that matter to its splitting, 64 at a time.
 *
 * Every way to do it has the same result; which of them a machine has is known when the program is built, and, of the
 * wide ones, when it runs. They stand here to be inlined.
 *
 * One comparison finds LF and CR, and with them all bytes below, which hardly ever stand in a text; TAB does where it
 * is the delimiter, and then is no mark. */
#ifndef CIR_BASE_SCAN_H
#define CIR_BASE_SCAN_H

#include <stdbool.h>
#include <stdint.h>

enum { CIR_SCAN_WORD_SIZE = 64 };

/** What CIR_SCAN_WORD_SIZE bytes hold: bit i speaks of byte i. */
struct cir_scan_word {
    uint64_t delimiters;
    uint64_t marks;     /**< quotes, and the bytes from NUL to CR (TAB, LF and others) that are no delimiter */
    uint64_t not_ascii; /**< bytes above 127 */
};

/** How many bits a machine looks at at once. */
enum cir_scan_width { CIR_SCAN_ANY, CIR_SCAN_NARROW, CIR_SCAN_256, CIR_SCAN_512 };

/** The widest that the machine at hand has; CIR_SCAN_NARROW at least. */
enum cir_scan_width cir_scan_width(void);

/** On every machine. */
static inline struct cir_scan_word cir_scan_plain(const char *text, char delimiter)
{
    struct cir_scan_word word = {0};
    for (int i = 0; i < CIR_SCAN_WORD_SIZE; i++) {
        unsigned char byte = (unsigned char)text[i];
        bool is_delimiter = text[i] == delimiter;
        bool is_mark = byte == '"' || (byte <= '\r' && !is_delimiter);
        word.delimiters |= (uint64_t)is_delimiter << i;
        word.marks |= (uint64_t)is_mark << i;
        word.not_ascii |= (uint64_t)(byte > 127) << i;
    }
    return word;
}

#ifdef __SSE2__

#include <emmintrin.h>

/** On every x86-64. */
static inline struct cir_scan_word cir_scan(const char *text, char delimiter)
{
    struct cir_scan_word word = {0};
    for (int place = 0; place < CIR_SCAN_WORD_SIZE; place += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(text + place));
        __m128i delimiters = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(delimiter));
        __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        __m128i controls = _mm_cmpeq_epi8(bytes, _mm_min_epu8(bytes, _mm_set1_epi8('\r')));
        __m128i marks = _mm_or_si128(quotes, _mm_andnot_si128(delimiters, controls));
        word.delimiters |= (uint64_t)(unsigned)_mm_movemask_epi8(delimiters) << place;
        word.marks |= (uint64_t)(unsigned)_mm_movemask_epi8(marks) << place;
        word.not_ascii |= (uint64_t)(unsigned)_mm_movemask_epi8(bytes) << place;
    }
    return word;
}

#else

static inline struct cir_scan_word cir_scan(const char *text, char delimiter)
{
    return cir_scan_plain(text, delimiter);
}

#endif

#if defined __x86_64__ && defined __GNUC__

#include "base/formula.h"

#include <immintrin.h>

/** Marks a function that runs only where cir_scan_width says so, and has cir_scan_256 inlined. */
#define CIR_SCAN_WIDE __attribute__((target("avx2,bmi")))

CIR_SCAN_WIDE static inline struct cir_scan_word cir_scan_half(const char *text, char delimiter)
{
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)text);
    __m256i delimiters = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(delimiter));
    __m256i quotes = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'));
    __m256i controls = _mm256_cmpeq_epi8(bytes, _mm256_min_epu8(bytes, _mm256_set1_epi8('\r')));
    __m256i marks = _mm256_or_si256(quotes, _mm256_andnot_si256(delimiters, controls));
    return (struct cir_scan_word){(uint32_t)_mm256_movemask_epi8(delimiters), (uint32_t)_mm256_movemask_epi8(marks),
                                  (uint32_t)_mm256_movemask_epi8(bytes)};
}

CIR_SCAN_WIDE static inline struct cir_scan_word cir_scan_256(const char *text, char delimiter)
{
    struct cir_scan_word low = cir_scan_half(text, delimiter);
    struct cir_scan_word high = cir_scan_half(text + CIR_SCAN_WORD_SIZE / 2, delimiter);
    return (struct cir_scan_word){low.delimiters | high.delimiters << 32, low.marks | high.marks << 32,
                                  low.not_ascii | high.not_ascii << 32};
}

/** As CIR_SCAN_WIDE, of those that end in 512. */
#define CIR_SCAN_WIDEST __attribute__((target("avx512bw,avx512vl,avx512vbmi2,bmi,bmi2,popcnt,lzcnt")))

CIR_SCAN_WIDEST static inline uint64_t cir_scan_bytes_512(__m512i bytes, char byte)
{
    return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(byte));
}

CIR_SCAN_WIDEST static inline struct cir_scan_word cir_scan_512(const char *text, char delimiter)
{
    __m512i bytes = _mm512_loadu_si512(text);
    uint64_t delimiters = cir_scan_bytes_512(bytes, delimiter);
    uint64_t controls = _mm512_cmple_epu8_mask(bytes, _mm512_set1_epi8('\r'));
    return (struct cir_scan_word){delimiters, cir_scan_bytes_512(bytes, '"') | (controls & ~delimiters),
                                  _mm512_movepi8_mask(bytes)};
}

/** Bytes that may begin a formula (base/formula.h), but for LF and CR: those that both of their digits of base 16 say so
 * of, by the same bit. */
CIR_SCAN_WIDEST static inline uint64_t cir_scan_formulas_512(const char *text)
{
    enum { TAB = 1, PLUS_OR_MINUS = 2, EQUALS = 4, AT = 8, WIDE = 16 };
    _Static_assert(CIR_FULL_WIDTH == 0xEF, "as in the tables");
    const __m512i firsts =
        _mm512_broadcast_i32x4(_mm_setr_epi8(TAB, 0, PLUS_OR_MINUS, EQUALS, AT, 0, 0, 0, 0, 0, 0, 0, 0, 0, WIDE, 0));
    const __m512i seconds = _mm512_broadcast_i32x4(
        _mm_setr_epi8(AT, 0, 0, 0, 0, 0, 0, 0, 0, TAB, 0, PLUS_OR_MINUS, 0, PLUS_OR_MINUS | EQUALS, 0, WIDE));
    const __m512i digit = _mm512_set1_epi8(0x0f);
    __m512i bytes = _mm512_loadu_si512(text);
    __m512i of_first = _mm512_shuffle_epi8(firsts, _mm512_and_si512(_mm512_srli_epi16(bytes, 4), digit));
    __m512i of_second = _mm512_shuffle_epi8(seconds, _mm512_and_si512(bytes, digit));
    return _mm512_test_epi8_mask(of_first, of_second);
}

/** Cut a text where bits are set: for each set bit, rising, the start of the piece that ends there and its size, of
 * which the first starts at `start` and each other behind the one before. Places are those of the bits plus `base`.
 *
 * @param pieces pairs of both; room for CIR_SCAN_WORD_SIZE pairs, as more may be written than there are bits */
CIR_SCAN_WIDEST static inline void cir_scan_cut_512(void *pieces, uint64_t bits, uint32_t base, uint32_t start)
{
    const __m512i low_pairs = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const __m512i high_pairs = _mm512_setr_epi32(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    const __m512i counting =
        _mm512_set_epi64(0x3f3e3d3c3b3a3938, 0x3736353433323130, 0x2f2e2d2c2b2a2928, 0x2726252423222120,
                         0x1f1e1d1c1b1a1918, 0x1716151413121110, 0x0f0e0d0c0b0a0908, 0x0706050403020100);
    __m512i places = _mm512_maskz_compress_epi8(bits, counting);
    __m512i before = _mm512_set1_epi32((int)start);
    for (int left = __builtin_popcountll(bits); left > 0; left -= 16) {
        __m512i ends =
            _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(places)), _mm512_set1_epi32((int)base));
        __m512i behind = _mm512_add_epi32(ends, _mm512_set1_epi32(1));
        __m512i starts = _mm512_alignr_epi32(behind, before, 15);
        __m512i sizes = _mm512_sub_epi32(ends, starts);
        _mm512_storeu_si512(pieces, _mm512_permutex2var_epi32(starts, low_pairs, sizes));
        _mm512_storeu_si512((char *)pieces + 64, _mm512_permutex2var_epi32(starts, high_pairs, sizes));
        pieces = (char *)pieces + 128;
        before = behind;
        places = _mm512_alignr_epi32(_mm512_setzero_si512(), places, 4);
    }
}

#endif

#endif
