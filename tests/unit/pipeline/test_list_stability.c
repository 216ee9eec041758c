/* What holds of a list whatever its table is: threads and the order of rows do not matter, a better fact never harms. */
#include "pipeline/list_stability.h"

#include "../base/random.h"
#include "stability/list.h"
#include "suite.h"
#include "temporary.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ASSETS = 60, CRITERIA = 5, EXPERTS = 3, DRAWS = 700, PATH_SIZE = CIR_TEMPORARY_SIZE + 32 };

/* A table on disk. */
struct files {
    char folder[CIR_TEMPORARY_SIZE];
    char criteria[PATH_SIZE];
    char table[PATH_SIZE];
    char weights[PATH_SIZE];
    unsigned low[ASSETS][CRITERIA];
    unsigned high[ASSETS][CRITERIA];
};

static FILE *open_new(const char *path)
{
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    return file;
}

/* @param step 1: from the first asset on; -1: from the last */
static void write_table(const struct files *files, int step)
{
    FILE *file = open_new(files->table);
    fputs("asset", file);
    for (int j = 0; j < CRITERIA; j++)
        fprintf(file, ",c%d", j);
    for (int i = step > 0 ? 0 : ASSETS - 1; i >= 0 && i < ASSETS; i += step) {
        fprintf(file, "\nasset %d", i);
        for (int j = 0; j < CRITERIA; j++)
            fprintf(file, files->low[i][j] < files->high[i][j] ? ",%u..%u" : ",%u", files->low[i][j],
                    files->high[i][j]);
    }
    fclose(file);
}

static void write_criteria(const struct files *files)
{
    FILE *file = open_new(files->criteria);
    fputs("code,worst,best\n", file);
    for (int j = 0; j < CRITERIA; j++)
        fprintf(file, "c%d,0,1000\n", j);
    fclose(file);
}

static unsigned weight_of(int expert, int criterion)
{
    return 1 + (unsigned)(7 * expert + 3 * criterion) % 11;
}

/* As 'cirisk panel' writes them; expert -1 is the group. */
static void write_weights(const struct files *files, int only)
{
    FILE *file = open_new(files->weights);
    fputs("item,criterion,expert,value\n", file);
    for (int expert = -1; expert < EXPERTS; expert++)
        for (int j = 0; j < CRITERIA; j++)
            if (only == -2)
                fprintf(file, "%s,c%d,E%d,%u\n", expert < 0 ? "weight" : "weight-without", j, expert,
                        weight_of(expert + 1, j));
            else if (expert == only)
                fprintf(file, "weight,c%d,,%u\n", j, weight_of(expert + 1, j));
    fclose(file);
}

static void start(struct files *files)
{
    uint64_t random = 20261128;
    cir_temporary_folder(files->folder);
    snprintf(files->criteria, PATH_SIZE, "%s/criteria.csv", files->folder);
    snprintf(files->table, PATH_SIZE, "%s/table.csv", files->folder);
    snprintf(files->weights, PATH_SIZE, "%s/weights.csv", files->folder);
    for (int i = 0; i < ASSETS; i++)
        for (int j = 0; j < CRITERIA; j++) {
            files->low[i][j] = random_below(&random, 700);
            files->high[i][j] = files->low[i][j] + (random_below(&random, 3) == 0 ? random_below(&random, 300) : 0);
        }
    write_criteria(files);
    write_table(files, 1);
    write_weights(files, -2);
}

static struct cir_list_stability_options options_of(const struct files *files, unsigned threads)
{
    return (struct cir_list_stability_options){.input = files->table,
                                               .criteria = files->criteria,
                                               .list_size = 20,
                                               .draws = DRAWS,
                                               .seed = 2385,
                                               .threads = threads,
                                               .top = 10};
}

