/* Every band edge and every threshold of every scheme that ships, from both sides. */
#include "definitions/definitions.h"
#include "pipeline/classifier_parts.h"
#include "run.h"
#include "scoring/aggregate.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAME_SIZE = 64 };

static struct cir_quantity quantities[CIR_MEASURES_MAX];

/* What was walked, so that the test cannot pass by walking nothing. */
struct walked {
    size_t schemes, edges, thresholds, unset, options;
};

static struct cir_quantity number(double low, double high)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .low = low, .point = low, .high = high};
}

static struct cir_quantity options(uint64_t set, bool together)
{
    return (struct cir_quantity){.answer = CIR_ANSWERED, .options = set, .together = together, .point = NAN};
}

/* ---- bands ---- */

static void expect_level(const struct cir_scheme *scheme, double score, int level)
{
    int found = cir_band_level(scheme, score);
    if (found != level)
        printf("%s: score %.17g: level %d, expected %d\n", scheme->name, score, found, level);
    CU_ASSERT_EQUAL(found, level);
}

/* A band begins at its low end, and what lies more than rounding below it is of the band before. */
static void walk_bands(const struct cir_scheme *scheme, struct walked *walked)
{
    for (size_t i = 1; i < scheme->band_count && scheme->factor_count > 0; i++) {
        double low = scheme->bands[i].low;
        if (isnan(low))
            continue;
        double step = 1e-9 * scheme->score_max;
        expect_level(scheme, low, scheme->bands[i].level);
        expect_level(scheme, nextafter(low, INFINITY), scheme->bands[i].level);
        expect_level(scheme, low - step, scheme->bands[i - 1].level);
        walked->edges++;
    }
}

/* ---- thresholds ---- */

static bool holds(const struct cir_criterion *criterion, double value)
{
    switch (criterion->operator) {
    case CIR_GREATER:
        return value > criterion->threshold;
    case CIR_AT_LEAST:
        return value >= criterion->threshold;
    case CIR_LESS:
        return value < criterion->threshold;
    case CIR_AT_MOST:
        return value <= criterion->threshold;
    case CIR_EQUAL:
        return value == criterion->threshold;
    case CIR_IN:
    case CIR_IS:
        break;
    }
    return false;
}

static void expect_truth(const struct cir_scheme *scheme, const struct cir_criterion *criterion, enum cir_truth truth)
{
    enum cir_truth found = cir_criterion_evaluate(criterion, quantities);
    if (found != truth)
        printf("%s: %s: low %.17g high %.17g: %d, expected %d\n", scheme->name, criterion->name,
               quantities[criterion->measure].low, quantities[criterion->measure].high, found, truth);
    CU_ASSERT_EQUAL(found, truth);
}

static void walk_threshold(const struct cir_scheme *scheme, const struct cir_criterion *criterion)
{
    double threshold = criterion->threshold;
    double below = nextafter(threshold, -INFINITY);
    double above = nextafter(threshold, INFINITY);
    const double values[] = {threshold, below, above};
    struct cir_quantity *quantity = &quantities[criterion->measure];
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        *quantity = number(values[i], values[i]);
        expect_truth(scheme, criterion, holds(criterion, values[i]) ? CIR_TRUE : CIR_FALSE);
    }
    *quantity = number(below, above); /* both sides */
    expect_truth(scheme, criterion, CIR_POSSIBLE);
    *quantity = (struct cir_quantity){.answer = CIR_UNANSWERED, .low = -INFINITY, .point = NAN, .high = INFINITY};
    expect_truth(scheme, criterion, CIR_POSSIBLE);
    *quantity = (struct cir_quantity){.answer = CIR_NOT_APPLICABLE, .point = NAN};
    expect_truth(scheme, criterion, CIR_FALSE);
}

static bool is_option(const struct cir_criterion *criterion)
{
    return criterion->operator== CIR_IN || criterion->operator== CIR_IS;
}

/* The threshold is a State's own, and no State has set it. */
static bool is_unset(const struct cir_criterion *criterion)
{
    return !is_option(criterion) && isnan(criterion->threshold);
}

/* Any number may meet it, none surely. */
static void walk_unset(const struct cir_scheme *scheme, const struct cir_criterion *criterion)
{
    struct cir_quantity *quantity = &quantities[criterion->measure];
    *quantity = number(2.385, 2.385);
    expect_truth(scheme, criterion, CIR_POSSIBLE);
    *quantity = (struct cir_quantity){.answer = CIR_UNANSWERED, .low = -INFINITY, .point = NAN, .high = INFINITY};
    expect_truth(scheme, criterion, CIR_POSSIBLE);
    *quantity = (struct cir_quantity){.answer = CIR_NOT_APPLICABLE, .point = NAN};
    expect_truth(scheme, criterion, CIR_FALSE);
}

