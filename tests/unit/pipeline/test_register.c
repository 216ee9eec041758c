#include "pipeline/register.h"

#include "scratch.h"
#include "suite.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static struct cir_classifier *classifier;
static struct cir_register assets;
static struct cir_error error;

static const char header[] = "id,date,country,sector,facility,joint_plant,capacity_mw,primary_reserve,black_start\n";

static void start(void)
{
    const char *scheme = "kritis-de-2022";
    scratch_open();
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, &scheme, 1, &error), CIR_OK);
}

static void end(void)
{
    cir_register_free(&assets);
    cir_classifier_free(classifier);
    scratch_close();
}

static enum cir_status judge(const char *rows, const char *figures)
{
    struct cir_buffer text = {0};
    cir_register_free(&assets);
    cir_buffer_add_format(&text, "%s%s", header, rows);
    scratch_write("register.csv", cir_buffer_text(&text));
    cir_buffer_free(&text);
    if (figures != NULL)
        scratch_write("figures.csv", cir_text_of(figures));
    const struct cir_register_input input = {.path = scratch_path("register.csv"),
                                             .figures = figures != NULL ? scratch_path("figures.csv") : NULL};
    return cir_register_judge(&assets, classifier, &input, &error);
}

static enum cir_designation_verdict verdict_of(size_t asset)
{
    CU_ASSERT_FATAL(asset < assets.asset_count);
    return assets.assets[asset].designation.verdict;
}

static void expect_problem(size_t number, size_t place, enum cir_problem_code code, size_t line, const char *part)
{
    CU_ASSERT_FATAL(number < assets.reject_count && place < assets.rejects[number].problem_count);
    const struct cir_problem *problem = &assets.rejects[number].problems[place];
    struct cir_buffer said = {0};
    cir_buffer_add_format(&said, "%s '%.*s'; %s; %s", problem->field, CIR_TEXT_ARGS(problem->value), problem->expected,
                          problem->suggestion);
    cir_buffer_add_char(&said, '\0');
    CU_ASSERT_EQUAL(problem->code, code);
    CU_ASSERT_EQUAL(problem->line, line);
    if (strstr(said.data, part) == NULL)
        printf("%s does not say %s\n", said.data, part);
    CU_ASSERT_PTR_NOT_NULL(strstr(said.data, part));
    cir_buffer_free(&said);
}

/* With one problem. */
static void expect_reject(size_t number, enum cir_problem_code code, size_t line, const char *part)
{
    expect_problem(number, 0, code, line, part);
    CU_ASSERT_EQUAL(assets.rejects[number].problem_count, 1);
    CU_ASSERT_EQUAL(assets.rejects[number].line, line);
}

static void test_register__nothing_is_lost(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,power-plant,,104,no,no\n"
                          "b,2025,DE,power,power-palnt,,104,no,no\n"
                          "c,2025,DE,power,,,104,no,no\n"
                          "a,2025,DE,power,power-control,,104,no,no\n"
                          "d,2025,DE,power,power-plant,,lots,no,no\n"
                          "e,2025,DE,power,unknown,,104,no,no\n",
                          NULL),
                    CIR_OK);
    CU_ASSERT(assets.row_count == 6 && assets.asset_count == 1 && assets.reject_count == 5);
    expect_reject(0, CIR_PROBLEM_UNKNOWN_OPTION, 3,
                  "facility 'power-palnt'; one of the facilities of kritis-de-2022; power-plant");
    expect_reject(1, CIR_PROBLEM_FACILITY_MISSING, 4, "unknown, or n/a of an asset that is none of them");
    expect_reject(2, CIR_PROBLEM_ID_REPEATED, 5, "line 2 too, which says something else, so neither counts");
    expect_reject(3, CIR_PROBLEM_BAD_NUMBER, 6, "lots");
    expect_reject(4, CIR_PROBLEM_ID_REPEATED, 2, "line 5 too, which says something else, so neither counts");
    CU_ASSERT_TRUE(cir_text_is(assets.rejects[4].raw, "a,2025,DE,power,power-plant,,104,no,no"));
    const struct cir_problem *last = &assets.rejects[4].problems[0];
    CU_ASSERT(last->row == 1 && last->column == 1 && last->byte == sizeof header - 1);
    CU_ASSERT(assets.rejects[3].problems[0].row == 5 && assets.rejects[3].problems[0].column == 7);
    CU_ASSERT_EQUAL(verdict_of(0), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(strlen(assets.sha256), CIR_SHA256_HEX_SIZE - 1);
    end();
}

