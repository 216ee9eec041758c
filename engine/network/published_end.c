#include "network/published_table.h"

#include <math.h>

/* The State as the table writes it, or NULL. */
static const char *find_state(const struct cir_raw_network *raw, const char *state)
{
    for (size_t i = 0; i < raw->node_count; i++)
        if (cir_text_equal_case(cir_text_of(raw->nodes[i].state), cir_text_of(state)))
            return raw->nodes[i].state;
    return NULL;
}

/* Of what the nodes of all States but the rest buy from nodes, the share that they buy at home. */
static double domestic_share(const struct cir_raw_network *raw, const char *rest)
{
    double domestic = 0;
    double all = 0;
    for (size_t i = 0; i < raw->node_count; i++)
        for (size_t k = 0; k < raw->rows[i].count; k++) {
            const char *buyer = raw->nodes[raw->rows[i].buyers[k]].state;
            if (strcmp(buyer, rest) == 0)
                continue;
            all += raw->rows[i].values[k];
            domestic += strcmp(buyer, raw->nodes[i].state) == 0 ? raw->rows[i].values[k] : 0;
        }
    return all > 0 ? domestic / all : 0;
}

static void take_output(struct cir_published *published, const struct cir_published_words *words)
{
    struct cir_raw_network *raw = published->raw;
    bool is_told = false;
    for (size_t i = 0; i < raw->node_count; i++) {
        double by_row = published->output_by_row[i];
        raw->nodes[i].output = isnan(by_row) ? published->output_by_column[i] : by_row;
        is_told = is_told || !isnan(raw->nodes[i].output);
    }
    if (!is_told && words->output_expected != NULL)
        cir_load_report(published->load, raw->nodes[0].place, "the output of the nodes is not told; expected %s",
                        words->output_expected);
}

void cir_published_end(struct cir_published *published, struct cir_finish_rules *rules,
                       const struct cir_published_words *words)
{
    struct cir_raw_network *raw = published->raw;
    if (!cir_load_clean(published->load))
        return;
    take_output(published, words);
    raw->resolution = published->is_exact ? 0 : pow(10, -(double)published->decimals);
    raw->title = words->title;
    raw->unit = words->unit;
    raw->source = words->source;
    cir_sha256_hex(&published->hash, raw->sha256);
    rules->systems = words->systems;
    rules->tolerance = CIR_NETWORK_TOLERANCE;
    rules->rest = words->rest != NULL ? find_state(raw, words->rest) : NULL;
    if (rules->rest != NULL)
        rules->rest_domestic_share = domestic_share(raw, rules->rest);
}

enum cir_status cir_published_read_one(struct cir_published *published, struct cir_finish_rules *rules,
                                       const struct cir_table_shape *shape, const struct cir_published_words *words,
                                       const char *path, struct cir_error *error)
{
    enum cir_status status = cir_published_read(published, shape, path, error);
    if (status == CIR_OK)
        cir_published_end(published, rules, words);
    return status;
}
