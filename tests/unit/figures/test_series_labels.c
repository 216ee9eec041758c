#include "figures/series_labels.h"

#include "suite.h"

#include <math.h>

static struct cir_arena arena;
static struct cir_series_labels labels;

static void start(const double *wanted, size_t count)
{
    struct cir_sheet sheet = {.arena = &arena, .width = 400};
    labels.count = count;
    for (size_t i = 0; i < count; i++)
        labels.list[i] = (struct cir_series_label){.text = cir_text_of("level"), .wanted = wanted[i]};
    cir_series_labels_measure(&labels, &sheet, 100);
    cir_series_labels_place(&labels, 0, 200);
    cir_arena_free(&arena);
}

static void test_series_labels__stay_where_they_are_wanted(void)
{
    start((const double[]){150, 50, 100}, 3);
    for (size_t i = 0; i < 3; i++)
        CU_ASSERT_DOUBLE_EQUAL(labels.list[i].middle, labels.list[i].wanted, 1e-9);
    CU_ASSERT(labels.width > 16 && labels.width < 60);
}

static void test_series_labels__give_way_to_each_other(void)
{
    static const double at_ends[] = {0, 1, 2, 198, 199, 200, 200, 100};
    start(at_ends, 8);
    for (size_t i = 0; i < 8; i++) {
        CU_ASSERT(labels.list[i].middle >= 5 && labels.list[i].middle <= 195);
        for (size_t j = 0; j < i; j++)
            CU_ASSERT(fabs(labels.list[i].middle - labels.list[j].middle) >= 14);
    }
    CU_ASSERT(labels.list[0].middle < labels.list[1].middle);
    CU_ASSERT(labels.list[5].middle > labels.list[6].middle);
}

CIR_SUITE("series labels", {"stay where they are wanted", test_series_labels__stay_where_they_are_wanted},
          {"give way to each other", test_series_labels__give_way_to_each_other})
