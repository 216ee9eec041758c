#include "suite.h"
static void test_x(void) { CU_ASSERT_TRUE(1); }
CIR_SUITE("hostile", {"x", test_x})
