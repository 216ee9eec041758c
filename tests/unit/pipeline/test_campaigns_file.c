#include "pipeline/campaigns_file.h"

#include "pipeline/score_log.h"
#include "scratch.h"
#include "sink/summary.h"
#include "suite.h"

#include <stdio.h>

static struct cir_classifier *classifier_of(const char *scheme)
{
    struct cir_classifier *classifier = NULL;
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, &scheme, 1, NULL), CIR_OK);
    return classifier;
}

static bool same_files(const char *a, const char *b)
{
    struct cir_buffer one = scratch_read(a);
    struct cir_buffer two = scratch_read(b);
    bool same = one.size > 0 && cir_text_equal(cir_buffer_text(&one), cir_buffer_text(&two));
    cir_buffer_free(&one);
    cir_buffer_free(&two);
    return same;
}

static bool holds(const char *name, const char *text)
{
    struct cir_buffer file = scratch_read(name);
    bool found = memmem(file.data, file.size, text, strlen(text)) != NULL;
    if (!found)
        printf("'%s' is not in\n%.*s", text, (int)file.size, file.data);
    cir_buffer_free(&file);
    return found;
}

/* Rows of 300 campaigns in a log of many blocks, some of them bad. */
static void write_log(size_t rows)
{
    struct cir_buffer log = {0};
    cir_buffer_add_string(&log, "id,date,country,sector,campaign,operator,people_affected,duration_h,deaths,remark\n");
    for (size_t i = 0; i < rows; i++)
        cir_buffer_add_format(&log, "I-%zu,2020-%02zu-%02zu,%s,%s,%s%zu,operator %zu,%zu.385,%zu,%s,%s\n",
                              i % 97 == 96 ? i - 50 : i, i % 12 + 1, i % 28 + 1, i % 3 == 0 ? "DE" : "FR",
                              i % 53 == 52 ? "pwr" : "power", i % 7 == 0 ? "Moth " : "Bee ", i % 150, i % 1001,
                              i % 5003, i % 31, i % 11 == 0 ? "unknown" : "0", "\"a, remark\"");
    scratch_write("log.csv", cir_buffer_text(&log));
    cir_buffer_free(&log);
}

static void score(const struct cir_classifier *classifier, const char *name, unsigned threads, const char *campaigns,
                  const struct cir_period *within)
{
    char output[160];
    char file[160];
    struct cir_tally tally;
    struct cir_error error = {0};
    snprintf(output, sizeof output, "%s", scratch_path(name));
    snprintf(file, sizeof file, "%s", scratch_path(campaigns != NULL ? campaigns : ""));
    struct cir_score_options options = {.input = scratch_path("log.csv"), .output = output, .threads = threads};
    options.campaigns.wanted = campaigns != NULL;
    options.campaigns.output = file;
    if (within != NULL)
        options.campaigns.within = *within;
    enum cir_status status = cir_score_log(classifier, &options, &tally, &error);
    if (status != CIR_OK)
        printf("%s\n", error.message);
    CU_ASSERT_EQUAL(status, CIR_OK);
    CU_ASSERT_TRUE(campaigns == NULL || tally.campaign_incidents == tally.scored);
    cir_tally_free(&tally);
}

static void test_campaigns_file__is_the_same_for_any_threads(void)
{
    static const struct cir_period month = {.months = 1};
    struct cir_classifier *classifier = classifier_of("gge");
    scratch_open();
    write_log(20000);
    score(classifier, "without", 2, NULL, NULL);
    score(classifier, "out1", 1, "campaigns1", NULL);
    score(classifier, "out2", 2, "campaigns2", NULL);
    score(classifier, "out5", 5, "campaigns5", NULL);
    score(classifier, "out1", 1, "windows1", &month);
    score(classifier, "out5", 5, "windows5", &month);
    CU_ASSERT_TRUE(same_files("campaigns1", "campaigns2"));
    CU_ASSERT_TRUE(same_files("campaigns1", "campaigns5"));
    CU_ASSERT_TRUE(same_files("windows1", "windows5"));
    CU_ASSERT_FALSE(same_files("campaigns1", "windows1"));
    /* the scored log does not know of campaigns */
    CU_ASSERT_TRUE(same_files("without", "out1"));
    CU_ASSERT_TRUE(same_files("without", "out5"));
    scratch_close();
    cir_classifier_free(classifier);
}

