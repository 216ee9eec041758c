#include "pipeline/diff.h"

#include "base/file.h"
#include "cirisk.h"
#include "scratch.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* A scheme of two factors that weigh alike, and its next version: the first weighs four times the other, and the band of
 * level 1 begins at 60 instead of 50. */
static const char scheme_rows[] =
    "key,value\nname,two\ntitle,Two factors\nversion,1\nsubject,incident\nauthority,cirisk\n"
    "source,cirisk-gge\nstatus,verified\nunknown,bounds\nexponent,1\nnormalise,answered\n"
    "coverage_min,1\nscore_max,100\ndigits,1\n";
static const char option_rows[] = "factor,measure,option,value,label,source\nwide,reach,local,0,,cirisk-gge\n"
                                  "wide,reach,subnational,0.25,,cirisk-gge\nwide,reach,national,0.5,,cirisk-gge\n"
                                  "wide,reach,regional,0.9,,cirisk-gge\nwide,reach,global,1,,cirisk-gge\n"
                                  "again,replicability,none,0,,cirisk-gge\nagain,replicability,low,0.33,,cirisk-gge\n"
                                  "again,replicability,medium,0.67,,cirisk-gge\n"
                                  "again,replicability,high,1,,cirisk-gge\n";
static const char old_bands[] = "level,low,label,colour,ppd41\n0,0,none,#ffffff,\n1,50,some,#ffffff,\n"
                                "2,80,grave,#ffffff,\n";
static const char new_bands[] = "level,low,label,colour,ppd41\n0,0,none,#ffffff,\n1,60,some,#ffffff,\n"
                                "2,80,grave,#ffffff,\n";
#define FACTORS_HEADER "factor,axis,weight,measure,function,low,high,source\n"
static const char old_factors[] = FACTORS_HEADER "wide,score,1,reach,table,,,cirisk-gge\n"
                                                 "again,score,1,replicability,table,,,cirisk-gge\n";
static const char new_factors[] = FACTORS_HEADER "wide,score,4,reach,table,,,cirisk-gge\n"
                                                 "again,score,1,replicability,table,,,cirisk-gge\n";

static const char old_log[] = "id,date,country,sector,reach,replicability\n"
                              "both,2021-05-07,EE,power,global,none\n"
                              "facts,2021-05-07,EE,power,local,none\n"
                              "down,2021-05-07,EE,power,local,high\n"
                              "told,2021-05-07,EE,power,unknown,none\n"
                              "gone,2021-05-07,EE,power,global,high\n"
                              "joint,2021-05-07,EE,power,local,none\n"
                              "still,2021-05-07,EE,power,global,high\n"
                              "cancelled,2021-05-07,EE,power,global,none\n";
static const char new_log[] = "id,date,country,sector,replicability,reach\n"
                              "cancelled,2021-05-07,EE,power,none,regional\n"
                              "both,2021-05-07,EE,power,none,global\n"
                              "facts,2021-05-07,EE,power,high,global\n"
                              "down,2021-05-07,EE,power,high,local\n"
                              "told,2021-05-07,EE,power,none,global\n"
                              "joint,2021-05-07,EE,power,none,regional\n"
                              "still,2021-05-07,EE,power,high,global\n"
                              "fresh,2021-05-07,EE,power,none,local\n";

/* By hand: the score is 100 (w * wide + again) / (w + 1), with w 1 or 4. */
static const struct {
    const char *id;
    int levels[CIR_DIFF_STEPS]; /* old, facts, method, weights, new */
    enum cir_diff_change change;
    const char *moved_by;
    const char *fields;
} cases[] = {
    {"both", {1, 1, 0, 2, 2}, CIR_DIFF_RAISED, "method;weights;", ""},
    {"facts", {0, 2, 0, 0, 2}, CIR_DIFF_RAISED, "facts;", "reach;replicability"},
    {"down", {1, 1, 0, 0, 0}, CIR_DIFF_LOWERED, "method;weights;", ""},
    {"told", {-1, 1, 0, -1, 2}, CIR_DIFF_OTHER, "facts;method;", "reach"}, /* 0 to 50 is below 60, whatever it is */
    {"gone", {2, -3, 2, 2, -3}, CIR_DIFF_LEFT, "", ""},
    {"joint", {0, 0, 0, 0, 1}, CIR_DIFF_RAISED, "together", "reach"},
    {"still", {2, 2, 2, 2, 2}, CIR_DIFF_SAME, "", ""},
    {"cancelled", {1, 0, 0, 2, 1}, CIR_DIFF_SAME, "facts;method;weights;", "reach"},
    {"fresh", {-3, 0, -3, -3, 0}, CIR_DIFF_ENTERED, "", ""},
};
enum { CASES = sizeof cases / sizeof cases[0] };

