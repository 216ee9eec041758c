#include "intake/mapping.h"

#include "fixture.h"
#include "suite.h"

#include <stdio.h>

static struct fixture world;

#define HEADER "target,source,transform,argument\n"

static enum cir_status read_text(struct cir_mapping *mapping, const char *text, struct cir_error *error)
{
    return cir_mapping_read(mapping, "my.csv", cir_text_of(text), &world.fields, &world.definitions, error);
}

static void test_mapping__keeps_rows_in_file_order(void)
{
    struct cir_mapping mapping;
    struct cir_error error;
    const char *text = "argument,transform,target,source\r\n"
                       "mdy,date-order,date,\"Date, of breach\"\r\n"
                       "\r\n"
                       "=none,value,sector,kind\r\n";
    CU_ASSERT_EQUAL(read_text(&mapping, text, &error), CIR_BAD_TABLE); /* "=none" replaces nothing */
    cir_mapping_free(&mapping);
    text = "argument,transform,target,source\r\n"
           "mdy,date-order,date,\"Date, of breach\"\r\n"
           "\r\n"
           "Bank=finance,value,sector,kind\r\n";
    CU_ASSERT_EQUAL(read_text(&mapping, text, &error), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(mapping.count, 2);
    CU_ASSERT(mapping.rows[0].target == CIR_FIELD_DATE && mapping.rows[0].transform == CIR_TRANSFORM_DATE_ORDER);
    CU_ASSERT_STRING_EQUAL(mapping.rows[0].source, "Date, of breach");
    CU_ASSERT_EQUAL(mapping.rows[0].line, 2);
    CU_ASSERT_EQUAL(mapping.rows[1].line, 4);
    CU_ASSERT_STRING_EQUAL(mapping.rows[1].argument, "Bank=finance");
    CU_ASSERT_STRING_EQUAL(mapping.file, "my.csv");
    cir_mapping_free(&mapping);
}

static void test_mapping__says_how_a_column_is_written(void)
{
    struct cir_mapping mapping;
    struct cir_error error;
    const char *text = HEADER "duration_h,mins,unit,minutes\n"
                              "duration_h,mins,decimal,\",\"\n"
                              "duration_h,mins,thousands,.\n"
                              "date,when,date-order,dmy\n"
                              "country,where,separator,\",\"\n"
                              "people_share,part,unit,percent\n"
                              "people_affected,people,unit,million\n";
    CU_ASSERT_EQUAL_FATAL(read_text(&mapping, text, &error), CIR_OK);
    struct cir_cell_format format = cir_cell_format_plain();
    cir_mapping_format(&format, &mapping, CIR_FIELD_DURATION_H, &world.fields, &world.definitions);
    CU_ASSERT_DOUBLE_EQUAL(format.factor, 1.0 / 60, 1e-15);
    CU_ASSERT(format.decimal == ',' && format.thousands == '.');
    CU_ASSERT_EQUAL(format.date_order, CIR_DATE_ISO);
    format = cir_cell_format_plain();
    cir_mapping_format(&format, &mapping, CIR_FIELD_DATE, &world.fields, &world.definitions);
    CU_ASSERT(format.date_order == CIR_DATE_DMY && format.factor == 1);
    cir_mapping_format(&format, &mapping, CIR_FIELD_COUNTRY, &world.fields, &world.definitions);
    CU_ASSERT_EQUAL(format.separator, ',');
    cir_mapping_format(&format, &mapping, CIR_FIELD_PEOPLE_SHARE, &world.fields, &world.definitions);
    CU_ASSERT_EQUAL(format.factor, 0.01);
    cir_mapping_format(&format, &mapping, CIR_FIELD_PEOPLE_AFFECTED, &world.fields, &world.definitions);
    CU_ASSERT_EQUAL(format.factor, 1e6);
    cir_mapping_free(&mapping);
}

static const struct {
    const char *text;
    size_t line, column;
    const char *says; /* part of the message */
} refusals[] = {
    // clang-format off
    {"", 1, 0, "empty"},
    {"\xef\xbb\xbf" HEADER, 1, 1, "byte order mark"},
    {"target,source,transform,argument\nid,\xff,copy,\n", 2, 4, "not UTF-8"},
    {"target,source,transform\n", 1, 0, "3 cells"},
    {"target,source,transfrom,argument\n", 1, 3, "nearest: 'transform'"},
    {"target,source,target,argument\n", 1, 3, "stands twice"},
    {HEADER "id,nr,copy\n", 2, 0, "3 cells"},
    {HEADER "id,nr,copy,,\n", 2, 0, "5 cells"},
    {HEADER "id,\"nr,copy,\n", 3, 0, "quote"},
    {HEADER "id,n\"r,copy,\n", 2, 0, "quotes"},
    {HEADER "\nsectr,s,copy,\n", 3, 1, "nearest: 'sector'"},
    {HEADER "id,nr,cpy,\n", 2, 3, "nearest: 'copy'"},
    {HEADER "id,,copy,\n", 2, 2, "source"},
    {HEADER "id,nr,row-number,R\n", 2, 2, "source"},
    {HEADER "country,c,constant,DE\n", 2, 2, "source"},
    {HEADER "id,nr,copy,x\n", 2, 4, "nothing"},
    {HEADER "country,,constant,\n", 2, 4, "argument"},
    {HEADER "country,,constant,Germnay\n", 2, 4, "nearest: 'Germany'"},
    {HEADER "duration_h,,row-number,\n", 2, 3, "makes no sense"},
    {HEADER "sector,s,prefix,\n", 2, 4, "argument"},
    {HEADER "sector,s,value,bank\n", 2, 4, "from=to"},
    {HEADER "sector,s,value, =bank\n", 2, 4, "from=to"},
    {HEADER "sector,s,value,bank=finanec\n", 2, 4, "nearest: 'finance'"},
    {HEADER "duration_h,d,unit,minuets\n", 2, 4, "nearest: 'minutes'"},
    {HEADER "duration_h,d,unit,percent\n", 2, 4, "unit"},
    {HEADER "deaths,d,unit,days\n", 2, 4, "unit"},
    {HEADER "people_share,d,unit,thousand\n", 2, 4, "unit"},
    {HEADER "country,c,unit,days\n", 2, 3, "makes no sense"},
    {HEADER "country,c,separator,, \n", 2, 0, "5 cells"},
    {HEADER "country,c,separator,ab\n", 2, 4, "one ASCII sign"},
    {HEADER "country,c,separator,、\n", 2, 4, "one ASCII sign"},
    {HEADER "reach,r,separator,/\n", 2, 3, "makes no sense"},
    {HEADER "date,d,date-order,ydm\n", 2, 4, "dmy, mdy or ymd"},
    {HEADER "deaths,d,date-order,dmy\n", 2, 3, "makes no sense"},
    {HEADER "deaths,d,decimal,5\n", 2, 4, "one ASCII sign"},
    {HEADER "deaths,d,thousands,\n", 2, 4, "one ASCII sign"},
    {HEADER "deaths,d,thousands,.\n", 2, 4, "both the decimal and the thousands sign"},
    {HEADER "deaths,d,copy,\ndeaths,e,unit,million\n", 3, 2, "line 2 reads this target from another column"},
    {HEADER "deaths,d,unit,million\ndeaths,d,unit,million\n", 3, 3, "line 2 says so already"},
    {HEADER "country,,constant,DE\ncountry,c,copy,\n", 3, 1, "stands alone"},
    {HEADER "country,c,copy,\ncountry,,constant,DE\n", 3, 1, "stands alone"},
    {HEADER "sector,s,value,*=energy\nsector,s,value,bank=finance\n", 3, 4, "never be used"},
    {HEADER "sector,s,value,Bank=energy\nsector,s,value,bank=finance\n", 3, 4, "line 2 has this value"},
    // clang-format on
};

static void test_mapping__refuses_with_place_and_what_was_expected(void)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct cir_mapping mapping;
        struct cir_error error = {0};
        bool right = read_text(&mapping, refusals[i].text, &error) == CIR_BAD_TABLE && error.line == refusals[i].line &&
                     error.column == refusals[i].column && strcmp(error.file, "my.csv") == 0 &&
                     strstr(error.message, refusals[i].says) != NULL;
        if (!right)
            printf("\n  %s  -> %zu:%zu %s\n", refusals[i].text, error.line, error.column, error.message);
        CU_ASSERT(right);
        cir_mapping_free(&mapping);
    }
}

