/* What holds of a panel whatever its answers are: the order of files, rows and criteria does not matter, names stay in. */
#include "pipeline/panel.h"

#include "../base/random.h"
#include "suite.h"
#include "temporary.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXPERTS = 7, CRITERIA = 6, PATH_SIZE = CIR_TEMPORARY_SIZE + 32, ROWS_MAX = 2000 };

static const double exact = 1e-9;

/* A panel on disk. */
struct files {
    char folder[CIR_TEMPORARY_SIZE];
    char criteria[PATH_SIZE];
    char judgements[PATH_SIZE];
    char second[PATH_SIZE];
    char *rows[ROWS_MAX];
    size_t row_count;
};

static void write_text(const char *path, const char *text, size_t size)
{
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fwrite(text, 1, size, file);
    fclose(file);
}

static void add_row(struct files *files, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add_row(struct files *files, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    CU_ASSERT_FATAL(files->row_count < ROWS_MAX);
    CU_ASSERT(vasprintf(&files->rows[files->row_count++], format, arguments) > 0);
    va_end(arguments);
}

static void write_rows(const struct files *files, const char *path)
{
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("round,expert,kind,criterion_a,criterion_b,value,argument\n", file);
    for (size_t i = 0; i < files->row_count; i++)
        fprintf(file, "%s\n", files->rows[i]);
    fclose(file);
}

static void write_criteria(const struct files *files, size_t shift)
{
    FILE *file = fopen(files->criteria, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("code,name\n", file);
    for (size_t i = 0; i < CRITERIA; i++)
        fprintf(file, "c%zu,Criterion %zu\n", (i + shift) % CRITERIA, (i + shift) % CRITERIA);
    fclose(file);
}

/* Experts who compare, with some pairs missing, and two who rate. */
static void make_answers(struct files *files)
{
    uint64_t random = 20261128;
    for (unsigned k = 0; k < EXPERTS; k++)
        for (unsigned a = 0; a < CRITERIA; a++) {
            if (k > 4)
                add_row(files, "1,expert %u,rating,c%u,,%u,", k, a, 5 + random_below(&random, 90));
            for (unsigned b = a + 1; b < CRITERIA && k <= 4; b++)
                if (random_below(&random, 6) > 0)
                    add_row(files, "1,expert %u,pairwise,c%u,c%u,%s%u,because of %u", k, a, b,
                            random_below(&random, 3) == 0 ? "1/" : "", 1 + random_below(&random, 9), b);
        }
}

static void files_start(struct files *files)
{
    *files = (struct files){.folder = ""};
    cir_temporary_folder(files->folder);
    snprintf(files->criteria, PATH_SIZE, "%s/criteria.csv", files->folder);
    snprintf(files->judgements, PATH_SIZE, "%s/judgements.csv", files->folder);
    snprintf(files->second, PATH_SIZE, "%s/second.csv", files->folder);
    make_answers(files);
    write_criteria(files, 0);
    write_rows(files, files->judgements);
}

static void files_end(struct files *files)
{
    for (size_t i = 0; i < files->row_count; i++)
        free(files->rows[i]);
    cir_temporary_remove(files->folder);
}

static enum cir_status make_of(struct cir_panel *panel, const struct files *files, size_t inputs,
                               enum cir_aggregation aggregation, struct cir_error *error)
{
    const char *paths[] = {files->judgements, files->second};
    const struct cir_panel_options options = {
        .inputs = paths, .input_count = inputs, .criteria = files->criteria, .aggregation = aggregation};
    return cir_panel_make(panel, &options, error);
}

static void make(struct cir_panel *panel, const struct files *files, size_t inputs, enum cir_aggregation aggregation)
{
    struct cir_error error = {0};
    enum cir_status status = make_of(panel, files, inputs, aggregation, &error);
    if (status != CIR_OK)
        printf("%s\n", error.message);
    CU_ASSERT_EQUAL_FATAL(status, CIR_OK);
    CU_ASSERT_EQUAL_FATAL(panel->judgements.finding_total, 0);
}

static void mix_rows(struct files *files)
{
    uint64_t random = 7;
    for (size_t i = files->row_count; i-- > 1;) {
        size_t other = random_below(&random, (unsigned)i + 1);
        char *row = files->rows[i];
        files->rows[i] = files->rows[other];
        files->rows[other] = row;
    }
}

static void expect_same(const struct cir_panel *a, const struct cir_panel *b)
{
    const struct cir_round *left = &a->rounds[0];
    const struct cir_round *right = &b->rounds[0];
    CU_ASSERT_EQUAL_FATAL(left->expert_count, right->expert_count);
    CU_ASSERT_EQUAL(left->concordance.w, right->concordance.w);
    for (size_t i = 0; i < CRITERIA; i++)
        CU_ASSERT_EQUAL(left->criteria[i].weight, right->criteria[i].weight);
    for (size_t k = 0; k < left->expert_count; k++) {
        CU_ASSERT_STRING_EQUAL(a->pseudonyms[k], b->pseudonyms[k]);
        CU_ASSERT(left->experts[k].distance == right->experts[k].distance || isnan(left->experts[k].distance));
    }
}

static void test_panel__the_order_of_rows_does_not_matter(void)
{
    struct files files;
    struct cir_panel before;
    struct cir_panel after;
    files_start(&files);
    for (int how = CIR_AGGREGATE_JUDGEMENTS; how <= CIR_AGGREGATE_MEAN; how++) {
        make(&before, &files, 1, (enum cir_aggregation)how);
        mix_rows(&files);
        write_rows(&files, files.judgements);
        make(&after, &files, 1, (enum cir_aggregation)how);
        expect_same(&before, &after);
        cir_panel_free(&before);
        cir_panel_free(&after);
    }
    files_end(&files);
}

static void test_panel__the_order_of_criteria_does_not_matter(void)
{
    enum { SHIFT = 2 };
    struct files files;
    struct cir_panel before;
    struct cir_panel after;
    files_start(&files);
    make(&before, &files, 1, CIR_AGGREGATE_PRIORITIES);
    write_criteria(&files, SHIFT);
    make(&after, &files, 1, CIR_AGGREGATE_PRIORITIES);
    for (size_t i = 0; i < CRITERIA; i++)
        CU_ASSERT_DOUBLE_EQUAL(after.rounds[0].criteria[i].weight,
                               before.rounds[0].criteria[(i + SHIFT) % CRITERIA].weight, exact);
    CU_ASSERT_DOUBLE_EQUAL(after.rounds[0].concordance.w, before.rounds[0].concordance.w, exact);
    CU_ASSERT_DOUBLE_EQUAL(after.rounds[0].alpha.interval, before.rounds[0].alpha.interval, exact);
    CU_ASSERT_DOUBLE_EQUAL(after.rounds[0].consensus.value, before.rounds[0].consensus.value, exact);
    cir_panel_free(&before);
    cir_panel_free(&after);
    files_end(&files);
}

static double weight_sum(const struct cir_round *round)
{
    double sum = 0;
    for (size_t i = 0; i < round->criteria_count; i++)
        sum += round->criteria[i].weight;
    return sum;
}

static void test_panel__weights_are_shares_and_lie_among_the_experts(void)
{
    struct files files;
    struct cir_panel panel;
    files_start(&files);
    make(&panel, &files, 1, CIR_AGGREGATE_MEAN);
    CU_ASSERT_DOUBLE_EQUAL(weight_sum(&panel.rounds[0]), 1, exact);
    for (size_t i = 0; i < CRITERIA; i++) {
        const struct cir_round_criterion *criterion = &panel.rounds[0].criteria[i];
        CU_ASSERT(criterion->weight >= criterion->spread.least && criterion->weight <= criterion->spread.greatest);
        CU_ASSERT(criterion->low <= criterion->weight && criterion->high >= criterion->weight);
    }
    cir_panel_free(&panel);
    files_end(&files);
}

/* A later round changes no pseudonym, whoever joins; another first round does. */
static void test_panel__pseudonyms_stay_while_rounds_are_added(void)
{
    static const char second[] = "round,expert,kind,criterion_a,criterion_b,value\n2,expert 1,rating,c1,,50\n"
                                 "2,expert 1,rating,c2,,30\n2,a newcomer,rating,c1,,50\n2,a newcomer,rating,c2,,70\n";
    struct files files;
    struct cir_panel before;
    struct cir_panel after;
    size_t moved = 0;
    files_start(&files);
    write_text(files.second, second, sizeof second - 1);
    make(&before, &files, 1, CIR_AGGREGATE_PRIORITIES);
    make(&after, &files, 2, CIR_AGGREGATE_PRIORITIES);
    CU_ASSERT_STRING_EQUAL(after.judgements.experts[0], "a newcomer");
    CU_ASSERT_STRING_EQUAL(after.pseudonyms[0], "E08");
    for (size_t k = 0; k < EXPERTS; k++)
        CU_ASSERT_STRING_EQUAL(before.pseudonyms[k], after.pseudonyms[k + 1]);
    cir_panel_free(&after);
    files.rows[0][strlen(files.rows[0]) - strlen("because of 1") - 2] = '8';
    write_rows(&files, files.judgements);
    make(&after, &files, 1, CIR_AGGREGATE_PRIORITIES);
    for (size_t k = 0; k < EXPERTS; k++)
        moved += strcmp(before.pseudonyms[k], after.pseudonyms[k]) != 0 ? 1 : 0;
    CU_ASSERT(moved > 0);
    cir_panel_free(&before);
    cir_panel_free(&after);
    files_end(&files);
}

/* The scale is declared, and with it what can be answered. */
static void test_panel__a_declared_scale_is_held_to(void)
{
    struct files files;
    struct cir_panel panel;
    struct cir_error error;
    files_start(&files);
    const char *paths[] = {files.judgements};
    struct cir_panel_options options = {
        .inputs = paths, .input_count = 1, .criteria = files.criteria, .scale_max = 2.385};
    CU_ASSERT_EQUAL(cir_panel_make(&panel, &options, &error), CIR_OK);
    CU_ASSERT(panel.judgements.finding_total > 10);
    CU_ASSERT_EQUAL(panel.round_count, 0);
    cir_panel_free(&panel);
    options.scale_max = 1;
    CU_ASSERT_EQUAL(cir_panel_make(&panel, &options, &error), CIR_BAD_USE);
    cir_panel_free(&panel);
    files_end(&files);
}

/* Files that are broken, odd or malicious: refused or found fault with, never worked out. */
static void test_panel__what_is_hostile_is_not_worked_out(void)
{
    static const struct cir_text hostile[] = {
        {"", 0},
        {"\n\n\n", 3},
        {"\0\0\0\0", 4},
        {"criterion,rating\nc1,\0005\n", 23},
        {"criterion,rating\nc1,\xff\xfe\n", 23},
        {"criterion,rating\nc1,\"5\n", 23},
        {"criterion,rating\nc1,1e308\n", 26},
        {"criterion,rating\nc1,5,5\n", 24},
        {"criterion_a,value\nc1,5\n", 23},
        {",c1,c2\nc1,1,1e-300\n", 19},
        {",c1,c1\nc2,1,2\n", 14},
        {",c1,c2\nc1,1,1/\n", 15},
        {"a;b,c\n1,2;3\n", 12},
    };
    struct files files;
    files_start(&files);
    for (size_t i = 0; i < sizeof hostile / sizeof hostile[0]; i++) {
        struct cir_panel panel;
        struct cir_error error = {0};
        write_text(files.judgements, hostile[i].data, hostile[i].size);
        enum cir_status status = make_of(&panel, &files, 1, CIR_AGGREGATE_PRIORITIES, &error);
        bool is_refused =
            status == CIR_OK ? panel.judgements.finding_total > 0 && panel.round_count == 0 : error.message[0] != '\0';
        if (!is_refused)
            printf("hostile file %zu was worked out\n", i);
        CU_ASSERT_TRUE(is_refused);
        cir_panel_free(&panel);
    }
    files_end(&files);
}

/* A hundred criteria, all pairs of them: 4950 answers that agree. */
static void test_panel__a_hundred_criteria_are_no_more_than_slow(void)
{
    struct files files;
    struct cir_panel panel;
    files_start(&files);
    FILE *criteria = fopen(files.criteria, "w");
    FILE *square = fopen(files.judgements, "w");
    CU_ASSERT_FATAL(criteria != NULL && square != NULL);
    fputs("code\n", criteria);
    for (int i = 0; i < CIR_PANEL_CRITERIA_MAX; i++) {
        fprintf(criteria, "c%d\n", i);
        fprintf(square, ",c%d", i);
    }
    for (int a = 0; a < CIR_PANEL_CRITERIA_MAX; a++) {
        fprintf(square, "\nc%d", a);
        for (int b = 0; b < CIR_PANEL_CRITERIA_MAX; b++)
            fprintf(square, ",%d/%d", 1 + a % 7, 1 + b % 7);
    }
    fclose(criteria);
    fclose(square);
    make(&panel, &files, 1, CIR_AGGREGATE_JUDGEMENTS);
    CU_ASSERT_EQUAL(panel.rounds[0].told, 1);
    CU_ASSERT_DOUBLE_EQUAL(panel.rounds[0].criteria[6].weight, 7 * panel.rounds[0].criteria[0].weight, exact);
    CU_ASSERT_TRUE(isnan(panel.rounds[0].experts[0].consistency.ratio));
    cir_panel_free(&panel);
    files_end(&files);
}

CIR_SUITE("panel", {"the order of rows does not matter", test_panel__the_order_of_rows_does_not_matter},
          {"the order of criteria does not matter", test_panel__the_order_of_criteria_does_not_matter},
          {"weights are shares and lie among the experts", test_panel__weights_are_shares_and_lie_among_the_experts},
          {"pseudonyms stay while rounds are added", test_panel__pseudonyms_stay_while_rounds_are_added},
          {"a declared scale is held to", test_panel__a_declared_scale_is_held_to},
          {"what is hostile is not worked out", test_panel__what_is_hostile_is_not_worked_out},
          {"a hundred criteria are no more than slow", test_panel__a_hundred_criteria_are_no_more_than_slow})
