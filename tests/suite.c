#include "suite.h"

#include <CUnit/Basic.h>
#include <stdio.h>

/* A suite is a process of its own, so that one count serves. */
static unsigned skipped;

void cir_skip(const char *why)
{
    skipped++;
    printf("skipped: %s\n", why);
}

int cir_run_suite(const char *name, const struct cir_test *tests, size_t count)
{
    if (CU_initialize_registry() != CUE_SUCCESS)
        return 1;
    CU_pSuite suite = CU_add_suite(name, NULL, NULL);
    for (size_t i = 0; suite != NULL && i < count; i++)
        if (CU_add_test(suite, tests[i].name, tests[i].function) == NULL)
            suite = NULL;
    if (suite == NULL)
        return 1;
    CU_basic_set_mode(CU_BRM_NORMAL);
    CU_basic_run_tests();
    unsigned run = CU_get_number_of_tests_run();
    unsigned failed = CU_get_number_of_tests_failed();
    printf("suite %s: tests %u, failed %u, skipped %u\n", name, run, failed, skipped);
    CU_cleanup_registry();
    /* CUnit's own return value does not tell failures. */
    return failed > 0 || run != count;
}
