#include "definitions/families.h"
#include "definitions/option_list.h"
#include "definitions/row.h"
#include "definitions/texts.h"
#include "model/verdict.h"

#include <stdlib.h>

/* The columns that make a cir_range_row. */
struct shape {
    const char *code;
    const char *bounds[3]; /* low, point, high; the first NULL where the point alone is given */
    const struct cir_bounds *range;
};

static const struct shape people_units = {"unit", {"persons_low", "persons", "persons_high"}, &cir_bounds_positive};
static const struct shape service_loss = {"option", {"low", "point", "high"}, &cir_bounds_share};
static const struct shape states_abroad = {"column", {NULL, "states", NULL}, &cir_bounds_positive};
static const struct shape time_units = {"unit", {NULL, "hours", NULL}, &cir_bounds_positive};

static void fill_bounds(struct cir_load *load, const struct cir_row *row, const struct shape *shape,
                        struct cir_range_row *range)
{
    range->point = cir_row_number(load, row, shape->bounds[1], shape->range);
    range->low = range->point;
    range->high = range->point;
    if (shape->bounds[0] == NULL)
        return;
    range->low = cir_row_number(load, row, shape->bounds[0], shape->range);
    range->high = cir_row_number(load, row, shape->bounds[2], shape->range);
    cir_row_check_order(load, row, shape->bounds, range->low, range->point, range->high);
}

static void fill_row(struct cir_family *family, const struct cir_row *row, const struct shape *shape,
                     struct cir_range_row *range)
{
    range->code = cir_row_text(family->load, row, shape->code);
    range->source = cir_row_source(family->load, row, &family->dataset_sources);
    if (strpbrk(range->code, ";|") != NULL)
        cir_row_refuse(family->load, row, shape->code, "a word without ';' and '|'");
    fill_bounds(family->load, row, shape, range);
}

static struct cir_range_row *fill_ranges(struct cir_family *family, const struct cir_table *table,
                                         const struct shape *shape, size_t *count, struct cir_index *index)
{
    struct cir_load *load = family->load;
    struct cir_index seen = {.fold_case = true};
    struct cir_range_row *ranges = cir_load_take(load, table->row_count, sizeof *ranges);
    index->fold_case = true;
    for (size_t i = 0; ranges != NULL && i < table->row_count; i++) {
        fill_row(family, &table->rows[i], shape, &ranges[i]);
        (void)cir_row_unique(load, &seen, &table->rows[i], shape->code, NULL);
        (void)cir_load_insert(load, index, ranges[i].code, (uint32_t)i);
        *count = i + 1;
    }
    return ranges;
}

static void fill_people_units(struct cir_family *family)
{
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_PEOPLE_UNITS];
    definitions->people_units =
        fill_ranges(family, table, &people_units, &definitions->people_unit_count, &definitions->people_unit_index);
    if (table->row_count > CIR_OPTIONS_MAX)
        cir_row_report(family->load, &table->rows[CIR_OPTIONS_MAX], "unit", "a table holds at most %d people units",
                       CIR_OPTIONS_MAX);
}

/* The words of the column service_loss: each has its row, and no other has one. */
static void fill_service_loss(struct cir_family *family)
{
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_SERVICE_LOSS];
    const char *words = cir_field_options(CIR_FIELD_SERVICE_LOSS);
    definitions->service_losses =
        fill_ranges(family, table, &service_loss, &definitions->service_loss_count, &definitions->service_loss_index);
    for (size_t i = 0; i < table->row_count; i++)
        (void)cir_row_choice(family->load, &table->rows[i], "option", words);
    struct cir_text word;
    struct cir_text rest = cir_text_of(words);
    while (cir_text_next(&word, &rest, ';'))
        if (cir_index_find(&definitions->service_loss_index, word) == CIR_INDEX_NONE)
            cir_load_report(family->load, (struct cir_place){.file = table->file}, "option '%.*s' is missing",
                            CIR_TEXT_ARGS(word));
}

static int compare_reaches(const void *a, const void *b)
{
    unsigned left = ((const struct cir_reach_row *)a)->reach;
    unsigned right = ((const struct cir_reach_row *)b)->reach;
    return (left > right) - (left < right);
}

