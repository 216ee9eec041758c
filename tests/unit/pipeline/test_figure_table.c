#include "pipeline/figure_table.h"

#include "spoken.h"
#include "suite.h"
#include "temporary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef enum cir_status (*reader)(struct cir_figure_table *table, const struct cir_figure_table_options *options,
                                  struct cir_error *error);

static struct cir_figure_table made;
static struct cir_error error;

static enum cir_status read_as(reader read, const char *text, enum cir_language language, size_t top)
{
    char path[CIR_TEMPORARY_SIZE];
    struct cir_tongue tongue = spoken_tongue(language);
    cir_temporary_file(path, text, strlen(text));
    const struct cir_figure_table_options options = {
        .path = path, .tongue = &tongue, .source = "sure.csv", .tlp = "TLP:GREEN", .top = top};
    error = (struct cir_error){.message = ""};
    enum cir_status status = read(&made, &options, &error);
    remove(path);
    return status;
}

static void check_cell(size_t row, size_t column, enum cir_shown_kind kind, const char *text, double value)
{
    CU_ASSERT_FATAL(row < made.table.row_count && column < made.table.column_count);
    const struct cir_shown_cell *cell = &made.table.rows[row].cells[column];
    CU_ASSERT_EQUAL(cell->kind, kind);
    CU_ASSERT_TRUE(cir_text_is(cell->text, text));
    CU_ASSERT(isnan(value) ? isnan(cell->value) : cell->value == value);
    if (!cir_text_is(cell->text, text))
        printf("'%.*s', expected '%s'\n", CIR_TEXT_ARGS(cell->text), text);
}

/* ---- recovery ---- */

#define RECOVERY_HEADER                                                                                                \
    "hour,part,lost_per_hour_low,lost_per_hour,lost_per_hour_high,lost_so_far,unit,data_year,licence\n"

static const char recovery[] =
    RECOVERY_HEADER "0,direct,1,2.385,3,0,million USD,2011,CC0\n0,global,0,0,0,0,million USD,2011,CC0\n"
                    "6,direct,1,2.385,4,9,million USD,2011,CC0\n6,global,0.5,0.5,0.5,1,million USD,2011,CC0\n";

static void test_figure_table__recovery_is_hours_by_parts(void)
{
    CU_ASSERT_EQUAL_FATAL(read_as(cir_recovery_table_read, recovery, CIR_EN, 0), CIR_OK);
    CU_ASSERT_EQUAL(made.table.row_count, 2);
    CU_ASSERT_EQUAL(made.table.column_count, 3);
    check_cell(0, 0, CIR_SHOWN_NUMBER, "0", 0);
    check_cell(1, 0, CIR_SHOWN_NUMBER, "6", 6);
    check_cell(0, 1, CIR_SHOWN_INTERVAL, "2.38 (1–3)", 2.385);
    check_cell(1, 2, CIR_SHOWN_NUMBER, "0.5", 0.5);
    CU_ASSERT_EQUAL(made.table.rows[1].cells[1].high, 4);
    CU_ASSERT_TRUE(made.table.columns[0].is_header);
    CU_ASSERT_TRUE(cir_text_is(made.table.columns[1].label, "sectors hit"));
    CU_ASSERT_TRUE(cir_text_is(made.table.columns[2].unit, "million USD an hour"));
    CU_ASSERT_TRUE(cir_text_is(made.table.source, "made from sure.csv; data of 2011; CC0"));
    CU_ASSERT_TRUE(cir_text_is(made.table.tlp, "TLP:GREEN"));
    cir_figure_table_free(&made);
}

static void refused(reader read, const char *text, size_t line, size_t column, const char *why)
{
    CU_ASSERT_EQUAL(read_as(read, text, CIR_FR, 0), CIR_BAD_LOG);
    CU_ASSERT_EQUAL(error.line, line);
    CU_ASSERT_EQUAL(error.column, column);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, why));
    if (strstr(error.message, why) == NULL || error.line != line || error.column != column)
        printf("%zu:%zu: '%s', expected %zu:%zu: '%s'\n", error.line, error.column, error.message, line, column, why);
    cir_figure_table_free(&made);
}

