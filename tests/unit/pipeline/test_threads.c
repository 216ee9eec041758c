#include "pipeline/threads.h"

#include "suite.h"

#include <limits.h>

static void test_threads__are_those_wanted(void)
{
    CU_ASSERT_EQUAL(cir_thread_count(1, 64), 1);
    CU_ASSERT_EQUAL(cir_thread_count(5, 64), 5);
    CU_ASSERT_EQUAL(cir_thread_count(64, 64), 64);
}

static void test_threads__are_no_more_than_may_be(void)
{
    CU_ASSERT_EQUAL(cir_thread_count(65, 64), 64);
    CU_ASSERT_EQUAL(cir_thread_count(UINT_MAX, 3), 3);
}

static void test_threads__are_as_many_as_cores_where_none_are_wanted(void)
{
    const size_t cores = cir_thread_count(0, 4096);
    CU_ASSERT(cores >= 1);
    CU_ASSERT_EQUAL(cir_thread_count(0, 1), 1);
    CU_ASSERT_EQUAL(cir_thread_count(0, cores), cores);
}

CIR_SUITE("threads", {"are those wanted", test_threads__are_those_wanted},
          {"are no more than may be", test_threads__are_no_more_than_may_be},
          {"are as many as cores where none are wanted", test_threads__are_as_many_as_cores_where_none_are_wanted})