static void fill_reaches(struct cir_family *family)
{
    struct cir_load *load = family->load;
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_REACH];
    struct cir_index seen = {0};
    definitions->reaches = cir_load_take(load, table->row_count, sizeof *definitions->reaches);
    for (size_t i = 0; definitions->reaches != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        definitions->reaches[i] = (struct cir_reach_row){
            .reach = cir_row_choice(load, row, "reach", cir_field_options(CIR_FIELD_REACH)),
            .states_min = cir_row_number(load, row, "states_min", &cir_bounds_not_negative),
            .regions_min = cir_row_number(load, row, "regions_min", &cir_bounds_not_negative),
        };
        (void)cir_row_source(load, row, &family->dataset_sources);
        (void)cir_row_unique(load, &seen, row, "reach", NULL);
        definitions->reach_count = i + 1;
    }
    if (definitions->reaches != NULL)
        qsort(definitions->reaches, definitions->reach_count, sizeof *definitions->reaches, compare_reaches);
}

/* A target is a canonical field; a synonym leads to one of them only. */
static void fill_synonyms(struct cir_family *family)
{
    struct cir_load *load = family->load;
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_COLUMN_SYNONYMS];
    struct cir_index seen = {.fold_case = true};
    definitions->column_synonyms = cir_load_take(load, table->row_count, sizeof *definitions->column_synonyms);
    for (size_t i = 0; definitions->column_synonyms != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        if (cir_field_number(cir_row_raw(row, "target")) == CIR_FIELD_CANONICAL)
            cir_row_refuse(load, row, "target", "a canonical column");
        (void)cir_row_source(load, row, &family->dataset_sources);
        (void)cir_row_unique(load, &seen, row, "synonym", NULL);
        definitions->column_synonyms[i].target = cir_text_of(cir_row_text(load, row, "target"));
        definitions->column_synonyms[i].name = cir_text_of(cir_row_text(load, row, "synonym"));
        definitions->column_synonym_count = i + 1;
    }
}

static void fill_untold_texts(struct cir_family *family)
{
    struct cir_load *load = family->load;
    struct cir_definitions *definitions = family->definitions;
    struct cir_index ids = {0};
    const char *labels[CIR_UNTOLD_COUNT];
    for (uint32_t i = 0; i < CIR_UNTOLD_COUNT; i++) {
        labels[i] = cir_untold_label((enum cir_untold)i);
        (void)cir_load_insert(load, &ids, labels[i], i);
    }
    const char *(*texts)[CIR_LANGUAGES] =
        cir_texts_read(load, &family->tables[CIR_TABLE_VERDICT_LABELS], &ids, labels, CIR_UNTOLD_COUNT);
    for (size_t i = 0; texts != NULL && i < CIR_UNTOLD_COUNT; i++)
        memcpy(definitions->untold_texts[i], texts[i], sizeof texts[i]);
}

static void fill_abroad_tests(struct cir_family *family)
{
    struct cir_definitions *definitions = family->definitions;
    const struct cir_table *table = &family->tables[CIR_TABLE_STATES_ABROAD];
    definitions->abroad_tests =
        fill_ranges(family, table, &states_abroad, &definitions->abroad_test_count, &definitions->abroad_test_index);
    for (size_t i = 0; i < table->row_count; i++)
        (void)cir_row_code(family->load, &table->rows[i], "column");
    if (table->row_count > CIR_ABROAD_TESTS_MAX)
        cir_row_report(family->load, &table->rows[CIR_ABROAD_TESTS_MAX], "column", "a list has at most %d such columns",
                       CIR_ABROAD_TESTS_MAX);
}

void cir_units_fill(struct cir_family *family)
{
    struct cir_definitions *definitions = family->definitions;
    fill_people_units(family);
    fill_service_loss(family);
    fill_abroad_tests(family);
    fill_reaches(family);
    fill_synonyms(family);
    fill_untold_texts(family);
    definitions->time_units = fill_ranges(family, &family->tables[CIR_TABLE_TIME_UNITS], &time_units,
                                          &definitions->time_unit_count, &definitions->time_unit_index);
}
