/* Every shipped scheme, copied and broken in each way that applies to it: the lint names the file, the line and the
 * column. The copy as it is has no fault. */
#include "definitions/definitions.h"
#include "scheme_vectors.h"
#include "scratch.h"
#include "sheet.h"
#include "suite.h"

#include <stdio.h>

enum { TABLES_MAX = 12, NAME_SIZE = 64, FOUND_MAX = 64 };

/* ---- a copy of a scheme, as cells ---- */

struct table {
    const char *name; /* "bands.csv" */
    struct sheet sheet;
};

struct copy {
    struct table tables[TABLES_MAX];
    size_t count;
    /* where the lint must point, as the damage says */
    size_t line;
    size_t column;
};

static void copy_read(struct copy *copy, const struct cir_definition_files *files, const char *scheme)
{
    char prefix[2 * NAME_SIZE];
    snprintf(prefix, sizeof prefix, "datasets/schemes/%s/", scheme);
    *copy = (struct copy){0};
    for (size_t i = 0; i < files->count; i++) {
        if (!cir_text_starts_with(cir_text_of(files->list[i].path), prefix))
            continue;
        CU_ASSERT_FATAL(copy->count < TABLES_MAX);
        struct table *table = &copy->tables[copy->count++];
        table->name = files->list[i].path + strlen(prefix);
        sheet_read(&table->sheet, files->list[i].text, ',');
    }
}

static void copy_free(struct copy *copy)
{
    for (size_t i = 0; i < copy->count; i++)
        sheet_free(&copy->tables[i].sheet);
}

static void add_row(struct cir_buffer *csv, const struct sheet_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (i > 0)
            cir_buffer_add_char(csv, ',');
        sheet_add_cell(csv, row->cells[i]);
    }
    cir_buffer_add_char(csv, '\n');
}

/* A header stands without quotes, as the lint of vectors wants it. */
static void add_header(struct cir_buffer *csv, const struct sheet_row *header)
{
    for (size_t i = 0; i < header->count; i++)
        cir_buffer_add_format(csv, "%s%.*s", i > 0 ? "," : "", CIR_TEXT_ARGS(header->cells[i]));
    cir_buffer_add_char(csv, '\n');
}

static void copy_write(const struct copy *copy)
{
    for (size_t i = 0; i < copy->count; i++) {
        const struct sheet *sheet = &copy->tables[i].sheet;
        struct cir_buffer csv = {0};
        add_header(&csv, &sheet->header);
        for (size_t row = 0; row < sheet->row_count; row++)
            add_row(&csv, &sheet->rows[row]);
        scratch_write(copy->tables[i].name, cir_buffer_text(&csv));
        cir_buffer_free(&csv);
    }
}

static struct sheet *table_of(struct copy *copy, const char *name)
{
    for (size_t i = 0; i < copy->count; i++)
        if (strcmp(copy->tables[i].name, name) == 0)
            return &copy->tables[i].sheet;
    return NULL;
}

/* Rules that give a level; NULL where facilities alone do, and the only rule is the scope. */
static struct sheet *rules_of(struct copy *copy)
{
    struct sheet *rules = table_of(copy, "rules.csv");
    return rules != NULL && strcmp(sheet_cell(rules, 0, "level").data, "applies") != 0 ? rules : NULL;
}

/* What those rules ask for. */
static struct sheet *criteria_of(struct copy *copy)
{
    return rules_of(copy) != NULL ? table_of(copy, "criteria.csv") : NULL;
}

/* Cells of these tables have no line ends: a row is a line. */
static bool point(struct copy *copy, const struct sheet *sheet, size_t row, const char *column)
{
    copy->line = row + 2;
    copy->column = sheet_column(sheet, column) + 1;
    return true;
}

static bool set(struct copy *copy, struct sheet *sheet, size_t row, const char *column, const char *text)
{
    sheet->rows[row].cells[sheet_column(sheet, column)] = cir_text_of(text);
    return point(copy, sheet, row, column);
}

