#include "suite.h"

#include "base/scan.h"
#include "random.h"

#include <stdbool.h>

/* Every byte at every place, against one comparison at a time. */
static void test_scan__finds_what_is_of_the_set_and_nothing_else(void)
{
    const struct cir_scan_set set = {';', '"', '\n', (char)0xc3};
    char bytes[CIR_SCAN_SIZE];
    uint64_t random = 11;
    for (int round = 0; round < 50000; round++) {
        uint32_t expected = 0;
        for (int i = 0; i < CIR_SCAN_SIZE; i++) {
            bytes[i] = (char)random_below(&random, round % 2 == 0 ? 256 : 64);
            bool is_in = bytes[i] == ';' || bytes[i] == '"' || bytes[i] == '\n' || bytes[i] == (char)0xc3;
            expected |= (uint32_t)is_in << i;
        }
        if (cir_scan(bytes, set) != expected)
            CU_FAIL("another set of places");
    }
}

static void test_scan__finds_all_sixteen(void)
{
    CU_ASSERT_EQUAL(cir_scan(",\"\n\r,\"\n\r,\"\n\r,\"\n\r", (struct cir_scan_set){',', '"', '\n', '\r'}), 0xffff);
    CU_ASSERT_EQUAL(cir_scan("\0bcdefghijklmno\0", (struct cir_scan_set){'\0', '"', '\n', '\r'}), 0x8001);
}

CIR_SUITE("scan", {"finds what is of the set and nothing else", test_scan__finds_what_is_of_the_set_and_nothing_else},
          {"finds all sixteen", test_scan__finds_all_sixteen})
