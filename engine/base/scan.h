/** Find the bytes of a text that matter to its splitting, 64 at a time.
 *
 * Every way to do it has the same result; which of them a machine has is known when the program is built, and, of the
 * wide one, when it runs. They stand here to be inlined: one takes some 30 instructions.
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

#include <immintrin.h>

/** Marks a function that runs only where cir_scan_is_wide, and has cir_scan_wide inlined. */
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

CIR_SCAN_WIDE static inline struct cir_scan_word cir_scan_wide(const char *text, char delimiter)
{
    struct cir_scan_word low = cir_scan_half(text, delimiter);
    struct cir_scan_word high = cir_scan_half(text + CIR_SCAN_WORD_SIZE / 2, delimiter);
    return (struct cir_scan_word){low.delimiters | high.delimiters << 32, low.marks | high.marks << 32,
                                  low.not_ascii | high.not_ascii << 32};
}

#endif

/** Whether the machine at hand has cir_scan_wide. */
bool cir_scan_is_wide(void);

#endif