static const char *get(const struct sheet *sheet, size_t row, const char *column)
{
    return sheet_cell(sheet, row, column).data;
}

/* A row behind the last; its cells are empty. */
static size_t append(struct sheet *sheet)
{
    struct sheet_row *rows = cir_arena_take(&sheet->arena, sheet->row_count + 1, sizeof *rows);
    struct cir_text *cells = cir_arena_take(&sheet->arena, sheet->header.count, sizeof *cells);
    CU_ASSERT_FATAL(rows != NULL && cells != NULL);
    if (sheet->row_count > 0)
        memcpy(rows, sheet->rows, sheet->row_count * sizeof *rows);
    for (size_t i = 0; i < sheet->header.count; i++)
        cells[i] = (struct cir_text){"", 0};
    rows[sheet->row_count] = (struct sheet_row){cells, sheet->header.count};
    sheet->rows = rows;
    return sheet->row_count++;
}

static void drop(struct sheet *sheet, size_t row)
{
    sheet->row_count--;
    memmove(&sheet->rows[row], &sheet->rows[row + 1], (sheet->row_count - row) * sizeof *sheet->rows);
}

static bool nowhere(struct copy *copy)
{
    copy->line = 0;
    copy->column = 0;
    return true;
}

/* ---- damages: false where the scheme has nothing to break so ---- */

static bool is_weighted(struct copy *copy)
{
    return table_of(copy, "factors.csv") != NULL;
}

static bool level_twice(struct copy *copy)
{
    struct sheet *bands = table_of(copy, "bands.csv");
    return set(copy, bands, 1, "level", get(bands, 0, "level"));
}

static bool bands_overlap(struct copy *copy)
{
    struct sheet *bands = table_of(copy, "bands.csv");
    return is_weighted(copy) && set(copy, bands, 2, "low", get(bands, 1, "low"));
}

static bool bands_gap(struct copy *copy)
{
    return is_weighted(copy) && set(copy, table_of(copy, "bands.csv"), 0, "low", "0.5");
}

static bool unknown_measure_of_criterion(struct copy *copy)
{
    struct sheet *criteria = criteria_of(copy);
    return criteria != NULL && set(copy, criteria, 0, "measure", "no_such_measure");
}

static bool unknown_measure_of_factor(struct copy *copy)
{
    return is_weighted(copy) && set(copy, table_of(copy, "factors.csv"), 0, "measure", "no_such_measure");
}

static bool unit_of_criterion(struct copy *copy)
{
    struct sheet *criteria = criteria_of(copy);
    for (size_t i = 0; criteria != NULL && i < criteria->row_count; i++)
        if (sheet_cell(criteria, i, "unit").size > 0)
            return set(copy, criteria, i, "unit", "furlongs");
    return false;
}

static bool unit_of_field(struct copy *copy)
{
    struct sheet *fields = table_of(copy, "fields.csv");
    if (fields == NULL)
        return false;
    bool is_number = sheet_cell(fields, 0, "unit").size > 0;
    return set(copy, fields, 0, "unit", is_number ? "" : "%");
}

/* 15 where 15 % is meant. */
static bool per_cent_for_share(struct copy *copy)
{
    struct sheet *criteria = criteria_of(copy);
    for (size_t i = 0; criteria != NULL && i < criteria->row_count; i++) {
        const char *measure = get(criteria, i, "measure");
        bool is_share = strstr(measure, "_share") != NULL && strcmp(measure, "loss_gdp_share") != 0;
        if (is_share && *get(criteria, i, "op") == '>')
            return set(copy, criteria, i, "threshold", "15");
    }
    return false;
}

static bool language_missing(struct copy *copy)
{
    drop(table_of(copy, "labels.csv"), 3);
    return nowhere(copy);
}

