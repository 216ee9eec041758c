#include "intake/assets.h"

#include "named_criteria.h"
#include "suite.h"
#include "temporary.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

enum { CRITERIA = 2 };

static struct cir_panel_criterion named[CRITERIA] = {{.code = "people", .name = "People served"},
                                                     {.code = "spare", .name = ""}};

/* A file, read. */
struct table {
    struct cir_arena arena;
    struct cir_assets assets;
    struct cir_error error;
};

static enum cir_status read_text(struct table *table, const char *text)
{
    char path[CIR_TEMPORARY_SIZE];
    *table = (struct table){.assets = {.count = 0}};
    const struct cir_panel_criteria criteria = named_criteria(named, CRITERIA, &table->arena);
    cir_temporary_file(path, text, strlen(text));
    enum cir_status status = cir_assets_read(&table->assets, path, &criteria, &table->arena, &table->error);
    unlink(path);
    return status;
}

static void expect_fact(const struct table *table, size_t asset, size_t criterion, double low, double high)
{
    const struct cir_fact_span fact = table->assets.facts[asset * CRITERIA + criterion];
    CU_ASSERT(fact.low == low || (isnan(low) && isnan(fact.low)));
    CU_ASSERT(fact.high == high || (isnan(high) && isnan(fact.high)));
}

static void test_assets__are_read_in_the_order_of_names(void)
{
    struct table table;
    CU_ASSERT_EQUAL_FATAL(
        read_text(&table, "spare;owner;asset;PEOPLE SERVED\n~3;X;west;100..238.5\n;Y;east;>=7\nunknown;Z;north;5\n"),
        CIR_OK);
    CU_ASSERT_EQUAL_FATAL(table.assets.count, 3);
    CU_ASSERT_STRING_EQUAL(table.assets.names[0], "east");
    CU_ASSERT_STRING_EQUAL(table.assets.names[2], "west");
    expect_fact(&table, 0, 0, 7, INFINITY);
    expect_fact(&table, 0, 1, NAN, NAN);
    expect_fact(&table, 1, 0, 5, 5);
    expect_fact(&table, 1, 1, NAN, NAN);
    expect_fact(&table, 2, 0, 100, 238.5);
    expect_fact(&table, 2, 1, 1.5, 6);
    cir_arena_free(&table.arena);
}

static void test_assets__have_laws_where_cells_tell_them(void)
{
    struct table table;
    CU_ASSERT_EQUAL_FATAL(read_text(&table, "asset,people,spare\nwest,normal(8 2.385),5\neast,7,beta(3 9)\n"), CIR_OK);
    CU_ASSERT_PTR_NOT_NULL_FATAL(table.assets.laws);
    CU_ASSERT_EQUAL(table.assets.laws[0].kind, CIR_FACT_EVEN);
    CU_ASSERT_EQUAL(table.assets.laws[1].kind, CIR_FACT_BETA);
    CU_ASSERT_EQUAL(table.assets.laws[1].second, 9);
    CU_ASSERT_EQUAL(table.assets.laws[2].first, 8);
    CU_ASSERT_EQUAL(table.assets.laws[3].kind, CIR_FACT_EVEN);
    expect_fact(&table, 0, 0, 7, 7);
    expect_fact(&table, 0, 1, NAN, NAN);
    cir_arena_free(&table.arena);
    CU_ASSERT_EQUAL_FATAL(read_text(&table, "asset,people,spare\nwest,8,5\n"), CIR_OK);
    CU_ASSERT_PTR_NULL(table.assets.laws);
    cir_arena_free(&table.arena);
}

static void expect_refusal(const char *text, size_t line, size_t column, const char *words)
{
    struct table table;
    CU_ASSERT_EQUAL(read_text(&table, text), CIR_BAD_LOG);
    CU_ASSERT_EQUAL(table.error.line, line);
    CU_ASSERT_EQUAL(table.error.column, column);
    CU_ASSERT_PTR_NOT_NULL(strstr(table.error.message, words));
    cir_arena_free(&table.arena);
}

static void test_assets__say_where_they_are_wrong(void)
{
    expect_refusal("asset,people\na,1\n", 1, 0, "'spare'");
    expect_refusal("asset,people,spar\na,1,2\n", 1, 0, "nearest: 'spar'");
    expect_refusal("asset,people,spare,people served\na,1,2,3\n", 1, 4, "number 2");
    expect_refusal("name,people,spare\na,1,2\n", 1, 0, "'asset'");
    expect_refusal("asset,people,spare\n", 0, 0, "no asset");
    expect_refusal("asset,people,spare\na,1,2\n,1,2\n", 3, 1, "no name");
    expect_refusal("asset,people,spare\na,1,2\nb,1,2\na,1,2\n", 4, 1, "line 2");
    expect_refusal("asset,people,spare\na,1,2\nb,lots,2\n", 3, 2, "'lots'");
    expect_refusal("asset,people,spare\na,1,9..2\n", 2, 3, "smaller number first");
    expect_refusal("asset,people,spare\na,n/a,2\n", 2, 2, "how much it counts");
    expect_refusal("asset,people,spare\na,3,nromal(1 2)\n", 2, 3, "nearest: 'normal'");
}

CIR_SUITE("assets", {"are read in the order of names", test_assets__are_read_in_the_order_of_names},
          {"have laws where cells tell them", test_assets__have_laws_where_cells_tell_them},
          {"say where they are wrong", test_assets__say_where_they_are_wrong})
