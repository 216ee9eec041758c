#include "pipeline/register.h"
#include "pipeline/what_if.h"

#include "scratch.h"
#include "suite.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#define BORDER CIR_SOURCE_DIR "/tests/golden/shared/border"

static const char abroad[] = CIR_SOURCE_DIR "/tests/golden/shared/abroad";
static const char plants[] = "id,date,country,sector,facility,joint_plant,capacity_mw,national_share\n";
static const char european[] =
    "id,date,country,sector,eci_subsector,sectoral_criteria_met,essential_to_society,member_states_affected,"
    "products_degraded,national_share\n";

static struct cir_classifier *classifier;
static struct cir_register assets;
static struct cir_error error;
static struct cir_outage_h outage;

static void start(const char *scheme, const char *definitions, const char *regional)
{
    const struct cir_network_use use = {.network = BORDER, .regional = regional};
    scratch_open();
    outage = (struct cir_outage_h){24, 24};
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, definitions, &scheme, 1, &error), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_classifier_use_network(classifier, definitions, &use, &error), CIR_OK);
}

static void end(void)
{
    cir_register_free(&assets);
    cir_classifier_free(classifier);
    scratch_close();
}

static enum cir_status judge(const char *header, const char *rows)
{
    struct cir_buffer text = {0};
    const struct cir_register_input input = {.path = scratch_path("register.csv"), .outage = outage};
    cir_register_free(&assets);
    cir_buffer_add_format(&text, "%s%s", header, rows);
    scratch_write("register.csv", cir_buffer_text(&text));
    cir_buffer_free(&text);
    return cir_register_judge(&assets, classifier, &input, &error);
}

static const struct cir_asset_impact *impact_of(size_t asset)
{
    CU_ASSERT_FATAL(asset < assets.asset_count && assets.assets[asset].impact != NULL);
    return assets.assets[asset].impact;
}

/* ---- the same as a what-if ---- */

static bool is_abroad_and_hit(const struct cir_impact *impact, const struct cir_network *network, size_t state,
                              enum cir_impact_layer layer, enum cir_impact_part last)
{
    for (size_t i = 0; i < network->node_count; i++)
        if (network->nodes[i].state == state && impact->parts[i] >= CIR_PART_REGIONAL && impact->parts[i] <= last &&
            impact->layers[layer].shares[i] >= cir_impact_thresholds[0])
            return true;
    return false;
}

/* States counted node by node, of one layer. */
static double count_states(const struct cir_impact *impact, const struct cir_network *network,
                           enum cir_impact_layer layer, enum cir_impact_part last)
{
    double count = 0;
    for (size_t state = 0; state < network->state_count; state++)
        count += is_abroad_and_hit(impact, network, state, layer, last);
    return count;
}

static void compare_states(const struct cir_state_span *span, const struct cir_impact *impact,
                           const struct cir_network *network, enum cir_impact_part last)
{
    const double money = count_states(impact, network, CIR_LAYER_MONEY, last);
    const double functional = count_states(impact, network, CIR_LAYER_FUNCTIONAL, last);
    CU_ASSERT_EQUAL(span->low, fmin(money, functional));
    CU_ASSERT_EQUAL(span->high, fmax(money, functional));
}

