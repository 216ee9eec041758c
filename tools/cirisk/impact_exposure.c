#include "impact_exposure.h"

#include "impact/exposure.h"

#include "command.h"
#include "impact_request.h"
#include "impact_view.h"
#include "ranked.h"
#include "say.h"

#include <math.h>
#include <stdlib.h>

static void add_leaning(struct listing *listing, const struct cir_network *network, const struct cir_exposure *exposure,
                        size_t node)
{
    listing_row(listing);
    listing_set(listing, 0, network->nodes[node].name);
    listing_set_number(listing, 1, 100 * fmin(exposure->money[node], exposure->functional[node]));
    listing_set_number(listing, 2, 100 * fmax(exposure->money[node], exposure->functional[node]));
    listing_set_number(listing, 3, 100 * exposure->money[node]);
    listing_set_number(listing, 4, 100 * exposure->functional[node]);
}

static void print_head(const struct cir_network *network, const struct impact_question *question, FILE *out)
{
    fprintf(out,
            question->is_depends_on ? "What %s loses of its output when another makes nothing at all, stocks aside.\n"
                                    : "What others lose of their output when %s makes nothing at all, stocks aside.\n",
            question->node);
    fprintf(out, "Network %s, ", network->name);
    impact_print_year(network, out);
    fprintf(out, "; licence: %s\n\n", network->licence);
}

static int print_leanings(const struct cir_network *network, const struct cir_exposure *exposure,
                          const struct ranked *list, size_t count, const struct impact_question *question,
                          const struct terminal *terminal, FILE *out)
{
    static const struct listing_column columns[] = {{"node", LISTING_WORDS},
                                                    {"lost_percent_low", LISTING_NUMBER},
                                                    {"lost_percent_high", LISTING_NUMBER},
                                                    {"money_percent", LISTING_NUMBER},
                                                    {"functional_percent", LISTING_NUMBER},
                                                    {"data_year", LISTING_NUMBER},
                                                    {"licence", LISTING_WORDS}};
    enum { SHOWN = 5, ALL = sizeof columns / sizeof columns[0] }; /* text tells the rest above */
    const bool is_text = question->format == LISTING_TEXT;
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, is_text ? SHOWN : ALL, &arena);
    for (size_t i = 0; i < count && i < question->top; i++) {
        add_leaning(&listing, network, exposure, list[i].node);
        if (!is_text && network->year > 0)
            listing_set_format(&listing, SHOWN, "%d", network->year);
        if (!is_text)
            listing_set(&listing, SHOWN + 1, network->licence);
    }
    if (is_text)
        print_head(network, question, out);
    int code = listing_print(&listing, question->format, terminal, out);
    cir_arena_free(&arena);
    return code;
}

/* The nodes in question themselves are left out. */
static size_t rank(struct ranked *list, const struct cir_exposure *exposure, size_t node_count, const uint32_t *nodes,
                   size_t count)
{
    size_t ranked = 0;
    for (size_t i = 0; i < node_count; i++) {
        bool is_asked = false;
        for (size_t k = 0; k < count; k++)
            is_asked = is_asked || nodes[k] == i;
        if (!is_asked && (exposure->money[i] > 0 || exposure->functional[i] > 0))
            list[ranked++] = (struct ranked){i, fmax(exposure->money[i], exposure->functional[i])};
    }
    ranked_sort(list, ranked);
    return ranked;
}

static enum cir_status ask(struct cir_exposure *exposure, const struct cir_what_if *what_if, const uint32_t *nodes,
                           size_t count, const struct impact_question *question, struct cir_error *error)
{
    const struct cir_impact_models *models = cir_what_if_models(what_if);
    if (!question->is_depends_on)
        return cir_exposed_to(exposure, models, nodes, count, question->orders, error);
    if (count > 1)
        return cir_fail(error, CIR_BAD_USE, (struct cir_place){0},
                        "'%s' is %zu sectors of the network; name one of them by its own code", question->node, count);
    return cir_depends_on(exposure, models, nodes[0], question->orders, error);
}

static enum cir_status find_nodes(uint32_t *nodes, size_t *count, struct cir_what_if *what_if, const char *node,
                                  struct cir_error *error)
{
    struct cir_text state;
    struct cir_text sector;
    enum cir_status status = cir_node_text_read(&state, &sector, cir_text_of(node), error);
    if (status == CIR_OK)
        status = cir_what_if_prepare(what_if, &state, 1, error);
    return status == CIR_OK ? cir_what_if_nodes(nodes, count, what_if, state, sector, error) : status;
}

int impact_answer(struct cir_what_if *what_if, const struct impact_question *question, const struct terminal *terminal,
                  FILE *out)
{
    uint32_t nodes[CIR_HITS_MAX];
    size_t count = 0;
    struct cir_error error;
    if (find_nodes(nodes, &count, what_if, question->node, &error) != CIR_OK)
        return impact_say_error(&error, question->is_depends_on ? "--depends-on" : "--exposed-to");
    const struct cir_network *network = cir_what_if_network(what_if);
    double *shares = calloc(2 * network->node_count + 1, sizeof *shares);
    struct ranked *list = calloc(network->node_count + 1, sizeof *list);
    struct cir_exposure exposure = {shares, shares != NULL ? &shares[network->node_count] : NULL};
    int code = EXIT_CLEAN;
    if (shares == NULL || list == NULL)
        code = say_no_memory();
    else if (ask(&exposure, what_if, nodes, count, question, &error) != CIR_OK)
        code = say_error(&error);
    else
        code = print_leanings(network, &exposure, list, rank(list, &exposure, network->node_count, nodes, count),
                              question, terminal, out);
    free(shares);
    free(list);
    return code;
}
