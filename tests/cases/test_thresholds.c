/* Every threshold of every scheme of subject asset: just below it, at it, just above it, the level is the one that the
 * rules give by a plain reading of the tables, which shares no code with the engine's. And the thresholds that a law
 * derives in print are those that its table holds. */
#include "base/file.h"
#include "base/number.h"
#include "definitions/definitions.h"
#include "run.h"
#include "sheet.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { NAME_SIZE = 64, TEXT_SIZE = 96, SIDES = 3 };

/* ---- a plain reading of the rules ---- */

/* What one asset says: a number or one option of each measure that is known; of the others nothing applies. */
struct asset {
    const struct cir_scheme *scheme;
    const struct cir_fields *fields;
    const struct cir_facility *facility;
    bool is_known[CIR_MEASURES_MAX];
    double numbers[CIR_MEASURES_MAX];
    uint64_t options[CIR_MEASURES_MAX];
};

static bool compares(enum cir_operator operator, double value, double threshold)
{
    switch (operator) {
    case CIR_GREATER:
        return value > threshold;
    case CIR_AT_LEAST:
        return value >= threshold;
    case CIR_LESS:
        return value < threshold;
    case CIR_AT_MOST:
        return value <= threshold;
    case CIR_EQUAL:
        return value == threshold;
    default:
        return false;
    }
}

static bool criterion_holds(const struct asset *asset, const struct cir_criterion *criterion)
{
    unsigned filter = criterion->filter_measure;
    if (criterion->measure >= CIR_MEASURE_STATE_SETS)
        return true; /* all lie in a State that the scheme speaks of */
    if (filter != CIR_INDEX_NONE && (asset->options[filter] & criterion->filter_options) == 0)
        return false;
    if (!asset->is_known[criterion->measure])
        return false;
    if (criterion->operator== CIR_IN || criterion->operator== CIR_IS)
        return (asset->options[criterion->measure] & criterion->options) != 0;
    return compares(criterion->operator, asset->numbers[criterion->measure], criterion->threshold);
}

static bool group_holds(const struct asset *asset, unsigned group)
{
    for (size_t i = 0; i < asset->scheme->criterion_count; i++)
        if (asset->scheme->criteria[i].group == group && criterion_holds(asset, &asset->scheme->criteria[i]))
            return true;
    return false;
}

static bool condition_holds(const struct asset *asset, const struct cir_condition *condition)
{
    unsigned count = 0;
    for (size_t i = 0; i < asset->scheme->criterion_count; i++)
        if ((condition->criteria[i / 64] >> (i % 64) & 1) != 0)
            count += criterion_holds(asset, &asset->scheme->criteria[i]);
    for (unsigned i = 0; i < asset->scheme->group_count; i++)
        if ((condition->groups >> i & 1) != 0)
            count += group_holds(asset, i);
    return count >= condition->at_least;
}

static bool clause_holds(const struct asset *asset, const struct cir_clause *clause)
{
    for (size_t i = 0; i < clause->condition_count; i++)
        if (!condition_holds(asset, &clause->conditions[i]))
            return false;
    return true;
}

static bool rule_holds(const struct asset *asset, const struct cir_rule *rule)
{
    for (size_t i = 0; i < rule->clause_count; i++)
        if (clause_holds(asset, &rule->clauses[i]))
            return true;
    return false;
}

static int plain_level(const struct asset *asset)
{
    const struct cir_scheme *scheme = asset->scheme;
    int level = scheme->bands[0].level;
    if (scheme->scope != NULL && !rule_holds(asset, scheme->scope))
        return level;
    for (size_t i = 0; i < scheme->rule_count; i++)
        if (scheme->rules[i].level > level && rule_holds(asset, &scheme->rules[i]))
            level = scheme->rules[i].level;
    if (asset->facility != NULL && level < CIR_FACILITY_LEVEL && rule_holds(asset, &asset->facility->rule))
        level = CIR_FACILITY_LEVEL;
    return level;
}

/* ---- the engine's reading ---- */

static size_t lowest(uint64_t options)
{
    size_t bit = 0;
    while ((options >> bit & 1) == 0)
        bit++;
    return bit;
}

static void fact_text(char text[TEXT_SIZE], const struct asset *asset, unsigned measure)
{
    const struct cir_field *field = &asset->fields->list[measure - CIR_MEASURE_DERIVED];
    if (!asset->is_known[measure])
        snprintf(text, TEXT_SIZE, "n/a");
    else if (field->option_count > 0)
        snprintf(text, TEXT_SIZE, "%s", field->options[lowest(asset->options[measure])]);
    else
        text[cir_number_write_exact(text, asset->numbers[measure])] = '\0';
}