static void test_register__keeps_the_cells_as_they_stand(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025,Germany,power,power-plant,\"Werk \"\"A\"\"\",90..110,,n/a\n"
                          "e,2025-07,DE,power,unknown,,2.385,no,no\n",
                          NULL),
                    CIR_OK);
    static const char *const cells[] = {"a",          "2025",    "Germany", "power", "power-plant",
                                        "Werk \"A\"", "90..110", "",        "n/a"};
    CU_ASSERT_EQUAL_FATAL(assets.column_count, sizeof cells / sizeof cells[0]);
    CU_ASSERT(cir_text_is(assets.columns[0], "id") && cir_text_is(assets.columns[8], "black_start"));
    for (size_t i = 0; i < assets.column_count; i++)
        CU_ASSERT(cir_text_is(assets.assets[0].cells[i], cells[i]));
    CU_ASSERT(cir_text_is(assets.assets[1].cells[1], "2025-07") && cir_text_is(assets.assets[1].kind, "unknown"));
    end();
}

/* Whatever the order: a row that stands twice is one asset; rows that contradict each other are none. */
static void test_register__of_rows_that_contradict_each_other_none_counts(void)
{
    static const char *const orders[][2] = {{"104", "103.85"}, {"103.85", "104"}};
    struct cir_buffer rows = {0};
    start();
    for (size_t i = 0; i < 2; i++) {
        cir_buffer_clear(&rows);
        for (size_t k = 0; k < 2; k++)
            cir_buffer_add_format(
                &rows, "a,2025,DE,power,power-plant,,%s,no,no\nb,2025,DE,power,power-plant,,104,no,no\n", orders[i][k]);
        cir_buffer_add_char(&rows, '\0');
        CU_ASSERT_EQUAL(judge(rows.data, "asset,measure,value,unit,year\na,heat_gwh,2385,GWh,\n"), CIR_OK);
        CU_ASSERT(assets.row_count == 4 && assets.asset_count == 1 && assets.reject_count == 4);
        CU_ASSERT_TRUE(cir_text_is(assets.assets[0].id, "b"));
        CU_ASSERT_EQUAL(verdict_of(0), CIR_PROPOSED);
        expect_reject(1, CIR_PROBLEM_ID_REPEATED, 5, "id 'b'; one row an asset; it stands on line 3 too");
        expect_reject(2, CIR_PROBLEM_ASSET_UNKNOWN, 2, "asset 'a'; the id of an asset of the register that is judged");
    }
    cir_buffer_free(&rows);
    end();
}

/* Nobody can tell which of the two is right, whatever is wrong with one of them besides. */
static void test_register__a_refused_row_contradicts_too(void)
{
    static const char good[] = "a,2025,DE,power,power-plant,,104,no,no\n";
    static const struct {
        const char *row;
        enum cir_problem_code code;
    } bad[] = {{"a,2025,DE,power,power-palnt,,104,no,no\n", CIR_PROBLEM_UNKNOWN_OPTION},
               {"a,2025,DE,power,power-plant,,lots,no,no\n", CIR_PROBLEM_BAD_NUMBER},
               {"a,2025,DE,power,,,104,no,no\n", CIR_PROBLEM_FACILITY_MISSING}};
    char rows[256];
    start();
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        snprintf(rows, sizeof rows, "%s%s", good, bad[i].row);
        CU_ASSERT_EQUAL(judge(rows, NULL), CIR_OK);
        CU_ASSERT(assets.asset_count == 0 && assets.reject_count == 2 && assets.rejects[0].problem_count == 2);
        expect_problem(0, 0, bad[i].code, 3, "");
        expect_problem(0, 1, CIR_PROBLEM_ID_REPEATED, 3, "line 2 too, which says something else");
        expect_reject(1, CIR_PROBLEM_ID_REPEATED, 2, "line 3 too, which says something else");
        snprintf(rows, sizeof rows, "%s%s%s", bad[i].row, good, bad[i].row);
        CU_ASSERT_EQUAL(judge(rows, NULL), CIR_OK);
        CU_ASSERT(assets.asset_count == 0 && assets.reject_count == 3 && assets.row_count == 3);
        expect_reject(0, bad[i].code, 2, "");
        expect_reject(1, CIR_PROBLEM_ID_REPEATED, 3, "line 2 too, which says something else");
        CU_ASSERT_EQUAL(assets.rejects[2].problem_count, 2);
        expect_problem(2, 1, CIR_PROBLEM_ID_REPEATED, 4, "it stands on line 2 too");
    }
    end();
}

