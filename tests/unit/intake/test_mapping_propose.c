#include "intake/mapping.h"

#include "fixture.h"
#include "suite.h"

#include <stdio.h>

static struct fixture world;

enum { COLUMNS_MAX = 8, ROWS_MAX = 4 };

#define HEADER "target,source,transform,argument\n"

static const struct {
    const char *columns[COLUMNS_MAX];
    const char *samples[ROWS_MAX][COLUMNS_MAX];
    const char *proposal;
} cases[] = {
    /* by canonical name, whatever case and sign between words; what fits nothing is left out */
    {{"ID", "Date-End", "date", "Other Countries", "colour"},
     {{"A", "2020-02", "2020", "DE;FR", "red"}},
     HEADER "id,ID,copy,\ndate,date,copy,\ndate_end,Date-End,copy,\nother_countries,Other Countries,copy,\n"},
    /* synonyms; no id column: the rows are numbered; a name that needs quotes */
    {{"Victim, country", "Breach Date"},
     {{"DE", "2020-01-02"}},
     HEADER "id,,row-number,row-\ndate,Breach Date,copy,\ncountry,\"Victim, country\",copy,\n"},
    /* near names only where the values fit */
    {{"id", "dtae", "sectr", "data"},
     {{"1", "2020-01-02", "water", "x"}, {"2", "2020-01-03", "health", "y"}, {"3", "2020-01-04", "health", "z"}},
     HEADER "id,id,copy,\ndate,dtae,copy,\nsector,sectr,copy,\n"},
    /* dates of one possible order */
    {{"id", "date", "date_end"},
     {{"1", "06/18/2020", "01/02/2020"}, {"2", "01/02/2020", "03/04/2020"}},
     HEADER "id,id,copy,\ndate,date,date-order,mdy\ndate_end,date_end,copy,\n"},
    /* numbers of one possible writing, and of two */
    {{"id", "deaths", "injured", "loss", "duration_h"},
     {{"1", "1,234,567", "1,234", "1.234,5", "2,75"}, {"2", "12", "5", "7", "3"}},
     HEADER "id,id,copy,\nduration_h,duration_h,decimal,\",\"\ndeaths,deaths,thousands,\",\"\n"
            "injured,injured,copy,\nloss,loss,decimal,\",\"\nloss,loss,thousands,.\n"},
    /* lists at another sign, industry codes of a system that the name tells */
    {{"id", "country", "industry_naics"},
     {{"1", "DE,FR", "2211"}, {"2", "IT", "445"}},
     HEADER "id,id,copy,\ncountry,country,separator,\",\"\nsector,industry_naics,prefix,naics:\n"},
    /* by values alone */
    {{"id", "a", "b", "c", "d"},
     {{"1", "13.02.2020", "Germany", "power", "2020"},
      {"2", "14.02.2020", "CH", "health", "x"},
      {"3", "15.02.2020", "UK", "water", "y"}},
     HEADER "id,id,copy,\ndate,a,date-order,dmy\ncountry,b,copy,\nsector,c,copy,\n"},
    /* two samples are too few to go by values */
    {{"id", "a"}, {{"1", "Germany"}, {"2", "France"}}, HEADER "id,id,copy,\n"},
};

static void propose(struct cir_buffer *proposal, size_t number)
{
    static const struct cir_synonym synonyms[] = {{{"country", 7}, {"victim, country", 15}},
                                                  {{"date", 4}, {"breach_date", 11}},
                                                  {{"sector", 6}, {"industry_naics", 14}}};
    struct cir_text columns[COLUMNS_MAX];
    struct cir_text samples[ROWS_MAX * COLUMNS_MAX];
    struct cir_mapping_evidence evidence = {
        .columns = columns, .samples = samples, .synonyms = synonyms, .synonym_count = 3};
    while (evidence.column_count < COLUMNS_MAX && cases[number].columns[evidence.column_count] != NULL) {
        columns[evidence.column_count] = cir_text_of(cases[number].columns[evidence.column_count]);
        evidence.column_count++;
    }
    for (; evidence.sample_rows < ROWS_MAX && cases[number].samples[evidence.sample_rows][0] != NULL;
         evidence.sample_rows++)
        for (size_t i = 0; i < evidence.column_count; i++)
            samples[evidence.sample_rows * evidence.column_count + i] =
                cir_text_of(cases[number].samples[evidence.sample_rows][i]);
    CU_ASSERT_EQUAL(cir_mapping_propose(proposal, &evidence, &world.fields, &world.definitions, NULL), CIR_OK);
}

static void test_mapping_propose__takes_what_fits(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cir_buffer proposal = {0};
        propose(&proposal, i);
        bool right = cir_text_is(cir_buffer_text(&proposal), cases[i].proposal);
        if (!right)
            printf("\n%.*s", (int)proposal.size, proposal.data);
        CU_ASSERT(right);
        cir_buffer_free(&proposal);
    }
}

static void test_mapping_propose__writes_a_mapping_without_fault(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cir_buffer proposal = {0};
        struct cir_mapping mapping;
        propose(&proposal, i);
        CU_ASSERT_EQUAL(
            cir_mapping_read(&mapping, "proposal", cir_buffer_text(&proposal), &world.fields, &world.definitions, NULL),
            CIR_OK);
        cir_mapping_free(&mapping);
        cir_buffer_free(&proposal);
    }
}

int main(void)
{
    static const struct cir_test tests[] = {
        {"takes what fits", test_mapping_propose__takes_what_fits},
        {"writes a mapping without fault", test_mapping_propose__writes_a_mapping_without_fault},
    };
    fixture_make(&world);
    int failed = cir_run_suite("mapping_propose", tests, sizeof tests / sizeof tests[0]);
    fixture_free(&world);
    return failed;
}
