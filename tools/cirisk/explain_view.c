#include "explain_view.h"

#include "listing.h"
#include "measure_words.h"
#include "say.h"

#include <math.h>

enum { FACT_SHOWN = 60 };

const char *truth_word(enum cir_truth truth)
{
    static const char *const words[] = {[CIR_FALSE] = "no", [CIR_POSSIBLE] = "may be", [CIR_TRUE] = "yes"};
    return words[truth];
}

enum cir_truth view_group(const struct explain_view *view, unsigned group)
{
    enum cir_truth truth = CIR_FALSE;
    for (size_t i = 0; i < view->scheme->criterion_count; i++)
        if (view->scheme->criteria[i].group == group && view->explanation->criteria[i] > truth)
            truth = view->explanation->criteria[i];
    return truth;
}

bool view_is_of_scope(const struct explain_view *view, unsigned criterion)
{
    const struct cir_rule *scope = view->scheme->scope;
    unsigned group = view->scheme->criteria[criterion].group;
    for (size_t i = 0; scope != NULL && i < scope->clause_count; i++)
        for (size_t j = 0; j < scope->clauses[i].condition_count; j++) {
            const struct cir_condition *condition = &scope->clauses[i].conditions[j];
            if ((condition->criteria[criterion / 64] >> (criterion % 64) & 1) != 0 ||
                (group != CIR_INDEX_NONE && (condition->groups >> group & 1) != 0))
                return true;
        }
    return false;
}

const char *view_scope_use(const struct explain_view *view)
{
    static const char *const words[] = {
        [CIR_SCOPE_APPLY] = "apply", [CIR_SCOPE_ASSUME] = "assume", [CIR_SCOPE_IGNORE] = "ignore"};
    return words[view->scheme->scope_use];
}

static bool is_attribution(uint32_t field)
{
    return field == CIR_FIELD_ATTRIBUTION || field == CIR_FIELD_ATTRIBUTION_CONFIDENCE;
}

void view_add_facts(struct cir_buffer *buffer, const struct explain_view *view, unsigned measure)
{
    struct cir_text name, rest = cir_text_of(measure_needs(view->fields, measure));
    const char *before = "";
    while (cir_text_next(&name, &rest, ';')) {
        uint32_t field = cir_index_find(&view->fields->index, name);
        if (field == CIR_INDEX_NONE || is_attribution(field))
            continue;
        struct cir_text fact = cir_subject_fact(view->subject, field);
        if (fact.size == 0)
            continue;
        cir_buffer_add_format(buffer, "%s%.*s ", before, CIR_TEXT_ARGS(name));
        say_add_visible(buffer, fact, FACT_SHOWN);
        before = "; ";
    }
}

/* Whether an answer could still become more exact. */
static bool is_open(enum cir_type type, const struct cir_cell *cell)
{
    if (cell->state != CIR_CELL_KNOWN)
        return cell->state != CIR_CELL_NOT_APPLICABLE;
    switch (type) {
    case CIR_TYPE_TEXT:
    case CIR_TYPE_ID:
    case CIR_TYPE_DATE:
    case CIR_TYPE_CURRENCY:
        return false;
    case CIR_TYPE_STATES:
        return !cell->together && cir_states_count(&cell->states) > 1;
    case CIR_TYPE_SECTORS:
    case CIR_TYPE_OPTION:
    case CIR_TYPE_OPTIONS:
    case CIR_TYPE_YESNO:
        return !cell->together && __builtin_popcountll(cell->options) > 1;
    case CIR_TYPE_COUNT:
    case CIR_TYPE_NUMBER:
    case CIR_TYPE_AMOUNT:
    case CIR_TYPE_SHARE:
    case CIR_TYPE_LOSS:
        break;
    }
    return cell->number.low != cell->number.high;
}

void view_add_open_fields(struct cir_buffer *buffer, const struct explain_view *view, unsigned measure)
{
    struct cir_text name, rest = cir_text_of(measure_needs(view->fields, measure));
    const struct cir_cell *cells = cir_subject_cells(view->subject);
    const char *before = "";
    while (cir_text_next(&name, &rest, ';')) {
        uint32_t field = cir_index_find(&view->fields->index, name);
        if (field == CIR_INDEX_NONE || !is_open(view->fields->list[field].type, &cells[field]))
            continue;
        cir_buffer_add_format(buffer, "%s%.*s", before, CIR_TEXT_ARGS(name));
        before = "; ";
    }
}

const struct cir_input *view_input(const struct explain_view *view, const struct cir_contribution *contribution)
{
    return &view->scheme->factors[contribution->factor].inputs[contribution->input];
}

void view_add_what_if(struct cir_buffer *buffer, const struct explain_view *view, const struct cir_what_if *what_if)
{
    const struct cir_input *input = &view->scheme->factors[what_if->factor].inputs[what_if->input];
    cir_buffer_add_format(buffer, "%s ", measure_name(view->fields, input->measure));
    if (what_if->option != CIR_INDEX_NONE) {
        measure_add_options(buffer, view->fields, input->measure, UINT64_C(1) << what_if->option, "");
        return;
    }
    listing_add_number(buffer, isnan(what_if->measure) ? what_if->value : what_if->measure);
    const char *unit = measure_unit(view->fields, input->measure);
    if (unit[0] != '\0')
        cir_buffer_add_format(buffer, " %s", unit);
}
