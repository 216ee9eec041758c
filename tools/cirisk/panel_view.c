#include "panel_view.h"

#include "base/number.h"
#include "say.h"

#include <math.h>

enum { RATIO_DIGITS = 2, ANSWER_DIGITS = 2 };

const struct cir_round *panel_round(const struct panel_view *view)
{
    return &view->panel->rounds[view->round];
}

const char *panel_expert(const struct panel_view *view, uint32_t expert)
{
    return view->has_names ? view->panel->judgements.experts[expert] : view->panel->pseudonyms[expert];
}

const char *panel_method_name(enum cir_pairwise_method method)
{
    return method == CIR_PAIRWISE_EIGENVECTOR ? "eigenvector" : "geometric-mean";
}

const char *panel_aggregation_name(enum cir_aggregation aggregation)
{
    static const char *const names[] = {[CIR_AGGREGATE_JUDGEMENTS] = "judgements",
                                        [CIR_AGGREGATE_PRIORITIES] = "priorities",
                                        [CIR_AGGREGATE_MEAN] = "mean"};
    return names[aggregation];
}

const char *panel_state_name(enum cir_expert_state state)
{
    static const char *const names[] = {[CIR_EXPERT_ABSENT] = "absent",
                                        [CIR_EXPERT_BLANK] = "blank",
                                        [CIR_EXPERT_DISJOINED] = "cannot-tell",
                                        [CIR_EXPERT_INCOMPLETE] = "incomplete",
                                        [CIR_EXPERT_COMPLETE] = "complete"};
    return names[state];
}

const char *panel_consensus_word(const struct panel_view *view, double consensus)
{
    const double *limits = view->panel->limits.values;
    if (isnan(consensus))
        return "undefined";
    if (consensus > limits[CIR_PANEL_CONSENSUS_HIGH])
        return "high";
    return consensus < limits[CIR_PANEL_CONSENSUS_MODERATE] ? "low" : "moderate";
}

uint32_t panel_furthest(const struct panel_view *view)
{
    const struct cir_round *round = panel_round(view);
    uint32_t found = (uint32_t)round->expert_count;
    double greatest = 0;
    for (uint32_t k = 0; k < round->expert_count && round->told > 2; k++)
        if (round->experts[k].distance > greatest) {
            greatest = round->experts[k].distance;
            found = k;
        }
    return found;
}

bool panel_has_flag(const struct cir_round_expert *expert)
{
    return expert->is_inconsistent || expert->is_reversed || expert->state == CIR_EXPERT_DISJOINED ||
           expert->state == CIR_EXPERT_BLANK;
}

/* ---- remarks ---- */

static void begin(struct cir_buffer *text)
{
    if (text->size > 0)
        cir_buffer_add_string(text, "; ");
}

static void add_number(struct cir_buffer *text, double value, int digits)
{
    char number[CIR_NUMBER_SIZE];
    cir_buffer_add(text, (struct cir_text){number, cir_number_write(number, value, digits)});
}

/* As people say it: 3, or 1/3; what is hardly below 1 is 1. */
static void add_answer(struct cir_buffer *text, double value)
{
    const double even = 1.005; /* rounds to 1 at ANSWER_DIGITS below it */
    if (1 / value >= even)
        cir_buffer_add_string(text, "1/");
    add_number(text, fmax(value, 1 / value), ANSWER_DIGITS);
}

static void add_mend(struct cir_buffer *text, const struct panel_view *view, const struct cir_mend *mend)
{
    const struct cir_panel_criterion *criteria = view->panel->criteria.list;
    cir_buffer_add_string(text, ": look again at ");
    say_add_visible(text, cir_text_of(criteria[mend->a].code), 0);
    cir_buffer_add_string(text, " over ");
    say_add_visible(text, cir_text_of(criteria[mend->b].code), 0);
    cir_buffer_add_string(text, ", told ");
    add_answer(text, mend->given);
    cir_buffer_add_string(text, "; with ");
    add_answer(text, mend->value);
    cir_buffer_add_string(text, " CR is ");
    add_number(text, mend->ratio, RATIO_DIGITS);
}

static void add_inconsistent(struct cir_buffer *text, const struct panel_view *view,
                             const struct cir_round_expert *expert)
{
    begin(text);
    cir_buffer_add_string(text, "CR above ");
    add_number(text, view->panel->limits.values[CIR_PANEL_CONSISTENCY_RATIO_MAX], RATIO_DIGITS);
    if (expert->mend.b > 0)
        add_mend(text, view, &expert->mend);
}

static void add_not_judged(struct cir_buffer *text, const struct panel_view *view,
                           const struct cir_round_expert *expert)
{
    const char *before = "not judged: ";
    begin(text);
    for (size_t i = 0; i < view->panel->criteria.count; i++)
        if (isnan(expert->weights[i])) {
            cir_buffer_add_string(text, before);
            say_add_visible(text, cir_text_of(view->panel->criteria.list[i].code), 0);
            before = ", ";
        }
}

static void add_state(struct cir_buffer *text, const struct panel_view *view, const struct cir_round_expert *expert,
                      uint32_t number)
{
    const struct cir_round *before = view->round > 0 ? &view->panel->rounds[view->round - 1] : NULL;
    bool was_there = before != NULL && before->experts[number].answers != NULL;
    switch (expert->state) {
    case CIR_EXPERT_ABSENT:
        cir_buffer_add_string(text, was_there ? "dropped out" : "no answers in this round");
        break;
    case CIR_EXPERT_BLANK:
        cir_buffer_add_string(text, "the sheet came back without an answer");
        break;
    case CIR_EXPERT_DISJOINED:
        cir_buffer_add_string(text, "the answers do not join the criteria: no weights, left out of the group");
        break;
    case CIR_EXPERT_INCOMPLETE:
        add_not_judged(text, view, expert);
        break;
    case CIR_EXPERT_COMPLETE:
        break;
    }
}

void panel_add_remarks(struct cir_buffer *text, const struct panel_view *view, uint32_t expert)
{
    const struct cir_round_expert *of = &panel_round(view)->experts[expert];
    add_state(text, view, of, expert);
    if (of->is_inconsistent)
        add_inconsistent(text, view, of);
    if (of->is_reversed) {
        begin(text);
        cir_buffer_add_string(
            text, of->matrix != NULL ? "looks transposed: its order runs against that of every other; ask the expert"
                                     : "looks turned round (1 for what matters most?): its order runs against that of "
                                       "every other; ask the expert");
    }
    if (expert == panel_furthest(view)) {
        begin(text);
        cir_buffer_add_string(text, "furthest from the others");
    }
}
