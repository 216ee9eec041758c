/* Any bytes as a file that others publish, whatever its layout is taken to be. */
#include "input.h"

#include "definitions/definitions.h"
#include "network/check.h"
#include "network/network.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

static struct cir_definitions *definitions;

static void free_definitions(void)
{
    cir_definitions_free(definitions);
}

static void load_definitions(void)
{
    if (definitions != NULL)
        return;
    if (cir_definitions_load(&definitions, NULL, NULL, NULL) != CIR_OK)
        fuzz_expect("the built-in definitions can be loaded");
    atexit(free_definitions);
}

static void expect_right(const struct cir_network *network)
{
    struct cir_network_check check;
    for (uint32_t i = 0; i < network->node_count; i++) {
        const struct cir_network_node *node = &network->nodes[i];
        if (!(node->output >= 0) || isnan(node->final_demand))
            fuzz_expect("nodes have an output from 0 on and a final demand");
        if (cir_index_find(&network->node_index, cir_text_of(node->name)) != i)
            fuzz_expect("nodes are found by name");
    }
    if (cir_network_check(&check, network, NULL) != CIR_OK || !(check.spectral_radius < 1))
        fuzz_expect("a cascade ends");
}

static void load(const char *path, enum cir_network_layout layout)
{
    const struct cir_network_options options = {.layout = layout};
    struct cir_network *network;
    struct cir_error error = {0};
    enum cir_status status = cir_network_load(&network, definitions, NULL, path, &options, NULL, &error);
    if (status == CIR_OK)
        expect_right(network);
    else if (status != CIR_BAD_NETWORK || error.message[0] == '\0' || error.file[0] == '\0' || network != NULL)
        fuzz_expect("a network that is refused is told why");
    cir_network_free(network);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum cir_network_layout layouts[] = {CIR_NETWORK_ANY, CIR_NETWORK_ICIO, CIR_NETWORK_FIGARO,
                                                      CIR_NETWORK_WIOD};
    char path[FUZZ_PATH_SIZE];
    load_definitions();
    int file = fuzz_file((struct cir_text){(const char *)data, size}, path);
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++)
        load(path, layouts[i]);
    close(file);
    return 0;
}