static void test_campaigns_file__is_plain_and_guarded(void)
{
    struct cir_classifier *classifier = classifier_of("gge");
    struct cir_tally tally;
    scratch_open();
    scratch_write("log.csv", cir_text_of("id;date;country;sector;campaign;people_affected\n"
                                         "=1+1;31/12/2020;DE;power;=cmd;1.234,5\n"));
    char input[160];
    char output[160];
    snprintf(input, sizeof input, "%s", scratch_path("log.csv"));
    snprintf(output, sizeof output, "%s", scratch_path("campaigns.csv"));
    struct cir_score_options options = {
        .input = input, .bom = true, .log = {.decimal = ',', .thousands = '.', .date_order = CIR_DATE_DMY}};
    options.campaigns.wanted = true;
    options.campaigns.output = output;
    CU_ASSERT_EQUAL(cir_score_log(classifier, &options, &tally, NULL), CIR_OK);
    CU_ASSERT_EQUAL(tally.campaigns, 1);
    cir_tally_free(&tally);
    CU_ASSERT_TRUE(holds("campaigns.csv", "\xef\xbb\xbfid,date,"));
    CU_ASSERT_TRUE(holds("campaigns.csv", "\n'=cmd,2020-12-31,"));
    CU_ASSERT_TRUE(holds("campaigns.csv", ",1234.5,"));
    CU_ASSERT_TRUE(holds("campaigns.csv", ",1,'=1+1,"));
    options.raw = true;
    options.bom = false;
    CU_ASSERT_EQUAL(cir_score_log(classifier, &options, &tally, NULL), CIR_OK);
    cir_tally_free(&tally);
    CU_ASSERT_TRUE(holds("campaigns.csv", "\n=cmd,2020-12-31,"));
    struct cir_buffer file = scratch_read("campaigns.csv");
    CU_ASSERT_TRUE(cir_text_starts_with(cir_buffer_text(&file), "id,date,"));
    cir_buffer_free(&file);
    scratch_close();
    cir_classifier_free(classifier);
}

static void test_campaigns_file__counts_beyond_the_ids_it_lists(void)
{
    struct cir_classifier *classifier = classifier_of("gge");
    struct cir_buffer log = {0};
    struct cir_tally tally;
    scratch_open();
    cir_buffer_add_string(&log, "id,date,country,sector,campaign,deaths,injured\n");
    for (int i = 1; i <= 21; i++)
        cir_buffer_add_format(&log, "I-%d,2020,DE,power,Moth,1,%s\n", i, i == 7 ? "2" : "");
    scratch_write("log.csv", cir_buffer_text(&log));
    struct cir_score_options options = {.input = scratch_path("log.csv")};
    options.campaigns.wanted = true;
    options.campaigns.output = scratch_path("campaigns.csv");
    CU_ASSERT_EQUAL(cir_score_log(classifier, &options, &tally, NULL), CIR_OK);
    cir_tally_free(&tally);
    CU_ASSERT_TRUE(holds("campaigns.csv", ",21,I-1 I-2 "));
    CU_ASSERT_TRUE(holds("campaigns.csv", " I-20 ...,injured,"));
    cir_buffer_free(&log);
    scratch_close();
    cir_classifier_free(classifier);
}

CIR_SUITE("campaigns_file", {"is the same for any threads", test_campaigns_file__is_the_same_for_any_threads},
          {"is plain and guarded", test_campaigns_file__is_plain_and_guarded},
          {"counts beyond the ids it lists", test_campaigns_file__counts_beyond_the_ids_it_lists})
