/* Any bytes as a file that others publish, whatever its layout is taken to be. */
#include "input.h"

#include "network/network.h"
#include "networks.h"

#include <unistd.h>

static void load(const char *path, enum cir_network_layout layout)
{
    const struct cir_network_options options = {.layout = layout};
    struct cir_network *network;
    struct cir_error error = {0};
    enum cir_status status = cir_network_load(&network, fuzz_definitions(), NULL, path, &options, NULL, &error);
    if (status == CIR_OK)
        fuzz_expect_network(network);
    else if (status != CIR_BAD_NETWORK || error.message[0] == '\0' || error.file[0] == '\0' || network != NULL)
        fuzz_expect("a network that is refused is told why");
    cir_network_free(network);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum cir_network_layout layouts[] = {CIR_NETWORK_ANY, CIR_NETWORK_ICIO, CIR_NETWORK_FIGARO,
                                                      CIR_NETWORK_WIOD};
    char path[FUZZ_PATH_SIZE];
    int file = fuzz_file((struct cir_text){(const char *)data, size}, path);
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++)
        load(path, layouts[i]);
    close(file);
    return 0;
}
