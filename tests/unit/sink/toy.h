/** Two small schemes and some verdicts, for the suites of sink and store.
 *
 * "gge" has bands, factors, a rule and three axes; "own" has rules alone, one axis of no own column, and a label and a
 * criterion that are hostile to CSV. */
#ifndef CIR_TESTS_TOY_H
#define CIR_TESTS_TOY_H

#include "model/override.h"
#include "model/record.h"
#include "model/verdict.h"

#include <math.h>

static struct cir_band toy_gge_bands[] = {
    {.level = 0, .low = 0, .label = "none"},
    {.level = 1, .low = 5, .label = "minor"},
    {.level = 3, .low = 40, .label = "significant"},
};
static struct cir_factor toy_gge_factors[] = {{.name = "people_share"}, {.name = "a-factor-of-a-long-name"}};
static struct cir_criterion toy_gge_criteria[] = {{.name = "many"}, {.name = "hit-in-the-north"}};
static struct cir_rule toy_gge_rules[] = {{.name = "many-dead"}};
static struct cir_band toy_own_bands[] = {
    {.level = 7, .low = NAN, .label = "=label()"},
    {.level = 100, .low = NAN, .label = "say \"so\", please"},
};
static struct cir_criterion toy_own_criteria[] = {{.name = "@users"}};

static const struct cir_scheme toy_gge = {
    .name = "gge",
    .version = "1.2",
    .status = "verified",
    .sha256 = "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    .score_max = 100,
    .digits = 1,
    .axes = {{.name = "scale"}, {.name = "severity"}, {.name = "outlook"}},
    .axis_count = 3,
    .factors = toy_gge_factors,
    .factor_count = 2,
    .criteria = toy_gge_criteria,
    .criterion_count = 2,
    .rules = toy_gge_rules,
    .rule_count = 1,
    .bands = toy_gge_bands,
    .band_count = 3,
};

static const struct cir_scheme toy_own = {
    .name = "own",
    .version = "2",
    .status = "partly",
    .sha256 = "2123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    .tables_of = "./own",
    .score_max = 10,
    .digits = 3,
    .axes = {{.name = "score"}},
    .axis_count = 1,
    .criteria = toy_own_criteria,
    .criterion_count = 1,
    .bands = toy_own_bands,
    .band_count = 2,
};

static const struct cir_scheme *const toy_schemes[] = {&toy_gge, &toy_own};

/* What may stand in cells of a file of overrides, and be harmless. */
static const struct cir_override toy_override_rows[] = {
    {.texts =
         {{"A-1", 3}, {"people_affected", 15}, {"1200", 4}, {"12000", 5}, {"=1+1", 4}, {"a \"b\"", 5}, {"2026", 4}}},
    {.texts = {{"A-1", 3}, {"title", 5}, {"", 0}, {"one,\ntwo \"x\"", 12}, {"x", 1}, {"y", 1}, {"2026", 4}}},
    {.texts = {{"A-1", 3}, {"gge_level", 9}, {"2", 1}, {"", 0}, {"x", 1}, {"y", 1}, {"2026", 4}}},
};
static const struct cir_override_list toy_overrides = {toy_override_rows, 3};
static const struct cir_override_list toy_no_overrides = {0};

static const struct cir_interval toy_no_interval = {NAN, NAN, NAN, NAN};

/* One verdict of each scheme. */
static const struct cir_verdict toy_known[] = {
    {
        .level = 3,
        .level_low = 1,
        .level_high = 3,
        .score = {38.25, 62.349, 70, 0.85},
        .axes = {{0, 33.3333, 0, 0}, {0, 100, 0, 0}, {0, 0.04, 0, 0}},
        .reason = CIR_REASON_FACTOR,
        .reason_number = 1,
    },
    {
        .level = 100,
        .level_low = 7,
        .level_high = 100,
        .score = {NAN, NAN, NAN, 0.5},
        .axes = {{0, 7.125, 0, 0}},
        .reason = CIR_REASON_CRITERION,
    },
};

static const struct cir_verdict toy_unknown[] = {
    {
        .level = CIR_LEVEL_UNKNOWN,
        .level_low = 0,
        .level_high = CIR_LEVEL_UNKNOWN,
        .score = {0, NAN, 100, 0},
        .axes = {{NAN, NAN, NAN, NAN}, {NAN, NAN, NAN, NAN}, {NAN, NAN, NAN, NAN}},
        .reason = CIR_REASON_MISSING,
        .reason_number = 0,
    },
    {
        .level = CIR_LEVEL_UNKNOWN,
        .level_low = 7,
        .level_high = 7,
        .score = {NAN, NAN, NAN, NAN},
        .axes = {{NAN, NAN, NAN, NAN}},
        .reason = CIR_REASON_NONE,
    },
};

/* The first scheme does not speak of the subject; the second cannot tell whether it does. */
static const struct cir_verdict toy_outside[] = {
    {
        .level = CIR_LEVEL_NOT_APPLICABLE,
        .level_low = CIR_LEVEL_NOT_APPLICABLE,
        .level_high = CIR_LEVEL_NOT_APPLICABLE,
        .score = {NAN, NAN, NAN, NAN},
        .axes = {{NAN, NAN, NAN, NAN}, {NAN, NAN, NAN, NAN}, {NAN, NAN, NAN, NAN}},
        .reason = CIR_REASON_OUTSIDE,
        .reason_number = 1,
    },
    {
        .level = CIR_LEVEL_UNKNOWN,
        .level_low = 100,
        .level_high = 100,
        .score = {NAN, NAN, NAN, 0.25},
        .axes = {{NAN, NAN, NAN, NAN}},
        .reason = CIR_REASON_CRITERION,
    },
};

struct toy_row {
    struct cir_span spans[16];
    struct cir_record record; /* borrows the spans and the line */
};

/* One cell that starts at `at`; gives where the next one would start. */
static inline size_t toy_cell(struct cir_span *span, const char *line, size_t at, char delimiter)
{
    bool quoted = line[at] == '"';
    size_t start = at + quoted;
    size_t end = start;
    while (line[end] != '\0' && (quoted ? line[end] != '"' || line[end + 1] == '"' : line[end] != delimiter)) {
        span->escaped = span->escaped || line[end] == '"';
        end += line[end] == '"' ? 2 : 1;
    }
    span->start = (uint32_t)start;
    span->size = (uint32_t)(end - start) & CIR_SPAN_SIZE_MAX;
    span->quoted = quoted;
    return end + quoted + 1;
}

/** The record of a well-formed line without its end. */
static inline void toy_split(struct toy_row *row, const char *line, char delimiter)
{
    *row = (struct toy_row){.record = {.text = cir_text_of(line), .spans = row->spans, .may_hold_formula = true}};
    for (size_t at = 0; at <= row->record.text.size;)
        at = toy_cell(&row->spans[row->record.count++], line, at, delimiter);
}

#endif
