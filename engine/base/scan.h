/** Look at sixteen bytes at once. */
#ifndef CIR_BASE_SCAN_H
#define CIR_BASE_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { CIR_SCAN_SIZE = 16 };

struct cir_scan_set {
    char a, b, c, d;
};

/** Bit i is set where byte i of the CIR_SCAN_SIZE bytes at `at` is one of the set. */
static inline uint32_t cir_scan(const char *at, struct cir_scan_set set)
{
#ifdef __SSE2__
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    __m128i one =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(set.a)), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(set.b)));
    __m128i two =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(set.c)), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(set.d)));
    return (uint32_t)_mm_movemask_epi8(_mm_or_si128(one, two));
#else
    uint32_t found = 0;
    for (int i = 0; i < CIR_SCAN_SIZE; i++)
        found |= (uint32_t)(at[i] == set.a || at[i] == set.b || at[i] == set.c || at[i] == set.d) << i;
    return found;
#endif
}

/** Whether none of the CIR_SCAN_SIZE bytes at `at` is NUL or above ASCII. */
static inline bool cir_scan_is_plain(const char *at)
{
#ifdef __SSE2__
    /* A NUL is not greater than 0 as a signed byte, and neither is what lies above ASCII. */
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
    return _mm_movemask_epi8(_mm_cmpgt_epi8(bytes, _mm_setzero_si128())) == 0xffff;
#else
    for (int i = 0; i < CIR_SCAN_SIZE; i++)
        if ((signed char)at[i] <= 0)
            return false;
    return true;
#endif
}

#endif
