/* campaign.csv: how a scheme's own fields are merged, where the usual rule of their type is not right. */
#include "definitions/merges.h"
#include "definitions/scheme_parts.h"

/* Number of the field in a column, which must be one that the run has; CIR_INDEX_NONE when it is none. */
static uint32_t find_field(struct cir_scheme_parts *parts, const struct cir_row *row, const char *column)
{
    return cir_row_reference(parts->load, row, column, &parts->fields.index,
                             "a canonical column or a field of fields.csv");
}

static struct cir_merge read_merge(struct cir_scheme_parts *parts, const struct cir_row *row, uint32_t number)
{
    struct cir_merge merge = {.of = number};
    merge.rule = cir_merge_read(parts->load, row, &parts->sources, parts->fields.list[number].type);
    merge.within = cir_merge_within(parts->load, row, merge.rule);
    if (!cir_merge_has_other(parts->load, row, merge.rule))
        return merge;
    uint32_t other = find_field(parts, row, "of");
    if (other == CIR_INDEX_NONE)
        return merge;
    cir_merge_check_other(parts->load, row, parts->fields.list[other].type);
    merge.of = other;
    return merge;
}

static bool is_same(const struct cir_merge *a, const struct cir_merge *b)
{
    return a->rule == b->rule && a->of == b->of && a->within.months == b->within.months &&
           a->within.hours == b->within.hours;
}

/* A field that an earlier scheme of the run asks for too has its rule already. */
static void take_merge(struct cir_scheme_parts *parts, const struct cir_row *row)
{
    uint32_t number = find_field(parts, row, "field");
    if (number == CIR_INDEX_NONE)
        return;
    struct cir_field *field = &parts->fields.list[number];
    if (number < CIR_FIELD_CANONICAL) {
        cir_row_refuse(parts->load, row, "field",
                       "a field of the scheme: canonical columns have their rules in campaign_merge.csv");
        return;
    }
    struct cir_merge merge = read_merge(parts, row, number);
    if (number >= parts->first_field)
        field->merge = merge;
    else if (!is_same(&field->merge, &merge))
        cir_row_report(parts->load, row, "rule", "'%s' is merged by another rule by scheme '%s'", field->name,
                       field->asked_by);
}

void cir_scheme_fill_merges(struct cir_scheme_parts *parts)
{
    const struct cir_table *table = &parts->tables[CIR_SCHEME_MERGES];
    struct cir_index seen = {0};
    for (size_t i = 0; i < table->row_count; i++)
        if (cir_row_unique(parts->load, &seen, &table->rows[i], "field", NULL))
            take_merge(parts, &table->rows[i]);
}
