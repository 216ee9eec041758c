#include "output.h"
#include "panel_view.h"

enum { JSON_SCHEMA_VERSION = 1 };

static json_t *count(size_t of)
{
    return json_integer((json_int_t)of);
}

static json_t *quartiles(const struct cir_quartiles *of)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:o}", "experts", count(of->count), "least",
                     output_json_number(of->least), "q1", output_json_number(of->first), "median",
                     output_json_number(of->median), "q3", output_json_number(of->third), "most",
                     output_json_number(of->greatest));
}

static json_t *criteria(const struct panel_view *view)
{
    const struct cir_round *round = panel_round(view);
    json_t *list = json_array();
    for (size_t i = 0; i < round->criteria_count; i++) {
        const struct cir_round_criterion *of = &round->criteria[i];
        const struct cir_panel_criterion *named = &view->panel->criteria.list[i];
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "code", named->code, "name", named->name,
                                        "weight", output_json_number(of->weight), "without_one_low",
                                        output_json_number(of->low), "without_one_high", output_json_number(of->high),
                                        "spread", quartiles(&of->spread), "change", output_json_number(of->change)));
    }
    return list;
}

static json_t *weights(const struct panel_view *view, const struct cir_round_expert *expert)
{
    json_t *object = json_object();
    for (size_t i = 0; i < view->panel->criteria.count; i++)
        json_object_set_new(object, view->panel->criteria.list[i].code, output_json_number(expert->weights[i]));
    return object;
}

static json_t *mend(const struct panel_view *view, const struct cir_mend *of)
{
    const struct cir_panel_criterion *list = view->panel->criteria.list;
    if (of->b == 0)
        return json_null();
    return json_pack("{s:s, s:s, s:o, s:o, s:o}", "criterion_a", list[of->a].code, "criterion_b", list[of->b].code,
                     "given", output_json_number(of->given), "value", output_json_number(of->value),
                     "consistency_ratio", output_json_number(of->ratio));
}

static json_t *answers(const struct cir_panel_answers *of)
{
    if (of == NULL)
        return json_null();
    return json_pack("{s:s, s:o, s:o, s:o}", "kind", cir_judgement_kind_name(of->kind), "given", count(of->given),
                     "blank", count(of->blank), "cannot_judge", count(of->cannot));
}

static json_t *remarks(const struct panel_view *view, uint32_t expert)
{
    struct cir_buffer text = {0};
    panel_add_remarks(&text, view, expert);
    json_t *string = text.failed ? NULL : json_stringn(text.size > 0 ? text.data : "", text.size);
    cir_buffer_free(&text);
    return string;
}

static json_t *experts(const struct panel_view *view)
{
    const struct cir_round *round = panel_round(view);
    json_t *list = json_array();
    for (size_t i = 0; i < round->expert_count; i++) {
        const uint32_t expert = view->panel->order[i];
        const struct cir_round_expert *of = &round->experts[expert];
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:o, s:b, s:o, s:o}",
                                        "expert", panel_expert(view, expert), "state", panel_state_name(of->state),
                                        "answers", answers(of->answers), "weights", weights(view, of), "lambda_max",
                                        output_json_number(of->consistency.lambda_max), "consistency_index",
                                        output_json_number(of->consistency.index), "consistency_ratio",
                                        output_json_number(of->consistency.ratio), "inconsistent", of->is_inconsistent,
                                        "mend", mend(view, &of->mend), "distance", output_json_number(of->distance),
                                        "tau", output_json_number(of->tau), "looks_transposed", of->is_reversed,
                                        "change", output_json_number(of->change), "remarks", remarks(view, expert)));
    }
    return list;
}

static json_t *rounds(const struct panel_view *view)
{
    json_t *list = json_array();
    for (size_t i = 0; i < view->panel->round_count; i++) {
        const struct cir_round *of = &view->panel->rounds[i];
        json_array_append_new(
            list,
            json_pack(
                "{s:o, s:o, s:o, s:o, s:{s:o, s:o, s:o, s:o}, s:{s:o, s:o}, s:{s:o, s:o, s:o, s:o, s:s}, s:o, s:o}",
                "round", count(of->number), "told", count(of->told), "dropped_out", count(of->dropped), "joined",
                count(of->joined), "kendall", "experts", count(of->concordance.experts), "w",
                output_json_number(of->concordance.w), "chi_squared", output_json_number(of->concordance.chi_squared),
                "p", output_json_number(of->concordance.p), "alpha", "ordinal", output_json_number(of->alpha.ordinal),
                "interval", output_json_number(of->alpha.interval), "consensus", "experts",
                count(of->consensus.experts), "alpha_entropy", output_json_number(of->consensus.alpha_entropy),
                "beta_entropy", output_json_number(of->consensus.beta_entropy), "value",
                output_json_number(of->consensus.value), "word", panel_consensus_word(view, of->consensus.value),
                "group_consistency_ratio", output_json_number(of->consistency.ratio), "change",
                output_json_number(of->change)));
    }
    return list;
}

json_t *panel_json(const struct panel_view *view)
{
    const struct cir_round *round = panel_round(view);
    json_t *document =
        json_pack("{s:i, s:s, s:o, s:s, s:s, s:o, s:o, s:o}", "schema_version", JSON_SCHEMA_VERSION, "tool_version",
                  CIR_VERSION, "round", count(round->number), "method", panel_method_name(view->method), "aggregate",
                  panel_aggregation_name(view->aggregation), "criteria", criteria(view), "experts", experts(view),
                  "rounds", rounds(view));
    bool whole = document != NULL && json_array_size(json_object_get(document, "criteria")) == round->criteria_count &&
                 json_array_size(json_object_get(document, "experts")) == round->expert_count &&
                 json_array_size(json_object_get(document, "rounds")) == view->panel->round_count;
    if (whole)
        return document;
    json_decref(document);
    return NULL;
}
