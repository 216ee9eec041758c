#include "definitions/row.h"

#include "overlay.h"
#include "suite.h"

#include <math.h>

/* One row of a table a,b,c. */
struct one_row {
    struct cir_arena arena;
    struct cir_load load;
    struct cir_table table;
    struct cir_table_cell cells[2][3];
    struct cir_row rows[2];
};

static const struct cir_row *make(struct one_row *one, const char *a, const char *b, const char *c)
{
    *one = (struct one_row){0};
    one->load.arena = &one->arena;
    one->table = (struct cir_table){
        .file = "t.csv", .columns = "a,b,source", .column_count = 3, .rows = one->rows, .row_count = 2};
    for (size_t i = 0; i < 2; i++) {
        one->cells[i][0] = (struct cir_table_cell){a, 7 + i, 3};
        one->cells[i][1] = (struct cir_table_cell){b, 7 + i, 1};
        one->cells[i][2] = (struct cir_table_cell){c, 7 + i, 2};
        one->rows[i] = (struct cir_row){&one->table, 7 + i, one->cells[i]};
    }
    return &one->rows[0];
}

/* The finding of that number, or an empty text. */
static const char *message_of(const struct one_row *one, size_t number)
{
    return number < one->load.count && one->load.list != NULL ? one->load.list[number].message : "";
}

static void check(struct one_row *one, size_t count, const char *message)
{
    CU_ASSERT_EQUAL(one->load.count, count);
    if (count > 0 && one->load.count > 0) {
        CU_ASSERT_STRING_EQUAL(one->load.list[count - 1].message, message);
        CU_ASSERT_STRING_EQUAL(one->load.list[count - 1].file, "t.csv");
    }
    cir_arena_free(&one->arena);
    cir_load_end(&one->load, NULL, NULL);
}

static void test_row__reads_what_is_right(void)
{
    struct one_row one;
    const struct cir_row *row = make(&one, "0.2385", "yes", "own; page 7");
    CU_ASSERT_EQUAL(cir_row_number(&one.load, row, "a", &cir_bounds_share), 0.2385);
    CU_ASSERT(cir_row_yes(&one.load, row, "b"));
    CU_ASSERT_STRING_EQUAL(cir_row_text(&one.load, row, "b"), "yes");
    CU_ASSERT_STRING_EQUAL(cir_row_code(&one.load, row, "b"), "yes");
    CU_ASSERT_EQUAL(cir_row_choice(&one.load, row, "b", "maybe;no;yes"), 2);
    check(&one, 0, "");
    row = make(&one, "", "23", "");
    CU_ASSERT(isnan(cir_row_optional_number(&one.load, row, "a", &cir_bounds_share)));
    CU_ASSERT_EQUAL(cir_row_integer(&one.load, row, "b", 23, 24), 23);
    CU_ASSERT_EQUAL(cir_row_optional_integer(&one.load, row, "a", 1, 2, -7), -7);
    check(&one, 0, "");
}