static bool label_unused(struct copy *copy)
{
    struct sheet *bands = table_of(copy, "bands.csv");
    struct sheet *labels = table_of(copy, "labels.csv");
    const char *unused = get(bands, 1, "label");
    struct sheet *options = table_of(copy, "options.csv");
    (void)set(copy, bands, 1, "label", get(bands, 0, "label"));
    for (size_t i = 0; options != NULL && i < options->row_count; i++)
        if (strcmp(get(options, i, "label"), unused) == 0)
            return false;
    for (size_t i = 0; i < labels->row_count; i++)
        if (strcmp(get(labels, i, "id"), unused) == 0)
            return point(copy, labels, i, "id");
    return false;
}

static bool source_missing(struct copy *copy)
{
    struct sheet *judging = is_weighted(copy) ? table_of(copy, "factors.csv") : criteria_of(copy);
    return judging != NULL && set(copy, judging, 1, "source", "");
}

static bool key_missing(struct copy *copy)
{
    drop(table_of(copy, "scheme.csv"), 1);
    return nowhere(copy);
}

static bool value_falls(struct copy *copy)
{
    struct sheet *options = table_of(copy, "options.csv");
    if (options == NULL)
        return false;
    size_t last = 0;
    while (strcmp(get(options, last + 1, "factor"), get(options, 0, "factor")) == 0)
        last++;
    return set(copy, options, last, "value", "0");
}

static bool option_of_another_field(struct copy *copy)
{
    struct sheet *options = table_of(copy, "options.csv");
    return options != NULL && set(copy, options, 1, "option", "no-such-option");
}

static bool weights_off(struct copy *copy)
{
    struct sheet *scheme = table_of(copy, "scheme.csv");
    if (!is_weighted(copy))
        return false;
    size_t row = 0;
    while (row < scheme->row_count && strcmp(get(scheme, row, "key"), "weights_sum") != 0)
        row++;
    if (row == scheme->row_count)
        (void)append(scheme);
    (void)set(copy, scheme, row, "key", "weights_sum");
    (void)set(copy, scheme, row, "value", "0.385");
    return point(copy, table_of(copy, "factors.csv"), 0, "weight");
}

static bool too_many_asked(struct copy *copy)
{
    struct sheet *rules = rules_of(copy);
    return rules != NULL && set(copy, rules, 0, "at_least", "99");
}

/* A criterion on deaths, which no scheme asks as one of its own fields. */
static void add_criterion(struct copy *copy, const char *name, const char *op, const char *threshold)
{
    struct sheet *criteria = criteria_of(copy);
    const char *source = get(criteria, 0, "source");
    size_t row = append(criteria);
    (void)set(copy, criteria, row, "criterion", name);
    (void)set(copy, criteria, row, "measure", "deaths");
    (void)set(copy, criteria, row, "op", op);
    (void)set(copy, criteria, row, "threshold", threshold);
    (void)set(copy, criteria, row, "unit", "persons");
    (void)set(copy, criteria, row, "source", source);
}

static void add_rule(struct copy *copy, const char *const cells[6])
{
    static const char *const columns[6] = {"rule", "level", "clause", "of", "at_least", "source"};
    struct sheet *rules = rules_of(copy);
    size_t row = append(rules);
    for (size_t i = 0; i < 6; i++)
        (void)set(copy, rules, row, columns[i], cells[i]);
}

static bool rule_contradicts_itself(struct copy *copy)
{
    struct sheet *rules = rules_of(copy);
    if (rules == NULL)
        return false;
    add_criterion(copy, "broken-few", "<", "2");
    add_criterion(copy, "broken-many", ">=", "3");
    add_rule(copy, (const char *[6]){get(rules, 0, "rule"), get(rules, 0, "level"), get(rules, 0, "clause"),
                                     "broken-few;broken-many", "2", get(rules, 0, "source")});
    return point(copy, rules, 0, "clause");
}

