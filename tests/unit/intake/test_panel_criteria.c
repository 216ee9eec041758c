#include "intake/judgements.h"

#include "suite.h"
#include "temporary.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

/* A file, read. */
struct file {
    struct cir_arena arena;
    struct cir_panel_criteria criteria;
    struct cir_error error;
};

static enum cir_status read_text(struct file *file, const char *text)
{
    char path[CIR_TEMPORARY_SIZE];
    *file = (struct file){.criteria = {.count = 0}};
    cir_temporary_file(path, text, strlen(text));
    enum cir_status status = cir_panel_criteria_read(&file->criteria, path, &file->arena, &file->error);
    unlink(path);
    return status;
}

static void test_panel_criteria__need_no_scale(void)
{
    struct file file;
    CU_ASSERT_EQUAL_FATAL(read_text(&file, "code,name\npeople,People served\nspare,\n"), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(file.criteria.count, 2);
    CU_ASSERT(isnan(file.criteria.list[0].worst) && isnan(file.criteria.list[0].best));
    CU_ASSERT(!file.criteria.list[0].less_counts_more);
    cir_arena_free(&file.arena);
}

static void test_panel_criteria__tell_a_scale_or_a_direction(void)
{
    struct file file;
    CU_ASSERT_EQUAL_FATAL(
        read_text(&file, "code,worst,best,direction\na,0,238.5,More\nb,9,-1,\nc,,,LESS\nd,9,1,less\n"), CIR_OK);
    const struct cir_panel_criterion *list = file.criteria.list;
    CU_ASSERT(list[0].worst == 0 && list[0].best == 238.5 && !list[0].less_counts_more);
    CU_ASSERT(list[1].worst == 9 && list[1].best == -1 && list[1].less_counts_more);
    CU_ASSERT(isnan(list[2].worst) && list[2].less_counts_more);
    CU_ASSERT(list[3].less_counts_more);
    cir_arena_free(&file.arena);
}

static void expect_refusal(const char *text, size_t line, size_t column, const char *words)
{
    struct file file;
    CU_ASSERT_EQUAL(read_text(&file, text), CIR_BAD_TABLE);
    CU_ASSERT_EQUAL(file.error.line, line);
    CU_ASSERT_EQUAL(file.error.column, column);
    CU_ASSERT_PTR_NOT_NULL(strstr(file.error.message, words));
    cir_arena_free(&file.arena);
}

static void test_panel_criteria__refuse_a_scale_that_is_none(void)
{
    expect_refusal("code,worst,best\na,0,much\nb,0,1\n", 2, 3, "'much'");
    expect_refusal("code,worst,best\na,0,1\nb,,1\n", 3, 0, "one end");
    expect_refusal("code,worst,best\na,2.385,2.385\nb,,1\n", 2, 3, "the same");
    expect_refusal("code,direction\na,up\nb,\n", 2, 2, "'up'");
    expect_refusal("code,worst,best,direction\na,5,1,more\nb,,,\n", 2, 4, "expected less");
}

CIR_SUITE("panel criteria", {"need no scale", test_panel_criteria__need_no_scale},
          {"tell a scale or a direction", test_panel_criteria__tell_a_scale_or_a_direction},
          {"refuse a scale that is none", test_panel_criteria__refuse_a_scale_that_is_none})
