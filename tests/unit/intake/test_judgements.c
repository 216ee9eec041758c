#include "intake/judgements.h"

#include "../panel/limits.h"
#include "named_criteria.h"
#include "suite.h"
#include "temporary.h"

#include <stdio.h>
#include <stdlib.h>

enum { CRITERIA = 3 };

static struct cir_panel_criterion named[CRITERIA] = {
    {.code = "people", .name = "People served"}, {.code = "cost", .name = ""}, {.code = "cross", .name = "Abroad"}};

/* A folder of sheets, read. */
struct panel {
    char folder[CIR_TEMPORARY_SIZE];
    struct cir_arena arena; /* of the names of criteria */
    struct cir_judgements judgements;
    struct cir_error error;
};

static void panel_start(struct panel *panel)
{
    *panel = (struct panel){.folder = ""};
    cir_temporary_folder(panel->folder);
}

static void put_file(const struct panel *panel, const char *name, const char *text)
{
    char path[CIR_TEMPORARY_SIZE + 64];
    snprintf(path, sizeof path, "%s/%s", panel->folder, name);
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static enum cir_status read_panel(struct panel *panel)
{
    const struct cir_panel_limits limits = limits_of_saaty();
    const struct cir_panel_criteria criteria = named_criteria(named, CRITERIA, &panel->arena);
    const char *path = panel->folder;
    return cir_judgements_read(&panel->judgements, &path, 1, &criteria, &limits, &panel->error);
}

static void panel_end(struct panel *panel)
{
    cir_judgements_free(&panel->judgements);
    cir_arena_free(&panel->arena);
    cir_temporary_remove(panel->folder);
}

static double value_of(const struct panel *panel, size_t answers, size_t place)
{
    return panel->judgements.list[answers].list[place].value;
}

/* The same judgements in all forms in which pairs can come: a square with one half, with both, in long form. */
static void test_judgements__forms_say_the_same(void)
{
    struct panel panel;
    panel_start(&panel);
    put_file(&panel, "half.csv", ",people,cost,cross\npeople,1,3,5\ncost,,,2\ncross,,,\n");
    put_file(&panel, "whole.csv", "x;cross;People Served;COST\ncost;2;0.33;1\nAbroad;1;0.2;0.5\npeople;5;1;3\n");
    put_file(&panel, "long.csv",
             "kind,criterion_b,criterion_a,value,why,argument\nPairwise,cost,people,3,,first\n"
             "pairwise,people,cross,1/5,,\npairwise,cross,cost,2,,\n");
    CU_ASSERT_EQUAL_FATAL(read_panel(&panel), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(panel.judgements.finding_total, 0);
    CU_ASSERT_EQUAL_FATAL(panel.judgements.count, 3);
    CU_ASSERT_STRING_EQUAL(panel.judgements.experts[0], "half");
    CU_ASSERT_STRING_EQUAL(panel.judgements.experts[2], "whole");
    for (size_t k = 0; k < 3; k++) {
        const struct cir_panel_answers *answers = &panel.judgements.list[k];
        CU_ASSERT_EQUAL(answers->given, 3);
        CU_ASSERT_EQUAL(answers->blank, 0);
        CU_ASSERT_EQUAL(value_of(&panel, k, 1), 3);
        CU_ASSERT_EQUAL(value_of(&panel, k, CRITERIA + 2), 2);
    }
    CU_ASSERT_TRUE(isnan(value_of(&panel, 0, (size_t)2 * CRITERIA)));
    CU_ASSERT_DOUBLE_EQUAL(value_of(&panel, 1, (size_t)2 * CRITERIA), 0.2, 1e-15);
    CU_ASSERT_STRING_EQUAL(panel.judgements.list[1].list[1].argument, "first");
    CU_ASSERT_EQUAL(panel.judgements.list[1].list[1].place.line, 2);
    panel_end(&panel);
}

static void test_judgements__counts_what_is_blank_and_what_cannot_be_judged(void)
{
    struct panel panel;
    panel_start(&panel);
    put_file(&panel, "a.csv", "criterion,rating\npeople,50\ncross,?\n");
    put_file(&panel, "b.csv", ",people,cost,cross\npeople,1,,5\ncost,?,1,\n");
    CU_ASSERT_EQUAL_FATAL(read_panel(&panel), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(panel.judgements.finding_total, 0);
    const struct cir_panel_answers *list = panel.judgements.list;
    CU_ASSERT(list[0].given == 1 && list[0].cannot == 1 && list[0].blank == 1);
    CU_ASSERT(list[1].given == 1 && list[1].cannot == 1 && list[1].blank == 1);
    CU_ASSERT_EQUAL(list[0].kind, CIR_JUDGEMENT_RATING);
    panel_end(&panel);
}

static void test_judgements__go_by_round_and_name_whatever_the_order(void)
{
    struct panel panel;
    panel_start(&panel);
    put_file(&panel, "all.csv",
             "round,expert,kind,criterion_a,criterion_b,value\n3,zoe,rating,people,,5\n"
             "1,zoe,rating,people,,7\n,ann,rating,people,,9\n3,ann,swing,cost,,100\n");
    CU_ASSERT_EQUAL_FATAL(read_panel(&panel), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(panel.judgements.finding_total, 0);
    CU_ASSERT_EQUAL_FATAL(panel.judgements.count, 4);
    CU_ASSERT_EQUAL(panel.judgements.round_count, 2);
    CU_ASSERT_EQUAL(panel.judgements.rounds[1], 3);
    CU_ASSERT_EQUAL(value_of(&panel, 0, 0), 9);
    CU_ASSERT_EQUAL(value_of(&panel, 1, 0), 7);
    CU_ASSERT_EQUAL(value_of(&panel, 2, 1), 100);
    CU_ASSERT_EQUAL(value_of(&panel, 3, 0), 5);
    panel_end(&panel);
}

/* Beyond a number findings are counted, so that a file of nonsense does not fill the memory. */
static void test_judgements__findings_do_not_grow_without_end(void)
{
    enum { ROWS = 5000 };
    struct panel panel;
    panel_start(&panel);
    char *text = malloc(ROWS * 16 + 64);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    int size = sprintf(text, "criterion,rating\n");
    for (int i = 0; i < ROWS; i++)
        size += sprintf(text + size, "nothing,%d\n", i);
    put_file(&panel, "a.csv", text);
    CU_ASSERT_EQUAL_FATAL(read_panel(&panel), CIR_OK);
    CU_ASSERT_EQUAL(panel.judgements.finding_total, ROWS);
    CU_ASSERT_EQUAL(panel.judgements.finding_count, CIR_JUDGEMENT_FINDINGS_MAX);
    CU_ASSERT_EQUAL(panel.judgements.findings[1].line, 3);
    CU_ASSERT_EQUAL(panel.judgements.findings[1].column, 1);
    free(text);
    panel_end(&panel);
}

static void test_judgements__an_empty_folder_is_said(void)
{
    struct panel panel;
    panel_start(&panel);
    CU_ASSERT_EQUAL_FATAL(read_panel(&panel), CIR_OK);
    CU_ASSERT_EQUAL(panel.judgements.finding_total, 1);
    panel_end(&panel);
}

static void test_judgements__a_missing_file_ends_the_reading(void)
{
    const struct cir_panel_limits limits = limits_of_saaty();
    const struct cir_panel_criteria criteria = {.list = named, .count = CRITERIA};
    const char *path = "/nowhere/sheet.csv";
    struct cir_judgements judgements;
    struct cir_error error;
    CU_ASSERT_EQUAL(cir_judgements_read(&judgements, &path, 1, &criteria, &limits, &error), CIR_NO_FILE);
    CU_ASSERT_STRING_EQUAL(error.file, path);
    cir_judgements_free(&judgements);
    CU_ASSERT_EQUAL(cir_judgements_read(&judgements, &path, CIR_PANEL_ROUNDS_MAX + 1, &criteria, &limits, &error),
                    CIR_BAD_USE);
    cir_judgements_free(&judgements);
}

/* More experts than a panel has: the first are taken, the others are findings. */
static void test_judgements__too_many_experts_are_findings(void)
{
    struct panel panel;
    panel_start(&panel);
    char *text = malloc((size_t)(CIR_PANEL_EXPERTS_MAX + 2) * 48);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    int size = sprintf(text, "expert,kind,criterion_a,value\n");
    for (int i = 0; i < CIR_PANEL_EXPERTS_MAX + 2; i++)
        size += sprintf(text + size, "expert %d,rating,people,5\n", i);
    put_file(&panel, "a.csv", text);
    CU_ASSERT_EQUAL_FATAL(read_panel(&panel), CIR_OK);
    CU_ASSERT_EQUAL(panel.judgements.finding_total, 2);
    CU_ASSERT_EQUAL(panel.judgements.expert_count, CIR_PANEL_EXPERTS_MAX);
    free(text);
    panel_end(&panel);
}

CIR_SUITE("judgements", {"forms say the same", test_judgements__forms_say_the_same},
          {"counts what is blank and what cannot be judged",
           test_judgements__counts_what_is_blank_and_what_cannot_be_judged},
          {"go by round and name whatever the order", test_judgements__go_by_round_and_name_whatever_the_order},
          {"findings do not grow without end", test_judgements__findings_do_not_grow_without_end},
          {"an empty folder is said", test_judgements__an_empty_folder_is_said},
          {"a missing file ends the reading", test_judgements__a_missing_file_ends_the_reading},
          {"too many experts are findings", test_judgements__too_many_experts_are_findings})
