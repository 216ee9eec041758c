#include "suite.h"
#include "temporary.h"

#include "command.h"
#include "run_difference.h"

#include <stdio.h>
#include <string.h>

static bool is(const char *then, const char *now, const char *wanted)
{
    char paths[2][CIR_TEMPORARY_SIZE];
    struct cir_buffer text = {0};
    cir_temporary_file(paths[0], then, strlen(then));
    cir_temporary_file(paths[1], now, strlen(now));
    CU_ASSERT_EQUAL(run_difference_add(&text, paths[0], paths[1]), EXIT_CLEAN);
    bool same = !text.failed && cir_text_is(cir_buffer_text(&text), wanted);
    if (!same)
        fprintf(stderr, "%.*s, expected %s\n", CIR_TEXT_ARGS(cir_buffer_text(&text)), wanted);
    cir_buffer_free(&text);
    remove(paths[0]);
    remove(paths[1]);
    return same;
}

static void test_run_difference__is_the_first_byte_that_differs(void)
{
    CU_ASSERT_TRUE(is("id,level\nA,3\n", "id,level\nA,2\n", "line 2, byte 3: '3' then, '2' now"));
    CU_ASSERT_TRUE(is("a\nb\n", "c\nb\n", "line 1, byte 1: 'a' then, 'c' now"));
    CU_ASSERT_TRUE(is("2.385\n", "2.3850\n", "line 1, byte 6: '' then, '0' now"));
}

static void test_run_difference__tells_which_file_ends(void)
{
    CU_ASSERT_TRUE(is("a\nb\n", "a\n", "line 2, byte 1: 'b' then, nothing more now"));
    CU_ASSERT_TRUE(is("", "a", "line 1, byte 1: nothing more then, 'a' now"));
}

static void test_run_difference__makes_what_it_shows_harmless(void)
{
    CU_ASSERT_TRUE(is("\x1b]0;x\a\n", "y\n", "line 1, byte 1: '\\x1b]0;x\\x07' then, 'y' now"));
}

CIR_SUITE("run difference", {"is the first byte that differs", test_run_difference__is_the_first_byte_that_differs},
          {"tells which file ends", test_run_difference__tells_which_file_ends},
          {"makes what it shows harmless", test_run_difference__makes_what_it_shows_harmless})
