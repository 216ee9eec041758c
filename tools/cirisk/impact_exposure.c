#include "impact_exposure.h"

#include "impact/exposure.h"

#include "command.h"
#include "impact_request.h"
#include "say.h"

#include <math.h>
#include <stdlib.h>

struct leaning {
    size_t node;
    double money;
    double functional;
};

static int compare_leanings(const void *left, const void *right)
{
    const struct leaning *a = left;
    const struct leaning *b = right;
    double first = fmax(a->money, a->functional);
    double second = fmax(b->money, b->functional);
    if (first != second)
        return first < second ? 1 : -1;
    return (a->node > b->node) - (a->node < b->node);
}

static int out_of_memory(void)
{
    return say_error(&(struct cir_error){.status = CIR_NO_MEMORY, .message = "memory is exhausted"});
}

static int print_leanings(const struct cir_what_if *what_if, const struct leaning *list, size_t count,
                          const struct impact_question *question, const struct terminal *terminal, FILE *out)
{
    static const struct listing_column columns[] = {{"node", LISTING_WORDS},
                                                    {"lost_percent_low", LISTING_NUMBER},
                                                    {"lost_percent_high", LISTING_NUMBER},
                                                    {"money_percent", LISTING_NUMBER},
                                                    {"functional_percent", LISTING_NUMBER}};
    const struct cir_network *network = cir_what_if_network(what_if);
    struct cir_arena arena = {0};
    struct listing listing = listing_start(columns, sizeof columns / sizeof columns[0], &arena);
    for (size_t i = 0; i < count && i < question->top; i++) {
        listing_row(&listing);
        listing_set(&listing, 0, network->nodes[list[i].node].name);
        listing_set_number(&listing, 1, 100 * fmin(list[i].money, list[i].functional));
        listing_set_number(&listing, 2, 100 * fmax(list[i].money, list[i].functional));
        listing_set_number(&listing, 3, 100 * list[i].money);
        listing_set_number(&listing, 4, 100 * list[i].functional);
    }
    if (question->format == LISTING_TEXT)
        fprintf(out,
                question->is_depends_on ? "What %s loses of its output when another makes nothing at all, stocks "
                                          "aside.\nNetwork %s, data of %d; licence: %s\n\n"
                                        : "What others lose of their output when %s makes nothing at all, stocks "
                                          "aside.\nNetwork %s, data of %d; licence: %s\n\n",
                question->node, network->name, network->year, network->licence);
    int code = listing_print(&listing, question->format, terminal, out);
    cir_arena_free(&arena);
    return code;
}

/* The nodes in question themselves are left out. */
static size_t rank(struct leaning *list, const struct cir_exposure *exposure, size_t node_count, const uint32_t *nodes,
                   size_t count)
{
    size_t ranked = 0;
    for (size_t i = 0; i < node_count; i++) {
        bool is_asked = false;
        for (size_t k = 0; k < count; k++)
            is_asked = is_asked || nodes[k] == i;
        if (!is_asked && (exposure->money[i] > 0 || exposure->functional[i] > 0))
            list[ranked++] = (struct leaning){i, exposure->money[i], exposure->functional[i]};
    }
    qsort(list, ranked, sizeof *list, compare_leanings);
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
    size_t node_count = cir_what_if_network(what_if)->node_count;
    double *shares = calloc(2 * node_count + 1, sizeof *shares);
    struct leaning *list = calloc(node_count + 1, sizeof *list);
    struct cir_exposure exposure = {shares, shares != NULL ? &shares[node_count] : NULL};
    int code = EXIT_CLEAN;
    if (shares == NULL || list == NULL)
        code = out_of_memory();
    else if (ask(&exposure, what_if, nodes, count, question, &error) != CIR_OK)
        code = say_error(&error);
    else
        code = print_leanings(what_if, list, rank(list, &exposure, node_count, nodes, count), question, terminal, out);
    free(shares);
    free(list);
    return code;
}