static void compare(double share, double duration_h)
{
    const struct cir_what_if_options options = {.network = BORDER, .regional = "eu27", .orders = CIR_IMPACT_ORDERS};
    const struct cir_text state = cir_text_of("DE");
    struct cir_what_if *what_if = NULL;
    struct cir_impact impact;
    uint32_t node;
    size_t count = 0;
    CU_ASSERT_EQUAL_FATAL(cir_what_if_new(&what_if, &options, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_what_if_prepare(what_if, &state, 1, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_what_if_nodes(&node, &count, what_if, state, cir_text_of("power"), NULL), CIR_OK);
    const struct cir_shock_spans shock = {node, share, share, duration_h, duration_h};
    CU_ASSERT_EQUAL_FATAL(cir_what_if_impact(&impact, what_if, &shock, 1, NULL), CIR_OK);
    const struct cir_asset_impact *told = impact_of(0);
    CU_ASSERT_DOUBLE_EQUAL(told->row.direct, impact.ends[CIR_END_LOW].losses[CIR_PART_DIRECT], 1e-12);
    for (size_t i = 0; i < CIR_SUMMARY_PARTS; i++) {
        CU_ASSERT_DOUBLE_EQUAL(told->row.low[i], impact.ends[CIR_END_LOW].losses[CIR_PART_DOMESTIC + i], 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(told->row.high[i], impact.ends[CIR_END_HIGH].losses[CIR_PART_DOMESTIC + i], 1e-12);
    }
    CU_ASSERT_EQUAL(told->row.states_low, (double)impact.ends[CIR_END_LOW].states[0]);
    CU_ASSERT_EQUAL(told->row.states_high, (double)impact.ends[CIR_END_HIGH].states[0]);
    compare_states(&told->abroad, &impact, cir_what_if_network(what_if), CIR_PART_GLOBAL);
    compare_states(&told->regional, &impact, cir_what_if_network(what_if), CIR_PART_REGIONAL);
    cir_impact_free(&impact);
    cir_what_if_free(what_if);
}

static void test_register_impacts__are_those_of_a_what_if(void)
{
    static const double shares[] = {.003, .0199, .028, .31, .5, 1};
    static const double durations_h[] = {1.61, 3.703, 24, 71.5};
    char row[64];
    start("kritis-de-2022", NULL, "eu27");
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++)
        for (size_t k = 0; k < sizeof durations_h / sizeof durations_h[0]; k++) {
            outage = (struct cir_outage_h){durations_h[k], durations_h[k]};
            snprintf(row, sizeof row, "a,2025,DE,power,power-plant,,60,%g\n", shares[i]);
            CU_ASSERT_EQUAL_FATAL(judge(plants, row), CIR_OK);
            compare(shares[i], durations_h[k]);
        }
    end();
}

/* ---- joint plants ---- */

static void test_register_impacts__of_a_joint_plant_are_those_of_the_sum(void)
{
    start("kritis-de-2022", NULL, NULL);
    CU_ASSERT_EQUAL(judge(plants, "a,2025,DE,power,power-plant,W,60,0.02\nb,2025,DE,power,power-plant,W,60,0.48\n"
                                  "c,2025,DE,power,power-plant,,60,0.5\nd,2025,DE,power,power-control,W,60,0.5\n"),
                    CIR_OK);
    for (size_t i = 0; i < 4; i++) {
        CU_ASSERT_EQUAL(impact_of(i)->shock.share_high, .5);
        CU_ASSERT_EQUAL(impact_of(i)->abroad.low, 7);
        CU_ASSERT_DOUBLE_EQUAL(impact_of(i)->row.direct, impact_of(2)->row.direct, 1e-12);
    }
    end();
}

static void test_register_impacts__of_a_plant_with_an_unknown_part_are_at_least_those_of_the_others(void)
{
    start("kritis-de-2022", NULL, NULL);
    CU_ASSERT_EQUAL(judge(plants, "a,2025,DE,power,power-plant,W,60,0.5\nb,2025,DE,power,power-plant,W,60,unknown\n"
                                  "c,2025,DE,power,power-plant,V,60,0.7\nd,2025,DE,power,power-plant,V,60,0.6\n"),
                    CIR_OK);
    CU_ASSERT(impact_of(0)->shock.share_low == .5 && impact_of(0)->shock.share_high == 1);
    CU_ASSERT(impact_of(0)->abroad.low == 7 && impact_of(0)->abroad.high == 8);
    CU_ASSERT_TRUE(isnan(impact_of(0)->row.direct));
    CU_ASSERT_EQUAL(impact_of(2)->shock.share_high, 1);
    end();
}

static void test_register_impacts__of_a_plant_in_several_places_are_not_told(void)
{
    start("kritis-de-2022", NULL, NULL);
    CU_ASSERT_EQUAL(judge(plants, "a,2025,DE,power,power-plant,V,60,0.5\nb,2025,DE,transport,power-plant,V,60,0.25\n"
                                  "c,2025,unknown,power,power-plant,U,60,0.25\n"),
                    CIR_OK);
    for (size_t i = 0; i < assets.asset_count; i++) {
        CU_ASSERT_EQUAL(impact_of(i)->row.outcome, CIR_IMPACT_CANNOT_TELL);
        CU_ASSERT_TRUE(isnan(impact_of(i)->abroad.high));
    }
    CU_ASSERT_EQUAL(assets.asset_count, 3);
    end();
}

/* A scheme of one State adds up what lies in it; a part in no known State may lie there. */
static void test_register_impacts__of_a_plant_end_at_the_border(void)
{
    start("kritis-de-2022", NULL, NULL);
    CU_ASSERT_EQUAL(judge(plants, "a,2025,DE,power,power-plant,W,60,0.5\nb,2025,FR,power,power-plant,W,60,0.25\n"
                                  "c,2025,DE,power,power-plant,U,60,0.5\nd,2025,unknown,power,power-plant,U,60,0.25\n"),
                    CIR_OK);
    CU_ASSERT(impact_of(0)->shock.share_low == .5 && impact_of(0)->shock.share_high == .5);
    CU_ASSERT_EQUAL(impact_of(0)->abroad.low, 7);
    CU_ASSERT_FALSE(isnan(impact_of(0)->row.direct));
    CU_ASSERT(impact_of(2)->shock.share_low == .5 && impact_of(2)->shock.share_high == 1);
    CU_ASSERT_EQUAL(impact_of(3)->row.outcome, CIR_IMPACT_CANNOT_TELL);
    end();
}

/* ---- as a criterion ---- */

static enum cir_designation_verdict verdict_of(size_t asset)
{
    CU_ASSERT_FATAL(asset < assets.asset_count);
    return assets.assets[asset].designation.verdict;
}

static void test_register_impacts__serve_as_a_criterion(void)
{
    start("eci-2008-114", abroad, NULL);
    CU_ASSERT_EQUAL(judge(european, "two,2025,DE,power,electricity,yes,yes,1,yes,0.028\n"
                                    "one,2025,DE,power,electricity,yes,yes,1,yes,0.02\n"
                                    "less,2025,DE,power,electricity,yes,yes,1,yes,0.003\n"
                                    "open,2025,DE,power,electricity,yes,yes,1,yes,unknown\n"
                                    "absent,2025,DE,water,electricity,yes,yes,1,yes,0.5\n"
                                    "declared,2025,DE,water,electricity,yes,yes,2,yes,0.5\n"),
                    CIR_OK);
    CU_ASSERT_EQUAL(verdict_of(0), CIR_PROPOSED);
    CU_ASSERT_EQUAL(verdict_of(1), CIR_BORDERLINE);
    CU_ASSERT_EQUAL(verdict_of(2), CIR_NOT_PROPOSED);
    CU_ASSERT_EQUAL(verdict_of(3), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(verdict_of(4), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(verdict_of(5), CIR_PROPOSED);
    end();
}

/* Who asks without a network gets no answer, and surely not "no". */
static void test_register_impacts__are_not_none_without_a_network(void)
{
    const char *scheme = "eci-2008-114";
    const struct cir_fact facts[] = {{"country", "DE"},
                                     {"sector", "power"},
                                     {"eci_subsector", "electricity"},
                                     {"sectoral_criteria_met", "yes"},
                                     {"essential_to_society", "yes"},
                                     {"member_states_affected", "1"},
                                     {"products_degraded", "yes"},
                                     {"national_share", "1"}};
    struct cir_verdict verdict;
    scratch_open();
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, abroad, &scheme, 1, &error), CIR_OK);
    CU_ASSERT_EQUAL(judge(european, "a,2025,DE,power,electricity,yes,yes,1,yes,1\n"), CIR_OK);
    CU_ASSERT_EQUAL(verdict_of(0), CIR_CANNOT_TELL);
    CU_ASSERT(assets.network == NULL && assets.assets[0].impact == NULL);
    CU_ASSERT_EQUAL(cir_classify(classifier, facts, sizeof facts / sizeof facts[0], &verdict, &error), CIR_OK);
    CU_ASSERT(verdict.level_low == 0 && verdict.level_high == 1);
    end();
}

static void test_register_impacts__need_a_time(void)
{
    start("kritis-de-2022", NULL, NULL);
    outage = (struct cir_outage_h){0, 0};
    CU_ASSERT_EQUAL(judge(plants, "a,2025,DE,power,power-plant,,60,0.5\n"), CIR_BAD_USE);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "hours above 0"));
    outage = (struct cir_outage_h){24, 6};
    CU_ASSERT_EQUAL(judge(plants, "a,2025,DE,power,power-plant,,60,0.5\n"), CIR_BAD_USE);
    end();
}