static void test_figure_table__says_what_is_wrong_with_a_recovery(void)
{
    static const struct {
        const char *text;
        size_t line;
        size_t column;
        const char *why;
    } cases[] = {
        {"hour,part\n0,direct\n", 1, 0, "no column 'lost_per_hour_low'; expected what 'cirisk impact"},
        {RECOVERY_HEADER, 0, 0, "no row"},
        {RECOVERY_HEADER "0,a,1,x,3,0,u,,\n", 2, 4, "lost_per_hour 'x'; expected a number"},
        {RECOVERY_HEADER "0,a,1,4,3,0,u,,\n", 2, 4, "lost_per_hour '4'; expected a number from low to high"},
        {RECOVERY_HEADER "0,a,1,1,1,0,u,,\n0,b,1,1,1,0,u,,\n1,a,1,1,1,0,u,,\n", 4, 1,
         "as many rows of it as of the first"},
        {RECOVERY_HEADER "0,a,1,1,1,0,u,,\n0,b,1,1,1,0,u,,\n1,a,1,1,1,0,u,,\n2,b,1,1,1,0,u,,\n", 5, 1,
         "as many rows of each hour"},
        {RECOVERY_HEADER "0,a,1,1,1,0,u,,\n1,b,1,1,1,0,u,,\n", 3, 2, "part 'b'; expected the parts of the first hour"},
        {RECOVERY_HEADER "2,a,1,1,1,0,u,,\n1,a,1,1,1,0,u,,\n", 3, 1, "hour '1'; expected an hour behind"},
        {RECOVERY_HEADER "noon,a,1,1,1,0,u,,\n", 2, 1, "hour 'noon'; expected a number"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        refused(cir_recovery_table_read, cases[i].text, cases[i].line, cases[i].column, cases[i].why);
}

/* ---- acceptability ---- */

static const char acceptability[] =
    "asset,place,share,rank_1,ranks_2_3,other\nnorth,1,0.99,0.65,0.35,x\n\"=cmd()\",2,0.5,0.35,"
    "0.6,x\nwest,3,0.2,0,1,x\n";

static void test_figure_table__acceptability_is_assets_by_ranks(void)
{
    CU_ASSERT_EQUAL_FATAL(read_as(cir_acceptability_table_read, acceptability, CIR_EN, 0), CIR_OK);
    CU_ASSERT_EQUAL(made.table.row_count, 3);
    CU_ASSERT_EQUAL(made.table.column_count, 4);
    check_cell(0, 1, CIR_SHOWN_NUMBER, "99%", 0.99);
    check_cell(1, 0, CIR_SHOWN_WORDS, "=cmd()", NAN);
    check_cell(1, 3, CIR_SHOWN_NUMBER, "60%", 0.6);
    CU_ASSERT_TRUE(cir_text_is(made.table.columns[2].label, "1"));
    CU_ASSERT_TRUE(cir_text_is(made.table.columns[3].label, "2–3"));
    CU_ASSERT_FALSE(made.table.columns[1].is_number);
    CU_ASSERT_EQUAL(made.table.unknown.size, 0);
    cir_figure_table_free(&made);
}

static void test_figure_table__says_how_many_assets_are_left_out(void)
{
    CU_ASSERT_EQUAL_FATAL(read_as(cir_acceptability_table_read, acceptability, CIR_ES, 2), CIR_OK);
    CU_ASSERT_EQUAL(made.table.row_count, 2);
    CU_ASSERT_TRUE(cir_text_is(made.table.unknown, "Se muestran 2 de 3."));
    cir_figure_table_free(&made);
    CU_ASSERT_EQUAL_FATAL(read_as(cir_acceptability_table_read, acceptability, CIR_ES, 3), CIR_OK);
    CU_ASSERT_EQUAL(made.table.unknown.size, 0);
    cir_figure_table_free(&made);
}

static void test_figure_table__says_what_is_wrong_with_ranks(void)
{
    refused(cir_acceptability_table_read, "asset,place\nnorth,1\n", 1, 0,
            "no column 'share'; expected what 'cirisk stability");
    refused(cir_acceptability_table_read, "asset,share\nnorth,1\n", 1, 0, "no column 'rank_1'");
    refused(cir_acceptability_table_read, "asset,share,rank_1\nnorth,1,much\n", 2, 3,
            "rank_1 'much'; expected a number");
    refused(cir_acceptability_table_read, "asset,share,rank_1\nnorth,1,1.1\n", 2, 3, "expected a share from 0 to 1");
    refused(cir_acceptability_table_read, "asset,share,rank_1\nnorth,-1,1\n", 2, 2, "expected a share from 0 to 1");
    spoken_end();
}

CIR_SUITE("figure table", {"recovery is hours by parts", test_figure_table__recovery_is_hours_by_parts},
          {"says what is wrong with a recovery", test_figure_table__says_what_is_wrong_with_a_recovery},
          {"acceptability is assets by ranks", test_figure_table__acceptability_is_assets_by_ranks},
          {"says how many assets are left out", test_figure_table__says_how_many_assets_are_left_out},
          {"says what is wrong with ranks", test_figure_table__says_what_is_wrong_with_ranks})