static void test_register__all_that_is_wrong_with_a_row_is_told(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025,DE,powre,power-palnt,,lots,no,perhaps\n", NULL), CIR_OK);
    CU_ASSERT_FATAL(assets.reject_count == 1 && assets.rejects[0].problem_count == 4);
    expect_problem(0, 0, CIR_PROBLEM_UNKNOWN_SECTOR, 2, "sector 'powre'");
    expect_problem(0, 1, CIR_PROBLEM_BAD_NUMBER, 2, "capacity_mw 'lots'");
    expect_problem(0, 2, CIR_PROBLEM_UNKNOWN_OPTION, 2, "black_start 'perhaps'");
    expect_problem(0, 3, CIR_PROBLEM_UNKNOWN_OPTION, 2, "facility 'power-palnt'");
    end();
}

static void test_register__needs_a_row(void)
{
    start();
    CU_ASSERT_EQUAL(judge("", NULL), CIR_BAD_LOG);
    CU_ASSERT_PTR_NOT_NULL(strstr(error.message, "no row stands below the header"));
    CU_ASSERT_EQUAL(cir_status_exit_code(error.status), 3);
    end();
}

static const struct cir_quantity *fact_of(size_t asset, const char *criterion)
{
    const struct cir_scheme *scheme = assets.scheme;
    size_t number = 0;
    while (number < scheme->criterion_count && strcmp(scheme->criteria[number].name, criterion) != 0)
        number++;
    CU_ASSERT_FATAL(number < scheme->criterion_count && asset < assets.asset_count);
    return cir_asset_fact(&assets, &assets.assets[asset], scheme->criteria[number].measure);
}

static void test_register__of_a_part_that_is_in_no_sum_all_is_open(void)
{
    start();
    CU_ASSERT_EQUAL(
        judge("a,2025,DE,power,power-plant,W,60.25,no,no\nb,2025,DE,power,power-plant,W,lots,no,no\n", NULL), CIR_OK);
    const struct cir_quantity *capacity = fact_of(0, "power-plant/1/capacity_mw");
    const struct cir_quantity *starts = fact_of(0, "power-plant/3/black_start");
    CU_ASSERT(capacity->answer == CIR_UNANSWERED && capacity->low == 60.25 && isinf(capacity->high));
    CU_ASSERT(starts->answer == CIR_UNANSWERED && starts->options == 3 && !starts->together);
    end();
}

/* What is in no sum may be any figure: enough without it is enough, less is not known to be less. */
static void test_register__a_plant_without_one_of_its_parts_is_not_known_to_be_small(void)
{
    static const struct {
        const char *row;
        enum cir_designation_verdict verdict;
    } others[] = {
        {"b,2025,DE,power,power-plant,W,lots,no,no\n", CIR_CANNOT_TELL},
        {"b,2025,DE,power,power-palnt,W,10,no,no\n", CIR_CANNOT_TELL},
        {"b,2025,DE,power,,W,10,no,no\n", CIR_CANNOT_TELL},
        {"b,2025,DE,power,unknown,W,10,no,no\n", CIR_CANNOT_TELL},
        {"b,2025,DE,power,power-plant,unknown,10,no,no\n", CIR_CANNOT_TELL},
        {"b,2025,DE,power,unknown,unknown,10,no,no\n", CIR_CANNOT_TELL},
        {"b,2025,DE,power,power-plant,unknown,lots,no,no\n", CIR_CANNOT_TELL},
        {"b,2025,DE,power,power-control,unknown,10,no,no\n", CIR_NOT_PROPOSED},
        {"b,2025,DE,power,n/a,unknown,10,no,no\n", CIR_NOT_PROPOSED},
        {"b,2025,DE,power,power-plant,n/a,10,no,no\n", CIR_NOT_PROPOSED},
        {"b,2025,DE,power,power-plant,W,10,no,no\nb,2025,DE,power,power-plant,W,11,no,no\n", CIR_CANNOT_TELL},
        {"b,2025,DE,power,power-control,W,lots,no,no\n", CIR_NOT_PROPOSED},
        {"b,2025,DE,power,power-plant,V,lots,no,no\n", CIR_NOT_PROPOSED},
        {"b,2025,DE,power,power-plant,,lots,no,no\n", CIR_NOT_PROPOSED},
        {"b,2025,DE,power,n/a,W,lots,no,no\n", CIR_NOT_PROPOSED},
        {"a,2025,DE,power,power-plant,W,60.25,no,no\n", CIR_NOT_PROPOSED},
        {"b,2025,DE,power,power-plant,W\n", CIR_NOT_PROPOSED},
        {"b,2025,DE,power,power-plant,W,43.75,no,no\nc,2025,DE,power,power-plant,W,lots,no,no\n", CIR_PROPOSED},
    };
    char rows[512];
    start();
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        snprintf(rows, sizeof rows, "a,2025,DE,power,power-plant,W,60.25,no,no\n%s", others[i].row);
        CU_ASSERT_EQUAL(judge(rows, NULL), CIR_OK);
        CU_ASSERT_EQUAL(verdict_of(0), others[i].verdict);
        snprintf(rows, sizeof rows, "%sa,2025,DE,power,power-plant,W,60.25,no,no\n", others[i].row);
        CU_ASSERT_EQUAL(judge(rows, NULL), CIR_OK);
        for (size_t k = 0; k < assets.asset_count; k++)
            if (cir_text_is(assets.assets[k].id, "a"))
                CU_ASSERT_EQUAL(verdict_of(k), others[i].verdict);
    }
    end();
}