static void write_table(const char *version, const char *table, const char *text)
{
    char name[128];
    snprintf(name, sizeof name, "%s/datasets/schemes/two/%s.csv", version, table);
    scratch_write(name, cir_text_of(text));
}

static void write_labels(const char *version)
{
    static const char *const ids[] = {"title", "none", "some", "grave"};
    static const char *const languages[] = {"ar", "en", "es", "fr", "ru", "zh"};
    struct cir_buffer text = {0};
    cir_buffer_add_string(&text, "id,lang,text\n");
    for (size_t i = 0; i < 4; i++)
        for (size_t k = 0; k < 6; k++)
            cir_buffer_add_format(&text, "%s,%s,x%s\n", ids[i], languages[k], ids[i]);
    cir_buffer_add_char(&text, '\0');
    write_table(version, "labels", text.data);
    cir_buffer_free(&text);
}

static void make_folders(const char *version)
{
    static const char *const below[] = {"", "/datasets", "/datasets/schemes", "/datasets/schemes/two"};
    for (size_t i = 0; i < sizeof below / sizeof below[0]; i++) {
        char name[128];
        snprintf(name, sizeof name, "%s%s", version, below[i]);
        CU_ASSERT_EQUAL_FATAL(mkdir(scratch_path(name), S_IRWXU), 0);
    }
}

static void write_version(const char *version, const char *factors, const char *bands)
{
    make_folders(version);
    write_table(version, "scheme", scheme_rows);
    write_table(version, "options", option_rows);
    write_table(version, "factors", factors);
    write_table(version, "bands", bands);
    write_labels(version);
}

static void open_world(void)
{
    scratch_open();
    write_version("old", old_factors, old_bands);
    write_version("new", new_factors, new_bands);
    scratch_write("old.csv", cir_text_of(old_log));
    scratch_write("new.csv", cir_text_of(new_log));
}

static const char *const two[] = {"two"};

static struct cir_diff_options options_of(const char *old_version, const char *new_version, unsigned threads)
{
    return (struct cir_diff_options){
        .old_input = scratch_path("old.csv"),
        .new_input = scratch_path("new.csv"),
        .old_definitions = scratch_path(old_version),
        .new_definitions = scratch_path(new_version),
        .schemes = two,
        .scheme_count = 1,
        .threads = threads,
    };
}