static int engine_level(const struct cir_classifier *classifier, const struct asset *asset)
{
    static char texts[CIR_FIELDS_MAX][TEXT_SIZE];
    struct cir_fact facts[CIR_FIELDS_MAX];
    struct cir_verdict verdict;
    struct cir_error error = {.message = ""};
    size_t count = 0;
    for (size_t i = CIR_FIELD_CANONICAL; i < asset->fields->count; i++) {
        const struct cir_field *field = &asset->fields->list[i];
        if (cir_type_is_text(field->type))
            continue;
        fact_text(texts[count], asset, CIR_MEASURE_DERIVED + (unsigned)i);
        facts[count] = (struct cir_fact){field->name, texts[count]};
        count++;
    }
    facts[count++] = (struct cir_fact){"country", run_state(classifier)};
    if (asset->facility != NULL)
        facts[count++] = (struct cir_fact){"facility", asset->facility->name};
    enum cir_status status = cir_classify(classifier, facts, count, &verdict, &error);
    if (status != CIR_OK)
        printf("%s: %s\n", asset->scheme->name, error.message);
    CU_ASSERT_EQUAL(status, CIR_OK);
    return status == CIR_OK ? verdict.level : CIR_LEVEL_UNKNOWN;
}

/* ---- sides of a threshold ---- */

/* A count has whole neighbours; of a share there is nothing above 1. */
static void sides_of(double sides[SIDES], const struct cir_field *field, double threshold)
{
    const double part = 1e-9;
    double step = field->type == CIR_TYPE_COUNT ? 1 : fmax(threshold * part, part);
    sides[0] = fmax(threshold - step, 0);
    sides[1] = threshold;
    sides[2] = fmin(threshold + step, cir_field_greatest(field));
}

static void satisfy(struct asset *asset, const struct cir_criterion *criterion)
{
    const double part = 1e-3;
    asset->is_known[criterion->measure] = true;
    if (criterion->operator== CIR_IN || criterion->operator== CIR_IS)
        asset->options[criterion->measure] = UINT64_C(1) << lowest(criterion->options);
    else
        asset->numbers[criterion->measure] = criterion->threshold * (criterion->operator== CIR_LESS      ? 1 - part
                                                                     : criterion->operator== CIR_GREATER ? 1 + part
                                                                                                         : 1);
    if (criterion->filter_measure == CIR_INDEX_NONE)
        return;
    asset->is_known[criterion->filter_measure] = true;
    asset->options[criterion->filter_measure] = UINT64_C(1) << lowest(criterion->filter_options);
}

static bool is_plain_field(const struct cir_criterion *criterion)
{
    return criterion->measure >= CIR_MEASURE_DERIVED + CIR_FIELD_CANONICAL &&
           criterion->measure < CIR_MEASURE_STATE_SETS && !isnan(criterion->threshold);
}

/* @return how many times the level moves from one side to the next */
static unsigned walk(const struct cir_classifier *classifier, struct asset *asset,
                     const struct cir_criterion *criterion)
{
    double sides[SIDES];
    unsigned moves = 0;
    int before = CIR_LEVEL_UNKNOWN;
    sides_of(sides, &asset->fields->list[criterion->measure - CIR_MEASURE_DERIVED], criterion->threshold);
    satisfy(asset, criterion);
    for (int side = 0; side < SIDES; side++) {
        asset->numbers[criterion->measure] = sides[side];
        int level = engine_level(classifier, asset);
        if (level != plain_level(asset))
            printf("%s: '%s' at %.17g: level %d, not %d\n", asset->scheme->name, criterion->name, sides[side], level,
                   plain_level(asset));
        CU_ASSERT_EQUAL(level, plain_level(asset));
        moves += side > 0 && level != before;
        before = level;
    }
    return moves;
}

static bool is_of_clause(const struct cir_clause *clause, size_t criterion)
{
    for (size_t i = 0; i < clause->condition_count; i++)
        if ((clause->conditions[i].criteria[criterion / 64] >> (criterion % 64) & 1) != 0)
            return true;
    return false;
}

/* Each of a clause, the others of which hold, and nothing else. */
static size_t walk_clause(const struct cir_classifier *classifier, struct asset *start, const struct cir_clause *clause,
                          bool decides)
{
    const struct cir_scheme *scheme = start->scheme;
    size_t walked = 0;
    for (size_t i = 0; i < scheme->criterion_count; i++) {
        if (!is_of_clause(clause, i) || !is_plain_field(&scheme->criteria[i]))
            continue;
        struct asset asset = *start;
        for (size_t k = 0; k < scheme->criterion_count; k++)
            if (k != i && is_of_clause(clause, k) &&
                (is_plain_field(&scheme->criteria[k]) || cir_criterion_asks_options(&scheme->criteria[k])) &&
                scheme->criteria[k].measure >= CIR_MEASURE_DERIVED + CIR_FIELD_CANONICAL &&
                scheme->criteria[k].measure < CIR_MEASURE_STATE_SETS)
                satisfy(&asset, &scheme->criteria[k]);
        unsigned moves = walk(classifier, &asset, &scheme->criteria[i]);
        if (decides && moves != 1)
            printf("%s: '%s' moves the level %u times\n", scheme->name, scheme->criteria[i].name, moves);
        if (decides)
            CU_ASSERT_EQUAL(moves, 1);
        walked++;
    }
    return walked;
}