/* Of one whose plant is not known the others of its plant are missing, whoever they are. */
static void test_register__a_part_of_a_plant_that_is_not_known_may_be_of_any(void)
{
    start();
    CU_ASSERT_EQUAL(
        judge("a,2025,DE,power,power-plant,unknown,60.25,no,no\nb,2025,DE,power,power-plant,unknown,104,,no\n"
              "c,2025,DE,power,power-plant,,60.25,no,no\nd,2025,DE,power,power-plant,W,60.25,no,no\n",
              NULL),
        CIR_OK);
    CU_ASSERT_EQUAL(verdict_of(0), CIR_CANNOT_TELL);
    CU_ASSERT(assets.assets[0].parts == 1 && assets.assets[0].is_plant_unknown);
    CU_ASSERT_EQUAL(verdict_of(1), CIR_PROPOSED);
    CU_ASSERT_EQUAL(verdict_of(2), CIR_NOT_PROPOSED);
    CU_ASSERT_EQUAL(verdict_of(3), CIR_CANNOT_TELL);
    const struct cir_quantity *capacity = fact_of(0, "power-plant/1/capacity_mw");
    CU_ASSERT(capacity->answer == CIR_UNANSWERED && capacity->low == 60.25 && isinf(capacity->high));
    end();
}

/* Another part takes nothing from it, known or not. */
static void test_register__what_is_sure_of_a_part_is_sure_of_its_plant(void)
{
    static const char *const others[] = {
        "b,2025,DE,power,power-plant,W,1.5,no,unknown\n", "b,2025,DE,power,power-plant,W,1.5,no,no\n",
        "b,2025,DE,power,power-plant,W,1.5,no,n/a\n", "b,2025,DE,power,power-plant,W,lots,no,no\n",
        "b,2025,DE,power,power-plant,unknown,1.5,no,no\n"};
    char rows[512];
    start();
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        snprintf(rows, sizeof rows, "a,2025,DE,power,power-plant,W,2.385,no,yes\n%s", others[i]);
        CU_ASSERT_EQUAL(judge(rows, NULL), CIR_OK);
        CU_ASSERT_EQUAL(verdict_of(0), CIR_PROPOSED);
        const struct cir_quantity *starts = fact_of(0, "power-plant/3/black_start");
        CU_ASSERT(starts->answer == CIR_ANSWERED && starts->options == 2);
    }
    CU_ASSERT_EQUAL(
        judge("a,2025,DE,power,power-plant,W,2.385,no,unknown\nb,2025,DE,power,power-plant,W,1,no,no\n", NULL), CIR_OK);
    CU_ASSERT_EQUAL(verdict_of(0), CIR_CANNOT_TELL);
    end();
}

static void test_register__parts_of_a_plant_count_together_whatever_their_order(void)
{
    static const char *const orders[] = {
        "a,2025,DE,power,power-plant,W,60.25,no,no\nb,2025,DE,power,power-plant,W,43.75,no,no\n"
        "c,2025,DE,power,power-plant,,60.25,no,no\nd,2025,DE,power,power-control,W,60.25,no,no\n",
        "d,2025,DE,power,power-control,W,60.25,no,no\nb,2025,DE,power,power-plant,W,43.75,no,no\n"
        "a,2025,DE,power,power-plant,W,60.25,no,no\nc,2025,DE,power,power-plant,,60.25,no,no\n"};
    start();
    for (size_t i = 0; i < 2; i++) {
        CU_ASSERT_EQUAL(judge(orders[i], NULL), CIR_OK);
        for (size_t k = 0; k < assets.asset_count; k++) {
            bool is_joint = cir_text_is(assets.assets[k].id, "a") || cir_text_is(assets.assets[k].id, "b");
            CU_ASSERT_EQUAL(verdict_of(k), is_joint ? CIR_PROPOSED : CIR_NOT_PROPOSED);
            CU_ASSERT_EQUAL(assets.assets[k].parts, is_joint ? 2 : 1);
        }
    }
    end();
}

