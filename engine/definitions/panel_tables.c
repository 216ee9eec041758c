/* What is told of panels of experts: limits, and what chance alone brings about. */
#include "definitions/families.h"
#include "definitions/row.h"

#include <math.h>

enum { LEAST_CRITERIA = 3 };

static const char limit_names[] =
#define CIR_PANEL_LIMIT(symbol, name, meaning) ";" name
#include "model/panel_limit.def"
#undef CIR_PANEL_LIMIT
    ;

static const struct cir_bounds above_one = {.low = 1, .high = INFINITY, .above = true, .expected = "a number above 1"};

static const struct cir_bounds *bounds_of(enum cir_panel_limit limit)
{
    static const struct cir_bounds *const bounds[CIR_PANEL_LIMITS] = {
        [CIR_PANEL_PAIRWISE_MAX] = &above_one,
        [CIR_PANEL_RATING_MAX] = &cir_bounds_positive,
        [CIR_PANEL_CONSISTENCY_RATIO_MAX] = &cir_bounds_share,
        [CIR_PANEL_CONSENSUS_MODERATE] = &cir_bounds_share,
        [CIR_PANEL_CONSENSUS_HIGH] = &cir_bounds_share,
        [CIR_PANEL_ANSWERS_SHOWN_LEAST] = &cir_bounds_positive,
    };
    return bounds[limit];
}

static void fill_limits(struct cir_family *family)
{
    struct cir_load *load = family->load;
    const struct cir_table *table = &family->tables[CIR_TABLE_PANEL_LIMITS];
    double *values = family->definitions->panel.values;
    struct cir_index seen = {0};
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        unsigned limit = cir_row_choice(load, row, "limit", limit_names + 1);
        values[limit] = cir_row_number(load, row, "value", bounds_of(limit));
        (void)cir_row_source(load, row, &family->dataset_sources);
        (void)cir_row_unique(load, &seen, row, "limit", NULL);
    }
}

static void check_limits(struct cir_family *family)
{
    const struct cir_table *table = &family->tables[CIR_TABLE_PANEL_LIMITS];
    const double *values = family->definitions->panel.values;
    struct cir_text name;
    struct cir_text rest = cir_text_of(limit_names + 1);
    for (size_t i = 0; cir_text_next(&name, &rest, ';'); i++)
        if (isnan(values[i]))
            cir_load_report(family->load, (struct cir_place){.file = table->file},
                            "limit '%.*s' is missing, or is wrong", CIR_TEXT_ARGS(name));
    if (values[CIR_PANEL_CONSENSUS_MODERATE] > values[CIR_PANEL_CONSENSUS_HIGH])
        cir_load_report(family->load, (struct cir_place){.file = table->file},
                        "consensus_moderate lies above consensus_high");
}

static void fill_random_index(struct cir_family *family)
{
    struct cir_load *load = family->load;
    const struct cir_table *table = &family->tables[CIR_TABLE_RANDOM_INDEX];
    struct cir_index seen = {0};
    for (size_t i = 0; i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        int criteria = cir_row_integer(load, row, "criteria", LEAST_CRITERIA, CIR_RANDOM_INDEX_MAX);
        family->definitions->panel.random_index[criteria] =
            cir_row_number(load, row, "random_index", &cir_bounds_positive);
        (void)cir_row_source(load, row, &family->dataset_sources);
        (void)cir_row_unique(load, &seen, row, "criteria", NULL);
    }
}

void cir_panel_fill(struct cir_family *family)
{
    struct cir_panel_limits *limits = &family->definitions->panel;
    for (size_t i = 0; i < CIR_PANEL_LIMITS; i++)
        limits->values[i] = NAN;
    for (size_t i = 0; i <= CIR_RANDOM_INDEX_MAX; i++)
        limits->random_index[i] = NAN;
    fill_limits(family);
    check_limits(family);
    fill_random_index(family);
}