/* The first clause once more, as a rule of the lowest level that a rule can have. */
static bool rule_in_the_shade(struct copy *copy)
{
    struct sheet *rules = rules_of(copy);
    if (rules == NULL)
        return false;
    size_t count = rules->row_count;
    const char *level = get(table_of(copy, "bands.csv"), 1, "level");
    for (size_t i = 0; i < count; i++)
        if (strcmp(get(rules, i, "rule"), get(rules, 0, "rule")) == 0 &&
            strcmp(get(rules, i, "clause"), get(rules, 0, "clause")) == 0)
            add_rule(copy, (const char *[6]){"broken-again", level, "1", get(rules, i, "of"), get(rules, i, "at_least"),
                                             get(rules, i, "source")});
    return point(copy, rules, count, "clause");
}

static bool level_without_rule(struct copy *copy)
{
    struct sheet *rules = rules_of(copy);
    struct sheet *bands = table_of(copy, "bands.csv");
    if (rules == NULL || is_weighted(copy))
        return false;
    size_t top = bands->row_count - 1;
    for (size_t i = 0; i < rules->row_count; i++)
        if (strcmp(get(rules, i, "level"), get(bands, top, "level")) == 0)
            (void)set(copy, rules, i, "level", get(bands, top - 1, "level"));
    return point(copy, bands, top, "level");
}

static bool rule_of_the_lowest_level(struct copy *copy)
{
    struct sheet *rules = rules_of(copy);
    if (rules == NULL)
        return false;
    add_criterion(copy, "broken-many", ">=", "3");
    add_rule(copy, (const char *[6]){"broken-many", get(table_of(copy, "bands.csv"), 0, "level"), "1", "broken-many",
                                     "1", get(rules, 0, "source")});
    return point(copy, rules, rules->row_count - 1, "level");
}

/* No deaths are the highest level, and one death is not. */
static bool level_falls(struct copy *copy)
{
    struct sheet *rules = rules_of(copy);
    struct sheet *bands = table_of(copy, "bands.csv");
    struct sheet *criteria = criteria_of(copy);
    if (rules == NULL)
        return false;
    add_criterion(copy, "broken-few", "<", "1");
    add_rule(copy, (const char *[6]){"broken-few", get(bands, bands->row_count - 1, "level"), "1", "broken-few", "1",
                                     get(rules, 0, "source")});
    return point(copy, criteria, criteria->row_count - 1, "threshold");
}

static bool facility_unmeasured(struct copy *copy)
{
    struct sheet *facilities = table_of(copy, "facilities.csv");
    if (facilities == NULL)
        return false;
    size_t row = append(facilities);
    for (size_t i = 0; i < facilities->header.count; i++)
        facilities->rows[row].cells[i] = facilities->rows[0].cells[i];
    return set(copy, facilities, row, "facility", "broken-plant");
}

static bool threshold_of(struct copy *copy, const char *column, const char *text)
{
    struct sheet *thresholds = table_of(copy, "thresholds.csv");
    return thresholds != NULL && set(copy, thresholds, 0, column, text);
}

static bool threshold_of_no_facility(struct copy *copy)
{
    struct sheet *thresholds = table_of(copy, "thresholds.csv");
    return thresholds != NULL && set(copy, thresholds, append(thresholds), "facility", "no-such-plant");
}

static bool threshold_of_no_measure(struct copy *copy)
{
    return threshold_of(copy, "measure", "no_such_measure");
}

static bool threshold_without_unit(struct copy *copy)
{
    return threshold_of(copy, "unit", "");
}

static bool threshold_without_source(struct copy *copy)
{
    return threshold_of(copy, "source", "");
}

static bool vector_wrong(struct copy *copy)
{
    struct sheet *vectors = table_of(copy, "vectors.csv");
    size_t row = 0;
    if (vectors == NULL)
        return false;
    while (sheet_cell(vectors, row, "expect_level").size == 0)
        row++;
    return set(copy, vectors, row, "expect_level", "97");
}

static bool vector_without_source(struct copy *copy)
{
    struct sheet *vectors = table_of(copy, "vectors.csv");
    return vectors != NULL && set(copy, vectors, 1, "expect_source", "");
}

