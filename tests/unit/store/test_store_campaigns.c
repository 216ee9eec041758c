#include "log.h"

static struct cir_store *make(const char *path)
{
    struct cir_store *store = log_open(path);
    CU_ASSERT_EQUAL(log_store(store, NULL), CIR_OK);
    return store;
}

static void test_store_campaigns__are_kept(void)
{
    char path[256];
    log_path(path, "campaigns");
    log_store_runs(path, 1);
    log_expect(path, "SELECT * FROM run_campaigns", "1|root_cause|0|36.5\n");
    log_expect(path, "SELECT * FROM campaign_key", "1|1|Moth\n1|2|=1+1\n");
    log_expect(path, "SELECT * FROM campaign_incident", "1|1|1|2\n1|2|1|1\n1|3|2|NULL\n");
    log_expect(path, "SELECT * FROM campaign", "1|1|Moth#1|1|1|2|2\n1|2|Moth#2|1|2|2|1\n");
    log_expect(path, "SELECT * FROM campaign_fact", "1|1|people_affected|>=2385|1\n1|2|deaths||1\n");
    log_expect(path, "SELECT * FROM campaign_probability", "1|1|0|0|0.12385\n1|1|0|3|0.87615\n1|1|1|100|0.25\n");
    log_expect(path, "SELECT * FROM campaign_impact",
               "1|1|62.349|1.25|38.25|0.0|NULL|0.5|7.125|2.0|17.0|DEU:rest;POL:rest\n");
    log_expect(path, "SELECT * FROM campaign_impact EXCEPT SELECT * FROM impact", "");
    /* what a row and a campaign have alike is stored alike */
    log_expect(path, "SELECT * FROM campaign_verdict EXCEPT SELECT * FROM verdict", "");
    log_expect(path, "SELECT count(*) FROM campaign_verdict", "4\n");
    remove(path);
}

static void test_store_campaigns__are_joined_with_their_rows(void)
{
    char path[256];
    log_path(path, "joined");
    log_store_runs(path, 1);
    log_expect(path, "SELECT * FROM campaign_member ORDER BY campaign, row", "1|1|1\n1|1|2\n1|2|1\n");
    log_expect(path, "SELECT * FROM campaign_judged WHERE scheme = 'gge'",
               "1|1|Moth#1|2|gge|3|significant|62.349|38.25|70.0|1|3|0.85|a-factor-of-a-long-name\n"
               "1|2|Moth#2|1|gge|NULL|cannot-tell|NULL|0.0|100.0|0|NULL|0.0|people_share\n");
    log_expect(path, "SELECT scheme, axis, value FROM campaign_axis_value WHERE campaign = 1",
               "gge|scale|33.3333\ngge|severity|100.0\ngge|outlook|0.04\nown|score|7.125\n");
    log_expect(path,
               "SELECT count(*) FROM judged JOIN campaign_member USING (run, row)"
               " JOIN campaign_judged USING (run, campaign, scheme)",
               "6\n");
    remove(path);
}

static void test_store_campaigns__of_a_run_without_them_are_none(void)
{
    struct cir_store_run run = log_run;
    const struct cir_store_outcome outcome = {.input_sha256 = LOG_SHA256, .rows = 1};
    char path[256];
    log_path(path, "none");
    struct cir_store *store = make(path);
    run.campaigns = (struct cir_store_grouping){0};
    CU_ASSERT_EQUAL(cir_store_begin_run(store, &run, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL(log_put_subject(store, 1, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_store_finish_run(store, &outcome, NULL), CIR_OK);
    cir_store_close(store);
    log_expect(path, "SELECT run FROM run", "1\n2\n");
    log_expect(path, "SELECT run FROM run_campaigns", "1\n");
    remove(path);
}

static void test_store_campaigns__of_an_abandoned_run_leave_nothing(void)
{
    char path[256];
    log_path(path, "left");
    struct cir_store *store = make(path);
    CU_ASSERT_EQUAL(cir_store_begin_run(store, &log_run, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL(log_put_campaigns(store, NULL), CIR_OK);
    cir_store_abandon_run(store);
    cir_store_close(store);
    log_expect(path, "SELECT count(*), max(run) FROM campaign", "2|1\n");
    log_expect(path, "SELECT count(*), max(run) FROM run_campaigns", "1|1\n");
    remove(path);
}

static void test_store_campaigns__are_refused_twice(void)
{
    static const struct cir_store_campaign again = {2, {"Bee", 3}, 2, 1, 1};
    struct cir_error error = {0};
    char path[256];
    log_path(path, "again");
    struct cir_store *store = make(path);
    CU_ASSERT_EQUAL(cir_store_begin_run(store, &log_run, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL(log_put_campaigns(store, NULL), CIR_OK);
    CU_ASSERT_EQUAL(cir_store_put_campaign(store, &again, toy_known, &error), CIR_BAD_STORE);
    CU_ASSERT_STRING_EQUAL(error.message, "UNIQUE constraint failed: campaign.run, campaign.campaign");
    CU_ASSERT_EQUAL(cir_store_put_campaign_key(store, 9, cir_text_of("Moth"), &error), CIR_BAD_STORE);
    CU_ASSERT_STRING_EQUAL(error.message, "UNIQUE constraint failed: campaign_key.run, campaign_key.name");
    cir_store_close(store);
    remove(path);
}

static void test_store_campaigns__that_cannot_be_are_refused(void)
{
    static const char *const statements[] = {
        "UPDATE run_campaigns SET column = ''",
        "UPDATE run_campaigns SET within_months = -1",
        "UPDATE run_campaigns SET within_hours = -0.5",
        "UPDATE campaign_key SET name = ''",
        "UPDATE campaign_key SET name = 'Moth'",
        "UPDATE campaign_incident SET place = 0",
        "UPDATE campaign_incident SET place = 1 WHERE row = 1",
        "INSERT INTO campaign_incident VALUES (1, 1, 2, 1)",
        "UPDATE campaign SET incidents = 3",
        "UPDATE campaign SET first_place = 0, incidents = 3",
        "UPDATE campaign_fact SET partly_told = 0 WHERE cell = ''",
        "UPDATE campaign_fact SET field = ''",
        "UPDATE campaign_verdict SET low = 71 WHERE high = 70",
        "UPDATE campaign_probability SET probability = 0",
        "UPDATE campaign_probability SET probability = 1.2",
        "UPDATE campaign_verdict SET applies = 0 WHERE level = 3",
        "UPDATE campaign_impact SET direct = -0.5",
        "UPDATE campaign_impact SET domestic_low = 38.5",
        "UPDATE campaign_impact SET global_high = 0.25",
        "UPDATE campaign_impact SET states_high = 1",
    };
    char path[256];
    log_path(path, "refused");
    log_expect_constraints(path, statements, sizeof statements / sizeof statements[0],
                           "UPDATE campaign SET last_place = 3, incidents = 3 WHERE campaign = 1");
}

CIR_SUITE("store_campaigns", {"are kept", test_store_campaigns__are_kept},
          {"are joined with their rows", test_store_campaigns__are_joined_with_their_rows},
          {"of a run without them are none", test_store_campaigns__of_a_run_without_them_are_none},
          {"of an abandoned run leave nothing", test_store_campaigns__of_an_abandoned_run_leave_nothing},
          {"are refused twice", test_store_campaigns__are_refused_twice},
          {"that cannot be are refused", test_store_campaigns__that_cannot_be_are_refused})