static size_t walk_rule(const struct cir_classifier *classifier, struct asset *asset, const struct cir_rule *rule,
                        bool decides)
{
    size_t walked = 0;
    for (size_t i = 0; i < rule->clause_count; i++)
        walked += walk_clause(classifier, asset, &rule->clauses[i], decides);
    return walked;
}

static size_t walk_scheme(const char *name)
{
    struct cir_classifier *classifier = run_classifier(&name, 1);
    const struct cir_scheme *scheme = cir_classifier_scheme(classifier, 0);
    size_t walked = 0;
    struct asset *asset = calloc(1, sizeof *asset);
    CU_ASSERT_PTR_NOT_NULL_FATAL(asset);
    *asset = (struct asset){.scheme = scheme, .fields = cir_classifier_fields(classifier)};
    for (size_t i = 0; scheme->subject_is_asset && i < scheme->rule_count; i++)
        walked += walk_rule(classifier, asset, &scheme->rules[i], false);
    for (size_t i = 0; i < scheme->facility_count; i++) {
        asset->facility = &scheme->facilities[i];
        walked += walk_rule(classifier, asset, &asset->facility->rule, true);
    }
    free(asset);
    cir_classifier_free(classifier);
    return walked;
}

static void test_thresholds__count_from_where_the_operator_says(void)
{
    struct cir_definition_files files;
    size_t walked = 0;
    CU_ASSERT_EQUAL_FATAL(cir_definition_files_open(&files, NULL, NULL), CIR_OK);
    for (size_t i = 0; i < files.count; i++) {
        char name[NAME_SIZE];
        int end = 0;
        const char *path = files.list[i].path;
        if (sscanf(path, "datasets/schemes/%63[^/]/scheme.csv%n", name, &end) == 1 && end > 0 && path[end] == '\0')
            walked += walk_scheme(name);
    }
    CU_ASSERT_TRUE(walked >= 150);
    cir_definition_files_close(&files);
}

/* ---- derivations ---- */

static double number(const struct sheet *sheet, size_t row, const char *column)
{
    return strtod(sheet_cell(sheet, row, column).data, NULL);
}

static double derive(const struct sheet *sheet, size_t row)
{
    double sum = 0;
    struct cir_text part;
    struct cir_text rest = sheet_cell(sheet, row, "sum");
    while (cir_text_next(&part, &rest, ';'))
        sum += strtod(part.data, NULL);
    return sum * number(sheet, row, "times") / number(sheet, row, "over");
}

/* As the law prints it: so many digits that count. */
static double rounded(double value, int digits)
{
    char text[TEXT_SIZE];
    snprintf(text, sizeof text, "%.*e", digits - 1, value);
    return strtod(text, NULL);
}

static double threshold_of(const struct cir_scheme *scheme, const struct cir_fields *fields, const char *facility,
                           const char *measure)
{
    uint32_t found = cir_index_find(&scheme->facility_index, cir_text_of(facility));
    if (found == CIR_INDEX_NONE)
        return NAN;
    const struct cir_rule *rule = &scheme->facilities[found].rule;
    for (size_t i = 0; i < rule->clause_count; i++)
        for (size_t k = 0; k < scheme->criterion_count; k++)
            if (is_of_clause(&rule->clauses[i], k) &&
                strcmp(fields->list[scheme->criteria[k].measure - CIR_MEASURE_DERIVED].name, measure) == 0)
                return scheme->criteria[k].threshold;
    return NAN;
}

static void test_thresholds__are_those_that_the_law_derives(void)
{
    const char *name = "kritis-de-2022";
    struct cir_classifier *classifier = run_classifier(&name, 1);
    struct cir_buffer text = {0};
    struct sheet sheet;
    CU_ASSERT_EQUAL_FATAL(cir_file_read(&text, CIR_SOURCE_DIR "/tests/cases/derivations.csv", NULL), CIR_OK);
    sheet_read(&sheet, cir_buffer_text(&text), ',');
    CU_ASSERT_TRUE(sheet.row_count >= 15);
    for (size_t row = 0; row < sheet.row_count; row++) {
        double derived = rounded(derive(&sheet, row), (int)number(&sheet, row, "digits"));
        double threshold =
            threshold_of(cir_classifier_scheme(classifier, 0), cir_classifier_fields(classifier),
                         sheet_cell(&sheet, row, "facility").data, sheet_cell(&sheet, row, "measure").data);
        if (derived != threshold)
            printf("%s: %.17g, where the table has %.17g\n", sheet_cell(&sheet, row, "derivation").data, derived,
                   threshold);
        CU_ASSERT_EQUAL(derived, threshold);
    }
    sheet_free(&sheet);
    cir_buffer_free(&text);
    cir_classifier_free(classifier);
}

CIR_SUITE("thresholds", {"count from where the operator says", test_thresholds__count_from_where_the_operator_says},
          {"are those that the law derives", test_thresholds__are_those_that_the_law_derives})
