#include "pipeline/write_letter.h"

#include "base/date.h"
#include "letters/forms.h"
#include "letters/writers.h"
#include "pipeline/explain_log.h"

#include <math.h>

/* What a letter is made of, each of it owned. */
struct made {
    struct cir_letter_form *form;
    struct cir_subject *subject; /* NULL of a blank letter */
    struct cir_letter_values values;
    struct cir_letter letter;
};

static void release(struct made *made)
{
    cir_letter_free(&made->letter);
    cir_letter_values_free(&made->values);
    cir_subject_free(made->subject);
    cir_letter_form_free(made->form);
}

/* ---- the incident ---- */

static enum cir_status find_subject(struct made *made, const struct cir_classifier *classifier,
                                    const struct cir_letter_order *order, struct cir_error *error)
{
    if (order->log == NULL)
        return CIR_OK;
    enum cir_status status =
        cir_subject_find(&made->subject, classifier, order->log, &order->log_format, order->id, error);
    return status == CIR_OK ? cir_subject_check_recorded(made->subject, error) : status;
}

static void add_facts(struct made *made, const struct cir_classifier *classifier, const struct cir_tongue *tongue)
{
    const struct cir_scheme *schemes[CIR_SCHEMES_MAX];
    struct cir_verdict verdicts[CIR_SCHEMES_MAX];
    struct cir_letter_facts facts = {.fields = cir_classifier_fields(classifier),
                                     .cells = cir_subject_cells(made->subject),
                                     .schemes = schemes,
                                     .verdicts = verdicts,
                                     .scheme_count = cir_classifier_scheme_count(classifier)};
    for (size_t i = 0; i < facts.scheme_count; i++)
        schemes[i] = cir_classifier_scheme(classifier, i);
    cir_subject_judge(made->subject, verdicts);
    cir_letter_values_add_facts(&made->values, tongue, &facts);
}

/* ---- what is given ---- */

static enum cir_status add_day(struct made *made, const struct cir_tongue *tongue, const char *text,
                               struct cir_error *error)
{
    struct cir_date date = {.first_h = NAN};
    if (text != NULL && !cir_date_read(cir_text_of(text), CIR_DATE_ISO, &date))
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "'%s' is no day; expected one such as 2026-05-01",
                        text);
    cir_letter_values_add_date(&made->values, tongue, CIR_LETTER_DATE, date);
    return CIR_OK;
}

static enum cir_status add_given(struct made *made, const struct cir_tongue *tongue,
                                 const struct cir_letter_order *order, struct cir_error *error)
{
    static const enum cir_letter_field texts[] = {CIR_LETTER_REFERENCE, CIR_LETTER_THEIR_REFERENCE, CIR_LETTER_SENDER,
                                                  CIR_LETTER_RECIPIENT, CIR_LETTER_CONTACT,         CIR_LETTER_TOOL};
    static const enum cir_letter_field states[] = {CIR_LETTER_SENDER_STATE, CIR_LETTER_RECIPIENT_STATE};
    struct cir_letter_values *values = &made->values;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        cir_letter_values_add_text(values, texts[i], order->given[texts[i]]);
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
        cir_letter_values_add_state(values, tongue, states[i], order->given[states[i]]);
    cir_letter_values_add_text(values, CIR_LETTER_DEFINITIONS, tongue->definitions->sha256);
    cir_letter_values_add_times(values, tongue, &order->times);
    cir_letter_values_add_date(values, tongue, CIR_LETTER_RECEIVED,
                               (struct cir_date){order->received_h, order->received_h});
    return add_day(made, tongue, order->given[CIR_LETTER_DATE], error);
}

/* ---- TLP ---- */

/* The strictest option that the cell may mean; NULL where it is not known. Options stand in rising order. */
static const char *strictest(const struct cir_field *field, const struct cir_cell *cell)
{
    size_t option = field->option_count;
    while (option > 0 && (cell->state != CIR_CELL_KNOWN || (cell->options >> (option - 1) & 1) == 0))
        option--;
    return option > 0 ? field->options[option - 1] : NULL;
}

