#include "pipeline/grouping.h"

#include "pipeline/score_log.h"
#include "scratch.h"
#include "sink/summary.h"
#include "suite.h"

#include <stdio.h>

static struct cir_classifier *classifier;

/* Score a log by its campaigns. */
static enum cir_status run(const char *log, const char *column, const char *mapping, struct cir_tally *tally,
                           struct cir_error *error)
{
    char mapping_path[160];
    scratch_write("log.csv", cir_text_of(log));
    struct cir_score_options options = {.input = scratch_path("log.csv"), .output = scratch_path("scored.csv")};
    options.campaigns.wanted = true;
    options.campaigns.output = scratch_path("campaigns.csv");
    options.campaigns.column = column;
    if (mapping != NULL) {
        scratch_write("mapping.csv", cir_text_of(mapping));
        snprintf(mapping_path, sizeof mapping_path, "%s", scratch_path("mapping.csv"));
        options.log.mapping = mapping_path;
    }
    return cir_score_log(classifier, &options, tally, error);
}

static bool campaigns_hold(const char *text)
{
    struct cir_buffer file = scratch_read("campaigns.csv");
    bool holds = memmem(file.data, file.size, text, strlen(text)) != NULL;
    if (!holds)
        printf("'%s' is not in\n%.*s", text, (int)file.size, file.data);
    cir_buffer_free(&file);
    return holds;
}

static void expect(const char *log, const char *column, const char *mapping, unsigned campaigns, unsigned incidents)
{
    struct cir_tally tally;
    struct cir_error error = {0};
    enum cir_status status = run(log, column, mapping, &tally, &error);
    if (status != CIR_OK)
        printf("%s\n", error.message);
    CU_ASSERT_EQUAL(status, CIR_OK);
    CU_ASSERT_EQUAL(tally.campaigns, campaigns);
    CU_ASSERT_EQUAL(tally.campaign_incidents, incidents);
    cir_tally_free(&tally);
}

static void open_all(void)
{
    const char *scheme = "gge";
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, &scheme, 1, NULL), CIR_OK);
    scratch_open();
}

static void close_all(void)
{
    scratch_close();
    cir_classifier_free(classifier);
}

static void test_grouping__finds_the_key(void)
{
    open_all();
    expect("id,date,country,sector,campaign\n1,2020,DE,power,Moth\n2,2020,DE,power,moth\n3,2020,DE,power, Moth \n"
           "4,2020,DE,power,\n5,2020,DE,power,unknown\n6,2020,DE,power,n/a\n",
           NULL, NULL, 2, 3);
    CU_ASSERT_TRUE(campaigns_hold("\nMoth,"));
    CU_ASSERT_TRUE(campaigns_hold("\nmoth,"));
    /* a column that is none of the tool's own, quoted and doubled */
    expect("id,date,country,sector,Fall\n1,2020,DE,power,\"a \"\"b\"\"\"\n2,2020,DE,power,\"a \"\"b\"\"\"\n"
           "3,2020,DE,power,\n4,2020,DE,power,Unknown\n",
           "Fall", NULL, 1, 2);
    CU_ASSERT_TRUE(campaigns_hold("\n\"a \"\"b\"\"\","));
    expect("id,date,country,sector,fall\n1,2020,DE,power,x\n", "Fall", NULL, 1, 1);
    /* a column of another kind groups by what stands in it */
    expect("id,date,country,sector\n1,2020,DE,power\n2,2020,DE,power\n3,2020,FR,power\n", "country", NULL, 2, 3);
    close_all();
}

static void test_grouping__heeds_a_mapping(void)
{
    open_all();
    expect("id,date,country,sector,operation\n1,2020,DE,power,A\n2,2020,DE,power,B\n", NULL,
           "target,source,transform,argument\ncampaign,operation,prefix,op-\n", 2, 2);
    CU_ASSERT_TRUE(campaigns_hold("\nop-A,"));
    expect("id,date,country,sector\n1,2020,DE,power\n2,2020,FR,power\n", NULL,
           "target,source,transform,argument\ncampaign,,constant,all\ndeaths,,constant,2\n", 1, 2);
    CU_ASSERT_TRUE(campaigns_hold("\nall,2020"));
    close_all();
}

static void test_grouping__refuses_a_column_that_is_not_there(void)
{
    open_all();
    struct cir_tally tally;
    struct cir_error error = {0};
    CU_ASSERT_EQUAL(run("id,date,country,sector,campain\n1,2020,DE,power,x\n", NULL, NULL, &tally, &error),
                    CIR_BAD_LOG);
    CU_ASSERT_STRING_EQUAL(error.message, "no column 'campaign' to find campaigns by (nearest: 'campain'); "
                                          "--campaign-column names another");
    cir_tally_free(&tally);
    CU_ASSERT_FALSE(scratch_has("campaigns.csv"));
    CU_ASSERT_FALSE(scratch_has("scored.csv"));
    close_all();
}

/* People in persons, losses in dollars of their year, a share of the State's people, no records of no information. */
static void test_grouping__completes_what_an_incident_tells(void)
{
    open_all();
    expect("id,date,country,sector,operator,campaign,people_affected,people_unit,loss,currency,information\n"
           "1,2020-05,DE,power,A,Moth,1000,households,1000,EUR,none\n"
           "2,2019-05,DE,power,B,Moth,500,,1000,EUR,none\n",
           NULL, NULL, 1, 2);
    CU_ASSERT_TRUE(campaigns_hold(",2500..6500,")); /* households of 2 to 6 */
    CU_ASSERT_TRUE(campaigns_hold(",0.0000"));
    CU_ASSERT_TRUE(campaigns_hold(",22"));      /* loss_usd: at the rates of two years */
    CU_ASSERT_TRUE(campaigns_hold(",0,none,")); /* records_affected, information */
    close_all();
}

static void test_grouping__leaves_out_what_is_rejected(void)
{
    open_all();
    expect("id,date,country,sector,campaign,deaths\n1,2020,DE,power,Moth,1\n2,2020,DE,pwr,Moth,10\n"
           "1,2020,DE,power,Moth,100\n3,2020,DE,power,Moth,1000\n",
           NULL, NULL, 1, 2);
    CU_ASSERT_TRUE(campaigns_hold(",1001,"));
    CU_ASSERT_TRUE(campaigns_hold(",2,1 3,"));
    close_all();
}

CIR_SUITE("grouping", {"finds the key", test_grouping__finds_the_key},
          {"heeds a mapping", test_grouping__heeds_a_mapping},
          {"refuses a column that is not there", test_grouping__refuses_a_column_that_is_not_there},
          {"completes what an incident tells", test_grouping__completes_what_an_incident_tells},
          {"leaves out what is rejected", test_grouping__leaves_out_what_is_rejected})
