#include "network/published_layouts.h"

#include "made_tables.h"
#include "suite.h"

static void test_published_path__finds_the_year_of_a_name(void)
{
    static const struct {
        const char *name;
        int year;
    } names[] = {
        {"ICIO2021_2018", 2018},
        {"ICIO2021_econ", 0},
        {"2018_SML", 2018},
        {"2022", 2022},
        {"matrix_eu-ic-io_ind-by-ind_26ed_2019", 2019},
        {"WIOT2014_Nov16_ROW", 2014},
        {"wiot11_row_apr12", 0},
        {"IOT_2011_ixi", 2011},
        {"20190301", 0},
        {"1234 5678", 0},
        {"", 0},
        {"Mock EXIOBASE 3 for 2009", 2009},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        CU_ASSERT_EQUAL(cir_published_year(cir_text_of(names[i].name)), names[i].year);
}

static void test_published_path__gives_lines_without_their_ends(void)
{
    struct cir_text rest = cir_text_of("a\r\n\nbc");
    struct cir_text line;
    CU_ASSERT_TRUE_FATAL(cir_published_line(&line, &rest));
    CU_ASSERT_TRUE(cir_text_is(line, "a"));
    CU_ASSERT_TRUE_FATAL(cir_published_line(&line, &rest));
    CU_ASSERT_TRUE(cir_text_is(line, ""));
    CU_ASSERT_TRUE_FATAL(cir_published_line(&line, &rest));
    CU_ASSERT_TRUE(cir_text_is(line, "bc"));
    CU_ASSERT_FALSE(cir_published_line(&line, &rest));
}

CIR_SUITE("published_path", {"finds the year of a name", test_published_path__finds_the_year_of_a_name},
          {"gives lines without their ends", test_published_path__gives_lines_without_their_ends})