static void expect_verdict(const char *id, enum cir_designation_verdict verdict, size_t parts)
{
    for (size_t i = 0; i < assets.asset_count; i++)
        if (cir_text_is(assets.assets[i].id, id)) {
            CU_ASSERT_EQUAL(verdict_of(i), verdict);
            CU_ASSERT_EQUAL(assets.assets[i].parts, parts);
            return;
        }
    CU_FAIL("no such asset");
}

/* What lies in another State adds nothing, and is nothing to this one, however large it is. */
static void test_register__a_plant_ends_at_the_border(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,power-plant,W,60.25,no,no\nb,2025,FR,power,power-plant,W,43.75,no,no\n"
                          "c,2025,FR,power,power-plant,W,2385,no,no\nd,2025,DE,power,power-plant,V,104,no,no\n"
                          "e,2025,FR,power,power-plant,,104,no,yes\nf,2025,unknown,power,power-plant,,104,no,no\n",
                          NULL),
                    CIR_OK);
    expect_verdict("a", CIR_NOT_PROPOSED, 1);
    expect_verdict("b", CIR_NOT_PROPOSED, 2);
    expect_verdict("c", CIR_NOT_PROPOSED, 2);
    expect_verdict("d", CIR_PROPOSED, 1);
    expect_verdict("e", CIR_NOT_PROPOSED, 1);
    expect_verdict("f", CIR_CANNOT_TELL, 1);
    const struct cir_asset *abroad = &assets.assets[4];
    CU_ASSERT_STRING_EQUAL(assets.scheme->criteria[abroad->designation.decided].name, "in-germany");
    end();
}

/* A part of which it is not known where it lies may be one of this plant. */
static void test_register__a_part_in_no_known_state_leaves_the_plant_open(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,power-plant,W,60.25,no,no\nb,2025,unknown,power,power-plant,W,43.75,no,no\n"
                          "c,2025,DE,power,power-plant,V,60.25,no,no\n",
                          NULL),
                    CIR_OK);
    expect_verdict("a", CIR_CANNOT_TELL, 1);
    expect_verdict("b", CIR_CANNOT_TELL, 1);
    expect_verdict("c", CIR_NOT_PROPOSED, 1);
    end();
}

/* "n/a" says that an asset is none of the facilities: there is nothing left to know. */
static void test_register__an_asset_may_be_no_facility(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,n/a,,2385,no,no\nb,2025,DE,power,unknown,,2385,no,no\n", NULL), CIR_OK);
    CU_ASSERT_EQUAL(verdict_of(0), CIR_NOT_PROPOSED);
    CU_ASSERT_FALSE(assets.assets[0].is_facility_unknown);
    CU_ASSERT_EQUAL(verdict_of(1), CIR_CANNOT_TELL);
    CU_ASSERT_TRUE(assets.assets[1].is_facility_unknown);
    end();
}

static void test_register__keeps_of_an_asset_what_it_is_judged_by(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,power-plant,,103.85,no,yes\nb,2025,DE,power,unknown,,104,no,no\n", NULL),
                    CIR_OK);
    const struct cir_scheme *scheme = assets.scheme;
    CU_ASSERT_EQUAL(fact_of(0, "power-plant/1/capacity_mw")->point, 103.85);
    CU_ASSERT_EQUAL(assets.measures[assets.assets[0].facility - scheme->facilities].count, 4);
    CU_ASSERT_EQUAL(assets.measures[scheme->facility_count].count, 1); /* its State alone */
    end();
}

static void test_register__figures_stand_for_cells(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,power-plant,,,,\nb,2025,DE,power,power-plant,,,,\n",
                          "unit,asset,measure,value,year\nMW,a,capacity_mw,104.5,2025\n,b,primary_reserve,no,\n"
                          ",b,black_start,no,2025\nMW,b,capacity_mw,103.85,2025\nMW,b,capacity_mw,103.85,2025\n"),
                    CIR_OK);
    CU_ASSERT(assets.figure_count == 5 && assets.rejected_figure_count == 0);
    CU_ASSERT_EQUAL(verdict_of(0), CIR_PROPOSED);
    CU_ASSERT_EQUAL(verdict_of(1), CIR_NOT_PROPOSED);
    end();
}

