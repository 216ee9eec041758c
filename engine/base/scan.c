#include "base/scan.h"

bool cir_scan_is_wide(void)
{
#ifdef CIR_SCAN_WIDE
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi");
#else
    return false;
#endif
}