/* What the lint must let pass, though it looks like what it refuses. */
static const char *const accepted[] = {
    HEADER,
    HEADER "id,,row-number,\n",
    HEADER "title,t,value,a=b=c\n",
    HEADER "sector,s,value,x=\n",
    HEADER "sector,s,value,a=22\nsector,s,prefix,naics:\nsector,s,value,a=energy\n",
    HEADER "country,c,separator, \n",
    HEADER "country,c,separator,\"\t\"\n",
    HEADER "date,when,copy,\ndate_end,when,copy,\n",
    HEADER "date,d,date-order,dmy\ndate,d,value,never=31/12/2019\n",
    HEADER "reach,r,value,big=national|global\n",
    HEADER "sector,s,value,a=energy\nsector,s,value,*=unknown",
};

static void test_mapping__accepts_what_makes_sense(void)
{
    for (size_t i = 0; i < sizeof accepted / sizeof accepted[0]; i++) {
        struct cir_mapping mapping;
        struct cir_error error = {0};
        bool right = read_text(&mapping, accepted[i], &error) == CIR_OK;
        if (!right)
            printf("\n  %s  -> %zu:%zu %s\n", accepted[i], error.line, error.column, error.message);
        CU_ASSERT(right);
        cir_mapping_free(&mapping);
    }
}

static void test_mapping__refuses_a_nul_byte(void)
{
    static const char text[] = HEADER "id,nr,copy,\n"
                                      "title,na\0me,copy,\n";
    struct cir_mapping mapping;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(cir_mapping_read(&mapping, "my.csv", (struct cir_text){text, sizeof text - 1}, &world.fields,
                                     &world.definitions, &error),
                    CIR_BAD_TABLE);
    CU_ASSERT(error.line == 3 && error.column == 9 && strstr(error.message, "NUL") != NULL);
    cir_mapping_free(&mapping);
}

int main(void)
{
    static const struct cir_test tests[] = {
        {"keeps rows in file order", test_mapping__keeps_rows_in_file_order},
        {"says how a column is written", test_mapping__says_how_a_column_is_written},
        {"refuses with place and what was expected", test_mapping__refuses_with_place_and_what_was_expected},
        {"refuses a NUL byte", test_mapping__refuses_a_nul_byte},
        {"accepts what makes sense", test_mapping__accepts_what_makes_sense},
    };
    fixture_make(&world);
    int failed = cir_run_suite("mapping", tests, sizeof tests / sizeof tests[0]);
    fixture_free(&world);
    return failed;
}
