#include "intake/given_weights.h"

#include "named_criteria.h"
#include "suite.h"
#include "temporary.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

enum { CRITERIA = 3 };

static const double exact = 1e-12;

static struct cir_panel_criterion named[CRITERIA] = {
    {.code = "people", .name = "People served"}, {.code = "spare", .name = ""}, {.code = "abroad", .name = ""}};

/* A file, read. */
struct file {
    struct cir_arena arena;
    struct cir_given_weights given;
    struct cir_error error;
};

static enum cir_status read_text(struct file *file, const char *text)
{
    char path[CIR_TEMPORARY_SIZE];
    *file = (struct file){.given = {.expert_count = 0}};
    const struct cir_panel_criteria criteria = named_criteria(named, CRITERIA, &file->arena);
    cir_temporary_file(path, text, strlen(text));
    enum cir_status status = cir_given_weights_read(&file->given, path, &criteria, &file->arena, &file->error);
    unlink(path);
    return status;
}

static void test_given_weights__are_shares_whatever_their_sum(void)
{
    struct file file;
    CU_ASSERT_EQUAL_FATAL(read_text(&file, "criterion,weight\nabroad,1\nPeople served,2.385\nspare,0.615\n"), CIR_OK);
    const struct cir_weights *weights = &file.given.weights;
    CU_ASSERT_EQUAL(weights->law, CIR_WEIGHTS_DIRICHLET);
    CU_ASSERT_DOUBLE_EQUAL(weights->given[0], 2.385 / 4, exact);
    CU_ASSERT_DOUBLE_EQUAL(weights->given[1], .615 / 4, exact);
    CU_ASSERT_DOUBLE_EQUAL(weights->given[2], .25, exact);
    CU_ASSERT(!weights->has_intervals && weights->low[0] == 0 && weights->high[2] == 1);
    cir_arena_free(&file.arena);
}

static void test_given_weights__may_be_an_order_or_intervals(void)
{
    struct file file;
    CU_ASSERT_EQUAL_FATAL(read_text(&file, "criterion,order,low\npeople,2,\nspare,3,0.05\nabroad,1,\n"), CIR_OK);
    CU_ASSERT_EQUAL(file.given.weights.law, CIR_WEIGHTS_ORDERED);
    CU_ASSERT(file.given.weights.given[0] == 1 && file.given.weights.given[1] == 2 && file.given.weights.given[2] == 0);
    CU_ASSERT(file.given.weights.has_intervals && file.given.weights.low[1] == .05);
    cir_arena_free(&file.arena);
    CU_ASSERT_EQUAL_FATAL(read_text(&file, "criterion,low,high\npeople,,0.4\nspare,,\nabroad,0.2385,\n"), CIR_OK);
    CU_ASSERT_EQUAL(file.given.weights.law, CIR_WEIGHTS_UNIFORM);
    CU_ASSERT(file.given.weights.high[0] == .4 && file.given.weights.low[2] == .2385);
    cir_arena_free(&file.arena);
}

static const char panel[] = "item,round,criterion,expert,value,low,high\n"
                            "weight,1,people,,0.5,0.1,0.9\nquartiles,1,people,,0.7,,\nweight,1,spare,,0.3,,\n"
                            "weight,1,abroad,,0.2,,\nexpert-weight,1,people,E02,0.9,,\n"
                            "weight-without,1,people,E02,0.4,,\nweight-without,1,spare,E02,0.2,,\n"
                            "weight-without,1,abroad,E02,0.2,,\nweight-without,1,people,E01,0.4,,\n"
                            "weight-without,1,abroad,E01,,,\nweight-without,1,spare,E01,0.6,,\n";

static void test_given_weights__are_taken_from_a_panel(void)
{
    struct file file;
    CU_ASSERT_EQUAL_FATAL(read_text(&file, panel), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(file.given.weights.given[0], .5, exact);
    CU_ASSERT(!file.given.weights.has_intervals);
    CU_ASSERT_EQUAL_FATAL(file.given.expert_count, 2);
    CU_ASSERT_STRING_EQUAL(file.given.experts[0].name, "E02");
    CU_ASSERT_DOUBLE_EQUAL(file.given.experts[0].without[0], .5, exact);
    CU_ASSERT_DOUBLE_EQUAL(file.given.experts[0].without[2], .25, exact);
    for (size_t i = 0; i < CRITERIA; i++)
        CU_ASSERT(isnan(file.given.experts[1].without[i]));
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

static void test_given_weights__say_where_they_are_wrong(void)
{
    expect_refusal("criterion,weight\npeople,1\nspars,1\n", 3, 1, "nearest: 'spare'");
    expect_refusal("criterion,weight\npeople,1\nPeople served,1\n", 3, 1, "line 2");
    expect_refusal("criterion,weight\npeople,1\nspare,1\n", 0, 0, "'abroad'");
    expect_refusal("criterion,weight\npeople,0\n", 2, 2, "above 0");
    expect_refusal("criterion,weight,order\npeople,1,1\n", 1, 0, "both");
    expect_refusal("criterion,says\npeople,1\n", 1, 0, "'weight'");
    expect_refusal("criterion,order\npeople,4\n", 2, 2, "to 3");
    expect_refusal("criterion,order\npeople,1\nspare,2\nabroad,2\n", 4, 2, "same place");
    expect_refusal("criterion,low\npeople,1.2\n", 2, 2, "from 0 to 1");
    expect_refusal("criterion,low,high\npeople,.5,.4\n", 2, 3, "below low");
    expect_refusal("criterion,low\npeople,.5\nspare,.6\nabroad,\n", 0, 0, "more than 1");
    expect_refusal("criterion,high\npeople,.5\nspare,.2\nabroad,.2\n", 0, 0, "less than 1");
    expect_refusal("item,criterion,value\nweight,people,1\n", 1, 0, "expert");
    expect_refusal("item,criterion,expert,value\nweight-without,people,E02,0.4\nweight-without,spare,E02,\n"
                   "weight-without,People served,E02,0.4\n",
                   4, 2, "'people' and expert 'E02' is told already");
    expect_refusal("item,criterion,expert,value\nweight-without,spare,E02,\nweight-without,spare,E02,0.2\n", 3, 2,
                   "told already");
}

CIR_SUITE("given weights", {"are shares, whatever their sum", test_given_weights__are_shares_whatever_their_sum},
          {"may be an order or intervals", test_given_weights__may_be_an_order_or_intervals},
          {"are taken from a panel", test_given_weights__are_taken_from_a_panel},
          {"say where they are wrong", test_given_weights__say_where_they_are_wrong})