static enum cir_status choose_tlp(const char **tlp, const struct made *made, const struct cir_classifier *classifier,
                                  const struct cir_letter_order *order, struct cir_error *error)
{
    const struct cir_field *field = &cir_classifier_fields(classifier)->list[CIR_FIELD_TLP];
    const char *told =
        made->subject != NULL ? strictest(field, &cir_subject_cells(made->subject)[CIR_FIELD_TLP]) : NULL;
    *tlp = order->tlp != NULL ? order->tlp : told;
    if (order->tlp == NULL || told == NULL)
        return CIR_OK;
    if (cir_index_find(&field->option_index, cir_text_of(order->tlp)) >=
        cir_index_find(&field->option_index, cir_text_of(told)))
        return CIR_OK;
    return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                    "--tlp %s is laxer than the label '%s' of the incident; only its owner can lower it, in the log",
                    order->tlp, told);
}

/* ---- the letter ---- */

static uint32_t switch_if(bool is_on, enum cir_letter_switch number)
{
    return is_on ? UINT32_C(1) << number : 0;
}

static enum cir_status fill(struct made *made, const struct cir_classifier *classifier, const struct cir_tongue *tongue,
                            const struct cir_letter_order *order, struct cir_error *error)
{
    struct cir_letter_filling filling = {
        .template = &made->form->languages[order->language],
        .values = &made->values,
        .switches =
            order->switches | switch_if(order->log != NULL, CIR_LETTER_IS_FILLED) |
            switch_if(order->times.is_trust_service, CIR_LETTER_IS_TRUST_SERVICE) |
            switch_if(!isnan(order->times.aware_h) && isnan(order->times.notified_h), CIR_LETTER_IS_FINAL_ESTIMATED),
    };
    enum cir_status status = choose_tlp(&filling.tlp, made, classifier, order, error);
    if (status == CIR_OK)
        status = add_given(made, tongue, order, error);
    if (status != CIR_OK)
        return status;
    if (made->subject != NULL)
        add_facts(made, classifier, tongue);
    return cir_letter_fill(&made->letter, tongue, &filling, error);
}

static enum cir_status write(struct cir_buffer *out, const struct cir_letter *letter, enum cir_letter_format format,
                             struct cir_error *error)
{
    static void (*const writers[])(struct cir_buffer *,
                                   const struct cir_letter *) = {[CIR_LETTER_TEXT] = cir_letter_write_text,
                                                                 [CIR_LETTER_MARKDOWN] = cir_letter_write_markdown,
                                                                 [CIR_LETTER_HTML] = cir_letter_write_html};
    struct cir_buffer text = {0};
    writers[format](&text, letter);
    if (!text.failed)
        cir_buffer_add(out, cir_buffer_text(&text));
    bool failed = text.failed || out->failed;
    cir_buffer_free(&text);
    return failed ? cir_fail_memory(error) : CIR_OK;
}

enum cir_status cir_letter_write(struct cir_buffer *out, const struct cir_classifier *classifier,
                                 const struct cir_letter_order *order, struct cir_error *error)
{
    struct made made = {.form = NULL};
    const struct cir_tongue tongue = cir_tongue_of(cir_classifier_definitions(classifier), order->language);
    enum cir_status status = cir_letter_times_check(&order->times, error);
    if (status == CIR_OK)
        status = cir_letter_form_load(&made.form, order->definitions, order->name, NULL, error);
    if (status == CIR_OK)
        status = find_subject(&made, classifier, order, error);
    if (status == CIR_OK)
        status = fill(&made, classifier, &tongue, order, error);
    if (status == CIR_OK)
        status = write(out, &made.letter, order->format, error);
    release(&made);
    return status;
}
