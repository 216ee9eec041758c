#include "impact_request.h"

#include "command.h"
#include "measures/measures.h"
#include "say.h"

#include <math.h>
#include <stdio.h>

int impact_say_error(struct cir_error *error, const char *option)
{
    if (error->file[0] == '\0')
        snprintf(error->file, sizeof error->file, "%s", option);
    return say_error(error);
}

int impact_request_read(struct impact_request *request, const struct option_texts *shocks)
{
    struct cir_error error;
    request->option = "--shock";
    for (size_t i = 0; i < shocks->count; i++)
        if (cir_shock_text_read(&request->texts[request->count++], cir_text_of(shocks->list[i]), &error) != CIR_OK)
            return impact_say_error(&error, request->option);
    return EXIT_CLEAN;
}

void impact_request_free(struct impact_request *request)
{
    cir_arena_free(&request->arena);
}

/* ---- an incident of a log ---- */

static int cannot_tell(const char *id, const char *what)
{
    say("impact", "%s: %s; give it as a --shock", id, what);
    return EXIT_FINDINGS;
}

static struct cir_shock_span product(const struct cir_quantity *a, const struct cir_quantity *b)
{
    return (struct cir_shock_span){a->low * b->low, fmin(a->high, 1) * fmin(b->high, 1)};
}

static bool add_sector(struct impact_request *request, const struct cir_definitions *definitions,
                       const struct cir_cell *country, unsigned sector, const struct cir_shock_text *spans)
{
    struct cir_shock_text *shock = &request->texts[request->count++];
    const char *state = cir_arena_copy(&request->arena, cir_text_of(definitions->countries[country->first].alpha3));
    const char *code = cir_arena_copy(&request->arena, cir_text_of(definitions->sectors[sector].code));
    if (state == NULL || code == NULL)
        return false;
    *shock = *spans;
    shock->state = cir_text_of(state);
    shock->sector = cir_text_of(code);
    return true;
}

static int take_subject(struct impact_request *request, const struct cir_classifier *classifier,
                        const struct cir_subject *subject, const char *id)
{
    const struct cir_quantity *quantities = cir_subject_quantities(subject);
    const struct cir_cell *country = &cir_subject_cells(subject)[CIR_FIELD_COUNTRY];
    const struct cir_cell *sector = &cir_subject_cells(subject)[CIR_FIELD_SECTOR];
    const struct cir_quantity *duration = &quantities[CIR_MEASURE_DERIVED + CIR_FIELD_DURATION_H];
    const struct cir_shock_text spans = {.share = product(&quantities[CIR_MEASURE_PEOPLE_SHARE],
                                                          &quantities[CIR_MEASURE_DERIVED + CIR_FIELD_SERVICE_LOSS]),
                                         .duration_h = {duration->low, duration->high}};
    if (country->state != CIR_CELL_KNOWN || (country->count > 1 && !country->together))
        return cannot_tell(id, "which State was hit is not known");
    if (sector->state != CIR_CELL_KNOWN || sector->options == 0)
        return cannot_tell(id, "no sector of those that are critical is known to be hit");
    if (isnan(spans.share.low) || isnan(duration->low) || isinf(duration->high) || duration->high <= 0)
        return cannot_tell(id, "how long it lasted is not known");
    for (uint64_t rest = sector->options; rest != 0; rest &= rest - 1)
        if (!add_sector(request, cir_classifier_definitions(classifier), country, (unsigned)__builtin_ctzll(rest),
                        &spans))
            return say_no_memory();
    return EXIT_CLEAN;
}

int impact_request_from(struct impact_request *request, const char *log, const char *id, const char *network,
                        const char *definitions, const struct cir_log_format *format)
{
    struct cir_classifier *classifier = NULL;
    struct cir_subject *subject = NULL;
    struct cir_error error;
    const struct cir_network_use use = {.network = network};
    int code = EXIT_CLEAN;
    request->option = "--from";
    enum cir_status status = cir_classifier_new(&classifier, definitions, NULL, 0, &error);
    if (status == CIR_OK)
        status = cir_classifier_use_network(classifier, definitions, &use, &error);
    if (status == CIR_OK)
        status = cir_subject_find(&subject, classifier, log, format, id, &error);
    if (status == CIR_END) {
        say("impact", "%s: %s", log, error.message);
        code = EXIT_FINDINGS;
    } else {
        code = status == CIR_OK ? take_subject(request, classifier, subject, id) : say_error(&error);
    }
    cir_subject_free(subject);
    cir_classifier_free(classifier);
    return code;
}

/* ---- hits ---- */

static enum cir_status add_hit(struct impact_hits *hits, const struct cir_network *network, uint32_t node,
                               const struct cir_shock_text *text, struct cir_error *error)
{
    for (size_t i = 0; i < hits->count; i++)
        if (hits->shocks[i].node == node)
            return cir_fail(error, CIR_BAD_SHOCK, (struct cir_place){0}, "%s is hit twice", network->nodes[node].name);
    if (network->nodes[node].output <= 0)
        return cir_fail(error, CIR_BAD_SHOCK, (struct cir_place){0},
                        "%s makes nothing in the network %s: a share of its output has no base",
                        network->nodes[node].name, network->name);
    if (hits->count == CIR_HITS_MAX)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0}, "more than %d nodes are hit", CIR_HITS_MAX);
    hits->spans[hits->count] =
        (struct cir_shock_spans){node, text->share.low, text->share.high, text->duration_h.low, text->duration_h.high};
    hits->shocks[hits->count] = cir_shock_middle(&hits->spans[hits->count]);
    hits->count++;
    return CIR_OK;
}

static enum cir_status find_hits(struct impact_hits *hits, struct cir_what_if *what_if,
                                 const struct impact_request *request, struct cir_error *error)
{
    struct cir_text states[OPTION_TEXTS_MAX];
    for (size_t i = 0; i < request->count; i++)
        states[i] = request->texts[i].state;
    enum cir_status status = cir_what_if_prepare(what_if, states, request->count, error);
    for (size_t i = 0; i < request->count && status == CIR_OK; i++) {
        uint32_t nodes[CIR_HITS_MAX];
        size_t count = 0;
        status = cir_what_if_nodes(nodes, &count, what_if, request->texts[i].state, request->texts[i].sector, error);
        for (size_t k = 0; k < count && status == CIR_OK; k++)
            status = add_hit(hits, cir_what_if_network(what_if), nodes[k], &request->texts[i], error);
    }
    return status;
}

int impact_find_hits(struct impact_hits *hits, struct cir_what_if *what_if, const struct impact_request *request)
{
    struct cir_error error;
    hits->count = 0;
    return find_hits(hits, what_if, request, &error) == CIR_OK ? EXIT_CLEAN : impact_say_error(&error, request->option);
}
