/* As large as tables of the world are: 77 States of 45 sectors, all of which trade with all. */
#include "suite.h"
#include "toy_network.h"

#include "network/check.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>

enum { STATES = 77, SECTORS = 45, NODES = STATES * SECTORS, KIB_MOST = 256 * 1024 };

static FILE *open_table(const struct overlay *overlay, const char *name)
{
    char path[CIR_TEMPORARY_SIZE + 32];
    snprintf(path, sizeof path, "%s/%s", overlay->folder, name);
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    return file;
}

/* In thousandths: what a row sells is known without sums of doubles. */
static unsigned flow(unsigned seller, unsigned buyer)
{
    return 1000 + (seller * 31 + buyer * 17) % 9000;
}

static void write_nodes(const struct overlay *overlay, const struct cir_definitions *definitions)
{
    FILE *file = open_table(overlay, "nodes.csv");
    fputs("node,output,final_demand\n", file);
    for (unsigned i = 0; i < NODES; i++) {
        unsigned long sold = 0;
        for (unsigned k = 0; k < NODES; k++)
            sold += flow(i, k);
        fprintf(file, "%s:S%u,%lu.%03lu,%lu.%03lu\n", definitions->countries[i / SECTORS].alpha3, i % SECTORS,
                2 * sold / 1000, 2 * sold % 1000, sold / 1000, sold % 1000);
    }
    fclose(file);
}

static void write_flows(const struct overlay *overlay, const struct cir_definitions *definitions)
{
    FILE *file = open_table(overlay, "flows.csv");
    fputs("from", file);
    for (unsigned i = 0; i < NODES; i++)
        fprintf(file, ",%s:S%u", definitions->countries[i / SECTORS].alpha3, i % SECTORS);
    for (unsigned i = 0; i < NODES; i++) {
        fprintf(file, "\n%s:S%u", definitions->countries[i / SECTORS].alpha3, i % SECTORS);
        for (unsigned k = 0; k < NODES; k++)
            fprintf(file, ",%u.%03u", flow(i, k) / 1000, flow(i, k) % 1000);
    }
    fputc('\n', file);
    fclose(file);
}

/* Sanitizers keep freed memory and shadow all of it. */
static bool is_sanitized(void)
{
#ifdef __SANITIZE_ADDRESS__
    return true;
#else
    return false;
#endif
}

static void test_large_network__is_loaded_in_bounded_memory(void)
{
    struct overlay overlay;
    struct rusage usage;
    struct cir_definitions *definitions = NULL;
    struct cir_network_check check;
    char path[CIR_TEMPORARY_SIZE + 2];
    CU_ASSERT_EQUAL_FATAL(cir_definitions_load(&definitions, NULL, NULL, NULL), CIR_OK);
    cir_temporary_folder(overlay.folder);
    write_nodes(&overlay, definitions);
    write_flows(&overlay, definitions);
    snprintf(path, sizeof path, "%s/", overlay.folder);
    struct cir_network *network = toy_network_open(NULL, definitions, path);
    CU_ASSERT_EQUAL(network->node_count, NODES);
    CU_ASSERT_EQUAL(network->state_count, STATES);
    CU_ASSERT_EQUAL(network->flow_count, (size_t)NODES * NODES);
    CU_ASSERT_EQUAL(network->flows[7].values[3000], flow(7, 3000) / 1000.0);
    CU_ASSERT_EQUAL(cir_network_check(&check, network, NULL), CIR_OK);
    CU_ASSERT_DOUBLE_EQUAL(check.spectral_radius, 0.5, 1e-9);
    CU_ASSERT(check.unbalanced_share < 1e-9);
    CU_ASSERT_EQUAL(getrusage(RUSAGE_SELF, &usage), 0);
    printf("peak %ld KiB ", usage.ru_maxrss);
    CU_ASSERT(is_sanitized() || usage.ru_maxrss < KIB_MOST);
    cir_network_free(network);
    cir_definitions_free(definitions);
    overlay_remove(&overlay);
}

CIR_SUITE("large_network", {"is loaded in bounded memory", test_large_network__is_loaded_in_bounded_memory})