/* Every option that is meant, and one that is not. */
static void walk_options(const struct cir_scheme *scheme, const struct cir_criterion *criterion, struct walked *walked)
{
    struct cir_quantity *quantity = &quantities[criterion->measure];
    uint64_t outside = ~criterion->options & -~criterion->options; /* the first that is not meant */
    for (uint64_t rest = criterion->options; rest != 0; rest &= rest - 1) {
        uint64_t option = rest & -rest;
        *quantity = options(option, false);
        expect_truth(scheme, criterion, CIR_TRUE);
        *quantity = options(option | outside, false);
        expect_truth(scheme, criterion, CIR_POSSIBLE);
        *quantity = options(option | outside, true);
        expect_truth(scheme, criterion, CIR_TRUE);
        walked->options++;
    }
    *quantity = options(outside, false);
    expect_truth(scheme, criterion, CIR_FALSE);
}

/* A number that holds as surely as any, to try the filter by. */
static void make_true(const struct cir_criterion *criterion)
{
    const double steps[] = {0, 1, -1};
    struct cir_quantity *quantity = &quantities[criterion->measure];
    *quantity = is_unset(criterion) ? number(2.385, 2.385) : options(criterion->options, true);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && criterion->options == 0; i++)
        if (holds(criterion, criterion->threshold + steps[i]))
            *quantity = number(criterion->threshold + steps[i], criterion->threshold + steps[i]);
}

static void walk_filter(const struct cir_scheme *scheme, const struct cir_criterion *criterion)
{
    if (criterion->filter_measure == CIR_INDEX_NONE || criterion->filter_measure == criterion->measure)
        return;
    uint64_t meant = criterion->filter_options;
    uint64_t outside = ~meant & -~meant;
    struct cir_quantity *filter = &quantities[criterion->filter_measure];
    make_true(criterion);
    *filter = options(outside, false);
    expect_truth(scheme, criterion, CIR_FALSE);
    *filter = options(meant | outside, false);
    expect_truth(scheme, criterion, CIR_POSSIBLE);
    *filter = (struct cir_quantity){.answer = CIR_NOT_APPLICABLE, .point = NAN};
    expect_truth(scheme, criterion, CIR_FALSE);
    *filter = options(meant, true);
    expect_truth(scheme, criterion, is_unset(criterion) ? CIR_POSSIBLE : CIR_TRUE);
}

static void walk_criteria(const struct cir_scheme *scheme, struct walked *walked)
{
    for (size_t i = 0; i < scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &scheme->criteria[i];
        if (criterion->filter_measure == criterion->measure)
            continue;                   /* one answer cannot be on both sides of two tests */
        walk_filter(scheme, criterion); /* leaves the filter true */
        if (is_option(criterion)) {
            walk_options(scheme, criterion, walked);
        } else if (is_unset(criterion)) {
            walk_unset(scheme, criterion);
            walked->unset++;
        } else {
            walk_threshold(scheme, criterion);
            walked->thresholds++;
        }
    }
}

/* ---- all schemes ---- */

static bool scheme_name(const char *path, char name[NAME_SIZE])
{
    int end = 0;
    return sscanf(path, "datasets/schemes/%63[^/]/scheme.csv%n", name, &end) == 1 && end > 0 && path[end] == '\0';
}

static void test_edges__of_every_scheme_lie_where_the_tables_say(void)
{
    struct cir_definition_files files;
    struct walked walked = {0};
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&files, NULL, NULL), CIR_OK);
    for (size_t i = 0; i < files.count; i++) {
        char name[NAME_SIZE];
        if (!scheme_name(files.list[i].path, name))
            continue;
        const char *list[] = {name};
        struct cir_classifier *classifier = run_classifier(list, 1);
        walk_bands(cir_classifier_scheme(classifier, 0), &walked);
        walk_criteria(cir_classifier_scheme(classifier, 0), &walked);
        cir_classifier_free(classifier);
        walked.schemes++;
    }
    printf("walked %zu schemes: %zu band edges, %zu thresholds and %zu unset ones, %zu options\n", walked.schemes,
           walked.edges, walked.thresholds, walked.unset, walked.options);
    CU_ASSERT(walked.schemes >= 12 && walked.edges >= 20 && walked.thresholds >= 100 && walked.options >= 100);
    CU_ASSERT(walked.unset >= 10);
    cir_definition_files_close(&files);
}

CIR_SUITE("edges", {"of every scheme lie where the tables say", test_edges__of_every_scheme_lie_where_the_tables_say})