static void test_register__figures_of_one_asset_leave_the_next_alone(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,power-plant,,,no,no\nb,2025,DE,power,power-plant,,,no,no\n",
                          "asset,measure,value,unit,year\na,capacity_mw,104.5,MW,2025\na,heat_gwh,2385,GWh,2025\n"),
                    CIR_OK);
    CU_ASSERT_EQUAL(verdict_of(0), CIR_PROPOSED);
    CU_ASSERT_EQUAL(verdict_of(1), CIR_CANNOT_TELL);
    end();
}

static void test_register__of_figures_that_contradict_each_other_none_counts(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,power-plant,,104.5,no,no\nb,2025,DE,power,power-plant,,,no,no\n",
                          "asset,measure,value,unit,year\na,capacity_mw,96.5,MW,\nb,capacity_mw,110.5,MW,\n"
                          "b,capacity_mw,111.5,MW,\n"),
                    CIR_OK);
    CU_ASSERT(assets.figure_count == 3 && assets.rejected_figure_count == 3);
    expect_reject(0, CIR_PROBLEM_FIGURE_CONTRADICTED, 2, "line 2 of the register");
    expect_reject(1, CIR_PROBLEM_FIGURE_CONTRADICTED, 4, "line 3 has another value");
    expect_reject(2, CIR_PROBLEM_FIGURE_CONTRADICTED, 3, "line 4 has another value");
    CU_ASSERT_EQUAL(verdict_of(0), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(verdict_of(1), CIR_CANNOT_TELL);
    end();
}

/* "unknown" is looked for and not found, in the register as in the figures: whoever found it says so. */
static void test_register__what_is_unknown_contradicts_nothing(void)
{
    static const struct {
        const char *cell;
        const char *figures;
        enum cir_designation_verdict verdict;
    } rows[] = {
        {"unknown", "a,capacity_mw,104.5,MW,\n", CIR_PROPOSED},
        {"unknown", "a,capacity_mw,unknown,MW,\na,capacity_mw,96.5,MW,\na,capacity_mw,,MW,\n", CIR_NOT_PROPOSED},
        {"104.5", "a,capacity_mw,unknown,MW,\n", CIR_PROPOSED},
        {"", "a,capacity_mw,unknown,MW,\n", CIR_CANNOT_TELL},
    };
    char row[128];
    char figures[256];
    start();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        snprintf(row, sizeof row, "a,2025,DE,power,power-plant,,%s,no,no\nb,2025,DE,power,power-plant,,,no,no\n",
                 rows[i].cell);
        snprintf(figures, sizeof figures, "asset,measure,value,unit,year\n%s", rows[i].figures);
        CU_ASSERT_EQUAL(judge(row, figures), CIR_OK);
        CU_ASSERT_EQUAL(assets.rejected_figure_count, 0);
        CU_ASSERT_EQUAL(verdict_of(0), rows[i].verdict);
        CU_ASSERT_EQUAL(verdict_of(1), CIR_CANNOT_TELL);
    }
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,power-plant,,unknown,no,no\n",
                          "asset,measure,value,unit,year\na,capacity_mw,104.5,MW,\na,capacity_mw,96.5,MW,\n"),
                    CIR_OK);
    CU_ASSERT_EQUAL(assets.rejected_figure_count, 2);
    CU_ASSERT_EQUAL(verdict_of(0), CIR_CANNOT_TELL);
    end();
}

static void test_register__figures_that_do_not_fit_are_rejected(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,power-plant,,,no,no\n",
                          "asset,measure,value,unit,year\na,capacity_mw,110.5,GW,\na,capacity_nw,110.5,MW,\n"
                          "a,capacity_mw,much,MW,\na,capacity_mw,110.5,MW,2024\nz,capacity_mw,110.5,MW,\n"),
                    CIR_OK);
    CU_ASSERT(assets.figure_count == 5 && assets.rejected_figure_count == 5);
    expect_reject(0, CIR_PROBLEM_UNIT_DIFFERS, 2, "unit 'GW'; MW");
    expect_reject(1, CIR_PROBLEM_MEASURE_UNKNOWN, 3,
                  "measure 'capacity_nw'; a column of the register that holds a number or options; capacity_mw");
    expect_reject(2, CIR_PROBLEM_BAD_NUMBER, 4, "much");
    expect_reject(3, CIR_PROBLEM_YEAR_DIFFERS, 5, "2024");
    expect_reject(4, CIR_PROBLEM_ASSET_UNKNOWN, 6, "'z'");
    CU_ASSERT_EQUAL(verdict_of(0), CIR_CANNOT_TELL);
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,power-plant,,,no,no\n", "asset,measure,value\n"), CIR_BAD_TABLE);
    end();
}

