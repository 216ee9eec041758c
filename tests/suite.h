/** One CUnit suite a program.
 *
 *     static void test_number__reads_what_is_exact(void) { CU_ASSERT(...); }
 *     CIR_SUITE("number", {"reads what is exact", test_number__reads_what_is_exact}, ...)
 */
#ifndef CIR_TESTS_SUITE_H
#define CIR_TESTS_SUITE_H

#include <CUnit/CUnit.h>
#include <stddef.h>

struct cir_test {
    const char *name;
    void (*function)(void);
};

/** Runs the tests, prints failures and the counts; 0 when all passed and at least one ran. */
int cir_run_suite(const char *name, const struct cir_test *tests, size_t count);

/** The rest of this test cannot be run here (a file of test data is absent): says so, counts it as skipped. */
void cir_skip(const char *why);

#define CIR_SUITE(name, ...)                                                                                           \
    int main(void)                                                                                                     \
    {                                                                                                                  \
        static const struct cir_test tests[] = {__VA_ARGS__};                                                          \
        return cir_run_suite(name, tests, sizeof tests / sizeof tests[0]);                                             \
    }

#endif