/* ---- the store ---- */

static int count_rows(const char *sql)
{
    int rows = -1;
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(scratch_path("lists.db"), &database), SQLITE_OK);
    CU_ASSERT_EQUAL(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    if (sqlite3_step(statement) == SQLITE_ROW)
        rows = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return rows;
}

static void test_register_impacts__are_stored(void)
{
    start("kritis-de-2022", NULL, "eu27");
    const struct cir_register_run run = {.store = scratch_path("lists.db"),
                                         .input_name = "register.csv",
                                         .options_text = "",
                                         .recorded_at = "2026-01-31T23:59:59Z"};
    CU_ASSERT_EQUAL(judge(plants, "a,2025,DE,power,power-plant,,60,0.5\nb,2025,DE,power,power-plant,,60,unknown\n"
                                  "c,2025,DE,water,power-plant,,60,0.5\nd,2025,unknown,power,power-plant,,60,n/a\n"),
                    CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_register_store(&assets, classifier, &run, &error), CIR_OK);
    CU_ASSERT_EQUAL(count_rows("SELECT count(*) FROM designation_abroad"), 4);
    CU_ASSERT_EQUAL(count_rows("SELECT count(*) FROM impact"), 2);
    CU_ASSERT_EQUAL(count_rows("SELECT count(*) FROM designation_abroad WHERE row = 1 AND outcome = 'told' AND"
                               " share = 0.5 AND outage_high_h = 24 AND states_low = 7 AND states_high = 8 AND"
                               " regional_low = 6 AND regional_high = 7"),
                    1);
    CU_ASSERT_EQUAL(count_rows("SELECT count(*) FROM designation_abroad WHERE row = 2 AND share IS NULL AND"
                               " states_low = 0"),
                    1);
    CU_ASSERT_EQUAL(count_rows("SELECT count(*) FROM designation_abroad WHERE row > 2 AND states_low IS NULL"), 2);
    CU_ASSERT_EQUAL(count_rows("SELECT count(*) FROM run_network WHERE name = 'border' AND regional = 'eu27'"), 1);
    end();
}

CIR_SUITE("impacts of a register", {"are those of a what-if", test_register_impacts__are_those_of_a_what_if},
          {"of a joint plant are those of the sum", test_register_impacts__of_a_joint_plant_are_those_of_the_sum},
          {"of a plant with an unknown part are at least those of the others",
           test_register_impacts__of_a_plant_with_an_unknown_part_are_at_least_those_of_the_others},
          {"of a plant end at the border", test_register_impacts__of_a_plant_end_at_the_border},
          {"of a plant in several places are not told",
           test_register_impacts__of_a_plant_in_several_places_are_not_told},
          {"serve as a criterion", test_register_impacts__serve_as_a_criterion},
          {"are not none without a network", test_register_impacts__are_not_none_without_a_network},
          {"need a time", test_register_impacts__need_a_time}, {"are stored", test_register_impacts__are_stored})
