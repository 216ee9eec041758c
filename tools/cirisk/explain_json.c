#include "explain_view.h"

#include "measure_words.h"
#include "scheme_card.h"
#include "sink/verdict_columns.h"

#include <math.h>

static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *level(int value)
{
    return cir_level_is_told(value) ? json_integer(value) : json_null();
}

/* The text of a buffer, which is freed. */
static json_t *text(struct cir_buffer *buffer)
{
    json_t *string = buffer->failed ? NULL : json_stringn(buffer->size > 0 ? buffer->data : "", buffer->size);
    cir_buffer_free(buffer);
    return string;
}

static json_t *interval(const struct cir_interval *value)
{
    return json_pack("{s:o, s:o, s:o, s:o}", "low", number(value->low), "point", number(value->point), "high",
                     number(value->high), "coverage", number(value->coverage));
}

static json_t *factor(const struct explain_view *view, const struct cir_contribution *contribution)
{
    const struct cir_factor *row = &view->scheme->factors[contribution->factor];
    const struct cir_input *input = view_input(view, contribution);
    struct cir_buffer facts = {0}, quantity = {0};
    view_add_facts(&facts, view, input->measure);
    measure_add_quantity(&quantity, view->fields, input->measure,
                         &cir_subject_quantities(view->subject)[input->measure]);
    return json_pack("{s:s, s:s, s:s, s:o, s:o, s:b, s:{s:o, s:o, s:o}, s:o, s:o, s:s}", "factor", row->name, "axis",
                     view->scheme->axes[row->axis].name, "measure", measure_name(view->fields, input->measure), "facts",
                     text(&facts), "quantity", text(&quantity), "answered", contribution->value.answer == CIR_ANSWERED,
                     "value", "low", number(contribution->value.low), "point", number(contribution->value.point),
                     "high", number(contribution->value.high), "weight", number(row->weight), "share",
                     number(contribution->share), "source", input->source);
}

static json_t *factors(const struct explain_view *view)
{
    json_t *list = json_array();
    for (size_t i = 0; i < view->scheme->factor_count; i++)
        json_array_append_new(list, factor(view, &view->explanation->contributions[i]));
    return list;
}

static json_t *axes(const struct explain_view *view)
{
    json_t *object = json_object();
    for (size_t i = 0; i < view->scheme->axis_count; i++)
        json_object_set_new(object, view->scheme->axes[i].name, interval(&view->explanation->verdict.axes[i]));
    return object;
}

static json_t *scope(const struct explain_view *view)
{
    const struct cir_rule *rule = view->scheme->scope;
    struct cir_buffer when = {0};
    if (rule == NULL)
        return json_null();
    scheme_add_conditions(&when, view->scheme, rule, NULL);
    return json_pack("{s:s, s:s, s:s, s:o, s:s}", "rule", rule->name, "holds", truth_word(view->explanation->scope),
                     "use", view_scope_use(view), "when", text(&when), "source", rule->source);
}

static json_t *rules(const struct explain_view *view)
{
    json_t *list = json_array();
    for (size_t i = 0; i < view->scheme->rule_count; i++) {
        const struct cir_rule *rule = &view->scheme->rules[i];
        struct cir_buffer when = {0};
        scheme_add_conditions(&when, view->scheme, rule, NULL);
        json_array_append_new(list, json_pack("{s:s, s:i, s:s, s:o, s:s}", "rule", rule->name, "level", rule->level,
                                              "holds", truth_word(view->explanation->rules[i]), "when", text(&when),
                                              "source", rule->source));
    }
    return list;
}

static json_t *criteria(const struct explain_view *view)
{
    json_t *list = json_array();
    for (size_t i = 0; i < view->scheme->criterion_count; i++) {
        const struct cir_criterion *criterion = &view->scheme->criteria[i];
        struct cir_buffer asks = {0}, facts = {0};
        measure_add_criterion(&asks, view->fields, criterion, "|");
        view_add_facts(&facts, view, criterion->measure);
        json_array_append_new(list, json_pack("{s:s, s:o, s:s, s:o, s:s}", "criterion", criterion->name, "asks",
                                              text(&asks), "holds", truth_word(view->explanation->criteria[i]), "facts",
                                              text(&facts), "source", criterion->source));
    }
    return list;
}