static void test_register__facts_take_effect_in_the_next_year(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025-11,DE,power,power-plant,,104,no,no\nb,,DE,power,power-plant,,104,no,no\n"
                          "c,>=2024,DE,power,power-plant,,104,no,no\n",
                          NULL),
                    CIR_OK);
    double effect_h = cir_asset_effect_h(assets.scheme, &assets.assets[0]);
    CU_ASSERT_EQUAL(effect_h, 493056); /* 2026-04-01: 20544 days */
    CU_ASSERT_TRUE(isnan(cir_asset_effect_h(assets.scheme, &assets.assets[1])));
    CU_ASSERT_TRUE(isnan(cir_asset_effect_h(assets.scheme, &assets.assets[2]))); /* a date without an end */
    end();
}

static int64_t ask(const char *sql)
{
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    int64_t answer = -1;
    CU_ASSERT_EQUAL_FATAL(sqlite3_open(scratch_path("lists.db"), &database), SQLITE_OK);
    CU_ASSERT_EQUAL(sqlite3_prepare_v2(database, sql, -1, &statement, NULL), SQLITE_OK);
    if (statement != NULL && sqlite3_step(statement) == SQLITE_ROW)
        answer = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return answer;
}

static void test_register__is_a_run_of_a_store(void)
{
    start();
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,power-plant,W,60.25,no,no\nb,2025,DE,power,power-plant,W,43.75,no,no\n"
                          "c,2025,DE,power,power-plant,,60.25,,no\nd,2025,DE,power,,,60.25,,no\n"
                          "e,2025,DE,power,power-palnt,,lots,no,no\n",
                          "asset,measure,value,unit,year\nc,capacity_mw,60.25,MW,\n"),
                    CIR_OK);
    const struct cir_register_run run = {.store = scratch_path("lists.db"),
                                         .input_name = "register.csv",
                                         .options_text = "designate register.csv",
                                         .recorded_at = "2026-01-31T23:59:59Z"};
    CU_ASSERT_EQUAL(cir_register_store(&assets, classifier, &run, &error), CIR_OK);
    CU_ASSERT_EQUAL(cir_register_store(&assets, classifier, &run, &error), CIR_OK);
    CU_ASSERT_EQUAL(ask("SELECT count(*) FROM run WHERE row_count = 5 AND scored = 3 AND rejected = 2"), 2);
    CU_ASSERT_EQUAL(ask("SELECT count(*) FROM designated WHERE run = 2 AND proposal = 'proposed' AND parts = 2"
                        " AND value_low = 104 AND threshold = 104 AND level = 1 AND country = 'DE'"),
                    2);
    CU_ASSERT_EQUAL(ask("SELECT count(*) FROM designated WHERE run = 1 AND proposal = 'cannot-tell' AND id = 'c'"
                        " AND missing = 'power-plant/2/primary_reserve (fact)'"),
                    1);
    CU_ASSERT_EQUAL(
        ask("SELECT count(*) FROM problem WHERE run = 1 AND code = 'facility-missing' AND field = 'facility'"
            " AND value = '' AND row = 4 AND column = 5"),
        1);
    CU_ASSERT_EQUAL(ask("SELECT count(*) FROM problem WHERE run = 1 AND code = 'bad-number' AND value = 'lots'"
                        " AND number = 0 AND row = 5 AND byte > 0"),
                    1);
    CU_ASSERT_EQUAL(ask("SELECT count(*) FROM problem WHERE run = 1 AND row = 5"), 2);
    CU_ASSERT_EQUAL(ask("SELECT count(*) FROM run WHERE figures_sha256 = '"
                        "b2dc07d8523507d2d6d328059e745271ba24c792a75b7ff0a1bd882fa96d4fce'"),
                    2);
    CU_ASSERT_EQUAL(ask("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    end();
}

/* Nothing decided but a person. */
static void test_register__a_level_that_a_person_put_has_no_criterion(void)
{
    static const char row[] = "a,2025,DE,power,power-plant,,104,no,no\n";
    start();
    scratch_write("overrides.csv",
                  cir_text_of("id,field,old,new,reason,who,when\n"
                              "a,kritis-de-2022_level,proposed,not-proposed,closed,M. O.,2026-02-03\n"));
    struct cir_buffer text = {0};
    cir_buffer_add_format(&text, "%s%s", header, row);
    scratch_write("register.csv", cir_buffer_text(&text));
    cir_buffer_free(&text);
    const struct cir_register_input input = {.path = scratch_path("register.csv"),
                                             .format.overrides = scratch_path("overrides.csv")};
    CU_ASSERT_EQUAL_FATAL(cir_register_judge(&assets, classifier, &input, &error), CIR_OK);
    const struct cir_designation *said = &assets.assets[0].designation;
    CU_ASSERT(said->is_overridden && said->level == 0 && said->level_low == 1);
    CU_ASSERT(said->verdict == CIR_NOT_PROPOSED && said->decided == CIR_INDEX_NONE);
    const struct cir_register_run run = {.store = scratch_path("lists.db"),
                                         .input_name = "register.csv",
                                         .options_text = "designate register.csv",
                                         .recorded_at = "2026-01-31T23:59:59Z"};
    CU_ASSERT_EQUAL(cir_register_store(&assets, classifier, &run, &error), CIR_OK);
    CU_ASSERT_EQUAL(ask("SELECT count(*) FROM verdict WHERE reason = 'override' AND level = 0"), 1);
    CU_ASSERT_EQUAL(ask("SELECT count(*) FROM designation WHERE criterion IS NULL AND proposal = 'not-proposed'"), 1);
    CU_ASSERT_EQUAL(ask("SELECT count(*) FROM run WHERE figures_sha256 IS NULL AND overrides_sha256 IS NOT NULL"), 1);
    end();
}

static void test_register__needs_a_scheme_of_assets(void)
{
    const char *scheme = "nciss";
    scratch_open();
    CU_ASSERT_EQUAL_FATAL(cir_classifier_new(&classifier, NULL, &scheme, 1, &error), CIR_OK);
    CU_ASSERT_EQUAL(judge("a,2025,DE,power,power-plant,,104,no,no\n", NULL), CIR_BAD_USE);
    end();
}

CIR_SUITE("register", {"nothing is lost", test_register__nothing_is_lost},
          {"keeps the cells as they stand", test_register__keeps_the_cells_as_they_stand},
          {"of rows that contradict each other none counts",
           test_register__of_rows_that_contradict_each_other_none_counts},
          {"a refused row contradicts too", test_register__a_refused_row_contradicts_too},
          {"all that is wrong with a row is told", test_register__all_that_is_wrong_with_a_row_is_told},
          {"needs a row", test_register__needs_a_row},
          {"of a part that is in no sum all is open", test_register__of_a_part_that_is_in_no_sum_all_is_open},
          {"a plant without one of its parts is not known to be small",
           test_register__a_plant_without_one_of_its_parts_is_not_known_to_be_small},
          {"a part of a plant that is not known may be of any",
           test_register__a_part_of_a_plant_that_is_not_known_may_be_of_any},
          {"what is sure of a part is sure of its plant", test_register__what_is_sure_of_a_part_is_sure_of_its_plant},
          {"parts of a plant count together whatever their order",
           test_register__parts_of_a_plant_count_together_whatever_their_order},
          {"a plant ends at the border", test_register__a_plant_ends_at_the_border},
          {"a part in no known State leaves the plant open",
           test_register__a_part_in_no_known_state_leaves_the_plant_open},
          {"an asset may be no facility", test_register__an_asset_may_be_no_facility},
          {"keeps of an asset what it is judged by", test_register__keeps_of_an_asset_what_it_is_judged_by},
          {"figures stand for cells", test_register__figures_stand_for_cells},
          {"figures of one asset leave the next alone", test_register__figures_of_one_asset_leave_the_next_alone},
          {"of figures that contradict each other none counts",
           test_register__of_figures_that_contradict_each_other_none_counts},
          {"what is unknown contradicts nothing", test_register__what_is_unknown_contradicts_nothing},
          {"figures that do not fit are rejected", test_register__figures_that_do_not_fit_are_rejected},
          {"facts take effect in the next year", test_register__facts_take_effect_in_the_next_year},
          {"is a run of a store", test_register__is_a_run_of_a_store},
          {"a level that a person put has no criterion", test_register__a_level_that_a_person_put_has_no_criterion},
          {"needs a scheme of assets", test_register__needs_a_scheme_of_assets})
