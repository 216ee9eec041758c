#include "output.h"
#include "stability/list.h"
#include "stability/stability.h"
#include "stability_view.h"

#include <math.h>

enum { JSON_SCHEMA_VERSION = 1 };

/* A fact or an end of a scale, in whatever unit: no decimals would do for all. */
static json_t *fact(double value)
{
    struct cir_buffer text = {0};
    double rounded = NAN;
    stability_add_fact(&text, value);
    if (text.size > 0)
        (void)cir_number_read(cir_buffer_text(&text), &rounded);
    bool failed = text.failed;
    cir_buffer_free(&text);
    return failed ? NULL : isnan(rounded) ? json_null() : json_real(rounded);
}

static json_t *count(size_t of)
{
    return json_integer((json_int_t)of);
}

static json_t *share(const struct told_share *of)
{
    return output_json_number(stability_round(of));
}

static const char *asset(const struct stability_view *view, size_t alternative)
{
    return view->result->assets.names[alternative];
}

static json_t *criteria(const struct stability_view *view)
{
    const struct cir_list_stability *result = view->result;
    json_t *list = json_array();
    for (size_t j = 0; j < result->criteria.count; j++) {
        const struct cir_panel_criterion *of = &result->criteria.list[j];
        json_array_append_new(list, json_pack("{s:s, s:s, s:o, s:o, s:o}", "code", of->code, "name", of->name, "worst",
                                              fact(result->scales[j].worst), "best", fact(result->scales[j].best),
                                              "mean_weight", output_json_number(result->mean_weights[j])));
    }
    return list;
}

static json_t *weights(const struct stability_view *view)
{
    const struct cir_weights *of = &view->result->question.weights;
    return json_pack("{s:s, s:o, s:b, s:o}", "law", stability_law_name(of->law), "concentration",
                     output_json_number(of->law == CIR_WEIGHTS_DIRICHLET ? of->concentration : (double)NAN),
                     "intervals", of->has_intervals, "tries", count(view->result->stability.tries));
}

static json_t *line(const struct stability_view *view)
{
    const struct cir_stability_question *question = &view->result->question;
    return question->list_size > 0 ? json_pack("{s:o}", "size", count(question->list_size))
                                   : json_pack("{s:o}", "above", output_json_number(question->line));
}

static json_t *assets(const struct stability_view *view)
{
    const struct cir_list_stability *result = view->result;
    json_t *list = json_array();
    for (size_t i = 0; i < result->assets.count; i++) {
        const size_t of = result->order[i];
        const struct told_share told = stability_share(view, of);
        const struct cir_rank_span ranks = cir_rank_span_of(&result->stability, of, result->assets.count);
        json_array_append_new(list, json_pack("{s:s, s:o, s:o, s:b, s:o, s:o, s:o, s:o}", "asset", asset(view, of),
                                              "place", count(result->list.ranks[of] + 1), "score",
                                              output_json_number(result->list.scores[of]), "listed",
                                              cir_list_has(&result->list, of), "share", share(&told), "share_error",
                                              output_json_number(told.error), "rank_from", count(ranks.first + 1),
                                              "rank_to", count(ranks.last + 1)));
    }
    return list;
}

/* ---- a close look ---- */

static json_t *ranks(const struct stability_view *view, size_t alternative)
{
    const struct cir_list_stability *result = view->result;
    json_t *list = json_array();
    for (size_t bin = 0; bin < cir_rank_bin_count(result->assets.count); bin++) {
        const struct cir_rank_span span = cir_rank_bin_span(bin, result->assets.count);
        const uint64_t hits = result->stability.ranks[alternative * CIR_RANK_BINS + bin];
        const struct told_share told = {(double)hits / (double)result->stability.draws,
                                        cir_share_error(hits, result->stability.draws)};
        json_array_append_new(list, json_pack("{s:o, s:o, s:o}", "from", count(span.first + 1), "to",
                                              count(span.last + 1), "share", share(&told)));
    }
    return list;
}

static json_t *central(const struct stability_view *view, size_t alternative)
{
    json_t *object = json_object();
    for (size_t j = 0; j < view->result->criteria.count; j++) {
        const struct told_share told = stability_central(view, alternative, j);
        json_object_set_new(object, view->result->criteria.list[j].code, share(&told));
    }
    return object;
}