static bool vector_misspelt(struct copy *copy)
{
    struct sheet *vectors = table_of(copy, "vectors.csv");
    if (vectors == NULL)
        return false;
    size_t column = sheet_column(vectors, "expect_label");
    vectors->header.cells[column] = cir_text_of("expect_lable");
    copy->line = 1;
    copy->column = column + 1;
    return true;
}

// clang-format off
static const struct damage {
    const char *what;
    bool (*make)(struct copy *copy);
    const char *file;    /* where it is found */
    const char *message; /* part of it */
    size_t least;        /* schemes that it must apply to */
} damages[] = {
    {"a facility that nothing measures", facility_unmeasured, "facilities.csv", "no row of thresholds.csv measures", 1},
    {"a threshold of no facility", threshold_of_no_facility, "thresholds.csv", "is not a facility of", 1},
    {"a threshold of an unknown measure", threshold_of_no_measure, "thresholds.csv", "is not a measure", 1},
    {"a threshold without unit", threshold_without_unit, "thresholds.csv", "is not the unit of", 1},
    {"a threshold without source", threshold_without_source, "thresholds.csv", "source", 1},
    {"a level twice", level_twice, "bands.csv", "is not above the level of the row before", 12},
    {"bands that overlap", bands_overlap, "bands.csv", "is not above the low of the row before", 3},
    {"a gap below the bands", bands_gap, "bands.csv", "is not 0, where the lowest band begins", 3},
    {"a level that no rule gives", level_without_rule, "bands.csv", "no rule gives", 9},
    {"a criterion of an unknown measure", unknown_measure_of_criterion, "criteria.csv", "is not a measure", 10},
    {"a factor of an unknown measure", unknown_measure_of_factor, "factors.csv", "is not a measure", 3},
    {"another unit than the measure's", unit_of_criterion, "criteria.csv", "is not the unit of", 7},
    {"a unit that the type has not", unit_of_field, "fields.csv", "unit:", 11},
    {"per cent where a share is meant", per_cent_for_share, "criteria.csv", "no value of", 6},
    {"a language without a label", language_missing, "labels.csv", "has no text in", 12},
    {"a label that nobody uses", label_unused, "labels.csv", "labels no band and no option", 12},
    {"a row without a source", source_missing, NULL, "is not a key of sources.csv", 12},
    {"a key that is missing", key_missing, "scheme.csv", "key 'title' is missing", 12},
    {"values that fall where harm rises", value_falls, "options.csv", "is below", 3},
    {"an option that the field has not", option_of_another_field, "options.csv", "is not an option of", 2},
    {"weights that do not add up", weights_off, "factors.csv", "add up to", 3},
    {"more asked for than there is", too_many_asked, "rules.csv", "is not a whole number from 1", 10},
    {"a rule that contradicts itself", rule_contradicts_itself, "rules.csv", "can never hold", 10},
    {"a rule in the shade of another", rule_in_the_shade, "rules.csv", "never decides", 10},
    {"a rule of the lowest level", rule_of_the_lowest_level, "rules.csv", "is the lowest level", 10},
    {"a level that falls where harm rises", level_falls, "criteria.csv", "the rules fall from level", 10},
    {"a vector that is wrong", vector_wrong, "vectors.csv", "is not what the scheme gives", 12},
    {"a vector without a source", vector_without_source, "vectors.csv", "is not a key of sources.csv", 12},
    {"an expectation that is misspelt", vector_misspelt, "vectors.csv", "nor an expectation", 12},
};
// clang-format on
enum { DAMAGES = sizeof damages / sizeof damages[0] };

/* ---- the lint ---- */

struct found {
    struct cir_error list[FOUND_MAX];
    size_t count;
};

static void collect(void *context, const struct cir_error *finding)
{
    struct found *found = context;
    if (found->count < FOUND_MAX)
        found->list[found->count] = *finding;
    found->count++;
}

