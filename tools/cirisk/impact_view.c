#include "impact_view.h"

#include "ranked.h"

#include <math.h>
#include <stdlib.h>

const struct impact_layer_words impact_layers[CIR_LAYERS] = {
    [CIR_LAYER_UPSTREAM] = {"upstream", "suppliers that lose orders; told beside the others, never added"},
    [CIR_LAYER_MONEY] = {"money", "buyers, if shares of cost tell the need: the low end"},
    [CIR_LAYER_FUNCTIONAL] = {"functional", "buyers that cannot run without it: the high end"},
};

const char *const impact_parts[CIR_PARTS] = {"direct", "domestic", "regional", "global"};
const char *const impact_ends[CIR_ENDS] = {"low", "high"};

double impact_high(const struct impact_view *view, size_t node)
{
    return fmax(view->impact->layers[CIR_LAYER_MONEY].losses[node],
                view->impact->layers[CIR_LAYER_FUNCTIONAL].losses[node]);
}

double impact_high_share(const struct impact_view *view, size_t node)
{
    return fmax(view->impact->layers[CIR_LAYER_MONEY].shares[node],
                view->impact->layers[CIR_LAYER_FUNCTIONAL].shares[node]);
}

bool impact_has_spans(const struct impact_view *view)
{
    bool has = false;
    for (size_t i = 0; i < view->shock_count; i++)
        has = has || view->spans[i].share_low < view->spans[i].share_high ||
              view->spans[i].duration_low_h < view->spans[i].duration_high_h;
    return has;
}

bool impact_is_cut_out(const struct impact_view *view)
{
    bool is = false;
    for (size_t i = 0; i < view->shock_count; i++)
        is = is || view->network->states[view->network->nodes[view->shocks[i].node].state].is_cut_out;
    return is;
}

bool impact_rank(size_t *order, size_t *count, const struct impact_view *view, const double *values)
{
    struct ranked *list = malloc((view->impact->node_count + 1) * sizeof *list);
    *count = 0;
    if (list == NULL)
        return false;
    for (size_t i = 0; i < view->impact->node_count; i++)
        if (view->impact->parts[i] != CIR_PART_DIRECT && values[i] > 0)
            list[(*count)++] = (struct ranked){i, values[i]};
    ranked_sort(list, *count);
    for (size_t i = 0; i < *count; i++)
        order[i] = list[i].node;
    free(list);
    return true;
}

void impact_add_regional(struct cir_buffer *text, const struct impact_view *view)
{
    if (strcmp(view->regional, cir_regional_subregion) != 0)
        cir_buffer_add_format(text, "%s, else ", view->regional);
    cir_buffer_add_string(text, "the same M49 sub-region");
}

void impact_print_year(const struct cir_network *network, FILE *out)
{
    if (network->year > 0)
        fprintf(out, "data of %d", network->year);
    else
        fputs("data of a year that is not told", out);
}