static struct cir_diff made(const struct cir_diff_options *options)
{
    struct cir_diff diff;
    struct cir_error error = {0};
    enum cir_status status = cir_diff_make(&diff, options, &error);
    if (status != CIR_OK)
        printf("%s:%zu: %s\n", error.file, error.line, error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    return diff;
}

static const struct cir_diff_subject *subject_of(const struct cir_diff *diff, const char *id)
{
    uint32_t number = cir_index_find(&diff->ids, cir_text_of(id));
    CU_ASSERT_NOT_EQUAL_FATAL(number, CIR_INDEX_NONE);
    return &diff->subjects[number];
}

static struct cir_buffer causes_of(const struct cir_diff *diff, const struct cir_diff_told *told)
{
    struct cir_buffer text = {0};
    for (enum cir_diff_step step = CIR_DIFF_FACTS; step <= CIR_DIFF_WEIGHTS; step++)
        if (cir_diff_moves(diff, told, step))
            cir_buffer_add_format(&text, "%s;", cir_diff_step_name(step));
    if (cir_diff_moved_together(diff, told))
        cir_buffer_add_string(&text, "together");
    return text;
}

static void test_diff__changes_one_thing_at_a_time(void)
{
    open_world();
    for (unsigned threads = 1; threads <= 5; threads += 2) {
        const struct cir_diff_options options = options_of("old", "new", threads);
        struct cir_diff diff = made(&options);
        CU_ASSERT_EQUAL(diff.subject_count, CASES);
        CU_ASSERT_FALSE(diff.same_definitions);
        for (size_t i = 0; i < CASES; i++) {
            const struct cir_diff_subject *subject = subject_of(&diff, cases[i].id);
            struct cir_buffer causes = causes_of(&diff, subject->told);
            for (size_t step = 0; step < CIR_DIFF_STEPS; step++)
                CU_ASSERT_EQUAL(subject->told->levels[step], cases[i].levels[step]);
            CU_ASSERT_EQUAL(cir_diff_change_of(&diff, subject->told), cases[i].change);
            CU_ASSERT(cir_text_is(cir_buffer_text(&causes), cases[i].moved_by));
            cir_buffer_free(&causes);
            CU_ASSERT_STRING_EQUAL(subject->fields, cases[i].fields);
        }
        cir_diff_free(&diff);
    }
    scratch_close();
}

static void test_diff__keeps_the_order_of_the_old_and_then_of_the_new(void)
{
    open_world();
    const struct cir_diff_options options = options_of("old", "new", 1);
    struct cir_diff diff = made(&options);
    for (size_t i = 0; i < CASES; i++)
        CU_ASSERT_STRING_EQUAL(diff.subjects[i].id, cases[i].id);
    CU_ASSERT_EQUAL(subject_of(&diff, "cancelled")->old_line, 9);
    CU_ASSERT_EQUAL(subject_of(&diff, "cancelled")->new_line, 2);
    CU_ASSERT_EQUAL(subject_of(&diff, "gone")->new_line, 0);
    CU_ASSERT_EQUAL(subject_of(&diff, "fresh")->old_line, 0);
    CU_ASSERT_STRING_EQUAL(subject_of(&diff, "both")->told->old_reason, "wide");
    cir_diff_free(&diff);
    scratch_close();
}

static void test_diff__of_the_same_tables_only_facts_move(void)
{
    open_world();
    const struct cir_diff_options options = options_of("old", "old", 2);
    struct cir_diff diff = made(&options);
    CU_ASSERT_TRUE(diff.same_definitions);
    for (size_t i = 0; i < diff.subject_count; i++) {
        const struct cir_diff_told *told = diff.subjects[i].told;
        CU_ASSERT_FALSE(cir_diff_moves(&diff, told, CIR_DIFF_METHOD));
        CU_ASSERT_FALSE(cir_diff_moves(&diff, told, CIR_DIFF_WEIGHTS));
        CU_ASSERT_FALSE(cir_diff_moved_together(&diff, told));
        CU_ASSERT_EQUAL(told->levels[CIR_DIFF_FACTS], told->levels[CIR_DIFF_NEW]);
    }
    CU_ASSERT_EQUAL(cir_diff_change_of(&diff, subject_of(&diff, "cancelled")->told), CIR_DIFF_LOWERED);
    cir_diff_free(&diff);
    scratch_close();
}

static void test_diff__the_other_way_round_is_the_other_way_round(void)
{
    static const enum cir_diff_change turned[CIR_DIFF_CHANGES] = {
        [CIR_DIFF_SAME] = CIR_DIFF_SAME,   [CIR_DIFF_RAISED] = CIR_DIFF_LOWERED, [CIR_DIFF_LOWERED] = CIR_DIFF_RAISED,
        [CIR_DIFF_OTHER] = CIR_DIFF_OTHER, [CIR_DIFF_ENTERED] = CIR_DIFF_LEFT,   [CIR_DIFF_LEFT] = CIR_DIFF_ENTERED};
    open_world();
    const struct cir_diff_options there = options_of("old", "new", 1);
    struct cir_diff_options back = there;
    back.old_input = there.new_input;
    back.new_input = there.old_input;
    back.old_definitions = there.new_definitions;
    back.new_definitions = there.old_definitions;
    struct cir_diff diff = made(&back);
    for (size_t i = 0; i < CASES; i++)
        CU_ASSERT_EQUAL(cir_diff_change_of(&diff, subject_of(&diff, cases[i].id)->told), turned[cases[i].change]);
    cir_diff_free(&diff);
    scratch_close();
}

static void test_diff__counts_what_was_rejected_as_absent(void)
{
    open_world();
    scratch_write(
        "new.csv",
        cir_text_of(
            "id,date,country,sector,reach,replicability\n"
            "both,2021,EE,power,globe,none\nfacts,2021-05-07,EE,power,local,none\nfacts,2021,EE,power,global,high\n"));
    const struct cir_diff_options options = options_of("old", "old", 1);
    struct cir_diff diff = made(&options);
    CU_ASSERT_EQUAL(diff.old_side.rejected, 0);
    CU_ASSERT_EQUAL(diff.new_side.rejected, 2);
    CU_ASSERT_EQUAL(cir_diff_change_of(&diff, subject_of(&diff, "both")->told), CIR_DIFF_LEFT);
    CU_ASSERT_EQUAL(cir_diff_change_of(&diff, subject_of(&diff, "facts")->told), CIR_DIFF_SAME);
    cir_diff_free(&diff);
    scratch_close();
}

/* ---- tables that refuse rows ---- */

#define FIELDS_HEADER "field,type,unit,options,question,source\n"
static const char number_fields[] = FIELDS_HEADER "checked,number,times,,How often checked?,cirisk-gge\n";
static const char yesno_fields[] = FIELDS_HEADER "checked,yesno,,,Is it checked?,cirisk-gge\n";

/* The old tables take numbers for what the new ones take yes and no for. */
static void open_world_of_refusals(void)
{
    open_world();
    write_table("old", "fields", number_fields);
    write_table("new", "fields", yesno_fields);
    scratch_write("old.csv", cir_text_of("id,date,country,sector,reach,replicability,checked\n"
                                         "refused,2021-05-07,EE,power,global,none,2.385\n"
                                         "turned,2021-05-07,EE,power,local,none,\n"
                                         "early,2021-05-07,EE,power,local,none,yes\n"
                                         "twice,2021-05-07,EE,power,global,high,\n"));
    scratch_write("new.csv", cir_text_of("id,date,country,sector,reach,replicability,checked\n"
                                         "turned,2021-05-07,EE,power,global,high,yes\n"
                                         "twice,2021-05-07,EE,power,local,none,2.385\n"
                                         "twice,2021-05-07,EE,power,global,high,no\n"
                                         "refused,2021-05-07,EE,power,global,none,2.385\n"
                                         "late,2021-05-07,EE,power,global,none,23.85\n"));
}

static void test_diff__holds_what_the_tables_of_each_input_take(void)
{
    open_world_of_refusals();
    const struct cir_diff_options options = options_of("old", "new", 1);
    struct cir_diff diff = made(&options);
    CU_ASSERT_EQUAL(diff.old_side.rejected, 1);
    CU_ASSERT_EQUAL(diff.new_side.rejected, 3);
    CU_ASSERT_EQUAL(diff.subject_count, 3);
    CU_ASSERT_EQUAL(subject_of(&diff, "refused")->new_line, 0);
    CU_ASSERT_EQUAL(cir_diff_change_of(&diff, subject_of(&diff, "refused")->told), CIR_DIFF_LEFT);
    CU_ASSERT_EQUAL(subject_of(&diff, "twice")->new_line, 4);
    CU_ASSERT_FALSE(cir_diff_moves(&diff, subject_of(&diff, "twice")->told, CIR_DIFF_FACTS));
    cir_diff_free(&diff);
    scratch_close();
}

static void test_diff__takes_no_refusal_for_a_cause(void)
{
    open_world_of_refusals();
    const struct cir_diff_options options = options_of("old", "new", 1);
    struct cir_diff diff = made(&options);
    const struct cir_diff_told *told = subject_of(&diff, "turned")->told;
    CU_ASSERT_EQUAL(cir_diff_change_of(&diff, told), CIR_DIFF_RAISED);
    CU_ASSERT_EQUAL(told->levels[CIR_DIFF_FACTS], CIR_DIFF_ABSENT);
    CU_ASSERT_FALSE(cir_diff_moves(&diff, told, CIR_DIFF_FACTS));
    CU_ASSERT_TRUE(cir_diff_moved_together(&diff, told));
    cir_diff_free(&diff);
    scratch_close();
}

static void test_diff__tells_the_first_problem_of_each_input(void)
{
    open_world_of_refusals();
    const struct cir_diff_options options = options_of("old", "new", 1);
    struct cir_diff diff = made(&options);
    CU_ASSERT_EQUAL(diff.old_side.first.line, 4);
    CU_ASSERT_EQUAL(diff.old_side.first.column, 7);
    CU_ASSERT_EQUAL(diff.old_side.first.code, CIR_PROBLEM_BAD_NUMBER);
    CU_ASSERT_EQUAL(diff.new_side.first.line, 3);
    CU_ASSERT_STRING_EQUAL(diff.new_side.first.field, "checked");
    CU_ASSERT(cir_text_is(diff.new_side.first.value, "2.385"));
    cir_diff_free(&diff);
    scratch_close();
}

/* ---- overrides, and what the inputs record ---- */

#define OVERRIDES_HEADER "id,field,old,new,reason,who,when\n"

/* By the new method both is at level 0, by the new weights at 2. */
static void test_diff__takes_the_overrides_of_each_input(void)
{
    open_world();
    scratch_write("old_overrides.csv", cir_text_of(OVERRIDES_HEADER "both,two_level,1,2,seen,M. Okafor,2021-05-14\n"));
    scratch_write("new_overrides.csv",
                  cir_text_of(OVERRIDES_HEADER "down,reach,local,global,seen,M. Okafor,2021-05-14\n"));
    struct cir_diff_options options = options_of("old", "new", 2);
    options.old_overrides = scratch_path("old_overrides.csv");
    options.new_overrides = scratch_path("new_overrides.csv");
    struct cir_diff diff = made(&options);
    static const int both[CIR_DIFF_STEPS] = {2, 1, 2, 2, 2};
    static const int down[CIR_DIFF_STEPS] = {1, 2, 0, 0, 2};
    CU_ASSERT_EQUAL(memcmp(subject_of(&diff, "both")->told->levels, both, sizeof both), 0);
    CU_ASSERT_EQUAL(memcmp(subject_of(&diff, "down")->told->levels, down, sizeof down), 0);
    CU_ASSERT_EQUAL(memcmp(subject_of(&diff, "still")->told->levels, cases[6].levels, sizeof down), 0);
    CU_ASSERT_STRING_EQUAL(subject_of(&diff, "both")->told->old_reason, "override");
    cir_diff_free(&diff);
    scratch_close();
}

static void test_diff__refuses_overrides_that_do_not_fit_their_own_input(void)
{
    struct cir_diff diff;
    struct cir_error error;
    open_world();
    scratch_write("overrides.csv", cir_text_of(OVERRIDES_HEADER "both,two_level,0,2,seen,M. Okafor,2021-05-14\n"));
    struct cir_diff_options options = options_of("old", "new", 1);
    options.old_overrides = scratch_path("overrides.csv");
    CU_ASSERT_EQUAL(cir_diff_make(&diff, &options, &error), CIR_BAD_OVERRIDE);
    CU_ASSERT_EQUAL(error.line, 2);
    cir_diff_free(&diff);
    scratch_close();
}

#define SCORED_HEADER "id,date,country,sector,reach,replicability,overrides,two_level,two_label\n"

static void test_diff__tells_where_a_scored_log_records_other_levels(void)
{
    open_world();
    scratch_write("old.csv", cir_text_of(SCORED_HEADER "both,2021-05-07,EE,power,global,none,,1,some\n"
                                                       "down,2021-05-07,EE,power,local,high,two_level: 1 -> 2,2,grave\n"
                                                       "told,2021-05-07,EE,power,unknown,none,,,cannot-tell\n"
                                                       "gone,2021-05-07,EE,power,global,high,,,not-applicable\n"));
    const struct cir_diff_options options = options_of("old", "old", 1);
    struct cir_diff diff = made(&options);
    CU_ASSERT_EQUAL(subject_of(&diff, "both")->told->old_recorded, 1);
    CU_ASSERT_EQUAL(subject_of(&diff, "both")->told->new_recorded, CIR_DIFF_UNRECORDED);
    CU_ASSERT_EQUAL(subject_of(&diff, "down")->told->old_recorded, 2);
    CU_ASSERT_EQUAL(subject_of(&diff, "told")->told->old_recorded, CIR_LEVEL_UNKNOWN);
    CU_ASSERT_EQUAL(subject_of(&diff, "gone")->told->old_recorded, CIR_LEVEL_NOT_APPLICABLE);
    CU_ASSERT_EQUAL(diff.old_side.contradicted, 2);
    CU_ASSERT_EQUAL(diff.old_side.overridden, 1);
    CU_ASSERT_STRING_EQUAL(diff.subjects[diff.old_side.contradicted_subject].id, "down");
    CU_ASSERT_EQUAL(diff.new_side.contradicted, 0);
    cir_diff_free(&diff);
    scratch_close();
}

static void test_diff__refuses_a_recorded_level_that_is_none(void)
{
    struct cir_diff diff;
    struct cir_error error;
    open_world();
    scratch_write("new.csv", cir_text_of(SCORED_HEADER "both,2021-05-07,EE,power,global,none,,1,some\n"
                                                       "down,2021-05-07,EE,power,local,high,,2.385,grave\n"));
    const struct cir_diff_options options = options_of("old", "old", 1);
    CU_ASSERT_EQUAL(cir_diff_make(&diff, &options, &error), CIR_BAD_LOG);
    CU_ASSERT_EQUAL(error.line, 3);
    CU_ASSERT_EQUAL(error.column, 8);
    cir_diff_free(&diff);
    scratch_close();
}

static void test_diff__says_what_cannot_be_read(void)
{
    struct cir_diff diff;
    struct cir_error error = {0};
    open_world();
    struct cir_diff_options options = options_of("old", "new", 1);
    options.new_input = scratch_path("no.csv");
    CU_ASSERT_EQUAL(cir_diff_make(&diff, &options, &error), CIR_NO_FILE);
    CU_ASSERT(strstr(error.file, "no.csv") != NULL);
    cir_diff_free(&diff);
    options = options_of("old", "nowhere", 1);
    CU_ASSERT_EQUAL(cir_diff_make(&diff, &options, &error), CIR_NO_FILE);
    cir_diff_free(&diff);
    write_table("new", "bands", "level,low,label,colour,ppd41\n0,5,none,#ffffff,\n");
    options = options_of("old", "new", 1);
    CU_ASSERT_EQUAL(cir_diff_make(&diff, &options, &error), CIR_BAD_TABLE);
    CU_ASSERT(strstr(error.file, "new/datasets/schemes/two/") != NULL);
    cir_diff_free(&diff);
    scratch_close();
}

/* ---- lists ---- */

static const char *const kritis[] = {"kritis-de-2022"};

#define REGISTER_HEADER "id,date,country,sector,facility,capacity_mw,primary_reserve,black_start\n"
static const char old_register[] = REGISTER_HEADER "falls,2024,DE,power,power-plant,104,no,no\n"
                                                   "grows,2024,DE,power,power-plant,103.99,no,no\n"
                                                   "open,2024,DE,power,power-plant,90..110,no,no\n"
                                                   "asked,2024,DE,power,power-plant,60,,no\n"
                                                   "closed,2024,DE,power,power-plant,2385,no,no\n"
                                                   "small,2024,DE,power,power-plant,2.385,no,no\n";
static const char new_register[] = REGISTER_HEADER "falls,2025,DE,power,power-plant,103.99,no,no\n"
                                                   "grows,2025,DE,power,power-plant,104,no,no\n"
                                                   "open,2025,DE,power,power-plant,104..110,no,no\n"
                                                   "asked,2025,DE,power,power-plant,60,no,no\n"
                                                   "small,2025,DE,power,power-plant,2.385,no,no\n"
                                                   "built,2025,DE,power,power-plant,2385,no,no\n"
                                                   "planned,2025,DE,power,power-plant,1,no,no\n";

static void test_diff__of_registers_tells_of_the_list(void)
{
    static const struct {
        const char *id;
        int before;
        int after;
        enum cir_diff_change change;
        const char *fields;
    } assets[] = {
        {"falls", 1, 0, CIR_DIFF_LEFT, "date;capacity_mw"},
        {"grows", 0, 1, CIR_DIFF_ENTERED, "date;capacity_mw"},
        {"open", CIR_DIFF_BORDERLINE, 1, CIR_DIFF_ENTERED, "date;capacity_mw"},
        {"asked", CIR_LEVEL_UNKNOWN, 0, CIR_DIFF_OTHER, "date;primary_reserve"},
        {"closed", 1, CIR_DIFF_ABSENT, CIR_DIFF_LEFT, ""},
        {"small", 0, 0, CIR_DIFF_SAME, ""},
        {"built", CIR_DIFF_ABSENT, 1, CIR_DIFF_ENTERED, ""},
        {"planned", CIR_DIFF_ABSENT, 0, CIR_DIFF_OTHER, ""},
    };
    scratch_open();
    scratch_write("old.csv", cir_text_of(old_register));
    scratch_write("new.csv", cir_text_of(new_register));
    const struct cir_diff_options options = {.old_input = scratch_path("old.csv"),
                                             .new_input = scratch_path("new.csv"),
                                             .schemes = kritis,
                                             .scheme_count = 1};
    struct cir_diff diff = made(&options);
    CU_ASSERT_TRUE(diff.is_list);
    CU_ASSERT_EQUAL(diff.subject_count, sizeof assets / sizeof assets[0]);
    for (size_t i = 0; i < sizeof assets / sizeof assets[0]; i++) {
        const struct cir_diff_subject *subject = subject_of(&diff, assets[i].id);
        CU_ASSERT_EQUAL(subject->told->levels[CIR_DIFF_OLD], assets[i].before);
        CU_ASSERT_EQUAL(subject->told->levels[CIR_DIFF_NEW], assets[i].after);
        CU_ASSERT_EQUAL(cir_diff_change_of(&diff, subject->told), assets[i].change);
        CU_ASSERT_EQUAL(cir_diff_moves(&diff, subject->told, CIR_DIFF_FACTS), assets[i].before != assets[i].after);
        CU_ASSERT_FALSE(cir_diff_moves(&diff, subject->told, CIR_DIFF_METHOD));
        CU_ASSERT_STRING_EQUAL(subject->fields, assets[i].fields);
    }
    CU_ASSERT_EQUAL(diff.old_side.rejected + diff.new_side.rejected, 0);
    CU_ASSERT_STRING_EQUAL(subject_of(&diff, "falls")->told->old_reason, "power-plant/1/capacity_mw");
    cir_diff_free(&diff);
    scratch_close();
}

/* The fields of the scheme, of which one that takes yes and no takes another word, too. */
static void write_register_fields(const char *version, const char *field)
{
    static const char *const below[] = {"", "/datasets", "/datasets/schemes", "/datasets/schemes/kritis-de-2022"};
    struct cir_buffer text = {0};
    struct cir_buffer widened = {0};
    struct cir_error error;
    char name[128];
    for (size_t i = 0; i < sizeof below / sizeof below[0]; i++) {
        snprintf(name, sizeof name, "%s%s", version, below[i]);
        CU_ASSERT_EQUAL_FATAL(mkdir(scratch_path(name), S_IRWXU), 0);
    }
    CU_ASSERT_EQUAL_FATAL(cir_file_read(&text, CIR_SOURCE_DIR "/datasets/schemes/kritis-de-2022/fields.csv", &error),
                          CIR_OK);
    cir_buffer_add_char(&text, '\0');
    snprintf(name, sizeof name, "\n%s,yesno,,,", field);
    const char *row = strstr(text.data, name);
    CU_ASSERT_PTR_NOT_NULL_FATAL(row);
    cir_buffer_add(&widened, (struct cir_text){text.data, (size_t)(row - text.data)});
    cir_buffer_add_format(&widened, "\n%s,option,,no;partly;yes,%s", field, row + strlen(name));
    snprintf(name, sizeof name, "%s%s/fields.csv", version, below[3]);
    scratch_write(name, cir_buffer_text(&widened));
    cir_buffer_free(&widened);
    cir_buffer_free(&text);
}

#define PARTLY_HEADER                                                                                                  \
    "id,date,country,sector,facility,capacity_mw,primary_reserve,black_start,statutory_task,ten_t_core\n"

static void test_diff__of_registers_takes_no_refusal_for_a_cause(void)
{
    scratch_open();
    write_register_fields("old", "statutory_task");
    write_register_fields("new", "ten_t_core");
    scratch_write("old.csv", cir_text_of(PARTLY_HEADER "turned,2024,DE,power,power-plant,104,no,no,,\n"
                                                       "closed,2024,DE,power,power-plant,2385,no,no,,\n"
                                                       "refused,2024,DE,power,power-plant,2385,no,no,partly,\n"));
    scratch_write("new.csv", cir_text_of(PARTLY_HEADER "turned,2025,DE,power,power-plant,103.99,no,no,,partly\n"
                                                       "refused,2025,DE,power,power-plant,2385,no,no,partly,\n"));
    const struct cir_diff_options options = {.old_input = scratch_path("old.csv"),
                                             .new_input = scratch_path("new.csv"),
                                             .old_definitions = scratch_path("old"),
                                             .new_definitions = scratch_path("new"),
                                             .schemes = kritis,
                                             .scheme_count = 1};
    struct cir_diff diff = made(&options);
    CU_ASSERT_FALSE(cir_diff_moves(&diff, subject_of(&diff, "turned")->told, CIR_DIFF_FACTS));
    CU_ASSERT_TRUE(cir_diff_moved_together(&diff, subject_of(&diff, "turned")->told));
    CU_ASSERT_TRUE(cir_diff_moves(&diff, subject_of(&diff, "closed")->told, CIR_DIFF_FACTS));
    CU_ASSERT_FALSE(cir_diff_moves(&diff, subject_of(&diff, "closed")->told, CIR_DIFF_METHOD));
    CU_ASSERT_FALSE(cir_diff_moves(&diff, subject_of(&diff, "refused")->told, CIR_DIFF_METHOD));
    CU_ASSERT_TRUE(cir_diff_moved_together(&diff, subject_of(&diff, "refused")->told));
    CU_ASSERT_EQUAL(diff.new_side.rejected, 1);
    cir_diff_free(&diff);
    scratch_close();
}

static void test_diff__tells_where_a_list_records_other_levels(void)
{
    scratch_open();
    scratch_write(
        "old.csv",
        cir_text_of("id,date,country,sector,facility,capacity_mw,primary_reserve,black_start,verdict,level,label\n"
                    "open,2024,DE,power,power-plant,103..110,no,no,borderline,,\n"
                    "falls,2024,DE,power,power-plant,103.99,no,no,proposed,1,proposed\n"
                    "small,2024,DE,power,power-plant,2.385,no,no,not-proposed,0,not-proposed\n"));
    scratch_write("new.csv", cir_text_of(new_register));
    const struct cir_diff_options options = {.old_input = scratch_path("old.csv"),
                                             .new_input = scratch_path("new.csv"),
                                             .schemes = kritis,
                                             .scheme_count = 1};
    struct cir_diff diff = made(&options);
    CU_ASSERT_EQUAL(subject_of(&diff, "open")->told->old_recorded, CIR_DIFF_BORDERLINE);
    CU_ASSERT_EQUAL(subject_of(&diff, "falls")->told->old_recorded, 1);
    CU_ASSERT_EQUAL(subject_of(&diff, "falls")->told->levels[CIR_DIFF_OLD], 0);
    CU_ASSERT_EQUAL(subject_of(&diff, "small")->told->old_recorded, 0);
    CU_ASSERT_EQUAL(diff.old_side.contradicted, 1);
    CU_ASSERT_EQUAL(diff.old_side.contradicted_subject, 1);
    CU_ASSERT_EQUAL(subject_of(&diff, "small")->told->new_recorded, CIR_DIFF_UNRECORDED);
    cir_diff_free(&diff);
    scratch_close();
}

CIR_SUITE("diff", {"changes one thing at a time", test_diff__changes_one_thing_at_a_time},
          {"keeps the order of the old and then of the new", test_diff__keeps_the_order_of_the_old_and_then_of_the_new},
          {"of the same tables only facts move", test_diff__of_the_same_tables_only_facts_move},
          {"the other way round is the other way round", test_diff__the_other_way_round_is_the_other_way_round},
          {"counts what was rejected as absent", test_diff__counts_what_was_rejected_as_absent},
          {"holds what the tables of each input take", test_diff__holds_what_the_tables_of_each_input_take},
          {"takes no refusal for a cause", test_diff__takes_no_refusal_for_a_cause},
          {"of registers takes no refusal for a cause", test_diff__of_registers_takes_no_refusal_for_a_cause},
          {"tells the first problem of each input", test_diff__tells_the_first_problem_of_each_input},
          {"takes the overrides of each input", test_diff__takes_the_overrides_of_each_input},
          {"refuses overrides that do not fit their own input",
           test_diff__refuses_overrides_that_do_not_fit_their_own_input},
          {"tells where a scored log records other levels", test_diff__tells_where_a_scored_log_records_other_levels},
          {"refuses a recorded level that is none", test_diff__refuses_a_recorded_level_that_is_none},
          {"tells where a list records other levels", test_diff__tells_where_a_list_records_other_levels},
          {"of registers tells of the list", test_diff__of_registers_tells_of_the_list},
          {"says what cannot be read", test_diff__says_what_cannot_be_read})