static json_t *weight_flip(const struct stability_view *view, const struct cir_flip *of)
{
    const struct cir_panel_criteria *criteria = &view->result->criteria;
    if (of->criterion == criteria->count)
        return json_null();
    return json_pack("{s:s, s:o, s:o}", "criterion", criteria->list[of->criterion].code, "from",
                     output_json_number(of->from), "to", output_json_number(of->to));
}

static json_t *fact_flip(const struct stability_view *view, const struct cir_flip *of)
{
    const struct cir_panel_criteria *criteria = &view->result->criteria;
    if (of->criterion == criteria->count)
        return json_null();
    return json_pack("{s:s, s:o, s:o}", "criterion", criteria->list[of->criterion].code, "from",
                     fact(stability_fact(view, of->criterion, of->from)), "to",
                     fact(stability_fact(view, of->criterion, of->to)));
}

static json_t *looks(const struct stability_view *view)
{
    json_t *list = json_array();
    for (size_t k = 0; k < view->result->look_count; k++) {
        const struct cir_close_look *of = &view->result->looks[k];
        const struct told_share confidence = {of->confidence, of->confidence_error};
        json_array_append_new(
            list, json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "asset", asset(view, of->alternative), "ranks",
                            ranks(view, of->alternative), "central_weights", central(view, of->alternative),
                            "confidence", share(&confidence), "confidence_error", output_json_number(confidence.error),
                            "least_weight_change", weight_flip(view, &of->by_weight), "least_fact_change",
                            fact_flip(view, &of->by_fact)));
    }
    return list;
}

static json_t *pairs(const struct stability_view *view)
{
    const struct cir_list_stability *result = view->result;
    json_t *list = json_array();
    for (size_t a = 0; a < result->look_count; a++)
        for (size_t b = a + 1; b < result->look_count; b++) {
            const struct told_share told = stability_win(view, a, b);
            json_array_append_new(list,
                                  json_pack("{s:s, s:s, s:o, s:o}", "asset", asset(view, result->looks[a].alternative),
                                            "above", asset(view, result->looks[b].alternative), "share", share(&told),
                                            "share_error", output_json_number(told.error)));
        }
    return list;
}

/* ---- without one expert ---- */

static json_t *names(const struct stability_view *view, const size_t *alternatives, size_t of)
{
    json_t *list = json_array();
    for (size_t i = 0; i < of; i++)
        json_array_append_new(list, json_string(asset(view, alternatives[i])));
    return list;
}

static json_t *experts(const struct stability_view *view)
{
    json_t *list = json_array();
    for (size_t e = 0; e < view->result->without_count; e++) {
        const struct cir_without_expert *of = &view->result->without[e];
        json_array_append_new(list, json_pack("{s:s, s:b, s:o, s:o}", "expert", of->expert, "told", of->is_told,
                                              "enter", names(view, of->entered, of->entered_count), "leave",
                                              names(view, of->left, of->left_count)));
    }
    return list;
}

json_t *stability_json(const struct stability_view *view)
{
    const struct cir_list_stability *result = view->result;
    const struct stability_counts counts = stability_count(view);
    json_t *document = json_pack(
        "{s:i, s:s, s:o, s:o, s:o, s:o, s:{s:o, s:o, s:o}, s:o, s:o, s:o, s:o, s:o}", "schema_version",
        JSON_SCHEMA_VERSION, "tool_version", CIR_VERSION, "draws", count(result->stability.draws), "seed",
        count(result->question.seed), "list", line(view), "weights", weights(view), "on_the_list", "in_every_draw",
        count(counts.always), "in_some", count(counts.sometimes), "in_none", count(counts.never), "criteria",
        criteria(view), "assets", assets(view), "looks", looks(view), "pairs", pairs(view), "without", experts(view));
    bool whole = document != NULL && json_array_size(json_object_get(document, "criteria")) == result->criteria.count &&
                 json_array_size(json_object_get(document, "assets")) == result->assets.count &&
                 json_array_size(json_object_get(document, "looks")) == result->look_count &&
                 json_array_size(json_object_get(document, "pairs")) ==
                     result->look_count * (result->look_count - (result->look_count > 0)) / 2 &&
                 json_array_size(json_object_get(document, "without")) == result->without_count;
    if (whole)
        return document;
    json_decref(document);
    return NULL;
}
