#include "definitions/merges.h"

#include "definitions/families.h"
#include "definitions/option_list.h"

static const struct {
    const char *name;
    const char *types; /* words of type_words, joined by blanks */
} rules[CIR_MERGE_COUNT] = {
#define CIR_MERGE(symbol, name, types, meaning) [CIR_MERGE_##symbol] = {name, types},
#include "model/merge.def"
#undef CIR_MERGE
};

static const char rule_names[] = ""
#define CIR_MERGE(symbol, name, types, meaning) name ";"
#include "model/merge.def"
#undef CIR_MERGE
    ;

/* A date has words of its own. */
static bool is_number(enum cir_type type)
{
    return cir_type_is_number(type) && type != CIR_TYPE_DATE;
}

/* Whether a word of merge.def means the type. */
static bool means(struct cir_text word, enum cir_type type)
{
    static const char *const words[] = {
        [CIR_TYPE_TEXT] = "text",       [CIR_TYPE_ID] = "id",           [CIR_TYPE_DATE] = "date",
        [CIR_TYPE_STATES] = "states",   [CIR_TYPE_SECTORS] = "sectors", [CIR_TYPE_COUNT] = "count",
        [CIR_TYPE_OPTION] = "option",   [CIR_TYPE_OPTIONS] = "options", [CIR_TYPE_YESNO] = "yesno",
        [CIR_TYPE_CURRENCY] = "option",
    };
    if (cir_text_is(word, "every"))
        return true;
    if (cir_text_is(word, "number"))
        return is_number(type);
    return words[type] != NULL && cir_text_is(word, words[type]);
}

static bool fits(enum cir_merge_rule rule, enum cir_type type)
{
    struct cir_text word;
    struct cir_text rest = cir_text_of(rules[rule].types);
    while (cir_text_next(&word, &rest, ' '))
        if (means(word, type))
            return true;
    return false;
}

/* The list ends with ';', which is no name. */
static enum cir_merge_rule read_rule(struct cir_load *load, const struct cir_row *row)
{
    const char *text = cir_row_raw(row, "rule");
    for (unsigned i = 0; i < CIR_MERGE_COUNT; i++)
        if (strcmp(rules[i].name, text) == 0)
            return (enum cir_merge_rule)i;
    cir_row_report(load, row, "rule", "'%.100s' is not one of %.*s", text, (int)sizeof rule_names - 2, rule_names);
    return CIR_MERGE_COUNT;
}

enum cir_merge_rule cir_merge_read(struct cir_load *load, const struct cir_row *row, const struct cir_index *sources,
                                   enum cir_type type)
{
    enum cir_merge_rule rule = read_rule(load, row);
    (void)cir_row_text(load, row, "reason");
    (void)cir_row_source(load, row, sources);
    if (rule == CIR_MERGE_COUNT)
        return CIR_MERGE_LEAVE;
    if (!fits(rule, type))
        cir_row_report(load, row, "rule", "'%s' does not fit the type of '%s'; it is for %s", rules[rule].name,
                       cir_row_raw(row, "field"), rules[rule].types);
    return rule;
}

bool cir_merge_has_other(struct cir_load *load, const struct cir_row *row, enum cir_merge_rule rule)
{
    if (*cir_row_raw(row, "of") == '\0')
        return false;
    if (rule == CIR_MERGE_SUM || rule == CIR_MERGE_LARGEST_TO_SUM || rule == CIR_MERGE_SUM_BY_OPERATOR)
        return true;
    cir_row_report(load, row, "of", "'%s' beside the rule '%s'; only sums are made of another field",
                   cir_row_raw(row, "of"), rules[rule].name);
    return false;
}

struct cir_period cir_merge_within(struct cir_load *load, const struct cir_row *row, enum cir_merge_rule rule)
{
    struct cir_period within = {0};
    const char *text = cir_row_raw(row, "within");
    if (*text == '\0')
        return within;
    if (rule != CIR_MERGE_SUM && rule != CIR_MERGE_INCIDENTS)
        cir_row_report(load, row, "within", "'%s' beside the rule '%s'; only sums and incidents recur", text,
                       rules[rule].name);
    else if (!cir_period_read(cir_text_of(text), &within))
        cir_row_refuse(load, row, "within", "a time such as 6m or 30d");
    return within;
}

void cir_merge_check_other(struct cir_load *load, const struct cir_row *row, enum cir_type other)
{
    if (!is_number(other) || other == CIR_TYPE_LOSS)
        cir_row_refuse(load, row, "of", "a field that holds a number");
}

enum cir_merge_rule cir_merge_usual(enum cir_type type)
{
    if (is_number(type))
        return CIR_MERGE_LARGEST_TO_SUM;
    if (type == CIR_TYPE_OPTIONS)
        return CIR_MERGE_UNION;
    return type == CIR_TYPE_TEXT ? CIR_MERGE_SAME : CIR_MERGE_GRAVEST;
}

/* ---- campaign_merge.csv ---- */

static void read_row(struct cir_family *family, const struct cir_row *row, unsigned number)
{
    struct cir_load *load = family->load;
    struct cir_merge *merge = &family->definitions->merges[number];
    merge->rule = cir_merge_read(load, row, &family->dataset_sources, cir_field_type(number));
    merge->of = number;
    merge->within = cir_merge_within(load, row, merge->rule);
    if (!cir_merge_has_other(load, row, merge->rule))
        return;
    unsigned other = cir_field_number(cir_row_raw(row, "of"));
    if (other == CIR_FIELD_CANONICAL) {
        cir_row_refuse(load, row, "of", "a canonical column");
        return;
    }
    cir_merge_check_other(load, row, cir_field_type(other));
    merge->of = other;
}

/* Each canonical field has its row: none is merged by a rule that nobody wrote down. */
void cir_merges_fill(struct cir_family *family)
{
    struct cir_load *load = family->load;
    const struct cir_table *table = &family->tables[CIR_TABLE_CAMPAIGN_MERGE];
    struct cir_index seen = {0};
    bool is_there[CIR_FIELD_CANONICAL] = {false};
    family->definitions->merges = cir_load_take(load, CIR_FIELD_CANONICAL, sizeof *family->definitions->merges);
    for (size_t i = 0; family->definitions->merges != NULL && i < table->row_count; i++) {
        const struct cir_row *row = &table->rows[i];
        unsigned number = cir_field_number(cir_row_raw(row, "field"));
        if (!cir_row_unique(load, &seen, row, "field", NULL))
            continue;
        if (number == CIR_FIELD_CANONICAL) {
            cir_row_refuse(load, row, "field", "a canonical column");
            continue;
        }
        is_there[number] = true;
        read_row(family, row, number);
    }
    for (unsigned i = 0; i < CIR_FIELD_CANONICAL; i++)
        if (!is_there[i])
            cir_load_report(load, (struct cir_place){.file = table->file}, "column '%s' has no rule",
                            cir_field_name(i));
}
