#include "base/scan.h"

enum cir_scan_width cir_scan_width(void)
{
#ifdef CIR_SCAN_WIDE
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi2"))
        return CIR_SCAN_512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
        return CIR_SCAN_256;
#endif
    return CIR_SCAN_NARROW;
}
