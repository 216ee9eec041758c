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

const struct cir_override *view_override(const struct cir_subject *subject, size_t number)
{
    struct cir_override_list overrides = cir_subject_overrides(subject);
    for (size_t i = 0; i < overrides.count; i++)
        if (!is_attribution(overrides.list[i].field) && number-- == 0)
            return &overrides.list[i];
    return NULL;
}

const struct cir_override *view_level_override(const struct explain_view *view)
{
    const struct cir_override *override = NULL;
    for (size_t i = 0; (override = view_override(view->subject, i)) != NULL; i++)
        if (override->field == CIR_INDEX_NONE &&
            cir_classifier_scheme(view->classifier, override->scheme) == view->scheme)
            return override;
    return NULL;
}

static const struct cir_override *find_override(const struct explain_view *view, uint32_t field)
{
    const struct cir_override *override = NULL;
    for (size_t i = 0; (override = view_override(view->subject, i)) != NULL; i++)
        if (override->field == field)
            return override;
    return NULL;
}

static void add_value(struct cir_buffer *buffer, struct cir_text value)
{
    if (value.size > 0)
        cir_buffer_add_char(buffer, ' ');
    say_add_visible(buffer, value, FACT_SHOWN);
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
        const struct cir_override *override = find_override(view, field);
        if (fact.size == 0 && override == NULL)
            continue;
        cir_buffer_add_format(buffer, "%s%.*s", before, CIR_TEXT_ARGS(name));
        add_value(buffer, override != NULL ? override->texts[CIR_OVERRIDE_OLD] : fact);
        if (override != NULL) {
            cir_buffer_add_string(buffer, " ->");
            add_value(buffer, override->texts[CIR_OVERRIDE_NEW]);
        }
        before = "; ";
    }
}

const struct cir_input *view_input(const struct explain_view *view, const struct cir_contribution *contribution)
{
    return &view->scheme->factors[contribution->factor].inputs[contribution->input];
}

void view_add_what_if(struct cir_buffer *buffer, const struct explain_view *view,
                      const struct cir_counterfactual *what_if)
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
