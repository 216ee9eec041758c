/* A sparse matrix, a line "---", and any bytes as the file of nodes beside it. */
#include "input.h"

#include "definitions/definitions.h"
#include "network/network.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { PATH_SIZE = 512 };

static const char between[] = "---\n";

static struct cir_definitions *definitions;
static char flows_path[PATH_SIZE];
static char nodes_path[PATH_SIZE];

static void clean(void)
{
    cir_definitions_free(definitions);
}

static void prepare(void)
{
    if (definitions != NULL)
        return;
    if (cir_definitions_load(&definitions, NULL, NULL, NULL) != CIR_OK)
        fuzz_expect("the built-in definitions can be loaded");
    snprintf(flows_path, sizeof flows_path, "%s/flows", fuzz_folder());
    snprintf(nodes_path, sizeof nodes_path, "%s/nodes.csv", fuzz_folder());
    atexit(clean);
}

static void write_text(const char *path, struct cir_text text)
{
    FILE *file = fopen(path, "w");
    if (file == NULL || fwrite(text.data, 1, text.size, file) != text.size || fclose(file) != 0)
        fuzz_expect("a file can be written");
}

static void expect_right(const struct cir_network *network)
{
    for (uint32_t i = 0; i < network->node_count; i++) {
        const struct cir_flow_row *row = &network->flows[i];
        if (!(network->nodes[i].output >= 0) || isnan(network->nodes[i].final_demand))
            fuzz_expect("nodes have an output from 0 on and a final demand");
        for (size_t k = 0; k < row->count; k++)
            if (row->buyers[k] >= network->node_count || (k > 0 && row->buyers[k] <= row->buyers[k - 1]) ||
                !(row->values[k] > 0))
                fuzz_expect("buyers are nodes and rise, flows are above 0");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct cir_network_options options = {.layout = CIR_NETWORK_SPARSE};
    const char *text = (const char *)data;
    const char *cut = size > 0 ? memmem(text, size, between, sizeof between - 1) : NULL;
    size_t flows_size = cut != NULL ? (size_t)(cut - text) : size;
    size_t nodes_at = cut != NULL ? flows_size + sizeof between - 1 : size;
    struct cir_network *network;
    struct cir_error error = {0};
    prepare();
    write_text(flows_path, (struct cir_text){text, flows_size});
    write_text(nodes_path, (struct cir_text){text + nodes_at, size - nodes_at});
    enum cir_status status = cir_network_load(&network, definitions, NULL, flows_path, &options, NULL, &error);
    if (status == CIR_OK)
        expect_right(network);
    else if (status != CIR_BAD_NETWORK || error.message[0] == '\0' || error.file[0] == '\0' || network != NULL)
        fuzz_expect("a network that is refused is told why");
    cir_network_free(network);
    return 0;
}