static struct cir_list_stability make(const struct cir_list_stability_options *options)
{
    struct cir_list_stability result;
    CU_ASSERT_EQUAL_FATAL(cir_list_stability_make(&result, options, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(result.assets.count, ASSETS);
    return result;
}

/* Of numbers that may be NAN. */
static bool is_same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static bool is_same_flip(const struct cir_flip *a, const struct cir_flip *b)
{
    return a->criterion == b->criterion && is_same(a->from, b->from) && is_same(a->to, b->to);
}

static bool is_same_look(const struct cir_close_look *a, const struct cir_close_look *b)
{
    return a->alternative == b->alternative && is_same(a->confidence, b->confidence) &&
           is_same(a->confidence_error, b->confidence_error) && is_same_flip(&a->by_weight, &b->by_weight) &&
           is_same_flip(&a->by_fact, &b->by_fact);
}

static bool are_alike(const struct cir_list_stability *a, const struct cir_list_stability *b)
{
    bool alike = a->look_count == b->look_count && a->stability.tries == b->stability.tries;
    for (size_t i = 0; i < ASSETS; i++)
        alike = alike && strcmp(a->assets.names[i], b->assets.names[i]) == 0;
    for (size_t k = 0; k < a->look_count; k++)
        alike = alike && is_same_look(&a->looks[k], &b->looks[k]);
    return alike && memcmp(a->order, b->order, ASSETS * sizeof *a->order) == 0 &&
           memcmp(a->stability.listed, b->stability.listed, ASSETS * sizeof(uint32_t)) == 0 &&
           memcmp(a->stability.ranks, b->stability.ranks, sizeof(uint32_t[ASSETS * CIR_RANK_BINS])) == 0 &&
           memcmp(a->stability.weight_sums, b->stability.weight_sums, sizeof(uint64_t[ASSETS * CRITERIA])) == 0 &&
           memcmp(a->wins, b->wins, sizeof(uint64_t[10 * 10])) == 0;
}

static void test_list_stability__is_the_same_on_any_number_of_threads(void)
{
    static const unsigned threads[] = {2, 5, 64};
    struct files files;
    start(&files);
    struct cir_list_stability_options options = options_of(&files, 1);
    struct cir_list_stability alone = make(&options);
    for (size_t k = 0; k < sizeof threads / sizeof threads[0]; k++) {
        options.threads = threads[k];
        struct cir_list_stability result = make(&options);
        CU_ASSERT(are_alike(&alone, &result));
        cir_list_stability_free(&result);
    }
    options.seed++;
    struct cir_list_stability other = make(&options);
    CU_ASSERT(!are_alike(&alone, &other));
    cir_list_stability_free(&other);
    cir_list_stability_free(&alone);
    cir_temporary_remove(files.folder);
}

static void test_list_stability__does_not_see_the_order_of_rows(void)
{
    struct files files;
    start(&files);
    const struct cir_list_stability_options options = options_of(&files, 2);
    struct cir_list_stability straight = make(&options);
    write_table(&files, -1);
    struct cir_list_stability turned = make(&options);
    CU_ASSERT(are_alike(&straight, &turned));
    cir_list_stability_free(&straight);
    cir_list_stability_free(&turned);
    cir_temporary_remove(files.folder);
}

/* The draws stay the same, so that this holds of counts and not only on average. */
static void test_list_stability__a_better_fact_never_harms(void)
{
    struct files files;
    start(&files);
    const struct cir_list_stability_options options = options_of(&files, 2);
    struct cir_list_stability before = make(&options);
    for (int i = 0; i < ASSETS; i += 7) {
        files.low[i][i % CRITERIA] += 100;
        files.high[i][i % CRITERIA] += 100;
        write_table(&files, 1);
        struct cir_list_stability after = make(&options);
        for (size_t k = 0; k < ASSETS; k++) {
            bool is_better = strcmp(after.assets.names[k], before.assets.names[k]) == 0 &&
                             strtol(after.assets.names[k] + sizeof "asset", NULL, 10) == i;
            CU_ASSERT(is_better ? after.stability.listed[k] >= before.stability.listed[k]
                                : after.stability.listed[k] <= before.stability.listed[k]);
        }
        cir_list_stability_free(&after);
        files.low[i][i % CRITERIA] -= 100;
        files.high[i][i % CRITERIA] -= 100;
    }
    cir_list_stability_free(&before);
    cir_temporary_remove(files.folder);
}

static void test_list_stability__looks_at_those_nearest_to_one_half(void)
{
    struct files files;
    start(&files);
    const struct cir_list_stability_options options = options_of(&files, 2);
    struct cir_list_stability result = make(&options);
    bool is_looked_at[ASSETS] = {false};
    double furthest = 0;
    for (size_t k = 0; k < result.look_count; k++) {
        is_looked_at[result.looks[k].alternative] = true;
        furthest = fmax(furthest, fabs(result.stability.listed[result.looks[k].alternative] - DRAWS / 2.));
    }
    CU_ASSERT_EQUAL(result.look_count, 10);
    for (size_t i = 0; i < ASSETS; i++)
        CU_ASSERT(is_looked_at[i] || fabs(result.stability.listed[i] - DRAWS / 2.) >= furthest);
    cir_list_stability_free(&result);
    cir_temporary_remove(files.folder);
}

/* Who enters and leaves without an expert is who is told from the list at the weights without the expert. */
static void test_list_stability__leaves_each_expert_out(void)
{
    struct files files;
    start(&files);
    struct cir_list_stability_options options = options_of(&files, 2);
    options.weights = files.weights;
    struct cir_list_stability whole = make(&options);
    CU_ASSERT_EQUAL_FATAL(whole.without_count, EXPERTS);
    for (int expert = 0; expert < EXPERTS; expert++) {
        const struct cir_without_expert *without = &whole.without[expert];
        write_weights(&files, expert);
        struct cir_list_stability alone = make(&options);
        size_t entered = 0;
        size_t left = 0;
        for (size_t i = 0; i < ASSETS; i++) {
            if (cir_list_has(&alone.list, i) && !cir_list_has(&whole.list, i))
                CU_ASSERT_EQUAL(without->entered[entered++], i);
            if (!cir_list_has(&alone.list, i) && cir_list_has(&whole.list, i))
                CU_ASSERT_EQUAL(without->left[left++], i);
        }
        CU_ASSERT(without->is_told && without->expert[1] == '0' + expert);
        CU_ASSERT(entered > 0 && entered == without->entered_count && left == without->left_count);
        cir_list_stability_free(&alone);
    }
    cir_list_stability_free(&whole);
    cir_temporary_remove(files.folder);
}

CIR_SUITE("list stability",
          {"is the same on any number of threads", test_list_stability__is_the_same_on_any_number_of_threads},
          {"does not see the order of rows", test_list_stability__does_not_see_the_order_of_rows},
          {"a better fact never harms", test_list_stability__a_better_fact_never_harms},
          {"looks at those nearest to one half", test_list_stability__looks_at_those_nearest_to_one_half},
          {"leaves each expert out", test_list_stability__leaves_each_expert_out})
