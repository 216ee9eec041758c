#include "base/number.h"
#include "command.h"
#include "impact_view.h"
#include "say.h"

#include <stdlib.h>

/* Nodes that are drawn: those hit, and the worst of the others. */
static bool *choose(const struct impact_view *view)
{
    size_t count = view->impact->node_count;
    bool *is_drawn = calloc(count + 1, sizeof *is_drawn);
    double *values = calloc(count + 1, sizeof *values);
    size_t *order = calloc(count + 1, sizeof *order);
    bool has_room = is_drawn != NULL && values != NULL && order != NULL;
    size_t ranked = 0;
    for (size_t i = 0; has_room && i < count; i++)
        values[i] = impact_high(view, i);
    has_room = has_room && impact_rank(order, &ranked, view, values);
    for (size_t i = 0; has_room && i < ranked && i < view->top; i++)
        is_drawn[order[i]] = true;
    for (size_t i = 0; has_room && i < view->shock_count; i++)
        is_drawn[view->shocks[i].node] = true;
    free(values);
    free(order);
    if (!has_room) {
        free(is_drawn);
        return NULL;
    }
    return is_drawn;
}

static void print_number(FILE *out, double value)
{
    char text[CIR_NUMBER_SIZE];
    fprintf(out, "%.*s", (int)cir_number_write(text, value, 2), text);
}

static void print_node(const struct impact_view *view, size_t node, FILE *out)
{
    bool is_hit = view->impact->parts[node] == CIR_PART_DIRECT;
    fprintf(out, "    \"%s\" [label=\"%s\\n", view->network->nodes[node].name, view->network->nodes[node].name);
    print_number(out, 100 * impact_high_share(view, node));
    fprintf(out, " %%\"%s];\n", is_hit ? ", shape=doubleoctagon" : "");
}

/* An arrow below it would be labelled 0. */
static const double least_weight = .005;

static void print_edges(const struct impact_view *view, const struct cir_needs *needs, const bool *is_drawn,
                        uint32_t user, FILE *out)
{
    struct cir_need need;
    for (size_t k = 0; cir_needs_get(&need, needs, user, k); k++)
        if (is_drawn[need.supplier] && need.weight >= least_weight) {
            fprintf(out, "    \"%s\" -> \"%s\" [label=\"", view->network->nodes[need.supplier].name,
                    view->network->nodes[user].name);
            print_number(out, need.weight);
            fputs("\"];\n", out);
        }
}

int impact_print_dot(const struct impact_view *view, const struct cir_needs *needs, FILE *out)
{
    bool *is_drawn = choose(view);
    if (is_drawn == NULL)
        return say_no_memory();
    fprintf(out, "// %s, ", view->network->title);
    impact_print_year(view->network, out);
    fprintf(out,
            ", %s. An arrow leads from a supplier to who cannot run without it: share of output lost with it.\n"
            "digraph impact {\n    rankdir=LR;\n    node [shape=box];\n",
            view->network->licence);
    for (uint32_t i = 0; i < view->impact->node_count; i++)
        if (is_drawn[i])
            print_node(view, i, out);
    for (uint32_t i = 0; i < view->impact->node_count; i++)
        if (is_drawn[i])
            print_edges(view, needs, is_drawn, i, out);
    fputs("}\n", out);
    free(is_drawn);
    return EXIT_CLEAN;
}