static json_t *changes(const struct explain_view *view, const struct cir_counterfactual *list, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        struct cir_buffer what = {0};
        view_add_what_if(&what, view, &list[i]);
        json_array_append_new(
            array, json_pack("{s:s, s:o, s:o, s:o}", "factor", view->scheme->factors[list[i].factor].name, "value",
                             number(list[i].value), "needs", text(&what), "level", level(list[i].level)));
    }
    return array;
}

static json_t *questions(const struct explain_view *view)
{
    json_t *array = json_array();
    for (size_t i = 0; i < view->questions->count; i++) {
        const struct cir_question *question = &view->questions->list[i];
        json_array_append_new(array,
                              json_pack("{s:s, s:o, s:o, s:o}", "column", view->fields->list[question->field].name,
                                        "levels_removed", number(question->levels), "score_removed",
                                        number(question->score), "levels_spread", number(question->spread)));
    }
    return array;
}

json_t *explain_json_overrides(const struct cir_subject *subject)
{
    json_t *array = json_array();
    const struct cir_override *override = NULL;
    for (size_t i = 0; (override = view_override(subject, i)) != NULL; i++) {
        json_t *object = json_object();
        for (unsigned column = 0; column < CIR_OVERRIDE_COLUMNS; column++)
            json_object_set_new(object, cir_override_column_name(column),
                                json_stringn(override->texts[column].data, override->texts[column].size));
        json_array_append_new(array, object);
    }
    return array;
}

/* By level; null where no level can be told. */
static json_t *probabilities(const struct explain_view *view)
{
    char name[CIR_PROBABILITY_NAME_SIZE];
    json_t *object = json_object();
    for (size_t i = 0; i < view->scheme->band_count; i++)
        json_object_set_new(object, cir_probability_column(name, view->scheme->bands[i].level),
                            number(view->probabilities->bands[i]));
    json_object_set_new(object, cir_probability_column(name, CIR_LEVEL_UNKNOWN),
                        number(view->probabilities->cannot_tell));
    return object;
}

static json_t *without_network(const struct explain_view *view)
{
    const struct cir_verdict *verdict = view->without_network;
    return json_pack("{s:o, s:o, s:o, s:s, s:o}", "level", level(verdict->level), "level_low",
                     level(verdict->level_low), "level_high", level(verdict->level_high), "label",
                     cir_verdict_label(view->scheme, verdict->level), "score", interval(&verdict->score));
}

json_t *explain_json(const struct explain_view *view)
{
    const struct cir_explanation *explanation = view->explanation;
    const struct cir_verdict *verdict = &explanation->verdict;
    const struct cir_override *override = view_level_override(view);
    json_t *object = json_pack(
        "{s:s, s:s, s:s, s:s, s:s?, s:o, s:o, s:o, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
        "scheme", view->scheme->name, "version", view->scheme->version, "status", view->scheme->status, "sha256",
        view->scheme->sha256, "tables_of", view->scheme->tables_of, "level", level(verdict->level), "level_low",
        level(verdict->level_low), "level_high", level(verdict->level_high), "label",
        cir_verdict_label(view->scheme, verdict->level), "reason", cir_verdict_reason(verdict, view->scheme), "scope",
        scope(view), "score", interval(&verdict->score), "axes", axes(view), "factors", factors(view), "rules",
        rules(view), "criteria", criteria(view), "raise", changes(view, explanation->raise, explanation->raise_count),
        "lower", changes(view, explanation->lower, explanation->lower_count), "levels_open",
        number(view->questions->levels), "ask", questions(view));
    if (object != NULL && override != NULL)
        json_object_set_new(object, "level_computed", level(override->old_level));
    if (object != NULL && view->without_network != NULL)
        json_object_set_new(object, "without_network", without_network(view));
    if (object != NULL && view->probabilities != NULL)
        json_object_set_new(object, "probabilities", probabilities(view));
    return object;
}