static void test_row__refuses_numbers_out_of_bounds(void)
{
    static const struct {
        const char *text;
        const struct cir_bounds *bounds;
        const char *message;
    } rows[] = {
        {"1.001", &cir_bounds_share, "a: '1.001' is not a number from 0 to 1"},
        {"-0.001", &cir_bounds_share, "a: '-0.001' is not a number from 0 to 1"},
        {"", &cir_bounds_share, "a: '' is not a number from 0 to 1"},
        {"0,5", &cir_bounds_share, "a: '0,5' is not a number from 0 to 1"},
        {"nan", &cir_bounds_any, "a: 'nan' is not a number"},
        {"1 000", &cir_bounds_any, "a: '1 000' is not a number"},
        {"0", &cir_bounds_positive, "a: '0' is not a number above 0"},
        {"-1e-300", &cir_bounds_not_negative, "a: '-1e-300' is not a number from 0 on"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct one_row one;
        const struct cir_row *row = make(&one, rows[i].text, "", "");
        CU_ASSERT(isnan(cir_row_number(&one.load, row, "a", rows[i].bounds)));
        CU_ASSERT(one.load.list != NULL && one.load.list[0].line == 7 && one.load.list[0].column == 3);
        check(&one, 1, rows[i].message);
    }
}

static void test_row__refuses_what_is_no_word_of_the_column(void)
{
    struct one_row one;
    const struct cir_row *row = make(&one, "Yes", " ", "elsewhere; p 1");
    struct cir_index sources = {0};
    CU_ASSERT(!cir_row_yes(&one.load, row, "a"));
    CU_ASSERT_STRING_EQUAL(message_of(&one, 0), "a: 'Yes' is not one of no;yes");
    (void)cir_row_code(&one.load, row, "a");
    CU_ASSERT_STRING_EQUAL(message_of(&one, 1), "a: 'Yes' is not a code of [a-z0-9_-]");
    (void)cir_row_text(&one.load, row, "b");
    CU_ASSERT_STRING_EQUAL(message_of(&one, 2), "b: is empty; expected a text");
    (void)cir_row_source(&one.load, row, &sources);
    CU_ASSERT_STRING_EQUAL(message_of(&one, 3), "source: 'elsewhere' is not a key of sources.csv");
    CU_ASSERT_EQUAL(cir_row_integer(&one.load, row, "a", 3, 5), 3);
    CU_ASSERT_STRING_EQUAL(message_of(&one, 4), "a: 'Yes' is not a whole number from 3 to 5");
    CU_ASSERT_EQUAL(cir_row_reference(&one.load, row, "a", &sources, "a thing"), CIR_INDEX_NONE);
    check(&one, 6, "a: 'Yes' is not a thing");
}

static void test_row__tells_where_a_key_stood_before(void)
{
    struct one_row one;
    struct cir_index seen = {0};
    struct cir_index pairs = {0};
    make(&one, "k", "x", "");
    CU_ASSERT(cir_row_unique(&one.load, &seen, &one.rows[0], "a", NULL));
    CU_ASSERT(!cir_row_unique(&one.load, &seen, &one.rows[1], "a", NULL));
    CU_ASSERT_STRING_EQUAL(message_of(&one, 0), "a: 'k' is repeated; it stands in line 7");
    CU_ASSERT(one.load.list != NULL && one.load.list[0].line == 8);
    CU_ASSERT(cir_row_unique(&one.load, &pairs, &one.rows[0], "a", "b"));
    CU_ASSERT(!cir_row_unique(&one.load, &pairs, &one.rows[1], "a", "b"));
    CU_ASSERT(cir_row_is_first(&one.rows[0], "a", "b"));
    CU_ASSERT(!cir_row_is_first(&one.rows[1], "a", NULL));
    CU_ASSERT_EQUAL(cir_row_count_alike(&one.rows[0], "a", "b"), 2);
    one.cells[1][1].text = "y";
    CU_ASSERT(cir_row_unique(&one.load, &pairs, &one.rows[1], "a", "b"));
    CU_ASSERT_EQUAL(cir_row_count_alike(&one.rows[0], "a", "b"), 1);
    check(&one, 2, "a: 'k' with b 'x' is repeated; it stands in line 7");
}

static void test_row__refuses_ends_in_the_wrong_order(void)
{
    static const char *const columns[3] = {"a", "b", "source"};
    struct one_row one;
    const struct cir_row *row = make(&one, "2.4", "2.385", "2.3");
    cir_row_check_order(&one.load, row, columns, 2.4, 2.385, 2.3);
    CU_ASSERT_EQUAL(one.load.count, 2);
    CU_ASSERT_STRING_EQUAL(message_of(&one, 0), "a: '2.4' lies above b '2.385'");
    cir_row_check_order(&one.load, row, columns, NAN, 2.385, NAN);
    check(&one, 2, "b: '2.385' lies above source '2.3'");
}

static const struct fault faults[] = {
    {"sectors/sources.csv", 3, "own,Again,docs,2020,free", 3, 1, "key: 'own' is repeated; it stands in line 2"},
    {"sectors/sources.csv", 3, "ot her,Title,docs,2020,free", 3, 1, "key: 'ot her' is not a key"},
    {"sectors/sources.csv", 3, "other,,docs,2020,free", 3, 2, "title: is empty"},
    {"sectors/sources.csv", 3, "other,Title,,2020,free", 3, 3, "reference: is empty"},
    {"datasets/sources.csv", 3, "other,Title,docs,20,free", 3, 4, "year: '20' is not a whole number from 1900"},
    {"datasets/sources.csv", 3, "other,Title,docs,,", 3, 5, "licence: is empty"},
};

static void test_row__refuses_wrong_sources(void)
{
    CHECK_FAULTS(faults, overlay_load);
}

CIR_SUITE("row", {"reads what is right", test_row__reads_what_is_right},
          {"refuses numbers out of bounds", test_row__refuses_numbers_out_of_bounds},
          {"refuses what is no word of the column", test_row__refuses_what_is_no_word_of_the_column},
          {"tells where a key stood before", test_row__tells_where_a_key_stood_before},
          {"refuses ends in the wrong order", test_row__refuses_ends_in_the_wrong_order},
          {"refuses wrong sources", test_row__refuses_wrong_sources})