/* As `cirisk schemes lint`. */
static enum cir_status lint(struct found *found, struct cir_definitions *definitions)
{
    struct cir_findings findings = {collect, found};
    struct cir_fields fields;
    struct cir_scheme *scheme = NULL;
    char folder[2 * NAME_SIZE];
    snprintf(folder, sizeof folder, "%s", scratch_path("."));
    found->count = 0;
    CU_ASSERT_EQUAL_FATAL(cir_fields_canonical(&fields, definitions, NULL), CIR_OK);
    enum cir_status status = cir_scheme_load(&scheme, definitions, &fields, NULL, folder, &findings, NULL);
    cir_scheme_free(scheme);
    return status == CIR_OK ? scheme_vectors_check(folder, NULL, &findings, NULL) : status;
}

static void tell(const char *scheme, const char *what, const struct found *found)
{
    printf("%s: %s: %zu findings\n", scheme, what, found->count);
    for (size_t i = 0; i < found->count && i < FOUND_MAX; i++)
        printf("   %s:%zu:%zu: %s\n", found->list[i].file, found->list[i].line, found->list[i].column,
               found->list[i].message);
}

static bool is_at(const struct cir_error *finding, const struct copy *copy, const struct damage *damage)
{
    const char *name = strrchr(finding->file, '/');
    return name != NULL && (damage->file == NULL || strcmp(name + 1, damage->file) == 0) &&
           (copy->line == 0 || (finding->line == copy->line && finding->column == copy->column)) &&
           strstr(finding->message, damage->message) != NULL;
}

static bool is_found(const struct found *found, const struct copy *copy, const struct damage *damage)
{
    for (size_t i = 0; i < found->count && i < FOUND_MAX; i++)
        if (is_at(&found->list[i], copy, damage))
            return true;
    return false;
}

/* Every shipped scheme, damaged; `damage` NULL leaves it whole. @return number of schemes that it applies to */
static size_t for_each_scheme(const struct damage *damage)
{
    static struct found found;
    struct cir_definition_files files;
    struct cir_definitions *definitions = NULL;
    size_t count = 0;
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&files, NULL, NULL), CIR_OK);
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, NULL), CIR_OK);
    for (size_t i = 0; i < files.count; i++) {
        char name[NAME_SIZE];
        int end = 0;
        if (sscanf(files.list[i].path, "datasets/schemes/%63[^/]/scheme.csv%n", name, &end) != 1 || end == 0)
            continue;
        struct copy copy;
        copy_read(&copy, &files, name);
        if (damage == NULL || damage->make(&copy)) {
            scratch_open();
            copy_write(&copy);
            enum cir_status status = lint(&found, definitions);
            bool good = damage == NULL ? status == CIR_OK && found.count == 0
                                       : status == CIR_BAD_TABLE && is_found(&found, &copy, damage);
            if (!good)
                tell(name, damage == NULL ? "whole" : damage->what, &found);
            CU_ASSERT(good);
            scratch_close();
            count++;
        }
        copy_free(&copy);
    }
    cir_definitions_free(definitions);
    cir_definition_files_close(&files);
    return count;
}

static void test_broken_schemes__are_without_fault_before(void)
{
    CU_ASSERT_TRUE(for_each_scheme(NULL) >= 12);
}

static void test_broken_schemes__are_told_where_they_are_broken(void)
{
    for (size_t i = 0; i < DAMAGES; i++) {
        size_t count = for_each_scheme(&damages[i]);
        if (count < damages[i].least)
            printf("%s: applies to %zu schemes, expected at least %zu\n", damages[i].what, count, damages[i].least);
        CU_ASSERT_TRUE(count >= damages[i].least);
    }
}

CIR_SUITE("broken_schemes", {"are without fault before", test_broken_schemes__are_without_fault_before},
          {"are told where they are broken", test_broken_schemes__are_told_where_they_are_broken})
